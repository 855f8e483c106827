"""Links in the docs lead where the text says, and the code that the docs show works."""

import json
import re
import runpy
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import jax
import matplotlib.pyplot as plt
import numpy as np
import pytest
from toys import archive

from ramify.cli import main
from ramify.cli.outputs import draw_figures
from ramify.recipes.kinds import FUNCTIONS
from ramify.recipes.registry import RECIPES

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"\[([^\]]+)\]\(([^)#]+)#L(\d+)\)")
SHOWN = {  # in docs/td3.md: the link's text, and what stands on that line
    "replay buffer": "class Replay(InPlace)",
    "whole episodes enter": "def add(",
    "drawn at random": "def draw(",
    "`_improve_actor`": "def _improve_actor(",
    "follow a little at every step": "def follow(target",
    "the lesser of Q1' and Q2'": "jnp.minimum(one, other)",
    "a' = mu'(s') + noise": "action = jnp.clip(self._act(agent.target_actor",
    "clipped": "noise = jnp.clip(noise",
    "once in `delay` critic updates": "def cycle(",
    "critic's update": "def _fit_critics(",
    "learn from the same batches": "agents, losses = fit_critics(",
    "only in its last step": "end = jnp.where(number == episode.steps - 1",
    "`states` states": "def gradients(",
    "first twin": "def gradient(",
    "enters the buffer": "def observe(",
    "judge theta": "def follow(self",
    "left alone": "better = improve(",
}


def test_links_to_lines_lead_to_what_they_name():
    text = (ROOT / "docs/td3.md").read_text()
    found = {" ".join(label.split()): link for label, *link in LINE.findall(text)}
    assert found.keys() == SHOWN.keys()
    for label, (path, line) in found.items():
        shown = (ROOT / "docs" / path).read_text().splitlines()[int(line) - 1]
        assert SHOWN[label] in shown, f"{label!r} leads to line {line} of {path}: {shown.strip()!r}"


PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")],
    key=lambda path: path.relative_to(ROOT).as_posix(),
)


def anchors(page):
    """The anchors of a page's headings, as GitHub makes them."""
    prose = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for heading in re.findall(r"^#+ (.+)$", prose, flags=re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_to_files_and_headings(page):
    prose = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"", prose)
    for link in ("".join(pair) for pair in links):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor and not re.fullmatch(r"L\d+", anchor):
            assert anchor in anchors(target), link


def test_every_page_is_linked_from_the_readme_or_an_index():
    start, seen = ROOT / "README.md", set()
    waiting = [start]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for path in re.findall(r"\]\((?!\w+:)([^)#\s]+\.md)", page.read_text("utf-8")):
            waiting.append((page.parent / path).resolve())
    missing = {page.resolve() for page in PAGES} - {page.resolve() for page in seen}
    assert not missing, missing


def test_what_is_shown_of_exchange_works(tmp_path, monkeypatch, capsys):
    """Block after block, as one program."""
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/exchange.md").read_text(), re.DOTALL)
    both = {"runs/arm": archive((20, 20), 200), "runs/arm-2": archive((20, 20), 150, seed=1)}
    runs = {name: replace(a, objective=a.objective / 25) for name, a in both.items()}  # an arm's
    monkeypatch.setattr("ramify.load", lambda path: SimpleNamespace(archive=runs[path]))
    shown: dict = {}
    exec("".join(blocks), shown)
    plt.close("all")
    written = {path.name for path in tmp_path.iterdir()}
    assert {"elites.csv", "elites.parquet", "side-by-side.png"} <= written
    first, second, both = map(float, capsys.readouterr().out.split())
    assert both > max(first, second) > 0
    assert len(shown["both"]) == len({*runs["runs/arm"].cell, *runs["runs/arm-2"].cell})
    assert len(shown["coarse"]) == 25


@pytest.mark.long
def test_what_is_shown_of_parts_of_ones_own_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/own.md").read_text(), re.DOTALL)
    found = []
    shown: dict = {}
    for block in blocks:
        exec(block, shown)
        found += [len(shown["archive"].export(shown["state"].archive)["cell"])]
    assert len(blocks) >= 14 and min(found) > 100, found  # of 400 cells or more
    assert int(shown["state_box"].archive.size) > 100
    assert shown["iteration"] == 50
    weight = np.asarray(shown["priorities"].weight)
    assert (weight[: int(shown["elites_now"].size)] > 0).all() and len(np.unique(weight)) > 10
    assert shown["logs"]["qd_score"].shape == (8, 100) and len(shown["elites"].solution) > 100
    assert len({float(score) for score in shown["logs"]["qd_score"][:, -1]}) == 8
    assert (shown["elites"].solution >= 0.0).all()
    run = shown["run"]
    assert run.metrics["evaluations"][-1] == 3200 and len(run.archive) > 100
    assert draw_figures(run)


