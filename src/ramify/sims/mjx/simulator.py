"""Walkers in MJX on JAX's device: thousands of worlds at the same time (`worlds`).

A program simulates a limited number of worlds. More rows are divided into chunks of one size. On an
accelerator, chunks run one after the other; several devices share each chunk. On a CPU, MJX-JAX runs
chunks of 16, one per core.
"""

import abc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, UInt32

from ramify.checks.arguments import to_jax
from ramify.sims.control import TOGETHER
from ramify.sims.episodes import Recording, Rollouts, Watch, feet_down
from ramify.sims.mjx.memory import fitting
from ramify.sims.simulator import AbstractSimulator
from ramify.sims.table import MJX, MJX_WARP
from ramify.system.memory import explain_exhaustion
from ramify.system.runtime import cores

if TYPE_CHECKING:  # MJX may be missing
    from ramify.robots.robot import AbstractRobot
    from ramify.sims.mjx.physics import AbstractPhysics
    from ramify.sims.mjx.worlds import Given, Walked


T = TypeVar("T")


class AbstractMjxSim(AbstractSimulator):
    """A simulator on JAX's device: a GPU, a TPU, or the CPU for trials.

    Each device has a multiple of 16 worlds, or of 32 if there are many. Few sizes mean few compilations.
    `slots` = 0 chooses as many worlds as are sure to fit into the device's memory.

    Attributes:
      side: maximum number of worlds in one program.
      beside: number of programs that run at the same time.

    Raises:
      ValueError: a package is not installed, MJX does not support the robot, or JAX has no device.
    """

    side: int
    beside: int

    @abc.abstractmethod
    def physics(self) -> "Callable[[AbstractRobot], AbstractPhysics]":
        """Returns the class of the physics."""

    def check(self, device: jax.Device) -> None:
        """Checks that the simulator supports the device.

        Raises:
          ValueError: it does not.
        """

    def set_up(self, slots: int, threads: int) -> None:
        from ramify.sims.mjx.worlds import worlds

        self.check(jax.local_devices()[0])
        self.worlds = worlds(self.robot, self.controller, self.physics())
        first, several = self.worlds.devices[0], len(self.worlds.devices)
        each = slots // several if slots else fitting(first, self.worlds.bytes_a_world)
        self.side = several * (TOGETHER if each < 32 else each // 32 * 32)
        self.slots, self.beside = self.side, 1

    @property
    def rest(self) -> np.ndarray:
        return self.worlds.rest

    def rollout(
        self,
        x: Float[Array, "b n"],
        seeds: np.ndarray | Array,
        *,
        record: bool = False,
        watch: Watch | None = None,
        trace: bool = False,
        noise: np.ndarray | Array | None = None,
    ) -> Rollouts:
        """Simulates episodes, see `AbstractSimulator.rollout`.

        `watch` is called with all frames after all episodes have ended.
        """
        from ramify.sims.mjx.worlds import Given

        x, seeds = _own(x, seeds)
        noise = None if noise is None else to_jax("noise", noise)
        moving = record or watch is not None
        keep = {"trace": trace or moving, "poses": moving}
        walk = partial(self._side_by_side, keep=keep)
        walked = self._in_chunks(Given(x, seeds, noise, None), walk)
        motions = _motions(walked, self.robot) if moving else ()
        for row, motion in enumerate(motions if watch is not None else ()):
            for t, frame in enumerate(zip(motion.qpos, motion.contact, strict=True)):
                watch(row, t, *frame)  # type: ignore[misc]
        a: Any = walked  # arrays of JAX
        told = motions if record else (), a.trace if trace else None
        return Rollouts(a.objective, a.measures, a.steps, a.steadiness, *told)

    def _in_chunks(self, given: "Given", walk: Callable[["Given", int], T]) -> T:
        """Returns the joined results of `walk(rows, many)` for chunks of `many` rows, at most `side`.

        There are as few chunks as possible. The last one may have fewer rows.
        """
        b = len(given.x)
        many = -(-b // -(-b // self.side))
        if many == b:  # saves calls to the device
            return walk(given, many)
        parts = [jax.tree.map(lambda a, i=i: a[i : i + many], given) for i in range(0, b, many)]
        if self.beside == 1 or isinstance(given.x, jax.core.Tracer):
            return _joined([walk(part, many) for part in parts])
        # From one thread, XLA would run them one after the other.
        with ThreadPoolExecutor(self.beside) as pool:
            done = pool.map(lambda part: jax.block_until_ready(walk(part, many)), parts)
            return _joined(list(done))

    def _side_by_side(self, given: "Given", many: int, keep: dict[str, bool]) -> "Walked":
        """Simulates rows in worlds for `many`. The other worlds are empty."""
        rows, worlds = len(given.x), self.worlds
        side = _worlds_for(many, len(worlds.devices))
        kind = side, given.noise is None, *keep.values()
        fewer = max(len(worlds.devices) * TOGETHER, side // 2)
        helps = f"--slots {fewer} (of pretrain, --together) takes half, a smaller --buffer less"
        if fewer == side:
            helps = "fewer --steps, a smaller --hidden or --buffer take less"
        tried = kind in worlds.tried
        with (
            explain_exhaustion(f"{side} worlds side by side", helps),
            nullcontext() if tried else worlds.trying,  # one thread compiles, others wait
        ):
            walked = worlds.walk(worlds.spread(_filled(given, side - rows)), **keep)
            if not tried:  # a lack of memory shows only now
                jax.block_until_ready(walked)
                worlds.tried.add(kind)
            if len(worlds.devices) > 1:
                walked = jax.device_put(walked, given.x.sharding)
            return walked if side == rows else _first(walked, rows)


class MjxSim(AbstractMjxSim):
    """MJX-JAX, which has derivatives. On a CPU, `slots` = 0 means 16 worlds per core."""

    info = MJX

    def set_up(self, slots: int, threads: int) -> None:
        super().set_up(slots, threads)
        if [device.platform for device in self.worlds.devices] == ["cpu"]:
            # XLA runs a program on one core. With more worlds, each takes 2.5 times as long (YNNPACK).
            most = slots // TOGETHER if slots else cores()
            self.side, self.beside = TOGETHER, max(1, min(threads or cores(), most))
            self.slots = self.side * self.beside

    def physics(self) -> "Callable[[AbstractRobot], AbstractPhysics]":
        from ramify.sims.mjx.physics import Physics

        return Physics

    def jacobian(
        self, x: Float[Array, "b n"], seeds: UInt32[Array, "b 2"], *, window: int = 0
    ) -> tuple[Rollouts, Float[Array, "b r n"]]:
        """Simulates episodes as `rollout` does, and returns d(objective, measures)/dx of each too.

        See `derivative` for the method.

        Args:
          x: parameters of the controllers.
          seeds: [b, 2], key data of type uint32.
          window: number of control steps that a derivative covers; 0 for the whole episode.
        """
        from ramify.sims.mjx.derivative import derivative
        from ramify.sims.mjx.worlds import Given

        of, steps = derivative(self.robot, self.controller), self.robot.max_steps
        through = jnp.int32(window or steps + 1)

        def walk(given: Given, many: int) -> "tuple[Walked, Array]":
            fewer = f"--slots {many // 2}" if many > TOGETHER else "a smaller --hidden"
            what, rows = f"{many} derivatives through {steps} steps", len(given.x)
            again = np.minimum(np.arange(many), rows - 1)  # another shape would be compiled again
            with explain_exhaustion(what, f"{fewer}, or fewer --steps, take less"):
                told = jax.block_until_ready(of(given.x[again], given.seeds[again], through))
            return jax.tree.map(lambda a: a[:rows], told)

        x, seeds = _own(x, seeds)
        walked, jacobian = self._in_chunks(Given(x, seeds, None, None), walk)
        a: Any = walked  # arrays of JAX
        return Rollouts(a.objective, a.measures, a.steps, a.steadiness), jacobian


class WarpSim(AbstractMjxSim):
    """MJX-Warp, made for NVIDIA GPUs (`warp`)."""

    info = MJX_WARP

    def check(self, device: jax.Device) -> None:
        if device.platform != "cpu" and "cuda" not in device.client.platform_version.lower():
            raise ValueError(
                f"MJX-Warp runs on NVIDIA GPUs and on CPUs, not on {device.device_kind}: use --sim "
                f"{MJX.name}."
            )

    def physics(self) -> "Callable[[AbstractRobot], AbstractPhysics]":
        from ramify.sims.mjx.warp import WarpPhysics

        return WarpPhysics


def _own(x: Any, seeds: Any) -> tuple[Array, Array]:
    return to_jax("x", x), to_jax("seeds", seeds, np.uint32)


@partial(jax.jit, static_argnums=1)
def _filled(given: "Given", more: int) -> "Given":
    """Returns the inputs with this number of empty worlds added."""
    rows = len(given.x)
    empty = jnp.arange(rows + more, dtype=jnp.int32) >= rows
    padded = jax.tree.map(
        lambda a: jnp.pad(a, ((0, more), *((0, 0),) * (a.ndim - 1))), given._replace(empty=None)
    )
    return padded._replace(empty=empty)


@partial(jax.jit, static_argnums=1)
def _first(walked: "Walked", rows: int) -> "Walked":
    return jax.tree.map(lambda a: a[:rows], walked)


@jax.jit
def _joined(chunks: list[T]) -> T:
    return jax.tree.map(lambda *parts: jnp.concatenate(parts), *chunks)


def _worlds_for(rows: int, devices: int) -> int:
    """Returns the number of worlds for these rows: on each device 16, or a multiple of 32."""
    each = -(-rows // devices)
    return devices * (TOGETHER if each <= TOGETHER else -(-each // 32) * 32)


def _motions(walked: "Walked", robot: "AbstractRobot") -> tuple[Recording, ...]:
    shares = np.asarray(walked.trace[:, :, -len(robot.measures) :])
    qpos, contact = np.asarray(walked.qpos), feet_down(robot, shares)
    return tuple(
        Recording(qpos[row, : t + 1].astype(np.float64), contact[row, : t + 1])
        for row, t in enumerate(np.asarray(walked.steps).tolist())
    )
