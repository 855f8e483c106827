"""Pre-training: critics and actors learn by plain reinforcement learning before any archive grows.

critics.npz holds all that was learnt: agents, targets, optimisers' states, the replay buffer.
"""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

if TYPE_CHECKING:
    from ramify.gradients.td3 import TD3, Learnt
    from ramify.tasks.locomotion import Locomotion

CRITICS, FORMAT = "critics.npz", 1


@dataclass(frozen=True)
class PretrainTD3:
    """Train the objective's actor by TD3, and with it the critics of every measure."""

    name: ClassVar[str] = "td3"

    task: Literal["ant"] = "ant"
    """What walks."""
    hidden: tuple[int, ...] = (64, 64)
    """Units of the network's hidden layers."""
    output_scale: float = 1.0
    """Of the network's last layer at the start; below 1 training starts from calm actions."""
    episodes: int = 20
    """How many."""
    random: int = 8
    """Of these, the first so many walk by random networks, one each, to show the critics variety."""
    together: int = 4
    """Episodes walked side by side; the actor learns between."""
    updates: int = 1000
    """Updates of every critic, for each episode."""
    exploration: float = 0.03
    """Spread of the noise on the actor's parameters; every episode has its own."""
    units: tuple[int, ...] = (128, 128)
    """Units of the critics' hidden layers."""
    rate: float = 1e-3
    """Learning rate of actors and critics (Adam)."""
    discount: float = 0.99
    """Of rewards to come, a step."""
    tau: float = 0.03
    """How far the targets follow at each of the actor's updates."""
    noise: float = 0.4
    """Of the target's action."""
    buffer: int = 300_000
    """Transitions remembered."""
    seed: int = 0
    """Of all randomness."""

    def __call__(self, out: Path, show: Callable[[dict[str, float]], None] | None = None) -> Path:
        """Train, and write critics.npz into the folder.

        Raises:
          RunError: the folder holds something already.
          ValueError: a setting is out of range.
        """
        import jax
        import jax.numpy as jnp
        import numpy as np

        from ramify.core import Query
        from ramify.run.folder import RunError
        from ramify.tasks.locomotion import ant

        if min(self.episodes, self.together) < 1 or self.exploration < 0:
            raise ValueError("episodes and together must be at least 1, exploration not negative.")
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise RunError(f"{out} is not an empty folder: pre-training wants a new one.")
        task = ant(hidden=self.hidden, output_scale=self.output_scale)
        source = self.source(task)
        key = jax.random.key(self.seed)
        start = task.start(key)
        learnt = jax.jit(source.init)(
            start, jax.random.fold_in(key, 0)
        )  # no buffer shared: all given away
        observe = jax.jit(source.observe, donate_argnums=0)
        steps = 0
        for done in range(0, self.episodes, self.together):
            rows = min(self.together, self.episodes - done)
            noise_key, walk_key = jax.random.split(jax.random.fold_in(key, 1 + done))
            noise = jax.random.normal(noise_key, (rows, start.size))
            x = learnt.agents.actor[:1] + self.exploration * noise
            strangers = jax.vmap(task.start)(jax.random.split(noise_key, rows))
            x = jnp.where(jnp.arange(done, done + rows)[:, None] < self.random, strangers, x)
            query = Query(x, offered=rows, wants_transitions=True)
            walked = task.evaluate(query, walk_key)
            steps += int(walked.fields["steps"].sum())
            learnt = observe(learnt, query, walked)
            if show is not None:
                row: dict[str, float] = {"episodes": done + rows, "control_steps": steps}
                row |= {
                    "best": float(walked.objective.max()),
                    "mean": float(walked.objective.mean()),
                }
                show(row | {name: float(v) for name, v in source.report(learnt).items()})
        actors = jnp.concatenate([start[None], learnt.agents.actor])
        walked = task.evaluate(
            Query(actors, offered=len(actors)), jax.random.fold_in(key, 1 + self.episodes)
        )
        found = np.concatenate([walked.objective[:, None], walked.measures], axis=1)
        _write(out, self, task, learnt, {"steps": steps, "actors": found.tolist()})
        return out / CRITICS

    def source(self, task: "Locomotion") -> "TD3":
        """The agents that are trained: the objective's and every measure's."""
        from ramify.gradients.td3 import TD3
        from ramify.rl import td3

        learner = td3.TD3(
            task.control,
            hidden=self.units,
            actor_rate=self.rate,
            critic_rate=self.rate,
            discount=self.discount,
            tau=self.tau,
            noise=self.noise,
        )
        return TD3(learner, rows=1 + len(task.measures), updates=self.updates, capacity=self.buffer)


def _write(
    out: Path, settings: PretrainTD3, task: "Locomotion", learnt: "Learnt", found: dict[str, Any]
) -> None:
    from dataclasses import asdict

    import jax
    import numpy as np

    from ramify.run.folder import written_whole

    meta = {"format": FORMAT, "settings": asdict(settings), "task": _shape(task)} | found
    members: dict[str, Any] = {"meta": np.frombuffer(json.dumps(meta).encode(), np.uint8)}
    members |= {f"{i}": np.asarray(leaf) for i, leaf in enumerate(jax.tree.leaves(_arrays(learnt)))}
    out.mkdir(parents=True, exist_ok=True)
    with written_whole(out / CRITICS) as file:
        np.savez(file, **members)


def read_meta(folder: str | Path) -> dict[str, Any]:
    """What was pre-trained, and what came of it: `actors` holds a row (objective, then measures) for
    the start policy, the objective's actor, then each measure's.

    Raises:
      RunError: there is no critics.npz, or it cannot be read.
    """
    return _read(Path(folder))[0]


def load_critics(folder: str | Path, source: "TD3", task: "Locomotion", seed: int) -> "Learnt":
    """What `ramify pretrain td3` left, for a source with as many rows or fewer.

    Raises:
      RunError: nothing was pre-trained there, or for another task, network or critic.
    """
    import dataclasses

    import jax
    import jax.numpy as jnp

    from ramify.run.folder import RunError

    meta, members = _read(Path(folder))
    if meta["task"] != _shape(task):
        raise RunError(
            f"{folder} was pre-trained for {meta['task']}, this run is {_shape(task)}: pre-train "
            "with the same --task and --hidden."
        )
    all_rows = dataclasses.replace(source, rows=1 + len(task.measures))
    size = int(meta["settings"]["buffer"])
    template = dataclasses.replace(all_rows, capacity=size).init(
        jnp.zeros(task.sim.controller.n), jax.random.key(seed)
    )
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
