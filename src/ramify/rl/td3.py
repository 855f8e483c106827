"""TD3: an actor that climbs a learned estimate of its return, the critic.

A critic Q(s, a) estimates the discounted sum of rewards after action a in state s. It is fitted to
r + gamma Q'(s', a'), where the target network Q' follows the critic slowly. With n_step > 1 it is fitted
to the rewards of n steps and the value after them, which tells it of later rewards sooner.

Three methods reduce the critic's overestimation: the minimum of two critics, noise on the target's
action, and fewer updates of the actor. With `quantiles`, a critic estimates quantiles of the return. A
target then leaves out the highest ones, instead of taking the minimum (`quantiles.py`).

References:
  Fujimoto, van Hoof & Meger (2018), arXiv:1802.09477, Algorithm 1.
  Kuznetsov, Shvechikov, Grishin & Vetrov (2020), arXiv:2005.04269 (quantiles).
  Ba, Kiros & Hinton, "Layer normalization" (2016), arXiv:1607.06450.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Float, Key, PyTree

from ramify._former import former_names
from ramify.checks.arguments import flag, number, whole_number, whole_numbers
from ramify.core import ControlSpec, record
from ramify.numerics import draws
from ramify.rl.quantiles import lowest, quantile_loss
from ramify.rl.replay import Batch, Bonus, Replay, draw

__getattr__ = former_names(__name__, {"TD3": "TD3Learner"})

Critic = list[tuple[Float[Array, "_ _"], Float[Array, " _"]]]


@record
class Agent:
    """The actor, the twin critics, their targets and optimizer states. Several agents are stacked."""

    actor: Float[Array, " n"]
    critics: tuple[Critic, Critic]
    target_actor: Float[Array, " n"]
    target_critics: tuple[Critic, Critic]
    actor_adam: PyTree
    critic_adam: PyTree


@record
class Losses:
    """Results of the last update. `critic`: mean squared error, or the loss of the quantiles; `value`:
    mean Q of the batch."""

    critic: Float[Array, " r"]
    value: Float[Array, " r"]


class TD3Learner(eqx.Module):
    """Agents for several rewards, each with its own actor. All learn from the same batches.

    Attributes:
      control: the task's dimensions and policy. An actor is a solution of the task.
      hidden: units of the critics' hidden layers.
      actor_rate: learning rate of Adam for the actors.
      critic_rate: learning rate of Adam for the critics.
      batch: number of transitions per update.
      discount: discount factor gamma per control step.
      n_step: number of control steps whose rewards a target sums, before the critics estimate the rest.
      layer_norm: normalize the critics' hidden layers (Ba et al. 2016, without gains): the values that
        enter a layer's units get mean 0 and variance 1. Predictions for unknown actions then stay
        bounded.
      quantiles: number of quantiles of the return that a critic estimates. 0: only its mean.
      dropped: number of quantiles per critic, the highest ones, that a target leaves out.
      tau: share by which the targets follow at each update of the actor.
      delay: number of critic updates per update of the actor.
      noise: standard deviation of the noise on the target policy's action.
      clip: bound of this noise.

    Raises:
      ValueError: a setting is out of range.
    """

    control: ControlSpec = eqx.field(static=True)
    hidden: tuple[int, ...] = eqx.field(
        static=True, default=(128, 128), converter=partial(whole_numbers, "hidden")
    )
    actor_rate: float = eqx.field(
        static=True, default=1e-3, converter=partial(number, "actor_rate")
    )
    critic_rate: float = eqx.field(
        static=True, default=1e-3, converter=partial(number, "critic_rate")
    )
    batch: int = eqx.field(static=True, default=256, converter=partial(whole_number, "batch"))
    discount: float = eqx.field(static=True, default=0.99, converter=partial(number, "discount"))
    tau: float = eqx.field(static=True, default=0.005, converter=partial(number, "tau"))
    delay: int = eqx.field(static=True, default=2, converter=partial(whole_number, "delay"))
    noise: float = eqx.field(static=True, default=0.2, converter=partial(number, "noise"))
    clip: float = eqx.field(static=True, default=0.5, converter=partial(number, "clip"))
    n_step: int = eqx.field(
        static=True, default=1, converter=partial(whole_number, "n_step", at_least=1)
    )
    layer_norm: bool = eqx.field(static=True, default=False, converter=partial(flag, "layer_norm"))
    quantiles: int = eqx.field(
        static=True, default=0, converter=partial(whole_number, "quantiles", at_least=0)
    )
    dropped: int = eqx.field(
        static=True, default=1, converter=partial(whole_number, "dropped", at_least=0)
    )

    def __check_init__(self) -> None:
        if self.batch < 1 or self.delay < 1 or not self.hidden or min(self.hidden) < 1:
            raise ValueError(
                f"batch={self.batch}, delay={self.delay}, hidden={self.hidden}: give each at least 1."
            )
        if not (0 <= self.discount < 1 and 0 < self.tau <= 1):
            raise ValueError(
                f"discount={self.discount}, tau={self.tau}: give 0 <= discount < 1 and 0 < tau <= 1."
            )
        if 0 < self.quantiles <= self.dropped:
            raise ValueError(
                f"quantiles={self.quantiles}, dropped={self.dropped}: a target needs at least one "
                "quantile of each critic, so give dropped below quantiles."
            )
        if min(self.actor_rate, self.critic_rate) <= 0 or min(self.noise, self.clip) < 0:
            raise ValueError("Give learning rates above 0, and noise and clip of at least 0.")

    def init(self, actor: Float[Array, " n"], key: Key[Array, ""]) -> Agent:
        """Returns an agent with this actor and random critics."""
        twins = jax.vmap(self._critic)(draws.split(key))  # drawn by one program
        one, other = (jax.tree.map(lambda a, i=i: a[i], twins) for i in range(2))
        critics = one, other
        adams = optax.adam(self.actor_rate).init(actor), optax.adam(self.critic_rate).init(critics)
        return Agent(actor, critics, actor, critics, *adams)

    def train(
        self,
        agents: Agent,
        replay: Replay,
        key: Key[Array, ""],
        updates: int,
        *,
        first: int = 0,
        improving: int | None = None,
        bonus: Bonus | None = None,
    ) -> tuple[Agent, Losses]:
        """Runs updates of each agent in one scan, rounded up to a multiple of `delay` critic updates.

        On a CPU the agents are computed one after the other, by the same program: XLA computes small
        matrix products apart twice as fast as in one batch (benchmarks/td3.py), and a program per agent
        would take as many times as long to compile. On an accelerator each kernel takes time to start,
        so the agents are computed in one batch.

        Args:
          agents: stacked; agent i learns from reward first + i.
          improving: number of agents, from the first, that improve their actor. Default: all. The other
            critics learn the value of their actor as it is.
          bonus: computes one more reward of each step from the observation after it. It comes after the
            task's rewards: the agent with the number `control.rewards` learns from it.
        """
        count = agents.actor.shape[0]
        improving = count if improving is None else improving
        keys = draws.split(key, -(-updates // self.delay))
        train = partial(self._train, first=first, improving=improving, bonus=bonus)
        return jax.lax.platform_dependent(
            agents,
            replay,
            keys,
            cpu=partial(train, each=_in_turn),
            default=partial(train, each=jax.vmap),
        )

    def _train(
        self,
        agents: Agent,
        replay: Replay,
        keys: Key[Array, " c"],
        *,
        first: int,
        improving: int,
        bonus: Bonus | None,
        each: Callable[[Callable], Callable],
    ) -> tuple[Agent, Losses]:
        """Runs all updates. `each` makes a function of stacked agents from that of one agent."""
        count = agents.actor.shape[0]

        def update(agents: Agent, key: Key[Array, ""]) -> tuple[Agent, tuple[Losses, Array]]:
            draw_key, noise_key = draws.split(key)
            batch = self._draw(replay, draw_key, bonus)
            noise = self.noise * draws.normal(noise_key, batch.action.shape)
            noise = jnp.clip(noise, -self.clip, self.clip)
            fit_critics = each(lambda agent, reward: self._fit_critics(agent, batch, reward, noise))
            agents, losses = fit_critics(agents, batch.reward[:, first : first + count].T)
            return agents, (losses, batch.observation)

        def cycle(agents: Agent, key: Key[Array, ""]) -> tuple[Agent, Losses]:
            steps = draws.split(key, self.delay)
            agents, (losses, seen) = jax.lax.scan(update, agents, steps)
            if improving:
                improve = each(lambda agent: self._improve_actor(agent, seen[-1]))
                better = improve(jax.tree.map(lambda a: a[:improving], agents))
                agents = _with_actors(agents, better)
            return self._move_targets(agents), jax.tree.map(lambda a: a[-1], losses)

        agents, losses = jax.lax.scan(cycle, agents, keys)
        return agents, jax.tree.map(lambda a: a[-1], losses)

    def gradient(
        self, agent: Agent, theta: Float[Array, " n"], observation: Float[Array, "b o"]
    ) -> Float[Array, " n"]:
        """Returns d/dtheta of the mean of Q1(s, pi_theta(s)), by one agent's critic."""
        return jax.grad(self._value)(theta, agent.critics[0], observation)

    def q(
        self, critic: Critic, observation: Float[Array, "b o"], action: Float[Array, "b a"]
    ) -> Float[Array, " b"]:
        """Returns the values of these actions by one critic."""
        weights, bias = (jnp.mean(last, axis=-1, keepdims=True) for last in critic[-1])
        return self.outputs([*critic[:-1], (weights, bias)], observation, action)[:, 0]

    def outputs(
        self, critic: Critic, observation: Float[Array, "b o"], action: Float[Array, "b a"]
    ) -> Float[Array, "b m"]:
        """Returns the quantiles of these actions' return by one critic, or one column: its mean."""
        h = jnp.concatenate([observation, action], axis=1)
        for weights, bias in critic[:-1]:
            if self.layer_norm:
                h = _of_variance_1(h @ _of_mean_0(weights) + _of_mean_0(bias)[None])
            else:
                h = h @ weights + bias[None]
            h = jax.nn.relu(h)
        weights, bias = critic[-1]
        return h @ weights + bias[None]

    def _critic(self, key: Key[Array, ""]) -> Critic:
        sizes = (
            self.control.observations + self.control.actions,
            *self.hidden,
            max(1, self.quantiles),
        )
        critic: Critic = []
        for i, j in pairwise(sizes):
            key, of_weights, of_bias = draws.split(key, 3)
            low, high = -(i**-0.5), i**-0.5
            draw = partial(draws.uniform, low=low, high=high)
            critic.append((draw(of_weights, (i, j)), draw(of_bias, (j,))))
        return critic

    def _draw(self, replay: Replay, key: Key[Array, ""], bonus: Bonus | None) -> Batch:
        return draw(
            replay,
            key,
            self.batch,
            self.control.observations,
            self.control.actions,
            discount=self.discount,
            n_step=self.n_step,
            bonus=bonus,
        )

    def _act(self, actor: Float[Array, " n"], observation: Float[Array, "b o"]) -> Array:
        return jax.vmap(self.control.act, in_axes=(None, 0))(actor, observation)

    def _value(self, theta: Float[Array, " n"], critic: Critic, observation: Array) -> Array:
        return jnp.mean(self.q(critic, observation, self._act(theta, observation)))

    def _fit_critics(
        self, agent: Agent, batch: Batch, reward: Float[Array, " b"], noise: Float[Array, "b a"]
    ) -> tuple[Agent, Losses]:
        action = jnp.clip(self._act(agent.target_actor, batch.successor) + noise, -1.0, 1.0)
        one, other = (self.outputs(c, batch.successor, action) for c in agent.target_critics)
        if (
            self.quantiles
        ):  # Unlike the paper: 2 critics instead of 5, and the actor climbs the first
            later = lowest(jnp.concatenate([one, other], axis=1), 2 * self.dropped)
        else:
            later = jnp.minimum(one, other)
        target = reward[:, None] + batch.discount[:, None] * later

        def loss(critics: tuple[Critic, Critic]) -> tuple[Array, Array]:
            values = jnp.stack([self.outputs(c, batch.observation, batch.action) for c in critics])
            if self.quantiles:
                errors = jax.vmap(quantile_loss, (0, None))(values, target)
            else:
                errors = jnp.mean((values - target[None]) ** 2, axis=(1, 2))
            return jnp.sum(errors), values

        (error, values), slope = jax.value_and_grad(loss, has_aux=True)(agent.critics)
        with jax.numpy_dtype_promotion("standard"), jax.enable_x64(False):  # Optax mixes dtypes
            step, adam = optax.adam(self.critic_rate).update(slope, agent.critic_adam)
        critics = optax.apply_updates(agent.critics, step)
        agent = eqx.tree_at(lambda a: (a.critics, a.critic_adam), agent, (critics, adam))
        return agent, Losses(error / 2.0, jnp.mean(values))

    def _improve_actor(self, agent: Agent, observation: Float[Array, "b o"]) -> Agent:
        slope = jax.grad(self._value)(agent.actor, agent.critics[0], observation)
        with jax.numpy_dtype_promotion("standard"), jax.enable_x64(False):  # Optax mixes dtypes
            step, adam = optax.adam(self.actor_rate).update(-slope, agent.actor_adam)
        return eqx.tree_at(
            lambda a: (a.actor, a.actor_adam), agent, (optax.apply_updates(agent.actor, step), adam)
        )

    def _move_targets(self, agent: Agent) -> Agent:
        def follow(target: Array, leader: Array) -> Array:
            return target + self.tau * (leader - target)

        return eqx.tree_at(
            lambda a: (a.target_actor, a.target_critics),
            agent,
            jax.tree.map(
                follow, (agent.target_actor, agent.target_critics), (agent.actor, agent.critics)
            ),
        )


def _of_mean_0(weights: Float[Array, "*_ n"]) -> Float[Array, "*_ n"]:
    """Returns weights whose n outputs have mean 0. So no pass over a batch is needed to subtract it."""
    return weights - jnp.mean(weights, axis=-1, keepdims=True)


def _of_variance_1(x: Float[Array, "b n"]) -> Float[Array, "b n"]:
    """Scales rows of mean 0 to variance 1."""
    return x * jax.lax.rsqrt(jnp.mean(x**2, axis=1, keepdims=True) + 1e-5)


def _in_turn(function: Callable) -> Callable:
    """Returns a function that computes the rows of its arguments one after the other."""
    return lambda *rows: jax.lax.map(lambda row: function(*row), rows)


def _with_actors(agents: Agent, better: Agent) -> Agent:
    """Returns the agents with the actors, and their optimizer states, of the first ones replaced."""

    def put(all: Array, some: Array) -> Array:
        return jax.lax.dynamic_update_slice_in_dim(all, some, 0, axis=0)

    parts = [(a.actor, a.actor_adam) for a in (agents, better)]
    return eqx.tree_at(lambda a: (a.actor, a.actor_adam), agents, jax.tree.map(put, *parts))
