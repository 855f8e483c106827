"""A critic and an actor that take a goal: the measures that a policy should have.

References:
  Faldor, Chalumeau, Flageat & Cully, "Synergizing quality-diversity with descriptor-conditioned
  reinforcement learning" (2024), arXiv:2401.08632.
  Faldor et al. (2023), arXiv:2303.03832.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key

from ramify.checks.arguments import number, numbers
from ramify.controllers.conditioned import ConditionedMLP
from ramify.controllers.controller import Policy
from ramify.controllers.mlp import MLP
from ramify.core import AbstractGradient, Evaluation, Query, Transitions
from ramify.gradients.td3 import TD3, Learnt, ascended
from ramify.numerics import draws
from ramify.rl import replay, td3


class ConditionedTD3(AbstractGradient[Learnt]):
    """A TD3 critic Q(s, a | d) of the objective and its actor pi(s | d), for a goal d.

    A goal is a set of measures. An episode has a goal, and the reward of its steps is multiplied by the
    similarity of the goal and the measures that it reached: exp(-distance / length_scale). So the critic
    predicts a high return only for actions that are good and lead to the goal. Measures are scaled to
    [-1, 1] for this.

    The goal is stored in the replay buffer as a part of the observation. Everything else is the TD3 of
    `TD3Learner`.

    Unlike the paper: measures outside the bounds are clipped, as a grid clips them.

    As a gradient source, it gives the gradient of the objective only, with theta's own measures as the
    goal: combine it with another source (`PerRow`).

    Attributes:
      critics: settings of the critic, its buffer and its updates, for a task whose controller is an MLP.
      lower: lowest value of each measure, as in the archive.
      upper: highest value of each measure.
      length_scale: distance at which the similarity is 1/e. The range of each measure has length 2.
      reward_offset: what is added to the reward of each step. Rewards that are still negative count as
        0: multiplied by a similarity, they would reward episodes that miss the goal.

    Raises:
      ValueError: the task's controller is not an MLP, or a setting is out of range.
    """

    critics: TD3
    lower: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "lower"))
    upper: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "upper"))
    length_scale: float = eqx.field(
        static=True, default=0.1, converter=partial(number, "length_scale", above=0.0)
    )
    reward_offset: float = eqx.field(
        static=True, default=0.0, converter=partial(number, "reward_offset")
    )

    def __check_init__(self) -> None:
        if not isinstance(self.critics, TD3):
            raise ValueError(f"critics is {type(self.critics).__name__}: give ramify.TD3(...).")
        if not (len(self.lower) == len(self.upper) >= 1) or any(
            low >= high for low, high in zip(self.lower, self.upper, strict=True)
        ):
            raise ValueError(
                f"lower={self.lower}, upper={self.upper}: give one lower and one upper bound per "
                "measure, as to the archive, with lower below upper."
            )
        act = self.critics.learner.control.act
        if not (isinstance(act, Policy) and isinstance(act.controller, MLP)):
            raise ValueError(
                "An actor that takes a goal needs a task whose controller is a network: "
                "ramify.controllers.mlp.MLP."
            )

    @property
    def wants_transitions(self) -> bool:
        return True

    @property
    def measures(self) -> int:
        """Number of measures, which is the number of entries of a goal."""
        return len(self.lower)

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Learnt:
        """Returns the first state. Before it learns, the actor is theta for every goal."""
        return self._wide.init(self._network.widened(theta), key)

    def with_critics(self, state: Learnt, load: Callable[[AbstractGradient], Learnt]) -> Learnt:
        """Returns the state with a pre-trained critic and actor of the objective.

        At first both act alike for every goal. The pre-trained replay buffer is not used, because the
        measures of its episodes are not known.
        """
        known = jax.tree.map(lambda a: a[0], load(self.critics).agents)
        widened, start = self._network.widened, jax.tree.map(lambda a: a[0], state.agents)
        agent = replace(
            start,
            actor=widened(known.actor),
            critics=self._widened_critics(known.critics),
            target_actor=widened(known.target_actor),
            target_critics=self._widened_critics(known.target_critics),
        )
        return replace(state, agents=jax.tree.map(lambda a: a[None], agent))

    def probe(self, state: Learnt, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        return Query(theta[None], offered=1, wants_transitions=True)

    def observe(self, state: Learnt, query: Query, evaluation: Evaluation) -> Learnt:
        """Learns from episodes whose goals are the measures that they reached."""
        return self.observe_goals(state, query, evaluation, evaluation.measures)

    def observe_goals(
        self, state: Learnt, query: Query, evaluation: Evaluation, goals: Float[Array, "b k"]
    ) -> Learnt:
        """Learns from episodes with these goals.

        Args:
          goals: in the units of the measures; NaN for the measures that the row reached.
        """
        assert evaluation.transitions is not None
        goals = jnp.where(jnp.isnan(goals), evaluation.measures, goals)
        similar = self.similarity(evaluation.measures, goals)
        transitions = self._toward(evaluation.transitions, self.scaled(goals), similar)
        told = Evaluation(evaluation.objective, evaluation.measures, transitions=transitions)
        return self._wide.observe(state, query, told)

    def jacobian(
        self, state: Learnt, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "1 n"]:
        assert evaluation is not None
        key = draws.split(state.key, 3)[2]  # `observe` needs the first two
        goals, count = self.scaled(evaluation.measures[:1]), self.critics.states
        return self._slopes(state, query.x[:1], goals, key, count)

    def climb_goals(
        self,
        state: Learnt,
        x: Float[Array, "b n"],
        goals: Float[Array, "b k"],
        key: Key[Array, ""],
        steps: int,
        rate: float,
    ) -> Float[Array, "b n"]:
        """Moves each solution up the critic for its goal by a number of steps of a new Adam."""

        def slopes(x: Float[Array, "b n"], key: Key[Array, ""]) -> Float[Array, "b n"]:
            return self.slopes(state, x, goals, key)

        return ascended(slopes, x, key, steps, rate)

    def slopes(
        self,
        state: Learnt,
        x: Float[Array, "b n"],
        goals: Float[Array, "b k"],
        key: Key[Array, ""],
    ) -> Float[Array, "b n"]:
        """Returns the critic's gradient at each solution for its goal, over a batch of past states."""
        return self._slopes(state, x, self.scaled(goals), key, self.critics.learner.batch)

    def actors(self, state: Learnt, goals: Float[Array, "b k"]) -> Float[Array, "b n"]:
        """Returns for each goal the solution that acts as the actor does for it."""
        specialised = jax.vmap(self._network.specialised, in_axes=(None, 0))
        return specialised(state.agents.actor[0], self.scaled(goals))

    def similarity(
        self, measures: Float[Array, "b k"], goals: Float[Array, "b k"]
    ) -> Float[Array, " b"]:
        """Returns the similarity of measures and goals: 1 if they are equal, 0 for a failed row."""
        apart = self.scaled(measures) - self.scaled(goals)
        similar = jnp.exp(-jnp.sqrt(jnp.sum(apart**2, axis=1)) / self.length_scale)
        return jnp.where(jnp.all(jnp.isfinite(measures), axis=1), similar, 0.0)

    def scaled(self, measures: Float[Array, "b k"]) -> Float[Array, "b k"]:
        """Returns measures scaled from the archive's bounds to [-1, 1], and clipped as in a grid. A NaN
        gives 0."""
        lower, upper = (np.asarray([side], np.float32) for side in (self.lower, self.upper))
        unit = 2.0 * (jnp.clip(measures, lower, upper) - lower) / (upper - lower) - 1.0
        return jnp.where(jnp.isnan(unit), 0.0, unit)

    def report(self, state: Learnt) -> dict[str, Float[Array, ""]]:
        """Returns the critic's metrics. Its returns are those of the rewards that it learns from."""
        return self._wide.report(state)

    @property
    def _network(self) -> ConditionedMLP:
        act = self.critics.learner.control.act
        assert isinstance(act, Policy) and isinstance(act.controller, MLP)
        return ConditionedMLP(act.controller, self.measures)

    @property
    def _wide(self) -> TD3:
        """The critic and actor whose observation ends with the goal."""
        control = self.critics.learner.control
        wide = replace(
            control,
            observations=control.observations + self.measures,
            act=Policy(self._network.wide),
            rewards=1,
        )
        learner = replace(self.critics.learner, control=wide)
        return replace(self.critics, learner=learner, rows=1, actors=None, greedy=False)

    def _widened_critics(
        self, critics: tuple[td3.Critic, td3.Critic]
    ) -> tuple[td3.Critic, td3.Critic]:
        """Returns critics that ignore the goal, which comes between observation and action."""
        at = self.critics.learner.control.observations

        def widened(critic: td3.Critic) -> td3.Critic:
            (weights, bias), *others = critic
            nothing = jnp.zeros((self.measures, weights.shape[1]), dtype=weights.dtype)
            return [(jnp.concatenate([weights[:at], nothing, weights[at:]]), bias), *others]

        one, other = critics
        return widened(one), widened(other)

    def _toward(
        self, transitions: Transitions, goals: Float[Array, "b k"], similar: Float[Array, " b"]
    ) -> Transitions:
        """Returns the transitions with the goal in each observation, and one reward: the objective's,
        times the similarity. A row may have several episodes."""
        many, steps = transitions.observation.shape[:2]
        repeats = many // len(goals)
        goal = jnp.broadcast_to(
            jnp.tile(goals, (repeats, 1))[:, None], (many, steps, self.measures)
        )
        reward = jnp.maximum(transitions.reward[:, :, :1] + self.reward_offset, 0.0)
        return replace(
            transitions,
            observation=jnp.concatenate([transitions.observation, goal], axis=2),
            reward=jnp.tile(similar, repeats)[:, None, None] * reward,
        )

    def _slopes(
        self,
        state: Learnt,
        x: Float[Array, "b n"],
        goals: Float[Array, "b k"],
        key: Key[Array, ""],
        count: int,
    ) -> Float[Array, "b n"]:
        """Returns d/dx of the mean of Q1(s, pi_x(s) | goal) for each row, over the same states."""
        control, wide = self.critics.learner.control, self._wide.learner
        length = control.observations
        drawn = replay.draw_observations(state.replay, key, count, length + self.measures)
        seen = drawn[:, :length]
        critic = jax.tree.map(lambda a: a[0], state.agents.critics[0])

        def value(x: Float[Array, " n"], goal: Float[Array, " k"]) -> Float[Array, ""]:
            action = jax.vmap(control.act, in_axes=(None, 0))(x, seen)
            wanted = jnp.broadcast_to(goal, (count, self.measures))
            return jnp.mean(wide.q(critic, jnp.concatenate([seen, wanted], axis=1), action))

        return jax.vmap(jax.grad(value))(x, goals)
