"""Whole runs as tasks of a cluster, one core each, as a pool of processes would run them."""

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from importlib import import_module
from typing import Any

from ramify.sims.cluster.connection import ClusterError
from ramify.sims.cluster.placement import Connection
from ramify.sims.cluster.probe import introduction, reason_to_refuse
from ramify.sims.cluster.worker import Settings, driver_settings, take_over

LOSSES = 20  # losses of its process or node after which a run has failed


class RunsOnCluster:
    """Calls functions as tasks of a cluster. A task that is lost begins again on another node.

    Args:
      connection: the connection to the cluster.
    """

    def __init__(self, connection: Connection):
        self._ray, self._any_cpu = connection.ray, connection.cluster.any_cpu
        self._settings = self._ray.put((driver_settings(), introduction(), self._any_cpu))
        self._task = self._ray.remote(num_cpus=1, max_retries=LOSSES)(_call)

    def submit(self, function: Callable[..., Any], *args: Any) -> "Future[Any]":
        """Starts a call as soon as a core of the cluster is free."""
        content = import_module("cloudpickle").dumps((function, args))
        answer: Future[Any] = Future()
        call = self._task.remote(self._settings, content).future()
        call.add_done_callback(partial(_hand_on, answer))
        return answer


def _hand_on(answer: "Future[Any]", call: "Future[Any]") -> None:
    """Passes a result on, or the error that the function raised. Ray's holds a page of text."""
    if (error := call.exception()) is None:
        answer.set_result(call.result())
        return
    cause = getattr(error, "cause", None)
    lost = ClusterError(f"A run was lost {LOSSES} times: {type(error).__name__} of Ray.")
    answer.set_exception(cause if isinstance(cause, Exception) else lost)


_joined: set[str] = set()  # settings that this process has taken over


def _call(settings: tuple[Settings, Any, bool], content: bytes) -> Any:
    """Runs in a process of Ray. Returns the function's result."""
    import cloudpickle

    taken, here, any_cpu = settings
    name = hashlib.sha256(repr(taken).encode()).hexdigest()
    if name not in _joined:
        take_over(taken)
        why = reason_to_refuse("A machine of the cluster", introduction(), here, any_cpu)
        if why is not None:
            raise ClusterError(why)
        _joined.add(name)
    function, args = cloudpickle.loads(content)
    return function(*args)
