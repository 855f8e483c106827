"""A replay buffer with the latest episodes. New episodes are written in place over the oldest.

An episode that does not fit before the end goes to the beginning. So the last rows, fewer than an
episode has, may stay one round longer.

References:
  Lin (1992); Mnih et al., "Human-level control through deep reinforcement learning" (2015).
"""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key

from ramify.core import InPlace, Transitions, record
from ramify.numerics import draws

Bonus = Callable[[Float[Array, "b o"]], Float[Array, " b"]]  # (next observation) -> reward
GOES_ON, TERMINAL, TIME_LIMIT = 0.0, 1.0, 2.0  # how the episode continues after a row


@record
class Batch:
    """Transitions drawn from a buffer, each over n control steps, or fewer at the end of an episode.

    Attributes:
      reward: the discounted sum of the rewards of these steps.
      successor: the observation after them.
      discount: factor of the successor's value: the discount to the power of the steps. It is 0 after a
        terminal state. After the time limit it is not, since the robot could continue.
    """

    observation: Float[Array, "b o"]
    action: Float[Array, "b a"]
    reward: Float[Array, "b r"]
    successor: Float[Array, "b o"]
    discount: Float[Array, " b"]


@record
class Replay(InPlace):
    """The buffer. A row holds a control step: observation, action, reward, next observation, and how the
    episode continues. The rows of an episode follow each other. So drawing reads few blocks of memory.

    Attributes:
      at: row of the next episode; it goes to row 0 if it does not fit before the end.
      filled: rows [0, filled) hold transitions.
    """

    rows: Float[Array, "capacity w"]
    at: Int[Array, ""]
    filled: Int[Array, ""]


def empty(capacity: int, observations: int, actions: int, rewards: int) -> Replay:
    """Returns a buffer without transitions."""
    width = 2 * observations + actions + rewards + 1
    return Replay(jnp.zeros((capacity, width), jnp.float32), jnp.int32(0), jnp.int32(0))


def add(replay: Replay, transitions: Transitions) -> Replay:
    """Writes whole episodes over the oldest ones.

    Raises:
      ValueError: the buffer has fewer rows than an episode may have steps.
    """
    t, capacity = transitions.action.shape[1], replay.rows.shape[0]
    if t > capacity:
        raise ValueError(f"capacity={capacity} is less than one episode of {t} steps: give more.")
    number = jnp.arange(t, dtype=jnp.int32)

    def write(replay: Replay, episode: Transitions) -> tuple[Replay, None]:
        last = jnp.where(episode.terminal, TERMINAL, TIME_LIMIT)
        end = jnp.where(number == episode.steps - 1, last, GOES_ON)
        observation, successor = episode.observation[:-1], episode.observation[1:]
        parts = (observation, episode.action, episode.reward, successor, end[:, None])
        new = jnp.concatenate(parts, axis=1, dtype=jnp.float32)
        wrap = replay.at + episode.steps > capacity
        at = jnp.where(wrap, 0, replay.at)
        # A block of t rows, of which only the episode's own are changed. It may reach past the end,
        # where the slice would be moved back: so move it ourselves, and the episode within it.
        first = jnp.minimum(at, capacity - t)
        own = number - (at - first)
        mine = (own >= 0) & (own < episode.steps)
        old = jax.lax.dynamic_slice_in_dim(replay.rows, first, t)
        block = jnp.where(mine[:, None], jnp.roll(new, at - first, axis=0), old)
        rows = jax.lax.dynamic_update_slice_in_dim(replay.rows, block, first, 0)
        end = at + episode.steps
        return Replay(rows, end, jnp.maximum(replay.filled, end)), None

    return jax.lax.scan(write, replay, transitions)[0]


def fitted(replay: Replay, capacity: int) -> Replay:
    """Returns a buffer of another capacity with the newest transitions that fit."""
    filled, at = int(replay.filled), int(replay.at)
    rows = np.roll(np.asarray(replay.rows[:filled]), -at, axis=0)[-capacity:]  # oldest first
    room = np.zeros((capacity, rows.shape[1]), np.float32)
    room[: len(rows)] = rows
    return Replay(jnp.asarray(room), jnp.int32(len(rows)), jnp.int32(len(rows)))


def draw(
    replay: Replay,
    key: Key[Array, ""],
    count: int,
    observations: int,
    actions: int,
    *,
    discount: float,
    n_step: int = 1,
    bonus: Bonus | None = None,
) -> Batch:
    """Draws `count` transitions uniformly, with replacement. An empty buffer gives zeros.

    Args:
      discount: discount factor per control step.
      n_step: number of control steps of a transition (Sutton & Barto 2018, Sec. 7.1).
      bonus: computes one more reward of each step, which becomes the last column of the rewards.
    """
    capacity, width = replay.rows.shape
    ends = (observations, observations + actions, width - observations - 1, width - 1)
    index = draws.below(key, count, jnp.maximum(replay.filled, 1))

    def step(ahead: int) -> list[Array]:
        rows = replay.rows[jnp.minimum(index + ahead, capacity - 1)]
        observation, action, reward, successor, end = jnp.split(rows, ends, axis=1)
        if bonus is not None:
            reward = jnp.concatenate([reward, bonus(successor)[:, None]], axis=1)
        return [observation, action, reward, successor, end]

    observation, action, reward, successor, end = step(0)
    factor = jnp.where(end == TERMINAL, 0.0, discount)
    goes_on = end == GOES_ON
    for ahead in range(1, n_step):
        state, _, more, after, end = step(ahead)
        # Buffers from ramify 0.1 do not mark the time limit: there, another state follows.
        goes_on &= jnp.all(state == successor, axis=1, keepdims=True)
        reward = jnp.where(goes_on, reward + factor * more, reward)
        successor = jnp.where(goes_on, after, successor)
        factor = jnp.where(goes_on, jnp.where(end == TERMINAL, 0.0, factor * discount), factor)
        goes_on &= end == GOES_ON
    return Batch(observation, action, reward, successor, factor[:, 0])


def draw_observations(
    replay: Replay, key: Key[Array, ""], count: int, observations: int
) -> Float[Array, "count o"]:
    """Draws `count` observations uniformly, with replacement."""
    index = draws.below(key, count, jnp.maximum(replay.filled, 1))
    return replay.rows[index, :observations]
