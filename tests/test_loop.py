"""The loop: jitted whole, round by round, and by hand."""

from functools import partial
from types import SimpleNamespace

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toys import learner, same

from ramify import (
    CMAMEGA,
    ES,
    QD,
    TD3,
    Autodiff,
    Evaluation,
    Function,
    GridArchive,
    elite_table,
    illuminate,
    save,
)
from ramify.archives import cells
from ramify.core import AbstractTask, Query
from ramify.run import loop, plan, qd
from ramify.run.plan import IterationPlan
from ramify.tasks.linear_projection import half_width, sphere

N = 8
B = half_width(N)
QD_AUTODIFF = QD(GridArchive((-B, -B), (B, B), (20, 20)), CMAMEGA(Autodiff(), 2, batch=9))
QD_ES = QD(GridArchive((-B, -B), (B, B), (20, 20)), CMAMEGA(ES(8, 0.1), 2, batch=9))


class OnHost(AbstractTask):
    """The same task, but one that cannot be jitted, such as a simulator."""

    task: Function

    @property
    def measures(self):
        return self.task.measures

    def evaluate(self, query: Query, key: jax.Array) -> Evaluation:
        assert not isinstance(query.x, jax.core.Tracer)
        answer = _evaluate(self.task, query, key)
        return jax.tree.map(np.asarray, answer)


@eqx.filter_jit
def _evaluate(task, query, key):
    return task.evaluate(query, key)


def test_jitted_equals_ask_and_tell_by_hand_and_the_host_loop(key):
    # A rounding error is amplified by ranking, so only a few iterations can be compared.
    qd, task, steps = QD_AUTODIFF, sphere(N), 6
    state, log = illuminate(task, qd, np.zeros(N), steps=steps, key=key)
    hand = qd.init(np.zeros(N), key=key)
    for i in range(steps):
        for _ in range(2):
            answer = _evaluate(task, qd.ask(hand), qd.round_key(hand))
            hand = qd.tell(hand, jax.tree.map(np.asarray, answer))
        assert int(hand.archive.size) == log["elites"][i]
    host, host_log = illuminate(OnHost(task), qd, np.zeros(N), steps=steps, key=key)
    for other in (hand, host):
        assert int(other.rounds) == int(state.rounds) == 2 * steps
        np.testing.assert_array_equal(other.archive.slot_of, state.archive.slot_of)
        rows = int(state.archive.size)
        np.testing.assert_allclose(
            other.archive.solution[:rows], state.archive.solution[:rows], rtol=1e-3, atol=1e-3
        )
        np.testing.assert_allclose(
            other.emitter.search.theta, state.emitter.search.theta, rtol=1e-3, atol=1e-3
        )
    assert log.keys() == host_log.keys()
    np.testing.assert_allclose(log["qd_score"], host_log["qd_score"], rtol=1e-4)


def test_chunks_and_an_archive_that_grows_do_not_change_the_result(key, monkeypatch):
    one, one_log = illuminate(sphere(N), QD_AUTODIFF, np.zeros(N), steps=12, key=key)
    monkeypatch.setattr(cells, "_START_BYTES", 0)
    shown = []
    three, three_log = illuminate(
        sphere(N), QD_AUTODIFF, np.zeros(N), steps=12, key=key, chunk=4, show=shown.append
    )
    for name in one_log:
        np.testing.assert_allclose(one_log[name], three_log[name], rtol=1e-6)  # sums over more rows
    begun = QD_AUTODIFF.shape(N)
    for room, most in (5 * 10 * 4 * N, 5), (1, 1), (20 * 20 * 4 * N, 1000):  # bytes
        monkeypatch.setattr(plan, "ROOM", room)
        assert IterationPlan.of(QD_AUTODIFF, sphere(N), begun).chunk_size(1000) == most
    rows = int(one.archive.size)
    np.testing.assert_array_equal(one.archive.solution[:rows], three.archive.solution[:rows])
    assert [s["elites"] for s in shown] == list(one_log["elites"][[3, 7, 11]])


class OnDevice(OnHost):
    """As a simulator on JAX's device."""

    @property
    def on_device(self):
        return True

    def evaluate(self, query, key):
        return _evaluate(self.task, query, key)


