"""The shapes of a robot's bodies for the page, from its MuJoCo model."""

from typing import Any

import mujoco

from ramify.robots.walker import AbstractWalker

SHAPES = {
    int(getattr(mujoco.mjtGeom, f"mjGEOM_{shape.upper()}")): shape
    for shape in ("sphere", "capsule", "ellipsoid", "cylinder", "box", "mesh")
}


def scene(robot: AbstractWalker) -> dict[str, Any]:
    """Returns what /api/scene sends: bodies, shapes and feet.

    Each shape has its position `pos` (m) and orientation `quat` (w x y z) in the frame of its body, and
    its `size` (m) as in MuJoCo. `measure` is the number of the measure whose color it has, or -1. The
    shapes of a missing limb are `hidden`. The floor is left out.
    """
    model = robot.model()
    number = {model.body(i).name: i for i in range(model.nbody)}
    limb = {number[body]: i for i, bodies in enumerate(robot.limbs) for body in bodies}
    shown = [i for i in range(model.ngeom) if int(model.geom_type[i]) in SHAPES]
    feet = [number[robot.feet[foot]] for foot in robot.measured]
    bodies = [int(model.geom_bodyid[i]) for i in shown]
    return {
        "bodies": model.nbody,
        "root": int(model.jnt_bodyid[0]),
        "geoms": [_geom(model, i, limb.get(b, -1)) for i, b in zip(shown, bodies, strict=True)],
        "feet": [
            {"body": foot, "geom": bodies.index(foot), "measure": i} for i, foot in enumerate(feet)
        ],
    }


def _geom(model: mujoco.MjModel, i: int, measure: int) -> dict[str, Any]:
    shape = {
        "type": SHAPES[int(model.geom_type[i])],
        "body": int(model.geom_bodyid[i]),
        "size": model.geom_size[i].round(5),
        "pos": model.geom_pos[i].round(5),
        "quat": model.geom_quat[i].round(6),
        "color": None,
        "measure": measure,
    }
    if model.geom_rgba[i, 3] == 0.0:
        shape["hidden"] = True
    if shape["type"] == "mesh":
        mesh = model.mesh(int(model.geom_dataid[i]))
        vertices = slice(mesh.vertadr[0], mesh.vertadr[0] + mesh.vertnum[0])
        faces = slice(mesh.faceadr[0], mesh.faceadr[0] + mesh.facenum[0])
        shape["vertices"] = model.mesh_vert[vertices].round(5)
        shape["faces"] = model.mesh_face[faces]
    return shape
