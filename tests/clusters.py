"""Ray clusters of several nodes on this machine, for the tests. They end with the `with` block."""

import os
import time
import warnings
from contextlib import contextmanager

import jax
import numpy as np

from ramify.run.metrics import read_metrics
from ramify.sims.cluster import placement
from ramify.sims.cluster.connection import LOCAL, kept_signals, quiet_init
from ramify.sims.cluster.placement import Cluster, Connection
from ramify.sims.cluster.pool import Pool

PATIENCE = 90.0  # s, for what takes seconds on a machine that is not busy
os.environ.update(LOCAL)


def until(condition, what):
    """Waits until a condition holds. Returns its value."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.02)
    return found


def same_run(a, b):
    """Checks that two runs are equal to the last bit, but for the clock."""
    assert (a / "archive.npz").read_bytes() == (b / "archive.npz").read_bytes()
    one, two = read_metrics(a), read_metrics(b)
    assert one.keys() == two.keys()
    for name in one.keys() - {"seconds"}:
        np.testing.assert_array_equal(one[name], two[name], err_msg=name)


def assert_equal(a, b):
    """Checks that all arrays of two records are equal to the last bit."""
    jax.tree.map(np.testing.assert_array_equal, a, b)


class Nodes:
    """A Ray cluster whose nodes are processes of this machine.

    Attributes:
      address: for `--cluster`.
      ray: the module.
    """

    def __init__(self, cluster, ray):
        self._cluster, self.ray, self.address = cluster, ray, cluster.address
        self._open = None  # its workers start once for many tests

    def add(self, cpus=1, **options):
        with kept_signals(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # JAX dislikes the forks of Ray
            return self._cluster.add_node(num_cpus=cpus, **options)

    def remove(self, node, *, gently=False):
        self._cluster.remove_node(node, allow_graceful=gently)

    def node(self, name):
        """Returns the node with this id."""
        return next(node for node in self._cluster.worker_nodes if node.node_id == name)

    def wait_for(self, made, node):
        """Waits until a node has a worker, while another thread evaluates."""
        until(lambda: node.node_id in {m.node for m in made.joined}, "the new node's worker")

    @contextmanager
    def working(self):
        """Places tasks on the cluster. Its workers stay for the next time."""
        if self._open is None:
            self._open = Connection(self.ray, Cluster(), print)
        placement._open.append(self._open)
        try:
            yield
        finally:
            placement._open.remove(self._open)

    def leave(self):
        """Ends the workers of `working`, so that others get the cores."""
        if self._open is not None:
            self._open.close()
            self._open = None


@contextmanager
def nodes(*cpus, **head):
    """Starts a node for each number of cores, and connects to them."""
    import ray
    from ray.cluster_utils import Cluster as RayCluster

    with kept_signals(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # JAX dislikes the forks of Ray
        cluster = RayCluster(
            initialize_head=True,
            head_node_args={"num_cpus": cpus[0], "include_dashboard": False} | head,
        )
        try:
            for count in cpus[1:]:
                cluster.add_node(num_cpus=count)
            quiet_init(ray, cluster.address)
            yield Nodes(cluster, ray)
        finally:
            ray.shutdown()
            cluster.shutdown()


@contextmanager
def pool(there, **options):
    """Starts the workers. Yields the pool; `said` has its sentences."""
    said = []
    made = Pool(there.ray, said.append, **options)
    made.said = said
    try:
        yield made
    finally:
        made.close()
