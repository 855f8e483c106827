"""Emitters of different kinds: each is handed its own rows, and a bandit chooses among them."""

from dataclasses import replace

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toys import slide_source

from ramify import (
    CMAME,
    CMAMEGA,
    ES,
    QD,
    Autodiff,
    Bandit,
    Evaluation,
    Function,
    GridArchive,
    IsoLine,
    PerRow,
    SepCMAES,
    Several,
    Together,
    illuminate,
)
from ramify.core import NEW, Added, Elites, merge_reports
from ramify.emitters.bandit import BanditState
from ramify.gradients.per_row import Both

N, K = 4, 2
THETA = jnp.zeros(N)


def sample(key, count, otherwise):
    rows = jnp.broadcast_to(jnp.full(N, 7.0), (count, N))
    return Elites(rows, jnp.zeros(count), jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))


@eqx.filter_jit
def _tell(emitter, state, evaluation, added):
    return emitter.tell(state, evaluation, added, sample)


@eqx.filter_jit
def _init(emitter, key, theta=THETA):
    return emitter.init(theta, key)


@pytest.mark.long
def test_each_is_handed_its_own_rows(key):
    """Offered rows lead, and who asked for no Jacobian gets none."""
    parts = (
        IsoLine(3),
        CMAMEGA(ES(samples=4, sigma=0.1), K, batch=5),
        CMAMEGA(Autodiff(), K, batch=5),
    )
    both = Together(parts)
    together = _init(both, key)
    alone = [_init(e, k) for e, k in zip(parts, jax.random.split(key, 3), strict=True)]
    rows = [3, 1, 1]
    for _ in range(3):
        x = together.query.x
        own = [jnp.concatenate([s.query.x[: s.query.offered] for s in alone])]
        own += [s.query.x[s.query.offered :] for s in alone]
        np.testing.assert_array_equal(x, jnp.concatenate(own))
        assert together.query.offered == sum(rows)
        jacobian = jnp.cos(jnp.arange(3.0 * N * len(x))).reshape(len(x), 3, N)
        assert together.query.wants_jacobian == alone[2].query.wants_jacobian
        answer = Evaluation(x[:, 0], x[:, 1:3], jacobian)
        added = Added(jnp.full(sum(rows), NEW), jnp.cos(jnp.arange(float(sum(rows)))))
        starts, rest = np.cumsum([0, *rows]), sum(rows)
        told = []
        for emitter, state, begin, count in zip(parts, alone, starts, rows, strict=False):
            others = len(state.query.x) - count
            index = jnp.array([*range(begin, begin + count), *range(rest, rest + others)])
            rest += others
            share = jax.tree.map(lambda a, index=index: a[index], answer)
            credit = jax.tree.map(lambda a, b=begin, c=count: a[b : b + c], added)
            told.append(_tell(emitter, state, share, credit))
        alone, together = told, _tell(both, together, answer, added)
        rows = [state.query.offered for state in alone]
    assert both.phases == 2


def pool(active=2, zeta=0.5):
    return Bandit((IsoLine(4), IsoLine(4, iso=0.1), IsoLine(4), IsoLine(4)), active, zeta)


def entered(state: BanditState, each) -> Added:
    """Of the active emitters' four rows, so many have entered."""
    new = [np.arange(4) < each[i] for i in np.asarray(state.active)]
    status = np.where(np.concatenate(new), NEW, 0)
    return Added(jnp.asarray(status, jnp.int32), jnp.zeros(len(status)))


