"""run.json: what a run was asked for, and the versions that it ran on.

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

from ramify.run.folder import CONFIG
from ramify.system.files import RunError, write_atomically
from ramify.system.parsing import (
    CONFIG_BYTES,
    Amount,
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
NEUTRAL = frozenset({"threads", "slots", "workers"})  # settings on which no result depends


class Spent(Struct, frozen=True, forbid_unknown_fields=True):
    """The cost of what a run started from."""

    control_steps: Amount
    seconds: Amount


class Config(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The content of run.json.

    Attributes:
      recipe: name of the recipe.
      settings: of the recipe; `registry.recipe_of` validates them.
      evaluations: goal of the run.
      identity: of the recipe and its settings; archive.npz carries the same (`identity_of`).
      spent: cost of what the run started from.
      simulator: name of the simulator, "" for none; None where an old run does not tell.
      versions: of ramify and the packages that results depend on.
      class_: where the recipe's class is written, "module:Class", a hint for people.
      began: format of the file when the run began.
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

    def __getitem__(self, name: str) -> Any:
        """Returns an entry by its name in run.json. Use the attributes instead."""
        warnings.warn(f"config[{name!r}] is config.{name} now", DeprecationWarning, stacklevel=2)
        return msgspec.to_builtins(self)[name]

    @property
    def sim(self) -> str:
        """The simulator; "" if there is none."""
        return self.simulator or ""


def identity_of(recipe: str, settings: dict[str, Any], simulator: str | None) -> str:
    """Returns a name for all runs of this recipe with these settings.

    Settings on which no result depends are left out, so two runs of the same seed have one identity.
    """
    decisive = {name: value for name, value in settings.items() if name not in NEUTRAL}
    return checksum_of({"recipe": recipe, "settings": decisive, "simulator": simulator or ""})


def settings_before(recipe: Any) -> dict[str, Any]:
    """Returns the settings of runs that do not name them: `before` of a recipe and of its groups.

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
      RunError: it is damaged, was changed, or is of a format that this version does not read.
    """
    try:
        value = parse_json(content)
    except ValueError as error:
        raise RunError(
            f"{path} cannot be read ({reason(error)}): it was changed or cut short. Put a copy in its "
            "place."
        ) from None
    if not isinstance(value, dict) or "recipe" not in value:
        raise RunError(f"{path} was not written by ramify.")
    value = _migrated(value, path)
    try:
        return msgspec.convert(value, Config)
    except ValueError as error:
        raise RunError(f"{path} is damaged ({reason(error)}): put a copy in its place.") from None


def read_config(folder: Path) -> Config:
    """Reads run.json.

    Raises:
      RunError: there is no run here, or one that this version cannot read.
    """
    if not os.path.isdir(folder):
        raise RunError(f"There is no folder {folder}: `ramify list` shows the runs there are.")
    try:
        content = read_bytes(folder / CONFIG, CONFIG_BYTES)
    except FileNotFoundError:
        raise RunError(f"{folder} is not a run: it has no {CONFIG}.") from None
    return parse_config(content, folder / CONFIG)


def write_config(folder: Path, config: Config) -> None:
    """Writes run.json, whole or not at all."""
    with write_atomically(folder / CONFIG) as file:
        file.write(config_text(config))


def config_text(config: Config) -> bytes:
    """Returns run.json's content, with its checksum."""
    fields = {"format": FORMAT} | msgspec.to_builtins(config)
    return (json.dumps(fields | {"checksum": checksum_of(fields)}, indent=2) + "\n").encode()


def _migrated(value: dict[str, Any], path: Path) -> dict[str, Any]:
    """Returns the entries of run.json as format 2 has them."""
    found = value.get("format")
    if type(found) is int and found == FORMAT:
        fields = {name: entry for name, entry in value.items() if name != "checksum"}
        if value.get("checksum") != checksum_of(fields):
            raise RunError(
                f"{path} was changed after ramify wrote it: its checksum is wrong. Put a copy in its "
                "place."
            )
        return fields
    if type(found) is not int or found != 1:
        versions = value.get("versions")
        made = versions.get("ramify") if isinstance(versions, dict) else None
        known = " and ".join(map(str, Config.formats))
        other = made if isinstance(made, str) else "of another version"
        raise RunError(
            f"{path} has format {short(found)}, this version reads {known}: use ramify {other}."
        )
    return _from_format_1(value)


def _from_format_1(value: dict[str, Any]) -> dict[str, Any]:
    """Adds what format 1 did not have. `convert` judges the rest."""
    settings = value.get("settings")
    named = settings if isinstance(settings, dict) else {}
    simulator = value.get("simulator") or named.get("sim", value.get("simulator"))
    identity = identity_of(value["recipe"], named, simulator)
    spent = value.get("spent") or None
    return value | {"spent": spent, "simulator": simulator, "identity": identity, "began": 1}
