"""The schema of a run's files: every file is opened, parsed and validated by these functions.

A run's folder may be damaged, or come from a stranger. Whatever its files hold, a reader gets typed
values or a `RunError` that names the file and says what to do.

Format 2 of run.json adds `identity` and `checksum`, and archive.npz carries the same identity. Format 1
is migrated when it is read.
"""

import hashlib
import json
import os
import warnings
from pathlib import Path
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

import msgspec
import numpy as np
from msgspec import Meta, Struct

from ramify.run.files import RunError, open_regular, write_atomically
from ramify.run.folder import CONFIG

FORMAT = 2  # of run.json and archive.npz, as written
NEUTRAL = frozenset({"threads", "slots", "workers"})  # settings on which no result depends
CONFIG_BYTES, META_BYTES = 2**20, 2**20  # the most that run.json, or the meta of an .npz, may have
DEPTH = 16  # of nested lists and objects
LEAST, MOST = -(2**63), 2**64 - 1  # of an integer

Name = Annotated[str, Meta(min_length=1, max_length=1000)]
Short = Annotated[str, Meta(max_length=100)]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Positive = Annotated[int, Meta(ge=1, le=2**53)]
Amount = Annotated[float, Meta(ge=0.0, le=1e18)]


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


class ArchiveMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of archive.npz.

    Attributes:
      iteration: after which the archive was saved.
      names: of the measures.
      lower, upper, shape: the archive's axes.
      identity: of the run; "" for an archive that belongs to none.
    """

    formats: ClassVar[tuple[int, ...]] = (1, FORMAT)

    format: int
    iteration: Count
    names: tuple[Annotated[str, Meta(max_length=1000)], ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    shape: tuple[Annotated[int, Meta(ge=1, le=2**31 - 1)], ...]
    identity: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.names) == len(self.lower) == len(self.upper):
            raise ValueError("names, lower and upper differ in length")
        if not np.isfinite([*self.lower, *self.upper]).all():
            raise ValueError("lower or upper is not finite")
        if not all(low < high for low, high in zip(self.lower, self.upper, strict=True)):
            raise ValueError("lower is not below upper")
        if self.cells > 2**31 - 1:
            raise ValueError("shape has too many cells")

    @property
    def cells(self) -> int:
        """Number of cells."""
        cells = 1
        for axis in self.shape:
            cells *= axis
        return cells

    @property
    def axes(self) -> dict[str, tuple]:
        """lower, upper, shape and names."""
        return {name: getattr(self, name) for name in ("lower", "upper", "shape", "names")}


class CriticSettings(Struct, frozen=True):
    """Those settings of pre-training that its readers need."""

    buffer: Positive
    units: tuple[Positive, ...]


class TaskShape(Struct, frozen=True):
    """The task that critics were pre-trained for."""

    robot: Short
    simulator: Short
    observations: Positive
    actions: Positive
    parameters: Positive


class CriticsMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of critics.npz.

    Attributes:
      task, settings: what was pre-trained.
      steps, seconds: its cost.
      start, best: objective and measures of an episode of the start policy, and of the best actor.
      actors: the same of each agent's actor.
      climbed: the same of the best actor after a step up each gradient.
      losses: the last loss of each critic.
    """

    formats: ClassVar[tuple[int, ...]] = (3,)

    format: int
    settings: CriticSettings
    task: TaskShape
    steps: Count
    seconds: Amount
    start: tuple[float, ...]
    actors: tuple[tuple[float, ...], ...]
    best: tuple[float, ...]
    climbed: tuple[tuple[float, ...], ...]
    losses: tuple[float, ...]

    def __post_init__(self) -> None:
        rows = len(self.start)
        lengths = {len(self.best), len(self.losses), len(self.actors), len(self.climbed)}
        lengths |= {len(row) for row in (*self.actors, *self.climbed)}
        if rows < 1 or lengths != {rows}:
            raise ValueError("start, actors, best, climbed and losses differ in length")


class PretrainingMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of pretraining.npz, the checkpoint of pre-training.

    Attributes:
      settings: of pre-training; `recipes.pretrain.settings_in` validates them.
      done: episodes so far.
      control_steps, seconds: their cost.
      best_return: of the objective's actor; None until it has walked.
    """

    formats: ClassVar[tuple[int, ...]] = (1,)

    format: int
    settings: dict[str, Any]
    done: Count
    control_steps: Count
    seconds: Amount
    best_return: float | None


class Described(Protocol):
    """A struct that names the formats it can hold."""

    formats: ClassVar[tuple[int, ...]]


T = TypeVar("T", bound=Described)


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


def read_bytes(path: Path, limit: int) -> bytes:
    """Returns the content of a regular file.

    Raises:
      FileNotFoundError: there is nothing.
      RunError: it is no regular file, it has more than `limit` bytes, or it cannot be read.
    """
    try:
        with open_regular(path) as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise RunError(f"{path} cannot be read: {_reason(error)}.") from None
    if len(content) > limit:
        raise RunError(f"{path} has more than {limit} bytes: it was not written by ramify.")
    return content


def parse_json(content: bytes) -> Any:
    """Returns the value of a JSON text from a stranger.

    Raises:
      ValueError: it is not JSON, is nested too deeply, or holds an integer beyond 64 bits.
    """
    try:
        value = json.loads(content.decode("utf-8"))
    except RecursionError:
        raise ValueError(f"it is nested more than {DEPTH} deep") from None
    level, depth = [value], 0
    while level:
        if depth > DEPTH:
            raise ValueError(f"it is nested more than {DEPTH} deep")
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner += [*one.keys(), *one.values()]
            elif isinstance(one, list):
                inner += one
            elif isinstance(one, str):
                one.encode("utf-8")  # a lone surrogate cannot be written again
            elif isinstance(one, int) and not LEAST <= one <= MOST:
                raise ValueError("an integer has more than 64 bits")
        level, depth = inner, depth + 1
    return value


def parse_meta(content: bytes, kind: type[T], path: Path, remedy: str) -> T:
    """Returns the metadata in a file that ramify wrote.

    Args:
      content: the JSON text.
      kind: struct that describes it.
      path: file that it was read from, for messages.
      remedy: what to do where it is damaged.

    Raises:
      RunError: it is damaged, or of a format that this version does not read.
    """
    if len(content) > META_BYTES:
        raise RunError(f"{path} has metadata of {len(content)} bytes: {remedy}.")
    try:
        value = parse_json(content)
        if not isinstance(value, dict):
            raise ValueError("its metadata is no JSON object")
        found = value.get("format")
        if type(found) is not int or found not in kind.formats:
            known = " and ".join(map(str, kind.formats))
            raise RunError(f"{path} has format {short(found)}, this version reads {known}.")
        return msgspec.convert(value, kind)
    except ValueError as error:
        raise RunError(f"{path} is damaged ({_reason(error)}): {remedy}.") from None


def parse_config(content: bytes, path: Path) -> Config:
    """Returns the content of run.json.

    Raises:
      RunError: it is damaged, was changed, or is of a format that this version does not read.
    """
    try:
        value = parse_json(content)
    except ValueError as error:
        raise RunError(
            f"{path} cannot be read ({_reason(error)}): it was changed or cut short. Put a copy in its "
            "place."
        ) from None
    if not isinstance(value, dict) or "recipe" not in value:
        raise RunError(f"{path} was not written by ramify.")
    value = _migrated(value, path)
    try:
        return msgspec.convert(value, Config)
    except ValueError as error:
        raise RunError(f"{path} is damaged ({_reason(error)}): put a copy in its place.") from None


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


def check_columns(
    path: Path, columns: dict[str, Any], meta: ArchiveMeta, remedy: str = "put a copy in its place"
) -> None:
    """Refuses columns of elites that no archive of these axes can hold.

    Args:
      path: file that they were read from, for messages.
      columns: by name, as in archive.npz; a solution may be left in the file (`npz.Rows`).
      meta: of the same file.
      remedy: what to do.

    Raises:
      RunError: a column is missing or of another dtype or length; a number is not finite; or a cell is
        out of range or occurs twice.
    """
    try:
        _check_columns(columns, meta)
    except ValueError as error:
        raise RunError(f"{path} is damaged ({error}): {remedy}.") from None


def _check_columns(columns: dict[str, Any], meta: ArchiveMeta) -> None:
    for name, (dtype, dimensions) in _COLUMNS.items():
        if name not in columns:
            raise ValueError(f"it has no {name}")
        column = columns[name]
        if column.dtype != dtype or len(column.shape) != dimensions:
            raise ValueError(f"{name} is {column.dtype} of shape {column.shape}")
    count = columns["objective"].shape[0]
    for name, column in columns.items():
        if name not in _COLUMNS and not name.startswith("field:"):
            continue
        if not column.shape or column.shape[0] != count:
            raise ValueError(f"{name} has shape {column.shape}, and there are {count} elites")
        if column.dtype.kind not in "biuf":
            raise ValueError(f"{name} is {column.dtype}, not numbers")
    axes = len(meta.names)
    if columns["measures"].shape[1] != axes:
        raise ValueError(f"measures has shape {columns['measures'].shape}, and there are {axes}")
    for name in ("objective", "measures"):
        if not np.isfinite(columns[name]).all():
            raise ValueError(f"{name} is not finite")
    _check_cells(columns["cell"], meta.cells)
    if (centroid := columns.get("centroid")) is not None:
        _check_centroid(centroid, count, meta)


_COLUMNS = {
    "solution": (np.dtype(np.float32), 2),
    "objective": (np.dtype(np.float32), 1),
    "measures": (np.dtype(np.float32), 2),
    "cell": (np.dtype(np.int32), 1),
}


def _check_cells(cell: np.ndarray, cells: int) -> None:
    if cell.size and not (cell.min() >= 0 and cell.max() < cells):
        raise ValueError(f"a cell is not one of {cells}")
    if np.unique(cell).size != cell.size:
        raise ValueError("two elites have the same cell")


def _check_centroid(centroid: np.ndarray, count: int, meta: ArchiveMeta) -> None:
    """A tessellation has a centroid a cell; an archive without cells, one an elite."""
    if centroid.dtype != np.float32 or centroid.shape[1:] != (len(meta.names),):
        raise ValueError(f"centroid is {centroid.dtype} of shape {centroid.shape}")
    if len(meta.shape) != 1 or len(centroid) not in (count, meta.shape[0]):
        raise ValueError(f"centroid has shape {centroid.shape}, and the archive {meta.shape} cells")
    if not np.isfinite(centroid).all():
        raise ValueError("centroid is not finite")


def checksum_of(value: Any) -> str:
    """Returns a checksum of a JSON value, whatever the order of its entries."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def short(value: Any) -> str:
    """Returns a value as a message shows it, at most 60 characters long."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _reason(error: Exception) -> str:
    """Returns what went wrong, without the path, in words for a parenthesis."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:200].replace(" - at `$.", " at `").replace(" - at `$", " at `")
