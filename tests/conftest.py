"""How all tests are run: their random cases, their cache folder, and what is said of those that fail or are not run.

Random cases follow from the commit (`tests/chance.py`); `HYPOTHESIS_PROFILE=search pytest tests/model` draws new ones.
"""

from __future__ import annotations

import gc
import os
import signal
import tempfile
import time

import pytest
from hypothesis import core, settings

from tests import chance
from treatylang.geography import keeping
from treatylang.workspace import cache

settings.register_profile("steady", database=None, deadline=None)
settings.register_profile("search", deadline=None, print_blob=True)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "steady")
settings.load_profile(PROFILE)

# A shell starts what runs in its background with interruptions ignored, and every child inherits that: the tests that
# interrupt a command would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Settle once, for this process and for those that it starts, the seed and a cache folder apart from the user's."""
    gc.set_threshold(1_000_000, 20, 100)  # as `treaty` itself has it
    os.environ["TREATY_SEED"] = str(chance.seed())
    if PROFILE == "steady" and config.getoption("--hypothesis-seed", None) is None:
        core.global_force_seed = chance.seed()
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory(prefix="treaty-tests-")
        os.environ["XDG_CACHE_HOME"] = folder.name
        config.add_cleanup(folder.cleanup)
        config.pluginmanager.register(_Telling(config), "telling")


class _Telling:
    """Says which test failed as soon as it has, and at the end how to run it again."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and terminal is not None:
            terminal.write_line("")
            terminal.write_line(f"FAILED {report.nodeid}", red=True)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        seed = f"TREATY_SEED={chance.seed()}"
        terminalreporter.write_line(f"random cases from {seed}")
        failed = terminalreporter.stats.get("failed", []) + terminalreporter.stats.get("error", [])
        if failed:
            terminalreporter.write_line(f"one test again: {seed} .venv/bin/pytest '{failed[0].nodeid}'")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make soak` runs at length: laws, and all other tests on random cases."""
    for item in items:
        if "budget" in getattr(item, "fixturenames", ()) or hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker(pytest.mark.law)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Take parser and shapes from what another process of this run has kept, or keep them for it."""
    cache.MOST, cache.Shapes.most = 20_000, 5_000  # what one test keeps is not to push out what another one needs
    keeping.keep_in(cache.Shapes())
    if hasattr(session.config, "workerinput") or not session.config.getoption("numprocesses", None):
        cache.warm()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin no test after the time that is given for the run."""
    if time.time() > float(os.environ.get("TREATY_UNTIL") or "inf"):
        pytest.skip("NOT RUN: the time that was given is over")
