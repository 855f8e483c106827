"""Links from the docs to lines of code lead where the text says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"\[([^\]]+)\]\(([^)#]+)#L(\d+)\)")
SHOWN = {  # in docs/td3.md: the link's text, and what stands on that line
    "replay buffer": "class Replay(InPlace)",
    "whole episodes enter": "def add(",
    "drawn at random": "def draw(",
    "`_improve_actor`": "def _improve_actor(",
    "follow a little at every step": "def follow(target",
    "the lesser of Q1' and Q2'": "for c in agent.target_critics",
    "a' = mu'(s') + noise": "action = jnp.clip(self._act(agent.target_actor",
    "clipped": "noise = jnp.clip(noise",
    "once in `delay` critic updates": "def cycle(",
    "critic's update": "def _fit_critics(",
    "learn from the same batches": "fitted = [",
    "only in its last step": "last = episode.terminal",
    "`states` states": "def jacobian(",
    "first twin": "def gradient(",
    "enters the buffer": "def observe(",
    "judge theta": "def follow(self",
    "left alone": "for agent in apart[:improving]",
}


def test_links_to_lines_lead_to_what_they_name():
    text = (ROOT / "docs/td3.md").read_text()
    found = {" ".join(label.split()): link for label, *link in LINE.findall(text)}
    assert found.keys() == SHOWN.keys()
    for label, (path, line) in found.items():
        shown = (ROOT / "docs" / path).read_text().splitlines()[int(line) - 1]
        assert SHOWN[label] in shown, f"{label!r} leads to line {line} of {path}: {shown.strip()!r}"


@pytest.mark.parametrize("page", ["README.md", "docs/house.md", "docs/td3.md", "docs/gymnasium.md"])
def test_links_to_files_lead_to_files(page):
    for path in re.findall(r"\]\((?!http)([^)#]+)", (ROOT / page).read_text()):
        assert ((ROOT / page).parent / path).exists(), path
