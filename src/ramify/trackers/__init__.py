"""Sends the progress of runs to TensorBoard, Weights & Biases and MLflow."""

from ramify.trackers.tracker import AbstractTracker as AbstractTracker
from ramify.trackers.tracker import Tracking as Tracking
