"""Stays and arrivals: entered by the organisation that mandates; a post is held, and a pledge used, once at a time."""

from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.deployments.actions import agree_stay, record_arrival
from muster.deployments.models import Arrival, Stay
from muster.kit.errors import NotAllowed, Refused
from muster.missions.models import Post
from tests.record import DAY, KNOWN, Record

FREE = (date(2021, 1, 1), date(2022, 1, 1))


def stay(record: Record, pledge: str, post: str, start: date, until: date | None) -> Stay:
    """Return a stay that is not yet entered."""
    return Stay(
        pledge=record.pledges[pledge],
        post=Post.objects.get(reference=post),
        stay_from=start,
        stay_until=until,
        known_from=KNOWN,
    )


def arrival(record: Record, **changes: object) -> Arrival:
    """Return an arrival that is not yet entered."""
    values: dict[str, object] = {
        "state": record.parties.organisations["KAZ"],
        "post": Post.objects.get(reference="req-published-coy"),
        "rotation": "R1",
        "arrived_on": DAY,
        "personnel": 120,
        "known_from": DAY,
    }
    return Arrival(**(values | changes))


def test_an_officer_agrees_a_stay_and_its_event_says_what(record: Record) -> None:
    agree_stay(record.parties["secretariat officer"], stay(record, "kaz-submitted", "req-published-coy", *FREE))
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.subject) == ("deployments:stay:agreed", "kaz-submitted")
    assert event.after["post"] == "req-published-coy"


@pytest.mark.parametrize("stranger", ["secretariat reader", "other secretariat", "mission", "owning State", "analyst"])
def test_nobody_else_enters_stays_or_arrivals(record: Record, stranger: str) -> None:
    with pytest.raises(NotAllowed):
        agree_stay(record.parties[stranger], stay(record, "kaz-submitted", "req-published-coy", *FREE))
    with pytest.raises(NotAllowed):
        record_arrival(record.parties[stranger], arrival(record))


@pytest.mark.parametrize(
    ("pledge", "post", "start", "until"),
    [
        ("ind-submitted", "req-published-coy", date(2020, 5, 31), date(2021, 5, 31)),
        ("ind-submitted", "req-published-coy", date(2018, 6, 1), None),
        ("kaz-agreed", "req-draft-coy", date(2019, 12, 1), date(2019, 12, 2)),
        ("ind-submitted", "req-published-bn", date(2030, 1, 1), None),
    ],
)
def test_a_post_is_held_and_a_pledge_used_once_at_a_time(
    record: Record, pledge: str, post: str, start: date, until: date | None
) -> None:
    with pytest.raises(Refused, match="overlaps"):
        agree_stay(record.parties["secretariat officer"], stay(record, pledge, post, start, until))


def test_stays_may_follow_each_other_on_the_day(record: Record) -> None:
    """The agreed stay ends on 1 June 2020, excluded."""
    officer = record.parties["secretariat officer"]
    agree_stay(officer, stay(record, "ind-submitted", "req-published-coy", date(2020, 6, 1), None))
    with pytest.raises(Refused, match="before it begins"):
        agree_stay(officer, stay(record, "kaz-submitted", "req-draft-coy", date(2020, 6, 1), date(2020, 6, 1)))


def test_a_rotation_arrives_once(record: Record) -> None:
    officer = record.parties["secretariat officer"]
    record_arrival(officer, arrival(record))
    with pytest.raises(Refused, match="on record already"):
        record_arrival(officer, arrival(record))
    with pytest.raises(Refused, match="121 women among 120"):
        record_arrival(officer, arrival(record, rotation="R2", women=121))
