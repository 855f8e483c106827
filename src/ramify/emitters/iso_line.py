"""Iso+line variation: small noise, and a step along the line between two elites.

References:
  Vassiliades & Mouret, "Discovering the elite hypervolume" (2018), arXiv:1804.03906.
"""

from functools import partial

import equinox as eqx
from jaxtyping import Array, Float, Int, Key

from ramify.checks.arguments import flag, number, to_jax, whole_number
from ramify.core import AbstractEmitter, Added, Evaluation, Query, Sampler, no_parents, record
from ramify.numerics import draws


@record
class Varying:
    """The children that wait for an evaluation, and the key of the next ones."""

    theta: Float[Array, " n"]
    query: Query
    key: Key[Array, ""]


class IsoLine(AbstractEmitter[Varying]):
    """MAP-Elites with iso+line variation.

    Attributes:
      batch: number of children per iteration.
      iso: standard deviation of the noise on each parameter.
      line: standard deviation of the step toward the second parent, in units of the parents' distance.
        With 0 it is MAP-Elites with Gaussian variation.
      first: standard deviation of the first batch around theta.
      itself: True if theta is row 0 of the first batch.

    Raises:
      ValueError: a setting is out of range.
    """

    batch: int = eqx.field(
        static=True, default=100, converter=partial(whole_number, "batch", at_least=1)
    )
    iso: float = eqx.field(
        static=True, default=0.005, converter=partial(number, "iso", at_least=0.0)
    )
    line: float = eqx.field(
        static=True, default=0.05, converter=partial(number, "line", at_least=0.0)
    )
    first: float = eqx.field(
        static=True, default=0.1, converter=partial(number, "first", at_least=0.0)
    )
    itself: bool = eqx.field(static=True, default=True, converter=partial(flag, "itself"))

    def __check_init__(self) -> None:
        if self.iso == 0.0 and self.line == 0.0:
            raise ValueError(
                "iso and line are both 0, so every child would equal its parent: make one larger."
            )

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Varying:
        key, draw = draws.split(key)
        theta = to_jax("theta", theta)
        first = scattered(theta, draw, self.batch, self.first, self.itself)
        return Varying(theta, Query(first, self.batch, parents=no_parents(self.batch)), key)

    def tell(
        self, state: Varying, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Varying:
        key, draw = draws.split(state.key)
        children, parents = varied(sample, state.theta, draw, self.batch, self.iso, self.line)
        return Varying(state.theta, Query(children, self.batch, parents=parents), key)


def scattered(
    theta: Float[Array, " n"], key: Key[Array, ""], rows: int, spread: float, itself: bool = True
) -> Float[Array, "rows n"]:
    """Draws solutions from a normal distribution around theta. The first is theta, if `itself`."""
    noise = spread * draws.normal(key, (rows, theta.shape[0]))
    return theta[None] + (noise.at[0].set(0.0) if itself else noise)


def varied(
    sample: Sampler,
    otherwise: Float[Array, " n"],
    key: Key[Array, ""],
    rows: int,
    iso: float,
    line: float,
) -> tuple[Float[Array, "rows n"], Int[Array, " rows"]]:
    """Returns x1 + iso N(0, I) + line N(0, 1) (x2 - x1), and the slots of x1; x1 and x2 are elites."""
    parents_key, iso_key, line_key = draws.split(key, 3)
    elites = sample(parents_key, 2 * rows, otherwise)
    one, other = elites.solution[:rows], elites.solution[rows:]
    noise = iso * draws.normal(iso_key, one.shape)
    along = line * draws.normal(line_key, (rows, 1))
    return one + noise + along * (other - one), elites.slot[:rows]
