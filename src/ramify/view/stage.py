"""Draws pictures of a robot without a display: its colors, a camera and a renderer."""
# pyright: reportAttributeAccessIssue=false

import math
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import cycle

import mujoco
import numpy as np
from mujoco.rendering.classic import gl_context
from PIL import Image, ImageColor

MEASURES = ("#f2a640", "#4fb3ff", "#3ecf8e", "#e878c7", "#9e8cf2", "#e6d959")  # legs, contacts
BODY, OBSTACLE, NIGHT = (0.87, 0.88, 0.91), (0.35, 0.40, 0.50), (18, 22, 31)
NEAR = 1.1  # distance at which the robot fills the picture, with room for a caption
LIGHT = np.array((0.35, 0.45, -1.0))  # direction of the light
GLOW = 50.0  # emission of a shadow, so large that lights hardly change its color
SHADOW = np.array((0.065, 0.08, 0.11, GLOW)) / GLOW
PROBE = "from mujoco import *; Renderer(MjModel.from_xml_string('<mujoco/>'), 8, 8).render()"


class Stage:
    """A model, a camera and a renderer. It draws poses.

    Args:
      motions: poses that the camera has room for.
      size: width and height of a picture in pixels.
      factor: pictures are drawn this many times as large, then reduced.
      above: the camera looks from above instead of from the side.
    """

    def __init__(
        self,
        model: mujoco.MjModel,
        motions: Sequence[np.ndarray],
        size: tuple,
        factor: int,
        *,
        above: bool = False,
    ):
        self.size, self._factor, self._model = size, factor, model
        self._data = data = mujoco.MjData(model)
        reach = np.where(model.geom_bodyid > 0, model.geom_rbound, -np.inf)
        poses = [qpos for poses in motions for qpos in poses[:: len(poses) // 10 + 1]]
        radius = max(
            float((np.linalg.norm(data.geom_xpos - torso, axis=1) + reach).max())
            for torso in self.torso(poses)
        )
        width, height = size[0] * factor, size[1] * factor
        model.vis.global_.offwidth, model.vis.global_.offheight = width, height
        model.stat.extent = radius
        self._camera = mujoco.MjvCamera()
        # From above no leg of four hides behind the torso. Planar robots are seen from the side.
        planar = mujoco.mjtJoint.mjJNT_FREE not in model.jnt_type
        self._camera.azimuth, self._camera.elevation = (
            (112, -50) if above else (100, -18) if planar else (130, -22)
        )
        # The camera looks below the torso, so that the legs in front stay above the strip of contacts.
        self._below = np.array((0.0, 0.0, 0.3 * radius if above else 0.0))
        self._camera.distance = NEAR * radius / math.tan(math.radians(model.vis.global_.fovy) / 2)
        drawing = backend(os.environ.get("MUJOCO_GL", ""))
        if drawing in ("egl", "osmesa"):  # MuJoCo has chosen one when it was imported
            gl_context.GLContext = import_module(f"mujoco.{drawing}").GLContext
        self._renderer = mujoco.Renderer(model, height, width)
        self._renderer.scene.flags[mujoco.mjtRndFlag.mjRND_FOG] = True
        self.close = self._renderer.close

    def torso(self, poses: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
        """Yields the position of the torso in each pose."""
        for qpos in poses:
            self._data.qpos[:] = qpos
            mujoco.mj_kinematics(self._model, self._data)
            yield self._data.xpos[self._model.jnt_bodyid[0]].copy()

    def draw(self, qpos: np.ndarray, target: np.ndarray) -> Image.Image:
        """Returns a picture of the robot in a pose. The camera looks at `target`."""
        next(self.torso([qpos]))
        mujoco.mj_camlight(self._model, self._data)
        self._camera.lookat[:] = target - self._below
        self._renderer.update_scene(self._data, self._camera)
        self._cast_shadows(self._renderer.scene)
        return Image.fromarray(self._renderer.render()).reduce(self._factor)

    def _cast_shadows(self, scene: mujoco.MjvScene) -> None:
        """Draws the robot's geoms flat and dark on the floor: twice as fast as shadow mapping."""
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


def restyled(spec: mujoco.MjSpec, legs: Sequence[Sequence[str]]) -> mujoco.MjModel:
    """Returns a model of a white robot with colored legs, on a dark checkered floor at night.

    Args:
      spec: the robot and its floor; it is copied.
      legs: for each measure, names of the bodies that have its color.

    Raises:
      ValueError: `legs` names an unknown body.
    """
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
            raise ValueError(
                f"legs names {sorted(unknown)}: give names of bodies, of {list(bodies)}."
            )
        geoms = np.isin(model.geom_bodyid, [bodies[name] for name in leg])
        model.geom_rgba[geoms, :3] = np.divide(ImageColor.getrgb(colour), 255)
    vis, quality = model.vis, model.vis.quality
    vis.headlight.ambient, vis.headlight.diffuse, vis.headlight.specular = 0.45, 0.35, 0.1
    vis.map.fogstart, vis.map.fogend = 5, 18
    vis.rgba.fog[:3] = vis.rgba.haze[:3] = night
    quality.offsamples, quality.numslices, quality.numstacks, quality.numquads = 0, 20, 10, 1
    return model


def backend(asked: str, platform: str | None = None) -> str | None:
    """Returns the value of MUJOCO_GL with which MuJoCo can draw; None if it cannot.

    Args:
      asked: the value to try; "" to try all.
      platform: value of PYOPENGL_PLATFORM; by default that of the environment.
    """
    if platform is None:
        platform = os.environ.get("PYOPENGL_PLATFORM", "")
    choices = [asked] if asked else ["egl", "osmesa"] if sys.platform == "linux" else [""]
    return next((choice for choice in choices if _draws(choice, platform)), None)


@cache
def _draws(choice: str, platform: str) -> bool:
    """Returns True if MuJoCo draws. A child process tries it, since a failure can end the process."""
    environment = os.environ | {"MUJOCO_GL": choice, "PYOPENGL_PLATFORM": platform}
    if not platform:
        del environment["PYOPENGL_PLATFORM"]
    command = [sys.executable, "-c", PROBE]
    return subprocess.run(command, env=environment, capture_output=True).returncode == 0
