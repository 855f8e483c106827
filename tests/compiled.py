"""The compiled programs that one run of the tests leaves for the next, in `build/compiled/`.

JAX does not write its cache whole or not at all: a run that is killed may leave half a program. So each
run works in a directory of its own, which takes the place of the kept one only when the run has ended.
"""

import hashlib
import os
import platform
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

KEPT = Path(__file__).parent.parent / "build" / "compiled"
A_DAY = 86400
MOST = 3e9  # bytes. Programs of former versions stay: a larger directory is not used again.


def processor() -> str:
    """A name for this kind of processor: a program runs where it was compiled, perhaps not elsewhere."""
    info = Path("/proc/cpuinfo")
    first = info.read_text().partition("\n\n")[0].splitlines() if info.exists() else []
    lines = [line for line in first if line.startswith(("model name", "flags", "Features"))]
    return hashlib.sha256("\n".join([platform.machine(), *lines]).encode()).hexdigest()[:16]


def opened() -> Path:
    """Returns a new directory with the kept programs of this processor, as links."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for left in KEPT.glob("run-*"):  # by runs that were killed
        if time.time() - left.stat().st_mtime > A_DAY:
            shutil.rmtree(left, ignore_errors=True)
    own = Path(tempfile.mkdtemp(prefix="run-", dir=KEPT))
    kept = KEPT / processor()
    if kept.exists() and sum(file.stat().st_size for file in kept.iterdir()) < MOST:
        shutil.copytree(kept, own, copy_function=os.link, dirs_exist_ok=True)
    return own


def keep(own: Path) -> None:
    """Keeps the programs in `own`, in place of those that were kept before: `own` has those, too."""
    former = own.with_name(f"{own.name}-former")
    with suppress(OSError):  # nothing was kept, or another run of the tests ends in the same moment
        (KEPT / processor()).rename(former)
    with suppress(OSError):
        own.rename(KEPT / processor())
    for directory in (own, former):
        shutil.rmtree(directory, ignore_errors=True)
