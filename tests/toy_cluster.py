"""Tasks and a recipe whose rows do harm to their worker once or always. Workers import this module."""

import os
import resource
import signal
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

import jax
import jax.numpy as jnp
import numpy as np
from toy_envs import Walk
from toy_tasks import MEASURES

import ramify
from ramify.core import AbstractTask
from ramify.tasks.gymnasium import GymnasiumTask


class Faulty(AbstractTask):
    """A random objective for each row. Some rows do harm.

    Attributes:
      fault: name of a function below, which gets the folder; "" for none.
      row: number of the row that does harm.
      folder: of files by which workers and test talk.
    """

    fault: str = ""
    row: int = 20
    folder: str = ""

    @property
    def measures(self):
        return ("x0", "x1")

    def evaluate(self, query, key):
        rows = np.asarray(query.row)
        if self.fault and query.numbers is not None and self.row in rows:
            globals()[self.fault](Path(self.folder))
        noise = jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i), dtype=jnp.float32))
        return ramify.Evaluation(noise(query.row) - jnp.sum(query.x**2, axis=1), query.x[:, :2])


def once(folder):
    """Returns True for the first worker that asks."""
    try:
        (folder / "done").touch(exist_ok=False)
    except FileExistsError:
        return False
    (folder / "pid").write_text(str(os.getpid()))
    return True


def segfaults(folder):
    os.kill(os.getpid(), signal.SIGSEGV)


def segfaults_once(folder):
    if once(folder):
        os.kill(os.getpid(), signal.SIGSEGV)


def exits_once(folder):
    if once(folder):
        os._exit(3)


def hangs(folder):
    time.sleep(3600)


def hangs_once(folder):
    if once(folder):
        time.sleep(3600)


def exhausts_memory_once(folder):
    """Allocates until the system refuses."""
    if once(folder):
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + 2**28, hard))
        held = []
        try:
            while True:
                held.append(bytearray(2**26))
        finally:
            held.clear()
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def always_exhausts_memory(folder):
    raise MemoryError("as if there were none")


def raises(folder):
    raise ZeroDivisionError("a mistake in the task")


def waits(folder):
    """Tells the test that it has begun, and waits for it."""
    if once(folder):
        (folder / "begun").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)


def waits_once(folder):
    if once(folder):
        (folder / "begun").touch()
        while not (folder / "go").exists():
            time.sleep(0.02)


class Large(Faulty):
    """Results of 6 MB per row, more than a small object store holds."""

    @property
    def fields(self):
        return {"ballast": jax.ShapeDtypeStruct((1_500_000,), jnp.float32)}

    def evaluate(self, query, key):
        found = super().evaluate(query, key)
        ballast = jnp.ones((len(query.x), 1_500_000), jnp.float32)
        return ramify.Evaluation(found.objective, found.measures, fields={"ballast": ballast})


@dataclass(frozen=True)
class Throws:
    """CMA-MEGA(ES) on `Faulty`, a task of one's own with randomness."""

    name: ClassVar[str] = "throws"
    fault: str = ""
    folder: str = ""
    seed: int = 0

    def build(self):
        archive = ramify.GridArchive((-2, -2), (2, 2), (20, 20), offset=-30.0)
        source = ramify.ES(samples=20, sigma=0.1)
        emitter = ramify.CMAMEGA(source, measures=2, batch=20, sigma_g=0.3)
        task = Faulty(self.fault, 20, self.folder)
        return ramify.Experiment(task, ramify.QD(archive, emitter), theta=np.zeros(4, np.float32))


@dataclass(frozen=True)
class Strolls:
    """CMA-MEGA(ES) on a Gymnasium environment."""

    name: ClassVar[str] = "strolls"
    seed: int = 0

    def problem(self):
        return GymnasiumTask(Walk, measures=MEASURES[1], steps=15, slots=16, hidden=(4,))

    def build(self):
        task = self.problem()
        archive = ramify.GridArchive((-2, -4), (2, 4), (20, 20), offset=-30.0)
        source = ramify.ES(samples=20, sigma=0.1)
        emitter = ramify.CMAMEGA(source, measures=2, batch=20, sigma_g=0.3)
        theta = np.asarray(task.start(jax.random.key(self.seed)))
        return ramify.Experiment(task, ramify.QD(archive, emitter), theta)


def strolling(fault, **options):
    """Returns an environment whose actions above 3 do harm."""
    return GymnasiumTask(
        partial(Walk, fault), measures=MEASURES[1], steps=15, slots=16, hidden=(4,), **options
    )
