"""Every change that ramify makes to MuJoCo MJX and to MuJoCo Warp.

Importing this module changes nothing. MJX is changed only while ramify traces it
(`with_mjx_settings`) and is restored afterwards. Warp is changed once, by `patch_warp`, when the first
`WarpPhysics` is made: Warp reads the replaced function when it compiles a kernel.

Each change checks that the function it replaces still takes the same parameters.
"""

import inspect
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

import jax

from ramify.sims.mjx import contacts, solver
from ramify.sims.mjx.library import collision_driver, mjx, smooth
from ramify.sims.mjx.library import solver as mjx_solver
from ramify.sims.table import MJX, MJX_WARP

_TRACING = Lock()  # threads would otherwise restore each other's changes
F = TypeVar("F", bound=Callable)


class Patch(NamedTuple):
    """A function of another library and its replacement.

    Attributes:
      namespace: the module's `__dict__`, or another table that holds the function.
      key: the function's name or key there.
      parameters: the names of the parameters that the replaced function must have.
      reason: why it is replaced.
    """

    namespace: MutableMapping[Any, Any]
    key: Any
    parameters: tuple[str, ...]
    replacement: Any
    reason: str


SOLVER = (
    Patch(
        vars(mjx_solver),
        "_while_loop_scan",
        ("cond_fun", "body_fun", "init_val", "max_iter"),
        solver.search,
        "Half of an accelerator's kernels belong to the line search, which is a loop: it is unrolled.",
    ),
    Patch(
        vars(mjx_solver),
        "_update_gradient",
        ("m", "d", "ctx"),
        solver._update_gradient,
        "cuSOLVER and cuBLAS are slow for many small systems of equations: they are written out.",
    ),
    Patch(
        vars(smooth),
        "factor_m",
        ("m", "d"),
        solver._factor_m,
        "As `_update_gradient`, for the inertia matrix.",
    ),
    Patch(
        vars(smooth),
        "solve_m",
        ("m", "d", "x"),
        solver._solve_m,
        "As `_update_gradient`, for the inertia matrix.",
    ),
)
CONTACTS = (
    Patch(
        collision_driver._COLLISION_FUNC,
        (mjx.GeomType.PLANE, mjx.GeomType.CAPSULE),
        ("m", "d", "_", "geom"),
        contacts.plane_capsule,
        "MJX aligns the contact frames of a steep capsule with y; C MuJoCo with the capsule.",
    ),
)
WARP_PLANE_CAPSULE = (  # parameters of MuJoCo Warp's plane_capsule
    "plane_normal",
    "plane_pos",
    "capsule_pos",
    "capsule_axis",
    "capsule_radius",
    "capsule_half_length",
)


def check_parameters(function: Any, name: Any, parameters: tuple[str, ...], extra: str) -> None:
    """Checks that a function that ramify replaces has the parameters that ramify expects.

    Raises:
      RuntimeError: it has others. The installed version of MJX is not one that ramify supports.
    """
    if (found := tuple(inspect.signature(function).parameters)) != parameters:
        raise RuntimeError(
            f"ramify replaces {name} of MuJoCo MJX, which takes ({', '.join(found)}) in the installed "
            f"version and not ({', '.join(parameters)}). Install a version that ramify supports: pip "
            f"install 'ramify[{extra}]'."
        )


@contextmanager
def applied(patches: tuple[Patch, ...]) -> Iterator[None]:
    """Replaces functions, and puts the former ones back at the end.

    Raises:
      RuntimeError: a function takes other parameters than the patch expects. Nothing is changed.
    """
    former = [patch.namespace[patch.key] for patch in patches]
    for patch, function in zip(patches, former, strict=True):
        check_parameters(function, patch.key, patch.parameters, MJX.name)
    try:
        for patch in patches:
            patch.namespace[patch.key] = patch.replacement
        yield
    finally:
        for patch, function in zip(patches, former, strict=True):
            patch.namespace[patch.key] = function


@contextmanager
def mjx_settings() -> Iterator[None]:
    """Sets what MJX needs to be traced, and applies the patches.

    MJX mixes dtypes and ranks, and its matrices need the full precision of float32. Its model and data
    would be float64 with `jax_enable_x64`.
    """
    with (
        jax.enable_x64(False),
        jax.numpy_dtype_promotion("standard"),
        jax.numpy_rank_promotion("allow"),
        jax.default_matmul_precision("highest"),
        _TRACING,
        applied(SOLVER),
        applied(CONTACTS),
    ):
        yield


def with_mjx_settings(function: F) -> F:
    """Decorates a function that traces MJX, so that it runs under `mjx_settings`."""

    @wraps(function)
    def wrapped(*args: Any, **options: Any) -> Any:
        with mjx_settings():
            return function(*args, **options)

    return cast(F, wrapped)


def patch_warp(plane_capsule: Any) -> None:
    """Replaces the contact frames of MuJoCo Warp as those of MJX, and silences Warp's messages.

    Both hold for the whole process. Warp would print a line for every kernel that it compiles.

    Args:
      plane_capsule: the Warp function that replaces `plane_capsule`.

    Raises:
      RuntimeError: `plane_capsule` of the installed version takes other parameters.
    """
    import warp
    from mujoco.mjx.third_party.mujoco_warp._src import collision_primitive

    warp.config.log_level = warp.LOG_WARNING
    former = collision_primitive.plane_capsule
    if former is not plane_capsule:
        check_parameters(former.func, "plane_capsule", WARP_PLANE_CAPSULE, MJX_WARP.name)
        collision_primitive.plane_capsule = plane_capsule
