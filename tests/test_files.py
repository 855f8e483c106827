"""Files that ramify writes: behind links, locked, on a full disk."""

import errno
import fcntl
import io
import os
import re
import shutil
import tempfile
import warnings
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from test_npz import flipped

import ramify
from ramify.analysis.compare import compare
from ramify.cli import messages
from ramify.cli.outputs import draw_figures, export_elites, write_report
from ramify.explorer.archive import read_saved_archive
from ramify.explorer.edited_archive import copy_run, restore_run
from ramify.recipes.registry import recipe_of
from ramify.run import metrics
from ramify.run.checkpoint import open_elites
from ramify.run.config import write_config
from ramify.run.folder import in_use, is_new, locked
from ramify.system import files, runtime
from ramify.system.files import RunError, make_folder, write_atomically
from ramify.view.film import _encoder
from ramify.view.style import save

SPHERE = ramify.recipes.cma_mega(dim=10, grid=20)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = tmp_path_factory.mktemp("files") / "run"
    return ramify.train(SPHERE, evaluations=4 * 37, out=out)


@pytest.fixture
def folder(run, tmp_path):
    return Path(shutil.copytree(run.path, tmp_path / "copy"))


def test_a_damaged_solution_is_refused_when_a_run_is_looked_at(folder):
    path = folder / "archive.npz"
    solution = np.asarray(open_elites(folder)[0].solution)
    whole = path.read_bytes()
    at = whole.index(solution[3].tobytes())
    path.write_bytes(flipped(whole, 8 * at + 3))
    with pytest.raises(RunError, match=r"damaged.*the checksum of solution is wrong"):
        read_saved_archive(folder)


@pytest.fixture
def victim(tmp_path):
    """What a stranger's links point to. It must stay as it is."""
    place = tmp_path / "home"
    (place / "folder").mkdir(parents=True)
    (place / "file").write_text("precious")
    yield place
    assert sorted(path.name for path in place.rglob("*")) == ["file", "folder"]
    assert (place / "file").read_text() == "precious"


def test_a_lock_that_is_a_link_is_refused(victim, tmp_path, folder):
    (tmp_path / "new").mkdir()
    for place, start in (
        (tmp_path / "new", lambda: ramify.train(SPHERE, evaluations=37, out=tmp_path / "new")),
        (folder, lambda: ramify.resume(folder, evaluations=5 * 37)),
    ):
        (place / ".lock").unlink(missing_ok=True)
        (place / ".lock").symlink_to(victim / "file")
        with pytest.raises(RunError, match=r"\.lock cannot be written: it is a symbolic link"):
            start()
        assert not in_use(place)


def test_the_lock_keeps_its_contents(folder):
    (folder / ".lock").write_text("precious")
    with locked(folder):
        assert in_use(folder)
    assert (folder / ".lock").read_text() == "precious"


def test_a_lock_that_is_a_fifo_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / ".lock")
    assert not in_use(tmp_path)
    with pytest.raises(RunError, match="not a regular file"), locked(tmp_path):
        pass


def test_links_in_place_of_a_runs_files_are_replaced(victim, folder):
    for name in ("metrics.csv", "archive.npz", "run.json"):
        shutil.move(folder / name, victim.parent / name)
        (folder / name).symlink_to(victim.parent / name)
    before = {name: (victim.parent / name).read_bytes() for name in ("metrics.csv", "archive.npz")}
    for name in ("archive.npz.part", "run.json.part", "metrics.csv.part", ".heatmap.png.part"):
        (folder / name).symlink_to(victim / "file")
    (folder / "report.html").symlink_to(victim / "file")
    (folder / "figures").mkdir()
    (folder / "figures" / "heatmap.png").symlink_to(victim / "file")
    run = ramify.resume(folder, evaluations=5 * 37)
    draw_figures(run)
    write_report(run, 1)
    assert before == {name: (victim.parent / name).read_bytes() for name in before}
    for name in ("metrics.csv", "archive.npz", "run.json", "report.html", "figures/heatmap.png"):
        assert not (folder / name).is_symlink()


def test_a_folder_of_a_run_that_is_a_link_is_refused(victim, folder):
    for name in ("figures", "films"):
        (folder / name).symlink_to(victim / "folder")
    with pytest.raises(RunError, match="figures is a symbolic link"):
        draw_figures(ramify.load(folder))
    with (
        pytest.raises(RunError, match="films is a symbolic link"),
        _encoder(folder / "films" / "best.webp", (4, 4), 10, folder) as write,
    ):
        write(Image.new("RGB", (4, 4)))


