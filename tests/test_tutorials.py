"""The notebooks in docs/tutorials hold no outputs, and use names that exist. `make docs` runs them."""

import ast
import importlib
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

TUTORIALS = Path(__file__).parent.parent / "docs/tutorials"
NOTEBOOKS = sorted(TUTORIALS.glob("*.ipynb"))
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind="code"):
    """Returns the sources of a notebook's cells of one kind."""
    notebook = json.loads(path.read_text("utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def parsed(path):
    """Parses the code of a notebook as one program. Lines with `%` do nothing."""
    code = "\n".join(cells(path))
    return ast.parse(re.sub(r"^(\s*)%.*$", r"\1pass", code, flags=re.MULTILINE))


@each
def test_a_notebook_holds_no_outputs(path):
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None
        assert not cell["metadata"] and not cell.get("attachments")


@each
def test_a_notebook_begins_with_a_title_and_the_cell_that_installs_ramify(path):
    notebook = json.loads(path.read_text("utf-8"))
    kinds = [cell["cell_type"] for cell in notebook["cells"]]
    assert kinds[:2] == ["markdown", "code"]
    assert cells(path, "markdown")[0].startswith("# ")
    assert "not on PyPI" in cells(path, "markdown")[0]
    first = cells(path)[0]
    assert (
        'if importlib.util.find_spec("ramify") is None:\n    %pip install --quiet {RAMIFY}' in first
    )
    assert 'RAMIFY = "../.."' in first and (TUTORIALS / "../../pyproject.toml").exists()
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


@each
def test_the_code_of_a_notebook_uses_names_that_ramify_has(path):
    tree, modules = parsed(path), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "ramify":
                    modules[alias.asname or "ramify"] = importlib.import_module(alias.name)
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "ramify":
            home = importlib.import_module(node.module)
            for alias in node.names:
                assert hasattr(home, alias.name), f"{node.module} has no {alias.name}"
    assert "ramify" in modules
    used = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and re.fullmatch(r"[\w.]+", ast.unparse(node)):
            names = ast.unparse(node).split(".")
            found = modules.get(names[0])
            for name in names[1:]:
                if not isinstance(found, ModuleType):
                    break
                assert hasattr(found, name), f"{ast.unparse(node)}: ramify has no such name"
                found, used = getattr(found, name), used + 1
    assert used > 5


@each
def test_the_links_of_a_notebook_lead_to_files(path):
    links = re.findall(r"\]\(([^)\s]+)\)", "\n".join(cells(path, "markdown")))
    assert links
    for link in links:
        if not re.match(r"\w+:", link):
            assert (TUTORIALS / link.partition("#")[0]).exists(), link
