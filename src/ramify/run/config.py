"""run.json: the recipe and settings of a run, and the versions of the packages that ran it.

Format 2 of run.json adds `identity` and `checksum`, and archive.npz carries the same identity. Format 1
is migrated when it is read.
"""

import json
import os
import warnings
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from ramify.robots.table import COPY, is_reference
from ramify.run.folder import CONFIG
from ramify.system.files import RunError, write_atomically
from ramify.system.parsing import (
    CONFIG_BYTES,
    Amount,
    Count,
    Name,
    Positive,
    Short,
    checksum_of,
    parse_json,
    read_bytes,
    reason,
    short,
)

FORMAT = 2  # of run.json, as written
NEUTRAL = frozenset({"threads", "slots", "workers"})  # settings that do not change results


class Spent(Struct, frozen=True, forbid_unknown_fields=True):
    """The cost of what a run started from."""

    control_steps: Amount
    seconds: Amount


class ClusterNode(Struct, frozen=True):
    """A node of a cluster that evaluated solutions.

    Attributes:
      name: its address.
      cores: number of cores that were used.
      processor: name of its processor.
      other_bits: True if it computes other bits than the machine that ran the search.
    """

    name: Short
    cores: int
    processor: Short
    other_bits: bool = False


class UsedCluster(Struct, frozen=True):
    """The cluster that evaluated the solutions of a run last.

    Attributes:
      nodes: its nodes.
      again: reason -> number of evaluations that were started again for it.
    """

    nodes: list[ClusterNode] = []
    again: dict[Short, Count] = {}


class Config(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The content of run.json.

    Attributes:
      recipe: name of the recipe.
      settings: the recipe's settings; `registry.recipe_of` validates them.
      evaluations: number of evaluations at which the run is complete.
      identity: identity of the recipe and its settings (`identity_of`). archive.npz holds the same.
      spent: cost of what the run started from.
      simulator: name of the simulator; "" for none; None if an old run does not name it.
      versions: versions of ramify and of the packages that results depend on.
      class_: "module:Class" of a user's own recipe, a hint for people.
      began: format of the file when the run began.
      cluster: the cluster that the run used last; None if it used none.
    """

    formats: ClassVar[tuple[int, ...]] = (1, FORMAT)

    recipe: Name
    settings: dict[str, Any]
    evaluations: Positive
    identity: Name
    spent: Spent | None = None
    simulator: Short | None = None
    versions: dict[Short, Short] = {}
    class_: str = msgspec.field(default="", name="class")
    began: int = FORMAT
    cluster: UsedCluster | None = None

    def __getitem__(self, name: str) -> Any:
        """Returns an entry by its name in run.json. It is deprecated: use the attributes."""
        warnings.warn(f"config[{name!r}] is now config.{name}.", DeprecationWarning, stacklevel=2)
        return msgspec.to_builtins(self)[name]

    @property
    def sim(self) -> str:
        """Name of the simulator; "" if there is none."""
        return self.simulator or ""


def identity_of(recipe: str, settings: dict[str, Any], simulator: str | None) -> str:
    """Returns the identity of all runs of this recipe with these settings.

    It depends on every setting, with the seed, except those that do not change results (`NEUTRAL`).
    """
    decisive = {name: value for name, value in settings.items() if name not in NEUTRAL}
    return checksum_of({"recipe": recipe, "settings": decisive, "simulator": simulator or ""})


def settings_before(recipe: Any) -> dict[str, Any]:
    """Returns the values of settings that old runs do not name.

    They stand in `before` of a recipe's class and of its groups of settings.

    Example:
      >>> class Group:
      ...     before = {"offset": 0.0}
      >>> class Recipe(Group):
      ...     before = {"form": "old"}
      >>> settings_before(Recipe)
      {'offset': 0.0, 'form': 'old'}
    """
    kind = recipe if isinstance(recipe, type) else type(recipe)
    found: dict[str, Any] = {}
    for group in reversed(kind.__mro__):
        found |= vars(group).get("before", {})
    return found


def parse_config(content: bytes, path: Path) -> Config:
    """Returns the content of run.json.

    Raises:
      RunError: it is damaged or was changed, or this version does not read its format.
    """
    try:
        value = parse_json(content)
    except ValueError as error:
        raise RunError(
            f"{path} cannot be read ({reason(error)}): it was changed or cut short. Restore it from a "
            "backup."
        ) from None
    if not isinstance(value, dict) or "recipe" not in value:
        raise RunError(f"{path} was not written by ramify.")
    value = _migrated(value, path)
    try:
        return msgspec.convert(value, Config)
    except ValueError as error:
        raise RunError(f"{path} is damaged ({reason(error)}): restore it from a backup.") from None


def read_config(folder: Path) -> Config:
    """Reads run.json.

    Raises:
      RunError: the folder holds no run, or one that this version cannot read.
    """
    if not os.path.isdir(folder):
        raise RunError(f"There is no folder {folder}: `ramify list` shows the runs.")
    try:
        content = read_bytes(folder / CONFIG, CONFIG_BYTES)
    except FileNotFoundError:
        raise RunError(f"{folder} is not a run: it has no {CONFIG}.") from None
    know_model(folder)
    return parse_config(content, folder / CONFIG)


def write_config(folder: Path, config: Config) -> None:
    """Writes run.json, and the model of a robot from an MJCF file. An error or a kill leaves the earlier
    files as they are."""
    keep_model(folder, config.settings)
    with write_atomically(folder / CONFIG) as file:
        file.write(config_text(config))


def keep_model(folder: Path, settings: dict[str, Any]) -> None:
    """Writes the robot's model into the folder, if the task of these settings is an MJCF file."""
    if is_reference(settings.get("task")):
        from ramify.robots.model_file import keep_copy

        keep_copy(folder, settings["task"])


def know_model(folder: Path) -> None:
    """Reads the robot's model in the folder, if there is one."""
    if os.path.lexists(folder / COPY):
        from ramify.robots.model_file import know_copy

        know_copy(folder)


def config_text(config: Config) -> bytes:
    """Returns run.json's content, with its checksum."""
    fields = {"format": FORMAT} | msgspec.to_builtins(config)
    return (json.dumps(fields | {"checksum": checksum_of(fields)}, indent=2) + "\n").encode()


def _migrated(value: dict[str, Any], path: Path) -> dict[str, Any]:
    """Returns the entries of run.json in format 2."""
    found = value.get("format")
    if type(found) is int and found == FORMAT:
        fields = {name: entry for name, entry in value.items() if name != "checksum"}
        if value.get("checksum") != checksum_of(fields):
            raise RunError(
                f"{path} was changed after ramify wrote it: its checksum is wrong. Restore it from a "
                "backup."
            )
        return fields
    if type(found) is not int or found != 1:
        versions = value.get("versions")
        made = versions.get("ramify") if isinstance(versions, dict) else None
        known = " and ".join(map(str, Config.formats))
        other = f"ramify {made}" if isinstance(made, str) else "another version of ramify"
        raise RunError(
            f"{path} has format {short(found)}, and this version reads {known}: use {other}."
        )
    return _from_format_1(value)


def _from_format_1(value: dict[str, Any]) -> dict[str, Any]:
    """Returns the entries of format 1 with those that it lacks. `convert` validates the others."""
    settings = value.get("settings")
    named = settings if isinstance(settings, dict) else {}
    simulator = value.get("simulator") or named.get("sim", value.get("simulator"))
    identity = identity_of(value["recipe"], named, simulator)
    spent = value.get("spent") or None
    return value | {"spent": spent, "simulator": simulator, "identity": identity, "began": 1}
