"""Walkers in MJX-Warp: MuJoCo written again for NVIDIA's GPUs, in JAX's programs as a foreign function.

Unlike MJX-JAX it steps the contacts there are, not all that there could be, which makes it many times
faster on a GPU. It has no derivatives. It computes on the CPU as well, one world after the other.

References:
  MuJoCo Warp, Google DeepMind and NVIDIA; Warp, NVIDIA.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import jax
import warp
from jaxtyping import Array, Float

from ramify.robots.walker import AbstractWalker, Sensed
from ramify.sims.mjx_physics import Body, Physics, as_mjx_wants, mjx

from mujoco.mjx.third_party.mujoco_warp._src import collision_primitive as collision  # isort: skip
from mujoco.mjx.third_party.mujoco_warp._src.collision_primitive_core import mat23f  # isort: skip

warp.config.log_level = warp.LOG_WARNING  # it would tell of every kernel it compiles
SEARCH = 20  # steps along each of Newton's, at most: unlike MJX-JAX it takes what it needs

T = TypeVar("T")


class WarpPhysics(Physics):
    """As MJX-JAX's, which tells how many contacts there can be: there is room for all of them."""

    def __init__(self, robot: AbstractWalker):
        super().__init__(robot)
        known: Any = self._still._impl
        self._contacts, self._constraints = known.ncon, known.nefc
        self._mujoco.opt.ls_iterations = SEARCH
        self._moving = self._put()
        self._mujoco.opt.iterations = 0  # to sense is to compute all but forces
        self._sensing = self._put()
        self._room = lru_cache(maxsize=8)(self._made)

    @property
    def size(self) -> int:
        return sum(leaf.nbytes for leaf in jax.tree.leaves(self._room(1)))

    @as_mjx_wants
    def period(
        self, body: Body, look: Callable[[Sensed], tuple[Float[Array, " a"], T]], together: int = 1
    ) -> tuple[Body, T]:
        room = self._room(together)
        control, known = look(self._read(mjx.forward(self._sensing, _put_in(room, body))))

        def substep(_: Array, body: Body) -> Body:
            data = mjx.step(self._moving, _put_in(room, body).replace(ctrl=control))
            return Body(data.qpos, data.qvel, data.qacc_warmstart)

        return jax.lax.fori_loop(0, self._robot.substeps, substep, body), known

    def _put(self) -> mjx.Model:
        model = mjx.put_model(self._mujoco, impl="warp")
        options = model.opt._impl.replace(warn_overflow=0)  # of a search that took all its steps
        return model.replace(opt=model.opt.replace(_impl=options))

    def _made(self, together: int) -> mjx.Data:
        """Room for so many worlds, whose contacts lie in one array."""
        room = {"naconmax": together * self._contacts, "njmax": self._constraints}
        with jax.ensure_compile_time_eval():
            return mjx.make_data(self._mujoco, impl="warp", **room)


def _put_in(room: mjx.Data, body: Body) -> mjx.Data:
    return room.replace(qpos=body.qpos, qvel=body.qvel, qacc_warmstart=body.warm)


@warp.func
def _plane_capsule(
    normal: warp.vec3,
    plane: warp.vec3,
    centre: warp.vec3,
    axis: warp.vec3,
    radius: float,
    half: float,
) -> tuple[warp.vec2, mat23f, warp.mat33]:
    """Two contacts, whose frames lie along the capsule, as in C MuJoCo and `mjx_physics`."""
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


collision.plane_capsule = _plane_capsule  # before a kernel that calls it is compiled
