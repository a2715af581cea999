"""What counts as a build-up: missions of some size whose contingents were not there before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from muster.generation.build_up.history import OWN_TABLES, read_strengths
from muster.generation.build_up.milestones import BuildUp
from muster.generation.build_up.record import (
    Counting,
    Inheritance,
    all_inheritances,
    inherits,
    medians,
    record_of,
)
from muster.generation.build_up.source import lines_of
from muster.reference.missions import un_missions

COUNTING = Counting(first_year=1990, window_months=36, least_peak=1000, inherited_days=31, inherited_percent=10)
START = date(2010, 1, 1)
MISSION = BuildUp("A", START, 1000, ((1.0, 1000),), (1.0, 1.0, 1.0, 1.0))


def hand_over(day: date, people: int) -> Inheritance:
    return Inheritance("A", "B", day, people, "", "", "")


def test_a_mission_that_took_over_another_is_left_out_with_the_reason(folder: Path) -> None:
    record = record_of(read_strengths(folder), un_missions(), COUNTING)
    assert [one.mission for one in record.counted] == ["MINUSCA"]
    assert [one.reason for one in record.left_out] == ["took over MONUC on 2010-07-01: the whole force"]
    assert [getattr(record.of(name), "peak", None) for name in ("MINUSCA", "MONUSCO", "UNOCI")] == [2000, 9500, None]


def test_a_mission_below_the_size_or_before_the_first_year_is_no_record(folder: Path) -> None:
    strengths: Mapping[str, Mapping[int, int]] = read_strengths(folder)
    smaller = record_of(strengths, un_missions(), replace(COUNTING, least_peak=2001))
    assert smaller.counted == ()
    assert record_of(strengths, un_missions(), replace(COUNTING, first_year=2015)).left_out == ()


def test_the_hand_over_must_come_early_and_be_large() -> None:
    assert inherits(MISSION, hand_over(date(2010, 2, 1), 100), COUNTING)
    assert not inherits(MISSION, hand_over(date(2010, 2, 2), 100), COUNTING)
    assert not inherits(MISSION, hand_over(date(2010, 2, 1), 99), COUNTING)


def test_the_median_of_two_lies_between_them() -> None:
    other = replace(MISSION, months_to=(3.0, 5.0, 7.0, 9.0))
    assert medians([MISSION, other]) == (2.0, 3.0, 4.0, 5.0)


def test_every_mission_of_the_tables_is_in_the_register() -> None:
    known = {one.acronym for one in un_missions()}
    named = {row.text("mission") for row in lines_of(OWN_TABLES / "series_names.csv", ("mission",))}
    assert named | {one.mission for one in all_inheritances()} <= known


def test_a_mission_is_handed_contingents_only_once_it_has_begun() -> None:
    starts = {one.acronym: one.start for one in un_missions()}
    assert [one.mission for one in all_inheritances() if one.handed_over < starts[one.mission]] == []
    assert all(one.source and one.standing and one.people for one in all_inheritances())
