"""A robot that walks under a controller.

The objective is the return; measures are the feet's contacts.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Self

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key, UInt32

from ramify.checks.arguments import number, owned, whole_number, whole_numbers
from ramify.controllers.controller import AbstractController, Policy
from ramify.controllers.cpg import CPG
from ramify.controllers.mlp import MLP
from ramify.controllers.sine_gait import SineGait
from ramify.core import AbstractTask, ControlSpec, Evaluation, Query, Transitions
from ramify.numerics import draws
from ramify.robots.robot import AbstractRobot
from ramify.robots.robots import ROBOTS
from ramify.sims.cpu.bullet import BulletSim
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.sims.episodes import Rollouts, Watch
from ramify.sims.mjx.simulator import MjxSim, WarpSim
from ramify.sims.simulator import AbstractSimulator, default_simulator
from ramify.sims.table import AUTO
from ramify.tasks.several_episodes import all_seeds, mean_rows, means, tiled

CONTROLLERS = ("mlp", "gait", "cpg")
SIMULATORS: dict[str, type[AbstractSimulator]] = {
    sim.name: sim for sim in (MujocoSim, BulletSim, MjxSim, WarpSim)
}


class Locomotion(AbstractTask):
    """Maximizes the return of a walking robot.

    Each elite keeps the `seed` of its episode, so the episode can be repeated exactly, and its
    `steadiness`: the progress in the worse half of the episode, divided by that in the better half. A
    robot that is fixed to the ground has none.

    Attributes:
      window: number of control steps through which a Jacobian is propagated; 0 for the whole episode.
        Only MJX-JAX has Jacobians.
      episodes: number of episodes of each solution. Its objective and measures are the means. Each elite
        keeps the `spread` of its objective, too: the standard deviation between the episodes.

    Raises:
      ValueError: the window is negative, or the number of episodes is not positive.
    """

    sim: AbstractSimulator = eqx.field(static=True)
    window: int = eqx.field(
        static=True, default=0, converter=partial(whole_number, "window", at_least=0)
    )
    episodes: int = eqx.field(
        static=True, default=1, converter=partial(whole_number, "episodes", at_least=1)
    )

    @property
    def measures(self) -> tuple[str, ...]:
        return self.sim.robot.measures

    @property
    def task_name(self) -> str:
        return self.sim.robot.reference

    @property
    def simulator(self) -> str:
        return self.sim.name

    @property
    def fields(self) -> dict[str, jax.ShapeDtypeStruct]:
        some = ["steadiness"] * self.sim.robot.walks + ["spread"] * (self.episodes > 1)
        return {
            "seed": jax.ShapeDtypeStruct((2,), jnp.uint32),
            "steps": jax.ShapeDtypeStruct((), jnp.int32),
        } | {name: jax.ShapeDtypeStruct((), jnp.float32) for name in some}

    @property
    def control(self) -> ControlSpec:
        robot, controller = self.sim.robot, self.sim.controller
        if not controller.feedback:
            raise ValueError(
                f"{type(controller).__name__} does not use the observation, so that critics cannot "
                'improve it: use controller="mlp", or a gradient source without critics (ramify.ES).'
            )
        dimensions = robot.observations, robot.actions, robot.max_steps
        return ControlSpec(*dimensions, Policy(controller), 1 + len(robot.measures))

    @property
    def parameters(self) -> int:
        return self.sim.controller.n

    @property
    def on_device(self) -> bool:
        return self.sim.on_device

    def with_damage(self, damage: Sequence[str]) -> Self:
        """Returns the same task with a damaged robot. Policies and episodes stay the same.

        Args:
          damage: texts SUBJECT:DAMAGE or SUBJECT:DAMAGE=AMOUNT (`ramify list damages`); () for a robot
            without damage.

        Raises:
          ValueError: a damage is unknown or does not fit the robot, or the simulator is Bullet.

        Example:
          >>> walker("ant", steps=5, slots=1).with_damage(["floor:slippery"]).sim.robot.damage
          ('floor:slippery=0.2',)
        """
        if isinstance(damage, str):
            raise ValueError(f"damage is {damage!r}: give a sequence, such as [{damage!r}].")
        robot = replace(self.sim.robot, damage=tuple(damage))
        return replace(self, sim=self.sim.with_robot(robot))

    def start(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        """Returns the parameters of a random controller."""
        return self.sim.controller.init(key)

    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        self.sim.controller.refuse_misfits(query.x)
        seeds, jacobian, n = _row_seeds(key, query.x.shape[0]), None, self.episodes
        x, drawn = tiled(query.x, n), _episode_seeds(seeds, n)
        if query.wants_jacobian:
            walks, slopes = self.sim.jacobian(x, drawn, window=self.window)
            jacobian = jnp.asarray(mean_rows(slopes, n))
        else:
            walks = self.sim.rollout(x, drawn, trace=query.wants_transitions)
        found = means(walks, n)
        fields = {"seed": seeds, "steps": found.steps, "spread": found.spread}
        fields |= {"steadiness": mean_rows(walks.steadiness, n)}
        return Evaluation(
            jnp.asarray(found.objective),
            jnp.asarray(found.measures),
            jacobian,
            {name: jnp.asarray(fields[name]) for name in self.fields},
            self._transitions(walks) if query.wants_transitions else None,
        )

    def explore(
        self, x: Float[Array, "b n"], key: Key[Array, ""], spread: Float[Array, " b"]
    ) -> Evaluation:
        """Runs episodes with noise N(0, spread^2) on each action, one per row, from which critics can
        learn."""
        self.sim.controller.refuse_misfits(x)
        robot, keys = self.sim.robot, draws.split(key)
        drawn = draws.normal(keys[0], (len(x), robot.max_steps, robot.actions))
        seeds, noise = _row_seeds(keys[1], len(x)), drawn * spread[:, None, None]
        walks = self.sim.rollout(x, seeds, trace=True, noise=noise)
        return Evaluation(
            jnp.asarray(walks.objective),
            jnp.asarray(walks.measures),
            fields={"steps": jnp.asarray(walks.steps)},
            transitions=self._transitions(walks),
        )

    def _transitions(self, walks: Rollouts) -> Transitions:
        """Returns the transitions of episodes. The reward of a foot is +1 on the floor and -1 off it.

        Over an episode of 1000 steps it sums to 1000 (2 m - 1) for a measure m, which is of the order of
        the objective.
        """
        trace, robot = walks.trace, self.sim.robot
        assert trace is not None
        o, a, most = robot.observations, robot.actions, robot.max_steps
        where = jnp if self.on_device else np  # copies less on the CPU
        reward, contact = trace[:, 1:, o + a : o + a + 1], trace[:, 1:, o + a + 1 :]
        rewards = where.concatenate([reward, 2.0 * contact - 1.0], 2)
        sound = where.isfinite(walks.objective)  # critics learn nothing from an unstable simulation
        return Transitions(
            jnp.asarray(trace[:, :, :o]),
            jnp.asarray(trace[:, :-1, o : o + a]),
            jnp.asarray(rewards, jnp.float32),
            jnp.asarray(where.where(sound, walks.steps, 0)),
            jnp.asarray(sound & (walks.steps < most)),
        )

    def replay(
        self,
        x: Float[Array, "b n"] | np.ndarray,
        seeds: np.ndarray,
        *,
        record: bool = False,
        watch: Watch | None = None,
    ) -> Rollouts:
        """Evaluates archived elites again. Objective and measures equal the archived ones, to the bit.

        In mjx they do if the whole batch is evaluated again. With several episodes per solution, the
        first is recorded and watched.
        """
        self.sim.controller.refuse_misfits(x)
        n, rows = self.episodes, len(x)
        first = watch
        if watch is not None and n > 1:

            def first(row: int, *frame: Any) -> None:
                if row < rows:
                    watch(row, *frame)

        drawn = _episode_seeds(jnp.asarray(seeds, jnp.uint32), n)
        walks = self.sim.rollout(tiled(owned("x", x), n), drawn, record=record, watch=first)
        if n == 1:
            return walks
        found = means(walks, n)
        steadiness = mean_rows(walks.steadiness, n)
        return Rollouts(*found[:3], steadiness, walks.motions[:rows])

    def start_joints(self, seeds: np.ndarray) -> np.ndarray:
        """Returns the joint angles at which episodes start, [b, j], in rad.

        Args:
          seeds: [b, 2], `elites.fields["seed"]`.

        Example:
          >>> walker("hopper", hidden=(4,), steps=5, slots=1).start_joints([[0, 1]]).shape
          (1, 3)
        """
        return np.asarray(self.sim.starts(jnp.array(seeds, jnp.uint32)))

    def policy(self, x: Float[Array, " n"] | np.ndarray) -> Callable[..., np.ndarray]:
        """Returns a solution as a policy, for `gymnasium.make("ramify/QDAnt-v0")` or one's own loop.

        Args:
          x: the solution.

        Returns:
          (observation, t=0) -> action in -1 to 1, at control step t of an episode. Only controllers
          without feedback use t.

        Example:
          >>> task = walker("hopper", hidden=(4,), steps=5, slots=1)
          >>> policy = task.policy(task.start(jax.random.key(0)))
          >>> policy(np.zeros(15)).shape
          (3,)
        """
        controller = self.sim.controller
        controller.refuse_misfits(np.reshape(x, (1, -1)))
        loaded = controller.unflatten(jnp.array(x, jnp.float32))
        act = jax.jit(controller.act)

        def acting(observation: np.ndarray, t: int = 0) -> np.ndarray:
            sensed = np.asarray(observation, np.float32)
            return np.clip(act(loaded, sensed, np.int32(t)), -1.0, 1.0)

        return acting


@partial(jax.jit, static_argnums=1)
def _row_seeds(key: Key[Array, ""], rows: int) -> Array:
    return jax.random.key_data(
        jax.vmap(lambda i: draws.fold_in(key, i))(jnp.arange(rows, dtype=jnp.int32))
    )


@partial(jax.jit, static_argnums=1)
def _episode_seeds(seeds: UInt32[Array, "b 2"], episodes: int) -> UInt32[Array, "e 2"]:
    def other(seed: Array, number: Array) -> Array:
        return jax.random.key_data(draws.fold_in(jax.random.wrap_key_data(seed), number))

    return all_seeds(seeds, episodes, other)


def walker(
    robot: str | AbstractRobot = "ant",
    controller: str | AbstractController = "mlp",
    *,
    sim: str = "mujoco",
    hidden: tuple[int, ...] = (64, 64),
    output_scale: float = 1.0,
    steps: int | None = None,
    episodes: int = 1,
    slots: int = 0,
    threads: int = 0,
    damage: Sequence[str] = (),
) -> Locomotion:
    """Returns the task of a QDgym robot. Scores of different simulators cannot be compared.

    Args:
      robot: name of a robot, such as "ant" (`ramify list tasks`), or a robot of your own
        (`MjcfRobot.from_file`).
      controller: "mlp" (a tanh network from observation to action); "gait" (one sine wave per joint,
        with three parameters each); "cpg" (a central pattern generator: sine waves of one frequency); or
        a controller of your own (`AbstractController`).
      sim: "mujoco"; "bullet", the original's simulator, which needs PyBullet; "mjx" or "mjx-warp",
        MuJoCo on JAX's device for thousands of robots; or "auto": mjx on an accelerator, else mujoco.
      hidden: units of the network's hidden layers.
      output_scale: factor of the weights of the network's last layer at the start.
      steps: largest number of steps in an episode, on which the scale of the objective depends. Default:
        1000, or that of your own robot.
      episodes: number of episodes of each solution, whose objective and measures are the means.
      slots: number of robots simulated at the same time. 0: 128; in mjx as many as the device's memory
        holds (on a CPU, 16 per core).
      threads: number of threads; 0 for all cores.
      damage: damages of the robot, such as ("front-left:missing",) (`ramify list damages`).

    Raises:
      ValueError: the robot, controller, simulator or damage is unknown or not installed, or steps or
        episodes is below 1.
    """
    if isinstance(robot, str) and robot not in ROBOTS:
        raise ValueError(
            f"robot={robot!r}: choose one of {', '.join(ROBOTS)}, or give MjcfRobot.from_file(path)."
        )
    if isinstance(controller, str) and controller not in CONTROLLERS:
        raise ValueError(f"controller={controller!r}: choose one of {', '.join(CONTROLLERS)}.")
    body = ROBOTS[robot]() if isinstance(robot, str) else robot
    if steps is not None:
        body = replace(body, max_steps=whole_number("steps", steps, at_least=1))
    hidden = whole_numbers("hidden", hidden, at_least=1)
    sim = default_simulator() if sim == AUTO else sim
    if sim not in SIMULATORS:
        raise ValueError(f"sim={sim!r}: choose one of {', '.join(SIMULATORS)}, {AUTO}.")
    layers = (body.observations, *hidden, body.actions)
    policies: dict[str, Callable[[], AbstractController]] = {
        "mlp": lambda: MLP(layers, number("output_scale", output_scale)),
        "gait": lambda: SineGait(body.actions),
        "cpg": lambda: CPG(body.actions),
    }
    policy = policies[controller]() if isinstance(controller, str) else controller
    simulator = SIMULATORS[sim](body, policy, slots=slots, threads=threads)
    task = Locomotion(simulator, episodes=episodes)
    return task.with_damage(damage) if damage else task
