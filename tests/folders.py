"""Run folders changed by hand, as a stranger would write them: with a checksum that fits."""

import json

from ramify.system.parsing import checksum_of


def edit(folder, *, without=(), **changes):
    """Changes entries of run.json."""
    config = json.loads((folder / "run.json").read_text())
    config = {k: v for k, v in (config | changes).items() if k not in ("checksum", *without)}
    sealed = config | {"checksum": checksum_of(config)}
    (folder / "run.json").write_text(json.dumps(sealed))


def edit_settings(folder, *, without=(), **changes):
    """Changes settings in run.json."""
    settings = json.loads((folder / "run.json").read_text())["settings"] | changes
    edit(folder, settings={k: v for k, v in settings.items() if k not in without})
