"""Makes the run folders beside this file, which the tests open, resume, replay and view.

They were made by version 0.1, at the last commit before the layout of the source changed, and stay as
they are. To make such folders with another version, run it with that version's source:

    PYTHONPATH=src:tests python tests/data/format-2/make.py FOLDER
"""

import contextlib
import sys
from functools import partial
from pathlib import Path

import ramify
from ramify import recipes

GAIT = {"task": "hopper", "steps": 25, "slots": 16, "threads": 1, "controller": "gait"}
WALKER = {"task": "hopper", "steps": 25, "slots": 16, "threads": 1, "hidden": (4,)}
CRITIC = {"units": (4,), "buffer": 400, "updates": 1}
TD3 = {k: v for k, v in WALKER.items() if k != "slots"}
RUNS = {
    "arm": (recipes.cma_mega(task="arm", dim=4, grid=10, batch=9), 90),
    "soft": (recipes.cma_me(**GAIT, anneal=0.1, emitters=2, batch=8), 32),
    "gait": (recipes.cma_mega_es(**GAIT, samples=8, batch=7), 32),
    "cvt": (recipes.map_elites(**WALKER, cvt=30, batch=16), 48),
    "novelty": (recipes.map_elites(**WALKER, novelty=0.05, batch=16), 48),
    "me-es": (recipes.me_es(**WALKER, samples=16), 51),
    "td3": (recipes.cma_mega_td3(**WALKER, **CRITIC, batch=7, states=64), 32),
    "td3-es": (recipes.cma_mega_td3_es(**WALKER, **CRITIC, samples=8, batch=7), 32),
    "pga-me": (recipes.pga_me(**WALKER, **CRITIC, batch=8), 32),
    "bullet": (recipes.map_elites(**GAIT, sim="bullet", batch=8), 16),
}
PRETRAINING = recipes.pretrain_td3(
    **TD3, units=(4,), buffer=400, episodes=32, together=8, random=8, updates=2, measure_updates=2
)


def stop(row: dict, after: int) -> None:
    if row["episodes"] >= after:
        raise KeyboardInterrupt


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, (recipe, evaluations) in RUNS.items():
        ramify.train(recipe, evaluations=evaluations, out=folder / name)
    PRETRAINING(folder / "critics")
    with contextlib.suppress(KeyboardInterrupt):
        PRETRAINING(folder / "pretraining", partial(stop, after=16), save_every=0.0)
