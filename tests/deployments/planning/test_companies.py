"""A State's companies take as many tours as the rules allow, in fair turns; what is left is told with its cures."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.deployments.planning.companies import (
    AbroadCeiling,
    CompaniesProblem,
    Company,
    Cure,
    NeededTour,
    Obstacle,
)
from muster.deployments.planning.companies_check import broken_company_rules
from muster.deployments.planning.companies_program import plan_companies

START = date(2026, 1, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def company(name: str, **more: object) -> Company:
    given = {"strength": 150, "volunteers": 150, "trained_for": frozenset({"INF-COY"}), "dwell_days": 30, **more}
    return Company(name, **given)  # type: ignore[arg-type]


def tour(name: str, arrives: int, leaves: int, people: int = 139, **more: object) -> NeededTour:
    given = {"unit_type": "INF-COY", "training_from": day(arrives - 20), **more}
    return NeededTour(name, people=people, arrives_on=day(arrives), leaves_on=day(leaves), **given)  # type: ignore[arg-type]


@st.composite
def small_problems(draw: st.DrawFn) -> CompaniesProblem:
    """Up to three companies, four tours and a ceiling."""
    companies = tuple(
        company(
            f"c{n}",
            volunteers=draw(st.sampled_from([100, 150])),
            trained_for=frozenset(draw(st.sets(st.sampled_from(["INF-COY", "ENG-CON"]), min_size=1))),
            dwell_days=draw(st.sampled_from([0, 30, 90])),
            home_since=draw(st.sampled_from([None, day(-20)])),
        )
        for n in range(draw(st.integers(1, 3)))
    )
    tours = []
    for n in range(draw(st.integers(1, 4))):
        arrives = draw(st.integers(20, 200))
        leaves = arrives + draw(st.sampled_from([30, 100]))
        agreed = draw(st.sampled_from(["", "", "", "c0"]))
        kind, people = draw(st.sampled_from(["INF-COY", "ENG-CON"])), draw(st.sampled_from([90, 139]))
        tours.append(tour(f"t{n}", arrives, leaves, people, unit_type=kind, agreed=agreed))
    ceiling = AbroadCeiling(day(draw(st.integers(0, 150))), day(250), draw(st.sampled_from([139, 250, 400])), 20)
    return CompaniesProblem(companies, tuple(tours), (ceiling,))


@settings(max_examples=30)
@given(small_problems())
def test_no_way_of_giving_tours_leaves_fewer_or_is_fairer(problem: CompaniesProblem) -> None:
    names = [row.id for row in problem.companies]
    tried = []
    for picked in itertools.product(["", *names], repeat=len(problem.tours)):
        taken = {row.id: name for row, name in zip(problem.tours, picked, strict=True) if name}
        if not list(broken_company_rules(problem, taken)):
            tried.append((len(problem.tours) - len(taken), sum(picked.count(name) ** 2 for name in names)))
    plan = plan_companies(problem, seconds=20)
    assert list(broken_company_rules(problem, plan.taken)) == []
    assert (len(plan.untaken), plan.unfair) == min(tried)
    assert plan.is_proven


@settings(max_examples=30)
@given(small_problems())
def test_what_nobody_takes_has_something_to_cure_with_every_company(problem: CompaniesProblem) -> None:
    plan = plan_companies(problem, seconds=20)
    for name in plan.untaken:
        assert len(plan.cures[name]) == len(problem.companies)
        assert all(plan.cures[name])


def test_both_contingents_count_during_the_handover_and_the_ceiling_says_how_many_more() -> None:
    """139 and 139 against an act for 250: the second tour overlaps the first by four days."""
    tours = (tour("R1", 30, 200, agreed="a"), tour("R2", 196, 380))
    problem = CompaniesProblem((company("a"), company("b")), tours, (AbroadCeiling(day(0), day(400), 250),))
    plan = plan_companies(problem, seconds=5)
    assert plan.untaken == ("R2",)
    assert plan.cures["R2"][0] == (Cure("R2", "", Obstacle.CEILING, 28),)
    assert next(iter(broken_company_rules(problem, {"R1": "a", "R2": "b"}))) == (
        f"{day(196)}: 278 people abroad, the act allows 250"
    )


def test_three_companies_take_turns() -> None:
    tours = tuple(tour(f"R{n}", 100 * n + 30, 100 * n + 130) for n in range(6))
    plan = plan_companies(CompaniesProblem((company("a"), company("b"), company("c")), tours), seconds=10)
    assert sorted(list(plan.taken.values()).count(name) for name in "abc") == [2, 2, 2]


def test_each_thing_that_lacks_is_told_with_how_much() -> None:
    one = company(
        "a", strength=120, volunteers=100, trained_for=frozenset({"ENG-CON"}), home_since=day(0), dwell_days=30
    )
    plan = plan_companies(CompaniesProblem((one,), (tour("R1", 30, 200),)), seconds=5)
    assert plan.cures["R1"] == (
        (
            Cure("R1", "a", Obstacle.UNIT_TYPE, wanted="INF-COY"),
            Cure("R1", "a", Obstacle.STRENGTH, 19),
            Cure("R1", "a", Obstacle.VOLUNTEERS, 39),
            Cure("R1", "a", Obstacle.DWELL, 20),
        ),
    )


def test_a_company_that_is_away_or_has_not_rested_is_told_so() -> None:
    tours = (tour("R1", 30, 200, agreed="a"), tour("R2", 190, 300), tour("R3", 240, 300))
    plan = plan_companies(CompaniesProblem((company("a", dwell_days=60),), tours), seconds=5)
    assert plan.untaken == ("R2", "R3")
    assert plan.cures["R2"] == ((Cure("R2", "a", Obstacle.BUSY, 90, "R1"),),)
    assert plan.cures["R3"] == ((Cure("R3", "a", Obstacle.DWELL, 40, "R1"),),)


def test_the_checker_refuses_what_breaks_a_rule() -> None:
    tours = (tour("R1", 30, 100, agreed="a"), tour("R2", 90, 200), tour("R3", 90, 200, unit_type="ENG-CON"))
    problem = CompaniesProblem((company("a"), company("b", volunteers=100, home_since=day(60))), tours)
    assert list(broken_company_rules(problem, {"R2": "a", "R3": "b"})) == [
        "R1: was agreed with a",
        "R3: b is not trained for ENG-CON",
        "R3: b has fewer than 139 people who would go",
        "R3: b has not dwelt since 2026-03-02",
    ]
    assert "R2: a is not back and rested from R1" in broken_company_rules(problem, {"R1": "a", "R2": "a"})


@pytest.mark.parametrize(
    ("companies", "tours", "words"),
    [
        (("a", "a"), (), "same name"),
        (("a",), (tour("R1", 30, 20),), "not in this order"),
        (("a",), (tour("R1", 30, 40, agreed="b"),), "agreed with b, which is no company"),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(
    companies: tuple[str, ...], tours: tuple[NeededTour, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        CompaniesProblem(tuple(company(name) for name in companies), tours)
