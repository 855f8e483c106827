"""The wheel, in an empty environment: it imports, shows its help and makes a small run."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.long


def run(*command: object, **options) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_the_wheel_works_in_an_empty_environment(tmp_path):
    pip = ("-m", "pip", "--quiet", "--disable-pip-version-check")
    run(sys.executable, *pip, "wheel", "--no-deps", "--wheel-dir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("ramify-*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "env")
    bin = tmp_path / "env" / "bin"
    pinned = ROOT / "requirements.txt"
    run(bin / "python", *pip, "install", "--no-compile", "--constraint", pinned, wheel)
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    home = {"cwd": tmp_path, "env": bare}
    where = run(bin / "python", "-c", "import ramify; print(ramify.__file__, ramify.QD)", **home)
    assert where.startswith(str(tmp_path / "env"))
    assert "train" in run(bin / "ramify", "--help", **home)
    settings = ("--task", "arm", "--dim", "5", "--evaluations", "720", "--out", "run")
    assert "elites" in run(bin / "ramify", "train", "cma-mega", *settings, **home)
    assert (tmp_path / "run" / "report.html").stat().st_size > 100_000
