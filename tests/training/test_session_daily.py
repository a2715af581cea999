"""The daily run gives seats that are no longer kept for a State to the waiting list, once, and tells both sides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.training.actions.enrolments import step_enrolment
from muster.training.actions.session_daily import NO_LONGER_KEPT, run_sessions
from muster.training.models import Enrolment, EnrolmentEvent, TrainingSession
from muster.training.rules.catalogue_terms import KeptSeatsTerms
from muster.web.daily import run_daily
from tests.record import DAY, Record
from tests.training.taught import FROM, SESSION, SESSION_TERMS, applied, session, trainee

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FREE = DAY + timedelta(days=10)


@pytest.fixture
def waiting(record: Record) -> list[int]:
    """Two seats, both kept for India until a day; three of Kazakhstan wait, the last applied first."""
    session(record, replace(SESSION_TERMS, kept=(KeptSeatsTerms("IND", 2, FREE),)))
    state = record.parties["owning State"]
    made = [applied(state, trainee(record, f"Trainee {n}")) for n in range(3)]
    order = [made[2], made[0], made[1]]
    for one in order:
        step_enrolment(record.parties["training institution"], one.pk, "waiting", today=DAY)
    Notice.objects.all().delete()
    return [one.pk for one in order]


def stages(numbers: list[int]) -> list[str]:
    return [Enrolment.objects.get(pk=one).stage for one in numbers]


def test_on_the_day_seats_are_given_in_the_order_of_the_list_and_both_sides_are_told(waiting: list[int]) -> None:
    assert run_sessions(SYSTEM, FREE - timedelta(days=1)) == {"seats_given": 0}
    assert stages(waiting) == ["waiting", "waiting", "waiting"]
    assert run_sessions(SYSTEM, FREE) == {"seats_given": 2}
    assert stages(waiting) == ["accepted", "accepted", "waiting"]
    assert run_sessions(SYSTEM, FREE) == {"seats_given": 0}
    told = Notice.objects.order_by("pk").values_list("organisation__code", "topic", "day")
    assert set(told) == {("KAZ", "training-answer", FREE), ("KAZCENT", "training-answer", FREE)}
    assert len(told) == 4
    assert not Notice.objects.filter(title__contains="Trainee").exists()
    given = EnrolmentEvent.objects.filter(stage="accepted")
    assert [(one.reason, one.held_from, one.by) for one in given] == [(NO_LONGER_KEPT, FREE, None)] * 2
    assert AuditEvent.objects.filter(action="training:enrolment:stepped", reason=NO_LONGER_KEPT).count() == 2


def test_missed_days_are_caught_up_until_the_session_begins(waiting: list[int]) -> None:
    assert run_sessions(SYSTEM, FROM + timedelta(days=1)) == {"seats_given": 0}
    assert run_sessions(SYSTEM, FROM) == {"seats_given": 2}


def test_nothing_is_given_of_a_session_that_is_cancelled(waiting: list[int]) -> None:
    TrainingSession.objects.filter(reference=SESSION).update(stage="cancelled")
    assert run_sessions(SYSTEM, FREE) == {"seats_given": 0}


def test_a_seat_that_the_state_has_taken_is_not_given_twice(record: Record, waiting: list[int]) -> None:
    theirs = applied(record.parties["other State"], trainee(record, "Of India", "IND"))
    step_enrolment(record.parties["training institution"], theirs.pk, "accepted", today=DAY)
    assert run_sessions(SYSTEM, FREE) == {"seats_given": 1}
    assert stages(waiting) == ["accepted", "waiting", "waiting"]


def test_only_the_installation_makes_the_daily_run(record: Record) -> None:
    with pytest.raises(NotAllowed):
        run_sessions(record.parties["training institution"], DAY)


def test_the_daily_run_counts_the_seats(waiting: list[int], tmp_path: object, settings: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    assert run_daily(FREE, today=date(2026, 1, 1)).counts["seats_given"] == 2
