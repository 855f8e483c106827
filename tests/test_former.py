"""Names of earlier versions work for one release, with a warning that names the new one."""

import subprocess
import sys
from importlib import import_module

import pytest

import ramify
from ramify._former import MODULES
from ramify.core import ControlSpec


@pytest.mark.parametrize("former", MODULES)
def test_a_module_is_found_under_its_former_name(former, monkeypatch):
    monkeypatch.delitem(sys.modules, former, raising=False)
    with pytest.warns(DeprecationWarning, match=f"{former} is now {MODULES[former]}"):
        module = import_module(former)
    assert module is import_module(MODULES[former])


def test_a_function_is_found_under_its_former_name():
    with pytest.warns(DeprecationWarning, match="is now ramify.reevaluate"):
        assert ramify.evaluated_again is ramify.reevaluate
    with pytest.warns(DeprecationWarning, match=r"is now ramify\.recipes\.register"):
        assert ramify.recipes.known is ramify.recipes.register
    with pytest.warns(DeprecationWarning, match=r"is now ramify\.core\.ControlSpec"):
        assert import_module("ramify.core").Control is ControlSpec
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = ramify.nothing


def test_the_warning_points_at_the_users_line():
    lines = "import ramify.exchange", "from ramify.run.cqd import cqd_score", "import ramify"
    program = "\n".join((*lines, "ramify.evaluated_again"))
    told = subprocess.run(
        [sys.executable, "-W", "always", "-c", program], capture_output=True, text=True, check=True
    ).stderr
    for line, former in enumerate(("exchange", "run.cqd", "", "evaluated_again"), 1):
        assert (
            not former or f"<string>:{line}: DeprecationWarning: ramify.{former} is now" in told
        ), told
