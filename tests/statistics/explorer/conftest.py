"""A store for the tests of the explorer: filled once a process, and an empty one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from muster.statistics.store import Store, open_store
from tests.statistics.explorer.made import make_store


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small store."""
    return make_store(tmp_path_factory.mktemp("statistics"))


@pytest.fixture
def filled(made_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The small store, as the one that pages read."""
    monkeypatch.setenv("MUSTER_STORE", str(made_folder))
    return open_store()


@pytest.fixture
def blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with nothing in it, as the one that pages read."""
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    store = open_store()
    yield store
    store.close()
