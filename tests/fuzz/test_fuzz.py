"""Damaged files before every command that reads them: no wrong result, no traceback, no hang."""

import json
import shutil
import zipfile
from pathlib import Path

import commands
import jax
import numpy as np
import pytest
from commands import QUICK, SLOW, Verdicts
from mutations import damaged, misshapen, mutated

import ramify
from ramify.recipes.pretrain_files import CriticsMeta
from ramify.system.parsing import checksum_of

DATA = Path(__file__).parents[1] / "data" / "format-1"
FILES = ("run.json", "archive.npz", "metrics.csv", "elites.parquet", "critics.npz")
READERS = {"elites.parquet": (commands.read_in,), "critics.npz": (commands.learnt,)}


@pytest.fixture(scope="module")
def arm(tmp_path_factory):
    """A run of this format, with a Parquet file and critics beside it."""
    folder = tmp_path_factory.mktemp("fuzz") / "arm"
    recipe = ramify.recipes.cma_mega(task="arm", dim=4, grid=10, batch=9)
    run = ramify.train(recipe, evaluations=300, out=folder)
    run.archive.to_parquet(folder / "elites.parquet")
    write_critics(folder)
    return folder


def write_critics(folder):
    """Writes critics.npz as pre-training does, untrained."""
    from ramify.recipes import pretrain_files
    from ramify.system import npz

    recipe = ramify.recipes.cma_mega_td3(**commands.CRITICS)
    task = recipe.problem()
    source = recipe.source(task)
    state = source.init(np.zeros(task.sim.controller.n, np.float32), jax.random.key(0))
    leaves = jax.tree.leaves(pretrain_files._arrays(state))
    rows, n = source.rows, task.sim.controller.n
    row = [1.0] * rows
    meta = {
        "format": CriticsMeta.formats[-1],
        "settings": {"buffer": source.capacity, "units": [4]},
        "task": pretrain_files._shape(task),
        "steps": 100,
        "seconds": 1.0,
        **{name: row for name in ("start", "best", "losses")},
        **{name: [row] * rows for name in ("actors", "climbed")},
    }
    members = {str(i): np.asarray(leaf) for i, leaf in enumerate(leaves)}
    npz.write(folder / "critics.npz", meta, members | {"best": np.zeros(n, np.float32)})


@pytest.fixture
def place(tmp_path):
    (tmp_path / "runs").mkdir()
    return tmp_path / "runs" / "run"


