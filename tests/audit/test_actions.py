"""Events as they are stored: in one chain, each as its digest says, none without the write that it records."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from muster.audit.actions import NewEvent, record, record_many
from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.parties.viewer import SYSTEM, Viewer

KAZ = Viewer(user_id=7, organisation_code="KAZ")


def told() -> list[str]:
    """Return what is wrong with the chain, in words."""
    return [str(finding) for finding in broken_links(chained_events())]


@pytest.fixture
def three(db: None) -> list[AuditEvent]:
    """Three events."""
    return [
        record(
            KAZ, "pledges:pledge:changed", "kaz-1", before={"on": date(2018, 10, 1)}, after={"share": Decimal("0.1")}
        ),
        record(SYSTEM, "plans:plan:solved", "plan-1", reason="Қазақстан, 1 қазан"),
        record(KAZ, "pledges:pledge:submitted", "kaz-1"),
    ]


def test_events_are_numbered_and_chained(three: list[AuditEvent]) -> None:
    assert [event.sequence for event in three] == [1, 2, 3]
    assert [event.previous_digest for event in three[1:]] == [event.digest for event in three[:2]]
    assert broken_links(chained_events()) == []


def test_an_event_says_who_acted_for_whom(three: list[AuditEvent]) -> None:
    event = AuditEvent.objects.get(sequence=1)
    assert (event.actor_id, event.on_behalf_of) == (7, "KAZ")
    assert (event.before, event.after) == ({"on": "2018-10-01"}, {"share": "0.1"})
    assert AuditEvent.objects.get(sequence=2).actor_id is None


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "kaz-2"},
        {"on_behalf_of": "IND"},
        {"reason": "other words"},
        {"after": {"share": "0.2"}},
        {"actor_id": 8},
        {"action": "pledges:pledge:created"},
    ],
)
def test_a_row_altered_behind_the_program_is_found(three: list[AuditEvent], change: dict[str, object]) -> None:
    AuditEvent.objects.filter(sequence=1).update(**change)
    assert told() == ["event 1 was altered"]


def test_a_row_removed_behind_the_program_is_found(three: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(sequence=2).delete()
    assert told() == ["event 2 is missing: the next one is 3"]


def test_rows_renumbered_behind_the_program_are_found(three: list[AuditEvent]) -> None:
    for number, new in ((2, 9), (3, 2), (9, 3)):
        AuditEvent.objects.filter(sequence=number).update(sequence=new)
    assert [words for words in told() if "moved" in words] == [
        "event 3 was moved to the place of event 2",
        "event 2 was moved to the place of event 3",
    ]


def test_an_event_goes_with_the_write_that_fails(three: list[AuditEvent]) -> None:
    with transaction.atomic():
        record(KAZ, "pledges:pledge:created", "kaz-2")
        transaction.set_rollback(True)
    assert AuditEvent.objects.count() == 3
    assert record(KAZ, "pledges:pledge:created", "kaz-2").sequence == 4
    assert broken_links(chained_events()) == []


def test_many_events_are_added_in_their_order_with_few_queries(
    three: list[AuditEvent], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The chain is locked once and its end read once; only the inserts come in batches."""
    new = [NewEvent("pledges:pledge:created", f"kaz-{number}", after={"n": number}) for number in range(300)]
    with django_assert_max_num_queries(10):
        events = record_many(KAZ, new)
    assert [event.sequence for event in events] == list(range(4, 304))
    assert [event.subject for event in AuditEvent.objects.filter(sequence__gt=3)] == [one.subject for one in new]
    assert told() == []


def test_none_is_no_event(db: None) -> None:
    assert record_many(KAZ, []) == []
    assert AuditEvent.objects.count() == 0
