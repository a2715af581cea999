"""The load list: what lines add up to by a stated rule, what lacks sizes, the way through a workbook."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation import load_list_workbook
from muster.generation.actions.load_lists import make_load_list, write_load_list
from muster.generation.models import Case, LoadLine, Stowage
from muster.generation.papers.load_list import load_list_paper
from muster.generation.queries.load_lists import load_list_of, load_terms
from muster.generation.rules.load_list import (
    CONTAINER,
    LOOSE,
    ROLLING,
    STOWAGES,
    LoadTerms,
    StowageRule,
    containers_for,
    fits_a_container,
    lane_metres,
    load_problems,
    measures,
    usual_stowage,
    volume_m3,
    weight_t,
)
from muster.kit.errors import NotAllowed, Refused
from muster.kit.papers import as_pdf
from tests.generation.ground import CASE, TODAY, make_case
from tests.record import DAY, Record

RULE = StowageRule(Decimal(33), Decimal(21), 589, 235, 238, 75, 300, 30)
CRATE = LoadTerms("Crate", 10, "LOG", 100, 100, 100, 500)
CARRIER = LoadTerms("Carrier", 2, "CV", 770, 290, 250, 13_000, ROLLING)


def test_volume_weight_and_lanes_of_a_line() -> None:
    assert (volume_m3(CRATE), weight_t(CRATE), lane_metres(CRATE, RULE)) == (Decimal(10), Decimal(5), Decimal(0))
    assert lane_metres(CARRIER, RULE) == 16
    assert lane_metres(replace(CARRIER, width_cm=301), RULE) == 32
    bare = LoadTerms("Ambulance", 1, "CV", stowage=ROLLING)
    assert (volume_m3(bare), weight_t(bare), lane_metres(bare, RULE)) == (None, None, None)


def test_containers_are_counted_by_volume_or_by_weight() -> None:
    assert containers_for([CRATE], RULE) == 1
    assert containers_for([replace(CRATE, pieces=25)], RULE) == 2
    assert containers_for([replace(CRATE, weight_kg=4_300)], RULE) == 3
    assert containers_for([CARRIER, replace(CRATE, stowage=LOOSE)], RULE) == 0


def test_totals_leave_out_what_is_not_measured_and_name_it() -> None:
    total = measures(
        [CRATE, CARRIER, LoadTerms("Ambulance", 1, stowage=ROLLING), replace(CRATE, hazard_class="3")], RULE
    )
    assert (total.pieces, total.weight_t, total.lane_metres) == (23, Decimal(36), Decimal(16))
    assert (total.unmeasured, total.hazardous_pieces) == (("Ambulance",), 10)


@given(st.lists(st.builds(LoadTerms, st.just("x"), st.integers(1, 500), st.just("LOG"), st.integers(1, 589),
                          st.integers(1, 235), st.integers(1, 238), st.integers(1, 20_000)), max_size=5))  # fmt: skip
def test_the_containers_hold_all_that_is_packed_and_one_fewer_would_not(lines: list[LoadTerms]) -> None:
    count = containers_for(lines, RULE)
    volume = sum((volume_m3(line) or Decimal(0) for line in lines), Decimal(0))
    weight = sum((weight_t(line) or Decimal(0) for line in lines), Decimal(0))

    def holds(number: int) -> bool:
        return volume <= number * RULE.volume_m3 * Decimal("0.75") and weight <= number * RULE.payload_t

    assert holds(count)
    assert not count or not holds(count - 1)


def test_what_has_wheels_rolls_and_the_rest_is_packed_if_it_fits() -> None:
    assert usual_stowage(CARRIER, RULE, has_wheels=True) == ROLLING
    assert usual_stowage(CRATE, RULE, has_wheels=False) == CONTAINER
    assert usual_stowage(replace(CRATE, height_cm=239), RULE, has_wheels=False) == LOOSE
    assert fits_a_container(replace(CRATE, length_cm=235, width_cm=589), RULE)
    assert not fits_a_container(replace(CRATE, weight_kg=21_001), RULE)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (replace(CRATE, item=" "), "item"),
        (replace(CRATE, pieces=0), "pieces"),
        (replace(CRATE, stowage="flying"), "stowage"),
        (replace(CRATE, length_cm=900), "stowage"),
        (replace(CRATE, hazard_class="X"), "hazard_class"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(line: LoadTerms, field: str) -> None:
    assert [(one.place, one.field) for one in load_problems([CRATE, line], RULE)] == [("line 2", field)]


@pytest.fixture
def case(record: Record) -> Case:
    return make_case(record)


def test_it_is_made_from_the_equipment_of_the_pledge(case: Case, record: Record) -> None:
    made = make_load_list(record.parties["owning State"], CASE, today=TODAY)
    assert made.made_from == "pledge kaz-agreed, version 2"
    assert [(one.item, one.pieces, one.stowage) for one in LoadLine.objects.all()] == [
        ("Armoured personnel carrier", 10, "rolling"), ("Radio set", 30, "container"), ("Ambulance", 1, "rolling"),
    ]  # fmt: skip
    assert list(STOWAGES) == list(Stowage.values)


def test_the_workbook_comes_back_as_it_went_out(case: Case, record: Record) -> None:
    officer = record.parties["secretariat officer"]
    make_load_list(officer, CASE, today=TODAY)
    before = load_terms(load_list_of(officer, DAY, case))
    data = load_list_workbook.export(officer, DAY, case)
    load_list_workbook.import_workbook(officer, data, case, today=TODAY)
    found = load_list_of(officer, DAY, case)
    assert load_terms(found) == before
    assert found is not None
    assert found.version == 2


def test_a_workbook_with_a_fault_saves_nothing_and_names_its_row(case: Case, record: Record) -> None:
    officer = record.parties["secretariat officer"]
    write_load_list(officer, CASE, [replace(CRATE, hazard_class="3")], today=TODAY)
    data = load_list_workbook.export(officer, DAY, case)
    LoadLine.objects.update(hazard_class="9")
    broken = load_list_workbook.export(officer, DAY, case)
    LoadLine.objects.update(length_cm=900)
    too_long = load_list_workbook.export(officer, DAY, case)
    LoadLine.objects.update(length_cm=100)
    with pytest.raises(Refused) as refused:
        load_list_workbook.import_workbook(officer, too_long, case, today=TODAY)
    assert "sheet Load list, row" in refused.value.problems[0].place
    assert load_terms(load_list_of(officer, DAY, case))[0].hazard_class == "9"
    load_list_workbook.import_workbook(officer, data, case, today=TODAY)
    assert load_terms(load_list_of(officer, DAY, case))[0].hazard_class == "3"
    load_list_workbook.import_workbook(officer, broken, case, today=TODAY)
    assert load_terms(load_list_of(officer, DAY, case))[0].hazard_class == "9"


def test_either_side_writes_it_and_nobody_else(case: Case, record: Record) -> None:
    write_load_list(record.parties["owning State"], CASE, [CRATE], today=TODAY, expected_version=0)
    with pytest.raises(Refused, match="somebody else"):
        write_load_list(record.parties["secretariat officer"], CASE, [CRATE], today=TODAY, expected_version=9)
    for name in ("mission", "secretariat reader"):
        with pytest.raises(NotAllowed):
            write_load_list(record.parties[name], CASE, [CRATE], today=TODAY)


def test_it_is_printed(case: Case) -> None:
    paper = load_list_paper(case, [CRATE, LoadTerms("Ambulance", 1)], RULE, TODAY, illustrative=True)
    assert as_pdf(paper).startswith(b"%PDF")
    assert any("Ambulance" in getattr(block, "words", "") for block in paper.blocks)
