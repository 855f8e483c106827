"""Decides whether a worker may take part: it needs the driver's versions, and must compute its bits."""

import hashlib
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from ramify.sims.table import all_distributions
from ramify.system.processor import processor

PRETENDED = (
    "RAMIFY_PRETEND_PROCESSOR"  # a test sets it on a node: another processor, with other bits
)
PACKAGES = "ramify", "jax", "jaxlib", "equinox", "numpy", "mujoco"
STEPS = 50  # control steps of the probe episode


@dataclass(frozen=True)
class Introduction:
    """The versions and the processor of a worker that joins.

    Attributes:
      versions: versions of Python and of the packages that results depend on.
      processor: name of its processor.
      bits: digest of the probe episode.
    """

    versions: dict[str, str]
    processor: str
    bits: str


def introduction() -> Introduction:
    """Returns what this process says of itself."""
    return Introduction(versions(), os.environ.get(PRETENDED) or processor(), probe_bits())


def versions() -> dict[str, str]:
    """Returns the versions of Python and of the packages that results depend on."""
    found = {"python": platform.python_version()}
    for name in (*PACKAGES, *all_distributions()):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


@cache
def probe_bits() -> str:
    """Returns a digest of a short episode of the Ant: every observation, action and reward."""
    import jax
    import numpy as np

    from ramify.controllers.mlp import MLP
    from ramify.robots.ant import Ant
    from ramify.sims.cpu.mujoco import MujocoSim

    robot = Ant(max_steps=STEPS)
    network = MLP((robot.observations, 64, 64, robot.actions))
    sim = MujocoSim(robot, network, slots=1, threads=1)
    seeds = np.array([[0, 1]], np.uint32)
    walk = sim.rollout(network.init(jax.random.key(0))[None], seeds, trace=True)
    assert walk.trace is not None
    digest = hashlib.sha256(walk.trace.tobytes())
    digest.update(os.environ.get(PRETENDED, "").encode())
    return digest.hexdigest()


def reason_to_refuse(
    name: str, there: Introduction, here: Introduction, any_cpu: bool
) -> str | None:
    """Returns a sentence that says why a worker is refused; None if it may take part.

    Args:
      name: the worker's node.
      there: what it says of itself.
      here: the same of the driver.
      any_cpu: True to accept a worker that computes other bits.
    """
    differ = [
        f"{package} {there.versions.get(package)} (here {version})"
        for package, version in here.versions.items()
        if there.versions.get(package) != version
    ]
    if differ:
        return f"{name} has {', '.join(differ)}: install the same versions on every machine."
    if there.bits != here.bits and not any_cpu:
        return (
            f"{name} is refused: its processor, {there.processor}, computes other bits than this one, "
            f"{here.processor}. Use machines of one kind, or accept other bits with --any-cpu."
        )
    return None
