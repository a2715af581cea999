"""One loaded installation, copied for each test. Its load was killed first, so that the second one has a test too."""

from pathlib import Path

import pytest

from tests.kill import victim
from tests.made_once import made_once

LOAD = """
from muster.demonstration.load import load
load(lambda name, done, total: die() if name == "requirements" and done == {fatal_row} else None)
"""


@pytest.fixture
def killed_load() -> Path:
    """An installation on which a load of the demonstration was killed among the requirements; not to be changed."""
    return made_once("killed-load", _load_and_kill)


@pytest.fixture
def loaded(killed_load: Path) -> Path:
    """The same after a second load, which ended; not to be changed."""
    return made_once("loaded", lambda home: _load_again(killed_load, home))


@pytest.fixture
def home(loaded: Path, tmp_path: Path) -> Path:
    """A copy of the loaded installation."""
    return victim.copy(loaded, tmp_path / "home")


def _load_and_kill(home: Path) -> None:
    victim.copy(victim.migrated(), home)
    victim.run_until_killed(home, LOAD.format(fatal_row=60))


def _load_again(killed_load: Path, home: Path) -> None:
    victim.copy(killed_load, home)
    victim.run(home, LOAD.format(fatal_row=-1))
