"""Policies as files that run without ramify: ONNX, NumPy arrays, or a Python program that needs NumPy.

A policy is an elite's controller: a network from observation to action, or a gait or central pattern
generator from the number of the control step to action. Actions range from -1 to 1.
"""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np

from ramify.controllers.controller import AbstractController
from ramify.controllers.cpg import CPG, RISE
from ramify.controllers.mlp import MLP
from ramify.controllers.sine_gait import SineGait
from ramify.elites.table import EliteTable
from ramify.system.files import write_atomically

WIDTH = 100  # characters of a line of encoded numbers
OPSET, IR = 17, 8  # of ONNX, which most programs read


@dataclass(frozen=True)
class ExportedPolicy:
    """The numbers of a policy.

    Attributes:
      arrays: float32 arrays by name. A network has `weights_0` [inputs, outputs], `bias_0` [outputs] and
        so on, with tanh after each layer. A gait has `amplitude`, `frequency` (rad per control step) and
        `phase` (control steps), [joints]. A central pattern generator has `frequency` [], `amplitude`,
        `phase` (rad) and `offset`, [joints].
      feedback: True for a network, False for the others.
      about: what the policy is: task, simulator, objective and measures.
    """

    arrays: dict[str, np.ndarray]
    feedback: bool
    about: dict[str, Any]

    @staticmethod
    def of(
        controller: AbstractController, x: np.ndarray, about: dict[str, Any]
    ) -> "ExportedPolicy":
        """Returns the policy of a solution.

        Args:
          x: [n] float32, the solution.

        Raises:
          ValueError: the controller is of another type, or does not have n parameters.
        """
        controller.refuse_misfits(x[None])
        found: Any = controller.unflatten(jnp.asarray(x, jnp.float32))
        arrays: dict[str, np.ndarray] = {}
        if isinstance(controller, MLP):
            for i, (weights, bias) in enumerate(found):
                arrays |= {f"weights_{i}": np.asarray(weights), f"bias_{i}": np.asarray(bias)}
        elif isinstance(controller, SineGait):
            names = ("amplitude", "frequency", "phase")
            arrays = dict(zip(names, map(np.asarray, found), strict=True))
        elif isinstance(controller, CPG):
            parts = ("frequency", "amplitude", "phase", "offset")
            arrays = dict(zip(parts, map(np.asarray, found), strict=True))
        else:
            raise ValueError(
                f"A {type(controller).__name__} cannot be exported: only networks (MLP), gaits "
                "(SineGait) and pattern generators (CPG) can. `ramify export RUN --to elites.csv` "
                "writes its parameters."
            )
        return ExportedPolicy(arrays, controller.feedback, about)

    @staticmethod
    def write_all(
        controller: AbstractController, elites: EliteTable, about: dict[str, Any], path: Path
    ) -> None:
        """Writes the policies of all elites to a new .npz file, for `numpy.load`.

        Each array of the policies has one more axis, the first: one entry per elite. `objective` [b],
        `measures` [b, k] and `cell` [b] say which elite it is.

        Raises:
          ValueError: the file exists, its name does not end in .npz, or as `of`.
        """
        if path.exists():
            raise ValueError(f"{path} exists: name a new file.")
        if path.suffix != ".npz":
            raise ValueError(f"{path} cannot hold all policies: name a file that ends in .npz.")
        found = [ExportedPolicy.of(controller, x, about) for x in elites.solution]
        stacked = {name: np.stack([p.arrays[name] for p in found]) for name in found[0].arrays}
        stacked |= {name: getattr(elites, name) for name in ("objective", "measures", "cell")}
        with write_atomically(path) as file:
            file.write(ExportedPolicy(stacked, found[0].feedback, about)._npz())

    def write(self, path: Path) -> None:
        """Writes a new file. Its name ends in .onnx, .npz or .py, and so chooses the format.

        Raises:
          ValueError: the file exists, the format is unknown, or ONNX is not installed.
        """
        if path.exists():
            raise ValueError(f"{path} exists: name a new file.")
        writers: dict[str, Callable[[], bytes]] = {
            ".onnx": self._onnx,
            ".npz": self._npz,
            ".py": self._python,
        }
        if path.suffix not in writers:
            raise ValueError(f"{path} ends in none of {', '.join(writers)}: choose one of them.")
        content = writers[path.suffix]()
        with write_atomically(path) as file:
            file.write(content)

    def _npz(self) -> bytes:
        """Returns the arrays and `about`, a text in JSON, for `numpy.load`."""
        file = BytesIO()
        members: dict[str, Any] = {"about": np.array(json.dumps(self.about))} | self.arrays
        np.savez(file, **members)
        return file.getvalue()

    def _python(self) -> bytes:
        """Returns a Python program that holds the numbers as text."""
        arrays = []
        for name, values in self.arrays.items():
            text = base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()
            lines = "".join(f'\n        "{line}"' for line in re.findall(f".{{1,{WIDTH}}}", text))
            arrays.append(f'    "{name}": (\n        {values.shape},{lines},\n    ),')
        act = NETWORK if self.feedback else PATTERN if "offset" in self.arrays else GAIT
        about = json.dumps(self.about, indent=4)
        return PROGRAM.format(
            version=version("ramify"), about=about, arrays="\n".join(arrays), act=act
        ).encode()

    def _onnx(self) -> bytes:
        """Returns the policy in ONNX, for a batch of any size.

        Its input is `observation` [batch, o], or `step` [batch, 1] without feedback, both float32. Its
        output is `action` [batch, a].
        """
        try:
            from onnx import TensorProto, checker, helper, numpy_helper
        except ImportError:
            raise ValueError("ONNX needs the package onnx: pip install 'ramify[onnx]'.") from None
        nodes, arrays = [], self.arrays
        if self.feedback:
            layers = len(arrays) // 2
            inputs = "observation", arrays["weights_0"].shape[0]
            outputs = arrays[f"bias_{layers - 1}"].shape[0]
            value = inputs[0]
            for i in range(layers):
                result = "action" if i == layers - 1 else f"layer_{i}"
                parts = [value, f"weights_{i}", f"bias_{i}"]
                nodes.append(helper.make_node("Gemm", parts, [f"sum_{i}"]))
                nodes.append(helper.make_node("Tanh", [f"sum_{i}"], [result]))
                value = result
        elif "offset" in arrays:
            inputs, outputs = ("step", 1), len(arrays["phase"])
            numbers = {"rise": -RISE / 2.0, "one": 1.0, "lowest": -1.0}
            arrays = arrays | {name: np.array(value, np.float32) for name, value in numbers.items()}
            nodes = [
                helper.make_node(kind, parts, [result])
                for kind, parts, result in (
                    ("Mul", ["step", "rise"], "fallen"),
                    ("Exp", ["fallen"], "decay"),
                    ("Sub", ["one", "fallen"], "begun"),
                    ("Mul", ["begun", "decay"], "missing"),
                    ("Sub", ["one", "missing"], "grown"),
                    ("Mul", ["step", "frequency"], "turned"),
                    ("Add", ["turned", "phase"], "angle"),
                    ("Cos", ["angle"], "wave"),
                    ("Mul", ["wave", "amplitude"], "full"),
                    ("Mul", ["full", "grown"], "swing"),
                    ("Add", ["swing", "offset"], "wanted"),
                    ("Clip", ["wanted", "lowest", "one"], "action"),
                )
            ]
        else:
            inputs, outputs = ("step", 1), len(arrays["phase"])
            nodes = [
                helper.make_node("Sub", ["step", "phase"], ["shifted"]),
                helper.make_node("Mul", ["shifted", "frequency"], ["angle"]),
                helper.make_node("Sin", ["angle"], ["wave"]),
                helper.make_node("Mul", ["wave", "amplitude"], ["action"]),
            ]
        single = TensorProto.FLOAT
        graph = helper.make_graph(
            nodes,
            "policy",
            [helper.make_tensor_value_info(inputs[0], single, ["batch", inputs[1]])],
            [helper.make_tensor_value_info("action", single, ["batch", outputs])],
            [numpy_helper.from_array(np.asarray(a, np.float32), n) for n, a in arrays.items()],
        )
        model = helper.make_model(
            graph,
            producer_name="ramify",
            producer_version=version("ramify"),
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR,
        )
        helper.set_model_props(model, {k: json.dumps(v) for k, v in self.about.items()})
        checker.check_model(model)
        return model.SerializeToString()


