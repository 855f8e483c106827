"""Pictures."""

import dataclasses
import io
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path as MplPath
from PIL import Image
from selection import long
from toys import archive

import ramify
from ramify.elites.table import EliteTable
from ramify.view import figures, style
from ramify.view.cells import best_per_bin
from ramify.view.comparison import learning
from ramify.view.voronoi import voronoi_cells


def pixels(path: Path, colour: str) -> int:
    with Image.open(path) as image:
        rgb = np.asarray(image.convert("RGB")).astype(int)
    return int((abs(rgb - np.multiply(to_rgb(colour), 255)).max(axis=2) < 1).sum())


@pytest.mark.parametrize("measures", [("west", "east"), (3, 1)])
def test_a_heat_map_of_two_of_four_measures_is_the_panel_of_the_projections(measures, tmp_path):
    elites = archive((4, 5, 3, 6), 200)
    figure = figures.heatmap(elites, measures)
    figure.savefig(tmp_path / "map.png")
    axes = figure.axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("west", "east")
    assert "best elite of its bin" in axes.get_title(loc="left")
    drawn = axes.images[-1].get_array().filled(np.nan)
    np.testing.assert_array_equal(
        np.sort(drawn, axis=None), np.sort(best_per_bin(elites, 3, 1), axis=None)
    )
    points = figures.heatmap(tessellation(4, 12), measures=(0, 2)).axes[0]
    assert len(points.collections[0].get_offsets()) == 12


@pytest.mark.parametrize(
    "measures", [("west",), ("west", "west"), ("west", 3), ("west", 9), (0, 4), ("up", "west")]
)
def test_other_measures_than_two_are_refused(measures):
    with pytest.raises(ValueError, match="give two of north, east, south, west, or"):
        figures.heatmap(archive((4, 5, 3, 6), 20), measures)


