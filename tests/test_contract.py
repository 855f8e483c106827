"""What every emitter, gradient source and archive must hold to, in combination.

Add a new one at the end of a table below: every emitter meets two sources, and every archive meets some
emitters.
"""

import itertools

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from selection import long

from ramify import (
    CMAES,
    CMAME,
    CMAMEGA,
    ES,
    LMMAES,
    MEES,
    MEGA,
    OMGMEGA,
    QD,
    SAMEGA,
    XNES,
    Autodiff,
    Bandit,
    CVTArchive,
    Evaluation,
    Function,
    GridArchive,
    IsoLine,
    NoveltyArchive,
    OGMAPElites,
    OpenAIES,
    SepCMAES,
    Several,
    SoftArchive,
    Surrogate,
    Together,
)

# Archives that do not anneal run emitters that rank by thresholds, too: the contract is about types.
pytestmark = pytest.mark.filterwarnings("ignore:ranking='annealed'")

N, BATCH = 6, 5
SOURCES = {
    "autodiff": Autodiff(),
    "es": ES(samples=6, sigma=0.1),
    "es-plain-raw": ES(samples=6, sigma=0.1, mirrored=False, ranked=False),
}
EMITTERS = {
    "cma-mega": lambda source, k: CMAMEGA(source, k, batch=BATCH, sigma_g=0.5),
    "cma-mega-variant": lambda source, k: CMAMEGA(
        source,
        k,
        batch=BATCH,
        sigma_g=0.5,
        ascent=optax.adam(0.1),
        selection="filter",
        restart=3,
        ranking="annealed",
        absolute=True,
        published=True,
    ),
    "several": lambda source, k: Several(
        CMAMEGA(source, k, batch=BATCH, coefficients=XNES(BATCH, 0.5)), 3
    ),
    "together": lambda source, k: Together(
        (CMAMEGA(source, k, batch=BATCH, sigma_g=0.5), IsoLine(3, iso=0.3))
    ),
    "omg-mega": lambda source, k: OMGMEGA(source, batch=BATCH, sigma_g=0.5),
    "me-es": lambda source, k: MEES(
        source, k, steps=2, ascent=optax.adam(0.5), neighbours=3, memory=9, tournament=4
    ),
    "og-map-elites": lambda source, k: OGMAPElites(source, batch=BATCH, sigma=0.2, eta=0.1),
    "mega": lambda source, k: MEGA(source, k, batch=BATCH, hold=2, sigma_g=0.5, adapt=True),
}
WITHOUT_GRADIENTS = {
    "cma-me": lambda k: CMAME(CMAES(BATCH, 0.5)),
    "cma-me-diagonal": lambda k: CMAME(SepCMAES(BATCH, 0.5), selection="mu", restart="basic"),
    "cma-me-limited": lambda k: CMAME(LMMAES(BATCH, 0.5), restart="basic"),
    "cma-me-openai": lambda k: CMAME(OpenAIES(BATCH, 0.5, mirrored=False), "mu", "basic"),
    "bandit": lambda k: Bandit(
        (CMAME(CMAES(BATCH, 0.5)), IsoLine(BATCH, iso=0.3), CMAME(SepCMAES(BATCH, 0.5))), active=2
    ),
    "cma-me-direction": lambda k: CMAME(
        CMAES(BATCH, 0.5), ranking="random_direction", ranges=(6,) * k
    ),
    "cma-me-objective": lambda k: CMAME(CMAES(BATCH, 0.5), "mu", "basic", "objective"),
    "sa-mega": lambda k: SAMEGA(
        Surrogate(k, members=2, units=(8,), updates=2, batch=4, capacity=32),
        batch=BATCH,
        candidates=20,
        elites=6,
        parents=3,
        first=0.5,
    ),
    "cma-me-annealed": lambda k: CMAME(CMAES(BATCH, 0.5), ranking="annealed"),
}
ARCHIVES = {
    1: GridArchive(lower=(-3,), upper=(3,), shape=(30,)),
    2: GridArchive(lower=(-3, -3), upper=(3, 3), shape=(20, 20)),
    "soft": SoftArchive(GridArchive(lower=(-3, -3), upper=(3, 3), shape=(20, 20)), 0.1, -50.0),
    "cvt": CVTArchive(lower=(-3, -3), upper=(3, 3), cells=300, samples=3000),
    "novelty": NoveltyArchive(lower=(-3, -3), upper=(3, 3), threshold=0.1, neighbours=4),
}


