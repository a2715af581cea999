"""A walk over all addresses as all kinds of user: each gets what the table says, nobody a foreign row.

Missions and others; in files of their own, which another process may run, are secretariats and States.
"""

import pytest

from tests.web.address_entries import KINDS, OF_SECRETARIATS, OF_STATES
from tests.web.address_table import TABLE
from tests.web.addresses import every_address
from tests.web.walk import assert_nothing_foreign, kinds_to_walk


def test_the_table_knows_every_address_and_no_other() -> None:
    """A new address fails here until the table says who gets what at it."""
    assert {entry.address for entry in TABLE} == every_address()


def test_the_table_says_it_for_every_kind_of_user() -> None:
    assert {kind for entry in TABLE for kind in set(KINDS) - set(entry.statuses)} == set()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("kind", kinds_to_walk(kind for kind in KINDS if kind not in (*OF_SECRETARIATS, *OF_STATES)))
def test_no_answer_holds_a_foreign_row(kind: str) -> None:
    assert_nothing_foreign(kind)
