"""Films."""

import dataclasses
import re
import stat
from collections import deque
from pathlib import Path
from types import SimpleNamespace

import av
import mujoco
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image
from toys import archive

from ramify.cli.outputs import _steady, good_elites
from ramify.view import stage
from ramify.view.film import MEASURES, Motion, _encoder, _overlay, _Pane, available, film

WALKER = """<mujoco><worldbody><geom type="plane" size="5 5 .1"/><light pos="0 0 3"/>
  <body name="torso" pos="0 0 .5"><freejoint/><geom size=".25"/>
    <body name="left"><joint axis="0 1 0"/>
      <geom type="capsule" size=".1" fromto="0 .2 0 0 .8 -.4"/></body>
    <body name="right"><joint axis="0 1 0"/>
      <geom type="capsule" size=".1" fromto="0 -.2 0 0 -.8 -.4"/></body>
  </body></worldbody></mujoco>"""


def motion(steps: int, feet: int = 0, caption: str = "") -> Motion:
    qpos = np.zeros((steps + 1, 9))
    qpos[:, 0], qpos[:, 2], qpos[:, 3] = np.linspace(0, 1, steps + 1), 0.5, 1
    contacts = np.zeros((steps, feet), bool)
    contacts[: steps // 2, :1] = True
    return Motion(qpos, 0.0165, contacts, caption, ("left", "right")[:feet])


def frames(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return np.stack(pictures).astype(int)


def like(pictures: np.ndarray, colour: str) -> np.ndarray:
    """Where a picture has about this hue."""
    target = np.multiply(to_rgb(colour), 255)
    cosine = pictures @ target / (np.linalg.norm(pictures, axis=-1) + 1) / np.linalg.norm(target)
    return (cosine > 0.985) & (pictures.max(axis=-1) > 90)


def test_a_film_is_as_long_and_large_as_asked_and_legs_wear_their_colours(tmp_path):
    spec, path = mujoco.MjSpec.from_string(WALKER), tmp_path / "films" / "walk.mp4"
    before = spec.to_xml()
    motions = [motion(61), motion(20), motion(61)]
    make = lambda **more: film(spec, motions, path, size=(160, 120), fps=20, **more)  # noqa: E731
    if reason := available():
        with pytest.raises(RuntimeError, match=re.escape(reason)):
            make()
        assert not path.exists()
        return
    assert make(legs=[["left"], ["right"]]) == path
    assert spec.to_xml() == before
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        assert video.codec_context.name == "h264"
        assert video.codec_context.pix_fmt == "yuv420p"
        assert video.average_rate == 20
        assert video.duration * video.time_base == 1
    pictures = frames(path)
    assert pictures.shape == (20, 2 * 120 + 4, 2 * 160 + 4, 3)
    pane = pictures[:, :120, :160]
    assert like(pane, MEASURES[0]).sum() > 200
    assert like(pane, MEASURES[1]).sum() > 200
    still = abs(np.diff(pictures, axis=0)).max(axis=3)
    assert still[12:, :120, 164:].mean() < 1 < still[12:, :120, :160].mean(), (
        "it ended, the other not"
    )
    make(seconds=0.5)
    pictures = frames(path)
    assert len(pictures) == 10
    assert not like(pictures, MEASURES[0]).any(), "no leg was to be coloured"
    assert list(path.parent.iterdir()) == [path]


def test_a_pane_plays_in_real_time_and_then_holds_the_last_pose():
    poses: list[np.ndarray] = []

    def draw(qpos: np.ndarray, target: np.ndarray) -> Image.Image:
        poses.append(qpos)
        assert abs(target - qpos[:3]).max() < 0.3, "the camera lost the torso"
        return Image.new("RGB", (64, 48))

    stage = SimpleNamespace(size=(64, 48), draw=draw, torso=lambda qpos: iter(qpos[:, :3]))
    pane = _Pane(motion(100), stage, frames=60, fps=30)  # type: ignore[arg-type]
    last = [pane.picture(frame) for frame in range(60)][-1]
    seconds = np.array(poses)[:, 0] * 100 * 0.0165  # the torso goes a metre in 100 control steps
    np.testing.assert_allclose(seconds[:-1], np.arange(len(seconds) - 1) / 30, atol=0.0165 / 2)
    assert len(seconds) == 51
    assert seconds[-1] == pytest.approx(1.65)
    assert last is pane.picture(60)


def test_a_film_of_an_unknown_body_or_of_odd_size_is_refused(tmp_path):
    spec = mujoco.MjSpec.from_string(WALKER)
    with pytest.raises(ValueError, match="even"):
        film(spec, [motion(3)], tmp_path / "f.mp4", size=(161, 120))
    with pytest.raises(ValueError, match="0 motions"):
        film(spec, [], tmp_path / "f.mp4")
    with pytest.raises(ValueError if available() is None else RuntimeError, match=r"wing|libegl1"):
        film(spec, [motion(3)], tmp_path / "f.mp4", legs=[["wing"]])


def test_available_says_why_not(monkeypatch):
    def draws(choice, platform):
        return choice == "egl" and platform in ("", "egl")

    monkeypatch.setattr(stage, "_draws", draws)
    monkeypatch.delenv("PYOPENGL_PLATFORM", raising=False)
    monkeypatch.setenv("MUJOCO_GL", "nonsense")
    here = "on this machine: unset"
    assert available() == f"MuJoCo cannot draw with MUJOCO_GL=nonsense {here} MUJOCO_GL."
    monkeypatch.setenv("PYOPENGL_PLATFORM", "glx")
    assert available() == (
        f"MuJoCo cannot draw with MUJOCO_GL=nonsense and PYOPENGL_PLATFORM=glx {here} MUJOCO_GL and "
        "PYOPENGL_PLATFORM."
    )
    monkeypatch.setenv("MUJOCO_GL", "egl")
    assert available() == f"MuJoCo cannot draw with PYOPENGL_PLATFORM=glx {here} PYOPENGL_PLATFORM."
    monkeypatch.setattr(stage, "_draws", lambda choice, platform: False)
    assert all(package in available() for package in ("libegl1", "libgl1-mesa-dri", "libosmesa6"))


def test_a_variable_that_misleads_opengl_is_named(monkeypatch):
    monkeypatch.delenv("PYOPENGL_PLATFORM", raising=False)
    if stage.backend("egl") is None:
        pytest.skip("no EGL")
    monkeypatch.setenv("MUJOCO_GL", "egl")
    monkeypatch.setenv("PYOPENGL_PLATFORM", "glx")  # which mujoco refuses beside egl
    assert "unset PYOPENGL_PLATFORM" in available()


def test_the_contact_strip_shows_when_a_foot_is_on_the_ground():
    walk = motion(60, feet=2, caption="objective 1534")
    overlay, (left, top, right, bottom) = _overlay(walk, (480, 360), 60 * walk.dt, 240)
    strip = np.asarray(overlay)[int(top) : int(bottom), int(left) :, :3]
    colours = np.multiply([to_rgb(colour) for colour in MEASURES[:2]], 255).round()
    first, second = ((abs(strip - colour).max(axis=2) < 1).any(axis=0) for colour in colours)
    assert not second.any()
    assert first[0]
    assert not first[-20:].any()
    assert abs(first.sum() - (right - left) / 2) < 2
    bright, dim = (
        np.asarray(_overlay(walk, (480, 360), 1.0, ink)[0])[:30, :, :3].max() for ink in (240, 120)
    )
    assert dim < bright == 240, "the caption of what has ended is dimmed"


def test_a_long_caption_is_made_to_fit():
    overlay, _ = _overlay(motion(3, caption="objective 1534 " * 8), (480, 360), 1.0, 240)
    ink = (np.asarray(overlay)[:, :, :3] == 240).all(axis=2)
    assert ink.any()
    assert not ink[:, -8:].any()


def fake_ffmpeg(folder: Path, monkeypatch, script: str) -> None:
    program = folder / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_ffmpeg_is_given_every_pixel(tmp_path, monkeypatch):
    fake_ffmpeg(tmp_path, monkeypatch, 'for out; do :; done; wc -c > "$out"')
    with _encoder(tmp_path / "f.mp4", (6, 4), 30) as write:
        for _ in range(5):
            write(Image.new("RGB", (6, 4)))
    assert int((tmp_path / "f.mp4").read_text()) == 5 * 6 * 4 * 3


def test_when_ffmpeg_fails_it_is_quoted_and_no_film_is_left(tmp_path, monkeypatch):
    fake_ffmpeg(
        tmp_path, monkeypatch, 'echo "no such codec" >&2; for out; do :; done; : > "$out"; exit 3'
    )
    encoder = _encoder(tmp_path / "f.mp4", (640, 480), 30)
    with pytest.raises(RuntimeError, match="no such codec"), encoder as write:
        deque(write(Image.new("RGB", (640, 480))) for _ in range(50))
    assert [path.name for path in tmp_path.iterdir()] == ["ffmpeg"]


def test_without_ffmpeg_pyav_encodes(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with _encoder(tmp_path / "f.mp4", (64, 48), 30) as write:
        for level in range(0, 250, 10):
            write(Image.new("RGB", (64, 48), (level, level, level)))
    levels = frames(tmp_path / "f.mp4").mean(axis=(1, 2, 3))
    np.testing.assert_allclose(levels, np.arange(0, 250, 10), atol=4)
    data = (tmp_path / "f.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "it plays before it is loaded"


def test_a_pane_says_how_far_and_how_fast_the_robot_is():
    walk = motion(121)  # 1 m in 2 s
    fake = SimpleNamespace(
        size=(480, 360), torso=lambda poses: (qpos[:3] for qpos in poses), draw=lambda *_: None
    )
    pane = _Pane(walk, fake, frames=60, fps=30)
    assert pane._moved(0) == "0.0 m in 0.0 s   0.00 m/s"
    assert re.match(r"1\.0 m in 2\.0 s   0\.50 m/s", pane._moved(59))
    short = _Pane(motion(60), fake, frames=60, fps=30)  # it ends after 1 s, and so does its clock
    assert short._moved(59) == short._moved(short._end - 1)
    fake.torso = lambda poses: (np.array([0.0, 0.0, 0.5]) for _ in poses)  # an arm on a table
    assert _Pane(walk, fake, frames=60, fps=30)._moved(30) == "1.0 s"


def test_no_leg_of_four_is_hidden(tmp_path):
    legs = "".join(
        f'<body name="{i}"><joint axis="0 0 1"/><geom type="capsule" size=".08" '
        f'fromto="{0.2 * x} {0.2 * y} 0 {0.8 * x} {0.8 * y} -.4"/></body>'
        for i, (x, y) in enumerate(((1, 1), (1, -1), (-1, 1), (-1, -1)))
    )
    spec = mujoco.MjSpec.from_string(
        '<mujoco><worldbody><geom type="plane" size="5 5 .1"/><body name="torso" pos="0 0 .5">'
        f'<freejoint/><geom size=".25"/>{legs}</body></worldbody></mujoco>'
    )
    qpos = np.tile([0, 0, 0.5, 1, 0, 0, 0, 0, 0, 0, 0.0], (8, 1))
    if available():
        pytest.skip("This machine cannot draw.")
    still = Motion(qpos, 0.0165, np.zeros((7, 0), bool), "")
    path = film(
        spec, [still], tmp_path / "a.mp4", legs=[[str(i)] for i in range(4)], size=(320, 240)
    )
    picture = frames(path)[0]
    for colour in MEASURES[:4]:
        assert like(picture, colour).sum() > 150


def test_the_robots_of_a_film_are_good_and_different():
    elites = archive((10,) * 2, 80)
    good = good_elites(elites, 6)
    middle = (elites.objective.min() + elites.objective.max()) / 2
    assert set(good.objective) == set(elites.objective[elites.objective >= middle])
    assert len(good_elites(elites[:5], 6)) == 5
    outlier = elites.objective.copy()
    outlier[0] = 1e6
    assert len(good_elites(dataclasses.replace(elites, objective=outlier), 6)) == 6


def test_the_robots_of_a_film_walk_steadily(capsys):
    elites = archive((10,) * 2, 80)
    shares = np.linspace(0.0, 1.0, 80, dtype=np.float32)
    steady = _steady(dataclasses.replace(elites, fields={"steadiness": shares}))
    assert (steady.fields["steadiness"] >= 0.5).all() and len(steady) == 40
    assert len(_steady(elites)) == 80, "it is not known"
    assert capsys.readouterr().err == ""
    none = dataclasses.replace(elites, fields={"steadiness": 0.4 * shares})
    assert len(_steady(none)) == 80
    assert "No elite walks steadily (a steadiness of at least 0.5)" in capsys.readouterr().err
