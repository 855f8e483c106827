"""Worker processes that die, hang or are left behind; environments that fail in them."""

import gc
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from selection import long
from toy_envs import KillsOnce, Walk, dawdles, hangs, is_nan, kills, raises
from toy_tasks import constants, evaluated, same, walk
from toys import Constant

from ramify.sims import workers
from ramify.sims.gymnasium.worker import Environments
from ramify.sims.workers import NoWorkerError, Worker, WorkerHungError
from ramify.tasks.gymnasium import Mean
from ramify.tasks.locomotion import walker


def pids(task):
    return [worker.pid for worker in task.sim._pool]


PATIENCE = 120.0  # s; the machine may be busy


def until(condition):
    """Waits for it, and tells whether it came."""
    patience = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < patience:
        time.sleep(0.01)
    return condition()


class Slow:
    """Answers what it is told when this file is there, after telling by another that it was asked."""

    def __init__(self, asked, release):
        self._asked, self._release = asked, release

    def say(self, word):
        self._asked.touch()
        until(self._release.exists)
        return word


@pytest.mark.long
def test_an_interrupted_request_leaves_no_answer_for_the_next(tmp_path):
    asked, release = tmp_path / "asked", tmp_path / "release"
    worker = Worker(pickle.dumps(partial(Slow, asked, release)))

    def interrupt():
        until(asked.exists)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        worker.ask("say", "one")
    release.touch()
    assert worker.ask("say", "two") == "two"
    worker.close()


def test_bullet_that_cannot_be_loaded_is_reported(monkeypatch, tmp_path):
    (tmp_path / "pybullet.py").write_text("raise OSError('libGL is not there')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    task = walker("hopper", "gait", sim="bullet", steps=2, threads=1)
    with pytest.raises(NoWorkerError, match="Bullet fails: OSError: libGL is not there"):
        task.replay(np.zeros((1, 9)), np.zeros((1, 2), np.uint32))


def test_a_killed_worker_is_replaced_and_its_episodes_run_again(tmp_path):
    x = constants(0.1, 0.9, -0.2, *np.linspace(-1.0, 0.5, 30))
    task = walk(KillsOnce(tmp_path / "killed"), controller=Constant(1), workers=2)
    while None in pids(task):  # a worker starts when an episode comes its way
        evaluated(task, constants(*[0.1] * 32))
    before = pids(task)
    survived = evaluated(task, x)
    assert (tmp_path / "killed").exists()
    assert [new == old for new, old in zip(pids(task), before, strict=True)].count(False) == 1
    same(survived, evaluated(task, x))
    assert np.isfinite(survived.objective).all()
    task.close()


MIXED = constants(0.1, 0.95, -0.2, np.nan, *np.linspace(-1.0, 0.5, 20))


@pytest.fixture(scope="module")
def expected():
    """What the environment without a fault returns."""
    sound = walk(controller=Constant(1))
    yield evaluated(sound, MIXED)
    sound.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        long(raises, "is no good"),
        long(is_nan, "not finite"),
        (kills, "SIGKILL"),
        long(hangs, "longer than timeout=2 s"),
    ],
)
def test_a_bad_episode_fails_and_costs_the_others_nothing(fault, said, expected):
    task = walk(fault, controller=Constant(1), timeout=2 if fault is hangs else math.inf)
    x = MIXED
    found = evaluated(task, x)
    bad = np.array([1, 3])
    assert (np.flatnonzero(~np.isfinite(found.objective)) == bad).all()
    assert np.isnan(found.measures[bad]).all()
    good = np.setdiff1d(np.arange(len(x)), bad)
    np.testing.assert_array_equal(found.objective[good], expected.objective[good])
    np.testing.assert_array_equal(found.measures[good], expected.measures[good])
    again = task.replay(x, found.fields["seed"])
    assert again.errors.keys() == {1, 3}
    assert said in again.errors[1] and "action is not finite" in again.errors[3]
    task.close()


