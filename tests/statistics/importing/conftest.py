"""A store of its own for each test, and a folder for the files that it makes."""

from pathlib import Path

import pytest


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The folder of an empty store."""
    return tmp_path / "store"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """The folder in which a test makes the files that it imports."""
    return tmp_path / "given"
