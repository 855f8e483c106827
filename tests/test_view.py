"""Pictures, dashboard and films show the data they were given."""

import io
import re
import stat
import threading
from collections import deque
from pathlib import Path
from types import SimpleNamespace

import av
import mujoco
import numpy as np
import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.colors import to_rgb
from PIL import Image
from rich.cells import cell_len
from rich.console import Console

from ramify.run.elites import EliteTable
from ramify.view import dashboard, figures
from ramify.view.dashboard import Dashboard
from ramify.view.film import MEASURES, Motion, _encoder, _overlay, _Pane, available, film


def archive(shape: tuple[int, ...], count: int, seed: int = 0) -> EliteTable:
    rng = np.random.default_rng(seed)
    cell = np.sort(rng.permutation(np.prod(shape))[:count]).astype(np.int32)
    k, names = len(shape), ("north", "east", "south", "west", "up")[: len(shape)]
    places = (np.stack(np.unravel_index(cell, shape), 1) + 0.5) / shape
    objective = rng.normal(1000, 400, count).astype(np.float32)
    none = np.zeros((count, 2), np.float32)
    return EliteTable(none, objective, places, cell, (0.0,) * k, (1.0,) * k, shape, names)


def pixels(path: Path, colour: str) -> int:
    with Image.open(path) as image:
        rgb = np.asarray(image.convert("RGB")).astype(int)
    return int((abs(rgb - np.multiply(to_rgb(colour), 255)).max(axis=2) < 1).sum())


# Pictures


