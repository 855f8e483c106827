"""What the command line sets for its process. Importing ramify sets nothing of it."""

import io
import os
import re
import sys
import warnings
from pathlib import Path

from ramify.system.processor import processor

broken_gl: str | None = None  # the value of MUJOCO_GL that `disable_broken_drawing` replaced


def configure() -> None:
    """Prepares the process of a command.

    Sets the folder of JAX's compiled programs and the level of its log, lets matplotlib choose its
    backend, and lets standard output and error print any character. Call it before JAX or matplotlib
    is imported, since they read the environment then.
    """
    print_anything()
    keep_compiled()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # Figures are drawn into files. A notebook names a backend that the programs it starts may lack,
    # and matplotlib cannot be imported then.
    os.environ.pop("MPLBACKEND", None)


def keep_compiled(*, by_processor: bool = False) -> None:
    """Lets JAX keep compiled programs in a folder, so that a second start does not compile them.

    Variables that the user has set stay as they are.

    Args:
      by_processor: one folder for each kind of processor, as machines with a shared home need.
    """
    if (caches := cache_folder()) is not None:
        folder = caches / "ramify" / "jax"
        if by_processor:
            folder /= re.sub(r"[^\w.-]+", "-", processor())
        os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(folder))
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")
    ignore_cache_errors()


def ignore_cache_errors() -> None:
    """Silences JAX's warnings about its cache: two lines for every program that it cannot keep."""
    warnings.filterwarnings("ignore", "Error (reading|writing) persistent compilation cache entry")


def cache_folder() -> Path | None:
    """Returns the user's cache folder; None for a user without a home.

    A folder that others can write to is not safe: JAX runs the programs that it finds in its cache.
    """
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"])
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # neither HOME nor an entry in /etc/passwd
        return None


def print_anything() -> None:
    """Lets standard output and error print "?" for a character that their encoding lacks.

    Python would raise an error instead.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def cores() -> int:
    """Returns the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_device() -> None:
    """Checks that JAX has the device that an environment variable names.

    Raises:
      ValueError: JAX has no such device.
    """
    named = [name for name in ("JAX_PLATFORMS", "JAX_PLATFORM_NAME") if os.environ.get(name)]
    if not named:  # JAX takes long to import, and chooses a device that exists
        return
    asked = ", ".join(f"{name}={os.environ[name]}" for name in named)
    import jax

    try:
        jax.devices()
    except (RuntimeError, AssertionError) as error:
        raise ValueError(
            f"{asked}, and JAX finds no such device on this machine. Unset it, and JAX uses the device "
            f"that it finds. {error}"
        ) from None


def disable_broken_drawing() -> None:
    """Sets MUJOCO_GL to "disabled" if MuJoCo cannot be imported with its value, and says so.

    MuJoCo loads the library that MUJOCO_GL names when it is imported.
    """
    global broken_gl
    asked = os.environ.get("MUJOCO_GL")
    if not asked:
        return
    try:
        import mujoco  # noqa: F401
    except Exception as error:  # its type depends on the loader and on OpenGL
        for name in [name for name in sys.modules if name.split(".")[0] == "mujoco"]:
            del sys.modules[name]
        broken_gl, os.environ["MUJOCO_GL"] = asked, "disabled"
        print(
            f"ramify: no films, since MUJOCO_GL={asked} fails here ({error}). Unset it, and ramify "
            "chooses a value that works.",
            file=sys.stderr,
        )
