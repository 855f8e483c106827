"""One robot's physics in MJX, as JAX code for one world: start, sensing and motion.

MJX is MuJoCo rewritten in JAX, in float32. `patches` lists what ramify changes in it.
"""

import abc
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import equinox as eqx
import jax
import jax.numpy as jnp
import mujoco
import numpy as np
from jaxtyping import Array, Bool, Float

from ramify.robots.robot import AbstractRobot, Sensed
from ramify.robots.walker import AbstractWalker
from ramify.sims.mjx.library import mjx, rungekutta4
from ramify.sims.mjx.patches import mjx_settings, with_mjx_settings
from ramify.sims.mujoco_model import Layout, part_counts

# Newton steps, and line search steps in each: enough for float32. MJX takes all line search steps.
ITERATIONS, SEARCH = 8, 5
# Number of contacts that are kept, deepest first, of the possible 61 (Ant) or 95 (humanoid). MJX
# computes all of them, whether they touch or not. No robot had more than 11 contacts at once, whether
# limp, thrashing or fallen (benchmarks/agreement.py --census).
CONTACTS = 16
_DISABLED = int(mujoco.mjtDisableBit.mjDSBL_EULERDAMP)  # where nothing is damped

GEOM = int(mujoco.mjtObj.mjOBJ_GEOM)
INTEGRATORS: dict[int, Callable[[mjx.Model, mjx.Data], mjx.Data]] = {
    int(mujoco.mjtIntegrator.mjINT_EULER): mjx.euler,
    int(mujoco.mjtIntegrator.mjINT_IMPLICITFAST): mjx.implicit,
    int(mujoco.mjtIntegrator.mjINT_RK4): rungekutta4,
}

T = TypeVar("T")


class Body(NamedTuple):
    """The state of a robot that determines its motion, together with its controls."""

    qpos: Float[Array, " q"]
    qvel: Float[Array, " v"]
    warm: Float[
        Array, " v"
    ]  # m/s^2 and rad/s^2, the last accelerations, from which the solver starts
    act: Float[Array, " m"]  # activations of actuators that have a state
    force: Float[Array, " f"]  # N m and N, the actuators' forces on the sensed joints


class AbstractPhysics(abc.ABC):
    """One robot's physics in an implementation of MJX."""

    def __init__(self, robot: AbstractRobot):
        self._robot, spec = robot, robot.spec()
        if isinstance(robot, AbstractWalker):
            spec.add_numeric(name="max_contact_points", data=[CONTACTS], size=1)
        model = spec.compile()
        _refuse_unsupported(robot, model)
        self._integrated = INTEGRATORS[int(model.opt.integrator)]
        model.opt.iterations = min(model.opt.iterations, ITERATIONS)
        model.opt.ls_iterations = min(model.opt.ls_iterations, SEARCH)
        if not model.dof_damping.any():
            model.opt.disableflags |= _DISABLED
        start = model.qpos0 if robot.start is None else robot.start
        self._mujoco, self.start = model, np.asarray(start, np.float32)
        self._layout = Layout(robot, model)
        com, anchor = part_counts(model)
        self._counts_com, self._counts_anchor = com.astype(np.float32), anchor.astype(np.float32)

    @property
    @abc.abstractmethod
    def size(self) -> int:
        """Bytes of MJX's data of one world."""

    @abc.abstractmethod
    def period(
        self, body: Body, look: Callable[[Sensed], tuple[Float[Array, " a"], T]], together: int
    ) -> tuple[Body, T]:
        """Simulates a control period.

        Args:
          body: the state at the start.
          look: computes the action for the sensed state, and further results.
          together: number of worlds over which this function is mapped.

        Returns:
          The state at the end, and the further results of `look`.
        """

    def placed(self, joints: Float[Array, " q"]) -> Body:
        """Returns the robot without motion, with these joint positions (rad or m)."""
        still = jnp.zeros(self._mujoco.nv, dtype=jnp.float32)
        qpos = jnp.asarray(self.start).at[self._layout.joint].set(joints)
        act = jnp.zeros(self._mujoco.na, dtype=jnp.float32)
        return Body(qpos, still, still, act, still[self._layout.force])

    def _body(self, data: mjx.Data, warm: Float[Array, " v"]) -> Body:
        force = data.qfrc_actuator[self._layout.force]
        return Body(data.qpos, data.qvel, warm, data.act, force)

    def _read(self, data: mjx.Data, body: Body) -> Sensed:
        """Returns the sensed state."""
        at = self._layout
        position, quaternion, velocity = jnp.split(data.sensordata[at.torso], (3, 7))
        parts = self._counts_com @ data.xipos + self._counts_anchor @ data.xanchor
        touch = (data.sensordata[at.contact] > 0.0).astype(jnp.float32)
        return Sensed(
            position,
            quaternion,
            velocity,
            data.qpos[at.joint],
            data.qvel[at.joint_velocity],
            parts[: self._robot.widths.parts],
            touch,
            data.sensordata[at.spin],
            body.force,
            data.sensordata[at.sensors],
        )


