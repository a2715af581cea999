"""The register of operations agrees with what is published about it."""

from datetime import date

import pytest

from muster.reference.errors import UnknownFactError
from muster.reference.missions import active_missions, mission, mission_strengths, missions, un_missions

FACT_SHEET_DAY = date(2015, 6, 30)


def test_the_united_nations_has_mandated_71_operations() -> None:
    assert len(un_missions()) == 71


def test_sixteen_operations_were_active_on_the_fact_sheet_day_nine_of_them_in_africa() -> None:
    active = active_missions(FACT_SHEET_DAY)
    assert len(active) == 16
    assert {entry.acronym for entry in active if entry.africa} == {
        "MINURSO", "MINUSCA", "MINUSMA", "MONUSCO", "UNAMID", "UNISFA", "UNMIL", "UNMISS", "UNOCI",
    }  # fmt: skip


def test_sixty_eight_operations_had_begun_before_the_one_in_mali() -> None:
    """The article of 2016 counts 68 since 1948: its text is older than its figures of June 2015, when it was 70."""
    assert sum(entry.start < mission("MINUSMA").start for entry in un_missions()) == 68
    assert sum(entry.start <= FACT_SHEET_DAY for entry in un_missions()) == 70


def test_seventeen_operations_were_active_in_the_middle_of_2008() -> None:
    assert len(active_missions(date(2008, 6, 30))) == 17


def test_eleven_operations_were_active_in_may_2025() -> None:
    assert len(active_missions(date(2025, 5, 14))) == 11


@pytest.mark.parametrize(("on", "active"), [(date(2017, 6, 30), True), (date(2017, 7, 1), False)])
def test_an_operation_is_in_being_until_its_last_day(on: date, active: bool) -> None:
    assert mission("UNOCI").is_active(on) is active


def test_a_hybrid_counts_for_both_organisations() -> None:
    on = date(2010, 1, 1)
    assert mission("UNAMID") in active_missions(on, "UN")
    assert mission("UNAMID") in active_missions(on, "AU")


def test_other_organisations_operations_fit_in() -> None:
    organisations = {name for entry in missions() for name in entry.mandating_organisation}
    assert organisations == {"UN", "AU", "EU", "NATO", "CSTO", "CIS", "coalition"}


def test_the_force_in_tajikistan_lasted_from_1993_to_2001() -> None:
    entry = mission("CPF Tajikistan")
    assert (entry.start.year, entry.start_precision, entry.is_active(date(2001, 12, 31))) == (1993, "year", True)
    assert not entry.is_active(date(2002, 1, 1))


def test_africa_is_the_region_of_the_african_operations() -> None:
    assert [entry.acronym for entry in missions() if entry.africa != (entry.region == "Africa")] == []


def test_the_strengths_of_the_fact_sheet_are_there() -> None:
    uniformed = {entry.acronym: entry.uniformed for entry in mission_strengths()}
    assert uniformed == {
        "MONUSCO": 19784, "UNAMID": 17754, "UNMISS": 12523, "MINUSMA": 10207, "MINUSCA": 10806, "UNIFIL": 10410,
    }  # fmt: skip
    assert {entry.on for entry in mission_strengths()} == {FACT_SHEET_DAY}
    assert mission_strengths("UNIFIL")[0].un_volunteers is None


def test_an_unknown_operation_is_refused() -> None:
    with pytest.raises(UnknownFactError, match="UNXYZ"):
        mission("UNXYZ")
