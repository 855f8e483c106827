"""OG-MAP-Elites: MAP-Elites with an additional step up the objective for each child.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
"""

from functools import partial
from typing import ClassVar

import equinox as eqx
from jaxtyping import Array, Float, Key

from ramify.checks.arguments import number, whole_number
from ramify.core import AbstractGradient
from ramify.emitters.offspring import AbstractOffspring
from ramify.numerics import draws


class OGMAPElites(AbstractOffspring):
    """Objective gradient MAP-Elites.

    Each iteration evaluates theta' = elite + sigma N(0, I), then theta'' = theta' + eta grad f(theta').
    The first theta' are drawn around theta.

    Attributes:
      gradient: source of grad f: exact (`Autodiff`), estimated at each theta' (`ES`), or learned
        (`TD3`).
      batch: number of random elites per iteration; each has two children.
      sigma: standard deviation of the noise on each parameter.
      eta: factor of the step along grad f, which is not normalized. The paper's code uses the gradient
        of its sphere before scaling to 0..100: its eta = 0.5 is 0.257 n for `tasks.sphere(n)`.
      first: standard deviation of the first theta' around theta; with 0 the search begins at theta.

    Raises:
      ValueError: a setting is out of range.
    """

    parents_are_elites: ClassVar[bool] = False

    gradient: AbstractGradient
    batch: int = eqx.field(
        static=True, default=18, converter=partial(whole_number, "batch", at_least=1)
    )
    sigma: float = eqx.field(
        static=True, default=0.5, converter=partial(number, "sigma", at_least=0.0)
    )
    eta: float = eqx.field(static=True, default=0.5, converter=partial(number, "eta", at_least=0.0))
    first: float = eqx.field(
        static=True, default=1.0, converter=partial(number, "first", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if self.sigma == 0.0 and self.eta == 0.0:
            raise ValueError(
                "sigma and eta are both 0, so every child would equal its parent: make one larger."
            )

    def parents(self, elites: Float[Array, "b n"], key: Key[Array, ""]) -> Float[Array, "b n"]:
        return elites + self.sigma * draws.normal(key, elites.shape)

    def children(
        self, parents: Float[Array, "b n"], jacobian: Float[Array, "b r n"], key: Key[Array, ""]
    ) -> Float[Array, "b n"]:
        return parents + self.eta * jacobian[:, 0]
