"""The programs whose time `first_result.py` measures. Each runs in a process of its own.

    python benchmarks/_first_result.py ask

A program prints a line when it reaches a point that is measured. `recipe` prints what JAX compiled.
"""

import json
import os
import sys
import tempfile
import time

N, BATCH, STEPS = (
    20,
    36,
    100,
)  # of the small search: parameters, solutions per iteration, iterations
QUICK_PRETRAINING = {
    "episodes": 10,
    "together": 4,
    "random": 4,
    "updates": 4,
    "measure_updates": 4,
}


def reached(point: str) -> None:
    print(point, flush=True)


def ask() -> None:
    import numpy as np

    from ramify import CMAMEGA, QD, Autodiff, Evaluation, GridArchive

    reached("imported")
    archive = GridArchive(lower=(-1, -1), upper=(1, 1), shape=(20, 20))
    qd = QD(archive, CMAMEGA(Autodiff(), measures=2, batch=BATCH, sigma_g=0.3))
    state = qd.init(np.zeros(N), key=0)
    x = np.asarray(qd.ask(state).x)
    reached("asked")
    for _ in range(2 * qd.emitter.phases):  # two iterations: all that is compiled is compiled
        query = qd.ask(state)
        x = np.asarray(query.x)
        rows = np.ones((len(x), 3, N), np.float32) if query.wants_jacobian else None
        state = qd.tell(state, Evaluation(-(x**2).sum(axis=1), np.tanh(x[:, :2]), rows))
        int(state.archive.size)
    reached("told")


def ask_pyribs() -> None:
    import numpy as np
    from ribs.archives import GridArchive
    from ribs.emitters import GradientArborescenceEmitter
    from ribs.schedulers import Scheduler

    reached("imported")
    archive = GridArchive(solution_dim=N, dims=(20, 20), ranges=[(-1, 1), (-1, 1)], seed=0)
    emitter = GradientArborescenceEmitter(
        archive, x0=np.zeros(N), sigma0=0.3, lr=1.0, batch_size=BATCH, seed=0
    )
    scheduler = Scheduler(archive, [emitter])
    for turn in range(2):
        x = scheduler.ask_dqd()
        if not turn:
            reached("asked")
        scheduler.tell_dqd(-(x**2).sum(axis=1), np.tanh(x[:, :2]), np.ones((len(x), 3, N)))
        x = scheduler.ask()
        scheduler.tell(-(x**2).sum(axis=1), np.tanh(x[:, :2]))
    reached("told")


def illuminate() -> None:
    import numpy as np

    from ramify import CMAMEGA, QD, Autodiff, GridArchive, illuminate
    from ramify.tasks.linear_projection import half_width, sphere

    reached("imported")
    b = half_width(N)
    archive = GridArchive(lower=(-b, -b), upper=(b, b), shape=(20, 20))
    qd = QD(archive, CMAMEGA(Autodiff(), measures=2, batch=BATCH))
    illuminate(sphere(N), qd, np.zeros(N), steps=STEPS, key=0)
    reached("illuminated")


def illuminate_qdax() -> None:
    import jax
    import jax.numpy as jnp
    from qdax.core.containers.mapelites_repertoire import compute_euclidean_centroids
    from qdax.core.emitters.cma_mega_emitter import CMAMEGAEmitter
    from qdax.core.map_elites import MAPElites

    reached("imported")

    def returned(x):
        return -jnp.sum((x - 2.0) ** 2), jnp.clip(x, -5.0, 5.0).reshape(2, -1).sum(axis=1)

    def scored(x, key):
        objective, measures = jax.vmap(returned)(x)
        slopes = jax.vmap(jax.jacrev(lambda one: jnp.append(*returned(one)[::-1])))(x)
        slopes = jnp.stack([slopes[:, -1], slopes[:, 0], slopes[:, 1]], axis=-1)
        slopes = slopes / (jnp.linalg.norm(slopes, axis=1, keepdims=True) + 1e-8)
        return objective, measures, {"gradients": slopes, "normalized_grads": slopes}

    bound = 5.0 * N / 2
    centroids = compute_euclidean_centroids((20, 20), -bound, bound)
    emitter = CMAMEGAEmitter(
        scoring_function=scored,
        batch_size=BATCH,
        learning_rate=1.0,
        num_descriptors=2,
        centroids=centroids,
        sigma_g=10.0,
    )
    loop = MAPElites(scored, emitter, lambda repertoire: {})
    repertoire, state, _ = loop.init(jnp.zeros((1, N)), centroids, jax.random.key(0))
    carry = (repertoire, state, jax.random.key(1))
    carry, _ = jax.jit(lambda c: jax.lax.scan(loop.scan_update, c, (), length=STEPS))(carry)
    jax.block_until_ready(carry)
    reached("illuminated")


