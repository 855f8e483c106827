"""The documentation site: every page and every public name is in it, and it builds without a warning."""

import json
import os
import re
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

import ramify

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
NAVIGATION = re.search(r"^nav:\n(.*?)\n\n", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M | re.S)


@pytest.fixture(scope="module")
def hooks():
    return SimpleNamespace(**runpy.run_path(str(DOCS / "site/hooks.py")))


@pytest.fixture(scope="module")
def api():
    return SimpleNamespace(**runpy.run_path(str(DOCS / "api.py")))


def test_the_navigation_names_every_page_once(hooks):
    named = re.findall(r"([\w/.]+\.md)$", NAVIGATION[1], re.M)
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    pages += [*hooks.PAGES.values(), f"{hooks.RESULTS}.md", *hooks.reference()]
    assert sorted(named) == sorted(pages)


def test_every_public_name_is_on_one_page_of_the_reference(hooks, api):
    text = "\n".join(hooks.reference().values())
    shown = re.findall(r"^::: (ramify\.[\w.]+)$", text, re.M)
    assert len(shown) == len(set(shown))
    public = {f"ramify.{name}" for name in ramify.__all__} - {"ramify.recipes", "ramify.tasks"}
    public |= {f"ramify.recipes.{name}" for name in ramify.recipes.__all__}
    assert public <= set(shown), public - set(shown)
    assert {f"`{name}(" for name in shown} == {
        f"`{name}(" for name in re.findall(r"^- `(ramify[\w.]+)\(", api.page(), re.M)
    }


@pytest.mark.parametrize(
    ("path", "anchor", "page"),
    [
        ("docs/td3.md", "", "td3.md"),
        ("CONTRIBUTING.md", "add-a-recipe", "contributing.md#add-a-recipe"),
        ("benchmarks/results", "", "benchmarks/results.md"),
        ("docs/tutorials", "", "tutorials/README.md"),
        ("benchmarks", "", "benchmarks/scripts.md"),
        ("benchmarks/results/td3.txt", "", "benchmarks/results/td3.md"),
        ("docs/gradients.html", "", "interactive/gradients.html"),
        ("src/ramify/rl/td3.py", "L12", "source/src/ramify/rl/td3.py.md#__codelineno-0-12"),
    ],
)
def test_where_a_file_of_the_repository_is_in_the_site(hooks, path, anchor, page):
    assert hooks.site_link(path, anchor) == page


def test_with_a_public_address_source_code_is_there(hooks):
    there = hooks.site_link("src/ramify/rl/td3.py", "L12", "https://example.org/ramify/")
    assert there == "https://example.org/ramify/blob/main/src/ramify/rl/td3.py#L12"
    assert hooks.site_link("docs/td3.md", "", "https://example.org/ramify") == "td3.md"


def test_only_relative_links_outside_code_are_changed(hooks):
    text = (
        '[a\nb](x.md#y) ![c](../images/d.png) <img src="e.png"> [f](https://g.org) [h](#i)\n'
        "```python\nj[0](k)\n```\n[l](m.py#L3)\n"
    )
    found = []

    def led(path, anchor):
        found.append((path, anchor))
        return "T"

    changed = hooks.relinked(text, "docs/sub/page.md", led)
    assert found == [
        ("docs/sub/x.md", "y"),
        ("docs/images/d.png", ""),
        ("docs/sub/e.png", ""),
        ("docs/sub/m.py", "L3"),
    ]
    assert changed == (
        '[a\nb](T) ![c](T) <img src="T"> [f](https://g.org) [h](#i)\n'
        "```python\nj[0](k)\n```\n[l](T)\n"
    )


def test_no_link_leads_to_a_folder_without_a_page(hooks):
    pages = [ROOT / path for path in hooks.PAGES]
    for path in [*pages, *(ROOT / "docs").rglob("*.md")]:
        origin, found = path.relative_to(ROOT).as_posix(), []
        hooks.relinked(path.read_text("utf-8"), origin, lambda to, _, f=found: f.append(to) or "")
        for to in found:
            if (ROOT / to).is_dir():
                assert hooks.site_link(to).endswith(".md"), f"{origin} links to {to}"
                assert not hooks.site_link(to).startswith("source/"), f"{origin} links to {to}"


def test_notebooks_are_listed_in_their_order_and_others_follow(hooks, tmp_path):
    assert hooks.notebooks(tmp_path) == []
    (tmp_path / "tutorials").mkdir()
    for name in ("another", "which_algorithm", "numpy_function"):
        (tmp_path / f"tutorials/{name}.ipynb").touch()
    names = ["numpy_function", "which_algorithm", "another"]
    assert hooks.notebooks(tmp_path) == [f"tutorials/{name}.ipynb" for name in names]
    config = {"nav": [{"Home": "index.md"}, {"Tutorials": ["a.md", "b.md"]}]}
    section = hooks.on_config(config)["nav"][1]["Tutorials"]
    assert section == ["a.md", *hooks.notebooks(DOCS), "b.md"]


