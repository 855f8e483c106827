"""The settings of pre-training, of any task and of robots."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.checks.limits import Count, NotNegative, Seed, Whole
from ramify.recipes.settings import MeasureCriticSettings, TD3Settings
from ramify.recipes.walker_settings import WalkerSettings
from ramify.sims.table import BULLET

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.gradients.td3 import TD3

LATE = 9600  # episodes of robots that first fall or stand, and learn late (docs/robots.md)
LATEST = 25_600  # of the humanoid, which walks after some 15,000


def episodes_of(settings: Any, otherwise: int) -> int:
    """Returns the usual number of episodes for a task in its simulator."""
    task, sim = getattr(settings, "task", ""), getattr(settings, "sim", "")
    if task == "humanoid":
        return LATEST
    late = task in ("hopper", "walker2d") or (task == "half-cheetah" and sim == BULLET.name)
    return LATE if late else otherwise


@dataclass(frozen=True)
class PretrainSettings(MeasureCriticSettings, TD3Settings):
    """Settings of pre-training by TD3, for any task."""

    before: ClassVar[dict[str, Any]] = {"early_n_step": 1}  # for older checkpoints

    usual_episodes: ClassVar[int] = 6400

    episodes: Whole = 0
    """Number of episodes. 0 chooses: 6400; 9600 for the hopper and walker2d, and for the half-cheetah
    in Bullet, which learn late; 25,600 for the humanoid."""
    control_steps: Whole = 0
    """Number of control steps after which pre-training ends, even if --episodes are not done. 0: no
    limit."""
    together: Count | None = None
    """Number of episodes simulated at the same time. The actor is updated after each such batch.
    Default: 64, or a tenth of --episodes if that is less."""
    random: Whole | None = None
    """Number of episodes at the beginning that use random networks, one network each, for variety.
    Default: 192, or a quarter of --episodes if that is less."""
    exploration: NotNegative = 0.4
    """Largest standard deviation of the noise on actions. In a batch of episodes it increases from 0 to
    this value; a single episode has this value."""
    early_n_step: Count = 5
    """Value of --n-step in the first fifth of the episodes. There the critics know little, and the
    rewards of more steps tell them more."""
    updates: Whole = 1000
    """Number of updates of the objective's agent after each batch of episodes."""
    measure_updates: Whole = 4000
    """Number of updates of the measures' agents at the end."""
    buffer: Count = 500_000
    """Capacity of the replay buffer in transitions, one per control step."""
    seed: Seed = 0
    """Seed of all random numbers of pre-training."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.episodes == 0:  # so that it resumes with the number it began with
            object.__setattr__(self, "episodes", episodes_of(self, self.usual_episodes))

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.together is not None and self.together > self.episodes:
            yield (
                f"--together {self.together} is more than --episodes {self.episodes}: lower the "
                "first or raise the second."
            )

    @property
    def side_by_side(self) -> int:
        """Number of episodes that are simulated at the same time."""
        if self.together is not None:
            return self.together
        return min(64, max(1, self.episodes // 10))

    @property
    def random_networks(self) -> int:
        """Number of episodes with random networks, which come first."""
        return min(192, self.episodes // 4) if self.random is None else self.random

    def source(self, task: "AbstractTask", *, early: bool = False) -> "TD3":
        """Returns the agents that are trained: the objective's and every measure's.

        Args:
          early: as they learn in the first episodes.
        """
        from ramify.gradients.td3 import TD3

        rows = 1 + len(task.measures)
        learner = self.learner(task, self.early_n_step if early else None)
        return TD3(learner, rows=rows, capacity=self.buffer, actors=self.actors(rows))


@dataclass(frozen=True)
class RobotPretrainSettings(PretrainSettings, WalkerSettings):
    """Settings of pre-training by TD3 on robots."""

    usual_steps: ClassVar[int] = 250

    steps: Count | None = None
    """Maximum length of an episode in control steps. With shorter episodes, the same number of steps has
    more starts and more exploration. Default: 250 for robots, the environment's own limit for Gymnasium
    environments."""
