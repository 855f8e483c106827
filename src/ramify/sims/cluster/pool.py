"""The workers of a cluster, and the loop that hands them the shards of a rollout.

A node has one worker for every 16 cores. The driver gives each worker one shard at a time. Workers that
are lost are started again, their shards wait again, and nodes that join the cluster get workers too.
"""

import itertools
import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from ramify.sims.cluster.connection import ClusterError
from ramify.sims.cluster.members import (
    DIED,
    HUNG,
    LOST,
    MEMORY,
    Member,
    Node,
    Results,
    Status,
    reason_of,
)
from ramify.sims.cluster.probe import introduction, reason_to_refuse
from ramify.sims.cluster.shards import LostTooOftenError, ShardQueue
from ramify.sims.cluster.worker import ClusterWorker, Payload, Raised, driver_settings, end_process

SMALLEST = 16  # rows of a shard: smaller ones leave slots and cores empty
SHARDS = 4  # shards per worker in a rollout
CORES = 16  # most cores of a worker; more threads wait for each other
LOOK = 1.0  # s, between two looks at the nodes
STARTS = 3  # starts of a worker that may fail on a node in succession
PATIENCE = 120.0  # s, in which at least one worker must have joined
LONELY = 300.0  # s, without any worker, after which a rollout ends with an error
OTHERS = 15.0  # s, for which the first worker waits for the others at the beginning
AGE = 20.0  # a shard may take this multiple of the longest time per row so far


