"""The gradient sources of a run: found from its emitter, and named by its recipe."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.core import AbstractGradient, Query
from ramify.gradients.per_row import PerRow
from ramify.recipes.registry import RECIPES
from ramify.run.experiment import Experiment

SMALL = dict(hidden=(4,), steps=20, slots=16, grid=4)
CRITICS = dict(units=(8,), states=8, buffer=500, **SMALL)
RECIPES_AND_SOURCES = [  # recipe, its settings, {source: (rows, evaluations, has a state)}
    ("cma_mega", {"dim": 4}, {"exact": (3, 1, False)}),
    ("omg_mega", {"dim": 4}, {"exact": (3, 1, False)}),
    ("mega", {"dim": 4}, {"exact": (3, 1, False)}),
    ("mega_es", SMALL | {"samples": 6}, {"es": (5, 7, False)}),
    ("cma_mega_es", SMALL | {"samples": 6}, {"es": (5, 7, False)}),
    ("cma_mega_es", SMALL | {"samples": 6, "emitters": 2}, {"es": (5, 7, False)}),
    ("me_es", SMALL | {"samples": 10}, {"es": (5, 11, False)}),
    ("map_elites", SMALL, {"es": (5, 49, False)}),
    ("cma_mega_td3", CRITICS, {"critics": (5, 0, True), "es": (5, 49, False)}),
    (
        "cma_mega_td3_es",
        CRITICS | {"samples": 4},
        {"critics": (5, 5, True), "es": (5, 5, False)},
    ),
    (
        "cma_mega_td3",
        CRITICS | {"state_novelty": True, "visited": 20},
        {"critics": (5, 0, True), "es": (5, 49, False)},
    ),
]


@pytest.mark.parametrize(("name", "settings", "wanted"), RECIPES_AND_SOURCES)
def test_a_recipe_names_the_sources_that_fit_its_runs(name, settings, wanted):
    found = getattr(ramify.recipes, name)(**settings).build().gradient_sources()
    shapes = {n: (s.rows, s.evaluations, s.state is not None) for n, s in found.items()}
    assert shapes == wanted and list(found) == list(wanted), "the emitter's own source is first"
    assert all(source.wants_jacobian == (n == "exact") for n, source in found.items())


def test_pga_me_has_a_critic_of_the_objective_alone():
    settings = {k: v for k, v in CRITICS.items() if k != "states"}
    found = ramify.recipes.pga_me(batch=6, **settings).build().gradient_sources()
    assert (found["critics"].rows, found["critics"].evaluations) == (1, 0)


def test_every_recipe_has_a_source():
    """Built with its defaults; MJX's is the only one that this test does not build."""
    for name in RECIPES.keys() - {"cma-mega-autodiff"}:
        assert RECIPES[name]().build().gradient_sources(), name


def test_a_state_is_taken_from_the_emitter():
    experiment = ramify.recipes.cma_mega_td3_es(batch=4, samples=4, **CRITICS).build()
    source, state = experiment.gradient_sources()["critics"], experiment.first(0).emitter
    assert isinstance(source.gradient, PerRow)
    assert source.state(state) is state.search.gradient
    theta, key = jnp.asarray(experiment.theta), jax.random.key(0)
    query = source.gradient.probe(source.state(state), theta, key)
    assert len(query.x) == source.evaluations


class Fixed(AbstractGradient):
    """A source of a user's own: the gradient of a known plane, which counts its probes."""

    def init(self, theta, key):
        return jnp.int32(0)

    def probe(self, state, theta, key):
        return Query(theta[None], offered=1)

    def jacobian(self, state, query, evaluation):
        return jnp.ones((3, query.x.shape[1]), dtype=jnp.float32)


def planes(emitter, **more):
    task = ramify.Function(lambda x: (jnp.sum(x), x[:2]), names=("a", "b"))
    grid = ramify.GridArchive((-1, -1), (1, 1), (4, 4))
    return Experiment(task, ramify.QD(grid, emitter), np.zeros(3, np.float32), **more)


def test_a_source_of_ones_own_is_found_in_any_emitter():
    own = ramify.CMAMEGA(Fixed(), measures=2, batch=4)
    for emitter in (
        own,
        ramify.Bounded(own, -1, 1),
        ramify.Several(own, 2),
        ramify.Together((ramify.IsoLine(4), own)),
        ramify.Bandit((ramify.MEES(Fixed(), 2),) * 2, active=1),
    ):
        experiment = planes(emitter)
        source = experiment.gradient_sources()["es"]
        assert isinstance(source.gradient, Fixed) and source.rows == 3
        assert source.state(experiment.first(0).emitter).shape == ()


def test_estimators_come_after_the_emitters_source_and_keep_no_state():
    es = ramify.ES(samples=6, sigma=0.1)
    more = {"estimators": lambda: {"es": es}}
    assert planes(ramify.IsoLine(4)).gradient_sources() == {}
    assert planes(ramify.IsoLine(4), **more).gradient_sources()["es"].gradient is es
    own = planes(ramify.CMAMEGA(Fixed(), measures=2, batch=4), **more)
    assert isinstance(own.gradient_sources()["es"].gradient, Fixed), "the emitter's own is kept"
    with pytest.raises(ValueError, match="estimators names Fixed, which learns from a run"):
        planes(ramify.IsoLine(4), estimators=lambda: {"es": Fixed()}).gradient_sources()


def test_nothing_is_compiled(monkeypatch):
    def never(*_, **__):
        raise AssertionError("it must not compute")

    experiment = planes(ramify.CMAMEGA(ramify.ES(samples=6, sigma=0.1), measures=2, batch=4))
    monkeypatch.setattr(type(experiment.task), "evaluate", never)
    assert jax.tree.leaves(experiment.gradient_sources()["es"].evaluations) == [7]
