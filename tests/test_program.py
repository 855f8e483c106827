"""Programs as XLA prints them, read for benchmarks: kernels and bytes."""

import jax
import jax.numpy as jnp
import pytest
from _program import Program

TEXT = """HloModule known

%body (a: (s32[], f32[8])) -> (s32[], f32[8]) {
  %a = (s32[], f32[8]{0}) parameter(0)
  %i = s32[] get-tuple-element(%a), index=0
  %x = f32[8]{0} get-tuple-element(%a), index=1
  %doubled = f32[8]{0} fusion(%x), kind=kLoop, calls=%twice
  %library = f32[8]{0} custom-call(%doubled, %x), custom_call_target="cublas"
  ROOT %told = (s32[], f32[8]{0}) tuple(%i, %library)
}

%going (a: (s32[], f32[8])) -> pred[] {
  %a = (s32[], f32[8]{0}) parameter(0)
  %i = s32[] get-tuple-element(%a), index=0
  ROOT %less = pred[] fusion(%i), kind=kLoop, calls=%compared
}

%small (x: f32[8]) -> f32[8] {
  %x = f32[8]{0} parameter(0)
  ROOT %y = f32[8]{0} fusion(%x), kind=kLoop, calls=%twice
}

%large (x: f32[8]) -> f32[8] {
  %x = f32[8]{0} parameter(0)
  %z = f32[8]{0} fusion(%x), kind=kLoop, calls=%twice
  ROOT %y = f32[8]{0} fusion(%z), kind=kLoop, calls=%twice
}

ENTRY %main (p: f32[8]) -> f32[8] {
  %p = f32[8]{0} parameter(0)
  %zero = s32[] constant(0)
  %begun = (s32[], f32[8]{0}) tuple(%zero, %p)
  %three = (s32[], f32[8]{0}) while(%begun), condition=%going, body=%body, KNOWN
  %q = f32[8]{0} get-tuple-element(%three), index=1
  ROOT %end = f32[8]{0} conditional(%zero, %q, %q), branch_computations={%small, %large}
}
"""


@pytest.mark.parametrize(
    ("known", "turns"), [('backend_config={"known_trip_count":{"n":"3"}}', []), ("", [3])]
)
def test_a_loop_counts_as_often_as_it_runs_and_a_condition_by_its_larger_branch(known, turns):
    program = Program(TEXT.replace("KNOWN", known))
    assert program.loops(program.entry) == ["body"]
    work = program.work(program.entry, turns)
    assert work.kernels == {"own": 3 * 2 + 2, "library": 3}
    assert work.moved == 3 * (64 + 96 + 5) + 2 * 64  # bytes given and returned
    assert program.work(program.entry, turns, loops=False).kernels == {"own": 2}


def test_programs_are_printed_as_they_are_read():
    def f(x):
        return jax.lax.fori_loop(0, 5, lambda _, x: jnp.sin(x) @ x, x)

    program = Program(jax.jit(f).lower(jnp.ones((9, 9))).compile().as_text())
    (body,) = program.loops(program.entry)
    once, whole = (program.work(part, []).kernels.total() for part in (body, program.entry))
    assert once >= 2 and whole > 5 * once - 5 and program.work(body, []).moved >= 3 * 4 * 81
