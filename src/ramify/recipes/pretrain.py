"""Pre-training: the objective's actor learns to walk by plain TD3 before any archive grows.

critics.npz holds all that was learnt: agents, targets, optimisers' states, the replay buffer.

Simulating is cheap here and learning dear: a core makes 10,000 steps in the time of 250 updates. So
the actor walks many short episodes side by side, each with more noise on its actions than the last,
and learns a little from each batch of them while it walks the next. (A step an update, as TD3 is
usually run, needs 4 times as long for the same walker; noise on the parameters, instead of the actions,
leaves the critic guessing.)
"""

import json
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.recipes.settings import Judging, Learning, Walking

if TYPE_CHECKING:
    from ramify.gradients.td3 import TD3, Learnt
    from ramify.tasks.locomotion import Locomotion

CRITICS, FORMAT = "critics.npz", 3
WHOLE = 1000  # control steps of the episodes that show what was learnt
STEP = 0.15  # in parameters, along each gradient, to show that it leads up


@dataclass(frozen=True)
class PretrainTD3(Judging, Learning, Walking):
    """Train the objective's actor by TD3; then, on the same episodes, the measures' agents."""

    name: ClassVar[str] = "td3"

    episodes: int = 6400
    """How many."""
    steps: int = 250
    """The most an episode has. Short ones begin anew often, and show more."""
    together: int = 64
    """Episodes walked side by side; the actor learns between."""
    random: int = 192
    """Of all episodes, the first so many walk by random networks, one each, to show variety."""
    exploration: float = 0.4
    """Spread of the noise on the actions: from 0 for the first of those side by side to this."""
    updates: int = 1000
    """Of the objective's agent, after each so many episodes side by side."""
    measure_updates: int = 4000
    """Of the measures' agents, at the end."""
    buffer: int = 500_000
    """Transitions remembered."""

    def __call__(self, out: Path, show: Callable[[dict[str, float]], None] | None = None) -> Path:
        """Train, and write critics.npz into the folder.

        Raises:
          RunError: the folder holds something already.
          ValueError: a setting is out of range.
        """
        import jax
        import jax.numpy as jnp
        import numpy as np

        from ramify.core import Evaluation, Query
        from ramify.run.folder import RunError

        if min(self.episodes, self.together, self.steps) < 1 or self.exploration < 0:
            raise ValueError(
                "episodes, together and steps must be at least 1, exploration not negative."
            )
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise RunError(f"{out} is not an empty folder: pre-training wants a new one.")
        task = self.walker(slots=self.together)
        source, key = self.source(task), jax.random.key(self.seed)
        rows = source.rows
        start = task.start(key)
        learnt = jax.jit(source.init)(start, jax.random.fold_in(key, 0))
        remember = jax.jit(source.remember, donate_argnums=0)
        learn = jax.jit(source.learn, static_argnums=(1, 2, 3), donate_argnums=0)
        best, best_return, steps = np.asarray(start), -np.inf, 0
        began = time.perf_counter()

        def walk(done: int, actor: np.ndarray) -> tuple[np.ndarray, Evaluation]:
            side = min(self.together, self.episodes - done)
            stranger_key, walk_key = jax.random.split(jax.random.fold_in(key, 1 + done))
            strangers = jax.vmap(task.start)(jax.random.split(stranger_key, side))
            strange = jnp.arange(done, done + side)[:, None] < self.random
            x = jnp.where(strange, strangers, actor[None])
            return actor, task.explore(x, walk_key, jnp.linspace(0.0, self.exploration, side))

        with ThreadPoolExecutor(1) as aside:  # the next walk while they learn from the last
            walking = aside.submit(walk, 0, np.array(learnt.agents.actor[0]))
            for done in range(0, self.episodes, self.together):
                actor, walked = walking.result()
                undisturbed = float(walked.objective[0])
                if done >= self.random and undisturbed > best_return:
                    best, best_return = actor, undisturbed
                steps += int(walked.fields["steps"].sum())
                learnt = remember(learnt, walked.transitions)
                after = min(done + self.together, self.episodes)
                if after < self.episodes:
                    walking = aside.submit(walk, after, np.array(learnt.agents.actor[0]))
                learnt = learn(learnt, self.updates, 0, 1)
                if show is not None:
                    row = {"episodes": after, "control_steps": steps, "best": best_return}
                    row |= {"actor": undisturbed, "mean": float(walked.objective.mean())}
                    show(row | {name: float(v) for name, v in source.report(learnt).items()})
        whole = self.walker(slots=2 * (1 + rows), steps=WHOLE)
        last = np.asarray(learnt.agents.actor[0])
        both, walk_key = np.stack([best, last]), jax.random.fold_in(key, 1 + self.episodes)
        best = both[_walked(whole, both, walk_key)[:, 0].argmax()]
        follow = jax.jit(source.follow, donate_argnums=0)
        learnt = learn(follow(learnt, best), self.measure_updates, 1, rows)
        climbed = best[None] + STEP * _unit(source.jacobian(learnt, Query(best[None], 1), None))
        shown = np.concatenate([[start], learnt.agents.actor, [best], climbed])
        found = _walked(whole, shown, jax.random.fold_in(key, 2 + self.episodes)).tolist()
        came = {
            "steps": steps,
            "seconds": round(time.perf_counter() - began, 1),
            "start": found[0],
            "actors": found[1 : 1 + rows],
            "best": found[1 + rows],
            "climbed": found[2 + rows :],
        }
        _write(out, self, whole, learnt, best, came)
        return out / CRITICS

    def source(self, task: "Locomotion") -> "TD3":
        """The agents that are trained: the objective's and every measure's."""
        from ramify.gradients.td3 import TD3

        rows = 1 + len(task.measures)
        return TD3(self.learner(task), rows=rows, capacity=self.buffer, actors=self.actors(rows))


