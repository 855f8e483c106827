"""The connection to Ray. Ray is imported here, when a command asks for a cluster."""

import logging
import os
import signal
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ramify.system.files import RunError

AUTO = "auto"
REACH = 5.0  # s, in which an address must accept a connection
PORT = 6379  # Ray's default
LOCAL = {  # of a Ray that this process starts
    "RAY_USAGE_STATS_ENABLED": "0",  # it sends nothing to Ray's authors
    "RAY_worker_niceness": "0",
    "RAY_DEDUP_LOGS": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


class ClusterError(RunError):
    """The cluster cannot do the work. The message says what to do."""


@contextmanager
def connected(address: str, say: Callable[[str], None]) -> Iterator[Any]:
    """Connects to a Ray cluster. Yields the module `ray`.

    A connection that the program already has is used, and stays. A Ray that is started here ends with
    the `with` block.

    Args:
      address: "auto" for the cluster of this machine, or host:port.
      say: called with a sentence if a local Ray is started.

    Raises:
      ClusterError: Ray is not installed, the address does not answer, or its version differs.
    """
    if find_spec("ray") is None:
        raise ClusterError("--cluster needs Ray: pip install 'ramify[ray]'.")
    for name, value in LOCAL.items():
        os.environ.setdefault(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ray's are about itself
        import ray

        if ray.is_initialized():
            yield ray
            return
        if address != AUTO:
            _refuse_silence(address)
        _connect(ray, address, say)
    try:
        yield ray
    finally:
        with kept_signals():
            ray.shutdown()


def _connect(ray: Any, address: str, say: Callable[[str], None]) -> None:
    with kept_signals():
        try:
            quiet_init(ray, address)
        except ConnectionError as error:
            if address != AUTO:
                raise ClusterError(f"--cluster {address} does not answer: {_line(error)}") from None
        except (RuntimeError, ValueError, OSError) as error:
            raise ClusterError(f"--cluster {address} cannot be used: {_line(error)}") from None
        else:
            return
        say(
            "no Ray cluster runs on this machine, so a local one is started. It ends with this command."
        )
        quiet_init(ray, "local", include_dashboard=False)


def quiet_init(ray: Any, address: str, **options: Any) -> None:
    """Connects to Ray, and lets it print nothing. Ray prints a page for every lost node."""
    ray.init(address, log_to_driver=False, logging_level=logging.CRITICAL, **options)
    private: Any = import_module("ray._private.worker")
    if hasattr(private, "print_to_stdstream"):
        private.print_to_stdstream = lambda *args, **kwargs: None


def _refuse_silence(address: str) -> None:
    """Checks that the address accepts connections, since Ray waits for a minute.

    Raises:
      ClusterError: it does not, or it is not an address.
    """
    host, _, port = address.removeprefix("ray://").partition(":")
    try:
        socket.create_connection((host, int(port or PORT)), REACH).close()
    except ValueError:
        raise ClusterError(
            f"--cluster {address} is no address: give auto, or HOST:PORT such as 10.0.0.1:{PORT}."
        ) from None
    except OSError as error:
        raise ClusterError(
            f"--cluster {address} does not answer ({error}): start Ray there with `ray start --head "
            f"--port={PORT}`, or give --cluster auto."
        ) from None


@contextmanager
def kept_signals() -> Iterator[None]:
    """Keeps this program's signal handlers. Ray sets one for SIGTERM that would end a run unsaved."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _line(error: Exception) -> str:
    """Returns the first line of an error of Ray, which may be as long as a page."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[:3])[:400] or type(error).__name__
