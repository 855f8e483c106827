"""MLflow.

The environment variable MLFLOW_TRACKING_URI names the store. By default it is the folder mlruns. The
experiment is MLFLOW_EXPERIMENT_NAME, or ramify.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ramify.trackers.record import remembered
from ramify.trackers.tracker import AbstractTracker


class Tracker(AbstractTracker):
    """A run of MLflow."""

    def __init__(self, folder: Path, title: str, settings: Mapping[str, Any]):
        if "MLFLOW_TRACKING_URI" not in os.environ:
            os.environ["MLFLOW_TRACKING_URI"] = Path("mlruns").absolute().as_uri()
            os.environ.setdefault("MLFLOW_ALLOW_FILE_STORE", "true")  # MLflow prefers a database
        from mlflow import MlflowClient

        self._client = MlflowClient()
        name = os.environ.get("MLFLOW_EXPERIMENT_NAME", "ramify")
        found = self._client.get_experiment_by_name(name)
        experiment = found.experiment_id if found else self._client.create_experiment(name)

        def made() -> str:
            run = self._client.create_run(experiment, run_name=title)
            for name, value in settings.items():
                self._client.log_param(run.info.run_id, name, value)
            return run.info.run_id

        self._id = remembered(folder, "mlflow", made)
        self._client.update_run(self._id, status="RUNNING")

    def log(self, numbers: Mapping[str, float], step: int) -> None:
        for name, value in numbers.items():
            self._client.log_metric(self._id, name, value, step=step)

    def picture(self, name: str, pixels: np.ndarray, step: int) -> None:
        if "/" in name:
            self._client.log_image(self._id, pixels, artifact_file=f"{name}.png")
        else:
            self._client.log_image(self._id, pixels, key=name, step=step)

    def film(self, name: str, path: Path, step: int) -> None:
        self._client.log_artifact(self._id, str(path), artifact_path=str(Path(name).parent))

    def close(self) -> None:
        self._client.set_terminated(self._id)
