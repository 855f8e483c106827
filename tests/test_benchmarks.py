"""Every benchmark runs without arguments: here with `--quick`, at sizes that only show that it works."""

import re
import subprocess
import sys
from importlib.util import find_spec
from math import isfinite
from pathlib import Path

import pytest
from _explorer import found

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
SCRIPTS = sorted(path.stem for path in BENCHMARKS.glob("[a-z]*.py"))
NEEDS = {  # what only some machines have
    "explorer": found() is not None,
    "kernels": find_spec("jax_cuda13_plugin") is not None,
    "loops": find_spec("qdax") is not None,
}
FIGURE = re.compile(r"\w+: -?[\d.]+(e[+-]\d+)?|\w+: (nan|-?inf)")
FIGURELESS = {"distributions"}  # a table


def test_the_index_names_every_benchmark():
    index = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    assert [name for name in SCRIPTS if f"[`{name}.py`]({name}.py)" not in index] == []


@pytest.mark.long
@pytest.mark.parametrize("name", sorted({*SCRIPTS} - {"explorer_shots"}))  # it takes pictures
def test_a_benchmark_runs(name, tmp_path):
    if not NEEDS.get(name, True):
        pytest.skip(f"{name}.py needs what is not installed here")
    command = [sys.executable, str(BENCHMARKS / f"{name}.py"), "--quick"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=tmp_path)
    assert run.returncode == 0, run.stderr[-2000:]
    lines = [line.partition(": ") for line in run.stdout.splitlines()]
    figures = {key: float(value) for key, _, value in lines if FIGURE.fullmatch(f"{key}: {value}")}
    assert name in FIGURELESS or figures, run.stdout
    assert all(map(isfinite, figures.values())), figures
