"""Any Gymnasium environment as a task. The objective is the return; measures are computed from steps."""

from collections.abc import Callable, Sequence
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key, UInt32

from ramify.checks.arguments import whole_number
from ramify.controllers.controller import AbstractController, Policy
from ramify.core import AbstractTask, ControlSpec, Evaluation, Query, Transitions
from ramify.numerics import draws
from ramify.sims.gymnasium.measures import AbstractMeasure, Last, Max, Mean, Min
from ramify.sims.gymnasium.simulator import TIMEOUT, GymnasiumSim
from ramify.sims.gymnasium.threads import EnvironmentRollouts
from ramify.tasks.several_episodes import all_seeds, means, tiled

__all__ = ["GymnasiumTask", "Last", "Max", "Mean", "Min"]


class GymnasiumTask(AbstractTask):
    """Maximizes the return in an environment with Box observations and Box or Discrete actions.

    The controller's actions in [-1, 1] are scaled to a Box. Of Discrete actions, the one with the
    largest output is taken. Each elite keeps the `seed` of its episode for `reset`, so the episode can
    be repeated exactly.

    Args:
      env: id of an environment, or a function that makes one with its wrappers.
      measures: one or several `Mean`, `Last`, `Max` or `Min`.
      controller: policy from observation to action. Default: a tanh network.
      hidden: units of the default network's hidden layers.
      steps: largest number of steps in an episode. Default: the environment's time limit.
      episodes: number of episodes of each solution. Its objective and measures are the means. Each elite
        keeps the `spread` of its objective, too: the standard deviation between the episodes.
      reuse: use an environment for several episodes instead of making a new one each time. This is
        faster, and correct if `reset` restores everything. It does in the MuJoCo and classic control
        environments, but not in BipedalWalker.
      slots: number of environments in all workers together.
      workers: number of processes; 0 for all cores. Results do not depend on it.
      timeout: longest time of an episode in its environment, s; default 300. A longer episode has
        failed. If it hangs, its worker process is killed, and the worker's other episodes start again
        with the same results. The time is wall-clock time: choose it so that a busy machine does not
        exceed it. math.inf for no limit.

    Raises:
      ValueError: the environment does not exist or cannot be made; its observations are not a Box; its
        actions are neither a bounded Box nor Discrete; it has no time limit and `steps` is not given;
        the controller does not fit; or a number is out of range.
      ImportError: Gymnasium is not installed.

    Example:
      >>> task = GymnasiumTask("CartPole-v1", measures=Last("x", of=lambda env, s, a, r, i: s[0]))
      >>> x = jnp.stack([task.start(jax.random.key(i)) for i in range(3)])
      >>> evaluation = task.evaluate(Query(x, offered=3), jax.random.key(0))
      >>> bool((evaluation.objective > 5.0).all()), evaluation.measures.shape
      (True, (3, 1))
      >>> task.close()
    """

    sim: GymnasiumSim = eqx.field(static=True)
    episodes: int = eqx.field(static=True)

    def __init__(
        self,
        env: str | Callable[[], Any],
        *,
        measures: AbstractMeasure | Sequence[AbstractMeasure],
        controller: AbstractController | None = None,
        hidden: tuple[int, ...] = (64, 64),
        steps: int | None = None,
        episodes: int = 1,
        reuse: bool = False,
        slots: int = 128,
        workers: int = 0,
        timeout: float = TIMEOUT,
    ):
        self.episodes = whole_number("episodes", episodes, at_least=1)
        self.sim = GymnasiumSim(
            env,
            (measures,) if isinstance(measures, AbstractMeasure | str) else tuple(measures),
            controller=controller,
            hidden=hidden,
            steps=steps,
            reuse=reuse,
            slots=slots,
            workers=workers,
            timeout=timeout,
        )

    @property
    def measures(self) -> tuple[str, ...]:
        return self.sim.names

    @property
    def parameters(self) -> int:
        return self.sim.controller.n

    @property
    def task_name(self) -> str:
        return self.sim.env

    @property
    def simulator(self) -> str:
        return self.sim.spaces.simulator

    @property
    def fields(self) -> dict[str, jax.ShapeDtypeStruct]:
        spread = {"spread": jax.ShapeDtypeStruct((), jnp.float32)} if self.episodes > 1 else {}
        return {
            "seed": jax.ShapeDtypeStruct((), jnp.uint32),
            "steps": jax.ShapeDtypeStruct((), jnp.int32),
        } | spread

    @property
    def control(self) -> ControlSpec:
        sim = self.sim
        if sim.discrete:
            raise ValueError(
                f"{sim.env} has discrete actions, and critics need continuous ones: use a gradient "
                "source without critics (ramify.ES), or the environment's continuous form if it has one "
                '(lambda: gymnasium.make("LunarLander-v3", continuous=True)).'
            )
        if not sim.controller.feedback:
            raise ValueError(
                f"{type(sim.controller).__name__} does not use the observation, so that critics "
                "cannot improve it: use a network (ramify.controllers.mlp.MLP), or a gradient source "
                "without critics (ramify.ES)."
            )
        dimensions = sim.spaces.observations, sim.spaces.actions, sim.steps
        return ControlSpec(*dimensions, Policy(sim.controller), 1 + len(self.measures))

    def start(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        """Returns the parameters of a random controller."""
        return self.sim.controller.init(key)

    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        if query.wants_jacobian:
            raise ValueError(
                "A Gymnasium environment has no exact Jacobian: use a gradient source that estimates it "
                "(ramify.ES)."
            )
        self.sim.controller.refuse_misfits(query.x)
        if query.wants_transitions:
            _ = self.control  # raises an error if critics cannot learn
        seeds = np.asarray(_row_seeds(key, len(query.x)))
        episodes = self._rollout(query.x, seeds, trace=query.wants_transitions)
        found = means(episodes, self.episodes)
        fields = {"seed": seeds, "steps": found.steps, "spread": found.spread}
        return Evaluation(
            jnp.asarray(found.objective),
            jnp.asarray(found.measures),
            fields={name: jnp.asarray(fields[name]) for name in self.fields},
            transitions=_transitions(episodes) if query.wants_transitions else None,
        )

    def explore(
        self, x: Float[Array, "b n"], key: Key[Array, ""], spread: Float[Array, " b"]
    ) -> Evaluation:
        """Runs episodes with noise N(0, spread^2) on each action, one per row, from which critics can
        learn."""
        noise_key, key = draws.split(key)
        control = self.control
        drawn = draws.normal(noise_key, (len(x), control.steps, control.actions))
        self.sim.controller.refuse_misfits(x)
        noise = np.asarray(drawn * spread[:, None, None])
        seeds = np.asarray(_row_seeds(key, len(x)))
        episodes = self.sim.rollout(x, seeds, trace=True, noise=noise)
        return Evaluation(
            jnp.asarray(episodes.objective),
            jnp.asarray(episodes.measures),
            fields={"seed": jnp.asarray(seeds), "steps": jnp.asarray(episodes.steps)},
            transitions=_transitions(episodes),
        )

    def replay(self, x: np.ndarray, seeds: np.ndarray) -> EnvironmentRollouts:
        """Evaluates archived elites again.

        Objective and measures equal the archived ones, to the bit.
        """
        self.sim.controller.refuse_misfits(x)
        episodes = self._rollout(x, np.asarray(seeds))
        found, rows = means(episodes, self.episodes), len(x)
        errors = {row % rows: error for row, error in episodes.errors.items()}
        return EnvironmentRollouts(
            found.objective, found.measures, found.steps, episodes.terminated[:rows], errors
        )

    def policy(self, x: Float[Array, " n"] | np.ndarray) -> Callable[..., Any]:
        """Returns a solution as a policy for the environment, to watch it or to use it elsewhere.

        Args:
          x: the solution.

        Returns:
          (observation, t=0) -> action, to the bit the action of `evaluate` at step t of an episode. Only
          controllers without feedback use t.

        Example:
          >>> import gymnasium
          >>> task = GymnasiumTask("Pendulum-v1", measures=Mean("cos", of=lambda e, s, a, r, i: s[0]))
          >>> policy = task.policy(task.start(jax.random.key(0)))
          >>> env = gymnasium.make("Pendulum-v1")  # render_mode="human" to watch
          >>> observation, info = env.reset(seed=7)
          >>> env.action_space.contains(policy(observation))
          True
          >>> task.close()
        """
        self.sim.controller.refuse_misfits(np.reshape(x, (1, -1)))
        loaded = self.sim.loaded(x)

        def act(observation: np.ndarray, t: int = 0) -> Any:
            return self.sim.action(loaded, observation, t)

        return act

    def close(self) -> None:
        """Ends the worker processes. They also end with the task."""
        self.sim.close()

    def _rollout(
        self, x: Float[Array, "b n"] | np.ndarray, seeds: np.ndarray, *, trace: bool = False
    ) -> EnvironmentRollouts:
        """Runs all episodes of each solution."""
        drawn = np.asarray(_episode_seeds(jnp.asarray(seeds, jnp.uint32), self.episodes))
        return self.sim.rollout(tiled(np.asarray(x), self.episodes), drawn, trace=trace)


def _transitions(episodes: EnvironmentRollouts) -> Transitions:
    trace, sound = episodes.trace, np.isfinite(episodes.objective)
    assert trace is not None
    return Transitions(
        jnp.asarray(trace.observation),
        jnp.asarray(trace.action),
        jnp.asarray(trace.reward),
        jnp.asarray(
            np.where(sound, episodes.steps, 0)
        ),  # critics learn nothing from a failed episode
        jnp.asarray(episodes.terminated),
    )


@jax.jit(static_argnums=1)
def _row_seeds(key: Key[Array, ""], rows: int) -> Array:
    """Returns seeds of 31 bits, which every generator accepts."""

    def one(i: Array) -> Array:
        return jax.random.bits(draws.fold_in(key, i), dtype=jnp.uint32) >> 1

    return jax.vmap(one)(jnp.arange(rows, dtype=jnp.int32))


@jax.jit(static_argnums=1)
def _episode_seeds(seeds: UInt32[Array, " b"], episodes: int) -> UInt32[Array, " e"]:
    def other(seed: Array, number: Array) -> Array:
        return jax.random.bits(draws.fold_in(jax.random.key(seed), number)) >> 1

    return all_seeds(seeds, episodes, other)