def test_what_is_shown_of_ones_own_robot_works(tmp_path, monkeypatch):
    """Block after block, as one program, with fewer steps."""
    text = (ROOT / "docs/your_robot.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    monkeypatch.chdir(ROOT)
    shown: dict = {}
    for block in blocks:
        exec(block.replace("steps=200", "steps=20").replace("steps=10,", "steps=2,"), shown)
    robot, state = shown["robot"], shown["state"]
    assert (len(blocks), robot.observations, robot.actions) == (2, 18 + 3, 18)
    assert robot.measures == ("front-left-foot", "turning")
    assert 0 < int(state.archive.size) <= 128


def shell_lines(page):
    """The commands in a page's shell blocks, without comments, as lists of words."""
    for block in re.findall(r"```bash\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            yield shlex.split(line, comments=True)


def test_every_command_in_the_docs_is_one_that_the_command_line_accepts(monkeypatch):
    commands = {
        tuple(words) for page in PAGES for words in shell_lines(page) if words[:1] == ["ramify"]
    }
    assert len(commands) > 40
    for words in sorted(commands):
        monkeypatch.setattr(sys, "argv", list(words))
        try:
            main._parse()
        except SystemExit as stop:
            pytest.fail(f"{shlex.join(words)} ends with {stop.code}")


def test_every_flag_in_the_docs_is_one_of_a_command_or_a_benchmark():
    sources = [*(ROOT / "src/ramify").rglob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    known = set(re.findall(r"^    (\w+): ", text, flags=re.M))  # fields of dataclasses
    known |= set(re.findall(r'add_argument\("--([\w-]+)"', text)) | {"help", "quick", "source"}
    for page in set(PAGES) - {ROOT / "CHANGELOG.md"}:
        inline = re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))
        flags = {flag for code in inline for flag in re.findall(r"(?<![\w-])--([a-z][\w-]*)", code)}
        flags = {
            flag.removeprefix("no-") for flag in flags if not flag.startswith(("xla", "disable"))
        }
        unknown = {
            flag for flag in flags if flag.replace("-", "_") not in known and flag not in known
        }
        assert not unknown, (page.name, unknown)


@pytest.mark.long
def test_what_contributing_shows_works(tmp_path, monkeypatch):
    """Block after block, as one program; each adds something and runs it."""
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    shown: dict = {}
    sizes = []
    for block in blocks:
        exec(block, shown)
        sizes += [int(shown["state"].archive.size)] if "state, log = " in block else []
    assert len(blocks) == 7 and min(sizes) > 1, sizes
    assert sizes[0] > 50 and sizes[1] > 50  # of 400 cells
    assert len(set(shown["archive"].cell_of(shown["measures"]).tolist())) == 2
    assert len(shown["run"].archive) > 20
    contract = "".join(
        (ROOT / f"tests/{name}.py").read_text("utf-8")
        for name in ("test_contract", "test_task_contract")
    )
    for table in ("EMITTERS", "WITHOUT_GRADIENTS", "ARCHIVES", "SOURCES", "TASKS"):
        assert f"`{table}`" in text and f"\n{table} = " in contract


def test_the_files_that_contributing_names_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = re.findall(r"`((?:src|tests|docs|benchmarks)/[\w/.]+)`", prose)
    assert len(named) > 20
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.long
def test_a_pool_of_processes_as_the_docs_have_it(tmp_path):
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/own.md").read_text(), re.DOTALL)
    (program,) = (block for block in blocks if block.startswith("# pool.py"))
    (tmp_path / "pool.py").write_text(program)
    run = [sys.executable, tmp_path / "pool.py"]
    told = subprocess.run(run, capture_output=True, text=True, check=True, timeout=600).stdout
    found = json.loads(told)
    assert len(found) == 4 and min(found) > 0.1


def test_every_algorithm_has_its_line_and_every_line_its_file():
    text = (ROOT / "docs/algorithms.md").read_text()
    named = set(re.findall(r"`((?:emitters|optim|archives|gradients)/\w+\.py)`", text))
    shared = {"ranking", "step_size", "optimizer", "ascent", "__init__"}
    shared |= {"cells", "edges", "assisted"}
    there = {
        f"{path.parent.name}/{path.name}"
        for room in ("emitters", "optim", "archives", "gradients")
        for path in (ROOT / "src/ramify" / room).glob("*.py")
        if path.stem not in shared
    }
    assert named == there
    assert not [name for name in FUNCTIONS if f"`{name}`" not in text]
    commands = set(re.findall(r"`([a-z0-9-]+)(?: --[^`]*)?`(?= \||,| \(exact\))", text))
    assert set(RECIPES) <= commands, set(RECIPES) - commands


def test_what_is_shown_of_a_bandit_of_goals_and_of_a_surrogate_works():
    bandit, *others = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs/algorithms.md").read_text(), re.DOTALL
    )
    shown: dict = {}
    exec(bandit, shown)
    qd = shown["qd"]
    assert qd.ask(qd.init([0.0, 0.0], key=jax.random.key(0))).x.shape == (30, 2)
    goals, surrogates = others[:2], others[2:]  # each without measures' critics, and with them
    assert len(surrogates) == 2
    for text in goals:
        exec(text, shown)
        emitter, theta = shown["emitter"], jax.numpy.zeros(shown["walker"].parameters)
        state = jax.eval_shape(emitter.init, theta, jax.random.key(0))
        assert (state.query.x.shape, state.goals.shape) == ((64, len(theta)), (64, 4))
    for text, n, rows in zip(surrogates, (6, len(theta)), (36, 100), strict=True):
        exec(text, shown)
        state = jax.eval_shape(shown["emitter"].init, jax.numpy.zeros(n), jax.random.key(0))
        assert state.query.x.shape == (rows, n)


def test_the_reference_of_the_api_is_what_is_there():
    told = runpy.run_path(str(ROOT / "docs/api.py"))["page"]()
    assert (ROOT / "docs/api.md").read_text() == told, "python docs/api.py writes it again"
    some = ("cqd_score", "merged", "heatmap", "illuminate", "EliteTable", "compared")
    for name in (*some, *FUNCTIONS):
        assert re.search(rf"^- `ramify\.(?:\w+\.)*{name}\(", told, re.M), name
    assert " 0x" not in told
