"""Settings that recipes have in common, and what they make: a recipe inherits the groups it needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

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

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from optax import GradientTransformation

    from ramify.archives.cells import AbstractCells
    from ramify.core import AbstractArchive, AbstractEmitter, AbstractGradient
    from ramify.emitters.cma_mega import CMAMEGA
    from ramify.rl.td3 import TD3
    from ramify.tasks.locomotion import Locomotion


LOWEST = {  # objective of any robot, from Tjanaka et al. (2022), arXiv:2202.03666
    "ant": -374.70,
    "half-cheetah": -2797.52,
    "hopper": -362.09,
    "walker2d": -67.17,
    "humanoid": -500.0,  # none is published: see docs/algorithms.md
}


@dataclass(frozen=True)
class Settings:
    """The base of every recipe: each setting is checked against its type and range."""

    def __post_init__(self) -> None:
        check(self)

    def conflicts(self) -> Iterator[str]:
        """Yields a sentence for each setting that has no effect beside another one."""
        return iter(())

    def refuse_conflicts(self) -> None:
        """Refuses settings that would be ignored. Called where a run begins, so that an older run with
        such settings can still be opened.

        Raises:
          ValueError: see `conflicts`.
        """
        if found := list(self.conflicts()):
            raise ValueError(" ".join(found))


@dataclass(frozen=True)
class WalkerSettings(Settings):
    """Which robot, moved by what."""

    task: Literal["ant", "half-cheetah", "hopper", "walker2d", "humanoid"] = "ant"
    """What walks."""
    sim: Literal["mujoco", "bullet", "mjx", "mjx-warp", "auto"] = "mujoco"
    """In which simulator; bullet is QDgym's own, and its scores are not comparable; mjx is MuJoCo on an
    accelerator, mjx-warp on one of NVIDIA's; auto is mjx where there is one, else mujoco."""
    hidden: tuple[Count, ...] = (64, 64)
    """Units of the network's hidden layers."""
    output_scale: NotNegative = 1.0
    """Of the network's last layer at the start; below 1 the search starts from calm actions."""
    steps: Count = 1000
    """Control steps of an episode."""
    threads: Whole = 0
    """Threads of the simulator; 0 for all cores. Results do not depend on it."""
    seed: Seed = 0
    """Of all the run's randomness."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.sim == "auto":  # a run resumes in the simulator it began in
            from ramify.sims.simulator import suited

            object.__setattr__(self, "sim", suited())

    def walker(
        self, controller: str = "mlp", *, slots: int, steps: int | None = None
    ) -> "Locomotion":
        from ramify.tasks.locomotion import walker

        return walker(
            self.task,
            controller,
            sim=self.sim,
            hidden=self.hidden,
            output_scale=self.output_scale,
            steps=steps or self.steps,
            slots=slots,
            threads=self.threads,
        )


@dataclass(frozen=True)
class WalkerArchiveSettings(WalkerSettings):
    """An archive of walkers, over the shares of time that each foot touches the floor."""

    before: ClassVar[dict[str, Any]] = {"offset": 0.0}  # settings of runs that do not name them

    grid: Count | None = None
    """Cells of the archive along each measure; by default 20 for four, 32 for two, 1000 for one."""
    cvt: Count | None = None
    """Cells of a centroidal Voronoi tessellation, instead of a grid."""
    novelty: NotNegative | None = None
    """An archive without cells, instead of a grid: what is farther than this, on average, from its 15
    nearest neighbours enters; what is nearer may replace the nearest."""
    anneal: Share | None = None
    """CMA-MAE's learning rate, such as 0.01: a cell's threshold rises so slowly towards what enters it,
    and samples are ranked by how they exceed it. By default the best of each cell is its threshold."""
    floor: float = 0.0
    """With --anneal, every cell's first threshold: below it nothing is accepted."""
    offset: float | None = None
    """Lowest objective there can be: the QD score sums what each elite has above it. By default the
    published one of the robot."""
    slots: Whole = 0
    """Robots simulated side by side; 0 for 128, or in mjx for what the device's memory holds (on a
    CPU, 16 a core)."""

    def __post_init__(self):
        super().__post_init__()
        if self.offset is None:  # a run resumes with the one it began with
            object.__setattr__(self, "offset", LOWEST[self.task])

    def problem(self) -> "Locomotion":
        """What is solved."""
        return self.walker(slots=self.slots)

    def archive(self, task: "Locomotion") -> "AbstractArchive":
        from ramify.archives.cvt import CVTArchive
        from ramify.archives.grid import GridArchive
        from ramify.archives.novelty import NoveltyArchive
        from ramify.archives.soft import SoftArchive

        k, offset = len(task.measures), cast(float, self.offset)
        low, high = (0.0,) * k, (1.0,) * k
        if (self.cvt, self.grid, self.novelty).count(None) < 2:
            raise ValueError("More than one kind of archive: give --grid, --cvt or --novelty.")
        if self.anneal is None and self.floor != 0.0:
            raise ValueError("--floor is the first threshold of cells that --anneal: give both.")
        if self.novelty is not None:
            if self.anneal is not None:
                raise ValueError("--anneal raises the thresholds of cells, and --novelty has none.")
            return NoveltyArchive(low, high, self.novelty, offset=offset)
        each = self.grid if self.grid is not None else {1: 1000, 2: 32}.get(k, 20)
        cells: AbstractCells = (
            GridArchive(low, high, (each,) * k, offset=offset)
            if self.cvt is None
            else CVTArchive(low, high, self.cvt, offset=offset)
        )
        if self.anneal is None:
            return cells
        return SoftArchive(cells, learning_rate=self.anneal, floor=self.floor)

    @property
    def ranking(self) -> Literal["improvement", "annealed"]:
        """Of samples and branches."""
        return "improvement" if self.anneal is None else "annealed"


