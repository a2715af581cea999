"""What was found of units in theatre is written where selections read it, and they read it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import MusterError, NotAllowed
from muster.parties.viewer import SYSTEM
from muster.pledges.actions import record_theatre_result
from muster.pledges.models import TheatreResult
from muster.pledges.queries.theatre_results import latest_by_state, visible_theatre_results
from muster.pledges.theatre_terms import TheatreResultTerms
from tests.generation.selecting import AFTER, approved
from tests.record import DAY, Record

pytestmark = pytest.mark.django_db
FOUND = TheatreResultTerms(
    unit="unit-kaz",
    state="KAZ",
    mission="UNIFIL",
    unit_type="INF-COY",
    kind="serviceability",
    on=date(2018, 9, 20),
    reference="pi-1",
    percent=80,
    word="below the threshold",
)


def test_a_result_is_written_by_the_mission_or_its_secretariat_and_audited(record: Record) -> None:
    made = record_theatre_result(record.parties["mission"], FOUND, today=DAY)
    assert str(made) == "unit-kaz on 2018-09-20: serviceability"
    record_theatre_result(record.parties["secretariat officer"], replace(FOUND, reference="pi-2"), today=DAY)
    event = AuditEvent.objects.filter(action="pledges:theatre-result:recorded").order_by("sequence")[0]
    assert event.subject == "unit-kaz"
    assert event.after["percent"] == 80
    for kind in ("owning State", "other mission", "other secretariat", "secretariat reader", "analyst"):
        with pytest.raises(NotAllowed):
            record_theatre_result(record.parties[kind], replace(FOUND, reference="pi-3"), today=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"percent": None, "word": " "}, "it says nothing"),
        ({"percent": 101}, "cannot be recorded"),
        ({"on": date(2018, 10, 2)}, "has not come yet"),
        ({"state": "XXX"}, "is no Member State"),
        ({"mission": "NONE"}, "there is no mission"),
        ({"pledge": "ind-submitted"}, "is no pledge of Kazakhstan"),
        ({"kind": "guess"}, "cannot be recorded"),
        ({"standing": "seen"}, "the standing of what is entered"),
    ],
)
def test_a_result_that_cannot_be_is_refused_and_nothing_is_kept(
    record: Record, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(MusterError, match=words):
        record_theatre_result(record.parties["mission"], replace(FOUND, **changes), today=DAY)
    assert not TheatreResult.objects.exists()


def test_a_result_is_recorded_once(record: Record) -> None:
    record_theatre_result(SYSTEM, FOUND, today=DAY)
    with pytest.raises(MusterError, match="on record already; a result is final"):
        record_theatre_result(SYSTEM, replace(FOUND, percent=90), today=DAY)
    again = record_theatre_result(SYSTEM, FOUND, today=DAY)
    assert again.pk == TheatreResult.objects.get().pk
    assert AuditEvent.objects.filter(action="pledges:theatre-result:recorded").count() == 1
    record_theatre_result(SYSTEM, replace(FOUND, kind="readiness", percent=None, word="Not ready"), today=DAY)
    assert TheatreResult.objects.count() == 2


def test_a_state_reads_its_own_results_and_no_other_state_does(record: Record) -> None:
    record_theatre_result(SYSTEM, FOUND, today=DAY)
    seen = {kind: visible_theatre_results(viewer, DAY).count() for kind, viewer in record.parties.viewers.items()}
    may = {
        "secretariat reader", "secretariat officer", "secretariat approver", "secretariat administrator", "mission",
        "owning State", "owning State's reader",
    }  # fmt: skip
    assert {kind for kind, count in seen.items() if count} == may
    assert not visible_theatre_results(record.parties["owning State"], date(2018, 9, 30)).exists()


def test_of_each_unit_and_kind_the_last_result_of_the_last_months_counts(record: Record) -> None:
    un = record.parties.organisations["UN"]
    record_theatre_result(SYSTEM, replace(FOUND, on=date(2018, 6, 20), reference="pi-0"), today=DAY)
    record_theatre_result(SYSTEM, replace(FOUND, percent=95), today=DAY)
    record_theatre_result(SYSTEM, replace(FOUND, on=date(2016, 9, 30), unit="unit-old", reference="pi-old"), today=DAY)
    record_theatre_result(SYSTEM, replace(FOUND, unit="unit-sig", unit_type="SIG", reference="pi-sig"), today=DAY)
    found = latest_by_state(un, "INF-COY", {"KAZ", "IND"}, DAY)
    assert {state: [one.percent for one in results] for state, results in found.items()} == {"KAZ": [95]}
    other = record.parties.organisations["AU"]
    assert latest_by_state(other, "INF-COY", {"KAZ"}, DAY) == {}


def test_a_selection_counts_what_was_found_and_its_record_holds_it(record: Record) -> None:
    record_theatre_result(SYSTEM, FOUND, today=DAY)
    made = approved(record.parties)
    offer = next(one for one in made.content["input"]["offers"] if one["state"] == "KAZ")
    assert [(one["unit"], one["percent"]) for one in offer["theatre"]] == [("unit-kaz", 80)]
    scored = next(one for one in made.content["output"]["offers"] if one["state"] == "KAZ")
    judged = next(one for one in scored["criteria"] if one["criterion"] == "performance")
    assert judged["share"] == "4/5"
    assert "selection_theatre_months" in {row["key"] for row in made.content["input"]["parameters"]}
    assert made.approved_on == AFTER


def test_where_the_offered_pledge_stands_in_theatre_its_own_results_go_before_those_of_the_state(
    record: Record,
) -> None:
    record_theatre_result(SYSTEM, replace(FOUND, unit="unit-other", reference="pi-9", percent=100), today=DAY)
    record_theatre_result(SYSTEM, replace(FOUND, pledge="kaz-submitted"), today=DAY)
    made = approved(record.parties)
    offer = next(one for one in made.content["input"]["offers"] if one["state"] == "KAZ")
    assert [one["unit"] for one in offer["theatre"]] == ["unit-kaz"]
