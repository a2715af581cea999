"""The whole log verified as it is stored, whatever was done behind the program."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.audit.actions import record
from muster.audit.anchors import Occasion, anchors_file, write_anchor
from muster.audit.models import AuditEvent, PersonalValue, Verification
from muster.audit.personal import digest_of_personal, erase_personal, personal_markers
from muster.audit.verification import daily_run, last_verification, verify
from muster.parties.viewer import SYSTEM, Viewer

KAZ = Viewer(user_id=7, organisation_code="KAZ")
EVENTS = 6


@pytest.fixture
def log(db: None) -> None:
    """Some events, the last one anchored."""
    for number in range(EVENTS):
        record(
            KAZ, "pledges:pledge:changed", f"kaz-{number}", before={"n": number}, after={"n": number + 1}, reason="r"
        )
    write_anchor(Occasion.BY_HAND)


def told() -> list[str]:
    """Return the findings in words."""
    return [str(finding) for finding in verify().findings]


def test_a_log_that_nobody_touched_is_whole(log: None) -> None:
    report = verify()
    assert (report.events, report.last_sequence, report.anchors, report.findings) == (EVENTS, EVENTS, 1, ())


def test_an_empty_log_is_whole_and_has_nothing_to_anchor(db: None) -> None:
    assert write_anchor(Occasion.BY_HAND) is None
    assert verify().findings == ()


def alter(at: int, data: st.DataObject) -> str:
    """Alter any field of an event; return the words that must be told."""
    other: dict[str, Any] = {
        "recorded_at": "2020-01-01T00:00:00Z",
        "actor_id": data.draw(st.sampled_from([None, 8])),
        "on_behalf_of": "IND",
        "action": "pledges:pledge:created",
        "subject": "kaz-other",
        "reason": "other",
        "before": {"n": -1},
        "after": {},
        "previous_digest": "e" * 64,
        "digest": "e" * 64,
    }
    field = data.draw(st.sampled_from(sorted(other)))
    AuditEvent.objects.filter(sequence=at).update(**{field: other[field]})
    return f"event {at} was altered"


def remove(at: int, data: st.DataObject) -> str:
    """Remove an event; the last one is known by its anchor alone."""
    AuditEvent.objects.filter(sequence=at).delete()
    return f"event {at} was cut off" if at == EVENTS else f"event {at} is missing"


def swap(at: int, data: st.DataObject) -> str:
    """Exchange the numbers of two events."""
    other = data.draw(st.integers(1, EVENTS).filter(lambda number: number != at))
    for number, new in ((at, 99), (other, at), (99, other)):
        AuditEvent.objects.filter(sequence=number).update(sequence=new)
    return f"event {other} was moved to the place of event {at}"


def cut(at: int, data: st.DataObject) -> str:
    """Cut the tail off."""
    AuditEvent.objects.filter(sequence__gte=at).delete()
    which = f"event {at} was" if at == EVENTS else f"events {at} to {EVENTS} were"
    return f"{which} cut off: event {EVENTS} was anchored"


def insert(at: int, data: st.DataObject) -> str:
    """Put a foreign event before one, and number those after it anew."""
    for number in range(EVENTS, at - 1, -1):
        AuditEvent.objects.filter(sequence=number).update(sequence=number + 1)
    AuditEvent.objects.create(
        sequence=at, recorded_at="2020-01-01T00:00:00Z", action="a", subject="s", previous_digest="p", digest="d"
    )
    return f"event {at} was altered"


def make_anew(at: int, data: st.DataObject) -> str:
    """Cut the tail off and go on writing, as if it had never been."""
    AuditEvent.objects.filter(sequence__gte=at).delete()
    for _ in range(EVENTS + 1 - at):
        record(KAZ, "pledges:pledge:changed", "another")
    return f"event {EVENTS} is not the one that was anchored"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deed=st.sampled_from([alter, remove, swap, cut, insert, make_anew]), at=st.integers(1, EVENTS), data=st.data())
def test_whatever_is_done_to_the_log_is_found_and_named(log: None, deed: Any, at: int, data: st.DataObject) -> None:
    with transaction.atomic():
        expected = deed(at, data)
        found = told()
        transaction.set_rollback(True)
    assert any(words.startswith(expected) for words in found), found
    assert told() == []


def test_a_copy_of_the_anchors_shows_what_the_installations_own_no_longer_do(log: None, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(anchors_file().read_bytes())
    AuditEvent.objects.filter(sequence=EVENTS).delete()
    anchors_file().unlink()
    assert told() == []
    assert [finding.first for finding in verify(copy).findings] == [EVENTS]


def test_a_line_of_the_anchors_that_was_damaged_is_told(log: None) -> None:
    with anchors_file().open("a") as file:
        file.write("{\n")
    assert told() == ["line 2 of the anchors cannot be read"]


def test_an_anchor_says_when_and_on_what_occasion(log: None) -> None:
    line = json.loads(anchors_file().read_text())
    assert list(line) == ["sequence", "digest", "written_at", "occasion"]
    assert (line["sequence"], line["occasion"]) == (EVENTS, "by hand")
    assert line["digest"] == AuditEvent.objects.get(sequence=EVENTS).digest


@pytest.mark.django_db(transaction=True)
def test_an_export_is_anchored_when_it_is_committed_and_other_writes_are_not() -> None:
    record(KAZ, "pledges:pledge:changed", "kaz-1")
    assert not anchors_file().exists()
    with transaction.atomic():
        record(KAZ, "pledges:workbook:exported", "3 pledges")
        record(KAZ, "pledges:pledge:changed", "kaz-1")
        assert not anchors_file().exists()
    assert [json.loads(line)["sequence"] for line in anchors_file().read_text().splitlines()] == [3]


@pytest.mark.django_db(transaction=True)
def test_an_export_that_was_taken_back_leaves_no_anchor() -> None:
    with transaction.atomic():
        record(KAZ, "pledges:workbook:exported", "3 pledges")
        transaction.set_rollback(True)
    assert not anchors_file().exists()


@pytest.mark.django_db(transaction=True)
def test_an_anchor_that_cannot_be_written_is_logged_and_takes_no_export_back(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (home / "audit").write_text("a file where the folder should be")
    record(KAZ, "pledges:workbook:exported", "3 pledges")
    assert AuditEvent.objects.count() == 1
    assert "_anchor_export" in caplog.text


def test_the_daily_run_keeps_what_it_found_and_anchors(log: None) -> None:
    AuditEvent.objects.filter(sequence=2).update(subject="other")
    report = daily_run()
    kept = last_verification()
    assert kept is not None
    assert (kept.events, kept.anchors, kept.findings, kept.erased) == (EVENTS, 1, 1, 0)
    assert kept.first_findings == ["event 2 was altered"] == [str(finding) for finding in report.findings]
    assert json.loads(anchors_file().read_text().splitlines()[-1])["occasion"] == "daily run"
    assert Verification.objects.count() == 1


@pytest.fixture
def person(db: None) -> str:
    """A subject of whom an event names two values."""
    record(KAZ, "people:person:registered", "person 1", after=personal_markers(VALUES, "person 1"))
    return "person 1"


VALUES = {"family_name": "A Family Name", "rank": "Captain", "sex": ""}


def test_events_hold_no_personal_value(person: str) -> None:
    stored = json.dumps(list(AuditEvent.objects.values_list("before", "after")))
    assert "A Family Name" not in stored
    assert set(AuditEvent.objects.get().after) == {"family_name", "rank"}
    assert verify().findings == ()


def test_the_same_value_of_a_person_keeps_its_digest_and_of_another_has_its_own(person: str) -> None:
    assert digest_of_personal("Captain", person) == digest_of_personal("Captain", person)
    assert digest_of_personal("Captain", person) != digest_of_personal("Captain", "person 2")


def test_erased_values_are_gone_counted_and_nothing_altered(person: str) -> None:
    event = erase_personal(SYSTEM, person, "people:person:erased", reason="asked for")
    assert not PersonalValue.objects.exists()
    assert (event.reason, len(event.after["erased_personal"])) == ("asked for", 2)
    report = verify()
    assert (report.erased, report.findings) == (2, ())


@pytest.mark.parametrize("change", [{"value": "Another"}, {"salt": "0" * 64}, {"subject": "person 2"}])
def test_a_personal_value_altered_behind_the_program_is_found(person: str, change: dict[str, str]) -> None:
    PersonalValue.objects.filter(value="Captain").update(**change)
    assert told() == [f"a personal value of {change.get('subject', person)}, named by event 1, was altered"]


def test_a_personal_value_removed_behind_the_program_is_no_erasure(person: str) -> None:
    PersonalValue.objects.filter(value="Captain").delete()
    assert told() == ["a personal value named by event 1 was removed, and no event says that it was erased"]
