"""Every program and every command of docs/walkthrough.md runs."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from ramify.cli.main import main

PAGE = Path(__file__).parents[1] / "docs/walkthrough.md"
CONTROLLER = "--steps 20 --slots 16 --grid 4"
CRITICS = "--hidden 4 --units 8 --buffer 2000"
SMALLER = {  # flags that make a command quick, by its first words; of several, the longest counts
    "train mega": "--dim 4 --grid 10",
    "train cma-mega": "--dim 4 --grid 10",
    "train mega-es": f"{CONTROLLER} --samples 4 --batch 2",
    "train cma-mega-es": f"{CONTROLLER} --samples 4 --batch 4",
    "train cma-mega-td3": f"{CONTROLLER} {CRITICS} --states 8 --batch 4 --updates 1",
    "train cma-mega-td3-es": f"{CONTROLLER} {CRITICS} --states 8 --batch 4 --updates 1 --samples 4",
    "pretrain td3": f"{CRITICS} --steps 20 --episodes 4 --updates 1 --measure-updates 1",
    "replay": "--count 2",
}


def blocks(kind):
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.mark.long
def test_the_programs_are_one_program(capsys):
    shown: dict = {}
    exec("".join(blocks("python")), shown)
    printed = capsys.readouterr().out.splitlines()
    iso_line, mega = (float(line.split()[1]) for line in printed[:2])
    assert mega > 50 and iso_line > 50
    cosines = [list(map(float, re.findall(r"-?\d\.\d+", line))) for line in printed[2:5]]
    assert all(len(row) == 3 and min(row) > 0.7 for row in cosines), cosines
    assert shown["td3"].emitter.phases == 1 and shown["both"].emitter.phases == 1
    assert len(shown["elites"]) > 3


@pytest.mark.long
def test_the_commands_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    lines = "".join(blocks("bash")).replace("\\\n", " ").splitlines()
    done = []
    for words in map(shlex.split, lines):
        assert words.pop(0) == "ramify"
        if words[0] in ("film", "view", "plot"):  # have tests of their own
            continue
        name = " ".join(words[:2])
        smaller = (
            next(SMALLER[kind] for kind in (name, words[0]) if kind in SMALLER)
            if ({name, words[0]} & SMALLER.keys())
            else ""
        )
        if "--evaluations" in words:
            at = words.index("--evaluations") + 1
            words[at] = str(max(40, int(words[at]) // 60))
        if "es" in name and "gait" not in words and words[0] == "train" and "td3" not in name:
            smaller += " --hidden 4"
        monkeypatch.setattr(sys, "argv", ["ramify", *words, *shlex.split(smaller)])
        main()
        done.append(name)
    assert len(done) > 12 and {"pretrain td3", "train mega", "train cma-mega-td3-es"} <= {*done}
    assert {path.name for path in (tmp_path / "runs").iterdir()} >= {
        "mega",
        "gaits",
        "ant",
        "ant-es",
    }
    assert (tmp_path / "policy.py").exists()
