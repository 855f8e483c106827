"""TensorBoard, Weights & Biases and MLflow get what metrics.csv has, pictures and films."""

import json
import struct
import sys
import time
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import ramify
from ramify.cli.main import main
from ramify.trackers import AbstractTracker, Tracking, tracker

RECIPE = ramify.recipes.omg_mega(dim=10, grid=10, batch=8)


def trained(folder, tracking, evaluations=180):
    return ramify.train(RECIPE, evaluations=evaluations, out=folder, show=tracking)


def events(folder):
    """Yields the summaries' values of event files, which are TFRecords, with their step."""
    from tensorboardX.proto.event_pb2 import Event

    for path in sorted((folder / "tensorboard").iterdir()):
        data = BytesIO(path.read_bytes())
        while head := data.read(12):
            size = struct.unpack("<Q", head[:8])[0]
            event = Event.FromString(data.read(size))
            data.read(4)
            for value in event.summary.value:
                yield event.step, value


def stub_film(folder):
    """Writes a film of two seconds."""
    import av

    folder.mkdir()
    with av.open(str(folder / "best.mp4"), "w") as film:
        stream = film.add_stream("libx264", rate=25, width=640, height=320, pix_fmt="yuv420p")
        for i in range(50):
            pixels = np.full((320, 640, 3), 5 * i, np.uint8)
            film.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        film.mux(stream.encode())


def test_tensorboard_gets_numbers_pictures_and_films(tmp_path):
    run = trained(tmp_path / "run", tracking := Tracking(["tensorboard"]))
    stub_film(run.path / "films")
    tracking.finish(run)
    found = list(events(run.path))
    numbers = {v.tag: v.simple_value for s, v in found if v.WhichOneof("value") == "simple_value"}
    columns = {name: values[-1] for name, values in run.metrics.items()}
    assert numbers.keys() == columns.keys()
    for name, value in columns.items():
        assert numbers[name] == pytest.approx(value, rel=1e-6)
    assert [s for s, v in found if v.tag == "coverage"] == run.metrics["evaluations"].tolist()
    images = {v.tag: v.image for s, v in found if v.WhichOneof("value") == "image"}
    assert images.keys() == {"archive", "films/best"}
    pixels = np.array(Image.open(BytesIO(images["archive"].encoded_image_string)))
    assert pixels.std() > 10
    film = Image.open(BytesIO(images["films/best"].encoded_image_string))
    assert film.n_frames == 25 and film.size == (480, 240)


def test_a_resumed_run_is_recorded_further(tmp_path):
    first = trained(tmp_path / "run", tracking := Tracking(["tensorboard"]))
    tracking.finish(first)
    again = Tracking(["tensorboard"])
    ramify.resume(tmp_path / "run", evaluations=360, show=again)
    again.finish(ramify.load(tmp_path / "run"))
    steps = [s for s, v in events(tmp_path / "run") if v.tag == "coverage"]
    assert len(steps) > 1 and steps == sorted(set(steps))


def test_pretraining_is_recorded_under_its_own_names(tmp_path):
    tracking = Tracking(["tensorboard"])
    tracking.pretraining({"episodes": 32.0, "best": 4.5, "actor": float("nan")})
    tracking.finish(trained(tmp_path / "run", tracking))
    found = {(s, v.tag, v.simple_value) for s, v in events(tmp_path / "run")}
    assert (32, "pretraining/best", 4.5) in found
    assert not any(tag == "pretraining/actor" for _, tag, _ in found)


class Broken(AbstractTracker):
    def __init__(self, folder, title, settings): ...

    def log(self, numbers, step):
        raise ConnectionError("no network")

    picture = film = close = log


