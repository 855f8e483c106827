"""ME-ES on the walking robots.

References:
  Colas, Madhavan, Huizinga & Clune, "Scaling MAP-Elites to deep neuroevolution" (2020),
  arXiv:2003.01825; settings of Tjanaka et al. (2022), arXiv:2202.03666.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.recipes.settings import Starting

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.session import Experiment


@dataclass(frozen=True)
class MEES(Starting):
    """ME-ES: an evolution strategy climbs the objective from one elite, novelty from the next."""

    name: ClassVar[str] = "me-es"

    samples: int = 198
    """Samples of a gradient estimate, in mirrored pairs."""
    sigma_e: float | None = None
    """Spread of the samples, in parameters; by default 0.02 for networks, 0.1 for gaits."""
    climb: int = 10
    """Steps from each elite."""
    climb_rate: float = 0.01
    """Learning rate of those steps (Adam)."""
    decay: float = 0.005
    """Of the parameters, in units of the gradient."""
    offer_samples: bool = False
    """Offer the samples to the archive too, since they are evaluated. The paper does not."""

    def build(self) -> "Experiment":
        import optax

        from ramify.emitters import me_es
        from ramify.gradients.es import ES
        from ramify.recipes.start import walking

        sigma_e = self.sigma_e
        if sigma_e is None:
            sigma_e = 0.1 if self.controller == "gait" else 0.02
        task = self.problem()
        emitter = me_es.MEES(
            ES(self.samples, sigma_e, offer=self.offer_samples),
            len(task.measures),
            steps=self.climb,
            ascent=optax.chain(optax.add_decayed_weights(self.decay), optax.adam(self.climb_rate)),
        )
        return walking(self, task, emitter, self.start)
