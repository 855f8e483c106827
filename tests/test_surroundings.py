"""Hostile surroundings: no home, no entry in /etc/passwd, ASCII alone, a notebook's settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ramify

# A user whom /etc/passwd does not know; then what a command does, all in one process: imports are dear.
CHILD = """
import os, pwd, sys
def unknown(uid):
    raise KeyError(uid)
pwd.getpwuid = unknown
from ramify.cli import main as cli
def run(*arguments):
    sys.argv = ["ramify", *arguments]
    try:
        cli.main()
    except SystemExit as end:
        print("ended", end.code, file=sys.stderr)
name = os.fsdecode(b"r\\xc3\\xbcn-")  # not ASCII, as the shell hands it over
train = ("--task", "sphere", "--dim", "2", "--grid", "4")
run("train", "cma-mega", *train, "--evaluations", "50", "--out", name + "0")
run("compare", name + "0", "--out", "compared")
run("plot", name + "0")
run("export", name + "0", "--to", "elites.csv")
run("list", ".")
run("train", "cma-mega", "--sigma-g", "inf")
"""


@pytest.mark.long  # nothing that it compiles is kept
def test_commands_work_without_home_user_and_utf8_and_beside_a_notebook(tmp_path):
    stripped = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(ramify.__file__).parents[1]),
        "XLA_FLAGS": os.environ["XLA_FLAGS"],
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONWARNINGS": "always::EncodingWarning",
        "PYTHONWARNDEFAULTENCODING": "1",
    }
    command = [sys.executable, "-c", CHILD]
    done = subprocess.run(command, env=stripped, cwd=tmp_path, capture_output=True, timeout=300)
    out, said = done.stdout.decode("ascii"), done.stderr.decode("ascii")
    assert done.returncode == 0, said
    assert "Traceback" not in said
    assert [line for line in said.splitlines() if line.startswith("ended")] == ["ended 2"]
    assert "36 evaluations will be run, not 50" in said
    assert "sigma_g is inf: give a finite number above 0.0" in " ".join(
        said.replace("|", "").split()
    )
    assert "? standard error" in out
    warned = [line for line in said.splitlines() if "EncodingWarning" in line]
    assert not [line for line in warned if str(Path(ramify.__file__).parent) in line]
    assert (tmp_path / "compared/best.png").stat().st_size > 10_000
    assert (tmp_path / "elites.csv").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")], "no cache"