@dataclass(frozen=True)
class WalkerSearchSettings(WalkerArchiveSettings):
    """By any controller, from anywhere."""

    controller: Literal["mlp", "gait"] = "mlp"
    """mlp: tanh network from observation to action; gait: a sine wave a joint, 24 parameters."""
    start: str | None = None
    """Folder of a run, or of `ramify pretrain td3`: the search starts at the best found there."""

    def problem(self) -> "Locomotion":
        return self.walker(self.controller, slots=self.slots)

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        usual = WalkerSearchSettings()
        if self.controller == "gait" and self.hidden != usual.hidden:
            yield "--hidden sizes a network, and --controller gait has none: give one of the two."
        if self.controller == "gait" and self.output_scale != usual.output_scale:
            yield "--output-scale scales a network, and --controller gait has none: give one of the two."
        if self.start is not None and self.output_scale != usual.output_scale:
            yield "--output-scale is of a random start, and --start gives another: give one of the two."

    @property
    def spread(self) -> float:
        """Of an evolution strategy's samples round a controller, by default."""
        return 0.1 if self.controller == "gait" else 0.01


@dataclass(frozen=True)
class CMAMEGASettings(Settings):
    """CMA-MEGA's own settings."""

    before: ClassVar[dict[str, Any]] = {"rank_one": 1.0}  # settings of runs that do not name them

    batch: Count = 50
    """Branches an iteration."""
    sigma_g: Positive | None = None
    """Spread of the coefficients at the start and after a restart; by default 0.1 for walkers, 10 for
    the linear projections, 0.05 for the arm."""
    objective_scale: Positive = 1.0
    """Length of the objective's gradient, the measures' being 1."""
    eta: NotNegative = 1.0
    """How far theta follows the branches' recombined step (gradient ascent)."""
    adam: Positive | None = None
    """Learning rate of Adam, instead of gradient ascent; the paper's is 0.002."""
    selection: Literal["mu", "filter"] = "mu"
    """Which branches recombine: the better half (mu), or those that entered the archive (filter)."""
    restart: Literal["no_improvement", "basic"] | Count = "no_improvement"
    """Restart from a random elite when nothing entered, or (basic) only when CMA-ES has converged, or
    every so many iterations."""
    tournament: Count = 1
    """A restart begins at the best of so many random elites."""
    absolute: bool = False
    """Branch along |c0|, never down the objective."""
    adapt: bool = True
    """Let CMA-ES learn the coefficients; else they are drawn from N(0, sigma_g^2) throughout."""
    published: bool = False
    """CMA-ES as in the published codes, not as in Hansen's tutorial."""
    rank_one: NotNegative | None = None
    """What CMA-ES' rank-one term counts for; by default 7 with --anneal, and 1, as in the tutorial,
    without."""
    coefficients: Literal["cma-es", "xnes"] = "cma-es"
    """What learns the coefficients."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        xnes, usual = self.coefficients == "xnes", CMAMEGASettings()
        if self.adam is not None and self.eta != usual.eta:
            yield "--adam replaces gradient ascent, whose step is --eta: give one of the two."
        if self.published and xnes:
            yield "--coefficients xnes replaces CMA-ES, of which --published is a form: give one."
        if self.published and not self.adapt:
            yield "--published is a form of CMA-ES, and --no-adapt switches it off: give one of the two."
        if self.rank_one is not None and (xnes or not self.adapt):
            yield "--rank-one belongs to CMA-ES, which --coefficients xnes or --no-adapt leaves out."
        if xnes and not self.adapt:
            yield "--coefficients xnes learns, and --no-adapt lets nothing learn: give one of the two."

    @property
    def reach(self) -> float:
        """Spread of the coefficients: `sigma_g`, or else the task's own default."""
        return 0.1 if self.sigma_g is None else self.sigma_g

    def cma_mega(
        self,
        gradient: "AbstractGradient",
        measures: int,
        *,
        ranking: Literal["improvement", "annealed"] = "improvement",
    ) -> "CMAMEGA":
        """The emitter."""
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


