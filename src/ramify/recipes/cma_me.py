"""CMA-ME on the walking robots, by any of four evolution strategies: what can be had without gradients.

References:
  Tjanaka et al., "Training Diverse High-Dimensional Controllers by Scaling CMA-ME" (2023).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Count, Positive
from ramify.recipes.settings import WalkerSearchSettings, several

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.optim.optimizer import Optimiser
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class CMAMERecipe(WalkerSearchSettings):
    """CMA-ME: an evolution strategy in the space of solutions, ranked by improvement of the archive."""

    name: ClassVar[str] = "cma-me"
    before: ClassVar[dict[str, Any]] = {"form": "old"}  # settings of runs that do not name them

    kind: Literal["improvement", "random_direction", "objective"] = "improvement"
    """What the samples of a restart are ranked by: how they improved the archive, their measures along a
    direction that each restart draws, or their objective."""
    emitters: Count = 5
    """Emitters that share the archive."""
    optimiser: Literal["cma-es", "sep-cma-es", "lm-ma-es", "openai-es"] = "sep-cma-es"
    """CMA-ES with a full covariance (for gaits: networks have too many parameters), with a diagonal one,
    with one remembered in a few directions, or no more than the gradient of the samples' ranks."""
    batch: Count = 40
    """Samples of each, an iteration."""
    sigma: Positive | None = None
    """Step size at the start and after a restart; by default 0.02 for networks, 0.1 for gaits."""
    selection: Literal["mu", "filter"] = "mu"
    """Which samples recombine: the better half (mu), or those that entered the archive (filter)."""
    restart: Literal["no_improvement", "basic"] = "basic"
    """Restart from a random elite when nothing entered, or (basic) only when CMA-ES has converged."""
    form: Literal["paper", "published", "old"] = "paper"
    """Learning rates of CMA-ES and of its diagonal form. paper: those of the strategies' own papers.
    published: those of the published quality-diversity codes and pyribs. old: as ramify had them before
    there was a choice."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.form == "published" and self.optimiser in ("lm-ma-es", "openai-es"):
            yield f"--form published is of CMA-ES, and not of --optimiser {self.optimiser}: give one."

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
            sigma = 0.1 if self.controller == "gait" else 0.02
        climb = optax.adam(0.01)
        if self.form == "old":  # when mirrored gradients were twice as long
            climb = optax.chain(optax.scale(2.0), climb)
        makers: dict[str, Callable[[], Optimiser]] = {
            "cma-es": lambda: CMAES(batch, sigma, published=self.form == "published"),
            "sep-cma-es": lambda: SepCMAES(batch, sigma, self.form),
            "lm-ma-es": lambda: LMMAES(batch, sigma),
            "openai-es": lambda: OpenAIES(batch, sigma, climb),
        }
        return makers[self.optimiser]()
