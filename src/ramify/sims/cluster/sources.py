"""The source files of the user's own modules, which the driver sends to the workers."""

import site
import sys
import sysconfig
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from ramify.system.files import make_folder, private_folder, write_atomically

LIMIT = 32 * 2**20  # bytes of source code that are sent


def own_sources() -> dict[str, bytes]:
    """Returns the source files of all imported modules that are not installed as packages.

    Such a module is a script's neighbor, or the module of `--recipe`. `__main__` is not among them:
    cloudpickle sends what a task needs of it.

    Returns:
      Path below a folder of `sys.path` -> content.
    """
    ramify = find_spec("ramify")
    installed = {
        sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")
    }
    installed |= {*site.getsitepackages(), site.getusersitepackages(), sys.prefix, sys.base_prefix}
    installed |= {str(Path(ramify.origin).parent)} if ramify and ramify.origin else set()
    others = tuple(str(Path(folder).resolve()) + "/" for folder in installed)
    found: dict[str, bytes] = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name == "__main__" or not file or not file.endswith(".py"):
            continue
        path = Path(file).resolve()
        if str(path).startswith(others) or not path.is_file():
            continue
        parts = name.split(".")
        below = Path(*parts, "__init__.py") if path.name == "__init__.py" else Path(*parts)
        found[str(below.with_suffix(".py"))] = path.read_bytes()
    if (size := sum(map(len, found.values()))) > LIMIT:
        raise ValueError(
            f"The program has imported {len(found)} modules of its own with {size / 2**20:.0f} MB of "
            "source code, too much to send: install them as a package on every machine."
        )
    return found


def unpack_sources(files: dict[str, bytes]) -> None:
    """Writes source files to this user's temporary folder, and lets this process import them.

    Workers end without a warning, so none of them can clean up. The folder's name is made from the
    files, so that all workers of a program share one.
    """
    name = blake2b(repr(sorted(files.items())).encode(), digest_size=16).hexdigest()
    folder = private_folder("ramify-sources") / name
    for below, content in files.items():
        path = folder / below
        make_folder(path.parent, within=folder.parent)
        if not path.is_file() or path.read_bytes() != content:
            with write_atomically(path, within=folder.parent) as file:
                file.write(content)
    sys.path.append(str(folder))
