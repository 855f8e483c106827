"""Reads a compiled program as XLA prints it: the kernels that it runs, and the bytes that they move.

On a CPU, a kernel is a loop over arrays. The body of a loop counts as often as it runs. Of the branches
of a condition, the one that moves most bytes counts. Inputs and outputs of a kernel count in full.
"""

import math
import re
from collections import Counter
from typing import NamedTuple

NOTHING = {"parameter", "tuple", "get-tuple-element", "bitcast", "constant", "iota", "after-all"}
SIZES = {"pred": 1, "s8": 1, "u8": 1, "bf16": 2, "f16": 2, "s64": 8, "u64": 8, "f64": 8}
ARRAY = re.compile(r"\b(pred|bf16|[suf]\d+)\[([\d,]*)\]")
OPERATION = re.compile(
    r"\s*(?:ROOT )?%([\w.\-]+) = (\((?:[^()]|\([^()]*\))*\)|\S+) ([\w\-]+)\((.*)"
)


class Work(NamedTuple):
    """Number of kernels of each kind, and the bytes that they move."""

    kernels: Counter[str]
    moved: float

    def times(self, n: int) -> "Work":
        return Work(
            Counter({kind: n * many for kind, many in self.kernels.items()}), n * self.moved
        )

    def __add__(self, other: "Work") -> "Work":  # type: ignore[override]
        return Work(self.kernels + other.kernels, self.moved + other.moved)


class Program:
    """A compiled program."""

    def __init__(self, text: str):
        self.parts: dict[str, list[str]] = {}
        self.entry = ""
        for line in re.sub(r"/\*.*?\*/", "", text).splitlines():
            if begins := re.match(r"(ENTRY )?%([\w.\-]+) \(.*\{$", line):
                part = self.parts[begins[2]] = []
                self.entry = begins[2] if begins[1] else self.entry
            elif line.startswith(" "):
                part.append(line)

    def work(self, part: str, turns: list[int], loops: bool = True) -> Work:
        """Returns the work of one run of a part of the program.

        Args:
          turns: number of turns of each nested loop whose number is unknown, the outer loop first.
          loops: False to count only what is outside of loops.
        """
        total, size = Work(Counter(), 0.0), dict[str, float]()
        for line in self.parts[part]:
            if not (found := OPERATION.match(line)):
                continue
            name, shape, kind, rest = found.groups()
            size[name] = _bytes(shape)
            if kind in NOTHING:
                continue
            if kind == "while" and not loops:
                continue
            if kind == "while":
                known = re.search(r'known_trip_count":\{"n":"(\d+)"', line)
                deeper = turns if known else turns[1:]
                body, end = (self.work(_named(line, key), deeper) for key in ("body", "condition"))
                total += (body + end).times(int(known[1]) if known else turns[0])
            elif kind == "conditional":
                branches = re.search(r"branch_computations=\{([^}]*)\}", line)
                names = re.findall(r"%([\w.\-]+)", branches[1]) if branches else []
                names = names or [_named(line, f"{way}_computation") for way in ("true", "false")]
                total += max(
                    (self.work(n, turns, loops) for n in names), key=lambda work: work.moved
                )
            elif kind == "call":
                total += self.work(_named(line, "to_apply"), turns, loops)
            else:
                given = re.findall(r"%([\w.\-]+)", rest.split("), ")[0])
                moved = size[name] + sum(size.get(operand, 0.0) for operand in given)
                kind = "library" if kind == "custom-call" else "own"
                total += Work(Counter({kind: 1}), moved)
        return total

    def loops(self, part: str) -> list[str]:
        """The bodies of this part's loops, in order."""
        return [_named(line, "body") for line in self.parts[part] if " while(" in line]


def _named(line: str, key: str) -> str:
    found = re.search(rf"{key}=%([\w.\-]+)", line)
    assert found, line
    return found[1]


def _bytes(shape: str) -> float:
    """Returns the size of an array, or of all arrays in a tuple."""
    return sum(
        SIZES.get(kind, 4) * math.prod(int(n) for n in sizes.split(",") if n)
        for kind, sizes in ARRAY.findall(shape)
    )