def test_warnings_and_large_pictures_in_a_notebook_are_faults(hooks):
    picture = '<img src="data:image/png;base64,%s">'
    assert hooks.faults(picture % ("A" * 1000)) == []
    assert hooks.faults(picture % ("A" * 300_000)) == ["holds a picture of more than 200 kB"]
    warned = '<div data-mime-type="application/vnd.jupyter.stderr">'
    assert hooks.faults(warned) == ["prints a warning"]


def test_every_notebook_is_on_the_page_of_tutorials(hooks):
    listed = (DOCS / "tutorials/README.md").read_text("utf-8")
    names = [Path(path).name for path in hooks.notebooks(DOCS)]
    assert not [name for name in names if f"]({name})" not in listed]


@pytest.mark.long
def test_the_first_programs_of_the_docs_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = (DOCS / "getting_started.md").read_text("utf-8")
    shown: dict = {}
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(block, shown)
    first, second = capsys.readouterr().out.splitlines()
    assert int(first.split()[0]) > 2000 and int(second.split()[0]) > 2000
    assert (tmp_path / "elites.png").stat().st_size > 1000


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built as `make docs` builds it, but the notebooks are not executed."""
    lacking = [
        n for n in ("mkdocs", "material", "mkdocstrings", "mkdocs_jupyter") if not find_spec(n)
    ]
    assert not lacking, (
        f"{', '.join(lacking)} not installed: `make test-long` installs them, and so does "
        "`pip install -r requirements-docs.txt`."
    )
    folder = tmp_path_factory.mktemp("docs") / "site"
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "RAMIFY_EXECUTE_NOTEBOOKS": "false"}
    done = subprocess.run(
        build, cwd=ROOT, env=os.environ | quiet, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr[-5000:]
    return folder


@pytest.mark.long
def test_the_site_builds_without_a_warning_and_is_complete(site, hooks, api):
    pages = {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }
    assert len(pages) > 60
    for uri, text in hooks.reference().items():
        page = pages[uri.replace(".md", ".html")]
        for name in re.findall(r"^::: (ramify\.[\w.]+)$", text, re.M):
            assert f'id="{name}"' in page, name
            assert f'{uri.replace(".md", ".html")}#{name}"' in pages["api.html"], name
        assert "::: ramify" not in page
    assert (
        "Two functions" in pages["gradients.html"]
        and "interactive/gradients.html" in pages["gradients.html"]
    )
    assert pages["interactive/gradients.html"] == (DOCS / "gradients.html").read_text("utf-8")
    for picture in DOCS.glob("images/*"):
        assert (site / "images" / picture.name).read_bytes() == picture.read_bytes()
    settings = pages["reference/recipes.html"]
    assert "Number of samples per gradient estimate" in settings and "half-cheetah" in settings
    assert "Float[Array, " in re.sub(r"<[^>]+>", "", pages["reference/search.html"])


@pytest.mark.long
def test_the_site_loads_nothing_from_elsewhere_and_names_no_folder_of_this_machine(site):
    for path in site.rglob("*"):
        if path.suffix not in (".html", ".json", ".js", ".css", ".xml", ".inv", ".ipynb"):
            continue
        text = path.read_text("utf-8", errors="replace")
        assert str(ROOT) not in text and str(Path.home()) + "/" not in text, path
        if path.suffix == ".html":
            loaded = re.findall(
                r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(\w+:)?//[^\"]*\"", text
            )
            assert not loaded, (path, loaded)


@pytest.mark.long
def test_the_pages_of_the_site_work_from_the_file_system(site, browser):
    """Search, themes and a phone's width, in a real browser that has no network."""
    with browser.new_context() as context:
        page = context.new_page()
        asked, errors = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((site / "index.html").as_uri())
        page.fill("input.md-search__input", "CVTArchive")
        link = page.locator(".md-search-result__link[href*='reference/archives.html']").first
        link.wait_for(timeout=30_000)
        link.click()
        page.wait_for_url("**/reference/archives.html*")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("label[title='Dark theme']").first.click()
        page.wait_for_function(
            f"getComputedStyle(document.body).backgroundColor != {json.dumps(light)}"
        )
        page.set_viewport_size({"width": 390, "height": 844})
        for name in ("index", "reference/emitters", "from_pyribs", "benchmarks/results/walkers"):
            page.goto((site / f"{name}.html").as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (name, wide)
        assert not errors
        assert all(re.match(r"file:|blob:|data:", url) for url in asked), asked
