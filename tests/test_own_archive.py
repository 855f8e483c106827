"""Elites of an archive with its own rule for cells are placed by that rule."""

from dataclasses import dataclass, replace
from typing import ClassVar

import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.analysis.exchange import merged, rebinned, retrieve
from ramify.cli.replay import replay_elites
from ramify.core import AbstractArchive
from ramify.recipes.registry import RECIPES, register

TASK = ramify.Function(lambda x: (-jnp.sum(x**2), x[:2]), names=("angle", "height"))


class Periodic(ramify.GridArchive):
    """A grid whose first axis wraps around."""

    def cell_of(self, measures):
        low, high = self.lower[0], self.upper[0]
        wrapped = low + jnp.mod(measures[:, 0] - low, high - low)
        return super().cell_of(measures.at[:, 0].set(wrapped))


class WithoutCells(AbstractArchive):
    """Keeps elites as a periodic grid does, and does not say which cell measures belong to."""

    inner: Periodic

    @property
    def axes(self):
        return self.inner.axes

    def init(self, n, fields):
        return self.inner.init(n, fields)

    def reserve(self, state, rows):
        return self.inner.reserve(state, rows)

    def export(self, state, *, solutions=True):
        return self.inner.export(state, solutions=solutions)

    def restore(self, rows):
        return self.inner.restore(rows)

    def add(self, state, x, evaluation):
        return self.inner.add(state, x, evaluation)

    def sample(self, state, key, count, otherwise):
        return self.inner.sample(state, key, count, otherwise)

    def statistics(self, state):
        return self.inner.statistics(state)


PERIODIC = Periodic((0.0, -1.0), (1.0, 1.0), (10, 4))
X = np.array([[0.15, 0.1], [2.35, 0.3], [-0.75, -0.6], [0.95, 0.9]], np.float32)


def elites_of(archive):
    qd = ramify.QD(archive, ramify.IsoLine(4))
    state, _ = qd.add(qd.init(np.zeros(2), key=0), X, ramify.Evaluation(-(X**2).sum(1), X.copy()))
    return ramify.elite_table(qd, state, TASK.measures)


@dataclass(frozen=True)
class Turning:
    """A search whose archive has its own cells."""

    name: ClassVar[str] = "turning"
    seed: int = 0
    celled: bool = True

    def build(self):
        archive = PERIODIC if self.celled else WithoutCells(PERIODIC)
        emitter = ramify.IsoLine(16, first=1.0)
        return ramify.Experiment(TASK, ramify.QD(archive, emitter), theta=np.zeros(2))


@pytest.fixture
def turning():
    yield register(Turning)
    del RECIPES["turning"]


def test_measures_find_their_elites_by_the_archives_own_rule():
    elites = elites_of(PERIODIC)
    assert len(elites) == 4
    occupied, found = retrieve(elites, [[7.35, 0.3], [0.35, 0.3], [0.5, 0.5]], archive=PERIODIC)
    assert occupied.tolist() == [True, True, False]
    assert np.array_equal(found.solution, X[[1, 1]])


def test_elites_that_are_evaluated_again_stay_in_their_cells():
    elites = elites_of(PERIODIC)
    again = ramify.reevaluate(TASK, elites, 2, archive=PERIODIC)
    assert again.cell.tolist() == elites.cell.tolist()
    assert len(merged([again])) == 4


def test_another_archive_than_a_grid_keeps_the_best_of_each_of_its_cells():
    plain = elites_of(ramify.GridArchive((-3.0, -1.0), (3.0, 1.0), (60, 4)))
    moved = rebinned(plain, archive=PERIODIC)
    assert np.array_equal(moved.cell, np.sort(elites_of(PERIODIC).cell))
    assert moved.shape == (10, 4) and moved.centroid is None
    centroids = np.array([[0.0, 0.0], [2.0, 0.0]], np.float32)
    cvt = ramify.CVTArchive((-3.0, -1.0), (3.0, 1.0), 2, centroids=centroids)
    moved = rebinned(plain, archive=cvt)
    assert moved.cell.tolist() == [0, 1] and np.array_equal(moved.solution, X[[0, 1]])
    assert np.array_equal(moved.centroid, centroids)
    soft = ramify.SoftArchive(PERIODIC, learning_rate=0.5, floor=-9.0)
    assert np.array_equal(rebinned(plain, archive=soft).cell, np.sort(elites_of(PERIODIC).cell))


