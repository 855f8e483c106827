"""Measures TD3 updates per second, and compares with the machine's sgemm rate and stable-baselines3.

An update trains the twin critics of every agent and, every second time, its actor, on a batch of 256.
Critics are 28-128-128 networks, actors 28-64-64-8. The share is the time that the update's matrix
products would take at the rate of one large product on all cores, relative to the time of the update.
All but `td3_layer_norm_time` and `td3_quantiles_time` are without layer normalization and quantiles,
which stable-baselines3's TD3 does not have.

    pip install stable-baselines3    # for the comparison; otherwise it is left out
    python benchmarks/td3.py
"""

import argparse
import importlib.util
import statistics
import time
from functools import partial
from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
from _common import parse

from ramify.controllers.mlp import MLP
from ramify.core import ControlSpec, Transitions
from ramify.rl import replay, td3

OBSERVATIONS, ACTIONS, BATCH = 28, 8, 256
PEER = "stable-baselines3, 1 agent"
ACTOR, CRITIC = (OBSERVATIONS, 64, 64, ACTIONS), (OBSERVATIONS + ACTIONS, 128, 128, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--updates", type=int, default=300, help="updates per measurement")
    parser.add_argument("--rounds", type=int, default=9)
    options = parse(parser, updates=2, rounds=1)
    timed = {f"ramify, {agents} agents": ours(agents, options.updates) for agents in (1, 5)}
    normalized, distributed = "ramify, 5 agents, layer norm", "ramify, 5 agents, 10 quantiles"
    timed[normalized] = ours(5, options.updates, layer_norm=True)
    timed[distributed] = ours(5, options.updates, quantiles=10)
    if importlib.util.find_spec("stable_baselines3"):
        timed[PEER] = stable_baselines3(options.updates)
    rates: dict[str, list[float]] = {name: [] for name in ["sgemm, GFLOP/s", *timed]}
    for _ in range(options.rounds):  # in turns, so that other load affects all
        rates["sgemm, GFLOP/s"].append(sgemm() / 1e9)
        for name, run in timed.items():
            begun = time.perf_counter()
            run()
            rates[name].append(options.updates / (time.perf_counter() - begun))
    print(
        f"jax {jax.__version__}; the products of an update of one agent: {flops() / 1e6:.1f} MFLOP"
    )
    print(f"{'updates per second':32}{'min':>9}{'median':>9}{'max':>9}")
    for name, values in rates.items():
        print(f"{name:32}{min(values):9.1f}{statistics.median(values):9.1f}{max(values):9.1f}")
    one, five, peer = (rates.get(who, []) for who in ("ramify, 1 agents", "ramify, 5 agents", PEER))
    limits = [gflops * 1e9 / flops() for gflops in rates["sgemm, GFLOP/s"]]
    print(f"td3_layer_norm_time: {ratio(five, rates[normalized]):.2f}")
    print(f"td3_quantiles_time: {ratio(five, rates[distributed]):.2f}")
    if peer:
        print(f"td3_speedup: {ratio(one, peer):.2f}")
    print(f"td3_sgemm_share_of_one: {ratio(one, limits):.3f}")
    print(f"td3_sgemm_share: {5 * ratio(five, limits):.3f}")


def ratio(these: list[float], those: list[float]) -> float:
    """Returns the median ratio."""
    return statistics.median(a / b for a, b in zip(these, those, strict=True))


def flops() -> int:
    """Returns the FLOPs of the matrix products in one update of one agent."""

    def size(layers: tuple[int, ...]) -> int:
        return sum(i * j for i, j in pairwise(layers))

    def backwards(
        layers: tuple[int, ...],
    ) -> int:  # gradients of the layers' inputs, except the first
        return size(layers[1:])

    fit = 2 * (3 * size(CRITIC) + backwards(CRITIC)) + size(ACTOR)  # target, values, two slopes
    climb = 2 * size(CRITIC) + 2 * size(ACTOR) + backwards(ACTOR)  # through one critic to the actor
    return int(2 * BATCH * (fit + climb / 2))


def sgemm(n: int = 2048) -> float:
    """Returns the FLOPs per second of the product of two large matrices."""
    rng = np.random.default_rng(0)
    a, b = rng.random((2, n, n), np.float32)
    begun = time.perf_counter()
    a @ b
    return 2.0 * n**3 / (time.perf_counter() - begun)


def ours(agents: int, updates: int, **settings: object):
    network = MLP(ACTOR)

    def act(theta, observation):
        return network.act(network.unflatten(theta), observation, jnp.int32(0))

    learner = td3.TD3Learner(ControlSpec(OBSERVATIONS, ACTIONS, 1000, act, agents), **settings)
    rng, steps = np.random.default_rng(0), 1000
    episodes = Transitions(
        jnp.asarray(rng.normal(size=(100, steps + 1, OBSERVATIONS)), jnp.float32),
        jnp.asarray(rng.uniform(-1, 1, (100, steps, ACTIONS)), jnp.float32),
        jnp.asarray(rng.normal(size=(100, steps, agents)), jnp.float32),
        jnp.full(100, steps, jnp.int32),
        jnp.zeros(100, bool),
    )
    buffer = replay.empty(100 * steps, OBSERVATIONS, ACTIONS, agents)
    buffer = jax.jit(replay.add)(buffer, episodes)
    key = jax.random.key(0)
    keys = jax.random.split(key, agents)
    state = jax.jit(jax.vmap(learner.init, (None, 0)))(network.init(key), keys)
    train = jax.jit(partial(learner.train, updates=updates))

    def run() -> None:
        jax.block_until_ready(train(state, buffer, key))

    run()  # compiles
    return run


def stable_baselines3(updates: int):
    import gymnasium
    from stable_baselines3 import TD3

    class Nothing(gymnasium.Env):
        observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (OBSERVATIONS,), np.float32)
        action_space = gymnasium.spaces.Box(-1.0, 1.0, (ACTIONS,), np.float32)

        def reset(self, *, seed=None, options=None):
            return np.zeros(OBSERVATIONS, np.float32), {}

        def step(self, action):
            return np.zeros(OBSERVATIONS, np.float32), 0.0, False, False, {}

    networks = {"net_arch": {"pi": list(ACTOR[1:-1]), "qf": list(CRITIC[1:-1])}}
    model = TD3("MlpPolicy", Nothing(), batch_size=BATCH, policy_kwargs=networks, device="cpu")
    from stable_baselines3.common.logger import configure

    model.set_logger(configure(None, []))
    rng = np.random.default_rng(0)
    for _ in range(10_000):
        s, after = rng.normal(size=(2, 1, OBSERVATIONS)).astype(np.float32)
        a = rng.uniform(-1, 1, (1, ACTIONS)).astype(np.float32)
        model.replay_buffer.add(s, after, a, rng.normal(size=1), np.zeros(1), [{}])
    model.train(10, BATCH)
    return lambda: model.train(updates, BATCH)


if __name__ == "__main__":
    main()
