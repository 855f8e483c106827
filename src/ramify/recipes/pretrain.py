"""Pre-training: TD3 trains an actor for the objective before a run fills an archive.

critics.npz holds the result: agents, target networks, optimizer states and the replay buffer. While
pre-training runs, pretraining.npz is its checkpoint (`pretrain_loop.py`). Pre-training that is killed
at any moment resumes from it and ends with the same bits.

Simulation is cheap and learning is expensive: a core simulates 10,000 control steps in the time of 250
updates. So many short episodes are simulated at the same time, each with more noise on the actions than
the one before. The agents learn from each batch of episodes while the next is simulated. Usual TD3,
with one update per control step, takes 4 times as long to train the same robot. Noise on the
parameters instead of the actions gives the critic too little information.
"""

import shlex
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.recipes.pretrain_files import CRITICS, write_critics
from ramify.recipes.pretrain_settings import PretrainSettings, RobotPretrainSettings
from ramify.run.progress import Show, resolved
from ramify.sims.cluster.placement import placed

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.gradients.td3 import TD3
    from ramify.recipes.pretrain_files import PretrainingMeta
    from ramify.recipes.pretrain_loop import PretrainingState

WHOLE = 1000  # control steps of the final episodes, which evaluate the result
STEP = 0.15  # in parameters: length of the final step along each gradient
EPISODES = 8  # in which actors are compared at the end: one may fall by bad luck


