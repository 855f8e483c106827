"""The versions that a result depends on: packages, processor and device."""

import platform
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version

import jax

from ramify.run.config import Config
from ramify.sims import table
from ramify.system.processor import processor


def versions() -> dict[str, str]:
    """Returns the versions of all that results depend on: packages, Python, processor and device."""
    packages = ("ramify", "jax", "jaxlib", "equinox", "optax", "numpy", "mujoco")
    found = {name: version(name) for name in packages}
    for name in table.all_distributions():
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    devices = jax.local_devices()
    device = f"{len(devices)} x {devices[0].device_kind}"
    found |= {"python": platform.python_version(), "device": device}
    return found | {"processor": processor()}


def simulator_of(config: Config) -> str:
    """Returns the packages of a run's simulator with their versions; "" if it has no simulator."""
    return _with_version(config.sim, config.versions)


def simulator_here(simulator: str) -> str:
    """Returns a simulator's packages with the versions installed here; "" for no simulator."""
    return _with_version(simulator, versions())


def _with_version(simulator: str, versions: dict[str, str]) -> str:
    names = table.distributions_of(simulator)
    return ", ".join(f"{name} {versions.get(name)}" for name in names)


def differing(config: Config) -> list[tuple[str, str | None, str | None]]:
    """Returns the changes since the run was made that may change the last bits of its rollouts.

    Packages are compared, the processor, and in MJX the device.

    Returns:
      The name, the run's version and this machine's version of each that differs.
    """
    made, here, sim = config.versions, versions(), config.sim or table.MUJOCO.name
    decisive = [*table.distributions_of(sim), "jaxlib"]
    if table.on_device(sim) and "device" in made:  # older runs do not name it
        decisive.append("device")
    on_device = table.on_device(sim) and not made.get("device", "").endswith("cpu")
    if "processor" in made and not on_device:  # older runs do not name it
        decisive.append("processor")
    return [
        (package, made.get(package), here.get(package))
        for package in decisive
        if made.get(package) != here.get(package)
    ]
