"""The programs of docs/from_pyribs.md and docs/from_qdax.md run, and both sides find about the same."""

import re
import sys
from importlib.metadata import version
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest

DOCS = Path(__file__).parent.parent / "docs"


def blocks(page, info="python"):
    return re.findall(rf"```{info}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)


def printed(page, monkeypatch, tmp_path, capsys):
    """Runs the blocks of a page as one program. Returns what each block printed, and the names."""
    monkeypatch.chdir(tmp_path)
    shown: dict = {}
    lines = []
    for block in blocks(page):
        exec(block, shown)
        lines.append(capsys.readouterr().out.split("\n"))
    plt.close("all")
    return lines, shown


@pytest.mark.long
def test_the_programs_for_pyribs_find_about_the_same(monkeypatch, tmp_path, capsys):
    lines, shown = printed("from_pyribs.md", monkeypatch, tmp_path, capsys)
    scores = [[float(n) for n in out[0].split()] for out in lines[1:7]]
    for theirs, ours in zip(scores[::2], scores[1::2], strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0.35)
        assert 0.1 < ours[0] <= 1.0 < ours[1]
    assert len(lines) == 9
    cqd = [float(out[-2]) for out in lines[7:]]
    np.testing.assert_allclose(*cqd, rtol=0.05)
    assert (tmp_path / "elites.png").stat().st_size > 1000
    assert len(shown["elites"]) > 100


@pytest.mark.long
def test_the_programs_of_ramify_for_qdax_run(monkeypatch, tmp_path, capsys):
    lines, shown = printed("from_qdax.md", monkeypatch, tmp_path, capsys)
    coverage = [float(out[0].split()[0]) for out in lines[:3]]
    assert coverage[0] > 0.9 and coverage[1] > 0.1 and coverage[2] > 0.6
    assert len(shown["elites"]) > 300


def test_the_programs_of_qdax_are_python():
    programs = blocks("from_qdax.md", "python notest")
    assert len(programs) == 4
    for program in programs:
        compile(program, "from_qdax.md", "exec")


@pytest.mark.parametrize("module", ["archives", "emitters", "schedulers", "visualize"])
def test_the_names_of_pyribs_exist(module):
    """Every name that looks like a class or plot of pyribs, in the left columns of the tables."""
    text = (DOCS / "from_pyribs.md").read_text("utf-8")
    assert f"pyribs {'.'.join(version('ribs').split('.')[:2])}" in text
    __import__(f"ribs.{module}")
    public = set(sys.modules[f"ribs.{module}"].__all__)
    ends = {
        "archives": r"Archive",
        "emitters": r"Emitter",
        "schedulers": r"Scheduler",
        "visualize": r"_(?:heatmap|plot|histogram)",
    }
    name = rf"`(\w+{ends[module]})\b"
    left = " ".join(row.split("|")[1] for row in text.splitlines() if row.startswith("| `"))
    (lacking,) = re.findall(r"(?s)## What pyribs has.*?(?=\n## )", text)
    named = {*re.findall(name, left), *re.findall(name, lacking)} - {"NoveltyArchive"}  # ramify's
    assert named
    assert named <= public, named - public


def test_the_names_of_ramify_exist():
    """Every function and class in the right columns of the tables is public, or a method of one."""
    api = (DOCS / "api.md").read_text("utf-8")
    for page in ("from_pyribs.md", "from_qdax.md"):
        rows = [row.split(" | ") for row in (DOCS / page).read_text("utf-8").splitlines()]
        ours = " ".join(row[-1] for row in rows if row[0].startswith("| ") and len(row) == 2)
        called = set(re.findall(r"(?<![\w\"])(?:\w+\.)*(\w+)\(", ours))
        assert len(called) > 15
        unknown = {n for n in called if not re.search(rf"`(?:[\w.]*\.)?{n}[(`]", api)}
        assert unknown <= {"sgd", "adam", "evaluate", "sample"}, unknown  # of optax; of interfaces
