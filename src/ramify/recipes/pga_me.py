"""PGA-MAP-Elites on the walking robots.

References:
  Nilsson & Cully, "Policy gradient assisted MAP-Elites" (2021); settings of Tjanaka et al. (2022).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.session import Experiment


@dataclass(frozen=True)
class PGAMAPElites:
    """MAP-Elites, half of whose children climb a TD3 critic of the objective."""

    name: ClassVar[str] = "pga-me"

    task: Literal["ant"] = "ant"
    """What walks."""
    hidden: tuple[int, ...] = (64, 64)
    """Units of the network's hidden layers."""
    output_scale: float = 1.0
    """Of the network's last layer at the start; below 1 the search starts from calm actions."""
    grid: int = 20
    """Cells of the archive along each measure."""
    critics: str | None = None
    """Folder that `ramify pretrain td3` wrote: start from its critics, actor and buffer."""
    batch: int = 100
    """Children an iteration, half by variation, half by policy gradient."""
    iso: float = 0.005
    """Spread of the variation's noise, in parameters."""
    line: float = 0.05
    """Spread of the step towards another elite."""
    first: float = 0.1
    """Spread of the first children round the first network."""
    steps: int = 10
    """Of policy gradient, for each child."""
    step_rate: float = 1e-3
    """Learning rate of those steps (Adam)."""
    updates: int = 3
    """Updates of the critics, for each evaluation."""
    units: tuple[int, ...] = (128, 128)
    """Units of the critics' hidden layers."""
    rate: float = 1e-3
    """Learning rate of actor and critics (Adam)."""
    discount: float = 0.98
    """Of rewards to come, a step."""
    tau: float = 0.005
    """How far the targets follow at each of the actor's updates."""
    noise: float = 0.2
    """Of the target's action."""
    buffer: int = 300_000
    """Transitions remembered."""
    slots: int = 128
    """Robots simulated side by side."""
    threads: int = 0
    """Threads of the simulator; 0 for all cores. Results do not depend on it."""
    seed: int = 0
    """Of all the run's randomness."""

    def build(self) -> "Experiment":
        import equinox as eqx
        import jax
        import numpy as np

        from ramify.archives.grid import GridArchive
        from ramify.emitters.pga_me import PGAME
        from ramify.gradients.td3 import TD3
        from ramify.recipes.pretrain import best_actor, load_critics
        from ramify.rl import td3
        from ramify.run.loop import QD, QDState
        from ramify.run.session import Experiment
        from ramify.tasks.locomotion import ant

        task = ant(
            hidden=self.hidden,
            output_scale=self.output_scale,
            slots=self.slots,
            threads=self.threads,
        )
        learner = td3.TD3(
            task.control,
            hidden=self.units,
            actor_rate=self.rate,
            critic_rate=self.rate,
            discount=self.discount,
            tau=self.tau,
            noise=self.noise,
        )
        critic = TD3(learner, rows=1, updates=self.updates, capacity=self.buffer)
        emitter = PGAME(
            critic,
            batch=self.batch,
            iso=self.iso,
            line=self.line,
            steps=self.steps,
            rate=self.step_rate,
            first=self.first,
        )
        k = len(task.measures)
        qd = QD(GridArchive((0.0,) * k, (1.0,) * k, (self.grid,) * k), emitter)

        def prepared(state: QDState) -> QDState:
            assert self.critics is not None
            learnt = load_critics(self.critics, critic, task, self.seed)
            key = jax.random.key(self.seed)
            actor = best_actor(self.critics, task)
            state = qd.init(actor, key=key, fields=task.fields)
            return eqx.tree_at(lambda s: s.emitter.gradient, state, learnt)

        prepare = prepared if self.critics is not None else None
        theta = np.asarray(task.start(jax.random.key(self.seed)))
        return Experiment(task, qd, theta, prepare)
