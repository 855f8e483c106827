"""CMA-ME on the robots, with a choice of four evolution strategies.

References:
  Tjanaka et al., "Training Diverse High-Dimensional Controllers by Scaling CMA-ME" (2023).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Count, Positive
from ramify.recipes.settings import several
from ramify.recipes.start_settings import WalkerSearchSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.optim.optimizer import Optimiser
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class CMAMERecipe(WalkerSearchSettings):
    """CMA-ME on robots: an evolution strategy ranks its samples by how they improve the archive."""

    name: ClassVar[str] = "cma-me"
    before: ClassVar[dict[str, Any]] = {"form": "old"}  # for runs older than the setting

    kind: Literal["improvement", "random_direction", "objective"] = "improvement"
    """How samples are ranked. improvement: by how they improve the archive. random_direction: by their
    measures along a random direction, which each restart draws. objective: by their objective."""
    emitters: Count = 5
    """Number of emitters that share the archive."""
    optimiser: Literal["cma-es", "sep-cma-es", "lm-ma-es", "openai-es"] = "sep-cma-es"
    """Evolution strategy. cma-es: full covariance matrix; for gaits only, since networks have too many
    parameters. sep-cma-es: diagonal covariance matrix. lm-ma-es: covariance from a few stored
    directions. openai-es: no covariance, only the gradient of the samples' ranks."""
    batch: Count = 40
    """Number of samples per emitter and iteration."""
    sigma: Positive | None = None
    """Step size at the start and after a restart, in parameters. Default: 0.02 for networks, 0.1 for
    gaits."""
    selection: Literal["mu", "filter"] = "mu"
    """Samples that are recombined. mu: the better half. filter: those that entered the archive."""
    restart: Literal["no_improvement", "basic"] = "basic"
    """When to restart from a random elite. no_improvement: when no sample entered the archive. basic:
    only when the evolution strategy has converged."""
    form: Literal["paper", "published", "old"] = "paper"
    """Learning rates of cma-es and sep-cma-es. paper: from the papers of these strategies. published:
    from the published quality-diversity code and pyribs. old: from ramify before this setting existed,
    to resume older runs."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.form == "published" and self.optimiser in ("lm-ma-es", "openai-es"):
            yield (
                f"--form published has no effect on --optimiser {self.optimiser}: give one of the two."
            )

    def build(self) -> "Experiment":
        from ramify.emitters import cma_me
        from ramify.recipes.start import walking

        task = self.problem()
        emitter = cma_me.CMAME(
            self._optimiser(),
            self.selection,
            self.restart,
            self.ranking if self.kind == "improvement" else self.kind,
            ranges=(1.0,) * len(task.measures) if self.kind == "random_direction" else (),
        )
        return walking(self, task, several(emitter, self.emitters), self.start)

    def _optimiser(self) -> "Optimiser":
        import optax

        from ramify.optim.cma_es import CMAES
        from ramify.optim.lm_ma_es import LMMAES
        from ramify.optim.openai_es import OpenAIES
        from ramify.optim.sep_cma_es import SepCMAES

        batch, sigma = self.batch, self.sigma
        if sigma is None:
            sigma = 0.02 if self.controller == "mlp" else 0.1
        climb = optax.adam(0.01)
        if self.form == "old":  # earlier versions computed gradients twice as long
            climb = optax.chain(optax.scale(2.0), climb)
        makers: dict[str, Callable[[], Optimiser]] = {
            "cma-es": lambda: CMAES(batch, sigma, published=self.form == "published"),
            "sep-cma-es": lambda: SepCMAES(batch, sigma, self.form),
            "lm-ma-es": lambda: LMMAES(batch, sigma),
            "openai-es": lambda: OpenAIES(batch, sigma, climb),
        }
        return makers[self.optimiser]()
