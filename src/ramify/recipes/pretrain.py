"""Pre-training: the objective's actor learns to walk by plain TD3 before any archive grows.

critics.npz holds all that was learnt: agents, targets, optimisers' states, the replay buffer. Until it
is there, pretraining.npz is a checkpoint (`pretrain_loop.py`): killed at any moment, pre-training
resumes, and ends with the same bits.

Simulating is cheap here and learning dear: a core makes 10,000 steps in the time of 250 updates. So
the actor walks many short episodes side by side, each with more noise on its actions than the last,
and learns a little from each batch of them while it walks the next. (A step an update, as TD3 is
usually run, needs 4 times as long for the same walker; noise on the parameters, instead of the actions,
leaves the critic guessing.)
"""

import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.recipes.limits import Count, NotNegative, Whole
from ramify.recipes.settings import Judging, Learning, Walking

if TYPE_CHECKING:
    from ramify.gradients.td3 import TD3, Learnt
    from ramify.recipes.pretrain_loop import Pretraining
    from ramify.run.schema import CriticsMeta, PretrainingMeta
    from ramify.tasks.locomotion import Locomotion

CRITICS, FORMAT = "critics.npz", 3
WHOLE = 1000  # control steps of the episodes that show what was learnt
STEP = 0.15  # in parameters, along each gradient, to show that it leads up