def flips_and_cuts(arm, place, each, verdicts, seed):
    """Damages every file so many times, one at a time."""
    shutil.copytree(arm, place)
    rng = np.random.default_rng(seed)
    slow = [set(rng.choice(each, min(each, max(2, each // 50)), replace=False)) for _ in FILES]
    verdicts.learn(place, (*QUICK, commands.reported, *(r for rs in READERS.values() for r in rs)))
    for name, few in zip(FILES, slow, strict=True):
        content = (place / name).read_bytes()
        for number, broken in enumerate(damaged(content, each, rng)):
            (place / name).write_bytes(broken)
            asked = READERS.get(name, QUICK + SLOW * (number in few))
            verdicts.judge(f"{name}, damage {number} of seed {seed}", place, asked, exact=True)
        (place / name).write_bytes(content)


def strange_values(folder, place, every, verdicts):
    """Puts each of `every`-th of many values into run.json and into archive.npz."""
    shutil.copytree(folder, place)
    config = json.loads((place / "run.json").read_text())
    texts = list(mutated(config))
    for number in range(0, len(texts), every):
        (place / "run.json").write_bytes(sealed(texts[number]))
        judge_strange(verdicts, place, f"run.json: {texts[number][:3000]}", number)
    shutil.copy(folder / "run.json", place)
    with np.load(folder / "archive.npz") as archive:
        members = {name: archive[name] for name in archive.files}
    texts = list(mutated(json.loads(members["meta"].tobytes())))
    for number in range(0, len(texts), every):
        meta = np.frombuffer(texts[number].encode(), np.uint8)
        np.savez(place / "archive.npz", **members | {"meta": meta})
        judge_strange(verdicts, place, f"meta: {texts[number][:3000]}", number)
    for number, (what, others) in enumerate(misshapen(members)):
        if number % every == 0:
            np.savez(place / "archive.npz", **others)
            judge_strange(verdicts, place, f"archive.npz: {what}", number)
    shutil.copy(folder / "archive.npz", place)


def judge_strange(verdicts, place, what, number):
    asked = (*QUICK, commands.replayed, commands.started)
    verdicts.judge(what, place, asked + SLOW * (number % 100 == 99), exact=False)


def strange_critics(folder, place, every, verdicts):
    """The same of critics.npz."""
    shutil.copytree(folder, place)
    with np.load(folder / "critics.npz") as critics:
        members = {name: critics[name] for name in critics.files}
    texts = list(mutated(json.loads(members["meta"].tobytes())))
    metas = (np.frombuffer(text.encode(), np.uint8) for text in texts)
    strange = [(text[:3000], members | {"meta": m}) for text, m in zip(texts, metas, strict=True)]
    for what, others in [*strange, *misshapen(members)][::every]:
        np.savez(place / "critics.npz", **others)
        verdicts.judge(f"critics.npz: {what}", place, (commands.learnt,), exact=False)


def sealed(text):
    """As a stranger would write it: the checksum fits, where it can."""
    try:
        config = json.loads(text)
        config = {k: v for k, v in config.items() if k != "checksum"}
        return text.encode().rstrip(b"}") + b', "checksum": "%s"}' % checksum_of(config).encode()
    except (ValueError, AttributeError, RecursionError):
        return text.encode()


def clean(verdicts):
    print(dict(verdicts))
    assert not verdicts.failures, "\n".join([str(dict(verdicts)), *verdicts.failures[:20]])
    assert verdicts["refused"] and verdicts["answered"]


def test_a_few_flips_and_cuts(arm, place, monkeypatch):
    commands.stub_the_loop(monkeypatch)
    verdicts = Verdicts(arm)
    monkeypatch.setattr("test_fuzz.SLOW", ())
    flips_and_cuts(arm, place, 10, verdicts, seed=0)
    clean(verdicts)


def test_a_few_strange_values(arm, place, monkeypatch):
    commands.stub_the_loop(monkeypatch)
    verdicts = Verdicts(arm)
    strange_values(DATA / "arm", place, 41, verdicts)
    shutil.rmtree(place)
    strange_critics(arm, place, 41, verdicts)
    clean(verdicts)


@pytest.mark.long
def test_hundreds_of_flips_and_cuts(arm, place, monkeypatch):
    commands.stub_the_loop(monkeypatch)
    verdicts = Verdicts(arm)
    flips_and_cuts(arm, place, 80, verdicts, seed=1)
    clean(verdicts)


@pytest.mark.long
def test_strange_critics(arm, place):
    verdicts = Verdicts(arm)
    strange_critics(arm, place, 4, verdicts)
    clean(verdicts)


@pytest.mark.long
@pytest.mark.parametrize("name", ["arm", "gait", "new"])
def test_strange_values(arm, place, monkeypatch, name):
    commands.stub_the_loop(monkeypatch)
    verdicts = Verdicts(arm)
    strange_values(arm if name == "new" else DATA / name, place, 8, verdicts)
    clean(verdicts)


def test_the_fuzzer_finds_what_is_not_checked(arm, place, monkeypatch):
    """A reader without checks gives wrong answers and tracebacks, and both are counted."""
    shutil.copytree(arm, place)
    verdicts = Verdicts(arm)

    def unchecked(folder, good):
        with zipfile.ZipFile(folder / "archive.npz") as archive:
            return json.loads((folder / "run.json").read_text())["evaluations"] / len(
                archive.filelist
            )

    verdicts.learn(place, (unchecked,))
    for broken in (b'{"evaluations": 301}', b'{"evaluations": "300"}', b"{}"):
        (place / "run.json").write_bytes(broken)
        verdicts.judge("run.json", place, (unchecked,), exact=True)
    assert verdicts["wrong"] == 1 and verdicts["traceback"] == 2