PROGRAM = '''"""A policy that ramify {version} found. It needs NumPy only.

    from policy import act    # this file's name
    action = act(...)

ABOUT says what it was trained for, and what it scored.
"""

import base64

import numpy as np

ABOUT = {about}

_NUMBERS = {{
{arrays}
}}
_ARRAYS = {{
    name: np.frombuffer(base64.b64decode(text), "<f4").reshape(shape)
    for name, (shape, text) in _NUMBERS.items()
}}


{act}'''

NETWORK = '''def act(observation):
    """Returns the action for an observation, each in -1 to 1. Takes one observation, or one per row."""
    values = np.asarray(observation, np.float32)
    for i in range(len(_ARRAYS) // 2):
        values = np.tanh(values @ _ARRAYS[f"weights_{i}"] + _ARRAYS[f"bias_{i}"])
    return values
'''

GAIT = '''def act(step):
    """Returns the action at this control step of an episode (0, 1, ...), each in -1 to 1."""
    angle = _ARRAYS["frequency"] * (np.float32(step) - _ARRAYS["phase"])
    return _ARRAYS["amplitude"] * np.sin(angle)
'''

PATTERN = f'''def act(step):
    """Returns the action at this control step of an episode (0, 1, ...), each in -1 to 1."""
    rise = np.float32({RISE / 2.0}) * np.float32(step)
    grown = 1 - (1 + rise) * np.exp(-rise)
    wave = np.cos(_ARRAYS["frequency"] * np.float32(step) + _ARRAYS["phase"])
    return np.clip(_ARRAYS["offset"] + _ARRAYS["amplitude"] * grown * wave, -1, 1)
'''
