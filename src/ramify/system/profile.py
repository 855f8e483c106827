"""Measures the seconds of each part of a program, and records a trace of JAX's programs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import Any, Self

from ramify.system.files import make_folder, write_atomically

COMPILING, TRACING, REST = "compiling", "writing the trace", "everything else"
TRACED = 2.0  # s, length of the trace
WARM = 3  # rounds before the trace begins, since the first ones compile
TABLE, TRACE = "profile.txt", "trace.json.gz"

_active: "Profile | None" = None


@contextmanager
def span(part: str, *, a_round: bool = False) -> Iterator[None]:
    """Counts the seconds inside as those of a part, if a `Profile` is active.

    The seconds of a span inside another one count for the inner one only.

    Args:
      part: name of the part.
      a_round: True for a part that every iteration has. The trace begins with one of these.
    """
    profile = _active
    if profile is None or profile.thread != get_ident():
        yield
        return
    with profile.inside(part, a_round):
        yield


def settled(value: Any) -> Any:
    """Returns the value. If a `Profile` is active, waits until JAX has computed it."""
    if _active is not None:
        import jax

        jax.block_until_ready(value)
    return value


class Profile:
    """Measures where the seconds of the statements inside `with` go.

    Results do not change. Each part waits until it has ended, so that a program with a simulator on
    JAX's device takes longer than without a profile.

    Args:
      trace: also record about 2 s of what JAX and its threads do, for `save`.

    Attributes:
      seconds: seconds of each part.

    Example:
      >>> from ramify import Function, GridArchive, IsoLine, QD, illuminate
      >>> qd = QD(GridArchive((0,), (1,), (10,)), IsoLine(batch=8, iso=0.1))
      >>> task = Function(lambda x: (-x @ x, x[:1]), names=("x",))
      >>> with Profile() as profile:
      ...     _ = illuminate(task, qd, [0.5], steps=4, key=0)
      >>> sorted(profile.seconds)
      ['compiling', 'everything else', 'iterations']
    """

    def __init__(self, *, trace: bool = False):
        self.seconds: dict[str, float] = {}
        self.thread = 0
        self._parts: list[str] = []  # the open spans
        self._wanted, self._rounds, self._ends = trace, 0, 0.0
        self._folder: TemporaryDirectory[str] | None = None
        self._trace = b""

    def __enter__(self) -> Self:
        global _active
        if _active is not None:
            raise RuntimeError("Another Profile is active: end it first.")
        import jax

        self.thread, self._since = get_ident(), time.perf_counter()
        jax.monitoring.register_event_duration_secs_listener(self._compiled)
        _active = self
        return self

    def __exit__(self, *error: object) -> None:
        global _active
        import jax

        self._count(REST)
        self._end_trace()
        _active = None
        jax.monitoring.unregister_event_duration_listener(self._compiled)

    def __str__(self) -> str:
        """The table: seconds and share of every part."""
        total = sum(self.seconds.values())
        width = max((len(part) for part in self.seconds), default=0)
        parts = sorted(self.seconds.items(), key=lambda item: (item[0] == REST, -item[1]))
        lines = [
            f"  {part:{width}}  {seconds:8.2f} s  {seconds / max(total, 1e-9):4.0%}"
            for part, seconds in parts
        ]
        return "\n".join([f"Where {total:.1f} s went:", *lines])

    def save(self, folder: str | Path) -> list[Path]:
        """Writes the table (profile.txt) and, if it was recorded, the trace (trace.json.gz).

        https://ui.perfetto.dev opens the trace. Returns the files.
        """
        contents = {TABLE: f"{self}\n".encode()} | ({TRACE: self._trace} if self._trace else {})
        make_folder(Path(folder))
        for name, content in contents.items():
            with write_atomically(Path(folder) / name) as file:
                file.write(content)
        return [Path(folder) / name for name in contents]

    @contextmanager
    def inside(self, part: str, a_round: bool) -> Iterator[None]:
        """Counts the seconds inside as those of a part."""
        self._count(self._parts[-1] if self._parts else REST)
        if a_round:
            self._begin_trace()
        self._parts.append(part)
        try:
            yield
        finally:
            self._count(part)
            self._parts.pop()
            if self._folder is not None and time.perf_counter() > self._ends:
                self._end_trace()

    def _count(self, part: str) -> None:
        now = time.perf_counter()
        self._add(part, now - self._since)
        self._since = now

    def _add(self, part: str, seconds: float) -> None:
        self.seconds[part] = self.seconds.get(part, 0.0) + seconds

    def _compiled(self, event: str, duration_secs: float, **_: str | int) -> None:
        """Counts what JAX says of its compiler, and takes it off the part that waits for it."""
        if "/compile/" in event and get_ident() == self.thread:
            self._add(COMPILING, duration_secs)
            self._since += duration_secs

    def _begin_trace(self) -> None:
        self._rounds += 1
        if not self._wanted or self._rounds < WARM or self._ends:
            return
        import jax

        self._folder = TemporaryDirectory()
        options = jax.profiler.ProfileOptions()
        options.python_tracer_level = 0  # every call of a Python function would make it huge
        jax.profiler.start_trace(
            self._folder.name, create_perfetto_trace=True, profiler_options=options
        )
        self._count(TRACING)
        self._ends = time.perf_counter() + TRACED

    def _end_trace(self) -> None:
        if self._folder is None:
            return
        import jax

        jax.profiler.stop_trace()
        found = next(Path(self._folder.name).rglob("perfetto_trace.json.gz"), None)
        self._trace = b"" if found is None else found.read_bytes()
        self._folder.cleanup()
        self._folder = None
        self._count(TRACING)
