"""Hostile surroundings: no home, no entry in /etc/passwd, ASCII alone, a notebook's settings."""

import os
import re
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
    assert "you have no home folder, so compiled programs are not stored" in said
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")], "no cache"


FOREIGN = 12345  # a user whom /etc/passwd does not know
READ_SEARCH = 2  # the number of CAP_DAC_READ_SEARCH in the kernel


def foreign(*words, cwd, **env):
    """Runs `ramify` as a foreign user without HOME. Reading is allowed everywhere, where the kernel lets
    root grant it: the interpreter may be installed in root's home."""
    bounds = re.search(r"CapBnd:\s*(\w+)", Path("/proc/self/status").read_text())
    grant = bool(int(bounds[1], 16) >> READ_SEARCH & 1)
    capabilities = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"] * grant
    become = [
        "setpriv",
        f"--reuid={FOREIGN}",
        f"--regid={FOREIGN}",
        "--clear-groups",
        *capabilities,
    ]
    kept = {name: os.environ[name] for name in ("PATH", "XLA_FLAGS")}
    kept["PYTHONPATH"] = str(Path(ramify.__file__).parents[1])
    return subprocess.run(
        [*become, sys.executable, "-m", "ramify", *words],
        cwd=cwd,
        env=kept | env,
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.mark.long  # little of what it compiles is kept
@pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0, reason="only root can become another user"
)
def test_a_user_whom_the_system_does_not_know_trains_and_learns_where_the_cache_is(tmp_path):
    place = tmp_path / "place"
    place.mkdir()
    os.chown(place, FOREIGN, FOREIGN)
    for folder in (tmp_path, *tmp_path.parents[:2]):  # pytest's own, closed to others
        folder.chmod(0o755)
    words = ["train", "cma-mega", "--task", "arm", "--dim", "4", "--evaluations", "72"]
    done = foreign(*words, "--out", "run", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "you have no home folder, so compiled programs are not stored" in done.stderr
    assert "Traceback" not in done.stderr
    assert (place / "run/archive.npz").stat().st_uid == FOREIGN
    assert [path.name for path in place.iterdir()] == ["run"]
    again = foreign(*words, "--out", "again", cwd=place, JAX_COMPILATION_CACHE_DIR="cache")
    assert again.returncode == 0 and "home folder" not in again.stderr
    assert list((place / "cache").glob("*-cache"))
    refused = foreign(*words, "--out", "third", cwd=place, JAX_COMPILATION_CACHE_DIR=str(tmp_path))
    assert refused.returncode == 0
    assert f"cannot be stored in {tmp_path} (you may not write there)" in refused.stderr
