"""Shows a moving robot in a window in real time, with MuJoCo's viewer."""

import threading
import time
import warnings

import mujoco
import numpy as np


class Window:
    """A window. It opens at once, and stays closed when its user closes it.

    Args:
      model: the robot.
      follow: name of the body that the camera follows.
      dt: s, time between two poses.

    Raises:
      RuntimeError: there is no display.
    """

    def __init__(self, model: mujoco.MjModel, follow: str, dt: float):
        import glfw
        import mujoco.viewer

        with warnings.catch_warnings(action="ignore"):
            if not glfw.init():
                raise RuntimeError(
                    "There is no display for a window: render_mode='rgb_array' draws without one."
                )
        self._model, self._data, self._dt = model, mujoco.MjData(model), dt
        before = set(threading.enumerate())
        self._viewer = mujoco.viewer.launch_passive(
            model, self._data, show_left_ui=False, show_right_ui=False
        )
        self._threads = set(threading.enumerate()) - before
        camera = self._viewer.cam
        camera.type, camera.distance = mujoco.mjtCamera.mjCAMERA_TRACKING, 5.0
        camera.trackbodyid = model.body(follow).id
        self._due = time.perf_counter()

    def show(self, qpos: np.ndarray) -> None:
        """Shows a pose when its time has come."""
        if not self._viewer.is_running():
            return
        time.sleep(max(0.0, self._due - time.perf_counter()))
        self._due = max(self._due, time.perf_counter() - self._dt) + self._dt
        with self._viewer.lock():
            self._data.qpos[:] = qpos
            mujoco.mj_forward(self._model, self._data)
        self._viewer.sync()

    def close(self) -> None:
        """Closes the window."""
        self._viewer.close()
        for thread in self._threads:  # the interpreter must not end while a thread draws
            thread.join(5.0)
