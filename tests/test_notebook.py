"""Displays and progress in notebooks."""

import re
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from toys import archive

import ramify
from ramify.recipes import cma_mega
from ramify.recipes.pretrain import PretrainTD3
from ramify.run import progress
from ramify.run.progress import Progress, ProgressLine, resolved
from ramify.tasks.linear_projection import half_width, sphere

CELLS = (
    "import numpy as np, ramify\nfrom ramify.tasks.linear_projection import half_width, sphere\n"
    "b = half_width(20)\n"
    "archive = ramify.GridArchive(lower=(-b, -b), upper=(b, b), shape=(20, 20))\n"
    "qd = ramify.QD(archive, ramify.CMAMEGA(ramify.Autodiff(), measures=2))\nqd",
    "start = np.zeros(20)\n"
    "state, log = ramify.illuminate(sphere(20), qd, start, steps=300, key=0, chunk=1, show=True)\nlog",
    "recipe = ramify.recipes.cma_mega(task='arm', dim=5)\n"
    "run = ramify.train(recipe, evaluations=3600, out='run', show=True)\nrun",
    "run.archive",
    "state",
)


def search(**options):
    b = half_width(20)
    grid = ramify.GridArchive(lower=(-b, -b), upper=(b, b), shape=(20, 20))
    qd = ramify.QD(grid, ramify.CMAMEGA(ramify.Autodiff(), measures=2))
    state, log = ramify.illuminate(sphere(20), qd, np.zeros(20), steps=6, key=0, chunk=2, **options)
    return qd, state, log


def test_reprs_fit_on_a_screen():
    qd, state, log = search()
    assert repr(qd).startswith("QD(archive=GridArchive(lower=")
    elites = archive((20,) * 4, 100)
    experiment = cma_mega(task="arm", dim=5).build()
    for shown in (qd, qd.archive, qd.emitter, state, state.emitter, log, elites, experiment):
        text = repr(shown)
        assert text.count("\n") == 0 and len(text) < 600, text
    assert "i32[400]" in repr(state.archive)
    assert re.search(r"100 elites, best [\d.]+; measures north, east, south, west", repr(elites))


@pytest.mark.parametrize("shape", [(9,), (9, 9), (5,) * 3, (5,) * 4])
def test_a_table_is_displayed_as_a_picture_with_numbers(shape):
    elites = archive(shape, 5)
    page = elites._repr_html_()
    assert "data:image/png;base64,iVBOR" in page and len(page) < 200_000
    assert f"<b>{elites.objective.max():.5g}</b>" in page
    assert "<img" not in archive(shape, 0)._repr_html_()


def test_a_run_and_a_log_are_displayed(tmp_path):
    run = ramify.train(cma_mega(task="arm", dim=5, grid=10), evaluations=72, out=tmp_path / "<run>")
    page = run._repr_html_()
    assert "data:image/png" in page and "<b>72 of 72</b>" in page and "&lt;run&gt;" in page
    assert repr(run).startswith("<Run ") and "cma-mega" in repr(run)
    _, _, log = search()
    assert "data:image/png" in log._repr_html_()
    assert isinstance(log, dict) and "<Log of 6 iterations; the last: evaluations 216" in repr(log)


def test_show_gets_the_same_everywhere(tmp_path):
    seen = []
    search(show=seen.append)
    assert [one.done for one in seen] == [72, 144, 216]
    assert {one.goal for one in seen} == {216}
    ramify.train(
        cma_mega(task="arm", dim=5), evaluations=72, out=tmp_path / "run", show=seen.append
    )
    small = dict(steps=5, buffer=1000, hidden=(8,), units=(8,), updates=1, measure_updates=1)
    pretrain = PretrainTD3(task="hopper", episodes=8, **small)
    pretrain(tmp_path / "critics", seen.append)
    for one in seen:
        assert isinstance(one, Progress) and dict(one) == one.row and one["best"] == one.row["best"]
    assert len(seen[-2].row) and seen[-1].done == seen[-1].goal == 8
    assert "pre-training: episodes 8/8" in str(seen[-1])
    for wrong in ("yes", 3):
        with pytest.raises(ValueError, match="give True for a line of progress, or a function"):
            search(show=wrong)
    assert resolved(None) is None and resolved(False) is None


def test_elites_can_be_read_while_show_is_called():
    counts = []
    search(show=lambda one: counts.append((len(one.elites(solutions=False)), one["elites"])))
    assert len(counts) == 3 and all(a == b for a, b in counts)


def rows(count: int):
    return [
        Progress({"evaluations": i, "elites": i, "coverage": 0.5, "best": 1.0}, lambda: None, count)
        for i in range(1, count + 1)
    ]


def test_a_notebook_gets_one_line_that_is_updated(monkeypatch):
    shown, updates = [], []

    def display(content, **options):
        shown.append(content["text/plain"])
        return SimpleNamespace(update=lambda content, **_: updates.append(content["text/plain"]))

    fake = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=1))
    monkeypatch.setitem(sys.modules, "IPython", fake)
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=display))
    monkeypatch.setattr(progress, "UPDATED", 0.0)
    line = ProgressLine()
    for row in rows(200):
        line(row)
    assert len(shown) == 1 and len(updates) == 199
    assert updates[-1].startswith("evaluations 200/200 · elites 200 · coverage 50.00% · best 1")


def test_elsewhere_lines_keep_their_distance_and_the_last_is_printed(capsys):
    line = ProgressLine()
    for row in rows(500):
        line(row)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("evaluations 1/500") and lines[-1].startswith("evaluations 500/500")
    assert len(lines) < 20


@pytest.mark.long
def test_a_real_notebook_shows_one_line_per_search_and_pictures(tmp_path):
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    options = {"resources": {"metadata": {"path": str(tmp_path)}}, "kernel_name": "python3"}
    nbclient.NotebookClient(book, timeout=300, **options).execute()
    texts = [
        [out["data"]["text/plain"] for out in cell.outputs if "data" in out] for cell in book.cells
    ]
    streams = [out for cell in book.cells for out in cell.outputs if out.output_type == "stream"]
    assert not streams, streams
    assert [len(cell) for cell in texts] == [1, 2, 2, 1, 1]  # a line of progress, and the result
    assert texts[1][0].startswith("evaluations 10,800/10,800 · ")
    assert texts[2][0].startswith("evaluations 3,600/3,600 · ")
    for cell in book.cells[1:4]:
        assert "data:image/png" in cell.outputs[-1]["data"]["text/html"]
    (tmp_path / "book.ipynb").write_text(nbformat.writes(book))
