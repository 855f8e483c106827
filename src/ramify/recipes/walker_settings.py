"""Settings of the task and the archive that recipes for robots and environments share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, cast

from ramify.checks.limits import Count, NotNegative, Rate, Seed, Share, Whole
from ramify.recipes.environments import bounds, environment, is_environment
from ramify.recipes.kinds import Kind, refuse_other_kind
from ramify.recipes.settings import Settings
from ramify.robots.table import ANT, ROBOTS, is_model
from ramify.sims.table import AUTO, MUJOCO, SimulatorName

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.archives.cells import AbstractCells
    from ramify.core import AbstractArchive, AbstractGradient, AbstractTask
    from ramify.robots.mjcf_robot import MjcfRobot

RobotOrEnvironment = Annotated[
    str, "{" + ",".join(ROBOTS) + "}|ROBOT.xml|ID"
]  # `--help` shows these words
LOWEST = {name: robot.lowest for name, robot in ROBOTS.items()}  # the usual offset


@dataclass(frozen=True)
class WalkerSettings(Settings):
    """Robot, simulator and policy network."""

    takes: ClassVar[Kind] = "robots"
    usual_steps: ClassVar[int] = 1000

    task: RobotOrEnvironment = ANT.name
    """Robot to train: ant, half-cheetah, hopper, walker2d or humanoid. Or the path of your own robot's
    MuJoCo model (MJCF), such as robot.xml. Or the id of a Gymnasium environment, such as Pendulum-v1."""
    torso: str | None = None
    """For a robot of your own: the body whose motion counts. Default: the body that moves freely; the
    end of an arm that is fixed to the ground."""
    feet: tuple[str, ...] = ()
    """For a robot of your own: the bodies whose contact is sensed. Default: the ends of limbs that are
    near the ground."""
    action_scale: Rate = 1.0
    """For a robot of your own: share of the actuators' range that actions use. Servos with a wide range
    learn faster with less, such as 0.2."""
    measures: tuple[str, ...] = ()
    """Measures of your own robot or a Gymnasium environment, each KIND:WHAT or KIND:WHAT:LOW:HIGH with
    the bounds of the archive, such as mean:height:0:1. KIND: mean, last, max or min over the steps. WHAT
    for a robot: x, y, height, roll, pitch, yaw, speed, sideways, effort, power, cadence, contact-FOOT or
    joint-NAME. WHAT for an environment: observation-N, action-N, reward, or a name in its info. Default
    for robots: the share of time that each foot touches the floor."""
    sim: SimulatorName = MUJOCO.name
    """Simulator. mujoco: on the CPU. bullet: PyBullet, as in QDgym; its scores are not comparable with
    the others. mjx: MuJoCo on an accelerator (GPU or TPU). mjx-warp: MuJoCo on an NVIDIA GPU, by
    MuJoCo Warp. auto: mjx if JAX finds an accelerator, otherwise mujoco."""
    hidden: tuple[Count, ...] = (64, 64)
    """Number of units in each hidden layer of the policy network."""
    output_scale: NotNegative = 1.0
    """Factor on the initial weights of the network's last layer. Below 1, the search starts from
    smaller actions."""
    steps: Count | None = None
    """Maximum length of an episode in control steps. Default: 1000 for robots, the environment's own
    limit for Gymnasium environments."""
    threads: Whole = 0
    """Number of simulator threads, or of an environment's worker processes; 0 uses all cores. Results
    do not depend on it."""
    seed: Seed = 0
    """Seed of all random numbers of the run."""

    def __post_init__(self) -> None:
        refuse_other_kind(self, self.task)
        super().__post_init__()
        if self.task not in ROBOTS and not is_environment(self.task) and not self.own_robot:
            raise ValueError(
                f"task is {self.task!r}: choose one of {', '.join(map(repr, ROBOTS))}, the path of a "
                "robot's MuJoCo model, such as 'robot.xml', or the id of a Gymnasium environment, such "
                "as 'Pendulum-v1'."
            )
        if self.own_robot:  # so that a run knows the model wherever its file is
            object.__setattr__(self, "task", self._own.reference)
        if (
            self.on_robot and self.steps is None
        ):  # so that a run resumes with the number it began with
            object.__setattr__(self, "steps", self.usual_steps)
        if self.sim == AUTO:  # so that a run resumes in the simulator it began in
            from ramify.sims.simulator import default_simulator

            object.__setattr__(self, "sim", default_simulator())

    @property
    def on_robot(self) -> bool:
        """True for a robot, False for a Gymnasium environment."""
        return self.task in ROBOTS or self.own_robot

    @property
    def own_robot(self) -> bool:
        """True for a robot from an MJCF file."""
        return is_model(self.task)

    @property
    def _own(self) -> "MjcfRobot":
        """The robot from the MJCF file.

        Raises:
          ValueError: the file cannot be read, or a name is not in it.
        """
        from ramify.robots.mjcf_robot import MjcfRobot

        named = {"torso": self.torso, "feet": self.feet or None, "measures": self.measures}
        return MjcfRobot.from_file(self.task, scale=self.action_scale, **cast(Any, named))

    @property
    def measure_names(self) -> tuple[str, ...]:
        """Names of the task's measures."""
        if self.own_robot:
            return self._own.measures
        if self.on_robot:
            return ROBOTS[self.task].measures
        from ramify.sims.gymnasium.entries import named_measure

        return tuple(named_measure(text).name for text in self.measures)

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        usual = WalkerSettings()
        if self.task in ROBOTS and self.measures:
            yield (
                "--measures is for robots of your own and Gymnasium environments, and the measures of "
                f"{self.task} are {', '.join(ROBOTS[self.task].measures)}: leave it out."
            )
        given = {"torso": self.torso, "feet": self.feet, "action-scale": self.action_scale != 1.0}
        for flag in [flag for flag, value in given.items() if value and not self.own_robot]:
            yield f"--{flag} is for robots of your own, and {self.task} is none: leave it out."
        if not self.on_robot and not self.measures:
            yield f"{self.task} needs --measures, such as mean:observation-0 or last:observation-1."
        if not self.on_robot and self.sim != usual.sim:
            yield f"--sim is for robots, and {self.task} is a Gymnasium environment: leave it out."
        if not self.on_robot and self.output_scale != usual.output_scale:
            yield (
                f"--output-scale is for robots, and {self.task} is a Gymnasium environment: leave it "
                "out."
            )

    def walker(
        self,
        controller: str = "mlp",
        *,
        slots: int,
        steps: int | None = None,
        episodes: int = 1,
    ) -> "AbstractTask":
        """Returns the task: this robot or environment with this controller, in `episodes` episodes of
        `steps` control steps per solution."""
        if not self.on_robot:
            return environment(
                self.task,
                self.measures,
                hidden=self.hidden,
                steps=steps or self.steps,
                episodes=episodes,
                slots=slots,
                workers=self.threads,
            )
        from ramify.tasks.locomotion import walker

        return walker(
            self._own if self.own_robot else self.task,
            controller,
            sim=self.sim,
            hidden=self.hidden,
            output_scale=self.output_scale,
            steps=steps or self.steps or self.usual_steps,
            episodes=episodes,
            slots=slots,
            threads=self.threads,
        )


