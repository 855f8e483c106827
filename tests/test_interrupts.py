"""Signals that ask to stop: in a command, in a program, in a thread; repeated, ignored, handled."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ramify.system import interrupts
from ramify.system.interrupts import Terminated, command, defer_interrupts, hold

SCRIPT = """
import os, sys, time
from pathlib import Path
from ramify.system.interrupts import command, defer_interrupts, hold

def file(path, seconds):
    with hold():
        print("begun", flush=True)
        time.sleep(seconds)
        path.write_text("whole")

def run(path, seconds):
    with defer_interrupts() as stop:
        stop.note = "Saved up to here."
        print("begun", flush=True)
        while not stop():
            time.sleep(0.01)
        time.sleep(seconds)
        path.write_text("whole")
    stop.end(stop.note)

def nothing(path, seconds):
    print("printed, not flushed")
    os.write(1, b"begun\\n")
    time.sleep(seconds)
    path.write_text("whole")

with command():
    globals()[sys.argv[1]](Path(sys.argv[2]), float(sys.argv[3]))
"""


def started(what, path, seconds, *before):
    child = subprocess.Popen(
        [*before, sys.executable, "-c", SCRIPT, what, path, str(seconds)],
        env=os.environ
        | {"PYTHONPATH": str(Path(interrupts.__file__).parents[2]), "PYTHONUNBUFFERED": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout.readline() == "begun\n"
    return child


@pytest.mark.parametrize("number", interrupts.SIGNALS)
def test_a_command_with_nothing_to_save_leaves_at_once_and_says_so(tmp_path, number):
    child = started("nothing", tmp_path / "file", 600)
    child.send_signal(number)
    out, err = child.communicate(timeout=600)
    assert child.returncode == 128 + number
    assert (out, err.strip()) == ("printed, not flushed\n", "ramify: Stopped.")
    assert not (tmp_path / "file").exists()


def test_what_is_being_written_is_finished_first(tmp_path):
    child = started("file", tmp_path / "file", 1.0)
    for _ in range(2):  # as `timeout` sends them: one request
        child.send_signal(signal.SIGTERM)
    _, err = child.communicate(timeout=600)
    assert child.returncode == 143
    assert "stopping when the current step ends" in err
    assert (tmp_path / "file").read_text() == "whole"


@pytest.mark.parametrize("what", ["file", "run"])
def test_a_second_signal_does_not_wait(tmp_path, what):
    child = started(what, tmp_path / "file", 600)
    child.send_signal(signal.SIGHUP)
    said = child.stderr.readline() + child.stderr.readline()
    assert "a second signal stops at once" in said
    time.sleep(interrupts.TOGETHER + 0.2)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=600)
    assert child.returncode == 129
    assert err.strip() == f"ramify: {'Stopped.' if what == 'file' else 'Saved up to here.'}"
    assert not (tmp_path / "file").exists()


def test_a_run_in_a_command_unwinds_when_it_has_saved(tmp_path):
    child = started("run", tmp_path / "file", 0)
    child.send_signal(signal.SIGTERM)
    _, err = child.communicate(timeout=600)
    assert child.returncode == 143 and "Saved up to here." not in err.split("\n")[0]
    assert (tmp_path / "file").read_text() == "whole"


def test_an_ignored_hangup_stays_ignored(tmp_path):
    child = started("nothing", tmp_path / "file", 1.0, "nohup")
    child.send_signal(signal.SIGHUP)
    child.communicate(timeout=600)
    assert child.returncode == 0
    assert (tmp_path / "file").read_text() == "whole"


@pytest.mark.parametrize(
    ("number", "error", "code"),
    [(signal.SIGINT, KeyboardInterrupt, None), (signal.SIGTERM, Terminated, 143)],
)
def test_a_program_notes_a_signal_and_raises_when_it_has_saved(capfd, number, error, code):
    before = {number: signal.getsignal(number) for number in interrupts.SIGNALS}
    with defer_interrupts() as stop:
        assert not stop()
        signal.raise_signal(number)
        assert stop()
        assert "stopping after this iteration" in capfd.readouterr().err
    with pytest.raises(error, match="saved") as raised:
        stop.end("It is saved.")
    assert getattr(raised.value, "code", None) == code
    assert {number: signal.getsignal(number) for number in interrupts.SIGNALS} == before


def test_a_second_signal_does_what_it_does_elsewhere(monkeypatch, capfd):
    monkeypatch.setattr(interrupts, "TOGETHER", 0.0)
    with defer_interrupts() as stop:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert stop()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_handlers_of_a_program_stay_its_own():
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *what: heard.append(what[0]))
    own = signal.getsignal(signal.SIGTERM)
    try:
        for deferring in (defer_interrupts, command, hold):
            with deferring():
                signal.raise_signal(signal.SIGTERM)
                assert signal.getsignal(signal.SIGTERM) is own
        assert heard == [signal.SIGTERM] * 3
    finally:
        signal.signal(signal.SIGTERM, before)


def test_in_a_thread_nothing_is_noted_and_nothing_fails():
    found = []

    def work():
        with command(), defer_interrupts() as stop:
            found.append(stop())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [False]


def test_a_command_within_a_command_is_one_and_all_is_restored():
    before = [signal.getsignal(number) for number in interrupts.SIGNALS], threading.active_count()
    with command(), command(), hold() as outer, defer_interrupts() as inner:
        assert outer is inner
    assert before == (
        [signal.getsignal(number) for number in interrupts.SIGNALS],
        threading.active_count(),
    )
    assert signal.set_wakeup_fd(-1) == -1


STARTED = """
import signal, sys
class Hasty:
    def find_spec(self, name, path, target=None):
        if name == sys.argv[1]:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Hasty())
import ramify.__main__
ramify.__main__.main()
"""


@pytest.mark.parametrize(
    ("imported", "code"),
    [
        ("ramify.system.interrupts", -signal.SIGINT),  # Ctrl-C has its default action
        ("threading", -signal.SIGINT),
        ("ramify.cli.main", 130),
        ("tyro", 130),
    ],
)
def test_ctrl_c_while_a_command_is_imported_ends_without_a_traceback(imported, code):
    done = subprocess.run(
        [sys.executable, "-c", STARTED, imported],
        env=os.environ | {"PYTHONPATH": str(Path(interrupts.__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == code, done.stderr
    assert done.stderr.strip() == ("" if code < 0 else "ramify: Stopped.")


def test_little_is_imported_before_a_command_can_answer_ctrl_c():
    """Python itself imports some modules; these are the rest."""
    program = "import sys; before = set(sys.modules); import ramify.__main__; "
    program += "print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env=os.environ | {"PYTHONPATH": str(Path(interrupts.__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=600,
    )
    imported = {name for name in done.stdout.split() if not name.startswith("importlib")}
    assert imported <= {"ramify", "ramify._former", "ramify.__main__", "__future__", "warnings"}


def test_an_ignored_ctrl_c_stays_ignored():
    """As of a shell's background jobs."""
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + STARTED
    done = subprocess.run(
        [sys.executable, "-c", ignoring, "ramify.system.interrupts", "--help"],
        env=os.environ | {"PYTHONPATH": str(Path(interrupts.__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert "usage: ramify" in done.stdout, done.stderr
