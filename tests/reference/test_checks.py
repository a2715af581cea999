"""The shipped tables are consistent."""

from collections.abc import Callable, Iterator

import pytest

from muster.reference.checks import CHECKS, faults


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_shipped_tables_pass(check: Callable[[], Iterator[str]]) -> None:
    assert list(check()) == []


def test_all_checks_together_find_nothing() -> None:
    assert faults() == []