def add() -> None:
    import numpy as np

    from ramify import Evaluation, GridArchive

    reached("imported")
    x, objective, measures = _solutions(np)
    archive = GridArchive(lower=(-1, -1), upper=(1, 1), shape=(20, 20))
    state, _ = archive.add(archive.init(N, {}), x, Evaluation(objective, measures))
    int(state.size)
    reached("added")


def add_pyribs() -> None:
    import numpy as np
    from ribs.archives import GridArchive

    reached("imported")
    archive = GridArchive(solution_dim=N, dims=(20, 20), ranges=[(-1, 1), (-1, 1)])
    archive.add(*_solutions(np))
    reached("added")


def _solutions(np):
    """Returns a batch of solutions, their objectives and their measures."""
    draw = np.random.default_rng(0)
    sizes = ((BATCH, N), BATCH, (BATCH, 2))
    return tuple(draw.uniform(-1, 1, size=size).astype(np.float32) for size in sizes)


def recipe(name: str, robot: str, steps: int) -> None:
    """Trains a recipe for a few iterations, and prints what JAX compiled.

    Its settings are the defaults, except that episodes have few control steps and that runs begin
    without pre-training.
    """
    import jax

    compiled: list[tuple[str, float, float]] = []

    def note(event: str, seconds: float, **_: object) -> None:
        if "/jax/core/compile/" in event:
            now = time.perf_counter()
            compiled.append((event.rpartition("/")[2], now - seconds, now))

    jax.monitoring.register_event_duration_secs_listener(note)
    from ramify import recipes, train

    make = getattr(recipes, name.replace("-", "_"))
    names = make.__dataclass_fields__
    small = {} if "dim" in names else {"task": robot, "steps": steps}
    small |= {"pretrain": 0} if "pretrain" in names else {}
    began, cpu = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        if name == "pretrain-td3":
            make(**small, **QUICK_PRETRAINING)(os.path.join(folder, "critics"))
        else:
            run = make(**small)
            once = run.build().per_iteration()
            train(run, evaluations=2 * once, out=os.path.join(folder, "run"))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    kinds = {"trace": "trace", "lower": "mlir", "compile": "backend_compile"}
    parts = {
        part: covered([(a, b) for event, a, b in compiled if word in event])
        for part, word in kinds.items()
    }
    found = {
        "programs": sum("backend_compile" in event for event, *_ in compiled),
        "total": covered([(a, b) for _, a, b in compiled]),
        "wall": wall,
        "cpu": cpu,
    }
    print(json.dumps(parts | found), flush=True)


def covered(spans: list[tuple[float, float]]) -> float:
    """Returns the seconds that these spans cover together. Spans may lie within others.

    Example:
      >>> covered([(0.0, 2.0), (1.0, 3.0), (5.0, 6.0)])
      4.0
    """
    total, end = 0.0, float("-inf")
    for start, stop in sorted(spans):
        total += max(0.0, stop - max(start, end))
        end = max(end, stop)
    return total


if __name__ == "__main__":
    part, *arguments = sys.argv[1:]
    if part == "recipe":
        recipe(arguments[0], arguments[1], int(arguments[2]))
    else:
        globals()[part]()