@pytest.mark.parametrize(("shape", "count"), [((20, 20), 130), ((100, 100), 4000), ((12, 30), 300)])
def test_the_empty_cells_of_a_heat_map_have_their_own_colour(shape, count, tmp_path):
    figures.heatmap(archive(shape, count)).savefig(tmp_path / "map.png", dpi=style.DPI)
    edges = [n * -(-1080 // n) for n in shape]
    empty = np.prod(edges) * (1 - count / np.prod(shape))
    frame = 4 * sum(edges)  # the axes' border covers some pixels
    assert abs(pixels(tmp_path / "map.png", style.EMPTY) - empty) < frame


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


def test_texts_follow_matplotlibs_font_size():
    sizes = []
    for size in (10, 5):
        with matplotlib.rc_context({"font.size": size}):
            axes = figures.heatmap(archive((6, 6), 20)).axes[0]
            texts = (
                axes.xaxis.label,
                axes.get_xticklabels()[0],
                *axes.findobj(matplotlib.text.Text),
            )
            sizes.append([text.get_size() for text in texts])
    np.testing.assert_allclose(np.array(sizes[0]), 2 * np.array(sizes[1]))


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


def test_elites_and_coverage_are_one_curve_with_both_units():
    metrics = {"evaluations": np.array([10, 20]), "elites": np.array([40, 100])}
    metrics["coverage"] = metrics["elites"] / 400
    (axes,) = figures.curves(metrics, ("elites", "coverage")).axes
    (other,) = axes.child_axes
    axes.figure.draw_without_rendering()
    np.testing.assert_allclose(np.array(axes.get_ylim()) / 4, other.get_ylim())  # in percent
    assert (axes.get_ylabel(), other.get_ylabel()) == ("elites", "coverage [%]")
    assert len(figures.curves(metrics, ("coverage",)).axes) == 1
    metrics["elites"] = np.array([40, 50])  # of archives of different sizes
    assert len(figures.curves(metrics, ("elites", "coverage")).axes) == 2


def few(shape: tuple[int, ...], low: float, high: float, count: int = 12):
    """A sparse archive whose elites lie between two shares of every axis."""
    rng = np.random.default_rng(1)
    index = [rng.integers(int(low * n), int(high * n), count) for n in shape]
    cell = np.unique(np.ravel_multi_index(index, shape)).astype(np.int32)
    elites = archive(shape, len(cell))
    places = (np.stack(np.unravel_index(cell, shape), 1) + 0.5) / shape
    return dataclasses.replace(elites, cell=cell, measures=places.astype(np.float32))


def caption(figure: Figure) -> str:
    under = figure.get_supxlabel()
    return " ".join((under or figure.axes[0].get_title(loc="left")).split())


def test_the_elites_of_a_sparse_grid_of_four_measures_can_be_seen():
    elites = few((20,) * 4, 0, 1, 60)
    figure = figures.nested(elites)
    drawn = figure.axes[0].images[1].get_array()
    assert drawn.count() > 15 * len(elites)
    assert "each is drawn as large as 6 x 6 cells" in caption(figure)
    ground = figure.axes[0].images[0].get_array()
    assert not (~drawn.mask & ground.mask).any(), "a mark leaves its tile"
    best = np.argmax(elites.objective)
    a, b, *_ = np.unravel_index(elites.cell[best], elites.shape)
    tile = drawn[b * 22 : b * 22 + 20, a * 22 : a * 22 + 20]
    assert (tile == elites.objective[best]).sum() == 36


@pytest.mark.parametrize(
    ("draw", "shape"), [("heatmap", (40, 40)), ("projections", (40,) * 3), ("nested", (20,) * 4)]
)
def test_axes_that_are_mostly_empty_are_cropped_and_the_caption_says_so(draw, shape):
    elites = few(shape, 0.5, 0.8)
    figure = getattr(figures, draw)(elites)
    assert "Cropped to where elites are: north from 0.45 to 0.8" in caption(figure)
    assert "(of 0 to 1)" in caption(figure)
    whole = getattr(figures, draw)(elites, crop=False)
    assert "Cropped" not in caption(whole)
    shown = [one.axes[0].images[1].get_array() for one in (figure, whole)]
    assert shown[0].size < 0.4 * shown[1].size
    assert np.ma.count(shown[0]) > 0
    if draw != "nested":
        assert np.ma.count(shown[0]) == np.ma.count(shown[1])


@pytest.mark.parametrize(
    ("draw", "shape"), [("heatmap", (9,)), ("heatmap", (9, 9)), ("projections", (9,) * 3)]
)
def test_captions_say_what_bright_and_grey_cells_are(draw, shape):
    text = caption(getattr(figures, draw)(archive(shape, 7)))
    assert "Grey: no elite" in text and ("higher objective" in text or "are its elite's" in text)


def tessellation(k: int, count: int, cells: int = 30):
    rng = np.random.default_rng(3)
    centroid = rng.uniform(0, 1, (cells, k)).astype(np.float32)
    elites = archive((cells,), count)
    lower, upper, names = (0.0,) * k, (1.0,) * k, ("a", "b", "c", "d")[:k]
    return dataclasses.replace(
        elites, measures=centroid[elites.cell], lower=lower, upper=upper, names=names,
        centroid=centroid,
    )  # fmt: skip


def test_the_cells_of_a_tessellation_are_drawn_as_they_are():
    elites = tessellation(2, 12)
    cells = voronoi_cells(elites.centroid, elites.lower, elites.upper)
    area = [
        0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))
        for x, y in (c.T for c in cells)
    ]
    assert sum(area) == pytest.approx(1.0)
    points = np.random.default_rng(0).uniform(0, 1, (200, 2))
    nearest = ((points[:, None] - elites.centroid) ** 2).sum(axis=2).argmin(axis=1)
    assert all(
        MplPath(cells[cell]).contains_point(point, radius=1e-9) or
        MplPath(cells[cell]).contains_point(point, radius=-1e-9)
        for cell, point in zip(nearest, points, strict=True)
    )  # fmt: skip
    axes = figures.heatmap(elites).axes[0]
    (drawn,) = axes.collections
    assert not axes.images and len(drawn.get_paths()) == 30
    grey = (drawn.get_facecolor() == to_rgba(style.EMPTY)).all(axis=1)
    np.testing.assert_array_equal(np.flatnonzero(~grey), elites.cell)


