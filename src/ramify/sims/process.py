"""Settings of the whole process that a simulator changes when it is made. Importing changes nothing."""

import jax
import mujoco


def compute_in_calling_thread() -> None:
    """Lets each thread run its own JAX programs on the CPU.

    By default JAX hands programs to one dispatch thread. Every control step would wait for that thread
    to wake up, which takes 5% of a rollout. JAX ignores the setting once it has started to compute.
    """
    jax.config.update("jax_cpu_enable_async_dispatch", False)


def silence_mujoco() -> None:
    """Drops MuJoCo's warnings: a robot that breaks down is a failed row.

    MuJoCo would print a line and write a log file.
    """
    mujoco.set_mju_user_warning(_ignore)


def _ignore(message: str) -> None:
    pass
