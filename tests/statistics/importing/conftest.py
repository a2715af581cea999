"""A store of its own for each test, and the public data sets where they are."""

import os
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


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder that MUSTER_PUBLIC_DATA names; without it the test is skipped, with a wrong one it fails."""
    named = os.environ.get("MUSTER_PUBLIC_DATA")
    if not named:
        pytest.skip("MUSTER_PUBLIC_DATA names no folder of public data sets")
    folder = Path(named).resolve()
    assert folder.is_dir(), f"MUSTER_PUBLIC_DATA: there is no folder {folder}"
    return folder
