"""SA-MEGA on the robots: a surrogate chooses which children of elites are evaluated.

It is ramify's own combination; `ramify.SAMEGA` names the sources of its parts.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative, Positive, Whole
from ramify.recipes.settings import TD3Settings
from ramify.recipes.start_settings import ActorStartSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractTask
    from ramify.gradients.td3 import TD3
    from ramify.run.experiment import Experiment
    from ramify.surrogates.ensemble import Surrogate


@dataclass(frozen=True)
class SAMEGARecipe(TD3Settings, ActorStartSettings):
    """SA-MEGA on robots. Elites get thousands of children, along the gradients of TD3 critics and by
    iso+line variation. A surrogate chooses which of them are evaluated."""

    name: ClassVar[str] = "sa-mega"

    batch: Count = 100
    """Number of children that are evaluated per iteration."""
    candidates: Count = 16000
    """Number of children that the surrogate judges per iteration. Half of them follow gradients."""
    sigma_g: Positive = 0.4
    """Largest standard deviation of the weights of the gradients. For each child, it is drawn between a
    tenth of this value and this value."""
    objective_scale: NotNegative = 2.0
    """Factor on the weight of the objective's gradient."""
    first: NotNegative = 0.1
    """Standard deviation of the noise on each parameter, for the first children around the start."""
    updates: Whole = 2
    """Number of updates of every critic per evaluation."""
    states: Count = 256
    """Number of states from the replay buffer that a critic's gradient averages over. The surrogate
    compares policies in 64 other states."""
    surrogate_units: tuple[Count, ...] = (256, 256)
    """Number of units in each hidden layer of the surrogate's networks."""
    surrogate_updates: Count = 60
    """Number of updates of each of the surrogate's networks per iteration."""

    def build(self) -> "Experiment":
        from ramify.emitters.sa_mega import SAMEGA
        from ramify.recipes.start import walking

        task = self.problem()
        emitter = SAMEGA(
            self.surrogate(task),
            self.critic(task),
            batch=self.batch,
            candidates=self.candidates,
            sigma_g=self.sigma_g,
            objective_scale=self.objective_scale,
            first=self.first,
        )
        return walking(self, task, emitter, self.critics, critics=self.critics)

    def critic(self, task: "AbstractTask") -> "TD3":
        """Returns the critics of the objective and of every measure."""
        from ramify.gradients.td3 import TD3

        return TD3(
            self.learner(task),
            rows=1 + len(task.measures),
            actors=1,
            updates=self.updates,
            capacity=self.buffer,
            states=self.states,
        )

    def surrogate(self, task: "AbstractTask") -> "Surrogate":
        """Returns the surrogate, which compares policies by their actions."""
        from ramify.surrogates.ensemble import Surrogate

        return Surrogate(
            len(task.measures),
            task.control,
            units=self.surrogate_units,
            updates=self.surrogate_updates,
        )
