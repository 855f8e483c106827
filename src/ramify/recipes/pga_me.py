"""PGA-MAP-Elites on the walking robots.

References:
  Nilsson & Cully, "Policy gradient assisted MAP-Elites" (2021); settings of Tjanaka et al. (2022).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.recipes.settings import Filling, Learning

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.session import Experiment


@dataclass(frozen=True)
class PGAMAPElites(Learning, Filling):
    """MAP-Elites, half of whose children climb a TD3 critic of the objective."""

    name: ClassVar[str] = "pga-me"

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

    def build(self) -> "Experiment":
        import equinox as eqx
        import jax
        import numpy as np

        from ramify.emitters.pga_me import PGAME
        from ramify.gradients.td3 import TD3
        from ramify.recipes.pretrain import best_actor, load_critics
        from ramify.run.loop import QD, QDState
        from ramify.run.session import Experiment

        task = self.walker(slots=self.slots)
        critic = TD3(self.learner(task), rows=1, updates=self.updates, capacity=self.buffer)
        emitter = PGAME(
            critic,
            batch=self.batch,
            iso=self.iso,
            line=self.line,
            steps=self.steps,
            rate=self.step_rate,
            first=self.first,
        )
        qd, key = QD(self.archive(task), emitter), jax.random.key(self.seed)

        def prepared(state: QDState) -> QDState:
            assert self.critics is not None
            learnt = load_critics(self.critics, critic, task, self.seed)
            state = qd.init(best_actor(self.critics, task), key=key, fields=task.fields)
            return eqx.tree_at(lambda s: s.emitter.gradient, state, learnt)

        prepare = prepared if self.critics is not None else None
        return Experiment(task, qd, np.asarray(task.start(key)), prepare)
