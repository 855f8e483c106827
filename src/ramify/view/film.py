"""Films of recorded motions, drawn without a display: one pane a motion, in real time."""
# pyright: reportAttributeAccessIssue=false

import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import cycle
from pathlib import Path

import mujoco
import numpy as np
from matplotlib.font_manager import findfont
from mujoco.rendering.classic import gl_context
from PIL import Image, ImageColor, ImageDraw, ImageFont

MEASURES = ("#f2a640", "#4fb3ff", "#3ecf8e", "#e878c7", "#9e8cf2", "#e6d959")  # legs, contacts
BODY, OBSTACLE, NIGHT = (0.87, 0.88, 0.91), (0.35, 0.40, 0.50), (18, 22, 31)
LIGHT = np.array((0.35, 0.45, -1.0))  # where it goes
GLOW = 50.0  # so that the lights make little difference to a shadow's colour
SHADOW = np.array((0.065, 0.08, 0.11, GLOW)) / GLOW
GAP = 4  # pixels between panes
PROBE = "from mujoco import *; Renderer(MjModel.from_xml_string('<mujoco/>'), 8, 8).render()"
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
    asked = os.environ.get("MUJOCO_GL", "")
    if _backend(asked) is not None:
        return None
    return (
        f"MuJoCo cannot draw without a display by {asked or 'EGL or OSMesa'} on this machine: "
        "install the Debian packages libegl1 libgl1-mesa-dri libosmesa6."
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
) -> Path:
    """Write an mp4 (H.264) that plays motions side by side. It appears whole or not at all.

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

    Raises:
      ValueError: no motion, an odd size, or an unknown body among the legs.
      RuntimeError: this machine cannot draw (`available` says why), or the encoder failed.
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
    model = _restyled(spec, legs)
    with closing(_Stage(model, motions, size, supersample)) as stage:
        panes = [_Pane(motion, stage, frames, fps) for motion in motions]
        with _encoder(path, canvas.size, fps) as write:
            for frame in range(frames):
                for pane, corner in zip(panes, corners, strict=True):
                    canvas.paste(pane.picture(frame), corner)
                write(canvas)
    return path


class _Stage:
    """Model, camera and renderer: turns a pose into a picture."""

    def __init__(self, model: mujoco.MjModel, motions: Sequence[Motion], size: tuple, factor: int):
        self.size, self._factor, self._model = size, factor, model
        self._data = data = mujoco.MjData(model)
        reach = np.where(model.geom_bodyid > 0, model.geom_rbound, -np.inf)
        poses = [qpos for motion in motions for qpos in motion.qpos[:: len(motion.qpos) // 10 + 1]]
        radius = max(
            float((np.linalg.norm(data.geom_xpos - torso, axis=1) + reach).max())
            for torso in self.torso(poses)
        )
        width, height = size[0] * factor, size[1] * factor
        model.vis.global_.offwidth, model.vis.global_.offheight = width, height
        model.stat.extent = radius
        self._camera = mujoco.MjvCamera()
        self._camera.azimuth, self._camera.elevation = 130, -22
        self._camera.distance = 1.2 * radius / math.tan(math.radians(model.vis.global_.fovy) / 2)
        backend = _backend(os.environ.get("MUJOCO_GL", ""))
        if backend in ("egl", "osmesa"):  # mujoco made its choice when it was first imported
            gl_context.GLContext = import_module(f"mujoco.{backend}").GLContext
        self._renderer = mujoco.Renderer(model, height, width)
        self._renderer.scene.flags[mujoco.mjtRndFlag.mjRND_FOG] = True
        self.close = self._renderer.close

    def torso(self, poses: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
        """Where the torso is, pose by pose."""
        for qpos in poses:
            self._data.qpos[:] = qpos
            mujoco.mj_kinematics(self._model, self._data)
            yield self._data.xpos[self._model.jnt_bodyid[0]].copy()

    def draw(self, qpos: np.ndarray, target: np.ndarray) -> Image.Image:
        """The robot in this pose, seen by a camera that looks at `target`."""
        next(self.torso([qpos]))
        mujoco.mj_camlight(self._model, self._data)
        self._camera.lookat[:] = target
        self._renderer.update_scene(self._data, self._camera)
        self._cast_shadows(self._renderer.scene)
        return Image.fromarray(self._renderer.render()).reduce(self._factor)

    def _cast_shadows(self, scene: mujoco.MjvScene) -> None:
        """Lay the robot's geoms flat on the floor, in black: twice as fast as shadow mapping."""
        planes = np.flatnonzero(self._model.geom_type == mujoco.mjtGeom.mjGEOM_PLANE)
        floor = np.array((0, 0, *self._data.geom_xpos[planes[:1], 2]))
        flatten = np.eye(3) - np.outer(LIGHT, (0, 0, 1)) / LIGHT[2]
        for geom in scene.geoms[: scene.ngeom] if len(planes) else ():
            if geom.category == mujoco.mjtCatBit.mjCAT_DYNAMIC:
                shadow, mat = scene.geoms[scene.ngeom], flatten @ geom.mat
                pos = flatten @ (geom.pos - floor) + floor + (0, 0, 0.002)
                mujoco.mjv_initGeom(shadow, geom.type, geom.size, pos, mat.ravel(), SHADOW)
                shadow.size, shadow.dataid = geom.size, geom.dataid
                shadow.emission, shadow.specular = GLOW, 0
                scene.ngeom += 1