class Case:
    """A combination with its task; `tell` is compiled, and counts how often it is traced."""

    def __init__(self, emitter, source, archive):
        k = archive if archive in (1, 2) else 2
        make = EMITTERS.get(emitter)
        chosen = WITHOUT_GRADIENTS[emitter](k) if make is None else make(SOURCES[source], k)
        self.qd = QD(ARCHIVES[archive], chosen)
        self.task = Function(
            lambda x: (-jnp.sum((x - 0.2) ** 2), jnp.tanh(x[:k]) + x[-k:]),
            names=tuple(f"measure {i}" for i in range(k)),
        )
        self.traces = 0

        def tell(state, evaluation):
            self.traces += 1
            return self.qd.step(state, evaluation)

        self.tell = eqx.filter_jit(tell)
        self.phases = self.qd.emitter.phases

    def answer(self, state):
        return evaluate(self.task, self.qd.ask(state), self.qd.round_key(state))

    def init(self, seed=0):
        return self.qd.init(np.full(N, 0.5), key=jax.random.key(seed))

    def run(self, state, iterations):
        for _ in range(iterations * self.phases):
            state = self.tell(state, self.answer(state))
        return state


@eqx.filter_jit
def evaluate(task, query, key):
    return task.evaluate(query, key)


# Each table of emitters takes the archives in turn: a line at its end leaves the combinations above it
# as they are. A new archive changes them.
CASES = [
    *(
        (*pair, archive)
        for pair, archive in zip(
            itertools.product(EMITTERS, ("autodiff", "es")), itertools.cycle(ARCHIVES), strict=False
        )
    ),
    ("cma-mega", "es-plain-raw", "novelty"),
    *(
        (name, None, archive)
        for name, archive in zip(WITHOUT_GRADIENTS, itertools.cycle(ARCHIVES), strict=False)
    ),
]
# Only `make test-long` takes these. `make test` takes every archive, emitters of each kind with sources
# of each kind, and every new line of a table until it is named here.
LONG = {
    ("cma-mega", "autodiff"),
    ("cma-mega", "es-plain-raw"),
    ("cma-mega-variant", "autodiff"),
    ("cma-mega-variant", "es"),
    ("several", "autodiff"),
    ("several", "es"),
    ("together", "autodiff"),
    ("together", "es"),
    ("omg-mega", "autodiff"),
    ("omg-mega", "es"),
    ("me-es", "autodiff"),
    ("og-map-elites", "es"),
    ("mega", "autodiff"),
    ("cma-me", None),
    ("cma-me-diagonal", None),
    ("cma-me-limited", None),
    ("cma-me-direction", None),
    ("cma-me-objective", None),
    ("cma-me-annealed", None),
}
QUICK = [case for case in CASES if case[:2] not in LONG]
QUICK += [("cma-me-openai", None, a) for a in ARCHIVES if a not in {case[2] for case in QUICK}]
PARAMETERS = [*QUICK, *(long(case) for case in CASES if case[:2] in LONG)]


@pytest.fixture(scope="module", params=PARAMETERS, ids=lambda names: "-".join(map(str, names)))
def case(request):
    return Case(*request.param)


def arrays(state):
    """Every leaf as a NumPy array; a key as its data."""
    return [np.asarray(jax.random.key_data(a) if is_key(a) else a) for a in jax.tree.leaves(state)]


def is_key(a):
    return jnp.issubdtype(a.dtype, jax.dtypes.prng_key)


def same(a, b):
    return all(
        np.array_equal(x, y, equal_nan=True) for x, y in zip(arrays(a), arrays(b), strict=True)
    )


def test_an_iteration_keeps_types_shapes_and_the_compiled_code(case):
    state = case.init()
    later = case.run(state, 1)
    assert jax.tree.structure(later) == jax.tree.structure(state)
    for a, b in zip(jax.tree.leaves(state), jax.tree.leaves(later), strict=True):
        assert (a.shape, a.dtype) == (b.shape, b.dtype)
        assert is_key(a) or not (a.weak_type or b.weak_type)
        assert is_key(a) or a.dtype in (jnp.float32, jnp.int32, jnp.bool_)
    case.run(later, 4)
    assert case.traces == case.phases, "an iteration was compiled again"


def test_an_archive_fills_and_everything_stays_finite(case):
    state = case.run(case.init(), 12)
    assert int(state.archive.size) > 5
    assert np.all(np.isfinite(case.qd.ask(state).x))
    assert int(state.rounds) == 12 * case.phases


