"""What the terminal is shown of runs that strangers wrote: all of it, and none of it interpreted."""

import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from folders import edit, edit_settings
from rich.console import Console

import ramify
from ramify.analysis import compare
from ramify.cli import listing, messages
from ramify.cli import main as cli
from ramify.cli.outputs import draw_figures
from ramify.system.printable import cell, echo, label, printable
from ramify.view.dashboard import Dashboard

OLD = Path(__file__).parent / "data" / "format-1"
EVIL = "[red]x[seed=0]\x1b[2J\u202e"
SAFE = r"[red]x[seed=0]\x1b[2J\u202e"


@pytest.fixture
def runs(tmp_path):
    for name in ("good", EVIL, "cma-mega-td3-es-half-cheetah-with-a-long-name-12"):
        shutil.copytree(OLD / "arm", tmp_path / "runs" / name)
    return tmp_path / "runs"


def squeezed(text):
    return "".join(text.split())


def test_each_bad_run_is_a_row_that_says_why(runs, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    damages = {
        "no-json": ("run.json", b"{", "cut short"),
        "cut": ("archive.npz", b"PK\x03\x04", "archive.npz"),
        "metrics": ("metrics.csv", b"iteration\n1\n", "no column evaluations"),
    }
    for name, (file, content, _) in damages.items():
        shutil.copytree(OLD / "gait", runs / name)
        (runs / name / file).write_bytes(content)
    shutil.copytree(OLD / "gait", runs / "typed")
    edit(runs / "typed", evaluations="many")
    listing.runs(runs)
    told = capsys.readouterr().out
    good, bad = told.split("Runs that cannot be read")
    assert "good" in good and "300/300" in good and max(map(len, told.splitlines())) <= 80
    for name, (_, _, why) in damages.items():
        assert name in bad and squeezed(why) in squeezed(bad)
    assert "typed" in bad and "evaluations" in bad


def test_names_are_shown_whole_at_80_columns_and_not_interpreted(runs, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    listing.runs(runs)
    told = capsys.readouterr().out
    heading = next(line for line in told.splitlines() if "recipe" in line)
    names = [line[: heading.index("recipe")].strip() for line in told.splitlines()]
    assert squeezed(SAFE) in squeezed("".join(names))
    assert "cma-mega-td3-es-half-cheetah-with-a-long-name-12" in "".join(names)
    assert "\x1b" not in told and "\u202e" not in told and "…" not in told


def test_a_search_that_was_saved_without_a_log_shows_its_elites(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    archive = ramify.GridArchive(lower=(-1, -1), upper=(1, 1), shape=(4, 4))
    qd = ramify.QD(archive, ramify.IsoLine(batch=4))
    state = qd.init(np.zeros(2), key=0)
    ramify.save(tmp_path / "none", qd, state, ("x", "y"), iteration=0)
    known = np.array([[-0.9, -0.9], [0.9, 0.9]])
    state, _ = qd.add(state, known, ramify.Evaluation([1.5, 7.25], known))
    ramify.save(tmp_path / "some", qd, state, ("x", "y"), iteration=1)
    listing.runs(tmp_path)
    lines = {line.split()[0]: line.split() for line in capsys.readouterr().out.splitlines() if line}
    assert lines["some"][-2:] == ["2", "7.2"]
    assert lines["none"][-1] == "0"


def test_comparisons_show_settings_as_they_are(runs, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    edit_settings(runs / EVIL, selection=EVIL)
    edit_settings(runs / "good", selection="$\\foo$")
    compare.compare([ramify.load(runs / n) for n in (EVIL, "good")], tmp_path / "out")
    told = capsys.readouterr().out
    assert squeezed("[red]x[seed=0]") in squeezed(told) and "\x1b" not in told
    assert (tmp_path / "out" / "best.png").exists()


def test_the_dashboard_shows_its_title_as_it_is():
    shown = io.StringIO()
    console = Console(file=shown, width=120, height=40, color_system=None)
    with Dashboard(EVIL, 10, console) as dashboard:
        console.print(dashboard._layout(120, 40))
    assert SAFE in shown.getvalue() and "\x1b" not in shown.getvalue()


@pytest.mark.long
def test_pictures_take_names_that_look_like_mathematics(runs):
    edit_settings(runs / "good", task="$\\foo$ [b]")
    assert draw_figures(ramify.load(runs / "good"))


def test_what_a_run_says_of_its_making_is_escaped(runs, capsys, monkeypatch):
    edit(runs / "good", versions={"jaxlib": EVIL}, recipe="made-up" + EVIL)
    messages.warn_about_settings(object(), made=ramify.load(runs / "good").config)
    monkeypatch.setattr("sys.argv", ["ramify", "replay", str(runs / "good")])
    with pytest.raises(SystemExit):
        cli.main()
    told = capsys.readouterr().err
    assert told.count(SAFE) == 2 and "made-up" in told and "\x1b" not in told


def test_text_is_made_printable():
    assert printable("é 日本 a\nb\t\x9b\udcff") == "é 日本 a\nb\\t\\x9b\\udcff"
    assert cell("a\n[b]").plain == "a\\n[b]" and label("a$b$") == r"a\$b\$"
    out = io.StringIO()
    echo(Path("a\x1bb"), file=out)
    assert out.getvalue() == "a\\x1bb\n"
