"""Weights & Biases: the project is WANDB_PROJECT, or ramify. WANDB_MODE=offline needs no account."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from ramify.trackers.record import remembered
from ramify.trackers.tracker import STEP, AbstractTracker


class Tracker(AbstractTracker):
    """A run of Weights & Biases. Its local files are in RUN/wandb."""

    def __init__(self, folder: Path, title: str, settings: Mapping[str, Any]):
        import wandb

        self._wandb = wandb
        self._run = wandb.init(
            project=os.environ.get("WANDB_PROJECT", "ramify"),
            name=title,
            id=remembered(folder, "wandb", lambda: uuid4().hex),
            resume="allow",
            dir=str(folder),
            config=dict(settings),
            settings=wandb.Settings(silent=True),
        )
        self._run.define_metric("*", step_metric=STEP)
        self._run.define_metric("pretraining/*", step_metric="pretraining/episodes")

    def log(self, numbers: Mapping[str, float], step: int) -> None:
        self._run.log(dict(numbers))

    def picture(self, name: str, pixels: np.ndarray, step: int) -> None:
        self._run.log({name: self._wandb.Image(pixels), STEP: step})

    def film(self, name: str, path: Path, step: int) -> None:
        self._run.log({name: self._wandb.Video(str(path), format="mp4"), STEP: step})

    def close(self) -> None:
        self._run.finish()