@dataclass(frozen=True)
class Pretraining:
    """Pre-training on a task.

    Attributes:
      settings: of the agents and the episodes.
      task: for the episodes, which have noise on the actions.
      judging: (number of episodes) -> task that evaluates the result, in whole episodes.
      again: what continues it after a stop, for messages.
    """

    settings: PretrainSettings
    task: "AbstractTask"
    judging: "Callable[[int], AbstractTask]"
    again: str

    def begin(self, out: Path, show: Show, save_every: float) -> Path:
        """Trains the agents in a new folder. Returns the path of critics.npz.

        Raises:
          RunError: the folder is not empty.
          ValueError: a setting is out of range.
          KeyboardInterrupt, Terminated: a signal stopped it; see `ramify.train`.
        """
        from ramify.checks.arguments import number
        from ramify.recipes.pretrain_loop import begin
        from ramify.run.folder import CHECKPOINT, is_new, locked
        from ramify.system.files import RunError, make_folder

        settings, save_every = self.settings, number("save_every", save_every, at_least=0.0)
        settings.refuse_conflicts()
        if settings.random_networks >= settings.episodes:
            raise ValueError(
                f"random is {settings.random_networks} and episodes is {settings.episodes}: give fewer "
                "random episodes, so that the actor is evaluated in some."
            )
        if (out / CHECKPOINT).exists():
            raise RunError(f"{out} holds unfinished pre-training: {self.again} continues it.")
        if not is_new(out):
            raise RunError(f"{out} is not an empty folder: name a new one.")
        source = settings.source(self.task)
        make_folder(out)
        with locked(out):  # another process may have taken the folder meanwhile
            if not is_new(out):
                raise RunError(f"Another process has just used {out}: name another folder.")
            return self._train(out, source, begin(settings, self.task, source), show, save_every)

    def proceed(self, out: Path, show: Show, save_every: float) -> Path:
        """Continues from the checkpoint in the folder. The result is the same to the bit as without a
        stop.

        Raises:
          RunError: the checkpoint cannot be read, or another process holds the folder.
          KeyboardInterrupt, Terminated: a signal stopped it; see `ramify.train`.
        """
        from ramify.recipes.pretrain_loop import read_checkpoint, restored
        from ramify.run.folder import locked

        with locked(out):
            meta, members = read_checkpoint(out)
            source = self.settings.source(self.task)
            state = restored(out, source, self.task, meta, members)
            return self._train(out, source, state, show, save_every)

    def _train(
        self, out: Path, source: "TD3", state: "PretrainingState", show: Show, save_every: float
    ) -> Path:
        """Runs the episodes, then trains the measures' agents. Removes the checkpoint at the end."""
        import jax

        from ramify.recipes.pretrain_loop import run_episodes, save_checkpoint
        from ramify.run.folder import CHECKPOINT
        from ramify.system.interrupts import defer_interrupts

        with jax.default_matmul_precision("highest"):  # as in a run
            with defer_interrupts() as stop:

                def checkpoint(state: "PretrainingState") -> None:
                    save_checkpoint(out, self.settings, state)
                    stop.note = self._stopped(out, state.done)

                if not (out / CHECKPOINT).exists():
                    checkpoint(state)
                stop.note = self._stopped(out, state.done)
                try:
                    state = run_episodes(
                        self.settings,
                        self.task,
                        source,
                        state,
                        stop=stop,
                        checkpoint=checkpoint,
                        save_every=save_every,
                        show=resolved(show),
                    )
                except KeyboardInterrupt:  # a second one
                    raise KeyboardInterrupt(stop.note) from None
            stop.end(stop.note)
            self._finish(out, source, state)
        (out / CHECKPOINT).unlink(missing_ok=True)
        return out / CRITICS

    def _stopped(self, out: Path, done: int) -> str:
        """Returns the message after a signal has stopped pre-training."""
        return (
            f"Stopped. {out} is saved up to episode {done} of {self.settings.episodes} of pre-training: "
            f"{self.again} continues it."
        )

    def _finish(self, out: Path, source: "TD3", state: "PretrainingState") -> None:
        """Trains the measures' agents, evaluates the result and writes critics.npz."""
        import jax
        import jax.numpy as jnp
        import numpy as np

        from ramify.core import Query
        from ramify.emitters.cma_mega import directions
        from ramify.numerics import draws
        from ramify.system.profile import settled, span

        began, key, rows = time.perf_counter(), jax.random.key(self.settings.seed), source.rows
        learn = jax.jit(source.learn, static_argnums=(1, 2, 3), donate_argnums=0)
        follow = jax.jit(source.follow, donate_argnums=0)
        whole, episodes = self.judging(2 * (1 + rows)), self.settings.episodes
        start, last = jax.jit(whole.start)(key), np.asarray(state.learnt.agents.actor[0])
        actors = np.stack([state.average, last, state.best])
        tried = actors.repeat(EPISODES, axis=0)
        found, steps = _evaluated(whole, tried, draws.fold_in(key, 1 + episodes))
        best = actors[found[:, 0].reshape(-1, EPISODES).mean(axis=1).argmax()]
        with span("pre-training: critics of the measures"):
            learnt = learn(
                follow(state.learnt, jnp.array(best, dtype=jnp.float32)),
                self.settings.measure_updates,
                1,
                rows,
            )
            learnt = settled(learnt)
        up = jax.jit(lambda learnt, x: directions(source.jacobian(learnt, Query(x, 1), None)))(
            learnt, jnp.asarray(best)[None]
        )
        shown = np.concatenate([[start], learnt.agents.actor, [best], best[None] + STEP * up])
        found, more = _evaluated(whole, shown, draws.fold_in(key, 2 + episodes))
        results = {
            "steps": state.control_steps + steps + more,
            "seconds": round(state.seconds + time.perf_counter() - began, 1),
            "start": found[0].tolist(),
            "actors": found[1 : 1 + rows].tolist(),
            "best": found[1 + rows].tolist(),
            "climbed": found[2 + rows :].tolist(),
            "losses": np.asarray(learnt.losses.critic).tolist(),
        }
        write_critics(out, self.settings, whole, learnt, best, results)


