"""The command line as a user meets it: in a process of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import jax
import mujoco
import pandas as pd
import pytest
from selection import long

from ramify.cli.main import main
from ramify.cli.messages import explain
from ramify.recipes import cma_mega, cma_mega_es
from ramify.recipes.registry import RECIPES
from ramify.run.csv_schema import read_curve
from ramify.run.session import train
from ramify.sims.workers import NoWorkerError

WORDS = "train cma-mega-es --controller gait --batch 6 --samples 4 --grid 5 --slots 16 --steps 60"


PATIENCE = 600.0  # s; the machine may be busy


def ramify(*words, cwd, timeout=PATIENCE):
    command = [sys.executable, "-m", "ramify", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=timeout)


@pytest.fixture
def called(place, monkeypatch, capsys):
    """Runs a command in this process, which is quicker than starting one: its code and output."""

    def call(*words):
        monkeypatch.chdir(place)
        monkeypatch.setattr("sys.argv", ["ramify", *map(str, words)])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return SimpleNamespace(returncode=code, stdout=said.out, stderr=said.err)

    return call


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A working directory with a small finished run of the Ant and one of a function."""
    cwd = tmp_path_factory.mktemp("cli")
    small = dict(controller="gait", batch=6, samples=4, grid=5, slots=16, steps=60)
    train(cma_mega_es(**small), evaluations=22, out=cwd / "runs/ant")
    train(cma_mega(task="arm", dim=10, grid=20), evaluations=3600, out=cwd / "runs/arm")
    return cwd


def test_help_does_not_wait_for_jax(tmp_path):
    program = "import sys; sys.argv=['ramify','--help']\nimport ramify.cli.main\n"
    program += "try: ramify.cli.main.main()\nexcept SystemExit: pass\nprint('jax' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout
    assert "train" in out
    assert out.strip().endswith("False")


def test_train_says_what_it_found_and_where(place):
    """Not a terminal: plain lines."""
    again = ramify("resume", "runs/ant", "--evaluations", 33, cwd=place)
    assert again.returncode == 0, again.stderr
    assert "\x1b" not in again.stdout
    assert "evaluations 33/33" in again.stdout
    lines = again.stdout.splitlines()
    assert "Archive: runs/ant/archive.npz" in lines
    assert [line.split("  #")[0].rstrip() for line in lines[-3:]] == [
        "Next: ramify view runs/ant",
        "      ramify resume runs/ant --evaluations 66",
        "      ramify export runs/ant --to policy.py",
    ]
    assert re.search(r"^Found \d+ different robots\.$", again.stdout, re.M)  # none walks
    assert re.search(r"^Best: -?[\d.]+ in mujoco .*\. Measures: .* [\d.]+\.$", again.stdout, re.M)
    assert re.search(
        r"^Cost: 33 evaluations, \d+ control steps, [\d.]+ minutes\.$", again.stdout, re.M
    )
    assert (place / "runs/ant/figures").is_dir()
    assert json.loads((place / "runs/ant/run.json").read_text())["evaluations"] == 33


@pytest.mark.long
def test_a_broken_backend_for_drawing_costs_the_films_only(place, monkeypatch):
    monkeypatch.setenv("MUJOCO_GL", "nonsense")
    again = ramify("replay", "runs/ant", "--count", 1, cwd=place)
    assert again.returncode == 0, again.stderr
    assert "no films, since MUJOCO_GL=nonsense fails" in again.stderr
    film = ramify("film", "runs/ant", cwd=place)
    assert film.returncode == 2
    assert "Traceback" not in film.stderr and "cannot draw" in film.stderr


def test_plot_writes_pictures_for_every_kind_of_archive(called):
    for run, wanted in (
        ("ant", {"nested", "projections", "curves", "histogram"}),
        ("arm", {"heatmap", "curves"}),
    ):
        done = called("plot", f"runs/{run}")
        assert done.returncode == 0, done.stderr
        names = {line.rsplit("/", 1)[-1].removesuffix(".png") for line in done.stdout.split()}
        assert wanted <= names


def test_replay_gives_back_what_was_archived(place, called):
    done = called("replay", "runs/ant")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "elites have their archived objective and measures exactly." in done.stdout
    assert "DIFFERENT" not in done.stdout
    elites = _elites(place)
    done = called("replay", "runs/ant", "--count", elites + 9, "--episodes", 2)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{elites} of {elites} elites have their archived" in done.stdout
    assert f"{elites} of {elites} elites were evaluated in 2 new episodes each" in done.stdout
    assert "elites above 1000 / 1500 / 2000, steady ones" in done.stdout
    assert done.stdout.count("0 / 0 / 0, 0 / 0 / 0") == 3
    archived, corrected = (
        next(line for line in done.stdout.split("\n") if line.startswith(name))
        .removeprefix(name)
        .split()
        for name in ("archived ", "best mean per cell")
    )
    assert int(archived[0]) == elites >= int(corrected[0]) > 1
    assert float(archived[1]) > float(corrected[1]), "the best was lucky"


