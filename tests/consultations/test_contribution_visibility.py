"""Whatever States wrote and shared, nobody sees more than the rule gives them: in lists, rows and counts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.consultations.models import Consultation, ConsultationPosition
from muster.consultations.queries.contributions import position_rows, visible_positions
from muster.consultations.rules.sharing import ORDER, Reader, may_read, sharing_on
from muster.parties.models import Organisation
from muster.parties.viewer import ANONYMOUS, Viewer
from tests.consultations.contributed import ONE_DAY, consulted
from tests.record import DAY, Record

pytestmark = pytest.mark.django_db
LATER = st.none() | st.integers(0, 4)
POSITIONS = st.lists(st.tuples(st.sampled_from(("KAZ", "IND")), LATER, LATER, LATER, st.integers(0, 4)), max_size=6)
"""Whose it is; days until it is submitted, from there until shared, until it is withdrawn, until it is known."""


def reader(viewer: Viewer, state: str) -> Reader:
    """Return as what somebody looks at a position of a State."""
    if viewer.organisation_code == state:
        return Reader.STATE
    if viewer.organisation_code == "UN":
        return Reader.SECRETARIAT
    return Reader.PARTICIPANT if viewer.organisation_code in ("KAZ", "IND") else Reader.NOBODY


def entered(
    consultation: Consultation, number: int, drawn: tuple[str, int | None, int | None, int | None, int]
) -> None:
    code, submit, share, withdraw, known = drawn
    written = DAY + known * ONE_DAY
    submitted = None if submit is None else written + submit * ONE_DAY
    shared = None if submitted is None or share is None else submitted + share * ONE_DAY
    ConsultationPosition.objects.create(
        consultation=consultation,
        state=Organisation.objects.get(code=code),
        text=f"Position {number}",
        number=number if submitted else None,
        sharing=ORDER[(submitted is not None) + (shared is not None)],
        written_on=written,
        known_from=written,
        submitted_on=submitted,
        shared_on=shared,
        withdrawn_on=None if withdraw is None else written + withdraw * ONE_DAY,
    )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=POSITIONS, after=st.integers(0, 12))
def test_nobody_sees_more_than_their_side_may(record: Record, drawn: list[Any], after: int) -> None:
    ConsultationPosition.objects.all().delete()
    consultation = _consultation()
    for number, one in enumerate(drawn, start=1):
        entered(consultation, number, one)
    day: date = DAY + after * ONE_DAY
    for viewer in (*record.parties.viewers.values(), ANONYMOUS):
        expected = {
            one.reference
            for one in ConsultationPosition.objects.select_related("state")
            if one.known_from <= day
            and may_read(reader(viewer, one.state.code), sharing_on(one.submitted_on, one.shared_on, day))
        }
        rows = position_rows(viewer, day, visible_positions(viewer, day))
        assert {row.position.reference for row in rows} == expected
        assert visible_positions(viewer, day).count() == len(expected)
        told = [row.number for row in rows if row.number is not None]
        if reader(viewer, "KAZ") not in (Reader.STATE, Reader.SECRETARIAT) and reader(viewer, "IND") != Reader.STATE:
            assert told == []


def _consultation() -> Consultation:
    return Consultation.objects.first() or consulted().consultation