def test_without_the_archive_one_sentence_says_what_to_do():
    for archive in (PERIODIC, WithoutCells(PERIODIC)):
        elites = elites_of(archive)
        with pytest.raises(ValueError, match=r"give the archive as well, archive=qd\.archive\."):
            retrieve(elites, [[0.5, 0.5]])
        with pytest.raises(ValueError, match=r"give the archive as well, archive=qd\.archive\."):
            ramify.reevaluate(TASK, elites, 1)
    flat = replace(elites, shape=(40,))  # an archive with a list of cells
    with pytest.raises(ValueError, match="give the archive as well"):
        retrieve(flat, [[0.5, 0.5]])


def test_a_tessellation_with_another_rule_is_noticed():
    centroids = np.array([[0.0, 0.0], [2.0, 0.0]], np.float32)
    elites = elites_of(ramify.CVTArchive((-3.0, -1.0), (3.0, 1.0), 2, centroids=centroids))
    assert retrieve(elites, [[0.1, 0.0]])[0].tolist() == [True]
    with pytest.raises(ValueError, match="give the archive as well"):
        retrieve(replace(elites, cell=elites.cell[::-1].copy()), [[0.1, 0.0]])


def test_elites_beside_an_edge_may_have_been_rounded():
    """Earlier versions put some measures on an edge into the cell below it."""
    elites = elites_of(ramify.GridArchive((0.0, -1.0), (1.0, 1.0), (10, 4)))[:2]
    edges = replace(elites, measures=np.array([[0.1, 0.5], [0.7, 0.0]], np.float32))
    for cell in ([3, 26], [7, 30], [2, 29]):
        retrieve(replace(edges, cell=np.array(cell, np.int32)), [[0.5, 0.5]])
    with pytest.raises(ValueError, match="give the archive as well"):
        retrieve(replace(edges, cell=np.array([11, 26], np.int32)), [[0.5, 0.5]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda e: retrieve(e, [[0.5, 0.5]], archive=WithoutCells(PERIODIC)),
            r"WithoutCells does not say which cell .* a method cell_of\(measures\)",
        ),
        (
            lambda e: ramify.reevaluate(TASK, e, 1, archive=WithoutCells(PERIODIC)),
            "WithoutCells does not say which cell measures belong to",
        ),
        (
            lambda e: rebinned(e, archive=ramify.NoveltyArchive((0, 0), (1, 1), 0.1)),
            "NoveltyArchive does not say which cell measures belong to",
        ),
        (
            lambda e: retrieve(e, [[0.5, 0.5]], archive=Periodic((0, 0), (1, 1), (10, 4))),
            r"lower of the archive is \(0.0, 0.0\), and .* \(0.0, -1.0\)",
        ),
        (lambda e: rebinned(e, lower=[0, 0]), "Give either lower, upper and shape of a grid, or"),
        (
            lambda e: rebinned(e, lower=[0, 0], upper=[1, 1], shape=[2, 2], archive=PERIODIC),
            "Give either lower, upper and shape of a grid, or an archive",
        ),
    ],
)
def test_an_archive_that_does_not_fit_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call(elites_of(PERIODIC))


def test_replay_with_new_episodes_uses_the_archive_of_the_recipe(turning, tmp_path, capsys):
    run = ramify.train(Turning(), evaluations=48, out=tmp_path / "run")
    angle = run.archive.measures[:, 0]
    assert ((angle < 0) | (angle > 1)).any(), "else a plain grid would do"
    assert replay_elites(run, 99, 2, 0)
    assert f"best mean per cell{len(run.archive):9}" in capsys.readouterr().out

    run = ramify.train(Turning(celled=False), evaluations=48, out=tmp_path / "without")
    with pytest.raises(ValueError, match="WithoutCells does not say which cell"):
        replay_elites(run, 99, 2, 0)
