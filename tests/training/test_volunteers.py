"""Voluntary staffing of contingents, where the law in force asks for it."""

from datetime import timedelta

import pytest

from muster.authorisations.actions import record_law
from muster.authorisations.models import NationalLaw
from muster.parties.viewer import SYSTEM
from muster.training.actions import pool
from muster.training.queries.pool import pool_rows, visible_pool
from muster.training.queries.volunteers import VolunteersOnly, volunteers_only
from muster.training.rules.volunteers import Willing, voluntary_staffing
from muster.training.stages import PoolPlace
from tests.record import Parties
from tests.training.pool_record import STATE, TODAY, make_candidate


def test_those_free_in_the_pool_and_willing_can_staff_a_contingent() -> None:
    those = [
        Willing(True, True, PoolPlace.ACCEPTED),
        Willing(False, True, PoolPlace.ACCEPTED),
        Willing(None, True, PoolPlace.DEPLOYED),
        Willing(True, False, PoolPlace.POOLED),
        Willing(True, False, PoolPlace.RESTING),
        Willing(False, False, PoolPlace.POOLED),
    ]
    found = voluntary_staffing(those, 3)
    assert (found.willing, found.unwilling, found.unknown) == (1, 1, 1)
    assert (found.free, found.short) == (1, 2)
    assert voluntary_staffing(those, 1).short == 0


def asked(parties: Parties, people: int | None = None) -> VolunteersOnly | None:
    """Return what the State is told."""
    viewer = parties[STATE]
    rows = pool_rows(viewer, visible_pool(viewer, TODAY), TODAY, TODAY)
    return volunteers_only(viewer, rows, TODAY, people)


@pytest.mark.django_db
def test_it_is_told_only_where_a_law_in_force_asks_for_volunteers(parties: Parties) -> None:
    entry = make_candidate(parties, "Willing", track="contingent")
    pool.move_in_pool(parties[STATE], entry.pk, "screened", today=TODAY)
    pool.move_in_pool(parties[STATE], entry.pk, "pooled", today=TODAY)
    type(entry).objects.filter(pk=entry.pk).update(is_volunteer=True)
    assert asked(parties) is None
    law = NationalLaw(
        state=parties.organisations[parties[STATE].organisation_code],
        reference="law",
        title="Law",
        valid_from=TODAY - timedelta(days=9),
        known_from=TODAY - timedelta(days=9),
        volunteers_only=True,
    )
    record_law(SYSTEM, law)
    found = asked(parties, 2)
    assert found is not None
    assert (found.law, found.staffing.free, found.staffing.short, found.not_willing) == ("law", 1, 1, ())