def test_many_walk_again_some_at_a_time(place, monkeypatch, capsys):
    import ramify as library
    from ramify.cli import replay

    monkeypatch.setattr(replay, "AT_ONCE", 4)
    monkeypatch.setattr(replay, "FEW", 3)
    run = library.load(place / "runs/ant")
    assert replay.replay_elites(run, 9, 0, 0)
    said = capsys.readouterr()
    assert said.out.startswith("10 of 10 elites have their archived objective")
    assert said.err.split("\n")[:3] == [f"{n} of 10 elites replayed" for n in (4, 8, 10)]
    run.archive.objective[run.archive.objective.argmax()] += 1.0
    assert not replay.replay_elites(run, 9, 0, 0)
    said = capsys.readouterr().out.split("\n")
    assert said[0].endswith("DIFFERENT") and said[1].startswith("9 of 10 elites have their")


def _elites(place):
    import ramify as library

    return len(library.load(place / "runs/ant").archive)


def test_export_writes_a_new_file(place, called):
    import ramify as library

    elites = library.load(place / "runs/ant").archive
    for name in ("ant.parquet", "ant.csv"):
        done = called("export", "runs/ant", "--to", name)
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"Wrote {len(elites)} elites to {name}\n"
    read = library.read_parquet(place / "ant.parquet")
    assert read.solution.tobytes() == elites.solution.tobytes()
    assert read.simulator == elites.simulator == f"mujoco {mujoco.__version__}"
    assert read.fields["seed"].tobytes() == elites.fields["seed"].tobytes()
    table = pd.read_csv(place / "ant.csv")
    assert set(table.pop("simulator")) == {elites.simulator}
    assert list(table.columns) == list(elites.to_pandas().columns)
    assert (table[["seed_0", "seed_1"]] == elites.fields["seed"]).all(axis=None)


def test_list(called):
    done = called("list")
    assert "Runs in runs" in done.stdout and " ant " in done.stdout
    assert "cma-mega-es" in done.stdout
    assert "starts one" in called("list", "elsewhere").stdout
    told = called("list", "recipes").stdout
    assert all(f" {recipe} " in told for recipe in RECIPES)


MISTAKES = {
    "resume runs/none": "There is no folder",
    "train cma-mega --witchcraft 3": "witchcraft",
    "train cma-mega-es --samples 5": "come in pairs",
    "plot .": "not a run",
    "train cma-mega-es --out runs/ant": "holds a run",
    "train cma-mega-es --sigma-e -1": "give a finite number above 0",
    "train cma-mega --eta -1": "eta is -1.0: give a finite number of at least 0",
    "train cma-mega --adam 0": "adam is 0.0: give a finite number above 0",
    "train cma-mega --sigma-g inf": "sigma_g is inf: give a finite number above 0",
    "train me-es --climb-rate -1": "climb_rate is -1.0: give a finite number above 0",
    "train me-es --decay -1": "decay is -1.0: give a finite number of at least 0",
    "train me-es --sigma-e 0": "sigma_e is 0.0: give a finite number above 0",
    "train cma-mega-es --steps 0": "steps is 0",
    "train cma-mega-td3 --hidden 0": "hidden[0] is 0: give a whole number from 1",
    "train pga-me --task dog": "half-cheetah",
    "train map-elites --sim gazebo": "bullet",
    "train cma-mega --batch 9007199254740992": "batch is 9007199254740992: give a whole",
    "train cma-mega --batch 1": "batch is 1: give a whole number of at least 2",
    "train cma-mega --grid 0": "grid is 0: give a whole number from 1",
    "train cma-mega --evaluations 0": "evaluations is 0",
    "film runs/arm": "nothing to film",
    "export runs/arm --to runs/arm/run.json": "exists: name a new file",
    "export runs/arm --to elites.xlsx": "none of .parquet, .csv (all elites)",
    "export runs/arm --to policy.onnx": "runs/arm has no policies",
    "export runs/ant --to elites.csv --cell 3": "leave --near and --cell out",
    "export runs/ant --to policy.py --near 0.1": "measures has 1 entries",
    "export runs/ant --to policy.py --cell 624 --near 0 0 0 0": "give one of them",
}