@dataclass(frozen=True)
class ParentSettings(Settings):
    """How parents are drawn from the archive, and the elites where a search restarts."""

    parents: Literal["uniform", "prioritised"] = "uniform"
    """How parents are drawn from the archive, and the elites where a search restarts. uniform: all
    elites equally often. prioritised: more often if their last children entered the archive, by the
    children's improvement to the power of 0.6."""

    @property
    def prioritised(self) -> float | None:
        """Exponent of the priorities, for the archive; None for uniform draws."""
        return {"uniform": None, "prioritised": 0.6}[self.parents]


@dataclass(frozen=True)
class WalkerArchiveSettings(ParentSettings, WalkerSettings):
    """The archive of a robot or an environment. A robot's measures are the shares of time that each foot
    touches the floor."""

    before: ClassVar[dict[str, Any]] = {"offset": 0.0}  # for runs older than the setting

    episodes: Count = 1
    """Number of episodes in which each solution is evaluated. Its objective and measures are the means.
    More episodes make the archive more reliable, and a run as many times as long."""
    grid: Count | None = None
    """Number of cells along each measure. Default: 1000 for one measure, 32 for two, 20 for three or
    four, 5 for more."""
    cvt: Count | None = None
    """Use a centroidal Voronoi tessellation with this number of cells instead of a grid."""
    novelty: NotNegative | None = None
    """Use a novelty archive, which has no cells, instead of a grid. A solution enters if its mean
    distance to the 15 nearest elites, in measure space, is above this value. Otherwise it can only
    replace the nearest elite, if its objective is higher."""
    anneal: Share | None = None
    """Learning rate of the cells' thresholds, as in CMA-MAE; 0.01 is usual. Each accepted solution
    moves its cell's threshold toward its objective by this share. Samples are ranked by how far they
    exceed the threshold. Default: no annealing, the threshold is the best objective in the cell."""
    floor: float = 0.0
    """Initial threshold of every cell, with --anneal. Solutions with a lower objective are rejected."""
    offset: float | None = None
    """Lowest possible objective. The QD score is the sum of objective minus offset over all elites.
    Default: the robot's published value; -500 for the humanoid, which has none; 0 for your own robots
    and for Gymnasium environments."""
    slots: Whole = 0
    """Number of robots simulated at the same time. 0 chooses: 128 on the CPU; in MJX as many as fit
    into the device's memory, or 16 per core if the device is a CPU."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.offset is None:  # so that a run resumes with the offset it began with
            object.__setattr__(self, "offset", LOWEST.get(self.task, 0.0))

    def problem(self) -> "AbstractTask":
        """Returns the task."""
        return self.walker(slots=self.slots, episodes=self.episodes)

    def archive(self, task: "AbstractTask") -> "AbstractArchive":
        """Returns the empty archive.

        Raises:
          ValueError: more than one kind of archive is chosen, or a setting needs `anneal`.
        """
        from ramify.archives.cvt import CVTArchive
        from ramify.archives.grid import GridArchive
        from ramify.archives.novelty import NoveltyArchive
        from ramify.archives.soft import SoftArchive

        k, offset = len(task.measures), cast(float, self.offset)
        low, high = self._bounds(k)
        if (self.cvt, self.grid, self.novelty).count(None) < 2:
            raise ValueError(
                "--grid, --cvt and --novelty each choose an archive: give one of them."
            )
        if self.anneal is None and self.floor != 0.0:
            raise ValueError(
                "--floor is the initial threshold of annealed cells: give --anneal, too."
            )
        if self.novelty is not None:
            if self.anneal is not None:
                raise ValueError(
                    "--anneal raises the thresholds of cells, and a --novelty archive has no cells: "
                    "give one of the two."
                )
            return NoveltyArchive(
                low, high, self.novelty, offset=offset, prioritised=self.prioritised
            )
        each = self.grid if self.grid is not None else {1: 1000, 2: 32, 3: 20, 4: 20}.get(k, 5)
        cells: AbstractCells = (
            GridArchive(low, high, (each,) * k, offset=offset, prioritised=self.prioritised)
            if self.cvt is None
            else CVTArchive(low, high, self.cvt, offset=offset, prioritised=self.prioritised)
        )
        if self.anneal is None:
            return cells
        return SoftArchive(cells, learning_rate=self.anneal, floor=self.floor)

    def _bounds(self, k: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Returns the lower and upper bounds of the archive."""
        if self.task in ROBOTS:
            return (0.0,) * k, (1.0,) * k
        if self.own_robot:
            low, high = zip(*self._own.bounds, strict=True)
            return low, high
        low, high = zip(*bounds(self.task, self.measures), strict=True)
        return low, high

    @property
    def spread(self) -> float:
        """Default standard deviation of an evolution strategy's samples, in parameters."""
        return 0.01

    def estimators(self) -> "dict[str, AbstractGradient]":
        """Returns the gradient sources that fit any robot: an evolution strategy."""
        from ramify.gradients.es import ES

        return {"es": ES(samples=48, sigma=self.spread)}

    @property
    def ranking(self) -> Literal["improvement", "annealed"]:
        """How samples and branches are ranked."""
        return "improvement" if self.anneal is None else "annealed"
