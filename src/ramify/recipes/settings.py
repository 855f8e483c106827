"""Groups of settings that recipes share. A recipe inherits the groups it needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, cast

from ramify.checks.limits import (
    Count,
    Discount,
    NotNegative,
    Positive,
    Rate,
    Seed,
    Share,
    Whole,
    check,
)
from ramify.recipes.environments import bounds, environment, is_environment
from ramify.recipes.kinds import Kind, refuse_other_kind
from ramify.robots.table import ANT, ROBOTS
from ramify.sims.table import AUTO, MUJOCO, SimulatorName

if TYPE_CHECKING:  # importing JAX would delay the command line
    from optax import GradientTransformation

    from ramify.archives.cells import AbstractCells
    from ramify.core import AbstractArchive, AbstractEmitter, AbstractGradient, AbstractTask
    from ramify.emitters.cma_mega import CMAMEGA
    from ramify.rl.td3 import TD3Learner


RobotOrEnvironment = Annotated[str, "{" + ",".join(ROBOTS) + "}|ID"]  # `--help` shows these words
LOWEST = {name: robot.lowest for name, robot in ROBOTS.items()}  # the usual offset


@dataclass(frozen=True)
class Settings:
    """Base of every recipe. Checks each setting against its type and range."""

    def __post_init__(self) -> None:
        check(self)

    def conflicts(self) -> Iterator[str]:
        """Yields a sentence for each setting that another setting makes ineffective."""
        return iter(())

    def refuse_conflicts(self) -> None:
        """Refuses settings that would have no effect.

        Called when a run begins, not when a recipe is created, so that older runs with such settings
        can still be opened.

        Raises:
          ValueError: `conflicts` yields a sentence.
        """
        if found := list(self.conflicts()):
            raise ValueError(" ".join(found))


@dataclass(frozen=True)
class WalkerSettings(Settings):
    """Robot, simulator and policy network."""

    takes: ClassVar[Kind] = "robots"
    usual_steps: ClassVar[int] = 1000

    task: RobotOrEnvironment = ANT.name
    """Robot to train, or the id of a Gymnasium environment, such as Pendulum-v1."""
    measures: tuple[str, ...] = ()
    """Measures of a Gymnasium environment, each KIND:WHAT, such as mean:observation-0. KIND: mean, last,
    max or min over the steps. WHAT: observation-N, action-N, reward, or a name in the environment's
    info. If the environment gives no bounds for it, or to choose others: KIND:WHAT:LOW:HIGH. Default:
    for robots, the share of time that each foot touches the floor."""
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
        if self.task not in ROBOTS and not is_environment(self.task):
            raise ValueError(
                f"task is {self.task!r}: choose one of {', '.join(map(repr, ROBOTS))}, or the id of a "
                "Gymnasium environment, such as 'Pendulum-v1'."
            )
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
        return self.task in ROBOTS

    @property
    def measure_names(self) -> tuple[str, ...]:
        """Names of the task's measures."""
        if self.on_robot:
            return ROBOTS[self.task].measures
        from ramify.sims.gymnasium.entries import named_measure

        return tuple(named_measure(text).name for text in self.measures)

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        usual = WalkerSettings()
        if self.on_robot and self.measures:
            yield (
                f"--measures is for Gymnasium environments, and the measures of {self.task} are "
                f"{', '.join(ROBOTS[self.task].measures)}: leave it out."
            )
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
        self, controller: str = "mlp", *, slots: int, steps: int | None = None
    ) -> "AbstractTask":
        """Returns the task: this robot or environment with this controller, in episodes of `steps`
        control steps."""
        if not self.on_robot:
            return environment(
                self.task,
                self.measures,
                hidden=self.hidden,
                steps=steps or self.steps,
                slots=slots,
                workers=self.threads,
            )
        from ramify.tasks.locomotion import walker

        return walker(
            self.task,
            controller,
            sim=self.sim,
            hidden=self.hidden,
            output_scale=self.output_scale,
            steps=steps or self.steps or self.usual_steps,
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

    grid: Count | None = None
    """Number of cells along each measure. Default: 20 for four measures, 32 for two, 1000 for one."""
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
    Default: the robot's published value; -500 for the humanoid, which has none; 0 for Gymnasium
    environments."""
    slots: Whole = 0
    """Number of robots simulated at the same time. 0 chooses: 128 on the CPU; in MJX as many as fit
    into the device's memory, or 16 per core if the device is a CPU."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.offset is None:  # so that a run resumes with the offset it began with
            object.__setattr__(self, "offset", LOWEST.get(self.task, 0.0))

    def problem(self) -> "AbstractTask":
        """Returns the task."""
        return self.walker(slots=self.slots)

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
        each = self.grid if self.grid is not None else {1: 1000, 2: 32}.get(k, 20)
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
        if self.on_robot:
            return (0.0,) * k, (1.0,) * k
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


@dataclass(frozen=True)
class CMAMEGASettings(Settings):
    """Settings of the CMA-MEGA emitter."""

    before: ClassVar[dict[str, Any]] = {"rank_one": 1.0}  # for runs older than the setting

    batch: Count = 50
    """Number of branches per iteration."""
    sigma_g: Positive | None = None
    """Standard deviation of the branching coefficients at the start and after a restart. Default: 0.1
    for robots, 10 for the linear projections, 0.05 for the arm."""
    objective_scale: Positive = 1.0
    """Length of the objective's normalized gradient. Each measure's gradient has length 1."""
    eta: NotNegative = 1.0
    """Step size of gradient ascent: a factor on the recombined step of the branches."""
    adam: Positive | None = None
    """Use Adam with this learning rate instead of gradient ascent. The paper uses 0.002."""
    selection: Literal["mu", "filter"] = "mu"
    """Branches that are recombined into the next step. mu: the better half. filter: those that entered
    the archive."""
    restart: Literal["no_improvement", "basic"] | Count = "no_improvement"
    """When to restart from a random elite. no_improvement: when no branch entered the archive. basic:
    only when CMA-ES has converged. A number: after that number of iterations. CMA-ES's own stopping
    conditions always apply."""
    tournament: Count = 1
    """Number of random elites that are compared at a restart. The search restarts from the best."""
    absolute: bool = False
    """Use the absolute value of the objective's coefficient: no branch descends the objective."""
    adapt: bool = True
    """Adapt the distribution of the coefficients. --no-adapt always draws them from N(0, sigma_g^2)."""
    published: bool = False
    """Use the CMA-ES variant of the published code instead of Hansen's tutorial."""
    rank_one: NotNegative | None = None
    """Factor on the rank-one term of CMA-ES. Default: 7 with --anneal and without --published,
    otherwise 1, as in Hansen's tutorial."""
    coefficients: Literal["cma-es", "xnes"] = "cma-es"
    """Optimizer that adapts the distribution of the coefficients."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        xnes, usual = self.coefficients == "xnes", CMAMEGASettings()
        if self.adam is not None and self.eta != usual.eta:
            yield "--adam replaces gradient ascent, so --eta has no effect: give one of the two."
        if self.published and xnes:
            yield (
                "--coefficients xnes replaces CMA-ES, so --published has no effect: give one of the two."
            )
        if self.published and not self.adapt:
            yield "--no-adapt switches CMA-ES off, so --published has no effect: give one of the two."
        if self.rank_one is not None and (xnes or not self.adapt):
            yield (
                "--coefficients xnes and --no-adapt switch CMA-ES off, so --rank-one has no effect: "
                "leave it out."
            )
        if xnes and not self.adapt:
            yield "--no-adapt switches --coefficients xnes off: give one of the two."

    @property
    def reach(self) -> float:
        """Standard deviation of the coefficients: `sigma_g`, or the task's default."""
        return 0.1 if self.sigma_g is None else self.sigma_g

    def cma_mega(
        self,
        gradient: "AbstractGradient",
        measures: int,
        *,
        ranking: Literal["improvement", "annealed"] = "improvement",
    ) -> "CMAMEGA":
        """Returns the emitter."""
        from ramify.emitters.cma_mega import CMAMEGA
        from ramify.optim.xnes import XNES

        return CMAMEGA(
            gradient,
            measures=measures,
            batch=self.batch,
            sigma_g=self.reach,
            objective_scale=self.objective_scale,
            ascent=_ascent(self.eta, self.adam),
            selection=self.selection,
            restart=self.restart,
            tournament=self.tournament,
            absolute=self.absolute,
            adapt=self.adapt,
            published=self.published,
            rank_one=self.rank_one,
            ranking=ranking,
            coefficients=XNES(self.batch, self.reach) if self.coefficients == "xnes" else None,
        )


@cache  # the same object each time, so that JAX finds the compiled program again
def _ascent(eta: float, adam: float | None) -> "GradientTransformation":
    import optax

    from ramify.checks.arguments import number

    if adam is None:
        return optax.sgd(number("eta", eta, above=0.0))
    return optax.adam(number("adam", adam, above=0.0))


def several(emitter: "AbstractEmitter", count: int) -> "AbstractEmitter":
    """Returns `count` copies of an emitter as one emitter; the emitter itself if `count` is 1."""
    from ramify.emitters.several import Several

    return emitter if count == 1 else Several(emitter, count)


@dataclass(frozen=True)
class TD3Settings(Settings):
    """Settings of the TD3 actors and critics."""

    before: ClassVar[dict[str, Any]] = {"n_step": 1}  # for runs older than the setting

    units: tuple[Count, ...] = (128, 128)
    """Number of units in each hidden layer of the critics."""
    transitions: Count = 256
    """Number of transitions, drawn from the replay buffer, per update."""
    rate: Positive = 1e-3
    """Learning rate of actors and critics (Adam)."""
    discount: Discount = 0.98
    """Discount factor per control step (0 to 1). Higher values look further ahead."""
    n_step: Count = 2
    """Number of control steps whose rewards a critic's target sums before it estimates the rest."""
    tau: Rate = 0.01
    """Share by which the target networks move to the trained networks at each update of the actor."""
    noise: NotNegative = 0.2
    """Standard deviation of the noise on the target policy's actions, which range from -1 to 1."""
    buffer: Count = 300_000
    """Capacity of the replay buffer in transitions, one per control step."""

    def learner(self, task: "AbstractTask", n_step: int | None = None) -> "TD3Learner":
        """Returns the TD3 algorithm for this task, with another `n_step` if one is given."""
        from ramify.rl.td3 import TD3Learner

        return TD3Learner(
            task.control,
            hidden=self.units,
            batch=self.transitions,
            actor_rate=self.rate,
            critic_rate=self.rate,
            discount=self.discount,
            n_step=n_step or self.n_step,
            tau=self.tau,
            noise=self.noise,
        )


@dataclass(frozen=True)
class MeasureCriticSettings(Settings):
    """Settings of the measures' critics."""

    judge: Literal["theta", "actor"] = "theta"
    """Policy whose measures the critics predict. The search follows their gradients to change the
    measures. theta: the search's current policy; its measures change more this way. actor: for each
    measure, another policy that learns to increase it, as in the tutorial (see docs/td3.md)."""

    def actors(self, rows: int) -> int:
        """Returns how many agents train an actor, counted from the objective's."""
        return rows if self.judge == "actor" else 1
