"""Films of recorded motions, drawn without a display: one pane a motion, in real time."""
# pyright: reportAttributeAccessIssue=false

import math
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import mujoco
import numpy as np
from matplotlib.font_manager import findfont
from PIL import Image, ImageDraw, ImageFont

from ramify.system import runtime
from ramify.system.files import make_folder, refusal, write_atomically
from ramify.system.interrupts import hold
from ramify.view.stage import MEASURES, NIGHT, Stage, backend, restyled

GAP = 4  # pixels between panes
FFMPEG = "ffmpeg -y -loglevel error -f rawvideo -pix_fmt rgb24 -s {}x{} -r {} -i - -c:v libx264 "
FFMPEG += "-preset veryfast -crf 20 -pix_fmt yuv420p -movflags +faststart -f mp4"


@dataclass(frozen=True)
class Motion:
    """A recorded episode of t control steps.

    Attributes:
      qpos: [t + 1, nq], the pose before each control step and after the last.
      dt: s, control period.
      contacts: [t, k] bool, whether foot i is on the ground; k may be 0.
      caption: one line.
      names: of the feet, to label their contacts; may be left out.
    """

    qpos: np.ndarray
    dt: float
    contacts: np.ndarray
    caption: str
    names: tuple[str, ...] = ()


def available() -> str | None:
    """None if films can be drawn on this machine, else a sentence that says why not."""
    asked = {"MUJOCO_GL": runtime.broken_gl or os.environ.get("MUJOCO_GL", "")}
    asked |= {"PYOPENGL_PLATFORM": os.environ.get("PYOPENGL_PLATFORM", "")}
    if backend(*asked.values()) is not None:
        return None
    given = [name for name, value in asked.items() if value]
    for names in (*combinations(given, 1), *combinations(given, 2)):
        if backend(*(asked | dict.fromkeys(names, "")).values()) is not None:
            values = " and ".join(f"{name}={asked[name]}" for name in names)
            return f"MuJoCo cannot draw with {values} on this machine: unset {' and '.join(names)}."
    return (
        "MuJoCo cannot draw without a display by EGL or OSMesa on this machine: install the Debian "
        "packages libegl1 libgl1-mesa-dri libosmesa6."
    )


