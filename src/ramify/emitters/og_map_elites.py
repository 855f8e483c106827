"""OG-MAP-Elites: MAP-Elites whose children also take a step up the objective.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
"""

import equinox as eqx
import jax
from jaxtyping import Array, Float, Key

from ramify.core import AbstractGradient
from ramify.emitters.offspring import AbstractOffspring


class OGMAPElites(AbstractOffspring):
    """Objective gradient MAP-Elites.

    Each iteration evaluates theta' = elite + sigma N(0, I), then theta'' = theta' + eta grad f(theta').
    The first theta' are drawn round theta.

    Attributes:
      gradient: where grad f comes from: exact (`Autodiff`), or estimated at each theta' (`ES`).
      batch: random elites an iteration, of two children each.
      sigma: standard deviation of each parameter's noise.
      eta: the step along grad f, which is not normalised. The paper's code takes that of its sphere
        before it is scaled to 0..100: there eta = 0.5 is 0.257 n for `tasks.sphere(n)`.
      first: standard deviation round theta of the first theta'; 0 begins at theta itself.

    Raises:
      ValueError: a setting is out of range, or the source is a critic.
    """

    gradient: AbstractGradient
    batch: int = eqx.field(static=True, default=18)
    sigma: float = eqx.field(static=True, default=0.5)
    eta: float = eqx.field(static=True, default=0.5)
    first: float = eqx.field(static=True, default=1.0)

    def __check_init__(self):
        if min(self.sigma, self.eta) < 0:
            raise ValueError(
                f"sigma={self.sigma}, eta={self.eta}: neither noise nor step may be negative."
            )

    def parents(self, elites: Float[Array, "b n"], key: Key[Array, ""]) -> Float[Array, "b n"]:
        return elites + self.sigma * jax.random.normal(key, elites.shape)

    def children(
        self, parents: Float[Array, "b n"], jacobian: Float[Array, "b r n"], key: Key[Array, ""]
    ) -> Float[Array, "b n"]:
        return parents + self.eta * jacobian[:, 0]
