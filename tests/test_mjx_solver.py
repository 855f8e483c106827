"""MJX's solver as an accelerator wants it: the same numbers, in programs that call no library."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify.sims.mjx import solver as mjx_solver
from ramify.sims.mjx.patches import with_mjx_settings
from ramify.sims.mjx.worlds import Given
from ramify.tasks.locomotion import walker


@pytest.mark.parametrize("n", [1, 6, 14])
def test_equations_written_out_are_solved(n):
    rng = np.random.default_rng(n)
    a, right = rng.normal(size=(20, n, n)), rng.normal(size=(20, n))
    matrix = a @ a.swapaxes(1, 2) + np.eye(n)
    exact = np.linalg.solve(matrix, right[..., None])[..., 0]
    x = jax.vmap(mjx_solver.written_out)(jnp.float32(matrix), jnp.float32(right))
    np.testing.assert_allclose(x, exact, rtol=1e-3, atol=1e-4 * np.abs(exact).max())
    lapack = jax.vmap(mjx_solver.solved)(jnp.float32(matrix), jnp.float32(right))
    np.testing.assert_allclose(lapack, exact, rtol=1e-3, atol=1e-4 * np.abs(exact).max())


def test_equations_without_a_solution_have_none():
    indefinite = jnp.float32([[1.0, 2.0], [2.0, 1.0]])
    assert jnp.isnan(mjx_solver.written_out(indefinite, jnp.ones(2))).any()


@pytest.fixture(scope="module")
def walking():
    """Worlds of hoppers, and what they are given."""
    task = walker("hopper", sim="mjx", hidden=(4,), steps=5)
    keys = jax.random.split(jax.random.key(0), 16)
    x, seeds = jax.vmap(task.start)(keys), jax.random.key_data(keys)
    return task.sim.worlds, Given(x, seeds, None, jnp.zeros(16, bool))


@pytest.mark.long
def test_an_accelerator_is_given_no_library_s_kernels(walking):
    worlds, given = walking
    traced = worlds.walk.trace(given, trace=False, poses=False)
    cpu, cuda = (traced.lower(lowering_platforms=(to,)).as_text() for to in ("cpu", "cuda"))
    for library in ("cholesky", "potrf", "trsm", "triangular_solve"):
        assert library not in cuda
    assert "potrf" in cpu and "trsm" in cpu
    assert cuda.count("stablehlo.while") < cpu.count("stablehlo.while")  # the line search is none


@pytest.mark.long
def test_an_accelerator_s_program_moves_alike(walking, monkeypatch):
    physics, rng = walking[0].physics, np.random.default_rng(0)
    body = jax.vmap(physics.placed)(jnp.float32(rng.uniform(-0.2, 0.0, (16, 3))))
    body = body._replace(
        qpos=body.qpos.at[:, 1].add(-0.05),  # into the floor
        qvel=jnp.float32(rng.normal(size=body.qvel.shape)),
    )

    @with_mjx_settings
    def later(body):
        return physics._moved(physics._present(body))

    lapack = jax.jit(jax.vmap(lambda body: later(body)))(body)
    monkeypatch.setattr(jax.lax, "platform_dependent", lambda *a, cpu, default: default(*a))
    written_out = jax.jit(jax.vmap(lambda body: later(body)))(body)
    np.testing.assert_allclose(written_out.qvel, lapack.qvel, atol=1e-3)
    np.testing.assert_allclose(written_out.qpos, lapack.qpos, atol=1e-5)
    assert (written_out.qvel != lapack.qvel).any()  # it is another program,
    gained = lapack.qvel[:, 1] - body.qvel[:, 1]
    assert (gained > 0.1).any()  # and the floor has pushed back