def test_a_runs_own_folder_may_be_a_link(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    assert len(ramify.resume(tmp_path / "link", evaluations=5 * 37).metrics["evaluations"]) == 5
    assert draw_figures(ramify.load(tmp_path / "link"))


# What a killed process leaves behind


def test_abandoned_drafts_are_removed_and_others_kept(tmp_path):
    draft, other = (tmp_path / f".ramify-{16 * digit}.part" for digit in "ab")
    draft.write_text("half")
    assert is_new(tmp_path)
    with open(other, "w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)  # as who writes it does
        with write_atomically(tmp_path / "file") as written:
            written.write(b"whole")
        assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "file"]


# A full disk


@pytest.fixture
def full(monkeypatch):
    """Makes every draft one on a full disk."""

    class Full(io.FileIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    create = files._create_draft

    def draft(folder):
        name, file = create(folder)
        descriptor = os.dup(file.fileno())
        file.close()
        return name, io.BufferedRandom(Full(descriptor, "r+"))

    monkeypatch.setattr(files, "_create_draft", draft)


def picture(path):
    with _encoder(path, (4, 4), 10, path.parent.parent) as write:
        write(Image.new("RGB", (4, 4)))


def saved(folder):
    state = restore_run(folder, recipe_of(ramify.load(folder).config))
    ramify.save(folder, state.qd, state.state, state.names, state.iteration)


WRITERS = {
    "archive.npz": lambda run, f: saved(f),
    "run.json": lambda run, f: write_config(f, run.config),
    "metrics.csv": lambda run, f: metrics.MetricsFile(f, 4, run.config),
    "report.html": lambda run, f: write_report(run, 1),
    "figures/heatmap.png": lambda run, f: draw_figures(run),
    "films/best.webp": lambda run, f: picture(f / "films" / "best.webp"),
    "comparison.csv": lambda run, f: compare([run], f),
    "figure.png": lambda run, f: save(Figure(), f / "figure.png"),
    "elites.csv": lambda run, f: export_elites(run, f / "elites.csv"),
    "elites.parquet": lambda run, f: export_elites(run, f / "elites.parquet"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_file_that_a_full_disk_refuses_is_named(folder, name, full):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(RunError, match="disk is full") as error:
        WRITERS[name](ramify.load(folder), folder)
    said, path = str(error.value), folder / name
    safe = "The earlier file is unchanged" if path in before else "No file was left there"
    assert said.startswith(f"{path} cannot be written: the disk is full. {safe}."), said
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_that_a_full_disk_refuses_leaves_nothing(folder, full):
    state = restore_run(folder, recipe_of(ramify.load(folder).config))
    with pytest.raises(
        RunError, match=r"copy-steered/run.json cannot be written: the disk is full"
    ):
        copy_run(folder, state)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_place_that_cannot_be_written_to_is_named(run, tmp_path):
    file = tmp_path / "file"
    file.write_text("precious")
    for path, write in (
        (file, lambda: make_folder(file)),
        (file / "below", lambda: make_folder(file / "below")),
        (file / "run", lambda: ramify.train(SPHERE, evaluations=37, out=file / "run")),
        (file / "elites.csv", lambda: export_elites(run, file / "elites.csv")),
        (
            tmp_path / "none" / "elites.csv",
            lambda: export_elites(run, tmp_path / "none" / "elites.csv"),
        ),
    ):
        with pytest.raises(RunError) as error:
            write()
        assert str(error.value).startswith(f"{path} ")
    assert file.read_text() == "precious"


def test_metrics_that_cannot_be_written_wait_in_the_archive(run, tmp_path, monkeypatch):
    folder, write = tmp_path / "copy", os.write
    ramify.train(SPHERE, evaluations=2 * 37, out=folder)

    def full(descriptor, data):
        write(descriptor, data[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(RunError) as error:
            ramify.resume(folder, evaluations=4 * 37)
    assert str(error.value).startswith(
        f"{folder}/metrics.csv cannot be written: the disk is full. archive.npz is saved and keeps the "
        f"missing rows. Free some space, then continue with `ramify resume {folder}`."
    )
    assert open_elites(folder)[1] == 4
    assert (folder / "metrics.csv").read_text().count("\n") == 1 + 2
    copy = copy_run(folder, restore_run(folder, recipe_of(ramify.load(folder).config)))
    for place in (folder, copy):
        found = ramify.resume(place)
        for name in run.metrics.keys() - {"seconds"}:
            assert found.metrics[name].tobytes() == run.metrics[name].tobytes()
        assert found.archive.solution.tobytes() == run.archive.solution.tobytes()


def test_everything_is_written_by_one_module():
    """Whoever opens a file for writing follows links and says nothing of a full disk."""
    others = re.compile(
        r"""\.write_(text|bytes)\(|open\([^)\n]*["'][rb]*[wax+]|\.open\(["'][wax]|\.mkdir\(|makedirs|copyfile\("""
        r"|os\.open\("
    )
    source = Path(ramify.__file__).parent
    found = [
        f"{path.relative_to(source)}: {line.strip()}"
        for path in source.rglob("*.py")
        if path != source / "system" / "files.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if others.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("space", "why"),
    [
        ({"f_bavail": 0}, "the disk is full"),
        ({"f_flag": os.ST_RDONLY}, "the file system is read-only"),
        (None, "it cannot be created"),
        ({}, None),
    ],
)
def test_a_compilation_cache_that_takes_nothing_costs_one_line(
    monkeypatch, tmp_path, capsys, space, why
):
    cache, stat = tmp_path / "cache", os.statvfs(tmp_path)
    if space is None:
        cache.write_text("a file")
    else:
        usual = {name: getattr(stat, name) for name in ("f_bavail", "f_frsize", "f_flag")}
        usual |= {"f_flag": 0, "f_bavail": 10**9}
        monkeypatch.setattr(os, "statvfs", lambda path: SimpleNamespace(**(usual | space)))
    monkeypatch.setenv("JAX_COMPILATION_CACHE_DIR", str(cache))
    runtime.keep_compiled()
    messages.warn_about_cache()
    said = capsys.readouterr().err
    assert said.count("\n") == (why is not None)
    assert not why or f"{cache} ({why}), so every start compiles them" in said
    # As JAX warns, for every program, an error here.
    warnings.warn("Error writing persistent compilation cache entry for 'f': OSError", stacklevel=1)


def test_a_private_folder_is_shared_and_only_ours(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ours = files.private_folder("ours")
    assert ours == files.private_folder("ours") and ours.stat().st_mode & 0o777 == 0o700
    ours.chmod(0o777)  # others could write into it
    assert files.private_folder("ours") != ours
    (tmp_path / f"link-{os.getuid()}").symlink_to(ours)
    assert not files.private_folder("link").is_symlink()
