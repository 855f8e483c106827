"""The machine: how many cores, and what is settled before JAX and MuJoCo are imported, since they read
it from the environment."""

import io
import os
import sys
import warnings
from contextlib import suppress
from pathlib import Path

broken_gl: str | None = None  # the value of MUJOCO_GL that failed, and was replaced


def keep_compiled() -> None:
    """Let JAX keep what it compiles, so that a second start compiles nothing anew."""
    if (caches := cache_folder()) is not None:
        os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(caches / "ramify" / "jax"))
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    ignore_cache_errors()


def ignore_cache_errors() -> None:
    """Silences JAX's warnings about its cache: two lines for every program that it cannot keep."""
    warnings.filterwarnings("ignore", "Error (reading|writing) persistent compilation cache entry")


def cache_folder() -> Path | None:
    """The user's folder of caches; None for a user without a home. (A shared folder will not do: JAX
    runs what it finds in its cache.)"""
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"])
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # neither HOME nor an entry in /etc/passwd
        return None


def print_anything() -> None:
    """Lets standard output and error print "?" for a character that their encoding does not have, where
    they would raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def import_matplotlib() -> None:
    """Imports matplotlib, whatever MPLBACKEND says.

    A notebook sets it to a backend that the programs it starts may not have, and then matplotlib cannot
    be imported. ramify draws into files and needs no backend.
    """
    asked = None if "matplotlib" in sys.modules else os.environ.pop("MPLBACKEND", None)
    import matplotlib

    if asked is not None:
        os.environ["MPLBACKEND"] = asked
        with suppress(ValueError):  # none that is here
            matplotlib.rcParams["backend"] = asked


def cores() -> int:
    """That this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on a Mac
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def find_a_device() -> None:
    """Checks that JAX has the device that an environment variable names.

    Raises:
      ValueError: it has not.
    """
    named = [name for name in ("JAX_PLATFORMS", "JAX_PLATFORM_NAME") if os.environ.get(name)]
    if not named:  # JAX, which takes long to import, finds one by itself
        return
    asked = ", ".join(f"{name}={os.environ[name]}" for name in named)
    import jax

    try:
        jax.devices()
    except (RuntimeError, AssertionError) as error:
        raise ValueError(
            f"{asked}, and JAX finds no such device here: unset it, and JAX takes what "
            f"there is. {error}"
        ) from None


def do_without_drawing_where_it_is_broken() -> None:
    """MuJoCo cannot even be imported where MUJOCO_GL names what is not there."""
    global broken_gl
    asked = os.environ.get("MUJOCO_GL")
    if not asked:
        return
    try:
        import mujoco  # noqa: F401
    except Exception as error:  # of many kinds: it is the loader's, or OpenGL's
        for name in [name for name in sys.modules if name.split(".")[0] == "mujoco"]:
            del sys.modules[name]
        broken_gl, os.environ["MUJOCO_GL"] = asked, "disabled"
        print(
            f"ramify: no films, since MUJOCO_GL={asked} fails here ({error}): unset it, and ramify "
            "chooses what works.",
            file=sys.stderr,
        )
