"""The workers of a cluster as the driver sees them, and the reasons for which they are lost."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ramify.sims.cluster.probe import Introduction
from ramify.sims.cluster.shards import Shard

HUNG = "a worker took too long"
DIED = "its worker process died"
MEMORY = "memory was exhausted"
LOST = "a node was lost"
STORE = "the object store was full"
UNREACHABLE = "a worker could not be reached"


class Node(NamedTuple):
    """A node of the cluster, as run.json and the dashboard show it."""

    name: str
    cores: int
    processor: str
    other_bits: bool


@dataclass(frozen=True)
class Results:
    """The results of a rollout.

    Attributes:
      shards: rows and result of each shard, in any order.
      failed: row -> the reason why it failed.
    """

    shards: list[tuple[slice, Any]]
    failed: dict[int, str]


@dataclass(eq=False)
class Member:
    """A worker of the pool.

    Attributes:
      actor: Ray's handle.
      node: id of its node.
      name: address of its node, for messages.
      cores: number of its cores.
      number: counts the workers.
      here: what it said of itself; None until it has joined.
      pid: its process's id.
      call: the pending answer.
      began: time at which the call began.
      rollout: number of the rollout of its shard.
      shard: the shard under way; None if there is none.
      knows: names of the payloads that it has.
    """

    actor: Any
    node: str
    name: str
    cores: int
    number: int
    call: Any
    began: float
    here: Introduction | None = None
    pid: int = 0
    rollout: int = -1
    shard: Shard | None = None
    knows: set[str] = field(default_factory=set)


@dataclass
class Status:
    """The current state of the cluster.

    Attributes:
      nodes: the nodes that have workers.
      under_way: number of rows that workers simulate.
      again: reason -> number of rows that were started again for it.
    """

    nodes: list[Node] = field(default_factory=list)
    under_way: int = 0
    again: Counter[str] = field(default_factory=Counter)


def reason_of(error: BaseException) -> str:
    """Returns the reason of an error of Ray in a few words."""
    kind, text = type(error).__name__, str(error)
    if kind == "OutOfMemoryError" or "running low on memory" in text:
        return MEMORY
    if kind in ("ObjectStoreFullError", "OutOfDiskError"):
        return STORE
    if kind == "NodeDiedError" or "node has died" in text or "node was terminated" in text:
        return LOST
    if kind in ("ActorDiedError", "WorkerCrashedError"):
        if "creation task" in text or "failed to import" in text:
            return "a worker failed to start: " + text.strip().splitlines()[-1][:200]
        return DIED
    if kind == "ActorUnschedulableError":
        return LOST
    if kind == "ActorUnavailableError":
        return UNREACHABLE
    return f"{kind} of Ray"