@cache  # the same object each time, so that what was compiled with it is found again
def _ascent(eta: float, adam: float | None) -> "GradientTransformation":
    import optax

    from ramify.checks.arguments import number

    if adam is None:
        return optax.sgd(number("eta", eta, above=0.0))
    return optax.adam(number("adam", adam, above=0.0))


def several(emitter: "AbstractEmitter", count: int) -> "AbstractEmitter":
    """So many of them, or the one itself."""
    from ramify.emitters.several import Several

    return emitter if count == 1 else Several(emitter, count)


@dataclass(frozen=True)
class TD3Settings(Settings):
    """How TD3 learns."""

    units: tuple[Count, ...] = (128, 128)
    """Units of the critics' hidden layers."""
    rate: Positive = 1e-3
    """Learning rate of actors and critics (Adam)."""
    discount: Discount = 0.98
    """Of rewards to come, a step."""
    tau: Rate = 0.005
    """How far the targets follow at each of the actor's updates."""
    noise: NotNegative = 0.2
    """Of the target's action."""
    buffer: Count = 300_000
    """Transitions remembered."""

    def learner(self, task: "Locomotion") -> "TD3":
        from ramify.rl.td3 import TD3

        return TD3(
            task.control,
            hidden=self.units,
            actor_rate=self.rate,
            critic_rate=self.rate,
            discount=self.discount,
            tau=self.tau,
            noise=self.noise,
        )


@dataclass(frozen=True)
class MeasureCriticSettings(Settings):
    """What the measures' critics learn."""

    judge: Literal["theta", "actor"] = "theta"
    """Whose measures the measures' critics foretell: the search point's own (theta), or those of an
    actor for each measure that learns to raise it (actor), as in the tutorial."""

    def actors(self, rows: int) -> int:
        """Agents that improve an actor of their own, the objective's first."""
        return rows if self.judge == "actor" else 1