class Physics(AbstractPhysics):
    """Physics in MJX-JAX.

    Raises:
      ValueError: MJX does not support the robot's model.
    """

    def __init__(self, robot: AbstractRobot):
        super().__init__(robot)
        with mjx_settings():
            try:
                self._model = mjx.put_model(self._mujoco, impl="jax")
                self._still = mjx.make_data(self._mujoco, impl="jax")
            except NotImplementedError as error:
                raise ValueError(
                    f"MJX does not support the model of {robot.name} ({error}): use --sim mujoco."
                ) from None

    @property
    def size(self) -> int:
        return sum(leaf.nbytes for leaf in jax.tree.leaves(self._still))

    @property
    def most(self) -> tuple[int, int]:
        """Maximum numbers of contacts and of constraints at the same time."""
        known: Any = self._still._impl
        return known.ncon, known.nefc

    @with_mjx_settings
    def period(
        self,
        body: Body,
        look: Callable[[Sensed], tuple[Float[Array, " a"], T]],
        together: int,
        cut: Bool[Array, ""] | None = None,
    ) -> tuple[Body, T]:
        """Simulates a control period, see `AbstractPhysics.period`.

        Args:
          body: the state at the start.
          look: computes the action for the sensed state, and further results.
          together: number of worlds over which this function is mapped.
          cut: True to stop derivatives of the motion at the start of the period. The derivative of the
            state that is sensed at the start is kept.
        """

        def substep(i: Array, carry: tuple) -> tuple:
            body, *told = carry
            data = self._present(body)
            # One loop with a condition, so that MJX's code, which takes long to compile, occurs once.
            control, known = jax.lax.cond(
                i == 0, lambda: look(self._sense(data, body)), lambda: tuple(told)
            )
            if cut is not None:
                data = forgetting(cut & (i == 0), data)
            return self._moved(data.replace(ctrl=control)), control, known

        if cut is not None:  # keep only the carry of each substep for its derivative
            substep = jax.checkpoint(substep, prevent_cse=False)
        shapes = jax.eval_shape(look, self._nothing)
        told = jax.tree.map(lambda a: jnp.zeros(a.shape, a.dtype), shapes)
        body, _, known = jax.lax.fori_loop(0, self._robot.substeps, substep, (body, *told))
        return body, known

    @property
    def _nothing(self) -> Sensed:
        return Sensed(*(jnp.zeros(size, dtype=jnp.float32) for size in self._robot.widths))

    def _present(self, body: Body) -> mjx.Data:
        """Returns data that depend on positions and velocities: poses, contacts, inertia, forces."""
        at = {"qpos": body.qpos, "qvel": body.qvel, "qacc_warmstart": body.warm, "act": body.act}
        data = self._still.replace(**at)
        return mjx.fwd_velocity(self._model, mjx.fwd_position(self._model, data))

    def _sense(self, data: mjx.Data, body: Body) -> Sensed:
        return self._read(mjx.sensor_vel(self._model, mjx.sensor_pos(self._model, data)), body)

    def _moved(self, data: mjx.Data) -> Body:
        """Returns the state one time step later."""
        model = self._model
        data = mjx.fwd_acceleration(model, mjx.fwd_actuation(model, data))
        data = self._integrated(model, mjx.solve(model, data))
        return self._body(data, data.qacc_warmstart)


def _refuse_unsupported(robot: AbstractRobot, model: mujoco.MjModel) -> None:
    """Refuses a model that MJX would simulate otherwise than MuJoCo does.

    Raises:
      ValueError: its integrator, or a sensor that is read, is none that MJX has.
    """
    lacks = []
    if int(model.opt.integrator) not in INTEGRATORS:
        name = mujoco.mjtIntegrator(int(model.opt.integrator)).name.removeprefix("mjINT_")
        lacks.append(f"the integrator {name.lower()}")
    late = int(mujoco.mjtStage.mjSTAGE_ACC)
    read = np.isin(model.sensor_adr, robot.sensor_entries(model))
    for i in np.flatnonzero(read & (model.sensor_needstage == late)):
        lacks.append(f"the sensor {model.sensor(int(i)).name}, which measures forces")
    if robot.widths.contact and (model.sensor_objtype[_contacts(model)] != GEOM).any():
        lacks.append("contacts of a foot that has several geoms")
    if lacks:
        raise ValueError(
            f"{robot.name} needs {' and '.join(lacks)}, which MJX lacks: use --sim mujoco."
        )


def _contacts(model: mujoco.MjModel) -> np.ndarray:
    return np.flatnonzero(model.sensor_type == int(mujoco.mjtSensor.mjSENS_CONTACT))


def forgetting(cut: Bool[Array, ""], tree: T) -> T:
    """Returns the tree. If `cut`, its derivative is 0."""

    def forget(a: Any) -> Any:
        return jnp.where(cut, jax.lax.stop_gradient(a), a) if eqx.is_inexact_array(a) else a

    return cast(T, jax.tree.map(forget, tree))
