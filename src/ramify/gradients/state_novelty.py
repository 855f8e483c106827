"""A critic of the novelty of visited states, beside the critics of the objective and the measures.

Novelty is a reward that changes while the search goes on. So it is not stored with the transitions. It
is computed for each batch that the critic learns from, by the states visited so far.

References:
  Cideron et al., "QD-RL" (2020), arXiv:2006.08505.
  Pierrot et al., "Diversity policy gradient for sample efficient quality-diversity optimization" (2022),
  arXiv:2006.08505v3.
"""

from collections.abc import Callable
from functools import partial
from typing import Literal

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key

from ramify.checks.arguments import optional, whole_number, whole_numbers
from ramify.core import AbstractGradient, Evaluation, Query, Transitions, record
from ramify.gradients.td3 import TD3, Learnt
from ramify.numerics import draws
from ramify.rl import td3, visited


@record
class Exploring:
    """The state of the critics, the agent for novelty, and the sample of visited states.

    Attributes:
      agent: one agent, with an axis of length 1 in front.
    """

    learnt: Learnt
    agent: td3.Agent
    visited: visited.Visited
    losses: td3.Losses
    key: Key[Array, ""]


class StateNovelty(AbstractGradient[Exploring]):
    """TD3 critics, and one more critic for the novelty of the states that a policy visits.

    The reward of a step is the novelty of the state after it: the mean distance to its nearest neighbors
    in a sample of all states visited so far. A state is an observation, each entry divided by its
    standard deviation in the sample. The other critics learn to the bit as without novelty.

    The gradient of this critic is the last row of the Jacobian, after those of the measures. It leads
    theta to states that few episodes have visited. `QDPG` makes half of its children along it.

    Unlike the papers: the states are compared as observations, not by features that are chosen for each
    task (unless `entries` chooses some); and they are a uniform sample of all visited states, where the
    papers keep states that differ by a threshold.

    Attributes:
      critics: the critics of the objective and the measures. Novelty uses their learner, their replay
        buffer, and as many updates.
      kept: number of visited states in the sample.
      neighbours: number of nearest states that novelty is averaged over.
      entries: numbers of the entries of an observation that are compared, such as the position only.
        Default: all.
      judge: the policy whose novelty the critic predicts after the first action: an actor that learns to
        find novel states ("actor"), or the search point ("theta").

    Raises:
      ValueError: a setting is out of range, or an entry is not in the observation.
    """

    critics: TD3
    kept: int = eqx.field(
        static=True, default=2000, converter=partial(whole_number, "kept", at_least=2)
    )
    neighbours: int = eqx.field(
        static=True, default=10, converter=partial(whole_number, "neighbours", at_least=1)
    )
    entries: tuple[int, ...] | None = eqx.field(
        static=True, default=None, converter=optional(whole_numbers, "entries", at_least=0)
    )
    judge: Literal["actor", "theta"] = eqx.field(static=True, default="actor")

    def __check_init__(self) -> None:
        if not isinstance(self.critics, TD3):
            raise ValueError(
                f"critics is {type(self.critics).__name__}: give TD3 critics, whose replay buffer holds "
                "the states."
            )
        if self.neighbours > self.kept:
            raise ValueError(
                f"neighbours={self.neighbours} is more than the kept={self.kept} states: give fewer."
            )
        if self.judge not in ("actor", "theta"):
            raise ValueError(f"judge={self.judge!r}: choose 'actor' or 'theta'.")
        length = self.critics.learner.control.observations
        if self.entries is not None and (not self.entries or max(self.entries) >= length):
            raise ValueError(
                f"entries={self.entries}: an observation has {length} entries, so give numbers from 0 "
                f"to {length - 1}."
            )

    @property
    def wants_transitions(self) -> bool:
        return True

    @property
    def foresees(self) -> bool:
        return True

    @property
    def extra_rows(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Exploring:
        critics_key, agent_key, key = draws.split(key, 3)
        agent = self.critics.learner.init(theta, agent_key)
        nothing = jnp.zeros(1, dtype=jnp.float32)
        return Exploring(
            self.critics.init(theta, critics_key),
            jax.tree.map(lambda a: a[None], agent),
            visited.empty(self.kept, self._compared(jnp.zeros((1, self._length))).shape[1]),
            td3.Losses(nothing, nothing),
            key,
        )

    def with_critics(
        self, state: Exploring, load: Callable[[AbstractGradient], Learnt]
    ) -> Exploring:
        """Returns the state with pre-trained critics of the objective and the measures.

        The states in their replay buffer count as visited.
        """
        learnt = load(self.critics)
        key, use = draws.split(state.key)
        rows = learnt.replay.rows
        there = jnp.arange(len(rows), dtype=jnp.int32) < learnt.replay.filled
        known = visited.add(state.visited, self._compared(rows[:, : self._length]), there, use)
        return Exploring(learnt, state.agent, known, state.losses, key)

    def probe(self, state: Exploring, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        return self.critics.probe(state.learnt, theta, key)

    def follow(self, state: Exploring, theta: Float[Array, " n"]) -> Exploring:
        state = eqx.tree_at(lambda s: s.learnt, state, self.critics.follow(state.learnt, theta))
        if self.judge == "actor":
            return state
        leaders = (theta[None], theta[None])
        return eqx.tree_at(lambda s: (s.agent.actor, s.agent.target_actor), state, leaders)

    def observe(self, state: Exploring, query: Query, evaluation: Evaluation) -> Exploring:
        assert evaluation.transitions is not None
        learnt = self.critics.observe(state.learnt, query, evaluation)
        key, add_key, train_key = draws.split(state.key, 3)
        known = self._with_states(state.visited, evaluation.transitions, add_key)
        agent, losses = state.agent, state.losses
        if updates := self.critics.updates * query.x.shape[0]:
            agent, losses = jax.tree.map(
                lambda new, old: jnp.where(learnt.replay.filled > 0, new, old),
                self.critics.learner.train(
                    agent,
                    learnt.replay,
                    train_key,
                    updates,
                    first=self.critics.learner.control.rewards,
                    improving=1 if self.judge == "actor" else 0,
                    bonus=lambda state: self.novelty(known, state),
                ),
                (agent, losses),
            )
        return Exploring(learnt, agent, known, losses, key)

    def novelty(
        self, known: visited.Visited, observation: Float[Array, "b o"]
    ) -> Float[Array, " b"]:
        """Returns the novelty of each observation, compared with the visited states."""
        return visited.novelty(known, self._compared(observation), self.neighbours)

    def jacobian(
        self, state: Exploring, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        """Returns the objective's gradient, one row per measure, and the gradient of novelty."""
        agents = (state.learnt.agents, state.agent)
        rows = [self.critics.gradients(each, state.learnt, query.x[0]) for each in agents]
        return jnp.concatenate(rows)

    def climb(
        self, state: Exploring, x: Float[Array, "b n"], key: Key[Array, ""], steps: int, rate: float
    ) -> Float[Array, "b n"]:
        """Moves each solution up the objective's critic by a number of steps of a new Adam."""
        return self.critics.climb(state.learnt, x, key, steps, rate)

    def explore(
        self, state: Exploring, x: Float[Array, "b n"], key: Key[Array, ""], steps: int, rate: float
    ) -> Float[Array, "b n"]:
        """Moves each solution up the critic of novelty by a number of steps of a new Adam."""
        agent = jax.tree.map(lambda a: a[0], state.agent)
        return self.critics.climb_agent(agent, state.learnt, x, key, steps, rate)

    def actor(self, state: Exploring) -> Float[Array, " n"]:
        """Returns the policy that the objective's critic rates best."""
        return self.critics.actor(state.learnt)

    def explorer(self, state: Exploring) -> Float[Array, " n"]:
        """Returns the policy that the critic of novelty rates best; theta if it judges theta."""
        return state.agent.actor[0]

    def proposals(self, state: Exploring) -> Float[Array, "p n"] | None:
        return self.critics.proposals(state.learnt)

    def report(self, state: Exploring) -> dict[str, Float[Array, ""]]:
        """Returns the critics' metrics, and the loss and the mean value of the critic of novelty."""
        found = {"novelty_loss": state.losses.critic[0], "novelty_value": state.losses.value[0]}
        return self.critics.report(state.learnt) | found

    @property
    def _length(self) -> int:
        return self.critics.learner.control.observations

    def _compared(self, observation: Float[Array, "b o"]) -> Float[Array, "b d"]:
        return observation if self.entries is None else observation[:, list(self.entries)]

    def _with_states(
        self, known: visited.Visited, transitions: Transitions, key: Key[Array, ""]
    ) -> visited.Visited:
        """Offers the state after each step to the sample."""
        after = transitions.observation[:, 1:]
        number = jnp.arange(after.shape[1], dtype=jnp.int32)
        there = number[None] < transitions.steps[:, None]
        states = self._compared(after.reshape(-1, self._length))
        return visited.add(known, states, there.reshape(-1), key)