def test_when_every_episode_raises_the_same_it_is_said_and_later_it_is_a_failure():
    task = walk(raises, controller=Constant(1))
    bad = constants(0.9, 0.95)
    with pytest.raises(RuntimeError, match=r"All 2 episodes.*\n.*Traceback[\s\S]*is no good"):
        evaluated(task, bad)
    assert np.isfinite(evaluated(task, constants(0.0)).objective).all()
    assert (evaluated(task, bad).objective == -np.inf).all()
    task.close()


@pytest.mark.long
def test_an_environment_that_only_hangs_is_said():
    task = walk(hangs, controller=Constant(1), timeout=1)
    with pytest.raises(RuntimeError, match=r"3 episodes .* hung for timeout=1 s .*none has ended"):
        evaluated(task, constants(*[0.95] * 5))
    with pytest.raises(ValueError, match="timeout=0: give seconds above 0"):
        walk(timeout=0)


def test_an_episode_that_is_slow_at_every_step_runs_out_of_time_as_well():
    environments = Environments(partial(Walk, dawdles), (Mean("pace"),), False, timeout=1.0)
    environments.step([(0, 7), (1, 7)], [], np.zeros((0, 1)))
    actions, errors, steps = np.array([[1.0], [0.0]]), {}, 0
    while not errors:
        _, errors = environments.step([], [0, 1], actions)
        steps += 1
    assert 1 < steps <= 3 and list(errors) == [0] and "longer than timeout=1 s" in errors[0][1]


@pytest.mark.long
def test_a_process_that_hangs_is_replaced(monkeypatch, tmp_path):
    release = tmp_path / "release"
    worker = Worker(pickle.dumps(partial(Slow, tmp_path / "asked", release)))
    release.touch()
    assert worker.ask("say", "one") == "one"
    release.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(workers, "PATIENCE", 0.5)
        with pytest.raises(WorkerHungError, match="hung"):
            worker.ask("say", "two")
    assert worker.pid is None
    release.touch()
    assert worker.ask("say", "three") == "three"
    worker.close()


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids):
    return until(lambda: not any(map(alive, pids)))


def test_workers_end_with_their_task_and_start_again_when_closed():
    task = walk(controller=Constant(1))
    first = pids(task)[0]
    task.close()
    assert gone([first]) and pids(task)[0] is None
    while pids(task)[0] is None:
        evaluated(task, constants(0.1))
    second = pids(task)[0]
    assert second not in (None, first) and alive(second)
    del task
    gc.collect()
    assert gone([second])


SCRIPT = """
import jax, numpy as np, toy_envs
from ramify.core import Query
from ramify.tasks.gymnasium import GymnasiumTask, Last, Mean
from ramify.controllers.sine_gait import SineGait

def here(env, observation, action, reward, info):
    assert "jax" not in __import__("sys").modules
    return observation[0]

task = GymnasiumTask(
    lambda: toy_envs.Walk(toy_envs.hangs), measures=Last("here", of=here), steps=9,
    controller=SineGait(1), workers=2,
)
x = np.zeros((4, 3), np.float32)
while None in [worker.pid for worker in task.sim._pool]:  # each starts with its first episode
    found = task.evaluate(Query(x, 4), jax.random.key(0))
print(np.isfinite(found.objective).all(), *(worker.pid for worker in task.sim._pool), flush=True)
x[:] = [1.0, 1.0, 0.5]  # a sine wave
task.evaluate(Query(x, 4), jax.random.key(0))
"""


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, long(signal.SIGINT)])
def test_a_script_needs_no_guard_and_workers_end_with_it_however_it_ends(tmp_path, ended_by):
    """Its own functions go to the workers, which do not load JAX; it is ended while they hang."""
    (tmp_path / "script.py").write_text(SCRIPT)
    paths = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "src")]
    script = subprocess.Popen(
        [sys.executable, tmp_path / "script.py"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "HANGS": str(tmp_path / "hangs")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    fine, *pids = script.stdout.readline().split()
    assert fine == "True" and len(pids) == 2 and all(map(alive, pids))
    assert until((tmp_path / "hangs").exists)  # the second evaluation has begun
    assert script.poll() is None
    script.send_signal(ended_by)
    said = script.communicate(timeout=PATIENCE)[1]
    assert ("KeyboardInterrupt" in said) == (ended_by == signal.SIGINT)
    assert gone(pids)
