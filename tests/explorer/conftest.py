"""Runs, servers, a browser: made when a test first wants them."""

import os
import re
import shutil
from contextlib import ExitStack

import numpy as np
import pytest
from _explorer import viewed
from explored import PATIENCE, Served, asking, run_of, serving
from visit import Visit


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """Where runs are; the processes that test share it."""
    place = tmp_path_factory.getbasetemp()
    return (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / "explored"


@pytest.fixture(scope="session")
def runs(place):
    """A run by the name of its stored archive, the same on every machine."""
    return lambda name: run_of(name, place, walked=False)


@pytest.fixture(scope="session")
def walked(place):
    """The same, for robots, whose elites walked again on this machine."""
    return lambda name: run_of(name, place, walked=True)


@pytest.fixture(scope="session")
def gait(walked):
    return walked("ant")


@pytest.fixture(scope="session")
def reach(runs):
    return runs("reach")


@pytest.fixture(scope="session")
def walkers(gait):
    with asking(gait) as client:
        yield client


@pytest.fixture(scope="session")
def arms(reach):
    with asking(reach) as client:
        yield client


@pytest.fixture(scope="session")
def ant(gait):
    """By the command, in a process of its own. Its elites walk as archived."""
    with viewed(gait) as address:
        yield Served(gait, address)


@pytest.fixture(scope="session")
def drawn_ant(runs):
    """Its elites may walk otherwise than archived, but lie where they lie on every machine."""
    with serving(runs("ant")) as served:
        yield served


@pytest.fixture(scope="session")
def arm(runs):
    with serving(runs("arm")) as served:
        yield served


@pytest.fixture(scope="session")
def cheetah(walked, tmp_path_factory):
    """A tessellation; its worst elite is broken."""
    path = walked("cheetah")
    broken = tmp_path_factory.mktemp("broken") / "run"
    shutil.copytree(path, broken)
    with np.load(path / "archive.npz") as file:
        arrays = dict(file)
    arrays["solution"][arrays["objective"].argmin()] = np.nan
    np.savez(broken / "archive.npz", **arrays)
    with serving(broken) as served:
        yield served


@pytest.fixture
def serve():
    """Serves runs until the test has ended, and its pages are closed."""
    with ExitStack() as stack:
        yield lambda path: stack.enter_context(serving(path))


@pytest.fixture
def visit(browser, serve):
    """Opens pages of served runs, or of a report with these elites.

    No page may report an error, or request anything from another server than its own.
    """
    visits, contexts = [], []

    def opened(shown, hash="", *, elites=None, using=browser, hush=(), news=True, **options):
        address = f"{shown.url}/#{hash}" if isinstance(shown, Served) else shown
        context = using.new_context(**({"viewport": {"width": 1000, "height": 660}} | options))
        context.set_default_timeout(1000 * PATIENCE)
        found = (lambda: elites) if elites is not None else (lambda: shown.shown_elites)
        one = Visit(context.new_page(), found, expected=hush)
        one.page.on("request", lambda request: one.asked.append(request.url))
        one.page.on("pageerror", lambda error: one.errors.append(str(error)))
        one.page.on(
            "console",
            lambda said: (
                one.errors.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        if not news:  # of changes to the archive
            silence = {"content_type": "text/event-stream", "body": ": nothing new\n\n"}
            one.page.route("**/api/events", lambda route: route.fulfill(**silence))
        contexts.append(context)
        visits.append((one, address))
        one.page.goto(address)
        return one

    yield opened
    for context in contexts:
        context.close()
    for one, address in visits:
        surprising = [e for e in one.errors if not any(known in e for known in one.expected)]
        assert surprising == []
        origin = re.match(r"file:[^#]+|http://[^/#]+", address)[0]
        foreign = [url for url in one.asked if not url.startswith((origin, "data:", "blob:"))]
        assert foreign == [] and one.asked
