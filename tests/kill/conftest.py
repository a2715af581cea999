"""One loaded installation, copied for each test."""

from pathlib import Path

import pytest

from tests.kill import victim


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the demonstration record; not to be changed."""
    home = tmp_path_factory.mktemp("loaded")
    victim.run(
        home,
        """
from muster.demonstration.load import load
from muster.web.migrating import migrate
migrate()
load()
""",
    )
    return home


@pytest.fixture
def home(loaded: Path, tmp_path: Path) -> Path:
    """A copy of the loaded installation."""
    return victim.copy(loaded, tmp_path / "home")