def _walked(task: "Locomotion", x: Any, key: Any) -> Any:
    """Objective and measures of an episode each, [b, 1 + k]."""
    import jax.numpy as jnp
    import numpy as np

    from ramify.core import Query

    walked = task.evaluate(Query(jnp.asarray(x, jnp.float32), offered=len(x)), key)
    return np.concatenate([np.asarray(walked.objective)[:, None], walked.measures], axis=1)


def _unit(rows: Any) -> Any:
    import numpy as np

    return np.asarray(rows) / np.linalg.norm(rows, axis=1, keepdims=True)


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

    from ramify.run.folder import written_whole

    meta = {"format": FORMAT, "settings": asdict(settings), "task": _shape(task)} | found
    members: dict[str, Any] = {"meta": np.frombuffer(json.dumps(meta).encode(), np.uint8)}
    members["best"] = best
    members |= {f"{i}": np.asarray(leaf) for i, leaf in enumerate(jax.tree.leaves(_arrays(learnt)))}
    out.mkdir(parents=True, exist_ok=True)
    with written_whole(out / CRITICS) as file:
        np.savez(file, **members)


def read_meta(folder: str | Path) -> dict[str, Any]:
    """What was pre-trained, and what came of it. Rows of objective and measures, of an episode each:
    `start`, the start policy; `actors`, the objective's and each measure's; `best`, the objective's at
    its best; `climbed`, that one a step up each gradient.

    Raises:
      RunError: there is no critics.npz, or it cannot be read.
    """
    return _read(Path(folder))[0]


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
    capacity = int(meta["settings"]["buffer"])
    every = dataclasses.replace(source, rows=1 + len(task.measures), capacity=capacity)
    template = every.init(jnp.zeros(task.sim.controller.n), jax.random.key(seed))
    leaves, structure = jax.tree.flatten(_arrays(template))
    saved = [members.get(str(i)) for i in range(len(leaves))]
    for old, leaf in zip(saved, leaves, strict=True):
        if old is None or old.shape != leaf.shape or old.dtype != leaf.dtype:
            raise RunError(
                f"{folder} holds other critics than these: give the --units it was pre-trained with, "
                f"{tuple(meta['settings']['units'])}."
            )
    learnt = jax.tree.unflatten(structure, [jnp.asarray(old) for old in saved])
    key = jax.random.fold_in(jax.random.key(seed), 7)
    return source.adopt(dataclasses.replace(learnt, key=key))


def _read_for(folder: str | Path, task: "Locomotion") -> tuple[dict[str, Any], dict[str, Any]]:
    from ramify.run.folder import RunError

    meta, members = _read(Path(folder))
    if meta["task"] != _shape(task):
        raise RunError(
            f"{folder} was pre-trained for {meta['task']}, this run is {_shape(task)}: pre-train "
            "with the same --task, --sim and --hidden."
        )
    return meta, members


def _arrays(learnt: Any) -> Any:
    """All but the key, which a run has of its own."""
    import dataclasses

    return dataclasses.replace(learnt, key=None)


def _read(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    import numpy as np

    from ramify.run.folder import RunError

    path = folder / CRITICS
    try:
        with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
            members = {name: file[name] for name in file.files}
        meta = json.loads(bytes(members.pop("meta")))
    except FileNotFoundError:
        raise RunError(
            f"{folder} has no {CRITICS}: `ramify pretrain td3 --out {folder}` makes one."
        ) from None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise RunError(f"{path} is cut short or not ramify's ({error}): pre-train again.") from None
    if meta.get("format") != FORMAT:
        raise RunError(f"{path} has format {meta.get('format')}, this version reads {FORMAT}.")
    return meta, members


def _shape(task: "Locomotion") -> dict[str, Any]:
    control = task.control
    return {
        "robot": task.sim.robot.name,
        "simulator": task.sim.name,
        "observations": control.observations,
        "actions": control.actions,
        "parameters": task.sim.controller.n,
    }
