"""The commands that read a run's files, each with an answer that can be compared; and their verdicts."""

import contextlib
import hashlib
import io
import shutil
import signal
import traceback
from collections import Counter
from pathlib import Path

import numpy as np

import ramify
from ramify.analysis import compare
from ramify.cli import commands as cli
from ramify.cli import listing
from ramify.cli.messages import explain
from ramify.explorer.about import curves, describe_run
from ramify.explorer.messages import to_json
from ramify.explorer.run_view import RunView
from ramify.recipes.pretrain_files import best_actor, load_critics, read_meta
from ramify.recipes.start import best_of, spent_on
from ramify.run import session
from ramify.run.metrics import read_metrics

SECONDS = 120  # a command that takes longer hangs; it takes less than one, but for compiling


class HangError(BaseException):
    """A command did not end."""


def listed(folder, good):
    listing.runs(folder.parent)


def measured(folder, good):
    return {name: column.tolist() for name, column in read_metrics(folder).items()}


def exported(folder, good):
    out = folder.with_name("elites.csv")
    out.unlink(missing_ok=True)
    cli.Export(folder, out)()
    return out.read_text()


def replayed(folder, good):
    with contextlib.suppress(SystemExit):
        cli.Replay(folder, count=3)()


def compared(folder, good):
    table = compare.compared([ramify.load(folder), ramify.load(good)])
    return table.drop(columns=["runs"]).to_csv()


def viewed(folder, good):
    run = RunView(ramify.load(folder))
    told = describe_run(run)
    told.pop("live")
    return to_json(told), run.archive.pack(), to_json(curves(run.run))


def resumed(folder, good):
    """The state from which the loop would go on."""
    copy = folder.with_name("resumed")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    with contextlib.suppress(KeyboardInterrupt):  # where the loop would begin
        ramify.resume(copy)
    with np.load(copy / "archive.npz") as archive:  # a zip file has bytes that nobody reads
        members = [(name, archive[name].tobytes()) for name in archive.files]
    return members, (copy / "metrics.csv").read_bytes()


def started(folder, good):
    """Only a walker's run can start at another's best."""
    config = ramify.load(folder).config
    task = ramify.recipes.cma_me(**WALKER).problem()
    return config.recipe, best_of(folder, task), spent_on(folder)


def plotted(folder, good):
    cli.Plot(folder)()


def reported(folder, good):
    cli.Report(folder, elites=3, out=folder.with_name("report.html"))()
    return folder.with_name("report.html").read_bytes()


def drawn(folder, good):
    compare.compare([ramify.load(folder), ramify.load(good)], folder.with_name("comparison"))


def read_in(folder, good):
    """The Parquet file beside a run."""
    elites = ramify.read_parquet(folder / "elites.parquet")
    return [v.tobytes() for v in (elites.solution, elites.objective, elites.measures, elites.cell)]


def learnt(folder, good):
    """The critics beside a run."""
    recipe = ramify.recipes.cma_mega_td3(**CRITICS)
    task = recipe.problem()
    critics = load_critics(folder, recipe.source(task), task, 0)
    return read_meta(folder), best_actor(folder, task), np.asarray(critics.replay.rows)


WALKER = dict(task="hopper", controller="gait", steps=40, grid=20, batch=8, slots=16, threads=1)
CRITICS = dict(
    task="hopper", hidden=(4,), units=(4,), buffer=256, steps=20, slots=16, threads=1, pretrain=0
)
QUICK = (listed, measured, exported, compared, viewed, resumed)
SLOW = (plotted, reported, drawn)


class Verdicts(Counter):
    """Counts what commands made of damaged folders; keeps the failures."""

    def __init__(self, good: Path):
        super().__init__()
        self.good, self.failures = good, []
        self._answers: dict[str, str] = {}

    def learn(self, folder, commands):
        """Remembers the answers of commands on an undamaged folder."""
        for command in commands:
            self._answers[command.__name__] = _digest(_run(command, folder, self.good))

    def judge(self, what, folder, commands, *, exact):
        """Runs commands on a damaged folder. If `exact`, an answer must be the undamaged one's."""
        for command in commands:
            try:
                answer = _run(command, folder, self.good)
            except HangError:
                self._fail("hang", what, command, "")
            except Exception as error:
                words = explain(error)
                if words is None or len(words) > 3000:
                    self._fail("traceback", what, command, traceback.format_exc())
                else:
                    self["refused"] += 1
            else:
                known = self._answers.get(command.__name__)
                if exact and known is not None and _digest(answer) != known:
                    self._fail("wrong", what, command, repr(answer)[:500])
                else:
                    self["answered"] += 1

    def _fail(self, kind, what, command, detail):
        self[kind] += 1
        self.failures.append(f"{kind} by {command.__name__} of {what}\n{detail[-1500:]}")


def _run(command, folder, good):
    def hangs(*_):
        raise HangError

    before = signal.signal(signal.SIGALRM, hangs)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
            return command(folder, good)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def _digest(answer) -> str:
    return hashlib.sha256(repr(answer).encode()).hexdigest()


def stub_the_loop(monkeypatch):
    """No iteration is run: what matters is what was read before."""

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(session, "run_chunk", stop)