@dataclass(frozen=True)
class PretrainTD3(Judging, Learning, Walking):
    """Train the objective's actor by TD3; then, on the same episodes, the measures' agents."""

    name: ClassVar[str] = "td3"

    episodes: Count = 6400
    """How many."""
    steps: Count = 250
    """The most an episode has. Short ones begin anew often, and show more."""
    together: Count | None = None
    """Episodes walked side by side; the actor learns between. By default 64, or a tenth of few."""
    random: Whole | None = None
    """Of all episodes, the first so many walk by random networks, one each, to show variety. By default
    192, or a quarter of few."""
    exploration: NotNegative = 0.4
    """Spread of the noise on the actions: from 0 for the first of those side by side to this. Of one
    alone, this."""
    updates: Whole = 1000
    """Of the objective's agent, after each so many episodes side by side."""
    measure_updates: Whole = 4000
    """Of the measures' agents, at the end."""
    buffer: Count = 500_000
    """Transitions remembered."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.together is not None and self.together > self.episodes:
            yield (
                f"--together {self.together} walks more episodes side by side than there are, "
                f"--episodes {self.episodes}: give fewer of the first or more of the second."
            )

    def __call__(
        self,
        out: str | Path,
        show: Callable[[dict[str, float]], None] | None = None,
        *,
        save_every: float = 30.0,
    ) -> Path:
        """Trains, and writes critics.npz into a new folder. Meanwhile there is a checkpoint there.

        Args:
          out: the folder.
          show: called after every batch of episodes.
          save_every: seconds between checkpoints, or more where saving takes more than a tenth of them.

        Raises:
          RunError: the folder holds something already.
          ValueError: a setting is out of range.
          KeyboardInterrupt, Terminated: a signal stopped it; see `ramify.train`.
        """
        from ramify.arguments import number
        from ramify.recipes.pretrain_loop import begin
        from ramify.run.files import RunError, make_folder
        from ramify.run.folder import CHECKPOINT, is_new, locked

        out = Path(out)
        save_every = number("save_every", save_every, at_least=0.0)
        self.refuse_conflicts()
        if self.random_networks >= self.episodes:
            raise ValueError(
                f"random is {self.random_networks} and episodes is {self.episodes}: give fewer random "
                "episodes, since the actor must walk some."
            )
        if (out / CHECKPOINT).exists():
            raise RunError(
                f"{out} holds pre-training that is not complete: `ramify resume "
                f"{shlex.quote(str(out))}` carries it on."
            )
        if not is_new(out):
            raise RunError(f"{out} is not an empty folder: pre-training wants a new one.")
        task = self.walker(slots=self.side_by_side)
        source = self.source(task)
        make_folder(out)
        with locked(out):  # from now on, that nobody else takes it meanwhile
            if not is_new(out):
                raise RunError(f"{out} was taken meanwhile: choose another folder.")
            return self._train(out, task, source, begin(self, task, source), show, save_every)

    def _train(
        self,
        out: Path,
        task: "Locomotion",
        source: "TD3",
        state: "Pretraining",
        show: Callable[[dict[str, float]], None] | None,
        save_every: float,
    ) -> Path:
        """Runs the episodes, then lets the measures' agents learn; a checkpoint stays until the end."""
        import jax

        from ramify.recipes.pretrain_loop import run_episodes, save_checkpoint
        from ramify.run.folder import CHECKPOINT
        from ramify.run.interrupts import defer_interrupts

        with jax.default_matmul_precision("highest"):  # as in a run
            with defer_interrupts() as stop:

                def checkpoint(state: "Pretraining") -> None:
                    save_checkpoint(out, self, state)
                    stop.note = self._stopped(out, state.done)

                if not (out / CHECKPOINT).exists():
                    checkpoint(state)
                stop.note = self._stopped(out, state.done)
                try:
                    state = run_episodes(
                        self,
                        task,
                        source,
                        state,
                        stop=stop,
                        checkpoint=checkpoint,
                        save_every=save_every,
                        show=show,
                    )
                except KeyboardInterrupt:  # a second one
                    raise KeyboardInterrupt(stop.note) from None
            stop.end(stop.note)
            self._finish(out, source, state)
        (out / CHECKPOINT).unlink(missing_ok=True)
        return out / CRITICS

    def _stopped(self, out: Path, done: int) -> str:
        """What is said of pre-training that was stopped."""
        return (
            f"Stopped. {out} is saved up to episode {done} of {self.episodes}: `ramify resume "
            f"{shlex.quote(str(out))}` carries it on."
        )

    def _finish(self, out: Path, source: "TD3", state: "Pretraining") -> None:
        """Trains the measures' agents, evaluates what was learnt, and writes critics.npz."""
        import jax
        import jax.numpy as jnp
        import numpy as np

        from ramify.core import Query
        from ramify.emitters.cma_mega import directions

        began, key, rows = time.perf_counter(), jax.random.key(self.seed), source.rows
        learn = jax.jit(source.learn, static_argnums=(1, 2, 3), donate_argnums=0)
        follow = jax.jit(source.follow, donate_argnums=0)
        whole = self.walker(slots=2 * (1 + rows), steps=WHOLE)
        start, last = whole.start(key), np.asarray(state.learnt.agents.actor[0])
        both, walk_key = np.stack([state.best, last]), jax.random.fold_in(key, 1 + self.episodes)
        found, steps = _walked(whole, both, walk_key)
        best = both[found[:, 0].argmax()]
        learnt = learn(
            follow(state.learnt, jnp.array(best, dtype=jnp.float32)), self.measure_updates, 1, rows
        )
        up = directions(source.jacobian(learnt, Query(best[None], 1), None))
        shown = np.concatenate([[start], learnt.agents.actor, [best], best[None] + STEP * up])
        found, more = _walked(whole, shown, jax.random.fold_in(key, 2 + self.episodes))
        results = {
            "steps": state.control_steps + steps + more,
            "seconds": round(state.seconds + time.perf_counter() - began, 1),
            "start": found[0].tolist(),
            "actors": found[1 : 1 + rows].tolist(),
            "best": found[1 + rows].tolist(),
            "climbed": found[2 + rows :].tolist(),
            "losses": np.asarray(learnt.losses.critic).tolist(),
        }
        _write(out, self, whole, learnt, best, results)

    @property
    def side_by_side(self) -> int:
        """Episodes that are simulated together."""
        if self.together is not None:
            return self.together
        return min(64, max(1, self.episodes // 10))

    @property
    def random_networks(self) -> int:
        """Episodes, the first, of random networks."""
        return min(192, self.episodes // 4) if self.random is None else self.random

    def source(self, task: "Locomotion") -> "TD3":
        """The agents that are trained: the objective's and every measure's."""
        from ramify.gradients.td3 import TD3

        rows = 1 + len(task.measures)
        return TD3(self.learner(task), rows=rows, capacity=self.buffer, actors=self.actors(rows))


def _walked(task: "Locomotion", x: Any, key: Any) -> tuple[Any, int]:
    """Objective and measures of an episode each, [b, 1 + k], and all control steps."""
    import jax.numpy as jnp
    import numpy as np

    from ramify.core import Query

    walked = task.evaluate(Query(jnp.asarray(x, jnp.float32), offered=len(x)), key)
    found = np.concatenate([np.asarray(walked.objective)[:, None], walked.measures], axis=1)
    return found, int(walked.fields["steps"].sum())


def _write(
    out: Path,
    settings: PretrainTD3,
    task: "Locomotion",
    learnt: "Learnt",
    best: Any,
    found: dict[str, Any],
) -> None:
    from dataclasses import asdict

    import jax
    import numpy as np

    from ramify.run import npz

    meta = {"format": FORMAT, "settings": asdict(settings), "task": _shape(task)} | found
    leaves = enumerate(jax.tree.leaves(_arrays(learnt)))
    npz.write(
        out / CRITICS, meta, {"best": best} | {f"{i}": np.asarray(leaf) for i, leaf in leaves}
    )


def resume(
    out: str | Path,
    show: Callable[[dict[str, float]], None] | None = None,
    *,
    save_every: float = 30.0,
) -> Path:
    """Carries pre-training on from its checkpoint, to the bits that it would have come to.

    Raises:
      RunError: there is no checkpoint, it cannot be read, or another process holds the folder.
      KeyboardInterrupt, Terminated: a signal stopped it; see `ramify.train`.
    """
    from ramify.recipes.pretrain_loop import read_checkpoint, restored
    from ramify.run.folder import CHECKPOINT, locked

    out = Path(out)
    if is_complete(out):
        (out / CHECKPOINT).unlink(missing_ok=True)
        return out / CRITICS
    with locked(out):
        meta, members = read_checkpoint(out)
        settings = settings_in(meta, out)
        task = settings.walker(slots=settings.side_by_side)
        source = settings.source(task)
        state = restored(out, source, task, meta, members)
        return settings._train(out, task, source, state, show, save_every)


def holds_pretraining(folder: str | Path) -> bool:
    """Returns whether a folder holds pre-training, complete or not."""
    from ramify.run.folder import CHECKPOINT

    return any((Path(folder) / name).exists() for name in (CRITICS, CHECKPOINT))


def is_complete(folder: str | Path) -> bool:
    """Returns whether a folder holds pre-training that has ended."""
    return (Path(folder) / CRITICS).exists()


def stopped_settings(folder: str | Path) -> PretrainTD3:
    """Reads the settings of pre-training that is not complete.

    Raises:
      RunError: there is none, or it cannot be read.
    """
    from ramify.recipes.pretrain_loop import read_checkpoint

    return settings_in(read_checkpoint(Path(folder), arrays=False)[0], Path(folder))


def settings_in(meta: "PretrainingMeta", folder: Path) -> PretrainTD3:
    """Returns the settings that a checkpoint names.

    Raises:
      RunError: they are none of this version.
    """
    import msgspec

    from ramify.run.files import RunError

    try:
        return msgspec.convert(meta.settings, PretrainTD3)
    except (ValueError, TypeError) as error:
        raise RunError(
            f"{folder} holds pre-training with settings that this version does not know ({error}): "
            "pre-train again, in a new folder."
        ) from None


def read_meta(folder: str | Path) -> "CriticsMeta":
    """Reads what was pre-trained, and what came of it.

    Raises:
      RunError: there is no critics.npz, or it cannot be read.
    """
    return _read(Path(folder), arrays=False)[0]


def best_actor(folder: str | Path, task: "Locomotion") -> Any:
    """The objective's actor as it was at its best, [n].

    Raises:
      RunError: nothing was pre-trained there, or for another task or network.
    """
    return _read_for(folder, task)[1]["best"]


def load_critics(folder: str | Path, source: "TD3", task: "Locomotion", seed: int) -> "Learnt":
    """What `ramify pretrain td3` left, for a source with as many rows or fewer.

    Raises:
      RunError: nothing was pre-trained there, or for another task, network or critic.
    """
    import dataclasses

    import jax
    import jax.numpy as jnp

    from ramify.run.folder import RunError

    meta, members = _read_for(folder, task)
    capacity = meta.settings.buffer
    every = dataclasses.replace(source, rows=1 + len(task.measures), capacity=capacity)
    template = every.init(jnp.zeros(task.sim.controller.n, dtype=jnp.float32), jax.random.key(seed))
    leaves, structure = jax.tree.flatten(_arrays(template))
    saved = [members.get(str(i)) for i in range(len(leaves))]
    for old, leaf in zip(saved, leaves, strict=True):
        if old is None or old.shape != leaf.shape or old.dtype != leaf.dtype:
            raise RunError(
                f"{folder} holds other critics than these: give the --units it was pre-trained with, "
                f"{meta.settings.units}."
            )
    learnt = jax.tree.unflatten(structure, [jnp.asarray(old) for old in saved])
    key = jax.random.fold_in(jax.random.key(seed), 7)
    return source.adopt(dataclasses.replace(learnt, key=key))


def _read_for(folder: str | Path, task: "Locomotion") -> tuple["CriticsMeta", dict[str, Any]]:
    import msgspec
    import numpy as np

    from ramify.run.folder import RunError

    meta, members = _read(Path(folder))
    was = msgspec.to_builtins(meta.task)
    if was != _shape(task):
        raise RunError(
            f"{folder} was pre-trained for {was}, this run is {_shape(task)}: pre-train "
            "with the same --task, --sim and --hidden."
        )
    best = members.get("best")
    if best is None or best.shape != (meta.task.parameters,) or best.dtype != np.float32:
        raise RunError(f"{Path(folder) / CRITICS} holds no best actor: pre-train again.")
    return meta, members


def _arrays(learnt: Any) -> Any:
    """All but the key, which a run has of its own."""
    import dataclasses

    return dataclasses.replace(learnt, key=None)


def _read(folder: Path, *, arrays: bool = True) -> tuple["CriticsMeta", dict[str, Any]]:
    from ramify.run import npz
    from ramify.run.schema import CriticsMeta

    return npz.read(
        folder / CRITICS,
        CriticsMeta,
        missing=f"{folder} holds no pre-trained critics ({CRITICS}): name a folder that "
        "`ramify pretrain td3` wrote.",
        remedy="pre-train again",
        wanted=lambda name: arrays,
    )


def _shape(task: "Locomotion") -> dict[str, Any]:
    control = task.control
    return {
        "robot": task.sim.robot.name,
        "simulator": task.sim.name,
        "observations": control.observations,
        "actions": control.actions,
        "parameters": task.sim.controller.n,
    }
