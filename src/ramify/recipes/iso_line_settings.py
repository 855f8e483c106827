"""Settings of iso+line children beside another emitter, for objectives that are flat at the start."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ramify.checks.limits import NotNegative, Whole
from ramify.recipes.settings import Settings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractEmitter


@dataclass(frozen=True)
class IsoLineSettings(Settings):
    """Iso+line children beside an emitter that follows gradients."""

    iso_line: Whole = 0
    """Number of iso+line children per iteration, beside the branches. They need no gradients, so they
    find the first rewards where the objective is flat."""
    iso: NotNegative = 0.02
    """Standard deviation of the noise on these children, in parameters."""
    line: NotNegative = 0.1
    """Standard deviation of the step of these children toward another elite, relative to their
    distance."""
    first: NotNegative = 0.5
    """Standard deviation of the first of these children around the start, in parameters."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        usual = IsoLineSettings()
        if self.iso_line == 0:
            for name in ("iso", "line", "first"):
                if getattr(self, name) != getattr(usual, name):
                    yield f"--{name} has no effect without --iso-line: give both, or leave it out."

    def beside(self, emitter: "AbstractEmitter") -> "AbstractEmitter":
        """Returns the emitter, together with iso+line children if there are any."""
        from ramify.emitters.iso_line import IsoLine
        from ramify.emitters.together import Together

        if not self.iso_line:
            return emitter
        return Together((emitter, IsoLine(self.iso_line, self.iso, self.line, self.first)))
