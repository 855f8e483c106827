"""Settings for all tests. Dtypes and ranks are promoted strictly: no array is widened by accident."""

import atexit
import gc
import os
import signal
from importlib.metadata import version
from pathlib import Path

import compiled

# The tests spend most of their time compiling. These flags make it 2.5 times as fast: no optimization,
# the emitters that compile fastest, and one piece per program. Processes share compiled programs, and
# so do runs of the tests. JAX 0.11 and later have one kind of emitters, and exit if they get the flag.
os.environ["XLA_FLAGS"] = (
    os.environ.get("XLA_FLAGS", "")
    + " --xla_backend_optimization_level=0"
    + " --xla_cpu_parallel_codegen_split_count=1"
    + " --xla_cpu_use_fusion_emitters=false" * version("jaxlib").startswith("0.10.")
).strip()
if "JAX_COMPILATION_CACHE_DIR" not in os.environ:  # not in the processes that this one starts
    os.environ["JAX_COMPILATION_CACHE_DIR"] = str(compiled.opened())
    atexit.register(compiled.keep, Path(os.environ["JAX_COMPILATION_CACHE_DIR"]))
    os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
    # The caches of XLA are off: their path would be part of the key.
    os.environ["JAX_PERSISTENT_CACHE_ENABLE_XLA_CACHES"] = "none"

import jax
import pytest
from browser import drawing
from hypothesis import Phase, settings

collect_ignore = ["data"]  # stored runs, and the script that made them
gc.set_threshold(100_000, 50, 100)  # tracing makes many objects and little garbage
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it,
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and nohup this
jax.config.update("jax_platforms", "cpu")  # whatever there is: bits are compared
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


@pytest.fixture(scope="session")
def browser():
    with drawing() as browser:
        yield browser
