"""The walk over all addresses as the kinds of user of a secretariat, and as nobody."""

import pytest

from tests.web.address_entries import OF_SECRETARIATS
from tests.web.walk import assert_nothing_foreign, kinds_to_walk


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("kind", kinds_to_walk(OF_SECRETARIATS))
def test_no_answer_holds_a_foreign_row(kind: str) -> None:
    assert_nothing_foreign(kind)
