"""The shapes of a robot's bodies for the page, from its MuJoCo model."""

from typing import Any

import mujoco
import numpy as np

from ramify.robots.robot import AbstractRobot

SHAPES = {
    int(getattr(mujoco.mjtGeom, f"mjGEOM_{shape.upper()}")): shape
    for shape in ("sphere", "capsule", "ellipsoid", "cylinder", "box", "mesh")
}

FIELD = int(mujoco.mjtGeom.mjGEOM_HFIELD)
HIDDEN = 3  # geoms of this group and the following ones are hidden, as in MuJoCo's own viewer
GROUND = "#262d3d"  # of what is fixed to the world
MOST = 100  # points along each side of a height field's surface


def scene(robot: AbstractRobot) -> dict[str, Any]:
    """Returns what /api/scene sends: bodies, shapes and feet.

    Each shape has its position `pos` (m) and orientation `quat` (w x y z) in the frame of its body, and
    its `size` (m) as in MuJoCo. `measure` is the number of the measure whose color it has, or -1. The
    shapes of a missing limb are `hidden`. The floor is left out.
    """
    model = robot.model()
    number = {model.body(i).name: i for i in range(model.nbody)}
    limb = {number[body]: i for i, bodies in enumerate(robot.limbs) for body in bodies}
    measures = robot.contact_measures.tolist()
    feet = [number[robot.feet[robot.measured[i]]] for i in measures]
    shown = _shown(model, feet)
    bodies = [int(model.geom_bodyid[i]) for i in shown]
    return {
        "bodies": model.nbody,
        "root": number[robot.torso],
        "geoms": [_geom(model, i, limb.get(b, -1)) for i, b in zip(shown, bodies, strict=True)],
        "feet": [
            {"body": foot, "geom": bodies.index(foot), "measure": i}
            for i, foot in zip(measures, feet, strict=True)
        ],
    }


def _shown(model: mujoco.MjModel, feet: list[int]) -> list[int]:
    """Returns the geoms that the page shows: those that MuJoCo's own viewer shows, and of every foot at
    least one."""
    shapes = [i for i in range(model.ngeom) if int(model.geom_type[i]) in (*SHAPES, FIELD)]
    shown = [i for i in shapes if model.geom_group[i] < HIDDEN and not _is_flat(model, i)]
    bare = set(feet) - {int(model.geom_bodyid[i]) for i in shown}
    return sorted([*shown, *(i for i in shapes if int(model.geom_bodyid[i]) in bare)])


def _is_flat(model: mujoco.MjModel, geom: int) -> bool:
    """Returns True for a height field without heights: the page has a floor already."""
    if int(model.geom_type[geom]) != FIELD:
        return False
    field = model.hfield(int(model.geom_dataid[geom]))
    return not np.any(field.data)


def _geom(model: mujoco.MjModel, i: int, measure: int) -> dict[str, Any]:
    kind = int(model.geom_type[i])
    shape = {
        "type": SHAPES.get(kind, "mesh"),
        "body": int(model.geom_bodyid[i]),
        "size": model.geom_size[i].round(5),
        "pos": model.geom_pos[i].round(5),
        "quat": model.geom_quat[i].round(6),
        "color": GROUND if model.body_weldid[model.geom_bodyid[i]] == 0 else None,
        "measure": measure,
    }
    if model.geom_rgba[i, 3] == 0.0:
        shape["hidden"] = True
    if kind == FIELD:
        shape["vertices"], shape["faces"] = _surface(model, int(model.geom_dataid[i]))
    elif shape["type"] == "mesh":
        mesh = model.mesh(int(model.geom_dataid[i]))
        vertices = slice(mesh.vertadr[0], mesh.vertadr[0] + mesh.vertnum[0])
        faces = slice(mesh.faceadr[0], mesh.faceadr[0] + mesh.facenum[0])
        shape["vertices"] = model.mesh_vert[vertices].round(5)
        shape["faces"] = model.mesh_face[faces]
    return shape


def _surface(model: mujoco.MjModel, field: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns vertices and faces of a height field's surface, with at most `MOST` points per side."""
    rows, columns = int(model.hfield_nrow[field]), int(model.hfield_ncol[field])
    first = int(model.hfield_adr[field])
    heights = model.hfield_data[first : first + rows * columns].reshape(rows, columns)
    width, depth, top, _ = model.hfield_size[field]
    r = np.unique(np.linspace(0, rows - 1, min(rows, MOST)).round().astype(int))
    c = np.unique(np.linspace(0, columns - 1, min(columns, MOST)).round().astype(int))
    x, y = width * (2.0 * c / (columns - 1) - 1.0), depth * (2.0 * r / (rows - 1) - 1.0)
    grid = np.meshgrid(x, y)
    vertices = np.stack([*grid, top * heights[np.ix_(r, c)]], axis=-1).reshape(-1, 3)
    corner = (np.arange(len(r) - 1)[:, None] * len(c) + np.arange(len(c) - 1)).ravel()
    below = corner + len(c)
    faces = np.stack([corner, corner + 1, below + 1, corner, below + 1, below], axis=1)
    return vertices.round(4), faces.reshape(-1, 3)
