"""Evaluation on a Ray cluster of one node, and what is refused before any work."""

import importlib
import os
import signal
import socket
import sys
import tempfile
from collections import Counter
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from clusters import assert_equal, nodes, pool, same_run
from test_cli import called as called  # the command line, in this process

import ramify
from ramify.core import Query
from ramify.explorer import about
from ramify.run.config import ClusterNode, UsedCluster
from ramify.sims.cluster import connection, placement, probe
from ramify.sims.cluster.connection import ClusterError
from ramify.sims.cluster.members import DIED, Node, Status
from ramify.sims.cluster.probe import Introduction, reason_to_refuse
from ramify.sims.cluster.remote import placed_on
from ramify.sims.cluster.sources import own_sources, unpack_sources

SMALL = dict(task="hopper", hidden=(8,), steps=40, samples=20, batch=13, slots=16)


@pytest.fixture(scope="module")
def there():
    with nodes(2) as there:
        yield there


@pytest.fixture
def place(tmp_path):
    """The working directory of `called`."""
    return tmp_path


@pytest.fixture
def installed(monkeypatch):
    """Lets a pretended Ray be installed, which is not connected."""

    def pretend(**functions):
        ray = SimpleNamespace(is_initialized=lambda: False, **functions)
        monkeypatch.setitem(sys.modules, "ray", ray)
        monkeypatch.setattr(connection, "find_spec", lambda name: ray)
        monkeypatch.setattr(connection, "import_module", lambda name: ray)

    return pretend


def test_a_run_on_a_cluster_is_the_same_to_the_last_bit(there, called, tmp_path):
    here = ramify.train(ramify.recipes.cma_mega_es(**SMALL), evaluations=102, out=tmp_path / "a")
    sizes = "--task hopper --hidden 8 --steps 40 --samples 20 --batch 13 --slots 16".split()  # noqa: SIM905
    words = "train", "cma-mega-es", *sizes, "--evaluations", 102, "--out", "b"
    done = called(*words, "--cluster", there.address)
    assert done.returncode == 0, done.stderr
    assert "cluster 1 node, 2 cores" in done.stdout
    same_run(here.path, tmp_path / "b")
    (node,) = ramify.load(tmp_path / "b").config.cluster.nodes
    assert (node.cores, node.other_bits) == (2, False)
    assert here.config.settings == ramify.load(tmp_path / "b").config.settings


class Random(ramify.core.AbstractTask):
    """Draws a random objective for each row."""

    @property
    def measures(self):
        return ("x0", "x1")

    def evaluate(self, query, key):
        draws = jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(query.row)
        return ramify.Evaluation(draws.astype("float32"), query.x[:, :2])


def test_row_numbers_of_a_part_are_those_of_the_whole():
    whole = Query(np.ones((5, 2), np.float32), 5)
    assert whole.row.tolist() == [0, 1, 2, 3, 4]
    key, random = jax.random.key(0), Random()
    part = Query(whole.x[3:], 2, numbers=whole.row[3:])
    found = random.evaluate(part, key).objective
    assert found.tolist() == random.evaluate(whole, key).objective[3:].tolist()


class Unmade(Random):
    """Needs a package that the workers lack."""

    def __reduce__(self):
        return __import__, ("a_package_of_the_driver",)


def test_rows_of_a_killed_worker_are_simulated_again(there):
    task = ramify.tasks.walker("hopper", hidden=(8,), steps=100, slots=16)
    x = jnp.stack([task.start(jax.random.key(i)) for i in range(40)])
    query, key, killed = Query(x, 40, wants_transitions=True), jax.random.key(5), []
    with pool(there) as made:
        remote, hand_out = placed_on(task, made), made._hand_out

        def hand_out_and_kill(*args):
            hand_out(*args)
            if not killed:
                killed.append(made.joined[0].pid)
                os.kill(killed[0], signal.SIGKILL)

        made._hand_out = hand_out_and_kill
        assert_equal(remote.evaluate(query, key), task.evaluate(query, key))
        assert made.status().again[DIED] == 16
        assert_equal(placed_on(Random(), made).evaluate(query, key), Random().evaluate(query, key))
        with pytest.raises(ClusterError, match="cannot make the task: ModuleNotFoundError"):
            placed_on(Unmade(), made)


# What is refused before any work, without Ray.


def test_a_missing_ray_is_one_line(monkeypatch, called):
    monkeypatch.setattr(connection, "find_spec", lambda name: None)
    done = called("train", "cma-mega-es", "--task", "hopper", "--cluster", "auto")
    assert done.returncode == 2
    assert done.stderr == "ramify: --cluster needs Ray: pip install 'ramify[ray]'.\n"


def test_an_address_that_does_not_answer_is_one_line(installed, called):
    installed()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        done = called("train", "cma-mega-es", "--task", "hopper", "--cluster", address)
    assert done.returncode == 2
    assert f"--cluster {address} does not answer" in done.stderr
    assert done.stderr.count("\n") == 1


