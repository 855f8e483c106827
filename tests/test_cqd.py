"""The CQD score against pyribs."""

from dataclasses import replace

import numpy as np
import pytest
import ribs.archives
from elites import drawn, peer_of, table
from hypothesis import given
from hypothesis import strategies as st

from ramify.analysis.cqd_score import cqd_score, uniform_targets


def test_the_cqd_score_does_not_depend_on_what_the_cells_are():
    elites = table(drawn(7))
    cells = replace(elites, shape=(len(elites),), centroid=elites.measures)
    scale = dict(obj_min=-10.0, obj_max=15.0)
    scores = []
    for one in (elites, cells):
        targets = uniform_targets(one, 30, seed=3)
        assert targets.shape == (1, 30, len(one.names))
        scores.append(cqd_score(one, targets, **scale))
    assert scores[0] == scores[1]


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.sampled_from([1, 4, (0.3,), (0.0, 2.0)]))
def test_cqd_score_equals_pyribs(seed, repetitions, penalties):
    elites = table(drawn(seed))
    targets = uniform_targets(elites, 30, repetitions=repetitions, seed=seed)
    scale = dict(obj_min=-10.0, obj_max=15.0, dist_max=3.0)
    peer = ribs.archives.cqd_score(
        peer_of(elites), iterations=repetitions, target_points=targets, penalties=penalties, **scale
    )
    ours = cqd_score(elites, targets, penalties=penalties, **scale)
    assert ours == pytest.approx(peer.mean, rel=1e-5, abs=1e-5)
    assert cqd_score(elites, targets[0], penalties=penalties, **scale) == pytest.approx(
        peer.scores[0], rel=1e-5, abs=1e-5
    )


def test_cqd_score_in_parts_is_the_whole(monkeypatch):
    elites = table(drawn(8))
    targets = uniform_targets(elites, 50, seed=1)
    whole = cqd_score(elites, targets, obj_min=0.0, obj_max=10.0)
    monkeypatch.setattr("ramify.analysis.cqd_score._ROOM", 100)
    assert cqd_score(elites, targets, obj_min=0.0, obj_max=10.0) == pytest.approx(whole, rel=1e-12)
    diagonal = 20.0**0.5  # of 2 by 4
    same_again = cqd_score(elites, targets, obj_min=0.0, obj_max=10.0, dist_max=diagonal)
    assert same_again == pytest.approx(whole, rel=1e-12)


def test_targets_fill_the_box_and_follow_the_seed():
    elites = table(drawn(8))
    targets = uniform_targets(elites, 1000, repetitions=3, seed=5)
    assert targets.shape == (3, 1000, 2)
    np.testing.assert_allclose(targets.min(axis=(0, 1)), elites.lower, atol=0.01)
    np.testing.assert_allclose(targets.max(axis=(0, 1)), elites.upper, atol=0.01)
    np.testing.assert_array_equal(targets, uniform_targets(elites, 1000, repetitions=3, seed=5))
    assert (targets != uniform_targets(elites, 1000, repetitions=3, seed=6)).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (dict(elites=table(drawn(8))[:0]), "archive is empty"),
        (dict(targets=np.zeros((5, 3))), r"targets have shape \(5, 3\)"),
        (dict(targets=np.zeros(2)), "targets have shape"),
        (dict(targets=np.zeros((0, 2))), "targets have shape"),
        (dict(obj_min=10.0), "give the lower one as obj_min"),
        (dict(penalties=0), "give a positive number, or a list"),
        (dict(penalties=[[0.1]]), "give a positive number, or a list"),
        (dict(dist_max=0.0), "dist_max is 0.0: give a positive number"),
    ],
)
def test_cqd_scores_that_mean_nothing_are_refused(change, message):
    given = dict(elites=table(drawn(8)), targets=np.zeros((5, 2)), obj_min=0.0, obj_max=10.0)
    with pytest.raises(ValueError, match=message):
        cqd_score(**(given | change))