class Pool:
    """The workers of a Ray cluster.

    Args:
      ray: the module, connected.
      say: called with a sentence for the user.
      any_cpu: accept workers that compute other bits than this machine.
      timeout: s, time in which a shard must end before its worker counts as hanging.
      kind: class of the workers.

    Raises:
      ClusterError: no worker can join.
    """

    def __init__(
        self,
        ray: Any,
        say: Callable[[str], None],
        *,
        any_cpu: bool = False,
        timeout: float = 600.0,
        kind: type = ClusterWorker,
    ):
        self._ray, self._say, self._any_cpu, self.timeout = ray, say, any_cpu, timeout
        self._settings = ray.put(driver_settings())
        self._class, self._kill = ray.remote(kind), ray.remote(max_retries=0)(end_process)
        self._members: list[Member] = []
        self._failing: Counter[str] = Counter()  # node -> starts that failed in succession
        self.refused: dict[str, str] = {}  # node -> the reason
        self._nodes: set[str] = set()  # those that have cores
        self._lock, self._looked, self._numbers = threading.Lock(), -math.inf, itertools.count()
        self._rollouts, self._queue = itertools.count(), ShardQueue(0, 1)
        self._again: Counter[str] = Counter()
        self._seen = time.monotonic()  # when there was a worker
        self._look()
        self._here = introduction()  # while the workers start
        self._assemble()

    @property
    def joined(self) -> list[Member]:
        """The workers that take part."""
        return [member for member in self._members if member.here is not None]

    @property
    def cores(self) -> int:
        """Number of cores of all workers."""
        return sum(member.cores for member in self.joined)

    def status(self) -> Status:
        """Returns what happens now. Another thread may call it."""
        nodes: dict[str, Node] = {}
        for member in self.joined:
            assert member.here is not None
            cores = member.cores + (nodes[member.node].cores if member.node in nodes else 0)
            other = member.here.bits != self._here.bits
            nodes[member.node] = Node(member.name, cores, member.here.processor, other)
        again = Counter(dict(self._again)) + Counter(dict(self._queue.again))
        return Status(list(nodes.values()), self._queue.under_way, again)

    def prepare(self, payload: Payload) -> None:
        """Makes a simulator on one worker, to see that the workers can.

        Raises:
          ClusterError: they cannot.
        """
        with self._lock:
            for _ in range(STARTS):
                while not (free := [m for m in self.joined if m.call is None]):
                    self._look()
                    self._refuse_solitude()
                    self._wait()
                try:
                    raised = self._ray.get(
                        free[0].actor.build.remote(payload), timeout=self.timeout
                    )
                except self._ray.exceptions.RayError as error:
                    why = reason_of(error)
                    self._drop(free[0], why)
                    continue
                if raised is None:
                    return
                raise ClusterError(
                    f"The workers cannot make the task: {raised.text}. Install what it needs on every "
                    "machine. The modules that you import are sent, their data and their packages are "
                    "not."
                )
            raise ClusterError(f"{STARTS} workers ended while they made the task: {why}.")

    def run(
        self,
        payload: Payload,
        method: str,
        rows: int,
        arguments: Callable[[slice], tuple[Any, ...]],
        *,
        size: int = 0,
        allowance: float = 0.0,
    ) -> Results:
        """Calls a method of `methods.CALLS` for all rows.

        Args:
          payload: the simulator, function or task.
          method: name of the method.
          rows: number of rows.
          arguments: (rows) -> the arguments of one shard.
          size: rows per shard; 0 lets the number of workers decide.
          allowance: s, that each row may take besides, before its worker counts as hanging.

        Raises:
          ClusterError: no worker is left and none joins, or rows were lost too often.
        """
        with self._lock:
            self._rollout, found = next(self._rollouts), list[tuple[slice, Any]]()
            size = size or max(SMALLEST, math.ceil(rows / (SHARDS * max(1, len(self.joined)))))
            self._queue = queue = ShardQueue(rows, size)
            try:
                while not queue.done:
                    self._look()
                    self._refuse_solitude()
                    self._hand_out(payload, method, arguments)
                    self._end_hanging(allowance)
                    for member, result in self._wait():
                        part = self._received(member, result)
                        if part is not None:
                            found.append(part)
            except LostTooOftenError as error:
                raise ClusterError(
                    f"{error} Give the workers more memory, or lower --slots."
                ) from None
            finally:
                self._again += queue.again
                self._queue = ShardQueue(0, 1)
            return Results(found, queue.failed)

    def wait_for(self, count: int) -> None:
        """Waits until at least this number of workers takes part."""
        while len(self.joined) < count:
            self._look()
            self._refuse_solitude()
            self._wait()

    def close(self) -> None:
        """Ends all workers."""
        for member in self._members:
            self._ray.kill(member.actor)
        self._members.clear()

    def _assemble(self) -> None:
        """Waits for the workers at the beginning.

        Raises:
          ClusterError: none can join.
        """
        began, first = time.monotonic(), math.inf
        while time.monotonic() < min(first + OTHERS, began + PATIENCE):
            self._look()
            if self.joined and len(self.joined) == len(self._members):
                return
            if self._hopeless():
                break
            self._wait()
            if self.joined:
                first = min(first, time.monotonic())
        if not self.joined:
            raise ClusterError(self._nobody())

    def _hopeless(self) -> bool:
        """Returns whether every node is refused."""
        return bool(self._nodes) and self._nodes <= self.refused.keys()

    def _refuse_solitude(self) -> None:
        """Stops if there has been no worker for a long time.

        Raises:
          ClusterError: there has been none for `LONELY` seconds, or every node is refused.
        """
        now = time.monotonic()
        if self.joined:
            self._seen = now
        elif self._hopeless() or now - self._seen > LONELY:
            raise ClusterError(f"No worker is left. {self._nobody()}")

    def _nobody(self) -> str:
        """Returns why there is no worker."""
        if self.refused:
            return next(iter(self.refused.values()))
        if self._members:
            return (
                f"No worker of the cluster started within {PATIENCE:.0f} s: other work may hold all of "
                "its cores. `ray status` shows them."
            )
        return "The cluster has no node with cores: start some with `ray start --address=...`."

    def _look(self) -> None:
        """Starts workers on new nodes, and drops those of lost nodes, once in a while."""
        if time.monotonic() - self._looked < LOOK:
            return
        self._looked = time.monotonic()
        there = {
            node["NodeID"]: node
            for node in self._ray.nodes()
            if node["Alive"] and node["Resources"].get("CPU", 0) >= 1
        }
        for member in [m for m in self._members if m.node not in there]:
            self._drop(member, LOST, accident=True)
        self._nodes = set(there)
        held = Counter(member.node for member in self._members)
        for node, about in there.items():
            cores = int(about["Resources"]["CPU"])
            wanted = 0 if node in self.refused else math.ceil(cores / CORES)
            for _ in range(wanted - held[node]):
                name = about["NodeManagerHostname"] or about["NodeManagerAddress"]
                self._start(node, f"{name} ({node[:6]})", cores // wanted)

    def _start(self, node: str, name: str, cores: int) -> None:
        here = self._on(node, cores)
        actor = self._class.options(**here, max_restarts=0).remote(cores, self._settings)
        now = time.monotonic()
        number = next(self._numbers)
        self._members.append(Member(actor, node, name, cores, number, actor.join.remote(), now))

    def _on(self, node: str, cores: int) -> dict[str, Any]:
        """Returns Ray's options for something that runs on this node."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        where = NodeAffinitySchedulingStrategy(node, soft=False)
        return {"num_cpus": cores, "scheduling_strategy": where}

    def _hand_out(
        self, payload: Payload, method: str, arguments: Callable[[slice], tuple[Any, ...]]
    ) -> None:
        """Gives a shard to every idle worker."""
        nodes = {member.node for member in self.joined}
        for member in self.joined:
            if member.call is not None:
                continue
            now = time.monotonic()
            shard = self._queue.take(member.number, member.node, nodes, now)
            if shard is None:
                continue
            try:
                known = payload.name in member.knows
                sent = Payload(payload.name, b"") if known else payload
                member.call = member.actor.run.remote(sent, method, arguments(slice(*shard)))
                member.knows.add(payload.name)
            except self._ray.exceptions.RayError as error:  # such as a full object store
                self._queue.accident(shard, member.number, member.node, reason_of(error))
                continue
            member.shard, member.began, member.rollout = shard, now, self._rollout

    def _wait(self) -> Iterator[tuple[Member, Any]]:
        """Waits until a worker answers or it is time to look. Yields answers, and drops dead workers."""
        calls = {member.call: member for member in self._members if member.call is not None}
        if not calls:
            time.sleep(LOOK / 10)
            return iter(())
        ready, _ = self._ray.wait(list(calls), num_returns=len(calls), timeout=0)
        if not ready:
            ready, _ = self._ray.wait(list(calls), num_returns=1, timeout=LOOK)
        answers = [(calls[call], self._answer(calls[call])) for call in ready]
        return iter([(member, answer) for member, answer in answers if answer is not None])

    def _answer(self, member: Member) -> Any:
        """Returns a worker's answer in a list; None if it died, or has just joined."""
        call, member.call = member.call, None
        try:
            result = self._ray.get(call)
        except (
            self._ray.exceptions.RayTaskError
        ) as error:  # of Ray itself: the worker catches others
            if member.here is None:
                self._drop(member, f"{type(error.cause).__name__}: {error.cause}"[:300])
            self._lose(member, reason_of(error.cause), accident=True)
            return None
        except self._ray.exceptions.RayError as error:
            words = reason_of(error)
            self._drop(member, words, accident=words != DIED)
            return None
        if member.here is not None:
            return [result]
        there, member.pid = result
        why = reason_to_refuse(member.name, there, self._here, self._any_cpu)
        if why is not None:
            if member.node not in self.refused:
                self._say(why)
            self.refused[member.node] = why
            self._drop(member, why)
            return None
        member.here, self._failing[member.node] = there, 0
        self._queue.joined(member.node, {m.node for m in self.joined})
        return None

    def _received(self, member: Member, result: list[Any]) -> tuple[slice, Any] | None:
        """Takes a worker's result. Returns it with its rows, if it is the first."""
        shard, member.shard = member.shard, None
        if shard is None or member.rollout != self._rollout:  # a copy of an earlier rollout's shard
            return None
        (found,) = result
        if not isinstance(found, Raised):
            first = self._queue.answer(shard, member.number, time.monotonic())
            return (slice(*shard), found) if first else None
        member.knows.clear()  # it may have failed to make the simulator
        if found.memory:
            self._queue.accident(shard, member.number, member.node, MEMORY)
            return None
        if found.error is not None:
            raise found.error
        raise RuntimeError(found.trace)

    def _end_hanging(self, allowance: float) -> None:
        """Ends workers that take too long."""
        for member in [m for m in self._members if m.call is not None]:
            limit = PATIENCE if member.here is None else self.timeout
            if member.shard is not None:
                slowest = AGE * self._queue.slowest * member.shard.rows
                limit = max(self.timeout, slowest) + allowance * member.shard.rows
            if time.monotonic() - member.began > limit:
                self._drop(member, HUNG, hung=True)

    def _drop(
        self, member: Member, why: str, *, accident: bool = False, hung: bool = False
    ) -> None:
        """Removes a worker. Its shard waits again."""
        self._members.remove(member)
        self._ray.kill(member.actor)
        if hung and member.pid:  # a frozen process does not hear Ray, and keeps its cores
            self._kill.options(**self._on(member.node, 0)).remote(member.pid)
        if member.here is None and member.node not in self.refused:
            self._failing[member.node] += 1
            if self._failing[member.node] >= STARTS:
                self.refused[member.node] = (
                    f"{member.name} is not used: {STARTS} workers in succession ended there before "
                    f"they joined ({why})."
                )
                self._say(self.refused[member.node])
        self._lose(member, why, accident=accident, hung=hung)

    def _lose(
        self, member: Member, why: str, *, accident: bool = False, hung: bool = False
    ) -> None:
        """Takes back the shard of a worker."""
        shard, member.shard = member.shard, None
        if shard is None or member.rollout != self._rollout:
            return
        if accident:
            self._queue.accident(shard, member.number, member.node, why)
        elif hung:
            self._queue.hung(shard, member.number, member.node, why)
        else:
            self._queue.crashed(shard, member.number, member.node, why)