@pytest.mark.long
def test_on_a_device_an_archive_has_all_its_room_at_once(key, monkeypatch):
    """Growing compiles again. An archive that is too large grows all the same."""
    monkeypatch.setattr(cells, "_START_BYTES", 1)
    qd = QD(GridArchive((-B, -B), (B, B), (30, 30)), QD_AUTODIFF.emitter)
    task, begun = OnDevice(sphere(N)), qd.init(np.zeros(N), key=key)
    assert begun.archive.objective.shape == (64,)
    state, _ = loop.advance(qd, task, begun, 1)
    assert state.archive.objective.shape == (900,)
    monkeypatch.setattr(plan, "ROOM", 4 * N * 900 - 1)
    state, _ = loop.advance(qd, task, qd.init(np.zeros(N), key=key), 1)
    assert state.archive.objective.shape == (64,)


@pytest.mark.long
def test_no_product_is_rounded_as_accelerators_would(key):
    """They would to 11 bits, or 8: as much as a branch moves theta."""
    state = QD_ES.init(np.zeros(N), key=key)
    rows = len(QD_ES.ask(state).x)
    answer = Evaluation(np.zeros(rows, np.float32), np.zeros((rows, 2), np.float32))
    source = TD3(learner(), rows=2, capacity=64)
    critics = QD(GridArchive((0.0,), (1.0,), (5,)), CMAMEGA(source, 1, batch=9))
    begun = critics.init(np.zeros(2), key=key)
    programs = [
        (QD_ES.step, state, answer),
        (partial(qd._init, critics, fields={}), jnp.zeros(2), key),  # branches already, as do these
        (critics.emitter.with_gradient_state, begun.emitter, begun.emitter.search.gradient),
    ]
    for program, *given in programs:
        lowered = eqx.filter_jit(program).lower(*given).as_text()
        products = [line for line in lowered.splitlines() if "stablehlo.dot_general" in line]
        assert len(products) >= 3
        assert all("precision = [HIGHEST, HIGHEST]" in line for line in products)


@pytest.mark.parametrize(("samples", "looks"), [(8, 5), (494, 2), (2046, 1)])
def test_the_host_looks_sooner_where_an_iteration_takes_long(samples, looks):
    qd = QD(QD_ES.archive, CMAMEGA(ES(samples, 0.1), 2, batch=9))
    walks = SimpleNamespace(jittable=False, on_device=True)
    assert IterationPlan.of(qd, walks, qd.shape(N)).chunk_size(1000) == looks


def test_the_rows_of_an_iteration_are_known_without_computing(key):
    state = QD_ES.init(np.zeros(N), key=key)
    planned = IterationPlan.of(QD_ES, sphere(N), state)
    assert [(q.x.shape, q.offered) for q in planned.queries] == [((9, N), 1), ((9, N), 9)]
    assert (planned.evaluations, planned.offered, planned.parameters) == (18, 10, N)


def test_telling_consumes_the_state_unless_it_is_kept(key):
    state = QD_ES.init(np.zeros(N), key=key)
    x = np.asarray(QD_ES.ask(state).x)  # a view, which must outlive the state
    before = x.copy()
    answer = Evaluation(np.arange(9.0), np.zeros((9, 2)))
    first, second = QD_ES.tell(state, answer, keep=True), QD_ES.tell(state, answer)
    np.testing.assert_array_equal(first.emitter.query.x, second.emitter.query.x)
    assert int(first.archive.size) == int(second.archive.size) == 1
    np.testing.assert_array_equal(x, before)
    with pytest.raises(ValueError, match=r"used already.*continue with the returned state"):
        QD_ES.tell(state, answer)


@pytest.mark.parametrize(
    ("qd", "answer", "message"),
    [
        (
            QD_ES,
            (np.zeros(8), np.zeros((9, 2))),
            r"objective has shape \(8,\), the query has 9 rows",
        ),
        (QD_ES, (np.zeros((9, 1)), np.zeros((9, 2))), "return one value per row"),
        (
            QD_ES,
            (np.zeros(9), np.zeros((9, 3))),
            r"measures has shape \(9, 3\).*archive has 2 measures",
        ),
        (
            QD_AUTODIFF,
            (np.zeros(1), np.zeros((1, 2))),
            "wants the Jacobian and the evaluation has none",
        ),
        (
            QD_AUTODIFF,
            (np.zeros(1), np.zeros((1, 2)), np.zeros((1, 2, N))),
            r"jacobian has shape \(1, 2, 8\).*\(1, 3, 8\)",
        ),
    ],
)
def test_answers_of_the_wrong_shape_are_refused_with_the_remedy(qd, answer, message, key):
    with pytest.raises(ValueError, match=message):
        qd.tell(qd.init(np.zeros(N), key=key), Evaluation(*answer))


