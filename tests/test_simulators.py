"""The table of simulators, and what importing ramify leaves as it was."""

from importlib.metadata import PackageNotFoundError, version
from typing import get_args

import pytest

from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiffRecipe
from ramify.recipes.walker_settings import WalkerSettings
from ramify.run.provenance import versions
from ramify.sims import table
from ramify.sims.gymnasium.simulator import GymnasiumSim
from ramify.sims.simulator import AbstractSimulator, installed
from ramify.tasks.locomotion import SIMULATORS


def test_the_table_describes_the_classes():
    assert {name: sim.info for name, sim in SIMULATORS.items()} == table.WALKERS
    for name, sim in SIMULATORS.items():
        assert (sim.name, sim.packages, sim.distributions, sim.on_device, sim.info[-1]) == sim.info
        assert sim.name == name
        assert (sim.jacobian is not AbstractSimulator.jacobian) == sim.info.differentiable
    assert GymnasiumSim.name in table.SIMULATORS


def test_settings_offer_the_simulators_of_the_table():
    assert get_args(table.SimulatorName) == (*table.WALKERS, table.AUTO)
    for name in table.WALKERS:
        assert WalkerSettings(sim=name).sim == name
    with pytest.raises(ValueError, match="choose one of 'mujoco', 'bullet', 'mjx', 'mjx-warp', 'a"):
        WalkerSettings(sim="gazebo")
    with pytest.raises(ValueError, match="sim is 'mujoco': choose one of 'mjx'"):
        CMAMEGAAutodiffRecipe(sim="mujoco")


def test_a_run_keeps_the_versions_of_every_simulator_that_is_installed():
    for name in table.all_distributions():
        try:
            assert versions()[name] == version(name)
        except PackageNotFoundError:
            assert name not in versions()
    for info in table.SIMULATORS.values():  # the table names what is installed with all extras
        assert all(map(installed, info.packages)), info
