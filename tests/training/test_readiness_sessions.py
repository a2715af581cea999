"""Seats of sessions for who lacks training: rules kept, reasons told, the best found where it can be counted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from muster.training.planning.session_check import broken_session_rules
from muster.training.planning.session_program import plan_sessions
from muster.training.planning.sessions import OfferedSession, SessionPlan, SessionProblem, Trainee, Without

TODAY = date(2026, 1, 1)
ONE_DAY = timedelta(days=1)
DEPLOYS = TODAY + 60 * ONE_DAY


def offered(reference: str, standard: str, start: int, days: int = 5, seats: int = 1, **more: object) -> OfferedSession:
    begins = TODAY + start * ONE_DAY
    return OfferedSession(reference, standard, begins, begins + days * ONE_DAY, seats, **more)  # type: ignore[arg-type]


def planned(*sessions: OfferedSession, people: tuple[Trainee, ...], abroad: int = 30) -> SessionPlan:
    problem = SessionProblem(TODAY, people, sessions, abroad)
    plan = plan_sessions(problem, seconds=5)
    assert list(broken_session_rules(problem, plan)) == []
    return plan


def test_who_can_be_trained_wholly_comes_before_more_seats() -> None:
    people = (Trainee(1, ("CPTM",), DEPLOYS), Trainee(2, ("CPTM", "POC"), DEPLOYS))
    plan = planned(offered("a", "CPTM", 5), offered("b", "POC", 20), people=people)
    assert (plan.trained, plan.items, plan.is_proven) == (1, 2, True)


def test_nobody_sits_in_two_sessions_at_once() -> None:
    people = (Trainee(1, ("CPTM", "POC"), DEPLOYS),)
    plan = planned(offered("a", "CPTM", 5), offered("b", "POC", 9), people=people)
    assert (plan.trained, plan.items) == (0, 1)
    assert set(plan.without.values()) == {Without.CLASH}
    plan = planned(offered("a", "CPTM", 5), offered("b", "POC", 10), people=people)
    assert plan.trained == 1


def test_days_of_a_settled_session_are_kept_free() -> None:
    busy = ((TODAY + 5 * ONE_DAY, TODAY + 12 * ONE_DAY),)
    plan = planned(offered("a", "CPTM", 10), people=(Trainee(1, ("CPTM",), DEPLOYS, busy=busy),))
    assert plan.seats == {}
    assert plan.without == {(1, "CPTM"): Without.CLASH}


def test_the_home_session_is_taken_unless_it_is_much_later() -> None:
    people = (Trainee(1, ("CPTM",), DEPLOYS),)
    home, away = offered("home", "CPTM", 30), offered("away", "CPTM", 5, is_abroad=True)
    assert planned(home, away, people=people).seats == {1: ("home",)}
    assert planned(home, away, people=people, abroad=10).seats == {1: ("away",)}


def test_each_who_stays_without_is_told_why() -> None:
    one = Trainee(1, ("CPTM",), DEPLOYS)
    assert planned(people=(one,)).without == {(1, "CPTM"): Without.NO_SESSION}
    late = offered("late", "CPTM", 58)
    assert planned(late, people=(one,)).without == {(1, "CPTM"): Without.TOO_LATE}
    closed = offered("closed", "CPTM", 5, apply_by=TODAY - ONE_DAY)
    assert planned(closed, people=(one,)).without == {(1, "CPTM"): Without.TOO_LATE}
    french = offered("french", "CPTM", 5, language="fr")
    assert planned(french, people=(one,)).without == {(1, "CPTM"): Without.NOT_ELIGIBLE}
    majors = offered("majors", "CPTM", 5, ranks=frozenset({"major"}))
    assert planned(majors, people=(one,)).without == {(1, "CPTM"): Without.NOT_ELIGIBLE}
    full = offered("full", "CPTM", 5)
    two = (one, replace(one, number=2))
    assert planned(full, people=two).without == {(2, "CPTM"): Without.NO_SEAT}


def test_a_session_may_end_on_the_day_of_deployment_and_begins_after_today() -> None:
    one = (Trainee(1, ("CPTM",), DEPLOYS),)
    assert planned(offered("last", "CPTM", 55), people=one).trained == 1
    assert planned(offered("first", "CPTM", 1), people=one).trained == 1
    assert planned(offered("begun", "CPTM", 0), people=one).trained == 0


def test_the_checker_sees_a_plan_that_is_no_plan() -> None:
    problem = SessionProblem(TODAY, (Trainee(1, ("CPTM",), DEPLOYS),), (offered("a", "CPTM", 5),), 0)
    plan = plan_sessions(problem, seconds=5)
    assert list(broken_session_rules(problem, plan)) == []
    wrong: Mapping[int, tuple[str, ...]]
    for wrong in ({2: ("a",)}, {1: ("b",)}, {1: ("a", "a")}):
        assert list(broken_session_rules(problem, replace(plan, seats=wrong)))
    assert list(broken_session_rules(problem, replace(plan, trained=0)))
    assert list(broken_session_rules(problem, replace(plan, trained_bound=0)))


PEOPLE = st.lists(
    st.tuples(st.sampled_from([("A",), ("B",), ("A", "B")]), st.integers(20, 60), st.booleans()), max_size=4
)
SESSIONS = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(1, 50), st.integers(1, 8), st.integers(0, 2), st.booleans()),
    max_size=4,
)


def best_by_counting(problem: SessionProblem) -> tuple[int, int, int]:
    """Return the aims of the best of all plans, each looked at."""
    choices = []
    for person in problem.trainees:
        rows = [[None, *(one for one in problem.sessions if one.standard == name)] for name in person.standards]
        choices.append([tuple(one.reference for one in row if one) for row in product(*rows)])
    best = (0, 0, 0)
    for taken in product(*choices):
        seats = {one.number: row for one, row in zip(problem.trainees, taken, strict=True) if row}
        trained = sum(len(seats.get(one.number, ())) == len(one.standards) for one in problem.trainees)
        items = sum(map(len, seats.values()))
        cost = sum(problem.cost_days(problem.session_by_reference[name]) for row in seats.values() for name in row)
        plan = SessionPlan(seats, trained, items, cost, trained, items, cost, is_proven=True)
        if not list(broken_session_rules(problem, plan)):
            best = max(best, (trained, items, -cost))
    return best[0], best[1], -best[2]


@settings(max_examples=60)
@given(PEOPLE, SESSIONS)
def test_a_small_plan_is_the_best_of_all(
    people: list[tuple[tuple[str, ...], int, bool]], sessions: list[tuple[str, int, int, int, bool]]
) -> None:
    trainees = tuple(
        Trainee(number, standards, TODAY + days * ONE_DAY, frozenset({"fr"} if french else ()))
        for number, (standards, days, french) in enumerate(people, start=1)
    )
    rows = tuple(
        offered(f"s{number}", standard, start, days, seats, language="fr" if french else "")
        for number, (standard, start, days, seats, french) in enumerate(sessions)
    )
    problem = SessionProblem(TODAY, trainees, rows, 30)
    plan = plan_sessions(problem, seconds=5)
    assert list(broken_session_rules(problem, plan)) == []
    assert (plan.trained, plan.items, plan.cost_days) == best_by_counting(problem)
    assert plan.is_proven
    lacking = sum(len(one.standards) for one in trainees)
    assert plan.items + len(plan.without) == lacking


def test_the_same_question_gets_the_same_answer() -> None:
    people = tuple(Trainee(number, ("CPTM", "POC"), DEPLOYS) for number in range(30))
    rows = [offered(f"c{n}", "CPTM", 3 + 4 * n, seats=7) for n in range(8)]
    rows += [offered(f"p{n}", "POC", 5 + 4 * n, 10, seats=6) for n in range(8)]
    problem = SessionProblem(TODAY, people, tuple(rows), 30)
    assert plan_sessions(problem, seconds=5) == plan_sessions(problem, seconds=5)
