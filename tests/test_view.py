"""Pictures."""

import dataclasses
import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.figure import Figure
from PIL import Image
from selection import long
from toys import archive

import ramify
from ramify.view import figures
from ramify.view.comparison import learning


def pixels(path: Path, colour: str) -> int:
    with Image.open(path) as image:
        rgb = np.asarray(image.convert("RGB")).astype(int)
    return int((abs(rgb - np.multiply(to_rgb(colour), 255)).max(axis=2) < 1).sum())


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
        long((2, 2, 2, 2, 2), {"projections"}),
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


def test_the_log_of_illuminate_is_drawn_as_it_is(key):
    qd = ramify.QD(ramify.GridArchive((-1,), (1,), (5,)), ramify.CMAMEGA(ramify.ES(4), 1, batch=4))
    task = ramify.Function(lambda x: (-x @ x, x[:1]), names=("x",))
    shown = []
    _, log = ramify.illuminate(task, qd, np.ones(2), steps=3, key=key, show=shown.append)
    assert log["evaluations"].tolist() == [9, 18, 27] and shown[-1]["evaluations"] == 27
    assert len(figures.curves(log).axes) == 4


@pytest.mark.parametrize(("draw", "shape"), [("heatmap", (8, 8)), ("nested", (3, 3, 3, 3))])
def test_pictures_side_by_side_share_their_colours(draw, shape):
    figure = Figure((10, 4), layout="constrained")
    panels = figure.subplots(1, 2)
    for seed, axes in enumerate(panels):
        options = {"ax": axes, "vmin": -5.0, "vmax": 3000.0, "cmap": "magma"}
        assert getattr(figures, draw)(archive(shape, 40, seed=seed), **options) is figure
    drawn = [axes.images[1] for axes in panels]
    assert {(image.norm.vmin, image.norm.vmax) for image in drawn} == {(-5.0, 3000.0)}
    assert {image.cmap.name for image in drawn} == {"magma"} and len(figure.axes) == 4
    figure.draw_without_rendering()


def test_bars_and_histograms_go_into_axes_of_ones_own():
    figure = Figure()
    one, other = figure.subplots(1, 2)
    low = to_rgba("#440154")  # viridis begins so
    figures.heatmap(archive((9,), 5), ax=one, vmin=1e6, vmax=2e6)
    figures.histogram(archive((9,), 5), (), ax=other, vmin=1e6, vmax=2e6)
    assert len(figure.axes) == 2
    for axes in (one, other):
        np.testing.assert_allclose(axes.patches[-1].get_facecolor(), low, atol=0.01)
    panel = figures.projections(archive((3,) * 3, 9), vmax=1e6).axes[0]
    assert panel.images[1].norm.vmax == 1e6


UP = float(np.nextafter(np.float32(1e17), np.float32(np.inf)))


@pytest.mark.parametrize(
    "objectives",
    [
        long((1e17,) * 3),
        (1e17, UP, 1e17),
        (-3.4e38, 0.0, 3.4e38),
        long((3.4e38,)),
        (0.0,) * 3,
        long((0.0, 1e-45, 1e-40)),
    ],
)
def test_objectives_without_a_range_are_drawn(objectives):
    def table(*shape):
        found = archive(shape, len(objectives))
        return dataclasses.replace(found, objective=np.array(objectives, np.float32))

    values = np.resize(np.array(objectives), 3)
    metrics = {"evaluations": np.arange(1.0, 4.0), "best": values, "qd_score": values * 7.0}
    for figure in (
        figures.heatmap(table(4)),
        figures.heatmap(table(2, 2)),
        figures.nested(table(2, 2, 2, 2)),
        figures.histogram(table(2, 2), thresholds=()),
        figures.curves(metrics),
        learning({"a": [metrics, metrics], "b": [metrics]}, "best", "best"),
    ):
        figure.savefig(io.BytesIO(), dpi=20)
    low, high = figures.widened(min(objectives), max(objectives))
    assert low <= min(objectives) <= max(objectives) <= high
    assert len(np.unique(np.linspace(low, high, 61))) == 61
