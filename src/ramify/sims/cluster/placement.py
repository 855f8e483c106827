"""Which cluster evaluates the tasks of a run. This module imports neither Ray nor JAX."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ramify.sims.cluster.connection import AUTO, connected

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.sims.cluster.pool import Pool, Status

    T = TypeVar("T", bound=AbstractTask)

_pool: ContextVar["Pool | None"] = ContextVar("pool", default=None)


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
        from ramify.sims.cluster.pool import Pool

        pool = Pool(ray, say, any_cpu=chosen.any_cpu, timeout=chosen.timeout)
        token = _pool.set(pool)
        try:
            yield
        finally:
            _pool.reset(token)
            pool.close()


def placed(task: "T") -> "T":
    """Returns the task, evaluated on the cluster of `on_cluster` if there is one.

    Raises:
      ClusterError: the workers cannot make the task.
      ValueError: the task cannot be sent to them.
    """
    pool = _pool.get()
    if pool is None:
        return task
    from ramify.sims.cluster.remote import placed_on

    found: Any = placed_on(task, pool)
    return found


def advice(rows: int) -> str | None:
    """Returns a sentence if a batch has too few rows for the cluster; None if it suits.

    Args:
      rows: number of rows in the largest batch.
    """
    pool = _pool.get()
    if pool is None or rows >= pool.cores:
        return None
    return (
        f"a batch has {rows} rows and the cluster has {pool.cores} cores, so that most cores have no "
        "work. Raise --batch, --samples or --emitters, or use fewer machines."
    )


def status() -> "Status | None":
    """Returns what happens on the cluster; None without one."""
    pool = _pool.get()
    return None if pool is None else pool.status()
