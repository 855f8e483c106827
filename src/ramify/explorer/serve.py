"""`ramify view`: starts the server on a free port of this machine, and opens a browser."""

import asyncio
import errno
import os
import socket
import sys
import webbrowser

from ramify.explorer.run_view import RunView
from ramify.run.opened import Run
from ramify.system.printable import echo

try:
    import uvicorn

    from ramify.explorer.connections import CONNECTIONS, TimedProtocol
    from ramify.explorer.server import app
except ImportError as error:
    raise ImportError(f"ramify view needs {error.name}: pip install 'ramify[view]'.") from error

PORT, PORTS = 8765, 100  # the first port that is tried, and the number of ports


def serve(run: Run, *, port: int | None = None, browser: bool = True) -> None:
    """Serves the explorer of a run until it is interrupted.

    Args:
      run: the run; it is only read.
      port: number of the port; None for the first free one from 8765.
      browser: whether to open a browser.

    Raises:
      RunError: this version does not know the run's recipe or its settings.
      ValueError: the port is in use, or cannot be used.
    """
    view = RunView(run)
    with _listening(port) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = configuration(view, "critical")
        echo(f"{run.path} at {address} (Ctrl-C stops the server)", flush=True)
        asyncio.run(_served(uvicorn.Server(config), listener, address if browser else None))


def configuration(view: RunView, log_level: str) -> uvicorn.Config:
    """Returns the server's configuration: few connections at a time, and none that stays silent."""
    return uvicorn.Config(
        app(view),
        http=TimedProtocol,
        log_level=log_level,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=1,
    )


async def _served(server: uvicorn.Server, listener: socket.socket, opened: str | None) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    if opened is not None and has_display():
        await asyncio.to_thread(webbrowser.open, opened)  # the socket listens already
    await serving


def _listening(port: int | None) -> socket.socket:
    """Returns a listening socket, so that no other process can take the port."""
    for number in range(PORT, PORT + PORTS) if port is None else (port,):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", number))
        except (OSError, OverflowError) as error:
            listener.close()
            if getattr(error, "errno", None) != errno.EADDRINUSE:
                raise ValueError(f"--port {number}: {error}. Choose one above 1023.") from None
        else:
            listener.listen(128)
            return listener
    if port is None:
        raise ValueError(
            f"Ports {PORT} to {number} are all in use: choose a free port with --port."
        )
    raise ValueError(f"Port {port} is in use: choose another with --port, or leave --port out.")


def has_display() -> bool:
    """Returns whether there is a display. Without one, a text browser would open in this terminal."""
    return sys.platform != "linux" or any(os.environ.get(d) for d in ("DISPLAY", "WAYLAND_DISPLAY"))
