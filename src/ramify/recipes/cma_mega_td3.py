"""CMA-MEGA(TD3) and CMA-MEGA(TD3, ES): gradients from critics that learn from every rollout.

References:
  Tjanaka, Fontaine, Togelius & Nikolaidis (2022), arXiv:2202.03666.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.core import AbstractGradient
    from ramify.gradients.td3 import TD3
    from ramify.run.session import Experiment
    from ramify.tasks.locomotion import Locomotion


@dataclass(frozen=True)
class CMAMEGATD3:
    """CMA-MEGA whose every gradient, the objective's and the measures', comes from a TD3 critic."""

    name: ClassVar[str] = "cma-mega-td3"

    task: Literal["ant"] = "ant"
    """What walks."""
    hidden: tuple[int, ...] = (64, 64)
    """Units of the network's hidden layers."""
    output_scale: float = 1.0
    """Of the network's last layer at the start; below 1 the search starts from calm actions."""
    grid: int = 20
    """Cells of the archive along each measure."""
    critics: str | None = None
    """Folder that `ramify pretrain td3` wrote: start from its critics, actors and buffer."""
    start: Literal["random", "actor"] = "actor"
    """Where theta starts, with --critics: at a random network or at the pre-trained actor's best."""
    batch: int = 49
    """Branches an iteration."""
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
    published: bool = False
    """CMA-ES as in the published codes, not as in Hansen's tutorial."""
    updates: int = 2
    """Updates of every critic, for each evaluation."""
    units: tuple[int, ...] = (128, 128)
    """Units of the critics' hidden layers."""
    rate: float = 1e-3
    """Learning rate of actors and critics (Adam)."""
    discount: float = 0.98
    """Of rewards to come, a step."""
    tau: float = 0.005
    """How far the critics' targets follow at each of the actor's updates."""
    noise: float = 0.2
    """Of the target's action."""
    states: int = 1024
    """States a gradient averages over."""
    buffer: int = 300_000
    """Transitions remembered."""
    greedy: bool = False
    """Evaluate the objective's own actor in every iteration, and offer it to the archive."""
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
        from ramify.recipes.pretrain import best_actor, load_critics
        from ramify.run.loop import QD, QDState
        from ramify.run.session import Experiment
        from ramify.tasks.locomotion import ant

        task = ant(
            hidden=self.hidden,
            output_scale=self.output_scale,
            slots=self.slots,
            threads=self.threads,
        )
        k = len(task.measures)
        critics = self._critics(task)
        emitter = CMAMEGA(
            self._gradient(critics),
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
        qd = QD(GridArchive((0.0,) * k, (1.0,) * k, (self.grid,) * k), emitter)
        theta = task.start(jax.random.key(self.seed))

        def prepared(state: QDState) -> QDState:
            assert self.critics is not None
            learnt = load_critics(self.critics, critics, task, self.seed)
            if self.start == "actor":
                actor, key = best_actor(self.critics, task), jax.random.key(self.seed)
                state = qd.init(actor, key=key, fields=task.fields)
            return self._with(state, learnt)

        prepare = prepared if self.critics is not None else None
        return Experiment(task, qd, np.asarray(theta), prepare)

    def _critics(self, task: "Locomotion") -> "TD3":
        from ramify.gradients.td3 import TD3
        from ramify.rl import td3

        learner = td3.TD3(
            task.control,
            hidden=self.units,
            actor_rate=self.rate,
            critic_rate=self.rate,
            discount=self.discount,
            tau=self.tau,
            noise=self.noise,
        )
        return TD3(
            learner,
            rows=self._rows(len(task.measures)),
            updates=self.updates,
            capacity=self.buffer,
            states=self.states,
            greedy=self.greedy,
        )

    def _rows(self, k: int) -> int:
        return 1 + k

    def _gradient(self, critics: "TD3") -> "AbstractGradient":
        return critics

    def _with(self, state, learnt):
        import equinox as eqx

        return eqx.tree_at(lambda s: s.emitter.search.gradient, state, learnt)


@dataclass(frozen=True)
class CMAMEGATD3ES(CMAMEGATD3):
    """CMA-MEGA with the objective's gradient from a TD3 critic, the measures' from an evolution
    strategy."""

    name: ClassVar[str] = "cma-mega-td3-es"

    batch: int = 50
    """Branches an iteration."""
    samples: int = 48
    """Samples of a gradient estimate, in mirrored pairs."""
    sigma_e: float = 0.02
    """Spread of the samples, in parameters."""
    greedy: bool = True
    """Evaluate the objective's own actor in every iteration, and offer it to the archive."""

    def _rows(self, k: int) -> int:
        return 1

    def _gradient(self, critics: "TD3") -> "AbstractGradient":
        from ramify.gradients.es import ES
        from ramify.gradients.per_row import PerRow

        return PerRow(objective=critics, measures=ES(self.samples, self.sigma_e))

    def _with(self, state, learnt):
        import equinox as eqx

        return eqx.tree_at(lambda s: s.emitter.search.gradient.objective, state, learnt)
