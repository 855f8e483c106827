"""The rooms of the source: every one is described, and none imports another in a circle."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_drawing_counts_what_the_page_says(tmp_path):
    picture = tmp_path / "house.png"
    command = [sys.executable, str(ROOT / "docs/draw_house.py"), "--source", str(ROOT / "src")]
    told = subprocess.run(
        [*command, "--out", str(picture)], capture_output=True, text=True, check=True
    ).stdout
    counts = dict(re.findall(r"^(\w+): (\d+)$", told, flags=re.M))
    text = (ROOT / "docs/house.md").read_text()
    said = {"rooms": "rooms", "floors": "floors", "arrows": "arrows", "circles": "import cycles"}
    for name, words in said.items():
        (now,) = re.findall(rf"^\| {words}[^|]*\| \d+ \| (\d+) \|$", text, flags=re.M)
        assert counts[name] == now, (name, told)
    assert counts["circles"] == "0"
    assert picture.stat().st_size > 10_000


def test_every_room_is_described():
    text = (ROOT / "docs/house.md").read_text()
    described = set(re.findall(r"^\| `([a-z_]+)(?:/|\.py)` \|", text, flags=re.M))
    there = {
        path.stem
        for path in (ROOT / "src/ramify").iterdir()
        if not path.name.startswith("__") and (path.suffix == ".py" or path.is_dir())
    }
    assert described == there - {"py"}
