"""The rules of memoranda: rates by name, leases and other States, special cases, versions, changes, annexes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reimbursement.memorandum_terms import EquipmentTerms, ServiceTerms, VersionTerms
from muster.reimbursement.rules.instrument_takeover import AnnexLine, still_missing, taken_over
from muster.reimbursement.rules.memorandum_changes import changes_between, equipment_name
from muster.reimbursement.rules.memorandum_lines import LineGround, version_problems
from muster.reimbursement.rules.memorandum_rates import (
    EquipmentRow,
    RateBook,
    ServiceRow,
    equipment_origin,
    filled,
    filled_equipment,
    service_origin,
)
from muster.reimbursement.rules.memorandum_stages import (
    STEPS,
    MemorandumFacts,
    amendment_problems,
    paid_until,
    step_problems,
    writing_problem,
)
from muster.reimbursement.rules.memorandum_versions import until_of, version_holding, version_in_place
from muster.reimbursement.stages import MemorandumStage, RateOrigin
from tests.reimbursement.memoranda_record import FakeVersion

MARCH, JUNE, SEPTEMBER = date(2018, 3, 1), date(2018, 6, 1), date(2018, 9, 1)
TRUCK_ROW = EquipmentRow("Truck", "Vehicles", 8_000_000, Decimal(12), Decimal("0.8"), 40_000, 50_000)
BOOK = RateBook("an-edition", (TRUCK_ROW,), (ServiceRow("Catering", Decimal("27.5")),))
GROUND = LineGround(BOOK, "KAZ", {"KAZ", "IND"}, Decimal(1000))
BY_HAND = replace(GROUND, book=RateBook())
TRUCK = EquipmentTerms("Truck", 8, "wet")
CATERING = ServiceTerms("Catering", 120)
SPECIAL = EquipmentTerms(
    "A robot", 1, "wet", "", "", 500_000, Decimal(10), Decimal("0.5"), 2_000, is_special_case=True
)  # fmt: skip


def told(*equipment: EquipmentTerms, ground: LineGround = GROUND, services: tuple[ServiceTerms, ...] = ()) -> list[str]:
    """Return the problems of lines, filled from the edition."""
    lines, provided = filled(equipment, services, ground.book)
    terms = VersionTerms(MARCH, 120, edition=ground.book.edition, equipment=lines, services=provided)
    return [str(one) for one in version_problems(terms, ground)]


def test_a_line_takes_its_rates_over_from_the_row_of_its_name_however_it_is_written() -> None:
    line = filled_equipment(EquipmentTerms("  tRUCK ", 1, "wet"), BOOK)
    assert (line.gfmv_cents, line.maintenance_cents, line.paint_cents) == (8_000_000, 40_000, 50_000)
    assert line.category == "Vehicles"
    assert equipment_origin(line, BOOK) == RateOrigin.EDITION
    assert told(TRUCK, services=(CATERING,)) == []


def test_a_row_that_the_edition_calls_otherwise_is_chosen_by_hand() -> None:
    assert told(EquipmentTerms("Lorry", 1, "wet")) == [
        "equipment line 1: edition an-edition has no row 'Lorry'; "
        "choose a row of it, or make it a special case with its values"
    ]
    assert told(EquipmentTerms("Lorry", 1, "wet", rate_item="truck")) == []
    assert told(services=(ServiceTerms("Food", 9),))[0].startswith("self-sustainment line 1: edition an-edition has no")
    assert told(services=(ServiceTerms("Food", 9, rate_category="Catering"),)) == []


def test_of_several_rows_of_one_name_the_category_tells_which_is_meant() -> None:
    other = replace(TRUCK_ROW, category="Engineering", gfmv_cents=9_000_000)
    ground = replace(GROUND, book=replace(BOOK, equipment=(TRUCK_ROW, other)))
    assert told(TRUCK, ground=ground) == [
        "equipment line 1: edition an-edition has that item in several categories (Vehicles, Engineering); "
        "give the category"
    ]
    named = replace(TRUCK, category="engineering")
    assert told(named, ground=ground) == []
    assert filled_equipment(named, ground.book).gfmv_cents == 9_000_000


def test_values_of_its_own_are_kept_and_told_from_those_of_the_edition() -> None:
    line = filled_equipment(replace(TRUCK, gfmv_cents=1), BOOK)
    assert (line.gfmv_cents, line.maintenance_cents) == (1, 40_000)
    assert equipment_origin(line, BOOK) == RateOrigin.OTHERWISE
    assert equipment_origin(SPECIAL, BOOK) == RateOrigin.SPECIAL_CASE
    assert equipment_origin(line, RateBook()) == RateOrigin.BY_HAND
    assert service_origin(ServiceTerms("Catering", 1, Decimal("27.50")), BOOK) == RateOrigin.EDITION
    assert service_origin(ServiceTerms("Catering", 1, Decimal(27)), BOOK) == RateOrigin.OTHERWISE


def test_without_an_edition_every_value_is_given() -> None:
    lines = told(TRUCK, ground=BY_HAND, services=(CATERING,))
    assert [one.split(";")[0] for one in lines] == [
        "equipment line 1: the generic fair market value is not given",
        "equipment line 1: the useful life is not given",
        "equipment line 1: the no-fault factor is not given",
        "equipment line 1: the maintenance rate is not given",
        "self-sustainment line 1: the rate is not given",
    ]


@pytest.mark.parametrize(("cents", "is_refused"), [(99_999, True), (100_000, True), (100_001, False)])
def test_a_special_case_is_worth_more_than_the_threshold(cents: int, is_refused: bool) -> None:
    problems = told(replace(SPECIAL, gfmv_cents=cents))
    assert bool(problems) == is_refused
    assert all("more than 1000 US dollars" in one for one in problems)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lease": "dry", "maintainer": "IND"}, "IND maintains it, and a dry lease pays for no maintenance"),
        ({"lease": "maintenance-only", "owner": "IND"}, "IND owns it, and the lease pays for maintenance alone"),
        ({"lease": "dry", "owner": "KAZ"}, "KAZ is the unit's own State"),
        ({"lease": "dry", "owner": "XXX"}, "'XXX' is no Member State on record"),
        ({"lease": "hire"}, "'hire' is no lease; give one of wet, dry, maintenance-only"),
        ({"quantity": 0}, "the quantity is 0; agree on one at least"),
        ({"item": " "}, "the item is empty"),
        ({"gfmv_cents": -1}, "the generic fair market value is negative"),
        ({"paint_cents": -1}, "the painting rate is negative"),
        ({"life_years": Decimal(0)}, "the useful life is no time at all"),
    ],
)
def test_what_no_line_may_say_is_told_with_its_remedy(changes: dict[str, object], words: str) -> None:
    ground = BY_HAND if changes.get("item") == " " else GROUND
    problems = told(replace(TRUCK, **changes), ground=ground)  # type: ignore[arg-type]
    assert any(words in one for one in problems), problems


def test_one_state_owns_and_another_maintains_in_one_line_or_in_two() -> None:
    assert told(replace(TRUCK, owner="IND")) == []
    assert told(replace(TRUCK, owner="IND", maintainer="IND")) == []
    assert told(replace(TRUCK, lease="dry", owner="IND"), replace(TRUCK, lease="maintenance-only")) == []
    both = replace(TRUCK, owner="IND", maintainer="KEN")
    assert equipment_name(both) == "Truck (wet, IND owns, KEN maintains)"


def test_the_same_line_twice_and_a_group_written_two_ways_are_told() -> None:
    twice = told(TRUCK, replace(TRUCK, item="TRUCK"), services=(CATERING, CATERING))
    assert [one.split(";")[0] for one in twice] == [
        "equipment line 2: the same stands in line 1",
        "self-sustainment line 2: the same stands in line 1",
    ]
    grouped = told(replace(TRUCK, group="Trucks"), replace(TRUCK, lease="dry", group="trucks"))
    assert grouped == ["equipment line 2: group 'trucks' is written 'Trucks' elsewhere; write it one way"]


def test_days_and_transportation_are_held_to_sense() -> None:
    terms = VersionTerms(MARCH, 120, holds_until=MARCH, route_km=800, transport_percent=Decimal(1))
    assert [one.field for one in version_problems(terms, BY_HAND)] == ["holds_until", "transport_percent"]


def test_an_amendment_is_in_place_from_its_day_and_nothing_holds_after_the_end() -> None:
    first, second = FakeVersion(1, MARCH, None), FakeVersion(2, JUNE, SEPTEMBER)
    both = [first, second]
    assert version_in_place(both, date(2018, 2, 28)) is None
    assert version_in_place(both, date(2018, 5, 31)) is first
    assert version_holding(both, JUNE) is second
    assert version_holding(both, SEPTEMBER) is None
    assert version_in_place(both, SEPTEMBER) is second
    assert (until_of(first, both), until_of(second, both)) == (JUNE, SEPTEMBER)


@given(st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(1, 60))), min_size=1, max_size=5))
def test_on_each_day_one_version_holds_at_most_and_until_says_when_it_ends(spans: list[tuple[int, int | None]]) -> None:
    start = date(2018, 1, 1)
    ordered = sorted(spans, key=lambda one: one[0])
    versions = [
        FakeVersion(number, _on(start, begins), None if lasts is None else _on(start, begins + lasts))
        for number, (begins, lasts) in enumerate(ordered, start=1)
    ]
    for offset in range(130):
        day = _on(start, offset)
        until = {one.number: until_of(one, versions) for one in versions}
        holding = [
            one
            for one in versions
            if one.holds_from <= day and (until[one.number] is None or day < until[one.number])  # type: ignore[operator]
        ]
        found = version_holding(versions, day)
        assert holding == ([] if found is None else [found])


def _on(start: date, days: int) -> date:
    return date.fromordinal(start.toordinal() + days)


def test_what_changed_is_told_in_words_and_nothing_where_nothing_did() -> None:
    before = VersionTerms(MARCH, 120, equipment=(filled_equipment(TRUCK, BOOK), SPECIAL), services=(CATERING,))
    assert changes_between(before, replace(before, holds_from=JUNE, reason="No reason")) == []
    more = replace(filled_equipment(TRUCK, BOOK), quantity=9, gfmv_cents=8_000_001)
    after = replace(before, personnel_ceiling=130, equipment=(more,), services=(CATERING, ServiceTerms("Laundry", 5)))
    assert changes_between(before, after) == [
        "people 120, now 130",
        "Truck (wet): quantity 8, now 9",
        "Truck (wet): generic fair market value 80,000.00 US dollars, now 80,000.01 US dollars",
        "A robot (wet): taken out",
        "Laundry: added",
    ]


ANNEXES = (
    AnnexLine("A", "Total strength", quantity=120, is_total=True),
    AnnexLine("A", "Driver", quantity=12),
    AnnexLine("B", "truck", "Vehicles", 8, "wet"),
    AnnexLine("B", "Robot", "Special", 1, "wet"),
    AnnexLine("B", "Truck of no lease", "Vehicles", 2, ""),
    AnnexLine("B", "Asked for alone", "Vehicles", 0, "wet"),
    AnnexLine("C", "Catering", provider="State"),
    AnnexLine("C", "Laundry", provider="organisation"),
    AnnexLine("C", "Cleaning", provider="another contingent"),
)


def test_annexes_become_lines_with_rates_and_what_does_not_match_is_listed() -> None:
    found = taken_over(ANNEXES, BOOK)
    assert found.people == 120
    assert [(one.item, one.quantity, one.gfmv_cents) for one in found.equipment] == [("truck", 8, 8_000_000)]
    assert found.services == (ServiceTerms("Catering", 120, Decimal("27.5")),)
    assert [one.item for one in found.left] == ["Robot", "Truck of no lease", "Cleaning"]
    assert "choose one, or make it a special case" in found.left[0].why


def test_what_is_agreed_on_since_is_missing_no_longer() -> None:
    found = taken_over(ANNEXES, BOOK)
    missing = still_missing(ANNEXES, found.equipment, found.services, BOOK)
    assert [one.item for one in missing] == ["Robot", "Truck of no lease", "Cleaning"]
    agreed = (*found.equipment, replace(SPECIAL, item="Robot"))
    left = still_missing(ANNEXES, agreed, (), BOOK)
    assert [one.item for one in left] == ["Truck of no lease", "Catering", "Cleaning"]
    assert left[1].why == "it was taken out, or added to the instrument later"


def test_without_a_total_annex_a_is_added_up() -> None:
    assert taken_over((AnnexLine("A", "Driver", quantity=12), AnnexLine("A", "Cook", quantity=3)), BOOK).people == 15


def test_a_memorandum_of_nothing_or_of_an_unsigned_instrument_is_not_put_in_force() -> None:
    facts = MemorandumFacts("draft", MARCH, instrument="mou-1", instrument_binds=False)
    assert [one.place for one in step_problems(facts, "in-force", MARCH)] == ["lines", "instrument"]
    ready = replace(facts, people=120, instrument_binds=True)
    assert step_problems(ready, "in-force", MARCH) == []
    assert step_problems(replace(ready, instrument_binds=None), "in-force", MARCH) == []


def test_an_end_has_a_reason_and_no_day_before_the_beginning() -> None:
    facts = MemorandumFacts("in-force", JUNE, 120)
    assert [one.place for one in step_problems(facts, "ended", MARCH)] == ["reason", "day"]
    assert step_problems(facts, "ended", JUNE, "It is over") == []
    assert "possible: nothing" in str(step_problems(MemorandumFacts("ended", JUNE), "in-force", JUNE)[0])


def test_every_stage_has_its_steps_and_only_what_is_in_force_is_amended() -> None:
    assert set(STEPS) == set(MemorandumStage)
    assert writing_problem("draft", is_amendment=False) == ""
    assert writing_problem("in-force", is_amendment=True) == ""
    assert "only what is in force is amended" in writing_problem("ended", is_amendment=True)
    assert "by an amendment alone" in writing_problem("in-force", is_amendment=False)


def test_an_amendment_has_a_reason_changes_something_and_follows_the_version_before() -> None:
    assert amendment_problems(JUNE, JUNE, "A further truck", 1) == []
    assert [one.place for one in amendment_problems(MARCH, JUNE, " ", 0)] == ["reason", "holds from", "lines"]


def test_what_was_put_in_force_is_a_ground_of_payment_until_it_is_ended() -> None:
    early, late = date(2018, 3, 1), date(2018, 9, 1)
    assert paid_until([]) == (False, None)
    assert paid_until([("draft", early)]) == (False, None)
    assert paid_until([("draft", early), ("ended", late)]) == (False, None)
    assert paid_until([("draft", early), ("in-force", late)]) == (True, None)
    assert paid_until([("in-force", early), ("ended", late)]) == (True, late)