def test_a_trackers_error_does_not_stop_the_run(tmp_path, monkeypatch):
    monkeypatch.setitem(tracker.TRACKERS, "broken", tracker.TrackerInfo("broken_tracker", "numpy"))
    monkeypatch.setattr(tracker, "import_module", lambda name: type("M", (), {"Tracker": Broken}))
    with pytest.warns(UserWarning, match="broken failed.*no network.*goes on without it"):
        run = trained(tmp_path / "run", tracking := Tracking(["broken"]))
    tracking.finish(run)
    assert len(run.archive) > 0


@pytest.mark.parametrize(
    ("name", "said"),
    [("tensorbord", "choose among tensorboard, wandb"), ("wandb", r"ramify\[wandb\]")],
)
def test_unknown_and_missing_trackers_are_refused_before_the_run(name, said, monkeypatch):
    monkeypatch.setattr(tracker, "find_spec", lambda package: None)
    with pytest.raises(ValueError, match=said):
        Tracking([name])


def test_the_command_line_tracks(tmp_path, monkeypatch):
    words = [
        "train",
        "omg-mega",
        "--dim",
        "10",
        "--grid",
        "10",
        "--evaluations",
        "90",
        "--track",
        "tensorboard",
        "--out",
    ]
    monkeypatch.setattr(sys, "argv", ["ramify", *words, str(tmp_path / "run")])
    main()
    tags = {v.tag for _, v in events(tmp_path / "run")}
    assert {"coverage", "archive", "figures/heatmap", "figures/curves"} <= tags


@pytest.mark.long
def test_mlflow_gets_numbers_pictures_and_films(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    monkeypatch.delenv("MLFLOW_ALLOW_FILE_STORE", raising=False)
    run = trained(tmp_path / "run", tracking := Tracking(["mlflow"]))
    stub_film(run.path / "films")
    tracking.finish(run)
    again = Tracking(["mlflow"])
    run = ramify.resume(run.path, evaluations=360, show=again)
    again.finish(run)
    (record,) = [path.parent for path in Path("mlruns").glob("*/*/metrics")]
    assert {path.name for path in (record / "metrics").iterdir()} == run.metrics.keys()
    last = (record / "metrics" / "coverage").read_text().splitlines()[-1].split()
    assert (
        float(last[1]) == pytest.approx(run.metrics["coverage"][-1])
        and int(last[2]) == run.metrics["evaluations"][-1]
    )
    assert (record / "params" / "dim").read_text() == "10"
    assert list((record / "artifacts").rglob("archive*.png"))
    assert list((record / "artifacts").rglob("best.mp4"))


@pytest.mark.long
def test_wandb_gets_numbers_pictures_and_films_offline(tmp_path, monkeypatch):
    monkeypatch.setenv("WANDB_MODE", "offline")
    run = trained(tmp_path / "run", tracking := Tracking(["wandb"]))
    stub_film(run.path / "films")
    tracking.finish(run)
    (record,) = run.path.glob("wandb/offline-run-*/*.wandb")
    last: dict = {}
    for _ in range(60):  # another process of wandb writes the file
        last = {name: value for row in wandb_rows(record) for name, value in row.items()}
        if run.metrics.keys() | {"films/best/_type"} <= last.keys():
            break
        time.sleep(0.5)
    assert last["coverage"] == pytest.approx(run.metrics["coverage"][-1])
    assert last["archive/_type"] == "image-file" and last["films/best/_type"] == "video-file"


def wandb_rows(path):
    """Yields the rows of a file that an offline run wrote, a log in the format of LevelDB."""
    from wandb.proto.wandb_internal_pb2 import Record

    block, head, last = 32768, struct.Struct("<IHB"), (1, 4)
    data, place, parts = path.read_bytes(), 7, b""
    while place + head.size <= len(data):
        if block - place % block < head.size:  # the rest of a block is empty
            place += block - place % block
            continue
        _, size, kind = head.unpack_from(data, place)
        place += head.size
        parts += data[place : place + size]
        place += size
        if kind in last:
            record, parts = Record.FromString(parts), b""
            yield {
                item.key or "/".join(item.nested_key): json.loads(item.value_json)
                for item in record.history.item
            }
