"""Groups of settings that recipes share. A recipe inherits the groups it needs."""

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
    Whole,
    check,
)
from ramify.robots.table import HUMANOID
from ramify.sims.table import BULLET

if TYPE_CHECKING:  # importing JAX would delay the command line
    from optax import GradientTransformation

    from ramify.core import AbstractEmitter, AbstractGradient, AbstractTask
    from ramify.emitters.cma_mega import CMAMEGA
    from ramify.rl.td3 import TD3Learner


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


USUAL: dict[str, Any] = {
    "units": (128, 128),
    "layer_norm": False,
    "quantiles": 0,
    "discount": 0.98,
    "n_step": 2,
}
IN_BULLET = {"units": (256, 256), "layer_norm": True, "quantiles": 10}  # docs/decisions/critics.md
HUMANOIDS = {"layer_norm": True, "discount": 0.99, "n_step": 5}


@dataclass(frozen=True)
class TD3Settings(Settings):
    """Settings of the TD3 actors and critics."""

    before: ClassVar[dict[str, Any]] = {  # for older runs
        "n_step": 1,
        "units": (128, 128),
        "layer_norm": False,
        "quantiles": 0,
    }

    units: tuple[Count, ...] | None = None
    """Number of units in each hidden layer of the critics. Default: 256 and 256 in Bullet, otherwise 128
    and 128."""
    layer_norm: bool | None = None
    """Normalize the hidden layers of the critics. Default: in Bullet, and for the humanoid, which learns
    to walk with it."""
    quantiles: Whole | None = None
    """Number of quantiles of the return that each critic estimates, as in TQC. 0: only its mean.
    Default: 10 in Bullet, otherwise 0."""
    dropped: Whole = 1
    """Number of quantiles of each critic, the highest ones, that a target leaves out. Higher values
    make the critics more cautious."""
    transitions: Count = 256
    """Number of transitions, drawn from the replay buffer, per update."""
    rate: Positive = 1e-3
    """Learning rate of actors and critics (Adam)."""
    discount: Discount | None = None
    """Discount factor per control step (0 to 1). Higher values look further ahead. Default: 0.99 for the
    humanoid, which has to learn to stay upright, otherwise 0.98."""
    n_step: Count | None = None
    """Number of control steps whose rewards a critic's target sums before it estimates the rest.
    Default: 5 for the humanoid, otherwise 2."""
    tau: Rate = 0.01
    """Share by which the target networks move to the trained networks at each update of the actor."""
    noise: NotNegative = 0.2
    """Standard deviation of the noise on the target policy's actions, which range from -1 to 1."""
    buffer: Count = 300_000
    """Capacity of the replay buffer in transitions, one per control step."""

    def __post_init__(self) -> None:
        super().__post_init__()
        in_bullet = IN_BULLET if getattr(self, "sim", "") == BULLET.name else {}
        humanoid = HUMANOIDS if getattr(self, "task", "") == HUMANOID.name else {}
        usual = USUAL | in_bullet | humanoid
        for name, value in usual.items():  # so that a run resumes with the values it began with
            if getattr(self, name) is None:
                object.__setattr__(self, name, value)

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.dropped != TD3Settings.dropped and not self.quantiles:
            yield "--dropped has no effect without --quantiles: give both, or neither."
        if self.quantiles and self.dropped >= self.quantiles:
            yield (
                f"--dropped {self.dropped} leaves none of {self.quantiles} quantiles: give a lower "
                "--dropped, or more --quantiles."
            )

    def learner(self, task: "AbstractTask", n_step: int | None = None) -> "TD3Learner":
        """Returns the TD3 algorithm for this task, with another `n_step` if one is given."""
        from ramify.rl.td3 import TD3Learner

        return TD3Learner(
            task.control,
            hidden=cast(tuple[int, ...], self.units),
            layer_norm=cast(bool, self.layer_norm),
            quantiles=cast(int, self.quantiles),
            dropped=self.dropped,
            batch=self.transitions,
            actor_rate=self.rate,
            critic_rate=self.rate,
            discount=cast(float, self.discount),
            n_step=cast(int, n_step or self.n_step),
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
