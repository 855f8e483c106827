"""Chooses the cluster that evaluates the tasks of a run. This module imports neither Ray nor JAX."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ramify.sims.cluster.connection import AUTO, connected

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.sims.cluster.pool import Pool, Status

    T = TypeVar("T", bound=AbstractTask)

_open: list["Connection"] = []  # of the `with` blocks that are open; the last one counts


@dataclass(frozen=True)
class Cluster:
    """A Ray cluster that evaluates a run. It belongs to the call, not to the run: results are the same.

    Attributes:
      address: "auto" for the cluster of this machine, which is started if there is none; or HOST:PORT.
      any_cpu: True to accept workers whose processor computes other bits. run.json records it.
      timeout: s, time in which a worker must simulate one part of a batch. A worker that takes longer is
        ended, and another one simulates the rows. The time grows with what earlier parts have taken.

    Example:
      >>> Cluster("10.0.0.1:6379", timeout=60.0).any_cpu
      False
    """

    address: str = AUTO
    any_cpu: bool = False
    timeout: float = 600.0

    def __post_init__(self) -> None:
        if not (isinstance(self.address, str) and self.address):
            raise ValueError(f"cluster={self.address!r}: give 'auto' or 'HOST:PORT'.")
        if not self.timeout > 0:
            raise ValueError(f"timeout={self.timeout}: give seconds above 0.")


class Connection:
    """A connection to a cluster. Its workers start when a task first needs them.

    Attributes:
      ray: the module, connected.
      cluster: the cluster.
      say: called with a sentence for the user.
      pool: the workers; None before a task needs them.
    """

    def __init__(self, ray: Any, cluster: Cluster, say: Callable[[str], None]):
        self.ray, self.cluster, self.say = ray, cluster, say
        self.pool: Pool | None = None

    def workers(self) -> "Pool":
        """Returns the workers.

        Raises:
          ClusterError: none can join.
        """
        if self.pool is None:
            from ramify.sims.cluster.pool import Pool

            options: Any = {"any_cpu": self.cluster.any_cpu, "timeout": self.cluster.timeout}
            self.pool = Pool(self.ray, self.say, **options)
        return self.pool

    def close(self) -> None:
        """Ends the workers."""
        if self.pool is not None:
            self.pool.close()


def connection() -> Connection | None:
    """Returns the connection of the innermost `on_cluster`, if there is one."""
    return _open[-1] if _open else None


@contextmanager
def on_cluster(
    cluster: "Cluster | str | None", say: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Connects to a cluster. Tasks that pass `placed` in the `with` block are evaluated there.

    Args:
      cluster: the cluster or its address; None for this machine alone.
      say: called with a sentence for the user. Default: it is printed.

    Raises:
      ClusterError: the cluster cannot be used.
    """
    if cluster is None:
        yield
        return
    chosen = cluster if isinstance(cluster, Cluster) else Cluster(cluster)
    say = say or print
    with connected(chosen.address, say) as ray:
        made = Connection(ray, chosen, say)
        _open.append(made)
        try:
            yield
        finally:
            _open.remove(made)
            made.close()


def placed(task: "T") -> "T":
    """Returns the task, evaluated on the cluster of `on_cluster` if there is one.

    A JAX function stays here: whole iterations are one compiled program.

    Raises:
      ClusterError: the workers cannot make the task.
      ValueError: the task cannot be sent to them.
    """
    if (here := connection()) is None or task.jittable:
        return task
    from ramify.sims.cluster.remote import placed_on

    found: Any = placed_on(task, here.workers())
    return found


def advice(rows: int) -> str | None:
    """Returns a sentence if a batch has too few rows for the cluster; None if it suits.

    Args:
      rows: number of rows in the largest batch.
    """
    here = connection()
    if here is None or here.pool is None or rows >= here.pool.cores:
        return None
    return (
        f"a batch has {rows} rows and the cluster has {here.pool.cores} cores, so some cores have no "
        "work. Raise --batch, --samples or --emitters, or use fewer machines."
    )


def status() -> "Status | None":
    """Returns what happens on the cluster; None without one. Any thread may call it."""
    here = connection()
    return None if here is None or here.pool is None else here.pool.status()


def status_lines() -> dict[str, str]:
    """Returns what happens on the cluster as labels and values; nothing without a cluster.

    Any thread may call it.
    """
    if (found := status()) is None:
        return {}
    cores = sum(node.cores for node in found.nodes)
    again = [f"{rows:,}: {why}" for why, rows in found.again.most_common()]
    count = len(found.nodes)
    lines = {"cluster": f"{count} node{'s' * (count != 1)}, {cores:,} cores"}
    if found.under_way:  # nothing is, between two batches
        lines["under way"] = f"{found.under_way:,} rows"
    return lines | {f"done again{' ' * i}": text for i, text in enumerate(again[:3])}
