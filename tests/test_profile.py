"""Where the seconds of a run go."""

import gzip
import json
import subprocess
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.system import profile
from ramify.system.profile import REST, Profile, span


def test_spans_count_what_no_inner_span_counts(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(profile.time, "perf_counter", lambda: now[0])

    def pass_time(seconds):
        now[0] += seconds

    def fail_after(seconds):
        pass_time(seconds)
        raise ZeroDivisionError

    with Profile() as found:
        pass_time(1.0)
        with span("outer"):
            pass_time(2.0)
            with span("inner"):
                pass_time(4.0)
            pass_time(8.0)
        with span("inner"), pytest.raises(ZeroDivisionError), span("failing"):
            fail_after(16.0)
        pass_time(32.0)
    assert found.seconds == {REST: 33.0, "outer": 10.0, "inner": 4.0, "failing": 16.0}
    assert "failing             16.00 s   25%" in str(found)
    assert str(found).splitlines()[-1].startswith("  everything else")


def test_compiling_is_taken_off_the_part_that_waits_for_it():
    with Profile() as found:
        began = time.perf_counter()
        with span("part"):
            jax.jit(lambda x: jnp.sin(x) * 17.25 + x)(jnp.zeros(3)).block_until_ready()
        whole = time.perf_counter() - began
    assert 0.0 < found.seconds["compiling"] <= whole
    assert found.seconds["part"] + found.seconds["compiling"] == pytest.approx(whole, abs=0.02)


def test_spans_without_a_profile_do_nothing_and_two_profiles_are_refused():
    with span("part"):
        pass
    with Profile(), pytest.raises(RuntimeError, match="Another Profile is active"), Profile():
        pass
    assert profile._active is None


def test_the_command_line_writes_a_table_and_a_trace_and_changes_no_bit(tmp_path):
    train = "train map-elites --task hopper --hidden 4 --steps 10 --batch 10"
    program = [sys.executable, "-m", "ramify", *train.split(), "--evaluations", "80", "--out"]
    subprocess.run([*program, "plain"], cwd=tmp_path, check=True, capture_output=True)
    told = subprocess.run(
        [*program, "seen", "--profile"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    found = [ramify.load(tmp_path / name).archive for name in ("plain", "seen")]
    np.testing.assert_array_equal(found[0].solution, found[1].solution)
    table = (tmp_path / "seen/profile/profile.txt").read_text()
    assert table in told
    assert all(part in table for part in ("evaluations", "search", "compiling", "figures"))
    trace = json.loads(gzip.decompress((tmp_path / "seen/profile/trace.json.gz").read_bytes()))
    assert any("name" in event for event in trace["traceEvents"])
    refused = subprocess.run(
        [*program, "more", "--profile", "--seeds", "2"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "--profile are for a single run" in " ".join(refused.stderr.split())
