"""CMA-MEGA(ES): gradients estimated from mirrored, rank-normalised samples.

References:
  Tjanaka, Fontaine, Togelius & Nikolaidis (2022), arXiv:2202.03666.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.session import Experiment


@dataclass(frozen=True)
class CMAMEGAES:
    """CMA-MEGA with gradients estimated by evolution strategies, for tasks without derivatives."""

    name: ClassVar[str] = "cma-mega-es"

    task: Literal["ant"] = "ant"
    """What walks."""
    controller: Literal["mlp", "gait"] = "mlp"
    """mlp: tanh network from observation to action; gait: a sine wave a joint, 24 parameters."""
    hidden: tuple[int, ...] = (64, 64)
    """Units of the network's hidden layers."""
    output_scale: float = 1.0
    """Of the network's last layer at the start; below 1 the search starts from calm actions."""
    start: str | None = None
    """Folder of a run, or of `ramify pretrain td3`: theta starts at the best found there."""
    grid: int = 20
    """Cells of the archive along each measure."""
    batch: int = 50
    """Branches an iteration."""
    samples: int = 48
    """Samples of a gradient estimate, in mirrored pairs."""
    sigma_e: float | None = None
    """Spread of the samples, in parameters; by default 0.01 for networks, 0.1 for gaits."""
    sigma_g: float = 0.1
    """Spread of the coefficients at the start and after a restart."""
    objective_scale: float = 1.0
    """Length of the objective's gradient, the measures' being 1."""
    eta: float = 1.0
    """How far theta follows the branches' recombined step (gradient ascent)."""
    adam: float | None = None
    """Learning rate of Adam, instead of gradient ascent."""
    selection: Literal["mu", "filter"] = "mu"
    """Which branches recombine: the better half (mu), or those that entered the archive (filter)."""
    restart: Literal["no_improvement", "basic"] | int = "no_improvement"
    """Restart from a random elite when nothing entered, or (basic) only when CMA-ES has converged, or
    every so many iterations."""
    absolute: bool = False
    """Branch along |c0|, never down the objective."""
    adapt: bool = True
    """Let CMA-ES learn the coefficients; else they are drawn from N(0, sigma_g^2) throughout."""
    mirrored: bool = True
    """Draw the samples in pairs theta + e, theta - e."""
    ranked: bool = True
    """Replace the samples' values by their ranks."""
    published: bool = False
    """CMA-ES as in the published codes, not as in Hansen's tutorial."""
    slots: int = 128
    """Robots simulated side by side."""
    threads: int = 0
    """Threads of the simulator; 0 for all cores. Results do not depend on it."""
    seed: int = 0
    """Of all the run's randomness."""

    def build(self) -> "Experiment":
        import jax
        import numpy as np
        import optax

        from ramify.archives.grid import GridArchive
        from ramify.emitters.cma_mega import CMAMEGA
        from ramify.gradients.es import ES
        from ramify.recipes.start import best_of
        from ramify.run.loop import QD, QDState
        from ramify.run.session import Experiment
        from ramify.tasks.locomotion import ant

        gait = self.controller == "gait"
        sigma_e = self.sigma_e if self.sigma_e is not None else (0.1 if gait else 0.01)
        task = ant(
            self.controller,
            hidden=self.hidden,
            output_scale=self.output_scale,
            slots=self.slots,
            threads=self.threads,
        )
        k = len(task.measures)
        emitter = CMAMEGA(
            ES(self.samples, sigma_e, self.mirrored, self.ranked),
            measures=k,
            batch=self.batch,
            sigma_g=self.sigma_g,
            objective_scale=self.objective_scale,
            ascent=optax.sgd(self.eta) if self.adam is None else optax.adam(self.adam),
            selection=self.selection,
            restart=self.restart,
            absolute=self.absolute,
            adapt=self.adapt,
            published=self.published,
        )
        archive = GridArchive((0.0,) * k, (1.0,) * k, (self.grid,) * k)
        qd, key = QD(archive, emitter), jax.random.key(self.seed)

        def started(state: QDState) -> QDState:
            assert self.start is not None
            return qd.init(best_of(self.start, task), key=key, fields=task.fields)

        prepare = started if self.start is not None else None
        return Experiment(task, qd, np.asarray(task.start(key)), prepare)
