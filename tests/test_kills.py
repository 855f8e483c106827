"""Runs that are killed again and again end with the bits of one that was not.

They are killed by three signals, at random moments: as they start, compile, simulate and write a file.
`make test-long` kills 200 times.
"""

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

import jax
import numpy as np
import pytest
from toy_envs import Walk

import ramify
from ramify.recipes import pretrain, pretrain_files
from ramify.recipes.pretrain import PretrainTD3
from ramify.recipes.pretrain_files import CRITICS
from ramify.system.files import DRAFT
from ramify.system.interrupts import command
from ramify.tasks.gymnasium import GymnasiumTask, Last, Mean

SMALL = dict(task="hopper", threads=1)
LEARNING = dict(hidden=(4,), units=(8,), buffer=2000)


@dataclass(frozen=True)
class Walks:
    """A recipe of one's own, for an environment of Gymnasium."""

    name: ClassVar[str] = "walks"
    seed: int = 0

    def build(self):
        measures = Mean("pace"), Last("place")
        options = dict(measures=measures, hidden=(4,), steps=10, slots=16, workers=1)
        task = GymnasiumTask(partial(Walk, None), **options)
        emitter = ramify.CMAMEGA(ramify.ES(samples=2, sigma=0.1), measures=2, batch=4)
        qd = ramify.QD(ramify.GridArchive((-2, -1), (4, 1), (20, 20)), emitter)
        return ramify.Experiment(task, qd, np.asarray(task.start(jax.random.key(0))))


RUNS = {  # recipe and evaluations
    "function": (ramify.recipes.cma_mega(dim=10, grid=20), 36 * 100 * 20),
    "gait": (
        ramify.recipes.cma_mega_es(
            **SMALL, controller="gait", batch=6, samples=4, slots=16, grid=30, steps=30
        ),
        11 * 40,
    ),
    "td3": (
        ramify.recipes.cma_mega_td3(
            **SMALL,
            **LEARNING,
            pretrain=0,
            batch=3,
            states=16,
            updates=1,
            slots=16,
            grid=30,
            steps=30,
        ),
        4 * 30,
    ),
    "goals": (
        ramify.recipes.dcrl_mega(
            **SMALL,
            **LEARNING,
            pretrain=0,
            batch=4,
            climb=2,
            updates=1,
            slots=16,
            grid=30,
            steps=30,
        ),
        4 * 30,
    ),
    "surrogate": (
        ramify.recipes.sa_mega(
            **SMALL,
            **LEARNING,
            pretrain=0,
            batch=4,
            candidates=20,
            surrogate_units=(8,),
            surrogate_updates=2,
            states=16,
            updates=1,
            slots=16,
            grid=30,
            steps=30,
        ),
        4 * 30,
    ),
    "gymnasium": (Walks(), 7 * 40),
}
PRETRAINING = PretrainTD3(
    **SMALL, **LEARNING, episodes=48, together=2, random=4, updates=2, measure_updates=2, steps=20
)
KINDS = (*RUNS, "pretraining")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
ENDS = {0, 143, 129, -signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP}


def session(kind, folder, commanded, said):
    """Starts or carries on, in a process to be killed; as the command line does, if so wished."""
    # Other tests must not read it: a kill may cut a file short.
    jax.config.update("jax_compilation_cache_dir", str(folder.parent / "cache"))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    said.send("begun")

    def show(progress):
        with suppress(OSError):  # the other side has heard enough
            said.send("step")

    with command() if commanded else nullcontext():
        if kind == "pretraining":
            whole = pretrain.holds_pretraining(folder)
            (pretrain.resume if whole else PRETRAINING)(folder, show, save_every=0)
            return
        recipe, evaluations = RUNS[kind]
        if (folder / "run.json").exists():
            ramify.resume(folder, recipe=recipe, save_every=0, show=show)
        else:
            ramify.train(recipe, evaluations=evaluations, out=folder, save_every=0, show=show)


