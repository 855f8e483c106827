"""Gradients from critics: what the rollouts so far say about any policy, at no evaluation.

References:
  Nilsson & Cully, PGA-MAP-Elites (2021); Tjanaka et al. (2022), arXiv:2202.03666, Sec. 4.2.
"""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Float, Key

from ramify.core import AbstractGradient, Evaluation, Query, Transitions, record
from ramify.rl import replay, td3


@record
class Learnt:
    """What the critics have come to.

    Attributes:
      value, realised: at the start of the first of the latest episodes, what the objective's critic
        expected, and the discounted return that came.
    """

    agents: td3.Agent
    replay: replay.Replay
    losses: td3.Losses
    value: Float[Array, ""]
    realised: Float[Array, ""]
    key: Key[Array, ""]


class TD3(AbstractGradient):
    """One TD3 agent for the objective and one for every measure, trained on all rollouts.

    Row r of the Jacobian at theta is the gradient of the mean of Q_r(s, pi_theta(s)) over states s of
    past rollouts. Only theta itself is evaluated.

    Attributes:
      learner: the agents and how they learn.
      rows: 1 + measures; 1 for a critic of the objective alone (then see `PerRow`).
      updates: of every agent, for each evaluated row.
      capacity: transitions the buffer holds.
      states: how many states a gradient averages over.
      greedy: propose the objective's actor for evaluation in every iteration.

    Raises:
      ValueError: the buffer is smaller than a batch, or a setting is out of range.
    """

    learner: td3.TD3
    rows: int = eqx.field(static=True)
    updates: int = eqx.field(static=True, default=2)
    capacity: int = eqx.field(static=True, default=300_000)
    states: int = eqx.field(static=True, default=1024)
    greedy: bool = eqx.field(static=True, default=False)

    def __check_init__(self):
        if self.rows < 1 or self.updates < 0 or self.states < 1:
            raise ValueError(
                f"rows={self.rows}, updates={self.updates}, states={self.states}: rows and states "
                "from 1, updates from 0."
            )
        if self.capacity < self.learner.batch:
            raise ValueError(
                f"capacity={self.capacity} is smaller than a batch of {self.learner.batch}: give the "
                "buffer room for many batches."
            )

    @property
    def wants_transitions(self) -> bool:
        return True

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Learnt:
        key, *keys = jax.random.split(key, 1 + self.rows)
        control, nothing = self.learner.control, jnp.zeros(self.rows)
        return Learnt(
            jax.vmap(self.learner.init, in_axes=(None, 0))(theta, jnp.stack(keys)),
            replay.empty(self.capacity, control.observations, control.actions, self.rows),
            td3.Losses(nothing, nothing),
            jnp.zeros(()),
            jnp.zeros(()),
            key,
        )

    def adopt(self, learnt: Learnt) -> Learnt:
        """Go on from what a source with as many rows or more has learnt."""
        control = self.learner.control
        agents, losses = jax.tree.map(lambda a: a[: self.rows], (learnt.agents, learnt.losses))
        dimensions = control.observations, control.actions, self.rows
        memory = replay.fitted(learnt.replay, self.capacity, *dimensions)
        return Learnt(agents, memory, losses, learnt.value, learnt.realised, learnt.key)

    def probe(self, state: Learnt, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        return Query(theta[None], offered=1, wants_transitions=True)

    def observe(self, state: Learnt, query: Query, evaluation: Evaluation) -> Learnt:
        transitions = evaluation.transitions
        assert transitions is not None
        transitions = eqx.tree_at(
            lambda t: t.reward, transitions, transitions.reward[..., : self.rows]
        )
        value, realised = self._foresight(state, transitions)
        memory = replay.add(state.replay, transitions)
        key, use, _ = jax.random.split(state.key, 3)
        agents, losses = state.agents, state.losses
        if self.updates:
            updates = self.updates * query.x.shape[0]
            agents, losses = self.learner.train(agents, memory, use, updates)
            # Before anything is known there is nothing to learn from.
            agents, losses = jax.tree.map(
                lambda new, old: jnp.where(memory.filled > 0, new, old),
                (agents, losses),
                (state.agents, state.losses),
            )
        return Learnt(agents, memory, losses, value, realised, key)

    def jacobian(self, state: Learnt, query: Query, evaluation: Evaluation) -> Float[Array, "r n"]:
        key = jax.random.split(state.key, 3)[2]  # the first two are what `observe` goes on with
        seen = self._seen(state, key, self.states)
        up = jax.vmap(self.learner.gradient, in_axes=(0, None, None))
        return up(state.agents, query.x[0], seen)

    def climb(
        self, state: Learnt, x: Float[Array, "b n"], key: Key[Array, ""], steps: int, rate: float
    ) -> Float[Array, "b n"]:
        """Move each solution by so many steps of a fresh Adam up the objective's critic."""
        adam, agent = optax.adam(rate), jax.tree.map(lambda a: a[0], state.agents)
        up = jax.vmap(self.learner.gradient, in_axes=(None, 0, None))

        def step(carry: tuple, key: Key[Array, ""]) -> tuple[tuple, None]:
            x, moments = carry
            seen = self._seen(state, key, self.learner.batch)
            with jax.numpy_dtype_promotion("standard"):  # Optax mixes dtypes
                change, moments = adam.update(-up(agent, x, seen), moments)
            return (optax.apply_updates(x, change), moments), None

        keys = jax.random.split(key, steps)
        return jax.lax.scan(step, (x, adam.init(x)), keys)[0][0]

    def actor(self, state: Learnt) -> Float[Array, " n"]:
        """The policy that the objective's critic thinks best."""
        return state.agents.actor[0]

    def proposals(self, state: Learnt) -> Float[Array, "1 n"] | None:
        return state.agents.actor[:1] if self.greedy else None

    def report(self, state: Learnt) -> dict[str, Float[Array, ""]]:
        return {
            "critic_loss": state.losses.critic[0],
            "q_expected": state.value,
            "q_realised": state.realised,
        }

    def _seen(self, state: Learnt, key: Key[Array, ""], count: int) -> Float[Array, "count o"]:
        return replay.draw_observations(state.replay, key, count, self.learner.control.observations)

    def _foresight(self, state: Learnt, transitions: Transitions) -> tuple[Array, Array]:
        first = jax.tree.map(lambda a: a[0], transitions)
        critics = jax.tree.map(lambda a: a[0], state.agents.critics)
        value = self.learner.q(critics, first.observation[:1], first.action[:1])[0, 0]
        number = jnp.arange(first.action.shape[0])
        weight = self.learner.discount ** number.astype(jnp.float32)
        weight = jnp.where(number < first.steps, weight, 0.0)
        return value, jnp.sum(weight * first.reward[:, 0])