def test_mistakes_get_a_sentence_not_a_traceback(place):
    """In one process, since they take less time than starting it."""
    program = f"""
import sys, ramify.cli.main
for words in {list(MISTAKES)!r}:
    sys.argv = ["ramify", *words.split()]
    try:
        ramify.cli.main.main()
    except SystemExit as end:
        print("ended", end.code, words)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    rest = done.stdout
    for words, message in MISTAKES.items():
        said, end, rest = rest.partition(f"ended 2 {words}\n")
        assert end, f"{words} did not end with status 2: {said}"
        assert_a_sentence(said, message)
    assert not rest


@pytest.mark.parametrize("name", ["JAX_PLATFORMS", long("JAX_PLATFORM_NAME")])
def test_a_missing_device_is_reported(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "cuda")
    done = ramify("train", "cma-mega-es", "--sim", "auto", cwd=tmp_path)
    assert done.returncode == 2
    assert_a_sentence(done.stdout + done.stderr, f"{name}=cuda, and JAX finds no such device")


def test_which_parts_of_an_error_are_shown():
    full = jax.errors.JaxRuntimeError("RESOURCE_EXHAUSTED: Out of memory allocating 40 GiB\nmore")
    assert re.search(r"--slots .*--buffer.*allocating 40 GiB\)$", explain(full))
    assert explain(NoWorkerError("Bullet fails")) == "Bullet fails"
    assert explain(RuntimeError("a fault of ours")) is None


def assert_a_sentence(said, message):
    said = " ".join(said.replace("│", " ").split())
    assert message in said
    assert "Traceback" not in said


@pytest.mark.long
def test_a_second_start_compiles_nothing_anew(tmp_path):
    """It keeps nothing that the first did not keep."""
    words = [*WORDS.split(), "--sim", "auto", "--evaluations", "22"]  # auto looks for devices first
    cache = tmp_path / "cache"
    kept = []
    for out in ("a", "b"):
        done = subprocess.run(
            [sys.executable, "-m", "ramify", *words, "--out", out],
            cwd=tmp_path,
            env={"XDG_CACHE_HOME": str(cache), "XLA_FLAGS": os.environ["XLA_FLAGS"], "PATH": ""},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        kept.append({path.name for path in (cache / "ramify" / "jax").glob("*-cache")})
    assert len(kept[0]) > 5
    assert kept[1] == kept[0]


@pytest.mark.parametrize(
    "numbers",
    [
        long((signal.SIGTERM, signal.SIGINT)),
        long((signal.SIGINT, signal.SIGHUP, signal.SIGTERM)),
    ],
    ids=len,
)
def test_each_signal_leaves_a_run_that_resumes_and_exits_with_its_code(place, called, numbers):
    words = "train cma-mega --task arm --dim 10 --grid 20 --evaluations 36000000 --save-every 999"
    run = f"runs/a run of {len(numbers)}"
    words = [*words.split(), "--out", run]
    metrics, rows = place / run / "metrics.csv", 1
    for number in numbers:
        child = subprocess.Popen(
            [sys.executable, "-m", "ramify", *words],
            cwd=place,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while child.poll() is None:
            if metrics.exists() and len(metrics.read_text().splitlines()) > rows:
                break
            time.sleep(0.1)
        child.send_signal(number)
        _, err = child.communicate(timeout=PATIENCE)
        assert child.returncode == 128 + number, err
        rows = len(metrics.read_text().splitlines())
        assert f"saved up to iteration {rows - 1} of 1000000" in err
        assert f"`ramify resume '{run}'` continues it" in err
        assert "Traceback" not in err
        words = ["resume", run, "--save-every", "999"]
    assert called("plot", run).returncode == 0


INTERRUPTED = {  # a command that takes minutes, and what it prints or writes first
    "view": ("view runs/arm --port 0 --no-browser", "runs/arm at http://127.0.0.1:"),
    "film": ("film runs/ant --count 1 --seconds 300", Path("ramify-*/film.mp4")),
    "replay": ("replay runs/ant --count 1 --episodes 200000", "archived"),
    "reproduce": (
        "reproduce dqd-table-1 --tasks arm --algorithms MAP-Elites --iterations 9 --seeds 900 "
        "--out runs/table",
        "arm        MAP-Elites         seed",
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("name", INTERRUPTED)
def test_a_signal_ends_a_command_and_leaves_whole_files(place, tmp_path, name, number):
    words, first = INTERRUPTED[name]
    before = contents(place / "runs/arm") | contents(place / "runs/ant")
    child = subprocess.Popen(
        [sys.executable, "-m", "ramify", *words.split()],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path)},
    )
    said = ""
    if isinstance(first, Path):
        while child.poll() is None and not list(tmp_path.glob(str(first))):
            time.sleep(0.01)
    else:
        while first not in said and (line := child.stdout.readline()):
            said += line
    assert child.poll() is None, said + child.stdout.read()
    child.send_signal(number)
    said += child.communicate(timeout=PATIENCE)[0]
    assert child.returncode == 128 + number, said
    assert "ramify: Stopped." in said
    assert "Traceback" not in said
    assert not [path for path in place.rglob(".ramify-*") if path.name.endswith(".part")]
    assert not list(tmp_path.glob("ramify-*")), "an unfinished film"
    after = contents(place / "runs/arm") | contents(place / "runs/ant")
    assert after == before, "films and tables apart, nothing changes"
    for path in (place / "runs/table").glob("*.csv"):
        assert len(read_curve(path, 9).columns["best"]) == 9


def contents(folder):
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock" and path.parent.name != "films"
    }


def test_a_flag_shows_its_whole_text_and_no_none(called):
    """The text is joined over the source's lines, and a default of None is left to the text."""
    said = called("train", "cma-mega-td3", "--help").stdout
    flat = " ".join(said.replace("│", " ").split())
    assert "(default: 0 with --critics, otherwise 5120, 4480 for the Ant, 9600 for" in flat
    assert "--critics FOLDER" in flat and "--hidden INT ..." in flat and "(default: 64 64)" in flat
    assert "None" not in flat and max(map(len, said.splitlines()[1:])) <= 80