@pytest.mark.parametrize(("shape", "count"), [((20, 20), 130), ((100, 100), 4000), ((12, 30), 300)])
def test_the_empty_cells_of_a_heat_map_have_their_own_colour(shape, count, tmp_path):
    figures.heatmap(archive(shape, count)).savefig(tmp_path / "map.png", dpi=figures.DPI)
    edges = [n * -(-1080 // n) for n in shape]
    empty = np.prod(edges) * (1 - count / np.prod(shape))
    frame = 4 * sum(edges)  # the axes' border covers some pixels
    assert abs(pixels(tmp_path / "map.png", figures.EMPTY) - empty) < frame


def test_a_nested_grid_puts_every_elite_in_its_tile():
    elites = archive((4, 5, 3, 6), 100)
    background, cells = figures.nested(elites).axes[0].images
    drawn, tiles = cells.get_array(), background.get_array()
    assert drawn.count() == 100
    assert tiles.count() == 4 * 5 * 3 * 6
    for i in (0, 37, 99):
        a, b, c, d = np.unravel_index(elites.cell[i], elites.shape)
        assert drawn[b * (6 + 1) + d, a * (3 + 1) + c] == elites.objective[i]


def test_projections_show_the_best_of_every_pair_of_bins_on_one_scale():
    elites = archive((4, 5, 3, 6), 200)
    panels = [axes for axes in figures.projections(elites).axes if len(axes.images) == 2]
    pairs = [(axes.get_xlabel(), axes.get_ylabel()) for axes in panels]
    assert len(pairs) == 6
    assert ("east", "west") in pairs
    index = np.unravel_index(elites.cell, elites.shape)
    drawn = panels[pairs.index(("east", "west"))].images[1].get_array()
    for x, y in np.ndindex(5, 6):
        inside = elites.objective[(index[1] == x) & (index[3] == y)]
        assert drawn[y, x] == inside.max() if len(inside) else drawn.mask[y, x]
    scales = {(image.norm.vmin, image.norm.vmax) for image in (p.images[1] for p in panels)}
    assert scales == {(elites.objective.min(), elites.objective.max())}


def test_one_measure_is_drawn_as_bars_with_grey_gaps():
    elites = archive((30,), 12)
    heights = [bar.get_y() + bar.get_height() for bar in figures.heatmap(elites).axes[0].patches]
    assert len(heights) == 30
    np.testing.assert_allclose(heights[18:], elites.objective, rtol=1e-6)


def test_the_histogram_counts_above_each_threshold():
    elites = archive((100, 100), 500)
    text = figures.histogram(elites, (900.0, 1e6)).axes[0].get_title(loc="left")
    assert f"{(elites.objective > 900).sum()} above 900 " in text
    assert "0 above 1e+06 (0.0%)" in text
    assert f"best {elites.objective.max():.4g}" in text
    bars = figures.histogram(elites, ()).axes[0].patches
    assert sum(bar.get_height() for bar in bars) == 500


def test_curves_leave_out_what_is_not_finite_and_what_is_missing():
    metrics = {
        "evaluations": np.array([10, 20, 30]),
        "best": np.array([-np.inf, 1.0, 2.0]),
        "coverage": np.array([0.0, 0.1, 0.25]),
    }
    best, coverage = figures.curves(metrics).axes
    np.testing.assert_array_equal(best.lines[0].get_ydata(), [np.nan, 1, 2])
    np.testing.assert_allclose(coverage.lines[0].get_ydata(), [0, 10, 25])
    with pytest.raises(ValueError, match="No curve"):
        figures.curves({"evaluations": np.arange(3)})


@pytest.mark.parametrize(
    ("shape", "names"),
    [
        ((9,), {"heatmap"}),
        ((9, 9), {"heatmap"}),
        ((4, 4, 4), {"projections"}),
        ((3, 3, 3, 3), {"nested", "projections"}),
        ((2, 2, 2, 2, 2), {"projections"}),
    ],
)
def test_save_all_writes_what_applies_and_leaves_nothing_else(shape, names, tmp_path):
    metrics = {"evaluations": np.arange(1, 4), "best": np.arange(3.0)}
    paths = figures.save_all(archive(shape, 5), metrics, tmp_path / "pictures", "title")
    assert {path.stem for path in paths} == names | {"histogram", "curves"}
    assert sorted(paths) == sorted((tmp_path / "pictures").iterdir())
    with Image.open(paths[0]) as image:
        assert image.format == "PNG"
        assert round(image.info["dpi"][0]) == 150
    assert not Gcf.figs, "pyplot was used"


def test_an_empty_archive_has_no_picture(tmp_path):
    for draw in (figures.heatmap, figures.projections, figures.histogram):
        with pytest.raises(ValueError, match="empty"):
            draw(archive((5, 5), 0))
    with pytest.raises(ValueError, match="empty"):
        figures.save_all(archive((5, 5), 0), {}, tmp_path / "none", "title")
    assert not (tmp_path / "none").exists()
    with pytest.raises(ValueError, match="2 measures"):
        figures.nested(archive((5, 5), 3))


# Dashboard


def row(evaluations: int, iteration: int = 1, seconds: float = 0.0) -> dict[str, float]:
    return {
        "iteration": iteration,
        "evaluations": evaluations,
        "control_steps": 1000 * evaluations,
        "seconds": seconds,
        "elites": 412,
        "coverage": 0.0026,
        "qd_score": 212345.0,
        "norm_qd_score": 0.1,
        "best": 1034.4,
        "mean": 350.0,
    }


def plain_lines(monkeypatch, rows, interval=0.0, total=2000) -> list[str]:
    """What is printed when each (time, row) comes at its time."""
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(dashboard, "time", SimpleNamespace(monotonic=lambda: clock.now))
    console = Console(file=io.StringIO(), width=60)
    with Dashboard("title", total, ("a", "b"), console, interval) as show:
        for clock.now, values in rows:
            show.update(values)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def test_without_a_terminal_it_prints_plain_lines(monkeypatch):
    (line,) = plain_lines(monkeypatch, [(47.14, row(990, seconds=47.14))])
    assert line == (
        "evaluations 990/2000  elites 412  coverage 0.3%  best 1034  QD score 2.12e5  "
        "21 evals/s  ETA 48 s"
    )


def test_plain_lines_keep_their_distance_and_the_last_is_always_printed(monkeypatch):
    rows = [(float(i), row(100 * i, i, float(i))) for i in range(1, 15)]
    lines = plain_lines(monkeypatch, rows, interval=5.0)
    assert [re.findall(r"\d+", line)[0] for line in lines] == ["100", "600", "1100", "1400"]


def test_a_resumed_run_is_judged_by_its_own_session(monkeypatch):
    rows = [(3.0, row(5000, 6, 900.0)), (13.0, row(6000, 7, 910.0))]
    first, second = plain_lines(monkeypatch, rows, total=10_000)
    assert "- evals/s  ETA -" in first
    assert "100 evals/s  ETA 40 s" in second


def drawn(width: int, height: int, elites: EliteTable | None = None, updates: int = 3) -> str:
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        width=width,
        height=height,
    )
    with Dashboard("Ant by CMA-MEGA", 2000, ("north", "east"), console) as show:
        for i in range(updates):
            show.update(row(i + 1, i + 1) | {"qd_score": i + 1.0}, elites)
    return console.file.getvalue().rsplit("\x1b[2K", 1)[1]  # type: ignore[attr-defined]


def text(output: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", output)


@pytest.mark.parametrize(
    ("width", "height", "curves"),
    [(80, 24, 2), (62, 14, 0), (40, 12, 0), (100, 60, 3), (240, 70, 3)],
)
def test_the_dashboard_fills_the_terminal_and_no_more(width, height, curves):
    lines = text(drawn(width, height, archive((20, 20, 20, 20), 3000))).rstrip("\n").split("\n")
    assert len(lines) == height - 1
    assert {cell_len(line) for line in lines} == {width}
    assert any("elapsed" in line for line in lines)
    assert "".join(lines).count(" to ") == curves


def test_the_dashboard_shows_figures_curves_and_archive():
    shown = text(drawn(80, 24, archive((20, 20), 50)))
    assert "Ant by CMA-MEGA" in shown
    assert "3 / 2,000" in shown
    assert "0.26%" in shown
    assert "north × east" in shown
    assert "▀" in shown
    assert any("\u2801" <= character <= "\u28ff" for character in shown)


def test_the_heat_map_has_its_origin_at_the_lower_left():
    table = archive((2, 2), 4)
    low_and_high = EliteTable(
        table.solution[:2],
        np.array([1.0, 9.0], np.float32),
        table.measures[:2],
        np.array([0, 3], np.int32),
        *(table.lower, table.upper, table.shape, table.names),
    )
    lines = drawn(80, 24, low_and_high).split("\n")[:-3]  # without the colour scale
    ends = [";".join(map(str, dashboard.PALETTE[i])) for i in (0, -2)]
    low, high = ([i for i, line in enumerate(lines) if end in line] for end in ends)
    assert low
    assert high
    assert max(high) < min(low)
    assert all(line.index(ends[1]) > 60 for line in (lines[i] for i in high))


def test_the_curves_remember_the_whole_run_in_little_memory():
    with Dashboard("title", 100_000, ("a",), Console(file=io.StringIO())) as show:
        for i in range(1, 50_001):
            show.update(row(i))
    remembered = np.array([known["evaluations"] for known in show._history])
    assert remembered[0] == 1
    assert 50_000 - remembered[-1] < 100
    assert np.diff(remembered).max() < 100
    assert len(remembered) <= dashboard.HISTORY


def test_an_error_leaves_the_terminal_as_it_was():
    threads = threading.active_count()
    console = Console(file=io.StringIO(), force_terminal=True, width=80, height=24)
    show = Dashboard("title", 10, ("a",), console)
    with pytest.raises(KeyError, match="seconds"), show:
        show.update({})
    output = console.file.getvalue()  # type: ignore[attr-defined]
    assert output.rindex("\x1b[?25h") > output.rindex("\x1b[?25l"), "the cursor stays hidden"
    assert threading.active_count() == threads


# Films

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
    monkeypatch.setenv("MUJOCO_GL", "nonsense")
    reason = available()
    assert reason
    assert "nonsense" in reason
    assert all(package in reason for package in ("libegl1", "libgl1-mesa-dri", "libosmesa6"))


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
