"""Gradients from critics, which learn from all episodes. They need no further evaluations.

References:
  Nilsson & Cully, PGA-MAP-Elites (2021); Tjanaka et al. (2022), arXiv:2202.03666, Sec. 4.2.
"""

from collections.abc import Callable
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Float, Key

from ramify.checks.arguments import flag, optional, whole_number
from ramify.core import AbstractGradient, Evaluation, Query, Transitions, record
from ramify.numerics import draws
from ramify.rl import replay, td3


@record
class Learnt:
    """The state of the critics: agents, replay buffer and losses.

    Attributes:
      value, realised: for the first of the latest episodes, the return that the objective's critic
        predicted at its start, and the discounted return that was observed. In pre-training the actor
        itself runs this episode. In a run another policy may run it, and the critic's prediction assumes
        that its actor takes over after the first action.
    """

    agents: td3.Agent
    replay: replay.Replay
    losses: td3.Losses
    value: Float[Array, ""]
    realised: Float[Array, ""]
    key: Key[Array, ""]


class TD3(AbstractGradient[Learnt]):
    """One TD3 agent for the objective and one for each measure, trained on all episodes.

    Row r of the Jacobian at theta is the gradient of the mean of Q_r(s, pi_theta(s)) over states s of
    past episodes. Only theta itself is evaluated.

    Attributes:
      learner: the agents and their settings.
      rows: number of agents: 1 + measures, the objective's first. With 1, combine it with another source
        (`PerRow`).
      updates: number of updates of each agent per evaluated row.
      capacity: number of transitions in the replay buffer.
      states: number of states over which a gradient is averaged.
      greedy: propose the objective's actor for evaluation in each iteration.
      actors: number of agents, from the first, that improve their own actor. Default: all, as in the
        tutorial. The critics of the other agents judge the search point: they predict the measure if
        theta continues after the first action, not if a policy increases this measure only.

    Raises:
      ValueError: the buffer is smaller than a batch or an episode, there are fewer rewards than
        agents, or a setting is out of range.
    """

    learner: td3.TD3Learner
    rows: int = eqx.field(static=True, converter=partial(whole_number, "rows"))
    updates: int = eqx.field(static=True, default=2, converter=partial(whole_number, "updates"))
    capacity: int = eqx.field(
        static=True, default=300_000, converter=partial(whole_number, "capacity")
    )
    states: int = eqx.field(static=True, default=1024, converter=partial(whole_number, "states"))
    greedy: bool = eqx.field(static=True, default=False, converter=partial(flag, "greedy"))
    actors: int | None = eqx.field(
        static=True, default=None, converter=optional(whole_number, "actors")
    )

    def __check_init__(self) -> None:
        if self.rows < 1 or self.updates < 0 or self.states < 1:
            raise ValueError(
                f"rows={self.rows}, updates={self.updates}, states={self.states}: give rows and "
                "states of at least 1, and updates of at least 0."
            )
        if self.actors is not None and not 0 <= self.actors <= self.rows:
            raise ValueError(f"actors={self.actors}: give 0 to {self.rows} (rows).")
        if self.rows > self.learner.control.rewards:
            raise ValueError(
                f"rows={self.rows}: the task has {self.learner.control.rewards} rewards, one for the "
                "objective and one for each measure: give at most that many rows."
            )
        if self.capacity < max(self.learner.batch, self.learner.control.steps):
            raise ValueError(
                f"A buffer of capacity={self.capacity} is smaller than a batch of {self.learner.batch} "
                f"or an episode of {self.learner.control.steps} steps: give a larger one (--buffer)."
            )

    @property
    def wants_transitions(self) -> bool:
        return True

    @property
    def foresees(self) -> bool:
        return True

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Learnt:
        key, *keys = draws.split(key, 1 + self.rows)
        control, nothing = self.learner.control, jnp.zeros(self.rows, dtype=jnp.float32)
        return Learnt(
            jax.vmap(self.learner.init, in_axes=(None, 0))(theta, jnp.stack(keys)),
            replay.empty(self.capacity, control.observations, control.actions, control.rewards),
            td3.Losses(nothing, nothing),
            jnp.zeros((), dtype=jnp.float32),
            jnp.zeros((), dtype=jnp.float32),
            key,
        )

    def adopt(self, learnt: Learnt) -> Learnt:
        """Continues from the state of a source with as many rows or more."""
        agents, losses = jax.tree.map(lambda a: a[: self.rows], (learnt.agents, learnt.losses))
        memory = replay.fitted(learnt.replay, self.capacity)
        return Learnt(agents, memory, losses, learnt.value, learnt.realised, learnt.key)

    def with_critics(self, state: Learnt, load: Callable[[AbstractGradient], Learnt]) -> Learnt:
        return load(self)

    def probe(self, state: Learnt, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        return Query(theta[None], offered=1, wants_transitions=True)

    def follow(self, state: Learnt, theta: Float[Array, " n"]) -> Learnt:
        def led(actors: Float[Array, "r n"]) -> Float[Array, "r n"]:
            return actors.at[self._improving :].set(theta)

        agents = state.agents
        leaders = (led(agents.actor), led(agents.target_actor))
        return eqx.tree_at(lambda s: (s.agents.actor, s.agents.target_actor), state, leaders)

    def observe(self, state: Learnt, query: Query, evaluation: Evaluation) -> Learnt:
        assert evaluation.transitions is not None
        state = self.remember(state, evaluation.transitions)
        return self.learn(state, self.updates * query.x.shape[0], 0, self.rows)

    def remember(self, state: Learnt, transitions: Transitions) -> Learnt:
        """Adds these episodes to the buffer."""
        value, realised = self._foresight(state, transitions)
        memory = replay.add(state.replay, transitions)
        return Learnt(state.agents, memory, state.losses, value, realised, state.key)

    def learn(self, state: Learnt, updates: int, first: int, last: int) -> Learnt:
        """Runs a number of updates of the agents first, ..., last - 1."""
        key, use, _ = draws.split(state.key, 3)
        if not updates:  # but draw other transitions
            return eqx.tree_at(lambda s: s.key, state, key)
        before = jax.tree.map(lambda a: a[first:last], (state.agents, state.losses))
        improving = min(max(self._improving - first, 0), last - first)
        train = partial(self.learner.train, first=first, improving=improving)
        agents, losses = jax.lax.cond(
            state.replay.filled > 0,  # an empty buffer has nothing to learn from
            lambda: train(before[0], state.replay, use, updates),
            lambda: before,
        )
        if last - first < self.rows:
            agents, losses = jax.tree.map(
                lambda all, new: all.at[first:last].set(new),
                (state.agents, state.losses),
                (agents, losses),
            )
        return Learnt(agents, state.replay, losses, state.value, state.realised, key)

    def jacobian(
        self, state: Learnt, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        return self.gradients(state.agents, state, query.x[0])

    def gradients(
        self, agents: td3.Agent, state: Learnt, theta: Float[Array, " n"]
    ) -> Float[Array, "r n"]:
        """Returns the gradient at theta by the critics of each of these agents, over the same states."""
        key = draws.split(state.key, 3)[2]  # `observe` needs the first two
        seen = self.seen(state, key, self.states)
        up = jax.vmap(self.learner.gradient, in_axes=(0, None, None))
        return up(agents, theta, seen)

    def climb(
        self, state: Learnt, x: Float[Array, "b n"], key: Key[Array, ""], steps: int, rate: float
    ) -> Float[Array, "b n"]:
        """Moves each solution up the objective's critic by a number of steps of a new Adam."""
        agent = jax.tree.map(lambda a: a[0], state.agents)
        return self.climb_agent(agent, state, x, key, steps, rate)

    def climb_agent(
        self,
        agent: td3.Agent,
        state: Learnt,
        x: Float[Array, "b n"],
        key: Key[Array, ""],
        steps: int,
        rate: float,
    ) -> Float[Array, "b n"]:
        """Like `climb`, with the critic of another agent."""
        up = jax.vmap(self.learner.gradient, in_axes=(None, 0, None))

        def slopes(x: Float[Array, "b n"], key: Key[Array, ""]) -> Float[Array, "b n"]:
            return up(agent, x, self.seen(state, key, self.learner.batch))

        return ascended(slopes, x, key, steps, rate)

    def actor(self, state: Learnt) -> Float[Array, " n"]:
        """Returns the policy that the objective's critic rates best."""
        return state.agents.actor[0]

    def proposals(self, state: Learnt) -> Float[Array, "1 n"] | None:
        return state.agents.actor[:1] if self.greedy else None

    def seen(self, state: Learnt, key: Key[Array, ""], count: int) -> Float[Array, "count o"]:
        """Returns random observations from the replay buffer."""
        return replay.draw_observations(state.replay, key, count, self.learner.control.observations)

    def report(self, state: Learnt) -> dict[str, Float[Array, ""]]:
        return {
            "critic_loss": state.losses.critic[0],
            "q_expected": state.value,
            "q_realised": state.realised,
        }

    @property
    def _improving(self) -> int:
        return self.rows if self.actors is None else self.actors

    def _foresight(self, state: Learnt, transitions: Transitions) -> tuple[Array, Array]:
        first = jax.tree.map(lambda a: a[0], transitions)
        critic = jax.tree.map(lambda a: a[0], state.agents.critics[0])
        value = self.learner.q(critic, first.observation[:1], first.action[:1])[0]
        number = jnp.arange(first.action.shape[0], dtype=jnp.int32)
        discounted = self.learner.discount ** number.astype(jnp.float32) * first.reward[:, 0]
        return value, jnp.sum(jnp.where(number < first.steps, discounted, 0.0))


def ascended(
    slopes: Callable[[Float[Array, "b n"], Key[Array, ""]], Float[Array, "b n"]],
    x: Float[Array, "b n"],
    key: Key[Array, ""],
    steps: int,
    rate: float,
) -> Float[Array, "b n"]:
    """Moves each solution up its slope by a number of steps of a new Adam.

    Args:
      slopes: (solutions, key) -> the gradient at each.
    """
    adam = optax.adam(rate)

    def step(carry: tuple, key: Key[Array, ""]) -> tuple[tuple, None]:
        x, moments = carry
        slope = slopes(x, key)
        with jax.numpy_dtype_promotion("standard"), jax.enable_x64(False):  # Optax mixes dtypes
            change, moments = adam.update(-slope, moments)
        return (optax.apply_updates(x, change), moments), None

    keys = draws.split(key, steps)
    return jax.lax.scan(step, (x, adam.init(x)), keys)[0][0]
