"""Validates that an evaluation answers its query, by shapes and dtypes, and takes it over."""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array

from ramify.checks.arguments import filled, owned
from ramify.core import Evaluation, Query, Transitions

NOTHING: Mapping[str, Any] = MappingProxyType({})


def validate(
    query: Query, evaluation: Evaluation, k: int, fields: Mapping[str, Any] = NOTHING
) -> Evaluation:
    """Returns the evaluation as float32 arrays whose shapes answer the query, with these fields.

    NumPy's arrays are copied: the task may reuse them at once.

    Args:
      fields: as the archive keeps them, a row each: their shapes and dtypes.

    Raises:
      ValueError: a shape does not answer the query, something is missing, or a field would be altered
        or lost.
    """
    rows, n = query.x.shape
    if not isinstance(evaluation, Evaluation):
        raise ValueError(
            f"The answer to the query is {_kind(evaluation)}: return ramify.Evaluation(objective, "
            f"measures), of shapes {(rows,)} and {(rows, k)}."
        )

    def array(name: str, value: Any, shape: tuple[int, ...], remedy: str) -> Any:
        value = owned(name, value)
        if value.shape != shape:
            raise ValueError(
                f"{name} has shape {value.shape}, the query has {rows} rows of {n} parameters and "
                f"the archive has {k} measures: {remedy} (shape {shape})."
            )
        return value

    objective = array("objective", evaluation.objective, (rows,), "return one value per row")
    measures = array(
        "measures", evaluation.measures, (rows, k), "return one row of measures per row"
    )
    jacobian = evaluation.jacobian
    if query.wants_jacobian:
        if jacobian is None:
            raise ValueError(
                "The query wants the Jacobian and the evaluation has none: return "
                f"Evaluation(..., jacobian=) of shape {(rows, 1 + k, n)}, "
                "or use a gradient source that estimates it (ramify.ES)."
            )
        jacobian = array("jacobian", jacobian, (rows, 1 + k, n), "return the objective's row first")
    kept = _checked_fields(evaluation.fields, rows, fields)
    transitions = _checked_transitions(evaluation, rows, 1 + k) if query.wants_transitions else None
    return Evaluation(objective, measures, jacobian, kept, transitions)


def _kind(value: Any) -> str:
    if value is None:
        return "None"
    if isinstance(value, tuple):
        return f"a tuple of {len(value)}"
    return f"an object of the class {type(value).__name__}"


def _checked_fields(given: Mapping[str, Any], rows: int, kept: Mapping[str, Any]) -> dict[str, Any]:
    if lost := sorted(given.keys() - kept.keys()):
        raise ValueError(
            f"The evaluation has fields that the archive does not keep, {', '.join(lost)}: declare them "
            "(AbstractTask.fields, or QD.init(..., fields=)), or leave them out."
        )
    fields = {}
    for name, room in kept.items():
        found, shape = given.get(name), (rows, *room.shape[1:])
        if found is not None and not isinstance(found, jax.Array):
            found = np.asarray(filled(found))
        if found is None or found.shape != shape:
            has = "none" if found is None else f"one of shape {found.shape}"
            raise ValueError(
                f"The archive keeps the field {name!r} of every elite, and the evaluation has {has}: "
                f"return Evaluation(..., fields={{{name!r}: ...}}) with one for each of {rows} rows "
                f"(shape {shape})."
            )
        if not _fits(found, room.dtype):
            raise ValueError(
                f"The field {name!r} has dtype {found.dtype}, and converting it to the declared "
                f"{room.dtype} would change values: declare a dtype that holds them, or convert them."
            )
        fields[name] = found.astype(room.dtype)  # a copy of NumPy's
    return fields


def _fits(values: Array | np.ndarray, dtype: Any) -> bool:
    """Returns whether values keep their meaning in this dtype, apart from the rounding of fractions.

    JAX arrays, which may be on a device, are judged by their dtype only.
    """
    if np.can_cast(values.dtype, dtype, "safe"):
        return True
    if isinstance(values, np.ndarray) and np.issubdtype(values.dtype, np.integer):
        return bool((values.astype(dtype).astype(values.dtype) == values).all())
    return jnp.issubdtype(values.dtype, jnp.floating) and jnp.issubdtype(dtype, jnp.floating)


def _checked_transitions(evaluation: Evaluation, rows: int, r: int) -> Transitions:
    found = evaluation.transitions
    if found is None:
        raise ValueError(
            "The query wants the transitions and the evaluation has none: return "
            "Evaluation(..., transitions=ramify.Transitions(...)), or use a gradient source that "
            "needs none (ramify.ES)."
        )
    shapes = {part.name: np.shape(getattr(found, part.name)) for part in dataclasses.fields(found)}
    o, a = ((*shapes[name], 0, 0, 0)[2] for name in ("observation", "action"))
    t, e = (*shapes["action"], 0)[1], (*shapes["steps"], 0)[0]
    wanted = {
        "observation": (e, t + 1, o),
        "action": (e, t, a),
        "reward": (e, t, r),
        "steps": (e,),
        "terminal": (e,),
    }
    if 0 in (t, o, a, e) or e % rows or shapes != wanted:
        raise ValueError(
            f"The transitions have shapes {shapes}, the query {rows} rows: give one episode per row, "
            "observation [b, t+1, o], action [b, t, a], reward [b, t, 1 + k], steps [b], terminal [b]."
        )
    dtypes = {"steps": np.int32, "terminal": np.bool_}
    parts: Any = {
        name: owned(name, getattr(found, name), dtypes.get(name, np.float32)) for name in shapes
    }
    return Transitions(**parts)
