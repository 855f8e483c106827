"""TensorBoard: event files in RUN/tensorboard. `tensorboard --logdir runs` shows all runs."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from ramify.trackers.tracker import AbstractTracker

WIDTH, RATE = 480, 12.5  # pixels and pictures per second of a film


class Tracker(AbstractTracker):
    """Writes event files with tensorboardX. A film is an animated picture of lower resolution."""

    def __init__(self, folder: Path, title: str, settings: Mapping[str, Any]):
        from tensorboardX import SummaryWriter

        self._writer = SummaryWriter(str(folder / "tensorboard"))
        rows = "\n".join(f"| {name} | {value} |" for name, value in settings.items())
        self._writer.add_text("settings", f"| setting | {title} |\n|---|---|\n{rows}")

    def log(self, numbers: Mapping[str, float], step: int) -> None:
        for name, value in numbers.items():
            self._writer.add_scalar(name, value, step)

    def picture(self, name: str, pixels: np.ndarray, step: int) -> None:
        self._writer.add_image(name, pixels, step, dataformats="HWC")

    def film(self, name: str, path: Path, step: int) -> None:
        from tensorboardX.proto.summary_pb2 import Summary

        frames, height = _frames(path)
        file = BytesIO()
        frames[0].save(
            file,
            format="GIF",
            save_all=True,
            append_images=frames[1:],
            duration=1000.0 / RATE,
            loop=0,
        )
        image = Summary.Image(
            height=height, width=WIDTH, colorspace=3, encoded_image_string=file.getvalue()
        )
        summary = Summary(value=[Summary.Value(tag=name, image=image)])
        self._writer.file_writer.add_summary(summary, step)

    def close(self) -> None:
        self._writer.close()


def _frames(path: Path) -> tuple[list[Any], int]:
    """Returns every frame that is needed for `RATE`, as PIL images, and their height."""
    import av

    frames: list[Any] = []
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        height = stream.height * WIDTH // stream.width
        for frame in film.decode(stream):
            if frame.time is None or frame.time * RATE >= len(frames):
                frames.append(frame.reformat(width=WIDTH, height=height).to_image())
    return frames, height