def test_a_task_that_does_not_answer_is_refused_jitted_or_not(key):
    three = Function(lambda x: (-jnp.sum(x**2), x[:3]))
    alone = Function(lambda x: (-jnp.sum(x**2), x[:1]))
    for task, message in (
        (three, "returned 3 measures, and names has 2"),
        (alone, "returned 1 measures, and names has 2"),
        (
            Function(sphere(N).function, names=("only",)),
            r"1 measures \(only\), and the archive has 2 axes.*names=",
        ),
    ):
        for kind in (task, OnHost(task)):
            with pytest.raises(ValueError, match=message):
                illuminate(kind, QD_ES, np.zeros(N), steps=1, key=key)
    wanting = QD_ES.init(
        np.zeros(N), key=key, fields={"seed": jax.ShapeDtypeStruct((2,), "uint32")}
    )
    for fields in ({}, {"seed": np.zeros((8, 2))}):
        answer = Evaluation(np.zeros(9), np.zeros((9, 2)), fields=fields)
        with pytest.raises(
            ValueError, match=r"keeps the field 'seed' of every elite.*each of 9 rows"
        ):
            QD_ES.tell(wanting, answer)


def kept_as(dtype, values, key=0):
    """What becomes of a field that is declared so."""
    state = QD_ES.init(np.zeros(N), key=key, fields={"tag": jax.ShapeDtypeStruct((), dtype)})
    answer = Evaluation(np.arange(9.0), np.zeros((9, 2)), fields={"tag": values})
    return QD_ES.tell(state, answer).archive.fields["tag"][0]


@pytest.mark.parametrize(
    ("dtype", "values"),
    [
        ("int32", [2**31 - 1] * 9),
        ("uint32", np.full(9, 2**32 - 1)),
        ("float32", [0.1] * 9),
        ("float32", jnp.arange(9.0, dtype=jnp.bfloat16)),
        ("bool", [True] * 9),
        ("int8", np.full(9, -7)),
    ],
)
def test_fields_are_kept_as_they_are(dtype, values):
    np.testing.assert_allclose(kept_as(dtype, values), values[0], rtol=1e-7)


@pytest.mark.parametrize(
    ("dtype", "values", "message"),
    [
        (
            "int32",
            np.full(9, 2**40 + 7),
            "int64, and converting it to the declared int32 would change",
        ),
        ("uint32", np.full(9, -1), "int64, and converting it to the declared uint32"),
        ("uint32", np.full(9, 1.5), "float64, and converting it to the declared uint32"),
        ("uint32", jnp.full(9, 1.5), "float32, and converting it to the declared uint32"),
        ("float32", np.full(9, 2**24 + 1), "int64, and converting it to the declared float32"),
        ("uint32", np.zeros((9, 1), "uint32"), r"one of shape \(9, 1\).*shape \(9,\)"),
        ("uint32", 3, r"one of shape \(\)"),
    ],
)
def test_fields_that_would_be_altered_are_refused(dtype, values, message):
    with pytest.raises(ValueError, match=message):
        kept_as(dtype, values)


def test_fields_that_would_be_lost_are_refused(key):
    answer = Evaluation(np.zeros(9), np.zeros((9, 2)), fields={"wind": np.zeros(9)})
    with pytest.raises(ValueError, match="does not keep, wind: declare"):
        QD_ES.tell(QD_ES.init(np.zeros(N), key=key), answer)
    fields = {"number": jax.ShapeDtypeStruct((), np.int64)}
    with pytest.raises(ValueError, match=r"'number' is declared as int64.*32 bits"):
        QD_ES.init(np.zeros(N), key=key, fields=fields)


def test_a_seed_is_as_good_as_a_key():
    same(QD_ES.init(np.zeros(N), key=3), QD_ES.init(np.zeros(N), key=jax.random.key(3)))
    runs = [illuminate(sphere(N), QD_ES, np.zeros(N), steps=2, key=key) for key in (3, np.int64(3))]
    same(runs[0][0], runs[1][0])


