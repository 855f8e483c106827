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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.recipes.pretrain_files import CRITICS, write_critics
from ramify.recipes.pretrain_settings import PretrainSettings

if TYPE_CHECKING:
    from ramify.gradients.td3 import TD3
    from ramify.recipes.pretrain_files import PretrainingMeta
    from ramify.recipes.pretrain_loop import Pretraining
    from ramify.tasks.locomotion import Locomotion

WHOLE = 1000  # control steps of the episodes that show what was learnt
STEP = 0.15  # in parameters, along each gradient, to show that it leads up


@dataclass(frozen=True)
class PretrainTD3(PretrainSettings):
    """Train the objective's actor by TD3; then, on the same episodes, the measures' agents."""

    name: ClassVar[str] = "td3"

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
        from ramify.checks.arguments import number
        from ramify.recipes.pretrain_loop import begin
        from ramify.run.folder import CHECKPOINT, is_new, locked
        from ramify.system.files import RunError, make_folder

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
        from ramify.system.interrupts import defer_interrupts

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
        write_critics(out, self, whole, learnt, best, results)


def _walked(task: "Locomotion", x: Any, key: Any) -> tuple[Any, int]:
    """Objective and measures of an episode each, [b, 1 + k], and all control steps."""
    import jax.numpy as jnp
    import numpy as np

    from ramify.core import Query

    walked = task.evaluate(Query(jnp.asarray(x, jnp.float32), offered=len(x)), key)
    found = np.concatenate([np.asarray(walked.objective)[:, None], walked.measures], axis=1)
    return found, int(walked.fields["steps"].sum())


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

    from ramify.system.files import RunError

    try:
        return msgspec.convert(meta.settings, PretrainTD3)
    except (ValueError, TypeError) as error:
        raise RunError(
            f"{folder} holds pre-training with settings that this version does not know ({error}): "
            "pre-train again, in a new folder."
        ) from None
