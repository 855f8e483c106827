"""Draws the rooms of the source and the imports between them, and counts them.

A room is a folder of `src/ramify`, or a module that stands beside the folders. A room's floor is one
above the highest room that it imports. An arrow is an import between two rooms. A circle is a group of
modules that import each other.

Run: python docs/draw_house.py [--source src] [--out docs/images/house.png]
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import grimp
import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt

PACKAGE = "ramify"
FACES = {PACKAGE, f"{PACKAGE}._former"}  # they hand names on


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, default=Path("src"))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    modules = imports(options.source)
    rooms = arrows_between_rooms(modules)
    floors = floors_of(rooms)
    for number in sorted(set(floors.values()), reverse=True):
        print(f"floor {number}: {'  '.join(sorted(r for r in rooms if floors[r] == number))}")
    arrows = sum(len(below) for below in rooms.values())
    print(f"rooms: {len(rooms)}\nfloors: {max(floors.values())}\narrows: {arrows}")
    print(f"circles: {len(circles(modules))}")
    for circle in circles(modules):
        print("  " + " <-> ".join(sorted(circle)))
    if options.out is not None:
        draw(rooms, floors, options.out)


def imports(source: Path) -> dict[str, set[str]]:
    """Returns for each module those that it imports, without former names.

    `__init__.py` files only hand on names of other modules: they are imported, and import nothing here.
    """
    sys.path.insert(0, str(source.resolve()))
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    faces = FACES | {module for module in graph.modules if graph.find_children(module)}
    return {
        module: graph.find_modules_directly_imported_by(module) - FACES
        for module in graph.modules - faces
    }


def arrows_between_rooms(modules: dict[str, set[str]]) -> dict[str, set[str]]:
    """Returns for each room those that it imports."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for module, imported in modules.items():
        rooms[room_of(module)] |= {room_of(other) for other in imported} - {room_of(module)}
    return dict(rooms)


def room_of(module: str) -> str:
    """Returns the folder that a module stands in, or the module itself at the top.

    Example:
      >>> room_of("ramify.sims.mjx.worlds"), room_of("ramify.core")
      ('sims', 'core')
    """
    return module.split(".")[1]


def floors_of(rooms: dict[str, set[str]]) -> dict[str, int]:
    """Returns each room's floor; rooms that import each other in a circle share one.

    Example:
      >>> floors_of({"a": {"b", "c"}, "b": {"c"}, "c": set()})
      {'a': 3, 'b': 2, 'c': 1}
    """
    found: dict[str, int] = {}
    groups = {room: frozenset(group) for group in circles(rooms) for room in group}

    def floor(room: str) -> int:
        if room not in found:
            group = groups.get(room, frozenset({room}))
            below = {other for one in group for other in rooms[one]} - group
            highest = max((floor(other) for other in sorted(below)), default=0)
            found.update(dict.fromkeys(group, highest + 1))
        return found[room]

    return {room: floor(room) for room in rooms}


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Returns the groups whose members all reach each other.

    Example:
      >>> circles({"a": {"b"}, "b": {"a", "c"}, "c": set()}) == [{"a", "b"}]
      True
    """

    def reached(start: str) -> set[str]:
        seen, waiting = set(), [start]
        while waiting:
            for other in graph.get(waiting.pop(), set()) - seen:
                seen.add(other)
                waiting.append(other)
        return seen

    reach = {node: reached(node) for node in graph}
    groups = {
        frozenset(other for other in reach[node] if node in reach[other])
        for node in graph
        if node in reach[node]
    }
    return [set(group) for group in sorted(groups, key=sorted)]


def draw(rooms: dict[str, set[str]], floors: dict[str, int], out: Path) -> None:
    """Draws each room as a box on its floor, and an arrow to each room that it imports."""
    figure, ax = plt.subplots(figsize=(11, 1.15 * max(floors.values()) + 0.4))
    place: dict[str, tuple[float, float]] = {}
    for number in range(1, max(floors.values()) + 1):
        row = sorted(room for room in rooms if floors[room] == number)
        for i, room in enumerate(row):
            place[room] = (i + 0.5) / len(row) + 0.02 * (number % 3 - 1), float(number)
    for room, below in rooms.items():
        for other in below:
            ax.annotate(
                "",
                xy=(place[other][0], place[other][1] + 0.17),
                xytext=(place[room][0], place[room][1] - 0.17),
                arrowprops={"arrowstyle": "-|>", "color": "#7a8ca5", "lw": 0.7, "alpha": 0.7},
            )
    for room, (x, y) in place.items():
        box = {"boxstyle": "round,pad=0.35", "facecolor": "#fdf3dc", "edgecolor": "#8a6d3b"}
        ax.text(x, y, room, ha="center", va="center", fontsize=10, bbox=box)
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(0.6, max(floors.values()) + 0.4)
    ax.set_axis_off()
    figure.savefig(out, dpi=80, bbox_inches="tight")


if __name__ == "__main__":
    main()
