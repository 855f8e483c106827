"""Films recorded motions without a display, side by side and in real time."""
# pyright: reportAttributeAccessIssue=false

import math
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
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
      qpos: [t + 1, nq], the pose before each control step and after the last one.
      dt: s, control period.
      contacts: [t, k] bool, True while foot i is on the ground; k may be 0.
      caption: one line of text.
      names: names of the feet, to label their contacts; () for no labels.
    """

    qpos: np.ndarray
    dt: float
    contacts: np.ndarray
    caption: str
    names: tuple[str, ...] = ()


def available() -> str | None:
    """Returns None if this machine can draw films, otherwise a sentence that says why not."""
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
    spec: mujoco.MjSpec | Sequence[mujoco.MjSpec],
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
    """Writes an mp4 film (H.264) of motions side by side, or an animated .webp picture.

    The ending of the path chooses the format. An error leaves an earlier file as it is.

    Args:
      spec: the robot and its floor, or those of each motion. Only copies are changed.
      motions: one pane each. A motion that ends early keeps its last pose, with a dimmed caption.
      path: the film's path.
      legs: for each measure, names of the bodies that have its color.
      fps: frames per second.
      size: width and height of a pane in pixels. Both are even.
      columns: number of panes side by side; by default as many as rows, or one more.
      seconds: longest duration of the film in seconds; None for the longest motion.
      supersample: factor by which width and height are drawn larger, then reduced; by default 2 for one
        motion and 1 for several.
      within: a folder above the film. No folder between the two may be a link.

    Returns:
      The film's path.

    Raises:
      ValueError: there is no motion, the size is odd, `legs` names an unknown body, or the motions have
        another number of robots.
      RuntimeError: this machine cannot draw (`available` says why).
      RunError: the film cannot be encoded or written.
    """
    if not motions or size[0] % 2 or size[1] % 2:
        raise ValueError(
            f"There are {len(motions)} motions, and size is {size}: give at least one motion, and an "
            "even width and height."
        )
    if reason := available():
        raise RuntimeError(reason)
    length = max((len(motion.qpos) - 1) * motion.dt for motion in motions)
    frames = max(1, round(min(length, seconds or length) * fps))
    across, pitch = columns or math.ceil(len(motions) ** 0.5), np.add(size, GAP)
    corners = [tuple(pitch * (i % across, i // across)) for i in range(len(motions))]
    canvas = Image.new("RGB", tuple(np.max(corners, axis=0) + size), NIGHT)
    supersample = supersample or (2 if len(motions) == 1 else 1)
    with hold() as stop, ExitStack() as stack:

        def staged(spec: mujoco.MjSpec, motions: Sequence[Motion]) -> Stage:
            poses = [motion.qpos for motion in motions]
            stage = Stage(restyled(spec, legs), poses, size, supersample, above=len(legs) > 2)
            return stack.enter_context(closing(stage))

        if isinstance(spec, mujoco.MjSpec):
            stages = [staged(spec, motions)] * len(motions)
        else:
            stages = [staged(one, [motion]) for one, motion in zip(spec, motions, strict=True)]
        panes = [_Pane(*pair, frames, fps) for pair in zip(motions, stages, strict=True)]
        with _encoder(path, canvas.size, fps, within) as write:
            for frame in range(frames):
                stop.end("Stopped. The film was not finished.")
                for pane, corner in zip(panes, corners, strict=True):
                    canvas.paste(pane.picture(frame), corner)
                write(canvas)
    return path


class _Pane:
    """The picture of one motion: the robot, its caption, and the feet on the ground over time."""

    def __init__(self, motion: Motion, stage: Stage, frames: int, fps: int):
        self._stage = stage
        steps = np.rint(np.arange(frames) / fps / motion.dt).astype(int)
        self._poses = motion.qpos[np.minimum(steps, len(motion.qpos) - 1)]
        self._end = int(np.searchsorted(steps, len(motion.qpos)))  # first frame after the motion
        half = round(0.75 * fps)  # the camera follows the mean place of the torso in 1.5 s
        weights = np.exp(-0.5 * (np.arange(-half, half + 1) / (fps / 4)) ** 2)
        places = np.array(list(stage.torso(self._poses)))
        torso = np.pad(places, ((half, half), (0, 0)), mode="edge")
        means = [np.convolve(axis, weights / weights.sum(), "valid") for axis in torso.T]
        self._targets = np.stack(means, axis=1)
        self._distance = np.linalg.norm(places[:, :2] - places[0, :2], axis=1)
        self._seconds = np.arange(frames) / fps
        self._overlays = [_overlay(motion, stage.size, frames / fps, ink) for ink in (240, 120)]
        self._held: Image.Image | None = None  # the picture once the motion has ended

    def picture(self, frame: int) -> Image.Image:
        """Returns the pane's picture. Call it for the frames in order."""
        if self._held:
            return self._held
        ended = frame >= self._end
        picture = self._stage.draw(self._poses[frame], self._targets[frame])
        overlay, (left, top, right, bottom) = self._overlays[ended]
        picture.paste(overlay, (0, 0), overlay)
        moved, unit = self._moved(frame), _unit(self._stage.size)
        ink = (240, 190)[ended]
        ImageDraw.Draw(picture).text((unit, 4.6 * unit), moved, (ink,) * 3, _font(1.6 * unit), "lm")
        if bottom > top:
            now = left + (right - left) * frame / len(self._poses)
            ImageDraw.Draw(picture).line([(now, top), (now, bottom)], "white", 2)
        self._held = picture if ended else None
        return picture

    def _moved(self, frame: int) -> str:
        """Returns the distance from the start, and the mean speed until now; for an arm that is fixed to
        the ground, only the time."""
        last = min(frame, max(self._end - 1, 0))
        distance, seconds = self._distance[last], self._seconds[last]
        if not self._distance.any():
            return f"{seconds:.1f} s"
        speed = distance / seconds if seconds else 0.0
        return f"{distance:.1f} m in {seconds:.1f} s   {speed:.2f} m/s"


def _unit(size: tuple[int, int]) -> int:
    """Returns the unit of texts in pixels."""
    return max(4, size[1] // 45)


def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(findfont("DejaVu Sans"), round(size))


def _overlay(
    motion: Motion, size: tuple[int, int], seconds: float, ink: int
) -> tuple[Image.Image, tuple[float, float, float, float]]:
    """Returns caption and contacts on a transparent picture, and the box that the contacts fill."""
    (width, height), feet, unit = size, motion.contacts.shape[1], _unit(size)
    overlay = Image.new("RGBA", size)
    draw = ImageDraw.Draw(overlay)
    font, small = _font(2 * unit), _font(unit + 2)
    excess = font.getlength(motion.caption) / (width - 2 * unit)
    font = font.font_variant(size=int(2 * unit / max(1.0, excess)))
    draw.rectangle((0, 0, width, 6 * unit), (*NIGHT, 170))  # the second line is the distance
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
    """Yields a function that takes pictures, and writes the film to `path` at the end.

    Encoders write to a path, so they get one in a private folder.
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
        with suppress(BrokenPipeError):  # ffmpeg has ended, and its error message says why
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
