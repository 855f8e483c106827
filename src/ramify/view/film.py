"""Films of recorded motions, drawn without a display: one pane a motion, played in real time."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    import mujoco

COLOURS = (  # of the measures: legs and contact strip
    (242, 166, 64),
    (79, 179, 255),
    (62, 207, 142),
    (232, 120, 199),
    (158, 140, 242),
    (230, 217, 89),
)
BODY, OBSTACLE, NIGHT = (222, 224, 232), (90, 102, 128), (18, 22, 31)
GAP = 4  # pixels between panes
PROBE = """
import mujoco
model = mujoco.MjModel.from_xml_string('<mujoco><worldbody><geom size="1"/></worldbody></mujoco>')
with mujoco.Renderer(model, 8, 8) as renderer:
    renderer.update_scene(mujoco.MjData(model))
    renderer.render()
"""


@dataclass(frozen=True)
class Motion:
    """A recorded episode.

    Attributes:
      qpos: [t + 1, nq], the pose before each control step and after the last.
      dt: s, control period.
      contacts: [t, k] bool, whether foot i is on the ground; k may be 0.
      caption: one line.
      names: of the feet, to label the contact strip; may be left out.
    """

    qpos: np.ndarray
    dt: float
    contacts: np.ndarray
    caption: str
    names: tuple[str, ...] = ()


def available() -> str | None:
    """None if films can be drawn here, else one sentence that says why not."""
    asked = os.environ.get("MUJOCO_GL", "")
    if _backend(asked) is not None:
        return None
    where = f"with MUJOCO_GL={asked}" if asked else "with EGL or OSMesa"
    return (
        f"MuJoCo cannot draw without a display {where} on this machine: on Debian, install "
        "libegl1, libgl1-mesa-dri and libosmesa6."
    )


def film(
    spec: "mujoco.MjSpec",
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
    """Write an mp4 (H.264) that plays the motions side by side, in real time.

    Args:
      spec: the robot and its floor. A copy is restyled.
      motions: one pane each. Those that end early hold their last pose, their caption dimmed.
      path: of the film, which appears whole.
      legs: for each measure the names of the bodies that wear its colour.
      fps: frames per second.
      size: width and height of a pane, in pixels.
      columns: of panes; by default as many as rows, or one more.
      seconds: the film's length at most.
      supersample: pixels drawn for each pixel shown, along an edge; by default 2, in a grid 1.

    Raises:
      RuntimeError: nothing can be drawn on this machine (`available` says why), or not encoded.
      ValueError: there is no motion, `size` is odd, or `legs` names an unknown body.
    """
    if not motions or size[0] % 2 or size[1] % 2:
        raise ValueError(f"{len(motions)} motions, size={size}: give one, and even numbers.")
    if reason := available():
        raise RuntimeError(reason)
    length = max((len(motion.qpos) - 1) * motion.dt for motion in motions)
    frames = max(1, round(min(length, seconds or length) * fps))
    across = columns or math.ceil(len(motions) ** 0.5)
    corners = [
        (i % across * (size[0] + GAP), i // across * (size[1] + GAP)) for i in range(len(motions))
    ]
    whole = tuple(np.max(corners, axis=0) + size)
    canvas = Image.new("RGB", whole, NIGHT)
    factor = supersample or (2 if len(motions) == 1 else 1)
    with closing(_Stage(spec, legs, motions, size, factor)) as stage, _encoder(path, whole, fps) as put:
        panes = [_Pane(motion, stage, frames, fps) for motion in motions]
        for frame in range(frames):
            for pane, corner in zip(panes, corners, strict=True):
                canvas.paste(pane.picture(frame), corner)
            put(np.asarray(canvas))
    return path


class _Stage:
    """The restyled model and the camera: turns a pose into a picture."""

    def __init__(
        self,
        spec: "mujoco.MjSpec",
        legs: Sequence[Sequence[str]],
        motions: Sequence[Motion],
        size: tuple[int, int],
        factor: int,
    ):
        import mujoco

        self.size, self._factor = size, factor
        self._model = model = _restyled(spec, legs)
        self._data = mujoco.MjData(model)
        self._root = int(model.jnt_bodyid[0])
        reach = model.geom_rbound + np.where(model.geom_bodyid > 0, 0, -np.inf)
        poses = [q for motion in motions for q in motion.qpos[:: len(motion.qpos) // 10 + 1]]
        radius = max(
            float((np.linalg.norm(self._data.geom_xpos - root, axis=1) + reach).max())
            for root in self.roots(poses)
        )
        self._camera = mujoco.MjvCamera()
        self._camera.distance = 1.25 * radius / math.tan(math.radians(model.vis.global_.fovy) / 2)
        self._camera.azimuth, self._camera.elevation = 130, -22
        width, height = size[0] * factor, size[1] * factor
        model.vis.global_.offwidth, model.vis.global_.offheight = width, height
        model.stat.extent = radius
        backend = _backend(os.environ.get("MUJOCO_GL", ""))
        if backend in ("egl", "osmesa"):  # mujoco chose when it was first imported; choose again
            from mujoco.rendering.classic import gl_context

            gl_context.GLContext = import_module(f"mujoco.{backend}").GLContext
        self._renderer = mujoco.Renderer(model, height, width)
        self._renderer.scene.flags[mujoco.mjtRndFlag.mjRND_FOG] = True
        self.close = self._renderer.close

    def roots(self, poses: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
        """Where the torso is, pose by pose; `_data` is in that pose meanwhile."""
        import mujoco

        for qpos in poses:
            self._data.qpos[:] = qpos
            mujoco.mj_kinematics(self._model, self._data)
            yield self._data.xpos[self._root].copy()

    def draw(self, qpos: np.ndarray, target: np.ndarray) -> Image.Image:
        """The robot in this pose, seen by a camera that looks at `target`."""
        import mujoco

        next(self.roots([qpos]))
        mujoco.mj_comPos(self._model, self._data)
        mujoco.mj_camlight(self._model, self._data)
        self._camera.lookat[:] = target
        self._renderer.update_scene(self._data, self._camera)
        return Image.fromarray(self._renderer.render()).reduce(self._factor)


def _restyled(spec: "mujoco.MjSpec", legs: Sequence[Sequence[str]]) -> "mujoco.MjModel":
    """A white robot with coloured legs at night, on a dark chequered floor."""
    import mujoco

    spec = spec.copy()
    chequers, sky = mujoco.mjtBuiltin.mjBUILTIN_CHECKER, mujoco.mjtTexture.mjTEXTURE_SKYBOX
    for thing in [*spec.lights, *(texture for texture in spec.textures if texture.type == sky)]:
        spec.delete(thing)
    night = {"rgb1": np.divide(NIGHT, 255), "rgb2": np.divide(NIGHT, 510)}
    gradient = mujoco.mjtBuiltin.mjBUILTIN_GRADIENT
    spec.add_texture(name="film sky", type=sky, builtin=gradient, width=64, height=384, **night)
    spec.add_texture(
        name="film floor",
        type=mujoco.mjtTexture.mjTEXTURE_2D,
        builtin=chequers,
        rgb1=[0.137, 0.165, 0.227],
        rgb2=[0.17, 0.20, 0.27],
        mark=mujoco.mjtMark.mjMARK_EDGE,
        markrgb=[0.25, 0.30, 0.40],
        width=512,
        height=512,
    )
    floor = spec.add_material(name="film floor", texuniform=True, texrepeat=[0.5, 0.5])
    floor.textures[mujoco.mjtTextureRole.mjTEXROLE_RGB] = "film floor"
    root = spec.bodies[1]
    root.add_light(
        pos=[0, 0, 4],
        dir=[0.35, 0.45, -1],
        diffuse=[0.75] * 3,
        type=mujoco.mjtLightType.mjLIGHT_DIRECTIONAL,
        mode=mujoco.mjtCamLight.mjCAMLIGHT_TRACK,
    )
    ...