@dataclass(frozen=True)
class PretrainTD3(RobotPretrainSettings):
    """Pre-training by TD3: the objective's actor, then the measures' agents on the same episodes."""

    name: ClassVar[str] = "td3"

    def __call__(
        self,
        out: str | Path,
        show: Show = None,
        *,
        save_every: float = 30.0,
        run: Path | None = None,
    ) -> Path:
        """Trains the agents and writes critics.npz into a new folder. Returns the file's path.

        Args:
          out: the folder. It holds a checkpoint until the end.
          show: True for a line of progress, or a function that is called with a `Progress` after every
            batch of episodes.
          save_every: seconds between checkpoints, more if saving takes more than a twentieth
            of it.
          run: folder of the run that pre-trains first; `ramify resume` of this folder continues.

        Raises:
          RunError: the folder is not empty.
          ValueError: a setting is out of range.
          KeyboardInterrupt, Terminated: a signal stopped it; see `ramify.train`.
        """
        return self.on_robots(run or Path(out)).begin(Path(out), show, save_every)

    def on_robots(self, folder: Path) -> Pretraining:
        """Returns the pre-training of the robot that the settings name.

        Args:
          folder: that `ramify resume` continues after a stop.
        """
        again = f"`ramify resume {shlex.quote(str(folder))}`"
        task = placed(self.walker(slots=self.side_by_side))
        return Pretraining(self, task, self._whole, again)

    def _whole(self, slots: int) -> "AbstractTask":
        return placed(self.walker(slots=slots, steps=WHOLE if self.on_robot else None))


def _evaluated(task: "AbstractTask", x: Any, key: Any) -> tuple[Any, int]:
    """Evaluates each solution in one episode.

    Returns:
      Objective and measures, [b, 1 + k], and the number of control steps of all episodes.
    """
    import jax.numpy as jnp
    import numpy as np

    from ramify.core import Query
    from ramify.recipes.pretrain_loop import steps_of

    answer = task.evaluate(Query(jnp.asarray(x, jnp.float32), offered=len(x)), key)
    found = np.concatenate([np.asarray(answer.objective)[:, None], answer.measures], axis=1)
    return found, steps_of(answer, task)


def resume(
    out: str | Path,
    show: Show = None,
    *,
    save_every: float = 30.0,
    run: Path | None = None,
) -> Path:
    """Continues pre-training of a robot from its checkpoint. The result is the same to the bit as
    without a stop.

    Args:
      out, show, save_every, run: see `PretrainTD3.__call__`.

    Raises:
      RunError: there is no checkpoint, it cannot be read, or another process holds the folder.
      KeyboardInterrupt, Terminated: a signal stopped it; see `ramify.train`.
    """
    from ramify.run.folder import CHECKPOINT

    out = Path(out)
    if is_complete(out):
        (out / CHECKPOINT).unlink(missing_ok=True)
        return out / CRITICS
    return stopped_settings(out).on_robots(run or out).proceed(out, show, save_every)


def holds_pretraining(folder: str | Path) -> bool:
    """Returns True if a folder holds pre-training, finished or not."""
    from ramify.run.folder import CHECKPOINT

    return any((Path(folder) / name).exists() for name in (CRITICS, CHECKPOINT))


def is_complete(folder: str | Path) -> bool:
    """Returns True if a folder holds finished pre-training."""
    return (Path(folder) / CRITICS).exists()


def stopped_settings(folder: str | Path) -> PretrainTD3:
    """Reads the settings of unfinished pre-training.

    Raises:
      RunError: the folder holds no checkpoint, or it cannot be read.
    """
    from ramify.recipes.pretrain_loop import read_checkpoint

    return settings_in(read_checkpoint(Path(folder), arrays=False)[0], Path(folder))


def settings_in(meta: "PretrainingMeta", folder: Path) -> PretrainTD3:
    """Returns the settings in a checkpoint.

    Raises:
      RunError: this version does not know these settings.
    """
    import msgspec

    from ramify.run.config import settings_before
    from ramify.system.files import RunError

    try:
        return msgspec.convert(settings_before(PretrainTD3) | meta.settings, PretrainTD3)
    except (ValueError, TypeError) as error:
        raise RunError(
            f"{folder} holds pre-training with settings that this version does not know ({error}): "
            "pre-train again, in a new folder."
        ) from None
