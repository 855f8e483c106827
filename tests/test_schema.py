"""A run's files are read against a schema: what does not fit it is refused in a sentence."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from folders import edit, edit_settings

import ramify
from ramify.cli import replay
from ramify.explorer.run_view import RunView
from ramify.recipes.registry import recipe_of
from ramify.run import config as schema
from ramify.run.checkpoint import read_axes, read_elites
from ramify.run.folder import RunError
from ramify.run.metrics import read_metrics
from ramify.system.parsing import CONFIG_BYTES

OLD = Path(__file__).parent / "data" / "format-1"
ARM = ramify.recipes.cma_mega(task="arm", dim=4, grid=10, batch=9)


@pytest.fixture(scope="module")
def arm(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "arm"
    ramify.train(ARM, evaluations=300, out=folder)
    return folder


@pytest.fixture
def copy(arm, tmp_path):
    return shutil.copytree(arm, tmp_path / "copy")


def test_an_old_run_opens_and_is_resumed_as_a_new_one(arm, tmp_path):
    folder = shutil.copytree(OLD / "arm", tmp_path / "old")
    old, new = ramify.load(folder), ramify.load(arm)
    assert old.config.began == 1
    assert len(old.archive) == len(new.archive) > 50
    resumed = ramify.resume(folder, evaluations=400)
    assert len(resumed.metrics["iteration"]) == 40
    archive = np.load(folder / "archive.npz")
    identity = json.loads(archive["meta"].tobytes())["identity"]
    assert identity == old.config.identity == resumed.config.identity
    (folder / "run.json").write_text((OLD / "arm" / "run.json").read_text())
    assert len(ramify.load(folder).metrics["iteration"]) == 40  # its metrics have checksums now


def test_two_runs_of_one_recipe_have_one_identity_and_other_settings_another():
    settings = {"task": "arm", "threads": 1, "seed": 0}
    one = schema.identity_of("cma-mega", settings, "")
    assert schema.identity_of("cma-mega", settings | {"threads": 2}, None) == one
    for other in (settings | {"seed": 1}, settings | {"task": "sphere"}):
        assert schema.identity_of("cma-mega", other, "") != one
    assert schema.identity_of("map-elites", settings, "") != one


@pytest.mark.parametrize("name", ["archive.npz", "metrics.csv", "run.json"])
def test_a_file_of_another_seeds_run_is_refused(copy, tmp_path, name):
    other = ramify.recipes.cma_mega(task="arm", dim=4, grid=10, batch=9, seed=1)
    ramify.train(other, evaluations=300, out=tmp_path / "other")
    shutil.copy(tmp_path / "other" / name, copy / name)
    with pytest.raises(RunError, match="another run"):
        assert ramify.load(copy).metrics if name == "metrics.csv" else read_elites(copy)
    with pytest.raises(RunError, match="another run"):
        ramify.resume(copy, evaluations=400)


def test_a_changed_run_json_is_refused(copy):
    text = (copy / "run.json").read_text()
    (copy / "run.json").write_text(text.replace('"seed": 0', '"seed": 1'))
    with pytest.raises(RunError, match="was changed after ramify wrote it"):
        ramify.load(copy)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"evaluations": "300"}, "evaluations"),
        ({"evaluations": 0}, "evaluations"),
        ({"evaluations": 10**30}, "64 bits"),
        ({"evaluations": None}, "evaluations"),
        ({"recipe": 3}, "recipe"),
        ({"settings": []}, "settings"),
        ({"spent": {"seconds": 3.0}}, "spent"),
        ({"spent": {"control_steps": 1, "seconds": float("nan")}}, "spent.seconds"),
        ({"simulator": 7}, "simulator"),
        ({"versions": {"jax": 1}}, "versions"),
        ({"class": ["evil"]}, "class"),
        ({"identity": 5}, "identity"),
        ({"format": True}, "format True"),
        ({"format": [1]}, "format"),
    ],
)
def test_an_entry_that_does_not_fit_is_named(copy, change, told):
    edit(copy, **change)
    with pytest.raises(RunError, match=r"run\.json.*") as refused:
        ramify.load(copy)
    assert told in str(refused.value)


def test_an_unfit_setting_is_named_when_the_recipe_is_built_again(copy):
    for change, told in (
        ({"dim": "4"}, "dim in run.json is '4'"),
        ({"grid": [10]}, "grid"),
        ({"task": 3}, "task"),
        ({"task": "moon"}, "task"),
        ({"published": "yes"}, "published"),
        ({"restart": {"a": 1}}, "restart"),
        ({"batch": 2**53}, "batch"),
        ({"seed": 2**32}, "seed"),
    ):
        shutil.rmtree(copy)
        shutil.copytree(OLD / "arm", copy)
        edit_settings(copy, **change)
        with pytest.raises(RunError, match="setting") as refused:
            recipe_of(ramify.load(copy).config)
        assert told in str(refused.value)


def test_nesting_unicode_and_size_are_bounded(copy):
    path = copy / "run.json"
    for content in (
        b"[" * 100_000,
        b'{"recipe": ' + b"[" * 500 + b"]" * 500 + b"}",
        b'{"recipe": "\\ud800"}',
        b'{"recipe": "\xff"}',
        b'{"recipe": ' + b"9" * 5000 + b"}",
        b" " * (CONFIG_BYTES + 1),
        b"",
    ):
        path.write_bytes(content)
        with pytest.raises(RunError, match=r"run\.json"):
            ramify.load(copy)


@pytest.mark.parametrize("name", ["archive.npz", "metrics.csv", "run.json"])
def test_what_is_no_file_is_refused_at_once(copy, name):
    def fifo(path):
        os.mkfifo(path)

    def huge(path):
        with open(path, "wb") as file:
            file.truncate(2**40)

    for make in (fifo, Path.mkdir, huge, lambda path: path.symlink_to("/dev/zero")):
        (copy / name).unlink(missing_ok=True)
        make(copy / name)
        with pytest.raises(RunError, match=name):
            assert ramify.load(copy).metrics and ramify.load(copy).axes
        with pytest.raises(RunError, match=name):
            ramify.resume(copy, evaluations=400)
        if make is Path.mkdir:
            (copy / name).rmdir()


def test_metrics_that_are_damaged_are_refused(copy):
    path = copy / "metrics.csv"
    text = path.read_text()
    lines = text.splitlines(keepends=True)
    middle = lines[10]
    for damaged, told in (
        (text.replace(middle, ""), "checksum of line 11"),
        (text.replace(middle, middle.replace(",", ";", 1)), "line 11 has 10 entries"),
        (text.replace(middle, middle.replace("1", "7", 1)), "line 11"),
        (text.replace(middle, "\n"), "line 11"),
        (text.replace(middle, "a" * 200_000 + middle), "could not convert"),
        (text.replace("coverage", "covered"), "no column coverage"),
        (text.replace("checksum", "checkers"), "no checksums"),
        (text.replace("best,mean", "best,best"), "the same name"),
        ("\0" + text, "damaged"),
        (lines[0] + "".join(lines[2:]), "line 2"),
        ("".join(lines[:-1]), "it was cut short"),
        ("", "0 rows"),
    ):
        path.write_text(damaged)
        with pytest.raises(RunError, match=r"metrics\.csv") as refused:
            read_metrics(copy)
        assert told in str(refused.value)
    path.unlink()
    with pytest.raises(RunError, match=r"metrics\.csv is missing"):
        read_metrics(copy)
    path.write_text(text + "31,3")  # a row that is being written
    assert len(read_metrics(copy)["iteration"]) == 30


def changed(folder, **columns):
    """Writes archive.npz again with other columns; of a function, what it returns."""
    with np.load(folder / "archive.npz") as archive:
        members = {name: archive[name] for name in archive.files}
    for name, value in columns.items():
        members[name] = value(members[name]) if callable(value) else value
    np.savez(folder / "archive.npz", **{k: v for k, v in members.items() if v is not None})


def meta(**changes):
    def change(member):
        return np.frombuffer(json.dumps(json.loads(member.tobytes()) | changes).encode(), np.uint8)

    return {"meta": change}


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"cell": lambda c: np.where(c == c[0], 100, c).astype(np.int32)}, "not from 0 to 99"),
        ({"cell": lambda c: np.where(c == c[0], -1, c).astype(np.int32)}, "not from 0 to 99"),
        ({"cell": lambda c: np.where(c == c[0], c[1], c).astype(np.int32)}, "the same cell"),
        ({"cell": lambda c: c.astype(np.int64)}, "cell is int64"),
        ({"objective": lambda f: f[:-1]}, "there are"),
        ({"objective": lambda f: np.where(f == f[0], np.nan, f)}, "objective is not finite"),
        ({"objective": lambda f: f.astype(np.float64)}, "objective is float64"),
        ({"measures": lambda m: m[:, :1]}, "measures has shape"),
        ({"measures": lambda m: np.full_like(m, np.inf)}, "measures is not finite"),
        ({"solution": lambda x: x[0]}, "solution is float32 of shape"),
        ({"solution": None}, "it has no solution"),
        ({"field:seed": np.zeros(3, np.uint32)}, "field:seed has shape"),
        ({"centroid": np.zeros((10, 2), np.float32)}, "centroid"),
        (meta(shape=[5, 5]), "not from 0 to 24"),
        (meta(shape=[0, 5]), "shape"),
        (meta(shape=[2**20, 2**20]), "too many cells"),
        (meta(lower=[0.0]), "differ in length"),
        (meta(lower=[1e9, 1e9]), "lower is not below upper"),
        (meta(iteration=-1), "iteration"),
        (meta(names="ab"), "names"),
        (meta(format=3), "format 3, and this version reads 1 and 2"),
        (meta(identity=""), "belongs to another run"),
    ],
)
def test_elites_that_no_archive_of_the_run_holds_are_refused(copy, columns, told):
    changed(copy, **columns)
    with pytest.raises(RunError, match=r"archive\.npz") as refused:
        read_elites(copy)
    assert told in str(refused.value)
    with pytest.raises(RunError, match=r"archive\.npz"):
        ramify.resume(copy, evaluations=400)


def test_elites_of_another_number_of_parameters_are_refused_on_resuming(copy):
    changed(copy, solution=lambda x: x[:, :3])
    with pytest.raises(RunError, match="elites with 3 parameters"):
        ramify.resume(copy, evaluations=400)
    assert read_axes(copy)["shape"] == (10, 10)


@pytest.mark.parametrize(
    "columns",
    [
        {"field:seed": None},
        {"field:seed": lambda seed: seed[:, 0]},
        {"solution": lambda x: x[:, :3]},
        meta(names=["one"]),
    ],
)
def test_elites_of_another_task_are_refused_wherever_it_is_used(tmp_path, columns):
    folder = shutil.copytree(OLD / "gait", tmp_path / "gait")
    changed(folder, **columns)
    run = ramify.load(folder)
    for use in (lambda: replay.replay_elites(run, 1, 0, 0), lambda: RunView(run).archive):
        with pytest.raises(RunError, match="the run's task has others"):
            use()


def test_entries_by_name_are_deprecated(arm):
    with pytest.warns(DeprecationWarning, match=r"config\.recipe"):
        assert ramify.load(arm).config["recipe"] == "cma-mega"


@pytest.mark.long
def test_a_soft_archive_is_resumed_and_its_second_part_is_checked(tmp_path):
    recipe = ramify.recipes.cma_mega(task="arm", dim=4, grid=10, batch=9, anneal=0.1)
    ramify.train(recipe, evaluations=30, out=tmp_path / "soft")
    assert len(ramify.resume(tmp_path / "soft", evaluations=40).metrics["iteration"]) == 4
    for columns in (
        {"soft:cell": lambda cell: np.zeros_like(cell)},
        {"soft:solution": lambda x: x[:, :3]},
        {"soft:threshold": None},
    ):
        copy = shutil.copytree(tmp_path / "soft", tmp_path / "copy", dirs_exist_ok=True)
        changed(copy, **columns)
        with pytest.raises(RunError, match=r"archive\.npz"):
            ramify.resume(copy, evaluations=50)
