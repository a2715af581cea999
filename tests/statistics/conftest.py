"""What the tests of statistics share: the folder of public data, where the user has one."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder that MUSTER_PUBLIC_DATA names; without it the test is skipped, with a wrong one it fails."""
    named = os.environ.get("MUSTER_PUBLIC_DATA")
    if not named:
        pytest.skip("MUSTER_PUBLIC_DATA names no folder of public data sets")
    folder = Path(named).resolve()
    assert folder.is_dir(), f"MUSTER_PUBLIC_DATA: there is no folder {folder}"
    return folder
