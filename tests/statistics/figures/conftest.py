"""The real record, imported once for all tests that ask for it."""

from pathlib import Path

import pytest

from muster.statistics.importing import import_set
from muster.statistics.store.store import Store

SETS = {"ipi": "ipi_contributions", "un-yearly": "un_contributions_yearly", "un-psdata": "un_psdata"}


@pytest.fixture(scope="session")
def record_of_the_world(public_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the contributions, the register and the casualties of the public data."""
    folder = tmp_path_factory.mktemp("statistics")
    for name, path in SETS.items():
        import_set(name, public_data / path, folder=folder)
    return Store(folder)
