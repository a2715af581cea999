"""Rotation, currency, inspections, serviceability, caveats, partnership, women: by hand, and what always holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.inspections.rules.due_facts import DueState
from muster.yardsticks.measures.caveat_load import caveat_load
from muster.yardsticks.measures.currency import HolderFact, Proof, currency
from muster.yardsticks.measures.gender import PublicWomen, gender
from muster.yardsticks.measures.inspection_timeliness import DueFact, inspection_timeliness
from muster.yardsticks.measures.partnership_depth import partnership_depth
from muster.yardsticks.measures.rotation_punctuality import (
    NominationFact,
    TourFact,
    overstay_days,
    rotation_punctuality,
)
from muster.yardsticks.measures.serviceability import SheetFact, serviceability
from muster.yardsticks.measures.shape import Verdict
from muster.yardsticks.measures.window import Window, quarters_until
from tests.yardsticks.measures.facts import DAY, LONG_AGO, NOW, THIS_QUARTER, before, caveat, unit, value, verdicts


def tour(rotation: str, arrived: date, due: date, left: date | None, people: int = 100) -> TourFact:
    return TourFact("u", rotation, "KAZ", "UNIFIL", people, arrived, due, 4, arrived, left)


def test_a_tour_overstays_from_the_end_of_its_agreed_months() -> None:
    tours = [
        tour("1", before(400), before(200), before(190)),
        tour("2", before(194), before(10), None, people=50),
    ]
    found = rotation_punctuality(tours, [], NOW)
    assert (value(found), value(found, 1)) == (10 * 100, 11 * 50)
    assert (found.figures[2].part, found.figures[2].of) == (0, 1)
    assert (found.figures[3].part, found.figures[3].of) == (1, 1)


def test_a_handover_counts_with_the_overlap_agreed() -> None:
    tours = [
        tour("1", before(400), before(200), before(200)),
        tour("2", before(203), before(10), before(10)),
        tour("3", before(14), before(-100), None),
    ]
    found = rotation_punctuality(tours, [], NOW)
    handovers = {one.label: one.verdict for one in found.behind if "handover" in one.words}
    assert handovers == {"u 1": Verdict.FAILS, "u 2": Verdict.COUNTS}
    assert verdicts(rotation_punctuality(tours[2:], [], NOW)) == {"u 3": Verdict.OPEN}


def test_a_nomination_on_the_last_day_is_in_time() -> None:
    named = [
        NominationFact("p1", "KAZ", "UNIFIL", before(30), before(30), before(30)),
        NominationFact("p2", "KAZ", "UNIFIL", before(29), before(30), before(30)),
    ]
    found = rotation_punctuality([], named, NOW)
    assert (found.figures[4].part, found.figures[4].of) == (1, 2)


@given(st.integers(1, 900), st.integers(-200, 900), st.one_of(st.none(), st.integers(0, 900)))
def test_the_overstay_of_the_quarters_adds_up_to_that_of_all_days(arrived: int, due: int, stayed: int | None) -> None:
    start = before(arrived)
    left = None if stayed is None else start + timedelta(days=stayed)
    one = tour("1", start, start + timedelta(days=max(0, due)), left)
    by_quarter = [overstay_days(one, each.as_of(DAY)) for each in quarters_until(DAY, 16)]
    assert sum(by_quarter) == overstay_days(one, NOW)


def holder(number: int, **proofs: Proof) -> HolderFact:
    given_proofs = {item: (one,) for item, one in proofs.items()}
    return HolderFact("p", number, "KAZ", "UNIFIL", before(10), DAY + timedelta(days=100), LONG_AGO, given_proofs)


def test_a_proof_holds_until_its_last_day_and_only_who_is_in_a_post_counts() -> None:
    good, over = Proof(LONG_AGO, DAY + timedelta(days=1)), Proof(LONG_AGO, DAY)
    people = [
        holder(1, medical=good, training=good, vetting=good),
        holder(2, medical=over, training=good, vetting=good),
        HolderFact("p", 3, "KAZ", "UNIFIL", before(100), before(1), LONG_AGO),
    ]
    found = currency(people, 6, NOW)
    assert (found.headline.part, found.headline.of) == (1, 2)
    assert {one.label: one.part for one in found.figures[1:]} == {
        "Valid medical": 1,
        "Valid training": 2,
        "Valid vetting": 2,
    }


def test_an_examination_without_an_end_holds_for_a_post_taken_within_its_greatest_age() -> None:
    at_once, too_old = Proof(before(10)), Proof(before(300))
    found = currency([holder(1, medical=at_once), holder(2, medical=too_old)], 6, NOW)
    assert (found.figures[1].part, found.figures[1].of) == (1, 2)


def test_what_fell_due_in_the_window_is_judged_by_kind() -> None:
    def due(kind: str, on: date, standing: DueState) -> DueFact:
        return DueFact("u", "KAZ", "UNIFIL", kind, on, standing)

    lines = [
        due("AI", before(300), DueState.DONE),
        due("CMR", before(20), DueState.DONE_LATE),
        due("CMR", before(10), DueState.OVERDUE),
        due("ORI", before(-10), DueState.SOON),
    ]
    assert [(one.part, one.of) for one in inspection_timeliness(lines, NOW).figures] == [
        (1, 3), (1, 1), (0, 0), (0, 0), (0, 2),
    ]  # fmt: skip
    assert inspection_timeliness(lines, THIS_QUARTER).headline.of == 2


def test_of_each_unit_the_last_inspection_counts() -> None:
    def sheet(unit_of: str, inspection: str, on: date, serviceable: int) -> SheetFact:
        return SheetFact(unit_of, inspection, "KAZ", "UNIFIL", on, on, {"CV": (10, serviceable), "SV": (10, 10)})

    sheets = [sheet("u", "old", before(100), 2), sheet("u", "new", before(10), 8), sheet("v", "v", before(50), 5)]
    found = serviceability(sheets, 90, NOW)
    assert (found.headline.part, found.headline.of) == (33, 40)
    assert (found.figures[1].part, found.figures[1].of) == (1, 2)
    assert (found.figures[2].label, found.figures[2].part) == ("Group: CV", 13)
    assert serviceability(sheets, 90, Window(before(20))).headline.part == 12 + 15


def test_caveats_are_told_of_units_whose_pledge_is_seen() -> None:
    units = [
        unit("a", has_pledge=True, caveats=(caveat(), caveat(is_hard=False, is_discovered=True))),
        unit("b", has_pledge=True),
        unit("c"),
    ]
    found = caveat_load(units, NOW)
    assert (value(found), value(found, 1), value(found, 2)) == (1.0, 0.5, 0.5)
    assert verdicts(found) == {"a": Verdict.FAILS, "b": Verdict.COUNTS, "c": Verdict.ASIDE}


def test_a_unit_with_another_state_inside_is_one_of_two_states() -> None:
    units = [unit("bn", "IND"), unit("coy", "KAZ", inside="bn"), unit("alone", "GHA")]
    found = partnership_depth(units, NOW)
    assert (found.headline.part, found.headline.of) == (1, 2)
    assert (found.figures[1].part, found.figures[1].of) == (100, 300)
    of_kazakhstan = partnership_depth(units, NOW, "KAZ")
    assert (of_kazakhstan.headline.part, of_kazakhstan.headline.of) == (1, 1)
    assert value(of_kazakhstan, 1) == 1.0


def test_women_are_held_against_the_target_of_the_year() -> None:
    units = [unit("a", men=92, women=8), unit("silent")]
    counts = [PublicWomen(date(2021, 5, 31), 4, 100, "a file")]
    found = gender(units, counts, Window(date(2021, 6, 30)))
    assert (found.headline.part, found.headline.of) == (8, 100)
    assert found.figures[1].label == "Troops: target 8 %, light green"
    assert value(found, 3) == 0.04
    assert found.sources == ("a file",)
    assert verdicts(found) == {"a": Verdict.COUNTS, "silent": Verdict.ASIDE}


def test_before_2019_no_target_is_set_and_a_later_public_count_is_not_known() -> None:
    found = gender([unit("a", men=92, women=8)], [PublicWomen(date(2021, 5, 31), 4, 100, "a file")], NOW)
    assert found.figures[1].label == "Troops (no target is set for 2018)"
    assert found.figures[3].value is None