def test_parents_are_slots_of_elites_or_minus_1(case):
    state = case.run(case.init(), 4)
    for _ in range(case.phases):
        query = case.qd.ask(state)
        if query.parents is not None:
            assert query.parents.shape == (query.offered,) and query.parents.dtype == jnp.int32
            assert -1 <= int(query.parents.min()) <= int(query.parents.max()) < state.archive.size
        state = case.tell(state, case.answer(state))


def test_asking_twice_changes_nothing(case):
    state = case.run(case.init(), 2)
    before = arrays(state)
    first, second = case.qd.ask(state), case.qd.ask(state)
    assert same(first, second)
    assert all(np.array_equal(x, y) for x, y in zip(before, arrays(state), strict=True))
    answer = case.answer(state)
    assert same(case.tell(state, answer), case.tell(state, answer)), "telling the same twice"


def test_a_seed_reproduces_a_run_and_another_does_not(case):
    a, b, other = (case.run(case.init(seed), 3) for seed in (0, 0, 1))
    assert same(a, b)
    exact = isinstance(case.qd.emitter, MEES) and isinstance(case.qd.emitter.gradient, Autodiff)
    assert exact or not same(a.archive, other.archive)  # it draws nothing but elites


@pytest.mark.parametrize(
    "names",
    [
        long(("cma-me-openai", None, 1)),  # the fastest: every operation is compiled alone
        long(("cma-mega-variant", "es", 2)),
    ],
    ids=lambda names: names[0],
)
def test_jitted_equals_eager(names):
    case = Case(*names)
    state = case.run(case.init(), 2)
    for _ in range(case.phases):
        answer = case.answer(state)
        jitted, eager = case.tell(state, answer), case.qd.step(state, answer)
        for a, b in zip(arrays(jitted), arrays(eager), strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-3, atol=1e-4)
        state = jitted


def test_a_run_resumed_from_its_arrays_equals_one_never_interrupted(case):
    halfway = case.run(case.init(), 2)
    leaves, structure = jax.tree.flatten(halfway)
    keys = [is_key(a) for a in leaves]
    saved = [a.copy() for a in arrays(halfway)]
    restored = [
        jax.random.wrap_key_data(jnp.asarray(a)) if key else jnp.asarray(a)
        for a, key in zip(saved, keys, strict=True)
    ]
    resumed = jax.tree.unflatten(structure, restored)
    assert same(case.run(resumed, 2), case.run(halfway, 2))


def centre(case, state):
    """Where the search is: CMA-ME has a mean; a state may keep theta; CMA-MEGA asks for it first."""
    emitter = state.emitter
    if isinstance(getattr(emitter, "emitters", None), tuple):  # of several kinds, the first
        emitter = emitter.emitters[0]
    if hasattr(emitter, "distribution"):
        return np.asarray(emitter.distribution.mean)
    return np.asarray(getattr(emitter, "theta", case.qd.ask(state).x[0]))


@pytest.mark.filterwarnings("ignore:No solution has entered")
def test_when_every_row_fails_the_search_stays_where_it_is(case):
    state = case.init()
    theta = centre(case, state)
    for _ in range(3 * case.phases):
        answer = case.answer(state)
        nothing = jax.tree.map(lambda a: jnp.full_like(a, jnp.nan), answer)
        state = case.tell(state, nothing)
    assert int(state.archive.size) == 0
    np.testing.assert_allclose(centre(case, state), theta, atol=1e-6)
    assert all(np.all(np.isfinite(a)) for a in arrays(state.emitter))
    assert int(case.run(state, 4).archive.size) > 0, "it never recovers"


def test_failed_rows_cost_the_others_nothing(case):
    state = case.run(case.init(), 1)
    for _ in range(case.phases):
        answer = case.answer(state)
        rows = answer.objective.shape[0]
        bad = jnp.arange(rows) % 3 == 1
        spoilt = Evaluation(
            jnp.where(bad, jnp.nan, answer.objective), answer.measures, answer.jacobian
        )
        told = case.tell(state, spoilt)
        offered = case.qd.ask(state).offered
        failed = {tuple(x) for x in np.asarray(case.qd.ask(state).x[:offered][bad[:offered]])}
        assert not (solutions(told) - solutions(state)) & failed  # OMG-MEGA asks for elites again
        assert all(np.all(np.isfinite(a)) for a in arrays(told.emitter))
        state = told


def solutions(state):
    held = getattr(state.archive, "best", state.archive)
    return {tuple(x) for x in np.asarray(held.solution[: int(held.size)])}
