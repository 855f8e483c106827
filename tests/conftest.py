"""Every test runs under strict promotion of dtypes and ranks: no array is widened by accident."""

import os

# Compiling, not running, is what these small cases spend their time on.
os.environ["XLA_FLAGS"] = (
    os.environ.get("XLA_FLAGS", "") + " --xla_backend_optimization_level=0"
).strip()

import jax
import pytest
from hypothesis import Phase, settings

jax.config.update("jax_numpy_dtype_promotion", "strict")
jax.config.update("jax_numpy_rank_promotion", "raise")

# The first example compiles, and the machine may be busy: no deadline. The same examples every time.
settings.register_profile(
    "ramify",
    deadline=None,
    max_examples=60,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # shrinking arrays this large takes minutes
)
settings.load_profile("ramify")


@pytest.fixture
def key() -> jax.Array:
    return jax.random.key(0)
