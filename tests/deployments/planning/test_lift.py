"""The lift of rotations: the best days are found, a block moves only what it must, and the checker refuses the rest."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.deployments.planning import lift_solver
from muster.deployments.planning.lift import (
    BREACH_WEIGHT,
    LiftBlock,
    LiftPlan,
    LiftProblem,
    Rotation,
    UnitTerms,
)
from muster.deployments.planning.lift_check import broken_lift_rules
from muster.deployments.planning.lift_solver import plan_lift, replan_lift, with_block
from muster.deployments.planning.refusal import NoPlanFoundError

START = date(2026, 1, 5)
SEATS = 100


def day(number: int) -> date:
    return START + timedelta(days=number)


def rotation(name: str, unit: str, due: int, window: int, *people: int) -> Rotation:
    return Rotation(name, unit, day(due), day(max(0, due - window)), day(due + window + 1), people or (100,))


def problem_of(units: tuple[UnitTerms, ...], rotations: tuple[Rotation, ...], **more: object) -> LiftProblem:
    terms = {"reception": {}, "flights": {}, "seats": SEATS, **more}
    return LiftProblem(START, 8, units, rotations, **terms)  # type: ignore[arg-type]


@st.composite
def small_lifts(draw: st.DrawFn) -> LiftProblem:
    """Two units in one mission, up to three rotations, tight reception and charter."""
    units = tuple(UnitTerms(f"u{n}", "M", 10, 20, 2, draw(st.sampled_from([None, day(-9)]))) for n in range(2))
    rows = [
        rotation(f"r{n}", f"u{draw(st.integers(0, 1))}", draw(st.integers(2, 30)), draw(st.integers(0, 4)),
                 *draw(st.sampled_from([(60,), (150,), (100, 50)])))
        for n in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    first = draw(st.integers(0, 30))
    blocks = (LiftBlock("M", day(first), day(first + draw(st.integers(1, 6)))),) if draw(st.booleans()) else ()
    return problem_of(
        units,
        tuple(rows),
        reception={"M": draw(st.integers(100, 300))},
        flights={date(2026, 1, 1): draw(st.integers(1, 5))},
        blocks=blocks,
        most_late_days=draw(st.integers(0, 3)),
    )


def plan_with(problem: LiftProblem, days: dict[str, date], breach: int = 0, flights: int = 0) -> LiftPlan:
    without = tuple(row.id for row in problem.rotations if row.id not in days)
    return LiftPlan(days, without, (), breach, 0, flights, True, 0, 0, 0.0)


def tried(problem: LiftProblem, around: dict[str, date]) -> list[tuple[int, int, int, int]]:
    """All plans that keep the rules: without a day, moved, weighed days, flights, counted by the checker."""
    found = []
    choices = []
    for row in problem.rotations:
        closes = row.window_until
        for block in problem.blocks:
            if block.held_from < closes + timedelta(weeks=len(row.people)) and row.window_from < block.held_until:
                closes = max(closes, block.held_until)
        count = (closes - row.window_from).days + problem.most_late_days
        choices.append([None, *(row.window_from + timedelta(days=n) for n in range(count))])
    for picked in itertools.product(*choices):
        days = {row.id: on for row, on in zip(problem.rotations, picked, strict=True) if on is not None}
        told = list(broken_lift_rules(problem, plan_with(problem, days, -1, -1)))
        figures = [one for one in told if "its days give" in one]
        if len(figures) == len(told):
            breach, flights = (int(one.rsplit(" ", 1)[1]) for one in figures)
            deviation = sum(abs((on - around[name]).days) for name, on in days.items())
            moved = sum(days.get(name) != on for name, on in around.items())
            found.append((len(picked) - len(days), moved, BREACH_WEIGHT * breach + deviation, flights))
    return found


@settings(max_examples=40)
@given(small_lifts())
def test_a_plan_is_as_good_as_the_best_of_all_that_can_be_tried(problem: LiftProblem) -> None:
    plan = plan_lift(problem, seconds=20)
    assert list(broken_lift_rules(problem, plan)) == []
    best = min(
        (left, weighed, flights)
        for left, _, weighed, flights in tried(problem, {r.id: r.due for r in problem.rotations})
    )
    assert (len(plan.without_day), plan.weighed_days, plan.flights) == best
    assert plan.is_primary_proven
    assert (plan.deviation_bound, plan.flights_bound) == best[1:]


@settings(max_examples=40)
@given(small_lifts(), st.integers(0, 30), st.integers(1, 8))
def test_after_a_block_the_fewest_are_moved_and_those_the_least(problem: LiftProblem, first: int, length: int) -> None:
    before = plan_lift(replace(problem, blocks=()), seconds=20)
    blocked = with_block(problem, LiftBlock("M", day(first), day(first + length)), before.days, START)
    plan = replan_lift(blocked, before.days, seconds=20)
    assert list(broken_lift_rules(blocked, plan)) == []
    around = {row.id: before.days.get(row.id, row.due) for row in problem.rotations}
    assert (len(plan.without_day), len(plan.moved), plan.weighed_days, plan.flights) == min(tried(blocked, around))


def test_a_large_lift_is_planned_in_parts_with_a_bound_below_what_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lift_solver, "MOST_IN_ONE_PROGRAM", 1)
    units = tuple(UnitTerms(f"u{n}", "M", 1, 400, 0) for n in range(4))
    problem = problem_of(units, tuple(rotation(f"r{n}", f"u{n}", 24, 14) for n in range(4)), reception={"M": 100})
    plan = plan_lift(problem, seconds=1.5)
    assert list(broken_lift_rules(problem, plan)) == []
    nearest_days_of_four_weeks = {day(20), day(24), day(28), day(13)}
    assert set(plan.days.values()) in (nearest_days_of_four_weeks, nearest_days_of_four_weeks ^ {day(13), day(35)})
    assert 0 < plan.deviation_bound <= plan.weighed_days
    assert 0 < plan.flights_bound <= plan.flights == 4


def test_two_rotations_of_one_day_are_kept_a_week_apart_by_what_the_mission_receives() -> None:
    units = (UnitTerms("u", "M", 1, 400, 0), UnitTerms("v", "M", 1, 400, 0))
    rows = (rotation("a", "u", 10, 9), rotation("b", "v", 10, 9))
    plan = plan_lift(problem_of(units, rows, reception={"M": 150}), seconds=10)
    assert sorted(plan.days.values()) == [day(10), day(14)] or sorted(plan.days.values()) == [day(6), day(10)]
    assert plan.deviation_days == 4


def test_what_finds_no_day_is_named_and_nothing_else_suffers() -> None:
    units = (UnitTerms("u", "M", 1, 400, 0), UnitTerms("v", "M", 1, 400, 0))
    rows = (rotation("a", "u", 10, 0), rotation("b", "v", 10, 0, 60))
    plan = plan_lift(problem_of(units, rows, flights={date(2026, 1, 1): 1}), seconds=10)
    assert len(plan.without_day) == 1
    assert len(plan.days) == 1


def test_what_has_come_before_today_stays_where_it_was() -> None:
    units = (UnitTerms("u", "M", 1, 400, 0),)
    problem = problem_of(units, (rotation("a", "u", 3, 2), rotation("b", "u", 20, 2)), most_late_days=3)
    before = plan_lift(problem, seconds=10)
    blocked = with_block(problem, LiftBlock("M", day(1), day(30)), before.days, day(10))
    again = replan_lift(blocked, before.days, seconds=10)
    assert again.days == {"a": day(3), "b": day(30)}
    assert again.moved == ("b",)
    assert again.breach_days == 8


def test_what_is_fixed_against_the_reception_is_refused_with_the_remedy() -> None:
    fixed = replace(rotation("a", "u", 3, 2), fixed_on=day(3))
    problem = problem_of((UnitTerms("u", "M", 1, 400, 0),), (fixed,), reception={"M": 50})
    with pytest.raises(NoPlanFoundError, match="free a fixed rotation"):
        plan_lift(problem, seconds=5)


def test_the_checker_names_each_rule_that_is_broken() -> None:
    units = (UnitTerms("u", "M", 10, 20, 2, arrived_on=day(0)),)
    rows = (rotation("a", "u", 10, 3, 100, 60), rotation("b", "u", 40, 3))
    problem = problem_of(
        units, rows, reception={"M": 90}, flights={date(2026, 1, 1): 1}, blocks=(LiftBlock("M", day(13), day(14)),)
    )
    told = list(broken_lift_rules(problem, plan_with(problem, {"a": day(6), "c": day(1)}, 0, 0)))
    assert "a: comes on 2026-01-11, its window opens on 2026-01-12" in told
    assert "a: has a lift on 2026-01-18, when M lets nobody in" in told
    told = list(broken_lift_rules(problem, plan_with(problem, {"a": day(7), "b": day(12)}, 0, 0)))
    assert told == [
        "b: comes on 2026-01-17, its window opens on 2026-02-11",
        "a: relieves a tour of 9 days, shorter than 10",
        "b: relieves a tour of 7 days, shorter than 10",
        "M: 200 arrive in the week of 2026-01-12, 90 can be received",
        "2026-01: 3 flights, the charter plan has 1",
        "flights: the plan says 0, its days give 3",
    ]
    moved = replace(problem, rotations=(replace(rows[0], fixed_on=day(9)), rows[1]))
    assert "a: is moved to 2026-01-15, and was fixed on 2026-01-14" in broken_lift_rules(
        moved, plan_with(moved, {"a": day(10)})
    )
    assert "b: has a day or is named as without one, not both" in broken_lift_rules(
        problem, replace(plan_with(problem, {}), without_day=("a",))
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((rotation("a", "nobody", 3, 1),), "a is of nobody, which is no unit"),
        ((rotation("a", "u", 3, 1, 0),), "a has a lift without people"),
        ((replace(rotation("a", "u", 3, 1), window_until=day(1)),), "a has no day"),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(rows: tuple[Rotation, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        problem_of((UnitTerms("u", "M", 1, 400, 0),), rows)