def test_a_tessellation_of_more_measures_is_drawn_as_points(tmp_path):
    elites = tessellation(4, 12)
    figure = figures.projections(elites)
    panels = [axes for axes in figure.axes if axes.get_xlabel()]
    assert len(panels) == 6 and not any(axes.images for axes in panels)
    order = np.argsort(elites.objective)  # the best is on top
    np.testing.assert_allclose(panels[0].collections[0].get_offsets(), elites.measures[order, :2])
    assert "One point per elite" in caption(figure)
    with pytest.raises(ValueError, match="no grid, and nested"):
        figures.nested(elites)
    assert "nested" not in {path.stem for path in figures.save_all(elites, {}, tmp_path / "p", "t")}


@pytest.mark.parametrize("crop", [True, False])
def test_cells_too_narrow_to_see_share_a_bar(crop):
    """1,000 cells would be bars of less than a pixel."""
    cell = np.array([0, 4, 5, 7, 999], np.int32)
    objective = np.array([1.0, 5.0, 3.0, 4.0, 2.0], np.float32)
    measures = (cell[:, None] + 0.5).astype(np.float32) / 1000
    elites = EliteTable(measures, objective, measures, cell, (0.0,), (1.0,), (1000,), ("foot",))
    axes = figures.heatmap(elites, crop=crop).axes[0]
    held = [bar for bar in axes.patches if bar.get_facecolor()[:3] != to_rgb(style.EMPTY)]
    tops = [round(bar.get_y() + bar.get_height(), 5) for bar in held]
    assert tops == [5.0, 4.0, 2.0], "the best of the cells 0 to 4, 5 to 9 and 995 to 999"
    np.testing.assert_allclose([bar.get_x() for bar in held], [0.0, 0.005, 0.995], atol=1e-9)
    widths = [bar.get_width() for bar in axes.patches]
    np.testing.assert_allclose(widths, 0.005, rtol=1e-6)
    assert len(axes.patches) == 200 and "best elite of 5 cells" in axes.get_title(loc="left")
    together = figures.heatmap(elites[:4], crop=crop).axes[0].get_title(loc="left")
    assert ("of 5 cells" in together) != crop, "58 cells are wide enough"


def test_the_bars_of_a_tessellation_of_one_measure_end_in_the_middle_of_two_centroids():
    elites = tessellation(1, 12)
    bars = figures.heatmap(elites).axes[0].patches
    assert len(bars) == 30
    ends = np.sort([bar.get_x() for bar in bars])
    centres = np.sort(elites.centroid[:, 0])
    np.testing.assert_allclose(ends[1:], (centres[1:] + centres[:-1]) / 2, rtol=1e-6)
    for bar, cell in zip(bars[18:], elites.cell, strict=True):
        assert bar.get_x() <= elites.centroid[cell, 0] <= bar.get_x() + bar.get_width()


def test_ticks_have_no_offset():
    elites = archive((9, 9), 40)
    near = dataclasses.replace(elites, objective=99.99 + elites.objective * 1e-6)
    figure = figures.heatmap(near)
    figure.draw_without_rendering()
    bar = figure.axes[1]
    assert bar.yaxis.get_offset_text().get_text() == ""
    labels = [label.get_text() for label in bar.get_yticklabels()]
    assert len(set(labels)) == len(labels) and all(text.startswith("99.99") for text in labels)
    large = figures.curves({"evaluations": np.arange(3), "qd_score": np.arange(3) * 1e6})
    large.draw_without_rendering()
    assert "1M" in {label.get_text() for label in large.axes[0].get_yticklabels()}


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
    assert len(figures.curves(log).axes) == 3


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
    low, high = style.widened(min(objectives), max(objectives))
    assert low <= min(objectives) <= max(objectives) <= high
    assert len(np.unique(np.linspace(low, high, 61))) == 61