def film(
    spec: mujoco.MjSpec,
    motions: Sequence[Motion],
    path: Path,
    *,
    legs: Sequence[Sequence[str]] = (),
    fps: int = 30,
    size: tuple[int, int] = (480, 360),
    columns: int | None = None,
    seconds: float | None = None,
    supersample: int | None = None,
    within: Path | None = None,
) -> Path:
    """Write an mp4 (H.264) that plays motions side by side, or an animated picture, where the path
    ends in .webp. It appears whole or not at all.

    Args:
      spec: the robot and its floor; a copy is restyled.
      motions: a pane each. The one that ends early holds its last pose, its caption dimmed.
      path: of the film.
      legs: for each measure, the names of the bodies that wear its colour.
      fps: frames per second.
      size: width and height of a pane, in pixels.
      columns: of panes; by default as many as rows, or one more.
      seconds: the film's length at most.
      supersample: pixels drawn along the edge of one that is shown; by default 2, in a grid 1.
      within: a folder above the film. No folder between the two may be a link.

    Raises:
      ValueError: no motion, an odd size, or an unknown body among the legs.
      RuntimeError: this machine cannot draw (`available` says why).
      RunError: the film cannot be encoded or written.
    """
    if not motions or size[0] % 2 or size[1] % 2:
        raise ValueError(f"{len(motions)} motions, size={size}: give a motion, and even numbers.")
    if reason := available():
        raise RuntimeError(reason)
    length = max((len(motion.qpos) - 1) * motion.dt for motion in motions)
    frames = max(1, round(min(length, seconds or length) * fps))
    across, pitch = columns or math.ceil(len(motions) ** 0.5), np.add(size, GAP)
    corners = [tuple(pitch * (i % across, i // across)) for i in range(len(motions))]
    canvas = Image.new("RGB", tuple(np.max(corners, axis=0) + size), NIGHT)
    supersample = supersample or (2 if len(motions) == 1 else 1)
    model = restyled(spec, legs)
    with (
        hold() as stop,
        closing(Stage(model, [motion.qpos for motion in motions], size, supersample)) as stage,
    ):
        panes = [_Pane(motion, stage, frames, fps) for motion in motions]
        with _encoder(path, canvas.size, fps, within) as write:
            for frame in range(frames):
                stop.end("Stopped. The film was not finished.")
                for pane, corner in zip(panes, corners, strict=True):
                    canvas.paste(pane.picture(frame), corner)
                write(canvas)
    return path


class _Pane:
    """One motion: the robot, its caption, and which feet are on the ground, over time."""

    def __init__(self, motion: Motion, stage: Stage, frames: int, fps: int):
        self._stage = stage
        steps = np.rint(np.arange(frames) / fps / motion.dt).astype(int)
        self._poses = motion.qpos[np.minimum(steps, len(motion.qpos) - 1)]
        self._end = int(np.searchsorted(steps, len(motion.qpos)))  # the first frame after it
        half = round(0.75 * fps)  # the camera follows where the torso is on average for a while
        weights = np.exp(-0.5 * (np.arange(-half, half + 1) / (fps / 4)) ** 2)
        torso = np.pad(list(stage.torso(self._poses)), ((half, half), (0, 0)), mode="edge")
        means = [np.convolve(axis, weights / weights.sum(), "valid") for axis in torso.T]
        self._targets = np.stack(means, axis=1)
        self._overlays = [_overlay(motion, stage.size, frames / fps, ink) for ink in (240, 120)]
        self._held: Image.Image | None = None  # the picture once the motion has ended

    def picture(self, frame: int) -> Image.Image:
        """What the pane shows; ask for the frames in order."""
        if self._held:
            return self._held
        ended = frame >= self._end
        picture = self._stage.draw(self._poses[frame], self._targets[frame])
        overlay, (left, top, right, bottom) = self._overlays[ended]
        picture.paste(overlay, (0, 0), overlay)
        if bottom > top:
            now = left + (right - left) * frame / len(self._poses)
            ImageDraw.Draw(picture).line([(now, top), (now, bottom)], "white", 2)
        self._held = picture if ended else None
        return picture


def _overlay(
    motion: Motion, size: tuple[int, int], seconds: float, ink: int
) -> tuple[Image.Image, tuple[float, float, float, float]]:
    """The caption and the contacts on clear ground, and the box that the contacts fill."""
    (width, height), feet, unit = size, motion.contacts.shape[1], max(4, size[1] // 45)
    overlay = Image.new("RGBA", size)
    draw, file = ImageDraw.Draw(overlay), findfont("DejaVu Sans")
    font, small = ImageFont.truetype(file, 2 * unit), ImageFont.truetype(file, unit + 2)
    excess = font.getlength(motion.caption) / (width - 2 * unit)
    font = font.font_variant(size=int(2 * unit / max(1.0, excess)))
    draw.rectangle((0, 0, width, 4 * unit), (*NIGHT, 170))
    draw.text((unit, 2 * unit), motion.caption, (ink,) * 3, font, anchor="lm")
    left = unit + max((small.getlength(name) + unit for name in motion.names), default=0)
    right, bottom, row = width - unit, height - unit, unit + 2
    top = bottom - row * feet
    draw.rectangle((0, top - unit, width, height), (*NIGHT, 170 if feet else 0))
    for foot in range(feet):
        colour, y = MEASURES[foot % len(MEASURES)], top + row * foot
        if motion.names:
            draw.text((unit, y + row / 2), motion.names[foot], colour, small, anchor="lm")
        draw.rectangle((left, y, right, y + row - 3), (255, 255, 255, 20))
        changes = np.flatnonzero(np.diff(motion.contacts[:, foot].astype(int), prepend=0, append=0))
        for pair in changes.reshape(-1, 2):
            start, stop = left + (right - left) * motion.dt / seconds * pair
            if start < right:
                draw.rectangle((start, y, min(stop, right), y + row - 3), colour)
    return overlay, (left, top, right, bottom)


@contextmanager
def _encoder(
    path: Path, size: tuple, fps: int, within: Path | None = None
) -> Iterator[Callable[[Image.Image], object]]:
    """Takes pictures; in the end the film is at `path`, unless something went wrong.

    Encoders write to a name, so they get one in a private folder.
    """
    make_folder(path.parent, within=within)
    with TemporaryDirectory(prefix="ramify-") as private:
        encoded = Path(private) / f"film{path.suffix}"
        try:
            with _format(path.suffix)(encoded, size, fps) as write:
                yield write
        except OSError as error:
            raise refusal(path, error, "No film was left there.") from None
        with encoded.open("rb") as file, write_atomically(path, within=within) as film:
            shutil.copyfileobj(file, film)


def _format(suffix: str) -> Callable:
    if suffix == ".webp":
        return _webp
    return _mp4_by_program if shutil.which("ffmpeg") else _mp4_by_library


@contextmanager
def _webp(path: Path, size: tuple, fps: int) -> Iterator[Callable[[Image.Image], object]]:
    pictures: list[Image.Image] = []
    yield lambda picture: pictures.append(picture.copy())
    options = {"duration": round(1000 / fps), "quality": 60, "method": 2}
    pictures[0].save(path, "WEBP", save_all=True, append_images=pictures[1:], **options)


@contextmanager
def _mp4_by_program(path: Path, size: tuple, fps: int) -> Iterator[Callable[[Image.Image], object]]:
    command, pipe = [*FFMPEG.format(*size, fps).split(), str(path)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stderr=pipe, process_group=0) as process:
        with suppress(BrokenPipeError):  # it has given up, and says why
            yield lambda picture: process.stdin.write(picture.tobytes())  # type: ignore
        _, complaint = process.communicate()
    if process.returncode:
        raise OSError(f"ffmpeg failed ({complaint.decode(errors='replace').strip()})")


@contextmanager
def _mp4_by_library(path: Path, size: tuple, fps: int) -> Iterator[Callable[[Image.Image], object]]:
    import av

    codec, faststart = {"crf": "20", "preset": "veryfast"}, {"movflags": "+faststart"}
    with av.open(str(path), "w", format="mp4", options=faststart) as container:
        stream = container.add_stream("libx264", rate=fps, options=codec)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        encode, frame = stream.encode, av.VideoFrame.from_image
        yield lambda picture: container.mux(encode(frame(picture)))
        container.mux(encode())
