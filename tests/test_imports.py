"""Importing ramify changes nothing of the user's process: flags, warnings, other libraries."""

import subprocess
import sys

import pytest

from ramify.sims.mjx import patches

# The other libraries come first: what they change at import is their affair.
PROGRAM = """
import importlib, logging, os, pkgutil, signal, sys, warnings
import av, cloudpickle, equinox, gymnasium, jax, matplotlib, mujoco, mujoco.batch, numpy, optax
import pandas, pyarrow, PIL, rich, starlette, tyro, uvicorn, warp
from mujoco import mjx
from mujoco.mjx._src import collision_driver, smooth, solver
from mujoco.mjx.third_party.mujoco_warp._src import collision_primitive
from jax._src import xla_bridge

jax.config.update("jax_enable_x64", True)
mujoco.set_mju_user_warning(print)
warnings.simplefilter("error", ResourceWarning)

def settings():
    return {
        "JAX": {name: getattr(jax.config, name) for name in dir(jax.config)
                if name.startswith("jax_")},
        "dispatch": xla_bridge._CPU_ENABLE_ASYNC_DISPATCH.value,
        "MuJoCo's warnings": mujoco.get_mju_user_warning(),
        "warning filters": list(warnings.filters),
        "environment": dict(os.environ),
        "signals": [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)],
        "hooks": (sys.excepthook, sys.displayhook, sys.stdout, sys.stderr),
        "levels": {n: logging.getLogger(n).level for n in (None, "jax", "matplotlib", "absl")},
        "matplotlib": dict(matplotlib.rcParams),
        "NumPy": numpy.geterr(),
        "Warp": (warp.config.log_level, collision_primitive.plane_capsule),
        "MJX": {**vars(solver), **vars(smooth), **collision_driver._COLLISION_FUNC},
    }

def differences(before):
    return [name for name, value in settings().items() if value != before[name]]

before = settings()
import ramify
for module in pkgutil.walk_packages(ramify.__path__, "ramify."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
for name in ramify.__all__:
    getattr(ramify, name)
assert "ramify.envs" in sys.modules and "ramify.sims.mjx.warp" in sys.modules
print("changed:", differences(before))
print("started:", xla_bridge.backends_are_initialized())

from ramify.sims.cpu.mujoco import MujocoSim
from ramify.sims.mjx.warp import _plane_capsule
ramify.sims.mjx.patches.patch_warp(_plane_capsule)
from ramify.controllers.sine_gait import SineGait
from ramify.robots.hopper import Hopper
MujocoSim(Hopper(), SineGait(3)).model
print("changed:", differences(before))
"""


@pytest.mark.long
def test_importing_every_module_leaves_the_process_as_it_was():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    changed, started, used = done.stdout.splitlines()
    assert changed == "changed: []"
    assert started == "started: False"  # JAX computes nothing yet, so that its flags can be set
    # The test sees such changes: a simulator makes these when it is used.
    assert used == """changed: ['dispatch', "MuJoCo's warnings", 'Warp']"""


def test_a_function_with_other_parameters_is_not_replaced():
    namespace = {"solve": lambda m, d, x, tolerance: x, "other": len}
    patch = patches.Patch(namespace, "solve", ("m", "d", "x"), print, "none")
    with (
        pytest.raises(RuntimeError, match=r"solve .*takes \(m, d, x, tolerance\).*not \(m, d, x\)"),
        patches.applied((patch,)),
    ):
        pass
    assert namespace["solve"] is not print


def test_replaced_functions_are_put_back():
    former = {patch.key: patch.namespace[patch.key] for patch in patches.SOLVER + patches.CONTACTS}

    @patches.with_mjx_settings
    def fail():
        for patch in patches.SOLVER + patches.CONTACTS:
            assert patch.namespace[patch.key] is patch.replacement
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    for patch in patches.SOLVER + patches.CONTACTS:
        assert patch.namespace[patch.key] is former[patch.key]
