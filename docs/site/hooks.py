"""Adds to the site what lies outside docs/, and makes all links lead to pages of the site.

mkdocs calls the functions `on_...` (mkdocs.yml, `hooks`). The Markdown files stay as a code host shows
them: their links are relative to the repository. In the site, a link to a file of source code leads to a
page with its text; if `repo_url` is set in mkdocs.yml, it leads there.
"""

import json
import posixpath
import re
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGES = {  # pages of the site that are files outside docs/
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "benchmarks/scripts.md",
}
ALONE = "index.md", "changelog.md"  # pages of a part of the site that has no others
RESULTS = "benchmarks/results"
PAGE_ITSELF = {"docs/gradients.html": "interactive/gradients.html"}  # gradients.md has that name
TUTORIALS = (  # notebooks in docs/tutorials/, in this order; others follow
    "gradients_in_map_elites",
    "networks_and_critics",
    "numpy_function",
    "from_pyribs",
    "which_algorithm",
)
TEXT = {
    "py": "python",
    "ts": "typescript",
    "txt": "text",
    "toml": "toml",
    "yml": "yaml",
    "": "make",
}
BRANCH = "main"  # of `repo_url`

FENCE = re.compile(r"^ *(```|~~~).*?^ *\1 *$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(\]\(|<a href=\"|<img src=\")([^)\s\"]+)(?=[)\"])")  # in Markdown
HREF = re.compile(r"(<a href=\"|<img src=\")([^\s\"]+)(?=\")")  # in HTML
SCRIPTS = re.compile(  # of notebooks: MathJax without an address, and mermaid from the network
    r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->"
    r"|<script type=\"module\">(?:(?!</script>).)*mermaid.*?</script>",
    re.DOTALL,
)
STDERR = re.compile(r"<div[^>]*application/vnd\.jupyter\.stderr")
PICTURE = re.compile(r"data:image/png;base64,([^\"]+)")
LARGEST = 200_000  # characters of an encoded picture
RELATIVE = re.compile(r"(?!\w+:|//|#)")


def on_config(config: Any) -> Any:
    """Adds the notebooks to the navigation, below "Tutorials"."""
    for section in config["nav"]:
        if "Tutorials" in section:
            section["Tutorials"][1:1] = notebooks(ROOT / "docs")
    return config


def notebooks(docs: Path) -> list[str]:
    """Returns the notebooks in docs/tutorials, in the order of `TUTORIALS`."""
    there = sorted((docs / "tutorials").glob("*.ipynb"))
    known = {name: place for place, name in enumerate(TUTORIALS)}
    there.sort(key=lambda path: known.get(path.stem, len(known)))
    return [path.relative_to(docs).as_posix() for path in there]


def on_files(files: Any, config: Any) -> Any:
    """Adds the pages from outside docs/, the reference, what the benchmarks printed, and source code."""
    from mkdocs.structure.files import File, InclusionLevel

    def add(uri: str, content: str, *, listed: bool = True) -> None:
        level = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content=content, inclusion=level))

    for path, uri in (PAGES | PAGE_ITSELF).items():
        alone = "---\nhide: [navigation]\n---\n\n" if uri in ALONE else ""
        add(uri, alone + (ROOT / path).read_text("utf-8"))
    for uri, content in reference().items():
        add(uri, content)
    printed = sorted((ROOT / RESULTS).glob("*.txt"))
    for path in printed:
        add(_page_of(f"{RESULTS}/{path.name}"), listing(f"{RESULTS}/{path.name}"), listed=False)
    add(f"{RESULTS}.md", index_of_results(printed))
    if not config["repo_url"]:
        texts = (
            (_origin(file.src_uri), _text(file)) for file in list(files) if _is_text(file.src_uri)
        )
        found = {path for origin, text in texts for path in linked_sources(text, origin)}
        for path in sorted(found):
            add(_page_of(path), listing(path), listed=False)
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Makes the links of a page lead to pages of the site, and those of api.md to the reference."""
    uri = page.file.src_uri
    if not _is_text(uri):
        return markdown
    if uri == "api.md":
        markdown = re.sub(r"^(- )(`(ramify[\w.]+)\([^`]*`)", r"\1[\2][\3]", markdown, flags=re.M)
    markdown = re.sub(r"^(```python) notest$", r"\1", markdown, flags=re.M)
    here = posixpath.dirname(uri)

    def led(path: str, anchor: str) -> str:
        target = site_link(path, anchor, config["repo_url"])
        return target if "://" in target else posixpath.relpath(target, here or ".")

    return relinked(markdown, _origin(uri), led)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Completes notebooks and pages of source code, which mkdocs does for Markdown only.

    The links of a notebook lead to pages of the site. A link to nowhere is a warning, as in Markdown.
    The lines of source code become known, so that links to them are checked.
    """
    if page.file.src_uri.startswith("source/"):
        page.present_anchor_ids |= set(re.findall(r'id="(__codelineno-0-\d+)"', html))
    if not page.file.src_uri.endswith(".ipynb"):
        return html
    from mkdocs.plugins import get_plugin_logger

    def led(path: str, anchor: str) -> str:
        target = site_link(path, anchor, config["repo_url"])
        uri, hash_, anchor = target.partition("#")
        if "://" in target:
            return target
        if (file := files.get_file_from_path(uri)) is None:
            get_plugin_logger("notebooks").warning(f"{page.file.src_uri} links to {path}.")
            return target
        return file.url_relative_to(page.file) + hash_ + anchor

    name = posixpath.basename(page.file.src_uri)
    for fault in faults(html):
        get_plugin_logger("notebooks").warning(f"{page.file.src_uri} {fault}.")
    itself = f'<p><a href="{name}" download>Download this notebook</a></p>\n'
    return itself + relinked(SCRIPTS.sub("", html), _origin(page.file.src_uri), led, HREF)


