"""Settings of where a robot's run starts, and the pre-training that comes first.

Pre-training that a run begins with is in the run's own folder, in `pretraining/`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Folder, Whole
from ramify.recipes.pretrain_settings import episodes_of
from ramify.recipes.settings import MeasureCriticSettings, TD3Settings
from ramify.recipes.walker_settings import WalkerArchiveSettings, WalkerSettings

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.recipes.pretrain import PretrainTD3
    from ramify.run.experiment import Preparation, Recipe
    from ramify.run.progress import Show

EPISODES = 5120  # of a run that learns critics and gets none
ANT = 4480  # of them: fewer find more good Ants (docs/decisions/critics.md)
SMALLEST = 1000  # transitions: several batches of the learner
OWN = {"steps", "buffer"}  # settings of pre-training whose values differ from the run's
SHARED = {
    field.name
    for group in (WalkerSettings, TD3Settings, MeasureCriticSettings)
    for field in fields(group)
} - OWN


@dataclass(frozen=True)
class CriticsSettings(WalkerArchiveSettings):
    """Pre-trained critics that a run starts from."""

    before: ClassVar[dict[str, Any]] = {"pretrain": 0}  # for runs older than the setting

    critics: Folder | None = None
    """Folder of `ramify pretrain td3`. The run starts with its critics, actors and replay buffer."""
    pretrain: Whole | None = None
    """Number of short episodes of reinforcement learning before the run, in its own folder. They train
    the critics and the first policy. 0: none. Default: 0 with --critics, otherwise 5120, 4480
    for the Ant, 9600 for the hopper, walker2d and, in Bullet, the half-cheetah, and 25,600 for the
    humanoid."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.pretrain is None:  # so that a run resumes with the number it began with
            usual = episodes_of(self, ANT if self.task == "ant" else EPISODES)
            usual = 0 if self.critics is not None else usual
            object.__setattr__(self, "pretrain", usual)

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.critics is not None and self.pretrain:
            yield "--critics names finished pre-training: leave --pretrain out, or give --pretrain 0."

    def preparation(self) -> "Preparation | None":
        """Returns what runs before the run (`ramify.run.experiment.Prepares`)."""
        return preparation(self, self.pretrain or 0, "critics")


@dataclass(frozen=True)
class ActorStartSettings(CriticsSettings):
    """Pre-trained critics, whose best actor is always the start."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if (self.critics is not None or self.pretrain) and self.output_scale != 1.0:
            yield (
                "--critics and --pretrain replace the random network that --output-scale would scale: "
                "leave --output-scale out."
            )


@dataclass(frozen=True)
class WalkerSearchSettings(WalkerArchiveSettings):
    """Controller, and where the search starts."""

    controller: Literal["mlp", "gait", "cpg"] = "mlp"
    """Type of controller. mlp: a tanh network from observations to actions. gait: one sine wave per
    joint, with 3 parameters each. cpg: a central pattern generator, sine waves of one frequency."""
    start: Folder | None = None
    """Folder of a run or of `ramify pretrain td3`. The search starts from the best solution in it.
    Default: a random solution."""
    pretrain: Whole = 0
    """Number of short episodes of reinforcement learning before the run, in its own folder. The search
    starts from the best policy that they train. 0: none."""

    def problem(self) -> "AbstractTask":
        return self.walker(self.controller, slots=self.slots, episodes=self.episodes)

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        usual = WalkerSearchSettings()
        if self.controller != "mlp" and not self.on_robot:
            yield (
                f"--controller {self.controller} is for robots, and {self.task} is a Gymnasium "
                "environment: leave it out."
            )
        waves = f"--controller {self.controller}" if self.controller != "mlp" else ""
        if waves and self.hidden != usual.hidden:
            yield f"{waves} has no network, so --hidden has no effect: give one of the two."
        if waves and self.output_scale != usual.output_scale:
            yield f"{waves} has no network, so --output-scale has no effect: give one of the two."
        if self.start is not None and self.pretrain:
            yield "--start and --pretrain each choose where the search starts: give one of the two."
        if waves and self.pretrain:
            yield f"--pretrain trains a network, and {waves} has none: leave --pretrain out."
        if (self.start is not None or self.pretrain) and self.output_scale != usual.output_scale:
            yield (
                "--start and --pretrain replace the random network that --output-scale would scale: "
                "leave --output-scale out."
            )

    def preparation(self) -> "Preparation | None":
        """Returns what runs before the run (`ramify.run.experiment.Prepares`)."""
        return preparation(self, self.pretrain, "start")

    @property
    def spread(self) -> float:
        """Default standard deviation of an evolution strategy's samples, in parameters."""
        return 0.01 if self.controller == "mlp" else 0.1


def preparation(
    recipe: WalkerArchiveSettings, episodes: int, name: str
) -> "Callable[..., Recipe] | None":
    """Returns the function that pre-trains for a run.

    Args:
      recipe: the run's.
      episodes: number of episodes; 0 for no pre-training.
      name: the recipe's setting that names a folder of pre-training.

    Returns:
      (folder, show, save_every) -> the recipe that starts from the folder; None without pre-training.
    """
    return partial(_prepare, recipe, _settings(recipe, episodes), name) if episodes else None


def _settings(recipe: WalkerArchiveSettings, episodes: int) -> "PretrainTD3":
    """Returns the settings of pre-training that suit the run."""
    from ramify.recipes.pretrain import PretrainTD3

    shared = {name: value for name, value in vars(recipe).items() if name in SHARED}
    if not recipe.on_robot:
        return PretrainTD3(**shared, episodes=episodes, steps=recipe.steps)
    steps = min(PretrainTD3.usual_steps, recipe.steps or recipe.usual_steps)
    buffer = min(PretrainTD3.buffer, max(SMALLEST, episodes * steps))
    return PretrainTD3(**shared, episodes=episodes, steps=steps, buffer=buffer)


def _prepare(
    recipe: Any,
    settings: "PretrainTD3",
    name: str,
    folder: Path,
    show: "Show",
    save_every: float,
) -> "Recipe":
    """Pre-trains in the folder, or continues what stopped there. Returns the recipe that starts from it.

    Raises:
      KeyboardInterrupt, Terminated: a signal stopped it.
    """
    from ramify.recipes import pretrain

    if pretrain.holds_pretraining(folder):
        pretrain.resume(folder, show, save_every=save_every, run=folder.parent)
    else:
        settings(folder, show, save_every=save_every, run=folder.parent)
    return replace(recipe, **{name: str(folder), "pretrain": 0})