@dataclass
class Killer:
    """Runs sessions of one kind, and kills them."""

    kind: str
    server: multiprocessing.context.BaseContext
    draw: random.Random
    kills: Counter  # by signal; "writing" of those that left a draft, "finished" of those too late

    def run(self, folder, kills):
        """Sessions until the run is complete; killed while there are fewer kills than these."""
        while True:
            child, heard = self._started(folder)
            with heard:
                if killed := sum(self.kills[number] for number in SIGNALS) < kills:
                    self._kill(child, heard, folder)
                child.join(timeout=300)
            assert child.exitcode in ENDS, child.exitcode
            drafts = [p for p in folder.glob(".ramify-*") if DRAFT.fullmatch(p.name)]
            self.kills["writing"] += bool(drafts)
            if child.exitcode == 0:
                self.kills["finished"] += killed
                return

    def _started(self, folder):
        heard, said = self.server.Pipe(duplex=False)
        commanded = self.draw.random() < 0.5
        child = self.server.Process(target=session, args=(self.kind, folder, commanded, said))
        child.start()
        said.close()
        return child, heard

    def _kill(self, child, heard, folder):
        number = min(SIGNALS, key=lambda one: (self.kills[one], self.draw.random()))  # the rarest
        with suppress(EOFError):  # finished before
            for _ in range(1 + self.draw.choice([0, 1, 1, 2, 3])):
                heard.recv()
        short = number == signal.SIGKILL and self.kills["writing"] < 2  # no other leaves a draft
        if short or self.draw.random() < 0.5:
            _wait_for_draft(child, folder)
        else:
            time.sleep(self.draw.uniform(0.0, 0.3))
        if child.is_alive() and _sent(child, number):
            _sent(child, signal.SIGCONT)  # one that is stopped takes SIGTERM when it continues
            self.kills[number] += 1


def _sent(child, number):
    """Sends a signal, and returns True; False if the process has just ended."""
    try:
        os.kill(child.pid, number)
    except ProcessLookupError:
        return False
    return True


def _wait_for_draft(child, folder):
    """Stops the process in the middle of a checkpoint, and returns; also when the process ends."""
    while child.is_alive():
        if not _writes(folder):
            continue
        _sent(child, signal.SIGSTOP)
        while child.is_alive() and not _is_stopped(child.pid):
            time.sleep(0.001)
        if _writes(folder):
            return
        _sent(child, signal.SIGCONT)  # the draft was finished meanwhile


def _is_stopped(process):
    """Returns True for a process that a signal has stopped."""
    with suppress(FileNotFoundError, ProcessLookupError):
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state in ("T", "t", "Z")
    return True


def _writes(folder):
    with suppress(FileNotFoundError):
        return any(name.startswith(".ramify-") for name in os.listdir(folder))
    return False


def contents(folder):
    """All bits of a run, but for the clock."""
    if (folder / CRITICS).exists():
        with np.load(folder / CRITICS) as file:
            members = {name: file[name].tobytes() for name in file.files if name != "meta"}
        meta = pretrain_files.read_meta(folder)
        return members, [meta.steps, meta.start, meta.actors, meta.best, meta.climbed, meta.losses]
    with np.load(folder / "archive.npz") as file:
        members = {name: file[name].tobytes() for name in file.files}
    metrics = ramify.load(folder).metrics
    return members, {k: v.tobytes() for k, v in metrics.items() if k != "seconds"}


def killed_and_compared(kind, kills, folder):
    """Kills runs of this kind so often, and compares each with one that nobody killed."""
    server = multiprocessing.get_context("forkserver")  # a process that has imported all it needs
    server.set_forkserver_preload(["ramify.tasks.locomotion", "ramify.recipes.registry"])
    killer = Killer(kind, server, random.Random(kind), Counter())
    killer.run(folder / "straight", 0)
    expected, number = contents(folder / "straight"), 0
    while sum(killer.kills[number] for number in SIGNALS) < kills:
        number += 1
        killer.run(folder / str(number), kills)
        assert contents(folder / str(number)) == expected
    print(f"{kind}: {number} runs, {dict(killer.kills)}")
    return killer.kills


@pytest.mark.long
def test_a_run_that_is_killed_three_times_ends_as_if_undisturbed(tmp_path):
    """Uses the kind of run that compiles fastest."""
    killed_and_compared("function", 3, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_runs_that_are_killed_twenty_times_end_as_if_undisturbed(tmp_path, kind):
    kills = killed_and_compared(kind, 20, tmp_path)
    assert min(kills[number] for number in SIGNALS) >= 2
    assert kills["writing"] >= 1
