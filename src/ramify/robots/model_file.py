"""A robot's MuJoCo model from a file: read with all that it includes, and kept in the runs' folders.

A run names its model by name and checksum (`hopper@3f9a...`), not by path. So a run's folder can be
moved, and a model that was changed in the meantime is noticed.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import mujoco
import numpy as np
from msgspec import Struct

from ramify.robots.table import COPY, is_reference
from ramify.system import npz
from ramify.system.files import RunError

_KNOWN: dict[str, "ModelFile"] = {}  # models that this process has read, by name and checksum


@dataclass(frozen=True)
class ModelFile:
    """A robot's MJCF as one text, and the files that it uses: meshes, textures and height fields.

    Attributes:
      name: name of the model.
      xml: the MJCF, without `<include>`.
      assets: name and content of each file.
    """

    name: str
    xml: str
    assets: tuple[tuple[str, bytes], ...] = ()

    @cached_property
    def reference(self) -> str:
        """The model's name and checksum, as runs keep it."""
        digest = hashlib.sha256(self.xml.encode())
        for name, content in self.assets:
            digest.update(name.encode() + hashlib.sha256(content).digest())
        return f"{self.name}@{digest.hexdigest()[:16]}"

    def spec(self) -> mujoco.MjSpec:
        """Returns the model as a new MuJoCo specification, which the caller may change."""
        return mujoco.MjSpec.from_string(self.xml, assets=dict(self.assets))


class CopyMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of robot.npz."""

    formats: ClassVar[tuple[int, ...]] = (1,)

    format: int
    name: str
    assets: tuple[str, ...]


def read_model(path: str | Path) -> ModelFile:
    """Reads an MJCF file, with all files that it includes and uses.

    Raises:
      ValueError: the file is missing, MuJoCo cannot read it, or a file that it uses is missing.
    """
    path = Path(path)
    if not path.is_file():
        raise ValueError(f"{path} is no file: give the path of a MuJoCo model (MJCF).")
    try:
        spec = mujoco.MjSpec.from_file(str(path))
        spec.compile()
        spec.modelname = _name(path)
        _name_all(spec)
        assets = dict(_assets(spec))
        spec.assets, spec.meshdir, spec.texturedir = assets, "", ""
        file = ModelFile(spec.modelname, spec.to_xml(), tuple(sorted(assets.items())))
        file.spec().compile()
    except (ValueError, OSError) as error:
        told = " ".join(str(error).split())
        raise ValueError(
            f"MuJoCo cannot read {path}: correct the file. MuJoCo says: {told}"
        ) from None
    return know(file)


def know(file: ModelFile) -> ModelFile:
    """Remembers a model in this process, so that `known` finds it."""
    return _KNOWN.setdefault(file.reference, file)


def known(reference: str) -> ModelFile:
    """Returns the model with this name and checksum.

    Raises:
      ValueError: this process has not read it.
    """
    if reference not in _KNOWN:
        raise ValueError(
            f"The model {reference} is not at hand: give the path of its MJCF file, which must be "
            "unchanged."
        )
    return _KNOWN[reference]


def keep_copy(folder: Path, task: Any) -> None:
    """Writes the model of a task into a folder. Does nothing if the task is not from an MJCF file."""
    if not is_reference(task) or (folder / COPY).exists():
        return
    file = known(task)
    meta = {"format": 1, "name": file.name, "assets": [name for name, _ in file.assets]}
    contents = [file.xml.encode(), *(content for _, content in file.assets)]
    members = {str(i): np.frombuffer(content, np.uint8) for i, content in enumerate(contents)}
    npz.write(folder / COPY, meta, members)


def know_copy(folder: Path) -> None:
    """Remembers the model whose copy is in a folder, if there is one.

    Raises:
      RunError: the copy is damaged.
    """
    path = folder / COPY
    if not path.exists():
        return
    remedy = "restore it from a copy"
    meta, members = npz.read(path, CopyMeta, missing=f"{path} is missing.", remedy=remedy)
    if members.keys() != {str(i) for i in range(1 + len(meta.assets))}:
        raise RunError(f"{path} holds no model: {remedy}.")
    xml, *assets = (np.asarray(members[str(i)]).tobytes() for i in range(len(members)))
    know(ModelFile(meta.name, xml.decode(), tuple(zip(meta.assets, assets, strict=True))))


def _name(path: Path) -> str:
    """Returns the model's name: that of its file, in letters that a run's title may have."""
    return re.sub(r"[^\w.+-]+", "-", path.stem).strip("-") or "robot"


def _name_all(spec: mujoco.MjSpec) -> None:
    """Names bodies, joints, geoms and actuators without a name by their number, such as "body-3"."""
    for kind in ("body", "joint", "geom", "actuator"):
        things = getattr(spec, {"body": "bodies"}.get(kind, f"{kind}s"))
        taken = {thing.name for thing in things}
        for number, thing in enumerate(things):
            if not thing.name and f"{kind}-{number}" not in taken:
                thing.name = f"{kind}-{number}"


def _assets(spec: mujoco.MjSpec) -> Iterable[tuple[str, bytes]]:
    """Yields the files that a specification uses, and renames them in it to the yielded names."""
    folder, number = Path(spec.modelfiledir), 0
    for things, place in (
        (spec.meshes, spec.meshdir),
        (spec.textures, spec.texturedir),
        (spec.hfields, spec.meshdir),
        (spec.skins, spec.meshdir),
    ):
        for thing in things:
            if not thing.file:
                continue
            content = (folder / place / thing.file).read_bytes()
            if not thing.name:
                thing.name = Path(thing.file).stem  # as MuJoCo names it
            thing.file = f"{number}{Path(thing.file).suffix}"
            number += 1
            yield thing.file, content