def faults(html: str) -> list[str]:
    """Returns what is wrong with the outputs of a notebook, if it was executed."""
    found = []
    if STDERR.search(html):
        found.append("prints a warning")
    pictures = [len(code) for code in PICTURE.findall(html)]
    if pictures and max(pictures) > LARGEST:
        found.append(f"holds a picture of more than {LARGEST // 1000} kB")
    return found


def relinked(
    text: str, origin: str, led: Callable[[str, str], str], links: re.Pattern[str] = LINK
) -> str:
    """Returns a text with other targets of its relative links.

    Args:
      text: Markdown or HTML. Links in blocks of code stay as they are.
      origin: path of the text in the repository. Its links are relative to it.
      led: (path in the repository, anchor or "") -> the new target.
      links: what a link looks like: its beginning, and its target.
    """

    def replaced(link: re.Match[str]) -> str:
        path, _, anchor = link[2].partition("#")
        if not path or not RELATIVE.match(path):
            return link[0]
        return link[1] + led(posixpath.normpath(posixpath.join(origin, "..", path)), anchor)

    parts, end = [], 0
    for fence in FENCE.finditer(text):
        parts += [links.sub(replaced, text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*parts, links.sub(replaced, text[end:])])


def site_link(path: str, anchor: str = "", repo_url: str | None = None) -> str:
    """Returns where the site shows a file of the repository, as a path in the site's source.

    Args:
      path: path in the repository.
      anchor: a heading, or a line of source code such as "L12".
      repo_url: address of the public repository, if there is one. Source code is shown there.
    """
    target, line = _page_of(path), re.fullmatch(r"L(\d+)", anchor)
    if target.startswith("source/") and repo_url:
        target = f"{repo_url.rstrip('/')}/blob/{BRANCH}/{path}"
    elif line:
        anchor = f"__codelineno-0-{line[1]}"
    return f"{target}#{anchor}" if anchor else target


def linked_sources(text: str, origin: str) -> Iterator[str]:
    """Yields the files of source code that a text links to."""
    found: list[str] = []
    relinked(text, origin, lambda path, anchor: found.append(path) or "")  # type: ignore[func-returns-value]
    for path in found:
        if _page_of(path).startswith("source/") and (ROOT / path).is_file():
            yield path


def listing(path: str) -> str:
    """Returns a page with the text of a file. Search leaves it out."""
    text, kind = (ROOT / path).read_text("utf-8"), TEXT.get(Path(path).suffix[1:], "text")
    numbered = "" if kind == "text" else ' linenums="1"'
    name = f"`{path}`" if numbered else Path(path).stem
    head = "---\nsearch: {exclude: true}\nhide: [navigation, toc]\n---\n\n"
    return f"{head}# {name}\n\n````{kind}{numbered}\n{text}\n````\n"


def index_of_results(printed: list[Path]) -> str:
    """Returns the page that lists what the benchmarks printed, with the first line of each."""
    lines = []
    for path in printed:
        first = path.read_text("utf-8").splitlines()[0].strip()
        first = re.sub(r"^\$ (.*?)( +#.*)?$", r"`\1`", first)  # a command
        lines.append(f"| [{path.stem}](results/{path.stem}.md) | {first} |")
    head = "# What the scripts printed\n\nEach page is the output of one script, as it was printed.\n\n"
    return head + "\n".join(["| page | first line |", "|---|---|", *lines]) + "\n"


def reference() -> dict[str, str]:
    """Returns the pages of the reference: one for each subject of docs/api.py."""
    api = runpy.run_path(str(ROOT / "docs/api.py"))
    pages = {}
    for stem, subject in api["SUBJECTS"].items():
        blocks = [f"# {subject.title}\n", f"{subject.about}\n"]
        for name in api["public_names"](subject):
            held = api["named"](name)
            shows = name.rpartition(".")[2].startswith("Abstract")
            shows |= name.rpartition(".")[2] in api["WITH_METHODS"]
            members = [member for member, _ in api["methods"](held)] if shows else False
            blocks.append(f"::: {name}\n    options:\n      members: {json.dumps(members)}\n")
        pages[f"reference/{stem}.md"] = "\n".join(blocks)
    return pages


def _page_of(path: str) -> str:
    """Returns the page or file of the site that shows a file of the repository."""
    if path in PAGES or path in PAGE_ITSELF:
        return (PAGES | PAGE_ITSELF)[path]
    if path == RESULTS:
        return f"{RESULTS}.md"
    if (ROOT / path / "README.md").is_file():  # a folder: a code host shows its README.md
        return _page_of(f"{path}/README.md")
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    if path.startswith(f"{RESULTS}/"):
        return str(Path(path).with_suffix(".md"))
    return f"source/{path}.md"


def _origin(uri: str) -> str:
    """Returns the path in the repository of a page of the site."""
    outside = {page: path for path, page in PAGES.items()}
    return outside.get(uri, "docs/api.md" if uri.startswith("reference/") else f"docs/{uri}")


def _is_text(uri: str) -> bool:
    return uri.endswith((".md", ".ipynb")) and not uri.startswith((f"{RESULTS}/", "source/"))


def _text(file: Any) -> str:
    """Returns the Markdown of a page; of a notebook, that of all its cells of text."""
    if not file.src_uri.endswith(".ipynb"):
        return str(file.content_string)
    cells = json.loads(file.content_string)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
