"""Inspections on record: planned, begun, counted, shared, signed; who may do and see what; what follows from them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.deployments.models import DeployedUnit
from muster.generation.actions.clearances import plan_inspection as plan_in_case
from muster.inspections import actions
from muster.inspections.inspection_terms import DiscrepancyTerms, PlanTerms, StepTerms
from muster.inspections.models import Discrepancy, Inspection
from muster.inspections.queries.agreed import agreed_for
from muster.inspections.queries.discrepancies import standing_on, visible_discrepancies, visible_discrepancy
from muster.inspections.queries.due import due_rows, still_due
from muster.inspections.queries.inspections import (
    sheet_of,
    sheet_seen,
    stage_on,
    visible_inspection,
    visible_inspections,
)
from muster.inspections.queries.serviceability import serviceability_of
from muster.inspections.queries.verified import verified_in_month, verified_of
from muster.inspections.rules.discrepancies import Proposed
from muster.inspections.rules.due_facts import DueState
from muster.inspections.rules.serviceability import whole
from muster.inspections.rules.worksheet import Worksheet
from muster.kit.errors import MusterError, NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges.models import TheatreResult
from muster.pledges.queries import pledges_in_doubt
from tests.generation.ground import CASE
from tests.inspections.sheets import line, service
from tests.inspections.theatre import ARRIVAL, INSPECTED, UNIT, begun, counted, inspected_unit, reported, shared, signed
from tests.record import DAY, Parties, Record

pytestmark = pytest.mark.django_db
AFTER = INSPECTED + timedelta(days=1)
SIDES = {
    "secretariat reader", "secretariat officer", "secretariat approver", "secretariat administrator", "mission",
    "owning State", "owning State's reader",
}  # fmt: skip
NOT_MISSION = (
    "owning State", "other State", "other mission", "other secretariat", "secretariat reader", "analyst",
)  # fmt: skip


@pytest.fixture
def unit(record: Record) -> DeployedUnit:
    return inspected_unit(record)


@pytest.fixture
def house(record: Record) -> Parties:
    return record.parties


def refused(write: Callable[[], Any], words: str) -> None:
    with pytest.raises(MusterError) as told:
        write()
    text = " | ".join([told.value.message, *(str(one) for one in getattr(told.value, "problems", ()))])
    assert words in text, text


def test_an_inspection_is_planned_by_the_missions_side_with_the_day_by_which_it_is_due(
    unit: DeployedUnit, house: Parties
) -> None:
    made = actions.plan_inspection(house["mission"], PlanTerms(UNIT, "AI", INSPECTED), today=ARRIVAL)
    assert (made.reference, made.stage, made.due_on) == ("unit-kaz-ai-1", "planned", date(2018, 3, 10))
    other = actions.plan_inspection(house["secretariat officer"], PlanTerms(UNIT, "SPOT", INSPECTED), today=ARRIVAL)
    assert other.due_on is None
    event = AuditEvent.objects.filter(action="inspections:inspection:planned").order_by("sequence")[0]
    assert (event.subject, event.after["unit"], event.after["due_on"]) == (made.reference, UNIT, "2018-03-10")
    for kind in NOT_MISSION:
        with pytest.raises((NotAllowed, NotFound)):
            actions.plan_inspection(house[kind], PlanTerms(UNIT, "PI", INSPECTED), today=ARRIVAL)


def test_an_ori_on_doubt_is_due_at_once(unit: DeployedUnit, house: Parties) -> None:
    made = actions.plan_inspection(house["mission"], PlanTerms(UNIT, "ORI", INSPECTED, "Doubt"), today=ARRIVAL)
    assert made.due_on == ARRIVAL + timedelta(days=14)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "CMR"}, "is not planned; choose one of AI"),
        ({"kind": "XX"}, "is not planned; choose one of AI"),
        ({"planned_for": ARRIVAL - timedelta(days=1)}, "it is not there on 2018-02-09"),
        ({"reason": "x" * 301}, "cannot be recorded"),
        ({"unit": "none"}, "There is no deployed unit none"),
        ({"standing": "seen"}, "the standing of what is entered is 'entered'"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_kept(
    unit: DeployedUnit, house: Parties, changes: dict[str, Any], words: str
) -> None:
    terms = replace(PlanTerms(UNIT, "AI", INSPECTED), **changes)
    refused(lambda: actions.plan_inspection(house["mission"], terms, today=ARRIVAL), words)
    assert not Inspection.objects.exists()


def test_two_of_a_kind_are_not_open_at_once_but_spot_checks_are(unit: DeployedUnit, house: Parties) -> None:
    mission = house["mission"]
    for kind in ("PI", "SPOT", "SPOT"):
        actions.plan_inspection(mission, PlanTerms(UNIT, kind, INSPECTED), today=ARRIVAL)
    again = PlanTerms(UNIT, "PI", INSPECTED)
    refused(lambda: actions.plan_inspection(mission, again, today=ARRIVAL), "unit-kaz-pi-1 of that kind is open")
    actions.take_inspection_step(
        mission, "unit-kaz-pi-1", "cancelled", StepTerms(ARRIVAL, "Roads are closed."), today=ARRIVAL
    )
    assert actions.plan_inspection(mission, again, today=ARRIVAL).reference == "unit-kaz-pi-2"


def test_all_that_falls_due_in_a_mission_is_planned_at_once_by_rule(unit: DeployedUnit, house: Parties) -> None:
    mission = house["mission"]
    made = actions.plan_due_inspections(mission, "UNIFIL", date(2018, 6, 1), today=date(2018, 3, 1))
    assert [(one.kind, one.planned_for) for one in made] == [
        ("AI", date(2018, 3, 10)), ("PI", date(2018, 5, 10)),
    ]  # fmt: skip
    refused(
        lambda: actions.plan_due_inspections(mission, "UNIFIL", date(2018, 6, 1), today=date(2018, 3, 1)),
        "nothing that you plan falls due",
    )
    late = actions.plan_due_inspections(mission, "UNIFIL", date(2018, 8, 20), today=date(2018, 8, 20))
    assert [(one.kind, one.planned_for) for one in late] == [("ORI", date(2018, 8, 20))]
    refused(lambda: actions.plan_due_inspections(mission, "NONE", DAY, today=DAY), "There is no mission 'NONE'")
    refused(lambda: actions.plan_due_inspections(mission, "UNIFIL", ARRIVAL, today=DAY), "is past")


def test_a_state_plans_none_for_its_own_unit(unit: DeployedUnit, house: Parties) -> None:
    with pytest.raises(NotAllowed):
        actions.plan_due_inspections(house["owning State"], "UNIFIL", date(2018, 6, 1), today=date(2018, 3, 1))
    assert not Inspection.objects.exists()


def test_the_inspection_that_a_case_called_for_is_taken_over_when_the_unit_has_come(unit: DeployedUnit) -> None:
    assert actions.take_over_arrivals(SYSTEM, today=INSPECTED) == []
    plan_in_case(SYSTEM, CASE, arrival_on=date(2018, 2, 15), today=ARRIVAL, note="Bring the camp's plan")
    (made,) = actions.take_over_arrivals(SYSTEM, today=INSPECTED)
    assert (made.kind, made.planned_for, made.reason) == ("AI", date(2018, 2, 15), "Bring the camp's plan")
    assert actions.take_over_arrivals(SYSTEM, today=INSPECTED) == []


def test_a_worksheet_is_filled_from_the_annexes_of_the_memorandum_in_force(unit: DeployedUnit, house: Parties) -> None:
    made = begun(house["mission"])
    sheet = sheet_of(made)
    assert [(one.item, one.agreed, one.present) for one in sheet.equipment] == [
        ("Armoured personnel carrier", 10, None), ("Radio set", 30, None), ("Ambulance", 1, None),
        ("Water purification", 0, None),
    ]  # fmt: skip
    assert [(one.category, one.ceiling, one.verdict) for one in sheet.services] == [
        ("catering", 120, ""), ("communications", 120, "by-organisation"),
    ]  # fmt: skip
    assert made.basis is not None
    assert made.carried_from == INSPECTED


def test_without_a_memorandum_in_force_the_pledge_says_what_is_agreed_and_without_both_nobody(record: Record) -> None:
    unit = inspected_unit(record, with_memorandum=False, pledge="kaz-submitted")
    assert agreed_for(unit, DAY).words == "nothing: pledge kaz-submitted has no lists; add lines by hand"
    unit.pledge = None
    assert agreed_for(unit, DAY).words.startswith("nothing: the unit has no memorandum in force and no pledge")


def test_lists_of_the_pledge_stand_in_for_a_memorandum_that_does_not_bind_yet(record: Record) -> None:
    unit = inspected_unit(record, pledge="kaz-agreed")
    assert agreed_for(unit, date(2017, 12, 31)).words.startswith("nothing: ")
    assert agreed_for(unit, DAY).words == "annexes B and C of case-kaz-mou, version 1"
    unit.post_id = 0
    found = agreed_for(unit, DAY)
    assert found.words == "pledge kaz-agreed; no memorandum in force has lists"
    assert [one.item for one in found.sheet.equipment] == ["Armoured personnel carrier", "Radio set", "Ambulance"]
    assert [(one.category, one.verdict) for one in found.sheet.services] == [
        ("catering", ""), ("communications", "by-organisation"),
    ]  # fmt: skip


def test_a_worksheet_is_written_as_a_whole_and_the_event_keeps_the_lines_that_changed(
    unit: DeployedUnit, house: Parties
) -> None:
    made = begun(house["mission"])
    sheet = sheet_of(made)
    half = replace(sheet, equipment=(replace(sheet.equipment[0], present=9, operational=8), *sheet.equipment[1:]))
    actions.write_worksheet(house["mission"], made.reference, half, today=INSPECTED, expected_version=made.version)
    assert sheet_of(made) == half
    event = AuditEvent.objects.get(action="inspections:worksheet:written")
    assert [one["operational"] for one in event.after["equipment"]] == [8]
    refused(
        lambda: actions.write_worksheet(
            house["mission"], made.reference, sheet, today=INSPECTED, expected_version=made.version
        ),
        "changed by somebody else meanwhile",
    )
    broken = replace(half, equipment=(replace(half.equipment[0], operational=10), *half.equipment[1:]))
    refused(
        lambda: actions.write_worksheet(house["mission"], made.reference, broken, today=INSPECTED),
        "equipment line 1: 10 work of 9 present; give at most 9",
    )
    assert sheet_of(made) == half
    same = actions.write_worksheet(house["mission"], made.reference, half, today=INSPECTED)
    assert same.version == made.version + 1
    assert AuditEvent.objects.filter(action="inspections:worksheet:written").count() == 1


def test_where_nothing_is_agreed_the_lines_of_the_last_worksheet_signed_come_again_uncounted(record: Record) -> None:
    inspected_unit(record, with_memorandum=False)
    made = begun()
    assert sheet_of(made).is_empty
    lines = Worksheet((line(1, agreed=3, present=3, operational=2),), (service(1),))
    actions.write_worksheet(SYSTEM, made.reference, lines, today=INSPECTED)
    terms = StepTerms(AFTER, carried_until=AFTER)
    actions.take_inspection_step(SYSTEM, made.reference, "shared", terms, today=AFTER)
    actions.sign_for_contingent(SYSTEM, made.reference, on=AFTER, today=AFTER)
    actions.take_inspection_step(SYSTEM, made.reference, "signed", StepTerms(AFTER), today=AFTER)
    again = sheet_of(begun(kind="PI", on=AFTER))
    assert [(one.item, one.agreed, one.present, one.by_hand) for one in again.equipment] == [("Truck 1", 3, None, True)]
    assert [(one.category, one.ceiling, one.verdict) for one in again.services] == [("Catering 1", 120, "")]


def test_a_line_may_be_added_by_hand(unit: DeployedUnit, house: Parties) -> None:
    made = begun(house["mission"])
    sheet = sheet_of(made)
    more = replace(sheet, equipment=(*sheet.equipment, line(9, agreed=0, present=1, operational=1)))
    actions.write_worksheet(house["mission"], made.reference, more, today=INSPECTED)
    assert [one.by_hand for one in sheet_of(made).equipment] == [False] * 4 + [True]


def test_the_state_writes_no_worksheet_of_the_mission_and_reads_it_once_it_is_shared(
    unit: DeployedUnit, house: Parties
) -> None:
    made = begun(house["mission"])
    state = house["owning State"]
    with pytest.raises(NotAllowed):
        actions.write_worksheet(state, made.reference, sheet_of(made), today=INSPECTED)
    assert sheet_seen(state, visible_inspection(state, INSPECTED, made.reference)) is None
    assert sheet_seen(house["mission"], visible_inspection(house["mission"], INSPECTED, made.reference)) is not None
    other = shared(kind="PI")
    assert sheet_seen(state, visible_inspection(state, AFTER, other.reference)) is not None
    assert sheet_seen(state, visible_inspection(state, INSPECTED, other.reference)) is None


def test_an_inspection_is_seen_by_its_sides_alone(unit: DeployedUnit, house: Parties) -> None:
    signed(line_1=(9, 8))
    actions.accept_discrepancies(SYSTEM, "unit-kaz-ai-1", ["equipment-1-missing"], today=AFTER)
    for reads in (visible_inspections, visible_discrepancies):
        seen = {kind for kind, viewer in house.viewers.items() if reads(viewer, DAY).exists()}
        assert seen == SIDES
    with pytest.raises(NotFound):
        visible_inspection(house["other State"], DAY, "unit-kaz-ai-1")
    with pytest.raises(NotFound):
        visible_discrepancy(house["analyst"], DAY, "unit-kaz-ai-1-d1")


def test_as_of_an_earlier_day_an_inspection_stands_as_it_stood(unit: DeployedUnit, house: Parties) -> None:
    signed()
    stages = [
        stage_on(visible_inspection(house["mission"], day, "unit-kaz-ai-1"))
        for day in (INSPECTED, AFTER)
    ]  # fmt: skip
    assert stages == ["under-way", "signed"]
    with pytest.raises(NotFound):
        visible_inspection(house["mission"], INSPECTED - timedelta(days=1), "unit-kaz-ai-1")


def test_the_mission_signs_when_the_contingent_has_signed(unit: DeployedUnit, house: Parties) -> None:
    mission, state = house["mission"], house["owning State"]
    made = shared(mission)
    sign = StepTerms(AFTER)
    refused(
        lambda: actions.take_inspection_step(mission, made.reference, "signed", sign, today=AFTER), "it has not signed"
    )
    with pytest.raises(NotAllowed):
        actions.sign_for_contingent(mission, made.reference, on=AFTER, today=AFTER)
    with pytest.raises(NotAllowed):
        actions.sign_for_contingent(house["owning State's reader"], made.reference, on=AFTER, today=AFTER)
    actions.sign_for_contingent(state, made.reference, on=AFTER, remarks="Line 2 is in repair.", today=AFTER)
    refused(lambda: actions.sign_for_contingent(state, made.reference, on=AFTER, today=AFTER), "the contingent signed")
    refused(lambda: actions.refuse_signature(state, made.reference, words="No", today=AFTER), "it has not refused")
    with pytest.raises(NotAllowed):
        actions.take_inspection_step(state, made.reference, "signed", sign, today=AFTER)
    done = actions.take_inspection_step(mission, made.reference, "signed", sign, today=AFTER)
    assert (done.stage, done.remarks) == ("signed", "Line 2 is in repair.")


def test_a_refusal_to_sign_is_recorded_with_words_and_the_mission_signs(unit: DeployedUnit, house: Parties) -> None:
    made = shared(house["mission"])
    refused(lambda: actions.refuse_signature(house["mission"], made.reference, words=" ", today=AFTER), "say why")
    with pytest.raises(NotFound):
        actions.refuse_signature(house["other State"], made.reference, words="No", today=AFTER)
    with pytest.raises(NotAllowed):
        actions.refuse_signature(house["owning State's reader"], made.reference, words="No", today=AFTER)
    actions.refuse_signature(house["mission"], made.reference, words="It disputes line 1.", today=AFTER)
    done = actions.take_inspection_step(house["mission"], made.reference, "signed", StepTerms(AFTER), today=AFTER)
    assert (done.stage, done.refusal, done.contingent_signed_on) == ("signed", "It disputes line 1.", None)


def test_a_worksheet_that_is_taken_back_is_signed_anew(unit: DeployedUnit, house: Parties) -> None:
    made = shared(house["mission"])
    actions.sign_for_contingent(house["owning State"], made.reference, on=AFTER, today=AFTER)
    back = StepTerms(AFTER, "Line 3 was counted twice.")
    found = actions.take_inspection_step(house["mission"], made.reference, "under-way", back, today=AFTER)
    assert found.contingent_signed_on is None
    assert sheet_of(found).equipment[0].present == 10
    refused(
        lambda: actions.sign_for_contingent(house["owning State"], made.reference, on=AFTER, today=AFTER),
        "while the worksheet is with it",
    )


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (StepTerms(AFTER + timedelta(days=1)), "has not come yet"),
        (StepTerms(INSPECTED - timedelta(days=1)), "the step before is of"),
        (StepTerms(AFTER), "nobody says when it was carried out"),
        (StepTerms(AFTER, carried_until=INSPECTED), "not after"),
        (StepTerms(AFTER, carried_from=ARRIVAL - timedelta(days=1), carried_until=AFTER), "before the unit came"),
        (StepTerms(AFTER, carried_until=AFTER, readiness="ready"), "only an operational readiness inspection says it"),
        (StepTerms(AFTER, carried_until=AFTER, readiness="very"), "is unknown"),
    ],
)
def test_a_step_that_cannot_be_is_refused(unit: DeployedUnit, terms: StepTerms, words: str) -> None:
    made = begun()
    actions.write_worksheet(SYSTEM, made.reference, counted(sheet_of(made)), today=INSPECTED)
    refused(lambda: actions.take_inspection_step(SYSTEM, made.reference, "shared", terms, today=AFTER), words)
    assert Inspection.objects.get().stage == "under-way"


def test_a_signed_inspection_says_to_selections_what_was_serviceable(unit: DeployedUnit, house: Parties) -> None:
    signed(house["mission"], line_2=(30, 20))
    result = TheatreResult.objects.get()
    assert (result.kind, result.percent, result.word, result.on, result.reference) == (
        "serviceability", 75, "below the threshold of 90 %", INSPECTED, "unit-kaz-ai-1",
    )  # fmt: skip
    told = Notice.objects.filter(topic="inspection-result").values_list("organisation__code", "title")
    words = "Arrival inspection of Company of Kazakhstan is signed: serviceability 75 %, below the threshold of 90 %"
    assert dict(told) == {"KAZ": words, "UN": words}


def test_an_ori_says_whether_the_unit_is_ready_and_a_spot_check_nothing_of_the_whole(unit: DeployedUnit) -> None:
    signed(kind="ORI", readiness="not-ready")
    signed(kind="SPOT", on=INSPECTED + timedelta(days=5))
    assert list(TheatreResult.objects.order_by("kind").values_list("kind", "percent", "word")) == [
        ("readiness", None, "Not ready"), ("serviceability", 100, ""),
    ]  # fmt: skip


def test_an_ori_that_finds_the_unit_not_ready_raises_a_doubt_about_its_pledge_until_the_next_is_good(
    record: Record,
) -> None:
    inspected_unit(record, pledge="kaz-submitted")
    mission, pledge = record.parties["mission"], record.pledges["kaz-submitted"]
    signed(mission, kind="ORI", readiness="not-ready")
    assert pledges_in_doubt(SYSTEM, AFTER) == {pledge.pk}
    told = Notice.objects.filter(topic="theatre-doubt").values_list("organisation__code", flat=True)
    assert sorted(told) == ["KAZ", "UN"]
    signed(mission, kind="ORI", on=INSPECTED + timedelta(days=40), readiness="with-shortfalls")
    assert pledges_in_doubt(SYSTEM, DAY) == frozenset()
    assert pledges_in_doubt(SYSTEM, AFTER) == {pledge.pk}
    assert TheatreResult.objects.filter(pledge=pledge, kind="readiness").count() == 2


def test_a_unit_without_a_pledge_raises_no_doubt(unit: DeployedUnit) -> None:
    signed(kind="ORI", readiness="not-ready")
    assert TheatreResult.objects.filter(pledge__isnull=False).count() == 0
    assert pledges_in_doubt(SYSTEM, DAY) == frozenset()


def test_a_monthly_report_is_the_states_own_until_it_is_handed_in(unit: DeployedUnit, house: Parties) -> None:
    state, mission = house["owning State"], house["mission"]
    day = date(2018, 3, 8)
    with pytest.raises(NotAllowed):
        actions.open_report(mission, UNIT, ARRIVAL, today=day)
    made = actions.open_report(state, UNIT, date(2018, 2, 20), today=day)
    assert (made.reference, made.stage, made.covers_from, made.covers_until, made.due_on) == (
        "unit-kaz-cmr-2018-02", "under-way", ARRIVAL, date(2018, 3, 1), date(2018, 3, 10),
    )  # fmt: skip
    with pytest.raises(NotFound):
        visible_inspection(mission, day, made.reference)
    refused(lambda: actions.open_report(state, UNIT, ARRIVAL, today=day), "is on record; go on with that")
    actions.write_worksheet(state, made.reference, counted(sheet_of(made)), today=day)
    actions.take_inspection_step(state, made.reference, "signed", StepTerms(day), today=day)
    assert stage_on(visible_inspection(mission, day, made.reference)) == "signed"
    assert not TheatreResult.objects.exists()
    refused(
        lambda: actions.accept_discrepancies(mission, made.reference, ["equipment-1-missing"], today=day),
        "verifies nothing",
    )


@pytest.mark.parametrize(
    ("month", "words"), [(date(2018, 1, 1), "the unit is not there"), (date(2018, 4, 1), "the month has not come")]
)
def test_a_report_is_for_a_month_of_presence(unit: DeployedUnit, house: Parties, month: date, words: str) -> None:
    refused(lambda: actions.open_report(house["owning State"], UNIT, month, today=date(2018, 3, 8)), words)


def test_a_report_of_the_month_that_runs_waits_for_its_end(unit: DeployedUnit, house: Parties) -> None:
    day = date(2018, 3, 8)
    refused(lambda: reported(house["owning State"], day, day), "it is not over")


def test_a_cancelled_report_makes_way_for_another(unit: DeployedUnit, house: Parties) -> None:
    state, day = house["owning State"], date(2018, 3, 8)
    made = actions.open_report(state, UNIT, ARRIVAL, today=day)
    actions.take_inspection_step(state, made.reference, "cancelled", StepTerms(day, "Wrong unit"), today=day)
    assert reported(state, ARRIVAL, day).reference == "unit-kaz-cmr-2018-02-2"


CORRECTED_ON = date(2018, 3, 20)
FEBRUARY = "unit-kaz-cmr-2018-02"


def corrected(state: Viewer, on: date = CORRECTED_ON, reference: str = FEBRUARY) -> Inspection:
    """Correct a report: one of the items of its first line works no more; hand the correction in."""
    made = actions.correct_report(state, reference, "Counted twice", today=on)
    actions.write_worksheet(state, made.reference, counted(sheet_of(made), line_1=(1, 0)), today=on)
    return actions.take_inspection_step(state, made.reference, "signed", StepTerms(on), today=on)


def reports_counted(viewer: Viewer, unit: DeployedUnit, day: date) -> list[str]:
    return [one.reference for one in serviceability_of(viewer, unit, day)]


def test_a_correction_takes_the_place_of_a_report_from_its_own_day_and_is_told_to_the_sides(
    unit: DeployedUnit, house: Parties
) -> None:
    state, mission, day = house["owning State"], house["mission"], date(2018, 3, 8)
    reported(state, ARRIVAL, day)
    before = serviceability_of(mission, unit, CORRECTED_ON)[0].total
    made = corrected(state)
    assert made.reference == f"{FEBRUARY}-2"
    earlier = CORRECTED_ON - timedelta(days=1)
    assert [reports_counted(mission, unit, one) for one in (earlier, CORRECTED_ON)] == [[FEBRUARY], [made.reference]]
    assert serviceability_of(mission, unit, earlier)[0].total == before
    assert serviceability_of(mission, unit, CORRECTED_ON)[0].total.serviceable < before.serviceable
    stages = [stage_on(visible_inspection(mission, one, FEBRUARY)) for one in (earlier, CORRECTED_ON)]
    assert stages == ["signed", "superseded"]
    told = Notice.objects.filter(title__endswith="is corrected")
    assert {one.organisation.code for one in told} == {"UN", "UNIFIL"}
    assert {one.body for one in told} == {"Counted twice"}
    assert AuditEvent.objects.get(action="inspections:inspection:superseded").subject == FEBRUARY


def test_a_correction_is_corrected_in_its_turn_and_the_first_report_is_not_again(
    unit: DeployedUnit, house: Parties
) -> None:
    state = house["owning State"]
    reported(state, ARRIVAL, date(2018, 3, 8))
    corrected(state)
    refused(lambda: actions.correct_report(state, FEBRUARY, "Again", today=CORRECTED_ON), "correct the one in its")
    last = corrected(state, date(2018, 4, 2), f"{FEBRUARY}-2")
    assert last.reference == f"{FEBRUARY}-3"
    assert reports_counted(state, unit, date(2018, 4, 2)) == [last.reference]


def test_until_a_correction_is_handed_in_the_report_holds_and_the_correction_is_the_states_own(
    unit: DeployedUnit, house: Parties
) -> None:
    state, mission = house["owning State"], house["mission"]
    reported(state, ARRIVAL, date(2018, 3, 8))
    made = actions.correct_report(state, FEBRUARY, "Counted twice", today=CORRECTED_ON)
    assert sheet_of(made) == sheet_of(visible_inspection(state, CORRECTED_ON, FEBRUARY))
    assert reports_counted(mission, unit, CORRECTED_ON) == [FEBRUARY]
    with pytest.raises(NotFound):
        visible_inspection(mission, CORRECTED_ON, made.reference)
    refused(lambda: actions.correct_report(state, FEBRUARY, "Again", today=CORRECTED_ON), "is under way; go on")
    away = StepTerms(CORRECTED_ON, "It was right")
    actions.take_inspection_step(state, made.reference, "cancelled", away, today=CORRECTED_ON)
    assert corrected(state).reference == f"{FEBRUARY}-3"


def test_only_a_report_that_is_handed_in_is_corrected_by_its_state_with_a_reason(
    unit: DeployedUnit, house: Parties
) -> None:
    state, day = house["owning State"], date(2018, 3, 8)
    made = actions.open_report(state, UNIT, ARRIVAL, today=day)
    refused(lambda: actions.correct_report(state, made.reference, "Wrong", today=day), "not handed in")
    actions.write_worksheet(state, made.reference, counted(sheet_of(made)), today=day)
    actions.take_inspection_step(state, made.reference, "signed", StepTerms(day), today=day)
    refused(lambda: actions.correct_report(state, FEBRUARY, " ", today=day), "say what was wrong")
    with pytest.raises(NotAllowed):
        actions.correct_report(house["mission"], FEBRUARY, "Wrong", today=day)
    inspected = signed(SYSTEM)
    with pytest.raises(Refused, match="cannot be begun"):
        actions.correct_report(SYSTEM, inspected.reference, "Wrong", today=date(2018, 3, 8))


def test_a_report_that_is_corrected_late_was_handed_in_in_time(unit: DeployedUnit, house: Parties) -> None:
    state = house["owning State"]
    reported(state, ARRIVAL, date(2018, 3, 8))
    corrected(state, date(2018, 6, 1))
    lines = [row.line for row in due_rows(state, date(2018, 6, 15)) if row.line.month == ARRIVAL.replace(day=1)]
    assert [(one.reference, one.state) for one in lines] == [(FEBRUARY, DueState.DONE)]


def test_what_is_due_follows_from_what_is_signed_and_is_told_to_the_sides_alone(
    unit: DeployedUnit, house: Parties
) -> None:
    day = date(2018, 6, 15)
    signed()
    rows = {(one.line.kind.value, one.line.month): one.line for one in still_due(house["mission"], day)}
    assert (rows["PI", None].due_on, rows["PI", None].state) == (date(2018, 6, 1), "overdue")
    assert (rows["ORI", None].due_on, rows["ORI", None].state) == (date(2018, 8, 10), "later")
    assert [month for kind, month in rows if kind == "CMR"] == [date(2018, at, 1) for at in (2, 3, 4, 5, 6)]
    done = [one.line for one in due_rows(house["mission"], day) if one.line.state == "done"]
    assert [one.reference for one in done] == ["unit-kaz-ai-1"]
    seen = {kind for kind, viewer in house.viewers.items() if due_rows(viewer, day)}
    assert seen == SIDES
    assert due_rows(house["mission"], day, state="IND") == []
    assert due_rows(house["mission"], day, unit=UNIT, mission="UNIFIL", state="KAZ") != []
    before = {one.line.kind.value for one in due_rows(house["mission"], INSPECTED) if one.line.state == "done"}
    assert before == set()


def test_a_unit_that_left_long_ago_is_asked_for_nothing(record: Record) -> None:
    inspected_unit(record, present_until=date(2018, 6, 1))
    assert due_rows(record.parties["mission"], date(2018, 6, 10)) != []
    assert due_rows(record.parties["mission"], date(2018, 9, 10)) == []


def test_what_is_verified_comes_from_signed_inspections_and_never_from_a_report(
    unit: DeployedUnit, house: Parties
) -> None:
    mission = house["mission"]
    signed(line_1=(10, 9))
    shared(kind="PI", on=date(2018, 5, 10), line_1=(10, 1))
    reported(house["owning State"], date(2018, 4, 1), date(2018, 5, 5), line_1=(10, 2))
    found = verified_of(mission, unit, DAY)
    assert (found.equipment[0].line.operational, found.equipment[0].reference) == (9, "unit-kaz-ai-1")
    assert whole(found.lines).percent == 97
    assert verified_of(mission, unit, ARRIVAL).equipment == ()
    assert verified_of(house["other State"], unit, DAY).equipment == ()
    march = verified_in_month(mission, unit, INSPECTED, as_of=DAY)
    assert [one.days.start for one in march] == [INSPECTED]
    february = verified_in_month(mission, unit, ARRIVAL, as_of=DAY)
    assert [len(one.equipment) for one in february] == [0]


def keys(found: list[Proposed]) -> list[str]:
    return [one.key for one in found]


def test_discrepancies_are_accepted_from_the_worksheet_once_it_is_shared(unit: DeployedUnit, house: Parties) -> None:
    mission = house["mission"]
    made = begun(mission)
    actions.write_worksheet(mission, made.reference, counted(sheet_of(made), line_1=(8, 7)), today=INSPECTED)
    key = "equipment-1-missing"
    refused(lambda: actions.accept_discrepancies(mission, made.reference, [key], today=INSPECTED), "once the worksheet")
    step = StepTerms(AFTER, carried_until=AFTER)
    actions.take_inspection_step(mission, made.reference, "shared", step, today=AFTER)
    with pytest.raises(NotAllowed):
        actions.accept_discrepancies(house["owning State"], made.reference, [key], today=AFTER)
    (found,) = actions.accept_discrepancies(mission, made.reference, [key], today=AFTER)
    assert (found.reference, found.items, found.side, found.due_on, found.standing) == (
        "unit-kaz-ai-1-d1", 2, "contributor", AFTER + timedelta(days=30), "open",
    )  # fmt: skip
    refused(
        lambda: actions.accept_discrepancies(mission, made.reference, [key], today=AFTER), "not proposed (any more)"
    )
    refused(lambda: actions.accept_discrepancies(mission, made.reference, [], today=AFTER), "choose at least one")
    refused(
        lambda: actions.accept_discrepancies(
            mission, made.reference, ["equipment-1-not-operational"], due_on=INSPECTED, today=AFTER
        ),
        "is past",
    )
    titles = set(Notice.objects.filter(topic="discrepancy").values_list("organisation__code", flat=True))
    assert titles == {"KAZ"}


def test_a_discrepancy_may_be_entered_in_words(unit: DeployedUnit, house: Parties) -> None:
    made = shared()
    terms = DiscrepancyTerms("personnel", "Two drivers without a licence", "contributor")
    found = actions.enter_discrepancy(house["mission"], made.reference, terms, today=AFTER)
    assert (found.code, found.about) == ("entered", "personnel")
    odd: list[tuple[dict[str, Any], str]] = [
        ({"words": " "}, "it has no words"), ({"about": "x"}, "about"), ({"side": "x"}, "side"),
    ]  # fmt: skip
    for changes, words in odd:
        bad = replace(terms, **changes)
        refused(lambda bad=bad: actions.enter_discrepancy(house["mission"], made.reference, bad, today=AFTER), words)  # type: ignore[misc]
    assert Discrepancy.objects.count() == 1


def accepted(side: str = "contributor") -> Discrepancy:
    made = shared()
    terms = DiscrepancyTerms("other", "Words of the discrepancy", side)
    return actions.enter_discrepancy(SYSTEM, made.reference, terms, today=AFTER)


def step(actor: Viewer, following: str, note: str = "Note", **more: Any) -> Discrepancy:
    return actions.step_discrepancy(actor, "unit-kaz-ai-1-d1", following, on=AFTER, note=note, today=AFTER, **more)


def test_who_has_to_act_reports_a_remedy_and_the_mission_closes_it(unit: DeployedUnit, house: Parties) -> None:
    accepted()
    for kind in ("mission", "owning State's reader", "secretariat officer"):
        with pytest.raises(NotAllowed):
            step(house[kind], "reported")
    with pytest.raises(NotFound):
        step(house["other State"], "reported")
    refused(lambda: step(house["owning State"], "reported", " "), "say what shows the remedy")
    step(house["owning State"], "reported", expected_version=1)
    refused(lambda: step(house["mission"], "closed", expected_version=1), "changed by somebody else")
    with pytest.raises(NotAllowed):
        step(house["owning State"], "closed")
    refused(lambda: step(house["mission"], "open", ""), "say what shows the remedy, or why")
    step(house["mission"], "open")
    step(house["owning State"], "reported")
    done = step(house["mission"], "closed", "")
    assert [one.standing for one in done.events.all()] == ["open", "reported", "open", "reported", "closed"]
    refused(lambda: step(house["mission"], "open"), "cannot become 'open'; possible: nothing, it has ended")
    before = visible_discrepancy(house["mission"], AFTER, done.reference)
    assert standing_on(before) == "closed"


def test_nobody_accepts_their_own_report_and_a_waiver_is_an_approvers(unit: DeployedUnit, house: Parties) -> None:
    accepted("mission")
    step(house["mission"], "reported")
    with pytest.raises(NotAllowed, match="somebody else decides"):
        step(house["mission"], "closed")
    with pytest.raises(NotAllowed):
        step(house["secretariat officer"], "waived")
    assert step(house["secretariat approver"], "waived").standing == "waived"


def test_the_daily_run_tells_what_is_due_once(unit: DeployedUnit, house: Parties) -> None:
    day = date(2018, 3, 5)
    first = actions.run_inspections(SYSTEM, day)
    told = Notice.objects.filter(topic__startswith="inspection-").order_by("pk")
    titles = list(told.values_list("organisation__code", "topic", "title"))
    assert ("UNIFIL", "inspection-due", "Arrival inspection of Company of Kazakhstan is due by 10 March 2018") in titles
    assert [code for code, _topic, title in titles if "monthly" in title] == ["KAZ"]
    assert first == {"inspections_taken_over": 0, "inspections_told": len(titles)}
    assert actions.run_inspections(SYSTEM, day)["inspections_told"] == 0
    late = actions.run_inspections(SYSTEM, date(2018, 3, 11))
    assert late["inspections_told"] == 3
    overdue = Notice.objects.filter(topic="inspection-overdue").values_list("organisation__code", "title")
    assert sorted(code for code, _title in overdue) == ["KAZ", "UN", "UNIFIL"]
    with pytest.raises(NotAllowed):
        actions.run_inspections(house["mission"], day)


def test_the_daily_run_tells_who_has_to_act_on_a_discrepancy(unit: DeployedUnit) -> None:
    accepted()
    actions.run_inspections(SYSTEM, AFTER + timedelta(days=3))
    actions.run_inspections(SYSTEM, AFTER + timedelta(days=31))
    found = Notice.objects.filter(topic="discrepancy-due").order_by("pk").values_list("organisation__code", "title")
    assert list(found) == [
        ("KAZ", "Discrepancy unit-kaz-ai-1-d1 of Company of Kazakhstan is due by 1 April 2018"),
        ("KAZ", "Discrepancy unit-kaz-ai-1-d1 of Company of Kazakhstan is overdue since 1 April 2018"),
    ]


def test_a_worksheet_longer_than_any_is_refused(unit: DeployedUnit) -> None:
    made = begun()
    sheet = sheet_of(made)
    long = Worksheet((*sheet.equipment, *(line(100 + at) for at in range(1001))), sheet.services)
    with pytest.raises(Refused, match="cannot be recorded; nothing was saved"):
        actions.write_worksheet(SYSTEM, made.reference, long, today=INSPECTED)
