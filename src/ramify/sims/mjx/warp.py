"""Walkers in MJX-Warp, which is MuJoCo for NVIDIA GPUs, called from JAX programs.

Unlike MJX-JAX, it computes only the contacts that occur, not all possible ones. It has no derivatives.
It also runs on the CPU, one world after the other. `patches.patch_warp` changes Warp for the whole
process.

References:
  MuJoCo Warp, Google DeepMind and NVIDIA; Warp, NVIDIA.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import warp
from jaxtyping import Array, Float

from ramify.robots.robot import AbstractRobot, Sensed
from ramify.robots.walker import AbstractWalker
from ramify.sims.mjx.patches import patch_warp, with_mjx_settings
from ramify.sims.mjx.physics import AbstractPhysics, Body, Physics, T, mjx

from mujoco.mjx.third_party.mujoco_warp._src.collision_primitive_core import mat23f  # isort: skip
from mujoco.mjx.third_party.mujoco_warp._src.types import OverflowType  # isort: skip

LINE_SEARCH = 20  # maximum line search steps per Newton step; unlike MJX-JAX, it stops early
EXPECTED = (
    OverflowType.ITERATIONS | OverflowType.LS_ITERATIONS
)  # warnings that the solver reached its maximum


class WarpPhysics(AbstractPhysics):
    """Physics in MJX-Warp, with memory for all possible contacts that MJX-JAX counts."""

    def __init__(self, robot: AbstractRobot):
        if not isinstance(robot, AbstractWalker):
            raise ValueError(
                f"mjx-warp simulates ramify's own robots only, and {robot.name} is none: use --sim mjx "
                "or --sim mujoco."
            )
        super().__init__(robot)
        patch_warp(_plane_capsule)
        self._contacts, constraints = Physics(robot).most
        self._mujoco.opt.ls_iterations = LINE_SEARCH
        self._moving = _but(mjx.put_model(self._mujoco, impl="warp"), warn_overflow=~EXPECTED)
        # Without solver iterations, `forward` computes everything except forces.
        self._sensing = self._moving.replace(opt=self._moving.opt.replace(iterations=0))
        room = {"naconmax": self._contacts, "njmax": constraints}
        self._one = mjx.make_data(self._mujoco, impl="warp", **room)

    @property
    def size(self) -> int:
        """Bytes that JAX holds for one world. Warp holds more."""
        return sum(leaf.nbytes for leaf in jax.tree.leaves(self._one))

    @with_mjx_settings
    def period(
        self, body: Body, look: Callable[[Sensed], tuple[Float[Array, " a"], T]], together: int
    ) -> tuple[Body, T]:
        at = {"qpos": body.qpos, "qvel": body.qvel, "qacc_warmstart": body.warm}
        data = mjx.forward(self._sensing, self._room_for(together).replace(**at))
        control, known = look(self._read(data, body))
        data = jax.lax.fori_loop(
            0,
            self._robot.substeps,
            lambda _, data: mjx.step(self._moving, data),
            data.replace(ctrl=control, qacc_warmstart=body.warm),
        )
        return self._body(data, data.qacc_warmstart), known

    def _room_for(self, together: int) -> mjx.Data:
        """Returns data for this number of worlds, whose contacts share one array."""
        one: Any = self._one._impl
        most = together * self._contacts
        rows = {
            name: jnp.broadcast_to(values[:1], (most, *values.shape[1:]))
            for name, values in vars(one).items()
            if name.startswith("contact__") and len(values) == self._contacts
        }
        rows["efc__jtdaj_nblock"] = jnp.zeros_like(one.efc__jtdaj_nblock)  # Warp leaves it unset
        return self._one.replace(_impl=one.replace(naconmax=most, naccdmax=most, **rows))


def _but(model: mjx.Model, *, warn_overflow: int) -> mjx.Model:
    """Returns the model with only these warnings."""
    own: Any = model.opt._impl
    own = own.replace(warn_overflow=own.warn_overflow & warn_overflow)
    return model.replace(opt=model.opt.replace(_impl=own))


@warp.func
def _plane_capsule(
    normal: warp.vec3,
    plane: warp.vec3,
    centre: warp.vec3,
    axis: warp.vec3,
    radius: float,
    half: float,
) -> tuple[warp.vec2, mat23f, warp.mat33]:
    """Returns two contacts whose frames lie along the capsule, as `contacts.plane_capsule` does."""
    flat = axis - normal * warp.dot(normal, axis)
    along = warp.vec3(1.0, 0.0, 0.0)
    if warp.length(flat) > 1e-6:
        along = warp.normalize(flat)
    side = warp.cross(normal, along)
    upper, lower = centre + axis * half, centre - axis * half
    over = warp.dot(upper - plane, normal) - radius
    under = warp.dot(lower - plane, normal) - radius
    p = upper - normal * (radius + 0.5 * over)
    q = lower - normal * (radius + 0.5 * under)
    frame = warp.matrix_from_rows(normal, along, side)
    return warp.vec2(over, under), mat23f(p[0], p[1], p[2], q[0], q[1], q[2]), frame
