"""NoveltyArchive against pyribs, and what pyribs does not have: a capacity."""

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import pytest
import ribs.archives
from toys import same

from ramify import Evaluation, GridArchive, NoveltyArchive, SoftArchive
from ramify.elites.table import EliteTable
from ramify.numerics.neighbors import nearest


def archive(**options):
    return NoveltyArchive((-1, 0), (1, 4), **(dict(threshold=0.6, neighbours=3) | options))


@eqx.filter_jit
def add(ours, state, x, answer):
    return ours.add(state, x, answer)


def filled(ours, batches):
    state, answers = ours.init(1, {}), []
    for objective, measures in batches:
        x = len(objective) * len(answers) + np.arange(len(objective), dtype=np.float32)[:, None]
        answer = Evaluation(jnp.asarray(objective), jnp.asarray(measures))
        state, added = add(ours, ours.reserve(state, len(x)), jnp.asarray(x), answer)
        answers.append(added)
    return state, answers


def batches(rng, b, count=5):
    return [
        (
            rng.integers(-30, 90, b).astype(np.float32),
            rng.normal((0.0, 2.0), 1.0, (b, 2)).astype(np.float32),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("competition", [True, False])
def test_as_in_pyribs(competition):
    ours = archive(competition=competition)
    peer = ribs.archives.ProximityArchive(
        solution_dim=1,
        measure_dim=2,
        k_neighbors=3,
        novelty_threshold=0.6,
        local_competition=competition,
        dtype=np.float32,
    )
    told = batches(np.random.default_rng(3), 40)
    state, answers = filled(ours, told)
    for i, ((objective, measures), added) in enumerate(zip(told, answers, strict=True)):
        x = np.arange(40 * i, 40 * (i + 1), dtype=np.float32)[:, None]
        info = peer.add(x, objective, measures)
        np.testing.assert_array_equal(added.status, info["status"])
        value = info["value"] if competition else info["novelty"]
        np.testing.assert_allclose(added.value, value, rtol=1e-5, atol=1e-5)
    assert competition == (1 in np.concatenate([a.status for a in answers]))
    held, theirs = ours.export(state), peer.data()
    ours_by_x, theirs_by_x = (
        np.argsort(held["solution"][:, 0]),
        np.argsort(theirs["solution"][:, 0]),
    )
    assert 40 < len(ours_by_x) < 180
    for name in ("solution", "objective", "measures"):
        np.testing.assert_array_equal(held[name][ours_by_x], theirs[name][theirs_by_x])


def test_the_nearest_are_found_and_the_rest_is_infinitely_far():
    known, asked = np.random.default_rng(0).normal(size=(2, 9, 3)).astype(np.float32)
    squared, index = nearest(jnp.asarray(asked), jnp.asarray(known), jnp.int32(5), 7)
    distance = ((asked[:, None] - known[None, :5]) ** 2).sum(2)
    np.testing.assert_array_equal(index[:, :5], distance.argsort(1))
    np.testing.assert_allclose(squared[:, :5], np.sort(distance, 1), rtol=1e-5)
    assert np.isinf(squared[:, 5:]).all()


@pytest.mark.long
def test_full_it_takes_nothing_but_better_neighbours():
    ours = archive(threshold=0.0, capacity=57)
    state, answers = filled(ours, batches(np.random.default_rng(1), 40, 3))
    assert [int((a.status == 2).sum()) for a in answers] == [40, 17, 0]
    assert int(state.size) == 57 and int((answers[2].status == 1).sum()) > 0
    statistics = ours.statistics(state)
    assert statistics["coverage"] == 1.0
    np.testing.assert_allclose(statistics["qd_score"], np.sum(state.objective[:57]), rtol=1e-6)
    full, (more,) = filled(
        archive(competition=False, capacity=5), batches(np.random.default_rng(1), 40, 1)
    )
    assert int((more.status > 0).sum()) == 5 == int(full.size)


def test_the_order_inside_a_batch_is_irrelevant():
    first, (objective, measures) = batches(np.random.default_rng(5), 40, 2)
    mixed = np.random.default_rng(6).permutation(40)
    held = [
        archive().export(filled(archive(), [first, then])[0])
        for then in ((objective, measures), (objective[mixed], measures[mixed]))
    ]
    for name in ("objective", "measures"):
        a, b = (np.sort(rows[name], axis=0) for rows in held)
        np.testing.assert_array_equal(a, b)


def test_failed_rows_change_nothing_and_a_saved_archive_comes_back():
    ours = archive()
    state, _ = filled(ours, batches(np.random.default_rng(2), 40, 2))
    failed = jnp.arange(40)[:, None] % 2 == 0
    f, m = jnp.where(failed[:, 0], -jnp.inf, 99.0), jnp.where(failed, 9.0, jnp.nan)
    bad = Evaluation(f, jnp.concatenate([m, m], axis=1))
    later, added = add(ours, state, jnp.ones((40, 1)), bad)
    assert not added.status.any() and np.isneginf(added.value).all()
    same(later, state)
    same(ours.restore(ours.export(state)), state)


@pytest.mark.parametrize("count", [0, 40])
def test_its_pictures_give_every_point_to_the_nearest_elite(count):
    ours = archive()
    state, _ = filled(ours, batches(np.random.default_rng(4), 40, count // 40))
    rows = ours.export(state)
    table = EliteTable(**rows, **ours.axes, names=("a", "b"))
    on_grid = table.on_grid()
    inside = (table.centroid >= ours.lower) & (table.centroid <= ours.upper)
    assert inside.all() and (count == 0 or not np.array_equal(table.centroid, table.measures))
    assert set(on_grid.objective) <= set(rows["objective"])
    assert len(on_grid) == (256**2 if count else 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (dict(lower=(0,)), "one entry per measure"),
        (dict(upper=(0, 1)), "below upper"),
        (dict(threshold=-0.1), "give a threshold of at least 0"),
        (dict(neighbours=0), "from 1 to the capacity"),
        (dict(capacity=2), "from 1 to the capacity"),
    ],
)
def test_bad_settings(wrong, said):
    with pytest.raises(ValueError, match=said):
        NoveltyArchive(**(dict(lower=(0, 0), upper=(1, 1), threshold=0.1, neighbours=3) | wrong))


def test_a_soft_archive_needs_cells():
    with pytest.raises(ValueError, match="no cells with thresholds"):
        SoftArchive(archive())
    assert SoftArchive(GridArchive((0,), (1,), (2,)))
