"""Names the processor of this machine. The last bits of a result depend on it."""

import platform
import re
from functools import cache
from pathlib import Path

VECTORS = {"avx512f": "AVX-512", "avx2": "AVX2", "avx": "AVX", "sse4_2": "SSE4.2"}  # widest first


@cache
def processor() -> str:
    """Returns the processor's model and widest vector instructions, if the system names them."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    return described(text) or platform.processor() or platform.machine()


def described(cpuinfo: str) -> str:
    """Returns the model and its vector instructions from the text of /proc/cpuinfo, or "".

    Example:
      >>> described("model name : Xeon 6\\nflags : fpu avx avx2")
      'Xeon 6 (AVX2)'
    """
    model = re.search(r"^model name\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    if model is None:
        return ""
    flags = re.search(r"^flags\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    known = flags[1].split() if flags else []
    widest = next((f" ({name})" for flag, name in VECTORS.items() if flag in known), "")
    return f"{model[1].strip()}{widest}"