def test_other_mistakes_are_one_line(installed, called):
    installed()
    done = called("train", "cma-mega-es", "--task", "hopper", "--cluster", "host:port")
    assert "is no address: give auto, or HOST:PORT" in done.stderr
    done = called("train", "cma-mega-es", "--task", "hopper", "--any-cpu")
    assert "--any-cpu has no effect without --cluster" in done.stderr
    with pytest.raises(ValueError, match="timeout=0"):
        ramify.Cluster(timeout=0)
    with pytest.raises(ValueError, match="give 'auto' or 'HOST:PORT'"):
        ramify.Cluster(7)


def test_a_local_ray_is_started_if_there_is_none_and_the_user_is_told(installed):
    asked, said = [], []

    def init(address, **options):
        asked.append(address)
        if address == "auto":
            raise ConnectionError("no cluster")

    installed(init=init, shutdown=lambda: asked.append("shutdown"))
    with connection.connected("auto", said.append):
        assert asked == ["auto", "local"]
    assert asked[-1] == "shutdown"
    assert said[0].startswith("no Ray cluster runs on this machine, so a local one is started")


HERE = Introduction({"mujoco": "4.0.0", "jax": "0.10.2"}, "EPYC", "bits")


def test_a_worker_with_other_versions_is_refused():
    there = Introduction({"mujoco": "4.0.1"}, "EPYC", "bits")
    why = reason_to_refuse("node-3", there, HERE, any_cpu=True)
    assert why == (
        "node-3 has mujoco 4.0.1 (here 4.0.0), jax None (here 0.10.2): install the same versions on "
        "every machine."
    )


def test_a_worker_that_computes_other_bits_is_refused_unless_it_may():
    there = Introduction(HERE.versions, "Xeon", "other bits")
    why = reason_to_refuse("node-3", there, HERE, any_cpu=False)
    assert "node-3 is refused: its processor, Xeon, computes other bits than this one, EPYC" in why
    assert "--any-cpu" in why
    assert reason_to_refuse("node-3", there, HERE, any_cpu=True) is None
    assert reason_to_refuse("node-3", HERE, HERE, any_cpu=False) is None


def test_the_probe_sees_a_pretended_processor(monkeypatch):
    probe.probe_bits.cache_clear()
    own = probe.probe_bits()
    probe.probe_bits.cache_clear()
    monkeypatch.setenv(probe.PRETENDED, "another")
    assert probe.probe_bits() != own
    probe.probe_bits.cache_clear()


def test_the_sources_of_the_users_modules_are_sent():
    found = own_sources()
    assert b"def nodes" in found["clusters.py"]
    assert not [name for name in found if name.startswith(("ramify", "jax", "pytest"))]


def test_all_workers_share_one_folder_of_sources(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    files = {"sent_one/__init__.py": b"", "sent_one/two.py": b"WORD = 'three'\n"}
    for _ in range(2):
        unpack_sources(files)
    damaged = next(tmp_path.glob("*/*/sent_one/two.py"))
    damaged.write_bytes(b"")
    unpack_sources(files)
    assert len(list(tmp_path.glob("*/*"))) == 1
    assert importlib.import_module("sent_one.two").WORD == "three"
    unpack_sources({"sent_one/__init__.py": b"1"})
    assert len(list(tmp_path.glob("*/*"))) == 2


def test_a_batch_with_fewer_rows_than_cores_is_named(monkeypatch):
    there = SimpleNamespace(pool=SimpleNamespace(cores=64))
    monkeypatch.setattr(placement, "_open", [there])
    assert "a batch has 33 rows and the cluster has 64 cores" in placement.advice(33)
    assert placement.advice(64) is None
    there.pool = None
    assert placement.advice(1) is None
    monkeypatch.setattr(placement, "_open", [])
    assert placement.advice(1) is None


def test_a_jax_function_stays_on_this_machine(monkeypatch):
    monkeypatch.setattr(placement, "_open", [SimpleNamespace()])  # it has no workers to give
    sphere = ramify.tasks.sphere(4)
    assert placement.placed(sphere) is sphere


def test_the_status_is_shown_as_lines_and_on_the_page(monkeypatch):
    nodes = [Node("a", 16, "EPYC", False), Node("b", 16, "EPYC", False)]
    status = Status(nodes, 32, Counter({DIED: 16}))
    pretended = SimpleNamespace(pool=SimpleNamespace(status=lambda: status))
    assert placement.status_lines() == {}
    monkeypatch.setattr(placement, "_open", [pretended])
    assert placement.status_lines() == {
        "cluster": "2 nodes, 32 cores",
        "under way": "32 rows",
        "done again": "16: its worker process died",
    }
    used = UsedCluster([ClusterNode(*node) for node in nodes], {DIED: 16})
    assert about._cluster(SimpleNamespace(cluster=used)) == {
        "cluster": "2 nodes, 32 cores: EPYC",
        "rows simulated again": "16 (its worker process died)",
    }
    assert about._cluster(SimpleNamespace(cluster=None)) == {}
