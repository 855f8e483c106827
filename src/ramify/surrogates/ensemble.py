"""An ensemble of small networks that predicts the objective and the measures of solutions.

Policies are compared by what they do, not by their parameters: the ensemble sees the actions of a policy
in the same few states, its fingerprint. The same policy may walk in one episode and fall in the next, so
each network predicts a mixture of Gaussian distributions. Where networks disagree, the prediction is
uncertain as well.

References:
  Harb, Schaul, Precup & Bacon, "Policy evaluation networks" (2020), arXiv:2002.11833 (fingerprints).
  Ash & Adams, "On warm-starting neural network training" (2020), arXiv:1910.08475 (renewal).
  Lakshminarayanan, Pritzel & Blundell (2017), arXiv:1612.01474 (ensembles).
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import number, whole_number, whole_numbers
from ramify.core import ControlSpec, Evaluation, Transitions, record
from ramify.numerics import draws
from ramify.surrogates.memory import Memory, empty_memory, remembered, scale_of, scaled
from ramify.surrogates.mixture import Network, loss, mixture, random_network

CHUNK = 64  # policies whose actions are computed at once


@record
class Known:
    """The state of an ensemble.

    Attributes:
      states: in which policies are compared; drawn from the first episodes.
      memory: the evaluated solutions.
      networks: weights of all members, stacked.
      adams: Adam's moments of all members, stacked.
      batches: number of batches from which they have learnt.
    """

    states: Float[Array, "p o"]
    memory: Memory
    networks: Network
    adams: PyTree
    batches: Int[Array, ""]
    key: Key[Array, ""]


@record
class Outcomes:
    """Possible results of b solutions, o for each of them.

    Attributes:
      answers: objective, then measures.
      weight: how likely each outcome is. The weights of one solution sum to 1.
    """

    answers: Float[Array, "o b r"]
    weight: Float[Array, "o b"]

    @property
    def mean(self) -> Float[Array, "b r"]:
        return jnp.sum(self.weight[..., None] * self.answers, axis=0)


class Surrogate(eqx.Module):
    """Predicts objective and measures. It learns from all evaluations.

    Attributes:
      measures: number of measures.
      control: the task as critics see it, so that policies are compared by their actions. None:
        solutions are compared by their parameters.
      members: number of networks.
      modes: number of Gaussian distributions that each network mixes.
      units: units of their hidden layers.
      rate: learning rate of Adam.
      updates: number of updates of each network per batch of evaluations.
      renewal: number of batches after which a network's weights are averaged with random ones.
      batch: number of solutions per update.
      states: number of states in which policies are compared.
      capacity: number of solutions that are remembered.

    Raises:
      ValueError: a setting is out of range.

    Example:
      >>> surrogate = Surrogate(measures=1, updates=200)
      >>> x = jax.random.normal(jax.random.key(0), (200, 2))
      >>> known = surrogate.init(x[0], jax.random.key(1))
      >>> known = surrogate.observe(known, x, Evaluation(x.sum(axis=1), x[:, :1]))
      >>> outcomes = surrogate.predict(known, x, jax.random.key(2))
      >>> outcomes.answers.shape, bool(jnp.abs(outcomes.mean[:, 1] - x[:, 0]).mean() < 0.1)
      ((64, 200, 2), True)
    """

    measures: int = eqx.field(static=True, converter=partial(whole_number, "measures", at_least=1))
    control: ControlSpec | None = eqx.field(static=True, default=None)
    members: int = eqx.field(
        static=True, default=4, converter=partial(whole_number, "members", at_least=1)
    )
    modes: int = eqx.field(
        static=True, default=8, converter=partial(whole_number, "modes", at_least=1)
    )
    units: tuple[int, ...] = eqx.field(
        static=True, default=(256, 256), converter=partial(whole_numbers, "units")
    )
    rate: float = eqx.field(static=True, default=1e-3, converter=partial(number, "rate", above=0.0))
    updates: int = eqx.field(
        static=True, default=60, converter=partial(whole_number, "updates", at_least=1)
    )
    renewal: int = eqx.field(
        static=True, default=5, converter=partial(whole_number, "renewal", at_least=1)
    )
    batch: int = eqx.field(
        static=True, default=256, converter=partial(whole_number, "batch", at_least=1)
    )
    states: int = eqx.field(
        static=True, default=64, converter=partial(whole_number, "states", at_least=1)
    )
    capacity: int = eqx.field(
        static=True, default=20_000, converter=partial(whole_number, "capacity", at_least=1)
    )

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Known:
        """Returns random networks that know nothing."""
        key, use = draws.split(key)
        control, rows = self.control, 1 + self.measures
        shape = (self.states, control.observations) if control is not None else (0, 0)
        length = self.states * control.actions if control is not None else theta.shape[0]
        memory = empty_memory(self.capacity, length, rows)
        networks = self._random(length, use)
        adams = jax.vmap(self._adam.init)(networks)
        return Known(jnp.zeros(shape, jnp.float32), memory, networks, adams, jnp.int32(0), key)

    def features(self, known: Known, x: Float[Array, " n"]) -> Float[Array, " f"]:
        """Returns what the networks see of a solution."""
        if self.control is None:
            return x
        act = jax.vmap(self.control.act, in_axes=(None, 0))
        return act(x, known.states).reshape(-1)

    def observe(self, known: Known, x: Float[Array, "b n"], evaluation: Evaluation) -> Known:
        """Remembers an evaluation and learns. Failed rows are left out."""
        key, draw, renew, learn = draws.split(known.key, 4)
        if self.control is not None:
            assert evaluation.transitions is not None
            drawn = _states(evaluation.transitions, draw, self.states)
            first = known.memory.filled == 0
            known = eqx.tree_at(lambda k: k.states, known, jnp.where(first, drawn, known.states))
        features = jax.lax.map(partial(self.features, known), x, batch_size=CHUNK)
        answers = jnp.concatenate([evaluation.objective[:, None], evaluation.measures], axis=1)
        memory = remembered(known.memory, features, answers)
        networks, adams = jax.lax.cond(
            memory.filled > 0,  # an empty memory has nothing to learn from
            lambda: self._trained(*self._renewed(known, renew), memory, learn),
            lambda: (known.networks, known.adams),
        )
        return Known(known.states, memory, networks, adams, known.batches + 1, key)

    def predict(self, known: Known, features: Float[Array, "b f"], key: Key[Array, ""]) -> Outcomes:
        """Returns two outcomes of each Gaussian distribution of each member, on both sides of its mean.

        How many standard deviations they are from the mean is random, and the same for all solutions, so
        that chance favors none. Outcomes are clipped to the range of the known answers, plus one
        standard deviation on each side.
        """
        memory = known.memory
        seen, told = (scale_of(a, memory.filled) for a in (memory.features, memory.answers))
        inputs = scaled(features, seen)
        rows, count = 1 + self.measures, 2 * self.members * self.modes
        steps = draws.normal(key, (self.members, 1, self.modes, rows))

        def outcomes(member: tuple[Network, Array]) -> tuple[Array, Array]:
            network, steps = member
            predicted = mixture(network, inputs, rows)
            away = steps * jnp.exp(predicted.log_deviation)
            answers = jnp.stack([predicted.mean - away, predicted.mean + away])
            weight = jnp.exp(predicted.log_weight) / (2 * self.members)
            return answers, jnp.stack([weight, weight])

        answers, weight = jax.lax.map(outcomes, (known.networks, steps))  # members, 2, b, modes, r
        answers = jnp.moveaxis(answers, 3, 2).reshape(count, -1, rows)
        weight = jnp.moveaxis(weight, 3, 2).reshape(count, -1)
        answers = told.mean[None] + told.deviation[None] * answers
        low, high = told.low - told.deviation, told.high + told.deviation
        return Outcomes(jnp.clip(answers, low[None], high[None]), weight)

    def lowest(self, known: Known) -> Float[Array, ""]:
        """Returns the lowest objective that it remembers."""
        return scale_of(known.memory.answers[:, :1], known.memory.filled).low[0, 0]

    @property
    def _adam(self) -> optax.GradientTransformation:
        return optax.adam(self.rate)

    def _random(self, inputs: int, key: Key[Array, ""]) -> Network:
        """Returns random networks of all members."""
        rows = 1 + self.measures
        return jax.vmap(lambda key: random_network(key, inputs, self.units, self.modes, rows))(
            draws.split(key, self.members)
        )

    def _renewed(self, known: Known, key: Key[Array, ""]) -> tuple[Network, PyTree]:
        """Averages the weights of some members with random weights, and resets their Adam moments.

        The members take turns. A network that is only trained further generalizes worse than one that is
        trained anew.
        """
        at, members = known.batches, jnp.arange(self.members, dtype=jnp.int32)
        due = (at >= self.renewal) & (at % self.renewal == members % self.renewal)

        def where_due(new: Array, old: Array) -> Array:
            return jnp.where(due.reshape(-1, *[1] * (old.ndim - 1)), new, old)

        fresh = self._random(known.memory.features.shape[1], key)
        mixed = jax.tree.map(lambda old, new: (old + new) / 2.0, known.networks, fresh)
        networks = jax.tree.map(where_due, mixed, known.networks)
        adams = jax.vmap(self._adam.init)(networks)
        return networks, jax.tree.map(where_due, adams, known.adams)

    def _trained(
        self, networks: Network, adams: PyTree, memory: Memory, key: Key[Array, ""]
    ) -> tuple[Network, PyTree]:
        """Trains the members one after the other, since a batch of small matrix products is slower. Each
        draws batches of its own."""
        seen = scaled(memory.features, scale_of(memory.features, memory.filled))
        told = scale_of(memory.answers, memory.filled)
        wanted = (memory.answers - told.mean) / told.deviation
        adam = self._adam

        def update(carry: tuple, key: Key[Array, ""]) -> tuple[tuple, None]:
            network, moments = carry
            rows = draws.below(key, self.batch, jnp.maximum(memory.filled, 1))
            slope = jax.grad(loss)(network, seen[rows], wanted[rows])
            with jax.numpy_dtype_promotion("standard"), jax.enable_x64(False):  # Optax mixes dtypes
                change, moments = adam.update(slope, moments)
            return (optax.apply_updates(network, change), moments), None

        def train(member: tuple[Network, PyTree, Key[Array, ""]]) -> tuple[Network, PyTree]:
            network, moments, key = member
            return jax.lax.scan(update, (network, moments), draws.split(key, self.updates))[0]

        return jax.lax.map(train, (networks, adams, draws.split(key, self.members)))


def _states(transitions: Transitions, key: Key[Array, ""], count: int) -> Float[Array, "count o"]:
    """Draws observations from the episodes: an episode at random, then one of its steps."""
    episode_key, step_key = draws.split(key)
    steps = transitions.steps
    weights = jnp.where(steps > 0, 1.0, 0.0)
    chosen = draws.uniform(episode_key, (count,)) * jnp.sum(weights)
    episode = jnp.searchsorted(jnp.cumsum(weights), chosen, side="right").astype(jnp.int32)
    episode = jnp.minimum(episode, len(steps) - 1)
    step = draws.uniform(step_key, (count,)) * steps[episode].astype(jnp.float32)
    return transitions.observation[episode, step.astype(jnp.int32)].astype(jnp.float32)
