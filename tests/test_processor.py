"""What a run tells of the processor that it was made on."""

from ramify.run.config import Config
from ramify.run.provenance import differing, versions
from ramify.system.processor import described, processor

XEON = "processor : 0\nmodel name\t: Xeon 6\nflags\t\t: fpu sse4_2 avx avx2 avx512f\n"


def config(made, simulator="mujoco"):
    return Config(
        recipe="own",
        settings={},
        evaluations=1,
        identity="x",
        simulator=simulator,
        versions={name: value for name, value in (versions() | made).items() if value},
    )


def test_the_model_and_its_widest_vectors_are_named():
    assert described(XEON * 2) == "Xeon 6 (AVX-512)"
    assert described(XEON.replace(" avx512f", "")) == "Xeon 6 (AVX2)"
    assert described("model name : Old\n") == "Old"
    assert described("CPU part : 0xd0c\n") == "", "an ARM's model has no name there"
    assert processor() == versions()["processor"] != ""


def test_another_processor_is_reported_where_bits_depend_on_it():
    other = {"processor": "Abacus"}
    told = [("processor", "Abacus", processor())]
    assert differing(config({})) == differing(config({"processor": ""})) == []
    assert differing(config(other)) == told
    assert differing(config(other, "mjx")) == told
    on_gpu = differing(config(other | {"device": "1 x NVIDIA H100"}, "mjx"))
    assert [name for name, *_ in on_gpu] == ["device"]
