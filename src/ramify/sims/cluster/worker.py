"""The worker of a cluster: an actor that simulates shards with all of its cores.

This module does not import JAX, so that a worker can set JAX's variables before it starts.
"""

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from ramify.sims.cluster.sources import own_sources, unpack_sources

CONFIG = "jax_enable_x64", "jax_default_matmul_precision", "jax_threefry_partitionable"


@dataclass(frozen=True)
class Payload:
    """A pickled simulator, function or task, and a name for it.

    Attributes:
      name: digest of the content.
      content: pickled by cloudpickle; empty for a worker that has it.
    """

    name: str
    content: bytes


class Settings(NamedTuple):
    """What a worker takes over from the driver.

    Attributes:
      platform: JAX's backend.
      config: values of `jax.config` that may change results.
      sources: source files of the user's modules.
    """

    platform: str
    config: dict[str, Any]
    sources: dict[str, bytes]


class Raised(NamedTuple):
    """An error in the code that a worker ran.

    Attributes:
      error: the error; None if it cannot be pickled.
      text: its type and message.
      trace: the traceback.
      memory: True if memory was exhausted.
    """

    error: Exception | None
    text: str
    trace: str
    memory: bool


def driver_settings() -> Settings:
    """Returns what workers take over from this process."""
    import jax

    config = {name: getattr(jax.config, name) for name in CONFIG}
    return Settings(jax.default_backend(), config, own_sources())


def take_over(settings: Settings) -> None:
    """Prepares this process for the driver's work. JAX must not have started to compute."""
    from ramify.sims.process import compute_in_calling_thread
    from ramify.system.runtime import keep_compiled

    os.environ.setdefault("JAX_PLATFORMS", settings.platform)
    unpack_sources(settings.sources)
    keep_compiled(by_processor=True)
    import jax

    for name, value in settings.config.items():
        jax.config.update(name, value)
    compute_in_calling_thread()


class ClusterWorker:
    """Simulates shards. One call at a time.

    Args:
      threads: number of cores that the worker may use.
      settings: taken over from the driver.
    """

    def __init__(self, threads: int, settings: Settings):
        self._threads, self._settings = threads, settings
        self._built: dict[str, Any] = {}

    def join(self) -> Any:
        """Returns the worker's introduction."""
        from ramify.sims.cluster.probe import introduction

        take_over(self._settings)
        return introduction(), os.getpid()

    def build(self, payload: Payload) -> Raised | None:
        """Makes the simulator, function or task. Returns the error if that fails."""
        found = self._caught(lambda: self._of(payload))
        return found if isinstance(found, Raised) else None

    def run(self, payload: Payload, method: str, args: tuple[Any, ...]) -> Any:
        """Calls a method of `methods.CALLS` with the simulator. Returns its result or `Raised`."""
        from ramify.sims.cluster.methods import CALLS

        return self._caught(lambda: CALLS[method](self._of(payload), *args))

    def _of(self, payload: Payload) -> Any:
        import cloudpickle

        if payload.name not in self._built:
            made = cloudpickle.loads(payload.content)
            if hasattr(made, "with_threads"):
                made = made.with_threads(self._threads)
            self._built[payload.name] = made
        return self._built[payload.name]

    def _caught(self, call: Callable[[], Any]) -> Any:
        import pickle

        try:
            return call()
        except Exception as error:
            text, trace = f"{type(error).__name__}: {error}", traceback.format_exc()
            memory = isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in text
            try:
                pickle.loads(pickle.dumps(error))
            except Exception:
                return Raised(None, text, trace, memory)
            return Raised(error, text, trace, memory)


def end_process(pid: int) -> None:
    """Kills a process of this machine, if it still runs."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