def test_a_state_that_was_given_away_is_refused(key, tmp_path):
    for task in (sphere(N), OnHost(sphere(N))):
        state = QD_ES.init(np.zeros(N), key=key)
        loop.advance(QD_ES, task, state, 1)
        for use in (
            lambda state=state, task=task: loop.advance(QD_ES, task, state, 1),
            lambda state=state: elite_table(QD_ES, state, ("a", "b")),
            lambda state=state: save(tmp_path, QD_ES, state, ("a", "b"), 1),
            lambda state=state: QD_ES.judge(state, Evaluation(np.zeros(9), np.zeros((9, 2)))),
        ):
            with pytest.raises(ValueError, match=r"used already.*`advance`"):
                use()


def test_the_judgement_is_what_the_archive_makes_of_the_offered_rows(key):
    state, rng = QD_ES.init(np.zeros(N), key=key), np.random.default_rng(0)
    for offered in (1, 9, 1, 9):
        objective, measures = rng.normal(size=9), rng.uniform(-1, 1, (9, 2))
        judged = QD_ES.judge(state, Evaluation(objective, measures))
        after = QD_ES.tell(state, Evaluation(objective, measures), keep=True)
        x, rows = np.array(QD_ES.ask(state).x[:offered]), slice(offered)
        _, added = QD_ES.add(state, x, Evaluation(objective[rows], measures[rows]))
        same(judged, added)
        state = after


def test_known_solutions_enter_whether_or_not_there_is_room(key, monkeypatch):
    monkeypatch.setattr(cells, "_START_BYTES", 1)
    archive = GridArchive((-1, -1), (1, 1), (100, 100))
    qd = QD(archive, QD_ES.emitter)
    state = qd.init(np.zeros(N), key=key)
    room = state.archive.objective.shape[0]
    x = np.array(jax.random.uniform(key, (3 * room, N), minval=-1.0))
    x[5] = np.nan
    answer = Evaluation(x.sum(axis=1), x[:, :2])
    pending = np.array(qd.ask(state).x)
    after, added = qd.add(state, x, answer)
    best: dict = {}
    for row in np.delete(np.arange(len(x)), 5):
        cell = int(archive.cell_of(jnp.asarray(x[None, row, :2], jnp.float32))[0])
        if cell not in best or x[row].sum() > x[best[cell]].sum():
            best[cell] = row
    held = archive.export(after.archive)
    assert room < len(held["cell"]) and set(held["cell"]) == set(best)
    rows = [best[cell] for cell in held["cell"].tolist()]
    np.testing.assert_array_equal(held["solution"], x[rows].astype(np.float32))
    assert int(added.status[5]) == 0
    np.testing.assert_array_equal(qd.ask(after).x, pending)
    with pytest.raises(ValueError, match=r"used already.*continue with the returned state"):
        qd.add(state, x, answer)
    with pytest.raises(ValueError, match="one solution of 8 parameters per row"):
        qd.add(after, x[:, :3], answer)


def test_a_state_can_be_kept_when_solutions_are_added(key):
    state, x = QD_ES.init(np.zeros(N), key=key), np.ones((1, N))
    first, _ = QD_ES.add(state, x, Evaluation([1.0], [[0.0, 0.0]]), keep=True)
    both, added = QD_ES.add(first, 2 * x, Evaluation([np.nan], [[1.0, 1.0]]), keep=True)
    assert [int(s.archive.size) for s in (state, first, both)] == [0, 1, 1]
    assert added.status.tolist() == [0]
    same(first, QD_ES.add(state, x, Evaluation([1.0], [[0.0, 0.0]]))[0])


def test_methods_are_found_under_their_former_names(key):
    for former, name in (("told", "tell_unchecked"), ("answering", "validate")):
        with pytest.warns(DeprecationWarning, match=f"QD.{former} is now QD.{name}"):
            assert getattr(QD_ES, former) == getattr(QD_ES, name)


@pytest.mark.parametrize("theta", [np.zeros((2, 3)), np.zeros(0), [np.nan, 1.0]])
def test_a_start_that_is_no_vector_is_refused(theta, key):
    with pytest.raises(ValueError, match="one vector of finite parameters"):
        QD_ES.init(theta, key=key)


@pytest.mark.parametrize("kwargs", [dict(steps=0), dict(steps=1, chunk=0)])
def test_a_run_of_no_length_is_refused(kwargs, key):
    with pytest.raises(ValueError, match="give a whole number of at least 1"):
        illuminate(sphere(N), QD_AUTODIFF, np.zeros(N), key=key, **kwargs)
