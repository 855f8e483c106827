"""ME-ES on the walking robots.

References:
  Colas, Madhavan, Huizinga & Clune, "Scaling MAP-Elites to deep neuroevolution" (2020),
  arXiv:2003.01825; settings of Tjanaka et al. (2022), arXiv:2202.03666.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Count, NotNegative, Positive
from ramify.recipes.settings import WalkerSearchSettings

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class MEESRecipe(WalkerSearchSettings):
    """ME-ES: an evolution strategy climbs the objective from one elite, novelty from the next."""

    name: ClassVar[str] = "me-es"
    before: ClassVar[dict[str, Any]] = {"form": "old"}  # settings of runs that do not name them

    samples: Count = 198
    """Samples of a gradient estimate, in mirrored pairs."""
    sigma_e: Positive | None = None
    """Spread of the samples, in parameters; by default 0.02 for networks, 0.1 for gaits."""
    climb: Count = 10
    """Steps from each elite."""
    climb_rate: Positive = 0.01
    """Learning rate of those steps (Adam)."""
    decay: NotNegative = 0.005
    """L2 decay of the parameters, in units of the paper's gradient: sum (F+ - F-) e over the number of
    pairs, not divided by sigma."""
    offer_samples: bool = False
    """Offer the samples to the archive too, since they are evaluated. The paper does not."""
    form: Literal["paper", "old"] = "paper"
    """Units of the decay. paper: as described there. old: those of the gradient of ranks over sigma, in
    which 0.005 is 1 / (2 sigma) times weaker: what ramify did before there was a choice."""

    def build(self) -> "Experiment":
        import optax

        from ramify.checks.arguments import number
        from ramify.emitters import me_es
        from ramify.gradients.es import ES
        from ramify.recipes.start import walking

        sigma_e = self.sigma_e
        if sigma_e is None:
            sigma_e = 0.1 if self.controller == "gait" else 0.02
        # ES divides the paper's gradient by 2 sigma: so is the decay.
        decay = number("decay", self.decay, at_least=0.0)
        if self.form == "paper":
            decay /= 2.0 * number("sigma_e", sigma_e, above=0.0)
        rate = number("climb_rate", self.climb_rate, above=0.0)
        task = self.problem()
        emitter = me_es.MEES(
            ES(self.samples, sigma_e, offer=self.offer_samples),
            len(task.measures),
            steps=self.climb,
            ascent=optax.chain(optax.add_decayed_weights(decay), optax.adam(rate)),
        )
        return walking(self, task, emitter, self.start)
