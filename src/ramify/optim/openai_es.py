"""OpenAI-ES: Adam climbs the gradient estimated from the samples' ranks. The spread is constant.

References:
  Salimans et al., "Evolution strategies as a scalable alternative to reinforcement learning" (2017),
  arXiv:1703.03864, Sec. 2.
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Bool, Float, Int, Key, PyTree

from ramify.checks.arguments import flag
from ramify.core import record
from ramify.numerics import draws
from ramify.numerics.ranks import centred_ranks
from ramify.optim.ascent import as_ascent
from ramify.optim.step_size import batch_field, exhausted, sigma_field


@record
class OpenAIESState:
    """The distribution N(mean, sigma^2 I), and the state of the ascent.

    Attributes:
      moved: length of the mean's last step, divided by the length of the mean.
    """

    mean: Float[Array, " n"]
    ascent: PyTree
    moved: Float[Array, ""]


class OpenAIES(eqx.Module):
    """OpenAI's evolution strategy. All samples count by their ranks; the number of parents has no
    effect.

    The gradient is sum_i rho_i e_i / (lambda sigma) over all samples, mirrored or not. This is the scale
    of Salimans et al., Algorithm 1, and of `ramify.ES`. pyribs divides a mirrored gradient by lambda /
    2, so its gradient is twice as long.

    Attributes:
      batch: number of samples per generation (lambda).
      sigma: standard deviation of the samples.
      ascent: how the mean follows the gradient. The paper's code also decays parameters by 0.005, in
        units of a gradient that is not divided by sigma:
        `optax.chain(optax.add_decayed_weights(0.005 / sigma), optax.adam(0.01))`. pyribs' decay of
        0.005 is 0.0025 here if the samples are mirrored, and 0.005 if not.
      mirrored: draw mean + e and mean - e in pairs.
    """

    batch: int = batch_field()
    sigma: float = sigma_field("sigma")
    ascent: optax.GradientTransformation = eqx.field(
        static=True, default=optax.adam(0.01), converter=as_ascent
    )
    mirrored: bool = eqx.field(static=True, default=True, converter=partial(flag, "mirrored"))

    def __check_init__(self) -> None:
        if self.mirrored and self.batch % 2:
            raise ValueError(
                f"batch={self.batch}: mirrored samples come in pairs, so give an even number, or "
                "mirrored=False."
            )

    def init(self, mean: Float[Array, " n"]) -> OpenAIESState:
        return OpenAIESState(mean, self.ascent.init(mean), jnp.float32(1.0))

    def ask(self, state: OpenAIESState, key: Key[Array, ""]) -> Float[Array, "b n"]:
        count = self.batch // 2 if self.mirrored else self.batch
        e = draws.normal(key, (count, state.mean.shape[0]))
        return state.mean[None] + self.sigma * (jnp.concatenate([e, -e]) if self.mirrored else e)

    def tell(
        self,
        state: OpenAIESState,
        ranked: Float[Array, "b n"],
        parents: Int[Array, ""],
        values: Float[Array, " b"] | None = None,
    ) -> OpenAIESState:
        """Climbs the gradient of the samples, best first. Samples with equal values share a rank.

        Ranked by position, the first of each mirrored pair would lead where many values are equal.
        """
        place = jnp.arange(self.batch, dtype=jnp.int32)
        if values is not None:
            place = place.at[1:].set(jnp.cumsum(values[1:] != values[:-1]))
        rho = centred_ranks(-place)
        e = (ranked - state.mean[None]) / self.sigma
        gradient = rho @ e / (self.batch * self.sigma)
        with jax.numpy_dtype_promotion("standard"):  # Optax mixes dtypes
            update, ascent = self.ascent.update(-gradient, state.ascent, state.mean)
        mean = optax.apply_updates(state.mean, update)
        moved = jnp.linalg.norm(mean - state.mean) / jnp.linalg.norm(mean)
        return OpenAIESState(mean, ascent, moved)

    def stop(self, state: OpenAIESState, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]:
        """Returns whether to stop: see `exhausted`, or the mean hardly moves."""
        one = jnp.float32(1.0)
        return exhausted(jnp.float32(self.sigma), one, one, ranked_values) | ~(state.moved >= 1e-9)
