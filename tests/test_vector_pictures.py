"""Pictures for papers: PDF and SVG."""

import pytest
from toys import archive

from ramify.view import figures


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("svg", b"<?xml")])
def test_pictures_for_papers_are_vectors_with_text_and_equal_each_time(kind, begins, tmp_path):
    once, again = (
        figures.save_all(archive((3, 3, 3, 3), 5), {}, tmp_path / name, "a title", kind=kind)
        for name in "ab"
    )
    assert {path.name for path in once} == {
        f"{n}.{kind}" for n in ("nested", "projections", "histogram")
    }
    for path, same in zip(once, again, strict=True):
        assert path.read_bytes().startswith(begins) and path.read_bytes() == same.read_bytes()
    if kind == "svg":
        assert all(b">a title</text>" in path.read_bytes() for path in once)
