"""Worksheets, what is serviceable, what differs, and what is verified."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.inspections.rules import discrepancies
from muster.inspections.rules.discrepancies import check_standing, needs_note, proposed
from muster.inspections.rules.inspection_stages import (
    REPORT_STEPS,
    STEPS,
    InspectionFacts,
    StepSide,
    check_stage,
    legal_next,
    side_of,
    step_problems,
)
from muster.inspections.rules.serviceability import Serviceability, below, by_category, of_line, whole
from muster.inspections.rules.verified import SignedInspection, verified_on, verified_through
from muster.inspections.rules.worksheet import (
    AgreedItem,
    EquipmentTerms,
    Worksheet,
    marked_by_hand,
    sheet_problems,
    worksheet_of,
)
from muster.inspections.stages import (
    ActingSide,
    DiscrepancyCode,
    DiscrepancyStanding,
    InspectionKind,
    InspectionStage,
)
from muster.kit.errors import Refused
from muster.kit.intervals import DateInterval
from tests.inspections.sheets import line, service, sheet

DAY = date(2018, 10, 1)


def test_a_worksheet_is_made_of_what_is_agreed_and_nothing_in_it_is_counted() -> None:
    made = worksheet_of(
        [AgreedItem("Truck", "Vehicles", 4, "wet"), AgreedItem("Crane")],
        [AgreedItem("Catering", quantity=100), AgreedItem("Laundry"), AgreedItem("Medical", provider="organisation")],
        strength=120,
    )
    assert [(one.number, one.item, one.agreed, one.lease) for one in made.equipment] == [
        (1, "Truck", 4, "wet"), (2, "Crane", 0, ""),
    ]  # fmt: skip
    assert [(one.ceiling, one.verdict) for one in made.services] == [(100, ""), (120, ""), (120, "by-organisation")]
    assert len(made.uncounted) == 2
    assert [one.category for one in made.unjudged] == ["Catering", "Laundry"]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (sheet(line(operational=11)), "equipment line 1: 11 work of 10 present; give at most 10"),
        (sheet(line(painted=12)), "equipment line 1: 12 are in colours of 10 present; give at most 10"),
        (sheet(line(present=None)), "equipment line 1: 10 work, and nobody says how many are present; count them"),
        (sheet(line(beyond_control=True)), "equipment line 1: beyond control, and no reason is given"),
        (sheet(line(agreed=9)), "equipment line 1: what is agreed of 'Truck 1' is changed"),
        (sheet(line(item="Car")), "equipment line 1: what is agreed of 'Truck 1' is changed"),
        (sheet(), "equipment line 1: 'Truck 1' is left out"),
        (sheet(line(), line(2, item=" ")), "equipment line 2: names nothing"),
        (sheet(line(), line(2, lease="rented")), "equipment line 2: lease 'rented' is unknown"),
        (sheet(line(), line()), "equipment line 1: stands twice"),
        (sheet(line(), services=(service(verdict="good"),)), "self-sustainment line 1: 'good' is no verdict"),
        (sheet(line(), services=(service(verdict="partly"),)), "self-sustainment line 1: below the standard, and"),
        (sheet(line(), services=(service(category=""),)), "self-sustainment line 1: names no category"),
    ],
)
def test_what_is_wrong_with_a_worksheet_is_told_by_line(after: Worksheet, words: str) -> None:
    problems = [str(one) for one in sheet_problems(sheet(line()), after)]
    assert [one for one in problems if one.startswith(words)] != [], problems


def test_a_category_out_of_the_basis_keeps_its_people_and_its_place() -> None:
    before = sheet(services=(service(),))
    assert len(sheet_problems(before, sheet())) == 1
    assert len(sheet_problems(before, sheet(services=(service(ceiling=90),)))) == 1
    assert sheet_problems(before, sheet(services=(service(served=90),))) == []


def test_lines_by_hand_may_come_change_and_go_and_are_marked() -> None:
    before = sheet(line(), line(2, by_hand=True))
    after = sheet(line(3, agreed=0), line())
    assert sheet_problems(before, after) == []
    marked = marked_by_hand(before, after)
    assert [(one.number, one.by_hand) for one in marked.equipment] == [(1, False), (3, True)]


@pytest.mark.parametrize(
    ("operational", "agreed", "meets"), [(9, 10, True), (8, 10, False), (89, 99, False), (90, 99, True), (0, 1, False)]
)
def test_exactly_the_threshold_is_enough(operational: int, agreed: int, *, meets: bool) -> None:
    share = of_line(line(agreed=agreed, present=agreed, operational=operational))
    assert share.meets(90) is meets


def test_a_share_is_rounded_down_so_that_less_never_looks_like_the_threshold() -> None:
    share = of_line(line(agreed=1000, present=1000, operational=899))
    assert (share.percent, share.tenths, share.meets(90)) == (89, 89.9, False)


def test_more_than_agreed_makes_up_for_nothing_and_is_counted_apart() -> None:
    share = whole([line(agreed=10, present=14, operational=14), line(2, agreed=10, present=5, operational=5)])
    assert (share.serviceable, share.agreed, share.percent, share.overstock) == (15, 20, 75, 4)


def test_what_nobody_has_counted_is_not_nothing() -> None:
    share = whole([line(), line(2, present=None, operational=None), line(3, operational=None)])
    assert (share.agreed, share.percent, share.lines, share.uncounted) == (10, 100, 3, 2)
    nothing = whole([line(present=None, operational=None)])
    assert (nothing.percent, nothing.tenths, nothing.meets(90), nothing.is_known) == (None, None, None, False)
    assert whole([line(agreed=0, present=2, operational=2)]).percent is None


def test_what_lacks_beyond_control_is_told_and_stays_in_the_share() -> None:
    share = of_line(line(operational=6, beyond_control=True, remark="held at the port"))
    assert (share.percent, share.excused) == (60, 4)


def test_categories_are_told_apart_and_those_below_the_threshold_named() -> None:
    lines = [line(), line(2, operational=5), line(3, category="Generators"), line(4, category="")]
    assert {name: share.percent for name, share in by_category(lines).items()} == {
        "Vehicles": 75, "Generators": 100, "–": 100,
    }  # fmt: skip
    assert below(lines, 90) == ("Vehicles",)
    assert below([line(present=None, operational=None)], 90) == ()


counts = st.integers(0, 20)
lines = st.builds(
    lambda number, agreed, present, broken, is_counted: EquipmentTerms(
        number, f"Item {number}", agreed, "Vehicles" if number % 2 else "Arms",
        present=present if is_counted else None, operational=max(0, present - broken) if is_counted else None,
    ),
    st.integers(1, 50), counts, counts, counts, st.booleans(),
)  # fmt: skip


@given(st.lists(lines, max_size=10))
def test_the_whole_is_its_categories_and_lies_between_nothing_and_all(found: list[EquipmentTerms]) -> None:
    share = whole(found)
    assert sum(by_category(found).values(), Serviceability()) == share
    assert 0 <= share.serviceable <= share.agreed
    assert share.lines == len(found)
    if share.percent is not None:
        assert 0 <= share.percent <= 100
        assert share.meets(90) == (share.serviceable * 10 >= share.agreed * 9)


def test_a_worksheet_proposes_what_is_missing_broken_too_many_unpainted_or_below_standard() -> None:
    found = proposed(
        sheet(
            line(present=8, operational=7, painted=6),
            line(2, present=12, operational=12),
            line(3, present=None, operational=None),
            line(4),
            services=(service(verdict="partly", remark="no cold store"), service(2),
                      service(3, verdict="by-organisation"), service(4, verdict="not-provided")),
        )
    )  # fmt: skip
    assert [(one.code, one.line, one.items, one.words) for one in found] == [
        (DiscrepancyCode.MISSING, 1, 2, "Truck 1: 2 of 10 agreed missing"),
        (DiscrepancyCode.NOT_OPERATIONAL, 1, 1, "Truck 1: 1 of 8 present not operational"),
        (DiscrepancyCode.UNPAINTED, 1, 2, "Truck 1: 2 of 8 present not in colours and marked"),
        (DiscrepancyCode.OVERSTOCK, 2, 2, "Truck 2: 2 over the 10 agreed"),
        (DiscrepancyCode.BELOW_STANDARD, 1, None, "Catering 1: partly to standard (no cold store)"),
        (DiscrepancyCode.BELOW_STANDARD, 4, None, "Catering 4: not provided"),
    ]
    assert {one.side for one in found} == {ActingSide.CONTRIBUTOR}
    assert len({one.key for one in found}) == len(found)


def test_what_is_beyond_the_contributors_control_is_for_the_mission_and_broken_spares_are_no_discrepancy() -> None:
    (missing,) = proposed(sheet(line(present=9, operational=9, beyond_control=True, remark="held at the port")))
    assert (missing.side, missing.words) == (ActingSide.MISSION, "Truck 1: 1 of 10 agreed missing (held at the port)")
    (over,) = proposed(sheet(line(present=12, operational=10)))
    assert over.code == DiscrepancyCode.OVERSTOCK


STANDINGS = list(DiscrepancyStanding)


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("following", STANDINGS)
def test_a_discrepancy_takes_every_legal_step_and_no_other(
    standing: DiscrepancyStanding, following: DiscrepancyStanding
) -> None:
    if following in discrepancies.STEPS[standing]:
        check_standing(standing, following, "It")
        return
    with pytest.raises(Refused, match="cannot become"):
        check_standing(standing, following, "It")


def test_a_remedy_a_waiver_and_what_is_not_accepted_want_words() -> None:
    assert [needs_note("open", one) for one in ("reported", "waived")] == [True, True]
    assert needs_note("reported", "open")
    assert not needs_note("reported", "closed")


STAGES = list(InspectionStage)


@pytest.mark.parametrize("kind", list(InspectionKind))
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("following", STAGES)
def test_an_inspection_takes_every_legal_step_and_no_other(
    kind: InspectionKind, stage: InspectionStage, following: InspectionStage
) -> None:
    steps = REPORT_STEPS if kind == InspectionKind.MONTHLY else STEPS
    assert legal_next(kind, stage) == steps[stage]
    if following in steps[stage]:
        check_stage(kind, stage, following, "It")
        return
    with pytest.raises(Refused, match="cannot become"):
        check_stage(kind, stage, following, "It")


def test_the_mission_takes_the_steps_of_an_inspection_and_the_state_those_of_its_report() -> None:
    assert {kind: side_of(kind) for kind in InspectionKind if side_of(kind) == StepSide.STATE} == {
        InspectionKind.MONTHLY: StepSide.STATE
    }


FACTS = InspectionFacts("PI", "under-way", sheet(line(), services=(service(),)), DAY, DAY)


def problems(following: str, reason: str = "", **changes: object) -> list[str]:
    facts = replace(FACTS, **changes)  # type: ignore[arg-type]
    return [str(one) for one in step_problems(facts, following, DAY, reason)]


def test_a_worksheet_is_shared_once_every_line_is_counted_and_its_days_are_past() -> None:
    assert problems("shared") == []
    assert problems("shared", sheet=sheet(line(present=None, operational=None)))[0].startswith("worksheet: equipment")
    assert problems("shared", sheet=sheet(line(), services=(service(verdict=""),)))[0].startswith("worksheet: self")
    assert problems("shared", sheet=sheet())[0].startswith("worksheet: it has no line")
    assert problems("shared", until=None)[0].startswith("days: nobody says")
    assert problems("shared", until=DAY + timedelta(days=1))[0].startswith("days: its last day has not come")


@pytest.mark.parametrize("kind", ["SPOT", "ORI"])
def test_a_spot_check_and_an_ori_may_look_at_some_lines_but_not_at_none(kind: str) -> None:
    some = sheet(line(), line(2, present=None, operational=None))
    assert problems("shared", kind=kind, sheet=some, readiness="ready") == []
    none = sheet(line(present=None, operational=None))
    assert problems("shared", kind=kind, sheet=none, readiness="ready")[0].startswith("worksheet: nothing is counted")


def test_an_ori_says_whether_the_unit_is_ready() -> None:
    assert problems("shared", kind="ORI")[0].startswith("readiness: nothing is said")


def test_an_inspection_is_signed_when_the_contingent_has_signed_or_its_refusal_is_on_record() -> None:
    shared = {"stage": "shared"}
    assert problems("signed", **shared)[0].startswith("contingent: it has not signed")
    assert problems("signed", **shared, contingent_signed=True) == []
    assert problems("signed", **shared, refusal="It disputes line 1.") == []


def test_a_report_is_handed_in_when_its_month_is_over_and_asks_for_no_signature() -> None:
    assert problems("signed", kind="CMR") == []
    assert problems("signed", kind="CMR", until=DAY + timedelta(days=1))[0].startswith("month: it is not over")


@pytest.mark.parametrize(
    ("stage", "following"), [("planned", "cancelled"), ("under-way", "cancelled"), ("shared", "under-way")]
)
def test_what_is_given_up_or_taken_back_says_why(stage: str, following: str) -> None:
    assert problems(following, stage=stage)[0].startswith("reason: none is given")
    assert problems(following, "Roads are closed.", stage=stage) == []


def signed(reference: str, kind: str, since: date, *lines: EquipmentTerms) -> SignedInspection:
    return SignedInspection(reference, kind, since, sheet(*lines, services=(service(),)))


ARRIVAL = signed("ai", "AI", date(2018, 2, 20), line(), line(2, operational=8), line(3, present=None, operational=None))
SPOT = signed("spot", "SPOT", date(2018, 3, 10), line(operational=4), line(2, present=None, operational=None))
PERIODIC = signed("pi", "PI", date(2018, 5, 20), line(operational=9))
REPORT = signed("cmr", "CMR", date(2018, 6, 5), line(operational=1))


def operational(day: date) -> dict[str, tuple[int | None, str, date]]:
    found = verified_on([PERIODIC, REPORT, SPOT, ARRIVAL], day)
    return {one.line.item: (one.line.operational, one.reference, one.since) for one in found.equipment}


def test_before_the_first_inspection_nothing_is_verified() -> None:
    assert operational(date(2018, 2, 19)) == {}


def test_a_spot_check_changes_what_it_counted_and_a_periodic_inspection_says_all_anew() -> None:
    since = date(2018, 2, 20)
    assert operational(since) == {"Truck 1": (10, "ai", since), "Truck 2": (8, "ai", since)}
    later = operational(date(2018, 3, 10))
    assert later == {"Truck 1": (4, "spot", date(2018, 3, 10)), "Truck 2": (8, "ai", since)}
    assert operational(date(2018, 5, 20)) == {"Truck 1": (9, "pi", date(2018, 5, 20))}


def test_a_contingents_own_report_verifies_nothing() -> None:
    assert operational(date(2018, 7, 1)) == operational(date(2018, 5, 20))


def test_a_month_falls_into_parts_that_cover_all_of_its_days() -> None:
    march = DateInterval(date(2018, 3, 1), date(2018, 4, 1))
    parts = verified_through([ARRIVAL, SPOT, PERIODIC], march)
    assert [(one.days.start.day, one.days.length_in_days) for one in parts] == [(1, 9), (10, 22)]
    assert [whole(one.lines).percent for one in parts] == [90, 60]


def test_two_lines_of_one_item_stay_two() -> None:
    twice = signed("ai", "AI", DAY, line(item="Truck"), line(2, item="truck ", operational=3))
    assert [one.line.operational for one in verified_on([twice], DAY).equipment] == [10, 3]


@given(st.lists(st.tuples(st.sampled_from(list(InspectionKind)), st.integers(0, 60)), max_size=6), st.integers(1, 60))
def test_through_any_days_the_parts_touch_and_say_what_each_day_says(
    made: list[tuple[InspectionKind, int]], length: int
) -> None:
    start = date(2018, 1, 15)
    inspections = [
        signed(f"i-{place}", kind, date(2018, 1, 1) + timedelta(days=day), line(operational=place))
        for place, (kind, day) in enumerate(made)
    ]
    parts = verified_through(inspections, DateInterval(start, start + timedelta(days=length)))
    assert parts[0].days.start == start
    assert all(before.days.until == after.days.start for before, after in pairwise(parts))
    assert parts[-1].days.until == start + timedelta(days=length)
    for part in parts:
        assert verified_on(inspections, part.days.start).equipment == part.equipment
