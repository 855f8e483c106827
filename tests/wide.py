"""Results to compare with and without `jax_enable_x64`; run as a program, it prints their digests.

JAX_ENABLE_X64=1 python tests/wide.py [name ...]
"""

import hashlib
import json
import sys
import tempfile
import traceback
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from test_contract import ARCHIVES, EMITTERS, SOURCES, WITHOUT_GRADIENTS
from toys import learner

from ramify import (
    PGAME,
    QD,
    TD3,
    Bounded,
    Evaluation,
    Function,
    IsoLine,
    illuminate,
    restore,
    save,
    tasks,
)
from ramify.core import Query, Transitions
from ramify.recipes.kinds import FUNCTIONS
from ramify.tasks import walker
from ramify.tasks.gymnasium import GymnasiumTask, Last
from ramify.tasks.linear_projection import half_width

TASK = Function(lambda x: (-jnp.sum((x - 0.2) ** 2), jnp.tanh(x[:2]) + x[-2:]))


def digest(tree):
    """Of all values and dtypes; each leaf's dtype in words, to see what differs."""
    leaves = [a for a in jax.tree.leaves(tree) if hasattr(a, "dtype")]
    keys = [jnp.issubdtype(a.dtype, jax.dtypes.prng_key) for a in leaves]
    plain = [
        np.asarray(jax.random.key_data(a) if k else a) for a, k in zip(leaves, keys, strict=True)
    ]
    found = hashlib.sha256()
    for values in plain:
        found.update(str(values.dtype).encode() + values.tobytes())
    return [found.hexdigest(), *sorted({str(values.dtype) for values in plain})]


def told(emitter, archive=2):
    """Two iterations by ask and tell, whose answers are NumPy's float64."""
    qd = QD(ARCHIVES[archive], emitter)
    state = qd.init(np.linspace(-0.5, 0.5, 6), key=1)
    for _ in range(2 * emitter.phases):
        query = qd.ask(state)
        answer = TASK.evaluate(query, qd.round_key(state))
        answer = jax.tree.map(lambda a: np.asarray(a, np.float64), answer)
        state = qd.tell(state, answer)
    return state, qd.report(state)


def filled(task, n=6):
    """The jitted loop."""
    b = half_width(n)
    archive = type(ARCHIVES[2])((-b, -b), (b, b), (10, 10))
    emitter = EMITTERS["cma-mega"](SOURCES["autodiff"], 2)
    return illuminate(task, QD(archive, emitter), np.zeros(n), steps=3, key=0)


def critics():
    """PGA-MAP-Elites, whose every answer has transitions."""
    emitter = PGAME(TD3(learner(), rows=1, capacity=64), batch=6)
    qd = QD(ARCHIVES[1], emitter)
    state = qd.init(np.zeros(2), key=0)
    for _ in range(2):
        x = np.asarray(qd.ask(state).x, np.float64)
        steps = Transitions(
            np.zeros((6, 2, 1)), x[:, None, :1], x[:, None], np.ones(6, int), np.ones(6, bool)
        )
        state = qd.tell(state, Evaluation(x[:, 0], x[:, 1:], transitions=steps))
    return state


def saved():
    qd = QD(ARCHIVES["cvt"], EMITTERS["cma-mega"](SOURCES["es"], 2))
    state = qd.init(np.zeros(6), key=0)
    with tempfile.TemporaryDirectory() as folder:
        save(folder, qd, state, TASK)
        return restore(folder, qd)[0]


def walked():
    task = walker("hopper", "mlp", hidden=(4,), steps=20, slots=16, threads=1)
    x = jnp.stack([task.start(jax.random.key(i)) for i in range(3)])
    query = Query(x, offered=3, wants_transitions=True)
    first = task.evaluate(query, jax.random.key(0))
    return first, task.explore(x, jax.random.key(1), jnp.full(3, 0.1, jnp.float32))


def walked_in_mjx():
    """On JAX's device: physics, policy and rewards are JAX programs."""
    task = walker("hopper", "gait", sim="mjx", steps=5, slots=4)
    x = jnp.stack([task.start(jax.random.key(i)) for i in range(3)])
    first = task.evaluate(Query(x, offered=3), jax.random.key(0))
    return first, task.replay(x, first.fields["seed"])


def stepped():
    task = GymnasiumTask(
        "Pendulum-v1", measures=Last("cos", of=cosine), hidden=(4,), steps=5, workers=1
    )
    x = jnp.stack([task.start(jax.random.key(i)) for i in range(3)])
    first = task.evaluate(Query(x, offered=3, wants_transitions=True), jax.random.key(0))
    task.close()
    return first


def cosine(env, observation, action, reward, info):
    return observation[0]


CASES = {
    f"emitter {k}": partial(lambda make: told(make(SOURCES["autodiff"], 2)), m)
    for k, m in EMITTERS.items()
}
CASES |= {
    f"emitter {k}": partial(lambda make: told(make(2)), m) for k, m in WITHOUT_GRADIENTS.items()
}
CASES |= {
    f"archive {k}": partial(lambda k: told(IsoLine(batch=70, first=1.0), k), k)
    for k in ARCHIVES
    if k not in (1, 2)
}
CASES |= {
    "emitter bounded": lambda: told(Bounded(IsoLine(batch=5), -1, 1)),
    "source es": lambda: told(EMITTERS["cma-mega"](SOURCES["es"], 2)),
    "source es-plain-raw": lambda: told(EMITTERS["me-es"](SOURCES["es-plain-raw"], 2)),
    "critics": critics,
    **{f"loop {name}": partial(lambda n: filled(getattr(tasks, n)(6)), name) for name in FUNCTIONS},
    "saved": saved,
    "walker": walked,
    "mjx": walked_in_mjx,
    "gymnasium": stepped,
}


def results(names=()):
    found = {}
    for name in names or CASES:
        try:
            found[name] = digest(CASES[name]())
        except Exception as error:
            trace = traceback.format_exc().splitlines()
            place = [line.strip() for line in trace if "src/ramify" in line][-1:]
            found[name] = [f"{type(error).__name__}: {str(error)[:200]}", *place]
    return found


if __name__ == "__main__":
    for name in sys.argv[1:] or CASES:
        print(json.dumps(results([name])), flush=True)
