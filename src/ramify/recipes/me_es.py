"""ME-ES on the robots.

References:
  Colas, Madhavan, Huizinga & Clune, "Scaling MAP-Elites to deep neuroevolution" (2020),
  arXiv:2003.01825; settings of Tjanaka et al. (2022), arXiv:2202.03666.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Count, NotNegative, Positive
from ramify.recipes.start_settings import WalkerSearchSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class MEESRecipe(WalkerSearchSettings):
    """ME-ES on robots. An evolution strategy increases the objective or the novelty, in turn."""

    name: ClassVar[str] = "me-es"
    before: ClassVar[dict[str, Any]] = {"form": "old"}  # for runs older than the setting

    samples: Count = 198
    """Number of samples per gradient estimate, an even number: they are drawn in mirrored pairs."""
    sigma_e: Positive | None = None
    """Standard deviation of the samples, in parameters. Default: 0.02 for networks, 0.1 for gaits."""
    climb: Count = 10
    """Number of gradient steps from each elite."""
    climb_rate: Positive = 0.01
    """Learning rate of the gradient steps (Adam)."""
    decay: NotNegative = 0.005
    """Factor of the L2 decay of the parameters, in units of the paper's gradient: the mean over all
    pairs of (F+ - F-) e, not divided by sigma_e."""
    offer_samples: bool = False
    """Offer the samples to the archive, since they are evaluated anyway. The paper does not."""
    form: Literal["paper", "old"] = "paper"
    """Unit of --decay. paper: the paper's gradient. old: the gradient of ranks divided by sigma_e, as in
    ramify before this setting existed, to resume older runs. There, a value has 2
    sigma_e times the effect."""

    def build(self) -> "Experiment":
        import optax

        from ramify.checks.arguments import number
        from ramify.emitters import me_es
        from ramify.gradients.es import ES
        from ramify.recipes.start import walking

        sigma_e = self.sigma_e
        if sigma_e is None:
            sigma_e = 0.02 if self.controller == "mlp" else 0.1
        # ES divides the paper's gradient by 2 sigma, so the decay is divided, too.
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
