"""The audit tests keep their anchors to themselves."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path