@pytest.mark.long
def test_it_chooses_by_upper_confidence_bound(key):
    """Counted one by one. pyribs takes the logarithm of what entered, not of all that was tried."""
    bandit = pool()
    state, rng = _init(bandit, key), np.random.default_rng(0)
    tried, gained, chosen = np.zeros(4), np.zeros(4), {0, 1}
    for i in range(25):
        assert set(np.asarray(state.active).tolist()) == chosen
        each = rng.integers(0, 5, 4)
        for arm in chosen:
            tried[arm] += 4
            gained[arm] += each[arm]
        nothing = Evaluation(jnp.zeros(8), jnp.zeros((8, K)))
        state = _tell(bandit, state, nothing, entered(state, each))
        untried = np.flatnonzero(tried == 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            bound = gained / tried + 0.5 * np.sqrt(np.log(tried.sum()) / tried)
        bound[untried] = np.inf
        chosen = set(np.argsort(-bound, kind="stable")[:2].tolist())
        if i == 0:
            assert chosen == {2, 3}
    np.testing.assert_array_equal(state.offered, tried)
    np.testing.assert_array_equal(state.entered, gained)
    np.testing.assert_allclose(bandit.report(state)["share_1"], tried[1] / tried.sum(), rtol=1e-6)


def test_active_emitters_get_their_own_rows_and_idle_ones_do_not_change(key):
    kind = CMAME(SepCMAES(4, 0.5), "mu", "basic")
    bandit = Bandit((kind, kind, kind), active=2)
    state = _init(bandit, key)
    state = eqx.tree_at(lambda s: s.active, state, jnp.array([0, 2]))
    value = jnp.array([3.0, 1.0, 0.0, 2.0, 0.0, 1.0, 2.0, 3.0])
    added = Added(jnp.zeros(8, jnp.int32), value)
    answer = Evaluation(jnp.zeros(8), jnp.zeros((8, K)))
    after = _tell(bandit, state, answer, added)
    for i, rows in ((0, slice(4)), (2, slice(4, 8))):
        share = jax.tree.map(lambda a, rows=rows: a[rows], (answer, added))
        expected = _tell(kind, state.emitters[i], *share).distribution.mean
        np.testing.assert_allclose(after.emitters[i].distribution.mean, expected, rtol=1e-5)
    assert np.array_equal(after.emitters[1].query.x, state.emitters[1].query.x)
    assert after.active.tolist() == [0, 2], "none restarted"
    both = jnp.concatenate([after.emitters[i].query.x for i in (0, 2)])
    np.testing.assert_array_equal(after.query.x, both)


def test_one_that_has_a_course_keeps_it_until_it_restarts(key):
    bandit = Bandit((CMAME(SepCMAES(4, 0.5), "mu", "basic"), IsoLine(4), IsoLine(4)), zeta=0.0)
    state = _init(bandit, key)
    for _ in range(3):  # better values each time: no reason to restart
        assert state.active.tolist() == [0]
        answer = Evaluation(jnp.zeros(4), jnp.zeros((4, K)))
        state = _tell(bandit, state, answer, Added(jnp.zeros(4, jnp.int32), jnp.arange(4.0)))
    alike = Added(jnp.zeros(4, jnp.int32), jnp.ones(4))
    state = _tell(bandit, state, answer, alike)
    assert int(state.emitters[0].restarts) == 1 and state.active.tolist() == [1]


@pytest.mark.long
def test_the_bandit_lets_the_better_work(key):
    """One of three arms does next to nothing."""
    task = Function(lambda x: (-jnp.sum(x**2), x[:K]))
    archive = GridArchive((-3, -3), (3, 3), (60, 60))
    arms = IsoLine(6, iso=1e-9, line=0.0), IsoLine(6, iso=0.5), CMAME(SepCMAES(6, 0.5))
    qd = QD(archive, Several(Bandit(arms), 2))
    state, _ = illuminate(task, qd, np.zeros(N), steps=80, key=key)
    offered = np.asarray(state.emitter.emitters.offered)
    assert offered.shape == (2, 3) and (offered.sum(1) == 480).all()
    assert (offered[:, 0] < 0.25 * offered.max(1)).all(), offered


def test_the_metrics_of_two_searches_do_not_overwrite_each_other(key):
    """Both follow TD3 critics, whose metrics have the same names."""
    source = slide_source()
    emitter = Together([IsoLine(3), *[CMAMEGA(source, 1, batch=4) for _ in range(2)]])

    def with_loss(part, loss):
        learnt = part.search.gradient
        losses = replace(learnt.losses, critic=jnp.full(2, loss))
        return replace(part, search=replace(part.search, gradient=replace(learnt, losses=losses)))

    state = _init(emitter, key, jnp.zeros(2))
    first, *searches = state.emitters
    searches = [with_loss(part, loss) for part, loss in zip(searches, (1.0, 2.0), strict=True)]
    state = replace(state, emitters=(first, *searches))
    report = emitter.report(state)
    names = ("critic_loss", "q_expected", "q_realised")
    assert set(report) == {f"emitter_{i}_{name}" for i in (1, 2) for name in names}
    assert [report[f"emitter_{i}_critic_loss"].item() for i in (1, 2)] == [1.0, 2.0]
    both = PerRow(source, source)
    parts = [s.search.gradient for s in state.emitters[1:]]
    report = both.report(Both(*parts))
    assert report["objective_critic_loss"] == 1.0 and report["measures_critic_loss"] == 2.0
    assert len(report) == 6


def test_a_name_of_one_emitter_only_gets_no_prefix_and_nested_ones_stay_apart():
    one, two, three, four = map(jnp.float32, (1, 2, 3, 4))
    assert merge_reports({"emitter_0": {"a": one}, "emitter_1": {"b": two}}) == {"a": 1, "b": 2}
    inner = merge_reports({"emitter_0": {"a": one}, "emitter_1": {"a": two}})
    outer = merge_reports({"emitter_0": inner, "emitter_1": {"a": three}, "emitter_2": {"a": four}})
    assert sorted(outer.values()) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Together(()), "give at least one"),
        (lambda: Bandit((IsoLine(4),), active=2), "active=2: give at most 1"),
        (
            lambda: Bandit((IsoLine(4),), zeta=-1.0),
            "zeta is -1.0: give a finite number of at least 0",
        ),
        (
            lambda: Bandit((CMAMEGA(Autodiff(), 2),)),
            "several queries per iteration cannot be in a Bandit",
        ),
        (
            lambda: Bandit((IsoLine(4), IsoLine(5))).init(THETA, jax.random.key(0)),
            "give all emitters the same batch",
        ),
    ],
)
def test_mistakes_of_configuration_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
