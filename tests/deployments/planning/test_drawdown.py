"""Drawdown: the fewest rules break, then the priorities decide; the checker counts what the search counted."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.deployments.planning.drawdown import (
    DrawdownProblem,
    Priorities,
    StandingUnit,
    Target,
    cut_targets,
)
from muster.deployments.planning.drawdown_check import (
    BrokenRule,
    DrawdownRule,
    broken_rules,
    last_lift_on,
    measures_of,
    people_at,
    refused_departures,
)
from muster.deployments.planning.drawdown_program import plan_drawdown

START = date(2026, 1, 5)


def drawdown(*units: StandingUnit, weeks: int = 4, **more: object) -> DrawdownProblem:
    given = {"targets": (), "must_leave": frozenset(), "lift": {}, "medical_per_thousand": 0, **more}
    return DrawdownProblem(START, START + timedelta(weeks=weeks), units, **given)  # type: ignore[arg-type]


def unit(name: str, people: int = 100, **more: object) -> StandingUnit:
    return StandingUnit(**{"id": name, "mission": "M", "state": name, "category": "infantry", "people": people, **more})  # type: ignore[arg-type]


@st.composite
def small_drawdowns(draw: st.DrawFn) -> tuple[DrawdownProblem, Priorities]:
    """Up to four units in two missions, one perhaps a hospital, one perhaps inside another."""
    units = tuple(
        unit(
            f"u{n}",
            draw(st.sampled_from([20, 60, 100, 150])),
            mission=draw(st.sampled_from(["M", "N"])),
            state=draw(st.sampled_from(["A", "B"])),
            category=draw(st.sampled_from(["infantry", "medical"])),
            inside=draw(st.sampled_from(["", "u0"])) if n else "",
            tour_ends_on=draw(st.sampled_from([None, START + timedelta(days=9), START + timedelta(days=60)])),
            is_medical=draw(st.booleans()),
        )
        for n in range(draw(st.integers(1, 4)))
    )
    percent = draw(st.integers(0, 100))
    problem = drawdown(
        *units,
        weeks=draw(st.integers(1, 3)),
        targets=cut_targets(units, percent, in_each_mission=draw(st.booleans())),
        must_leave=frozenset({"u0"}) if draw(st.booleans()) else frozenset(),
        lift={"M": draw(st.sampled_from([50, 100, 200]))},
        medical_per_thousand=draw(st.sampled_from([0, 100, 300])),
        kept=frozenset({"medical"}),
    )
    return problem, Priorities(*(draw(st.integers(0, 5)) for _ in range(5)))


@settings(max_examples=60)
@given(small_drawdowns())
def test_a_drawdown_is_as_good_as_the_best_of_all_that_can_be_tried(given: tuple[DrawdownProblem, Priorities]) -> None:
    problem, priorities = given
    found = plan_drawdown(problem, priorities, seconds=20)
    assert list(refused_departures(problem, found.weeks)) == []
    measures = measures_of(problem, found.weeks)
    assert (found.broken, found.points) == (measures.broken, measures.points(priorities))
    tried = []
    for picked in itertools.product([None, *range(problem.weeks)], repeat=len(problem.units)):
        weeks = {u.id: week for u, week in zip(problem.units, picked, strict=True) if week is not None}
        if not list(refused_departures(problem, weeks)):
            other = measures_of(problem, weeks)
            tried.append((other.broken, other.points(priorities)))
    assert (found.broken, found.points) == min(tried)
    assert found.is_proven


def test_a_large_unit_leaves_in_lifts_and_is_there_until_the_last() -> None:
    problem = drawdown(unit("a", 250), lift={"M": 100}, must_leave=frozenset({"a"}))
    weeks = {"a": 1}
    assert problem.lifts_of(problem.units[0]) == (84, 83, 83)
    assert [people_at(problem, weeks, problem.units[0], week) for week in range(4)] == [250, 166, 83, 0]
    assert last_lift_on(problem, weeks, "a") == START + timedelta(weeks=3)


def test_the_checker_names_the_lead_that_has_left_the_cover_that_lacks_and_the_lift_that_is_too_small() -> None:
    problem = drawdown(
        unit("lead", 80), unit("company", 50, inside="lead"), unit("hospital", 20, is_medical=True),
        weeks=2, lift={"M": 90}, medical_per_thousand=100,
    )  # fmt: skip
    assert broken_rules(problem, {"lead": 1, "hospital": 1}) == [
        BrokenRule(DrawdownRule.LEAD, "company", 1, 50),
        BrokenRule(DrawdownRule.LIFT, "M", 1, 10),
        BrokenRule(DrawdownRule.MEDICAL, "M", 1, 5),
    ]


def test_the_checker_refuses_who_stays_though_ordered_to_leave_and_who_leaves_too_late() -> None:
    problem = drawdown(
        unit("a"), unit("b"), weeks=2, targets=(Target(frozenset({"M"}), 100),), must_leave=frozenset({"a"})
    )
    assert list(refused_departures(problem, {})) == [
        "a: stays, and was ordered to leave",
        "M: 200 are left, 100 were ordered",
    ]
    assert list(refused_departures(problem, {"a": 2})) == ["a: leaves in 1 lifts from week 2 on, there are 2 weeks"]
    assert list(refused_departures(problem, {"c": 0})) == ["c: is no unit of the drawdown"]


def test_a_lead_stays_until_its_company_has_left_and_a_hospital_until_nobody_is_there() -> None:
    problem = drawdown(
        unit("lead", 80), unit("company", 80, inside="lead"), unit("hospital", 20, is_medical=True),
        targets=(Target(frozenset({"M"}), 0),), lift={"M": 100}, medical_per_thousand=100,
    )  # fmt: skip
    found = plan_drawdown(problem, Priorities(presence=1), seconds=10)
    assert found.weeks == {"company": 2, "lead": 3, "hospital": 3}
    assert found.broken == 0


def test_what_weighs_more_decides_who_leaves() -> None:
    problem = drawdown(
        unit("a", category="engineering"), unit("b", state="c"), unit("c", state="c"),
        targets=(Target(frozenset({"M"}), 200),), kept=frozenset({"engineering"}),
    )  # fmt: skip
    keeping = plan_drawdown(problem, Priorities(capability=1), seconds=10)
    assert set(keeping.weeks) in ({"b"}, {"c"})
    even = plan_drawdown(replace(problem, units=(unit("a", 150), unit("b", 100, state="c"), unit("c", 50, state="c"))),
                         Priorities(states=1, more=1), seconds=10)  # fmt: skip
    assert set(even.weeks) == {"b"}


@pytest.mark.parametrize(
    ("units", "more", "words"),
    [
        ((unit("a"),), {"weeks": 0}, "no whole week"),
        ((unit("a"), unit("a")), {}, "same name"),
        ((unit("a"),), {"must_leave": frozenset({"b"})}, "b is to leave, and is no unit"),
        ((unit("a", 0),), {}, "a has nobody"),
        ((unit("a"),), {"lift": {"M": 0}}, "nobody can be lifted"),
    ],
)
def test_a_drawdown_that_makes_no_sense_is_refused(
    units: tuple[StandingUnit, ...], more: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        drawdown(*units, **more)  # type: ignore[arg-type]