class _Pane:
    """One motion: the robot, its caption, and which feet are on the ground, over time."""

    def __init__(self, motion: Motion, stage: _Stage, frames: int, fps: int):
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


def _restyled(spec: mujoco.MjSpec, legs: Sequence[Sequence[str]]) -> mujoco.MjModel:
    """A white robot with coloured legs at night, on a dark chequered floor."""
    spec, sky = spec.copy(), mujoco.mjtTexture.mjTEXTURE_SKYBOX
    for thing in [*spec.lights, *(texture for texture in spec.textures if texture.type == sky)]:
        spec.delete(thing)
    night = np.divide(NIGHT, 255)
    dusk = spec.add_texture(name="film sky", type=sky, width=64, height=384)
    dusk.builtin, dusk.rgb1, dusk.rgb2 = mujoco.mjtBuiltin.mjBUILTIN_GRADIENT, night / 2, night
    tiles = spec.add_texture(name="film floor", type=mujoco.mjtTexture.mjTEXTURE_2D)
    tiles.builtin, tiles.mark = mujoco.mjtBuiltin.mjBUILTIN_CHECKER, mujoco.mjtMark.mjMARK_EDGE
    tiles.rgb1, tiles.rgb2 = (0.17, 0.20, 0.28), (0.20, 0.24, 0.32)
    tiles.markrgb, tiles.width, tiles.height = (0.30, 0.36, 0.48), 512, 512
    floor = spec.add_material(name="film floor", texuniform=True, texrepeat=(0.5, 0.5))
    floor.textures[mujoco.mjtTextureRole.mjTEXROLE_RGB] = "film floor"
    sun = spec.worldbody.add_light(dir=LIGHT, diffuse=(0.8,) * 3, castshadow=False)
    sun.type = mujoco.mjtLightType.mjLIGHT_DIRECTIONAL
    model = spec.compile()
    ground = np.isin(model.geom_type, (mujoco.mjtGeom.mjGEOM_PLANE, mujoco.mjtGeom.mjGEOM_HFIELD))
    model.geom_matid[:] = np.where(ground, model.material("film floor").id, -1)
    model.geom_rgba[:, :3] = np.where(model.geom_bodyid[:, None] > 0, BODY, OBSTACLE)
    model.geom_rgba[ground] = 1
    bodies = {model.body(i).name: i for i in range(model.nbody)}
    for leg, colour in zip(legs, cycle(MEASURES)):
        if unknown := set(leg) - set(bodies):
            raise ValueError(f"legs: no body is called {sorted(unknown)}: it has {list(bodies)}.")
        geoms = np.isin(model.geom_bodyid, [bodies[name] for name in leg])
        model.geom_rgba[geoms, :3] = np.divide(ImageColor.getrgb(colour), 255)
    vis, quality = model.vis, model.vis.quality
    vis.headlight.ambient, vis.headlight.diffuse, vis.headlight.specular = 0.45, 0.35, 0.1
    vis.map.fogstart, vis.map.fogend = 5, 18
    vis.rgba.fog[:3] = vis.rgba.haze[:3] = night
    quality.offsamples, quality.numslices, quality.numstacks, quality.numquads = 0, 20, 10, 1
    return model


@contextmanager
def _encoder(path: Path, size: tuple, fps: int) -> Iterator[Callable[[Image.Image], object]]:
    """Takes pictures; in the end the film is at `path`, unless something went wrong."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    try:
        if shutil.which("ffmpeg"):
            command, pipe = [*FFMPEG.format(*size, fps).split(), str(partial)], subprocess.PIPE
            with subprocess.Popen(command, stdin=pipe, stderr=pipe) as process:
                with suppress(BrokenPipeError):  # it has given up, and says why
                    yield lambda picture: process.stdin.write(picture.tobytes())  # type: ignore
                _, complaint = process.communicate()
            if process.returncode:
                raise RuntimeError(f"ffmpeg failed: {complaint.decode().strip()}")
        else:
            import av

            options = {"crf": "20", "preset": "veryfast"}
            faststart = {"movflags": "+faststart"}
            with av.open(str(partial), "w", format="mp4", options=faststart) as container:
                stream = container.add_stream("libx264", rate=fps, options=options)
                stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
                encode, frame = stream.encode, av.VideoFrame.from_image
                yield lambda picture: container.mux(encode(frame(picture)))
                container.mux(encode())
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


@cache
def _backend(asked: str) -> str | None:
    """What MUJOCO_GL must be to draw. Tried in a child, for a failed attempt can end a process."""
    for backend in [asked] if asked else ["egl", "osmesa"] if sys.platform == "linux" else [""]:
        command, environment = [sys.executable, "-c", PROBE], os.environ | {"MUJOCO_GL": backend}
        if subprocess.run(command, env=environment, capture_output=True).returncode == 0:
            return backend
    return None
