"""Periods of a mission, the chain of renewals and what a period changes: the rules, over all that may happen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import DateInterval
from muster.missions.rules.mandate_changes import PeriodContent, period_changes
from muster.missions.rules.mandates import MandateTerm, cover_from, effective_terms
from muster.missions.rules.operations import Partner, operation_problems
from muster.missions.rules.periods import period_problems, period_to_follow, task_problems
from muster.missions.rules.renewals import RenewalState, chain, gap_words, next_usual_end, renewal

FIRST = date(2018, 1, 1)
HORIZON = 400
YEAR = MandateTerm(1, FIRST, date(2019, 1, 1), None, "first")
NAMES = {"patrol": "Patrols", "protect": "Protection", "observe": "Observation"}


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


@st.composite
def legal_chains(draw: st.DrawFn) -> list[MandateTerm]:
    """Periods entered one after the other; what the rules refuse is left out."""
    known: list[MandateTerm] = []
    for key in range(1, draw(st.integers(1, 7))):
        start = draw(st.integers(0, HORIZON - 1))
        until = draw(st.one_of(st.none(), st.integers(start + 1, HORIZON)))
        follows = draw(st.one_of(st.none(), st.sampled_from([one.key for one in known]))) if known else None
        kind = draw(st.sampled_from(["established", "renewed", "rolled-over", "amended", "drawdown", "ended"]))
        new = MandateTerm(key, on(start), None if until is None else on(until), follows)
        if not period_problems(new, kind, known):
            known.append(new)
    return known


@given(legal_chains())
def test_periods_that_the_rules_let_in_never_share_a_day_as_they_hold(known: list[MandateTerm]) -> None:
    held = effective_terms(known)
    for place, one in enumerate(held):
        for other in held[place + 1 :]:
            assert not DateInterval(one.start, one.until).overlaps(DateInterval(other.start, other.until))


@given(legal_chains(), st.integers(-5, HORIZON + 5))
def test_how_far_a_mandate_reaches_is_what_reading_day_by_day_finds(known: list[MandateTerm], first: int) -> None:
    held = effective_terms(known)

    def is_held(day: date) -> bool:
        return any(one.start <= day and (one.until is None or day < one.until) for one in held)

    cover = cover_from(held, on(first))
    assert cover.is_covered == is_held(on(first))
    if not cover.is_covered:
        return
    days = range(first, HORIZON + 6)
    without = next((on(day) for day in days if not is_held(on(day))), None)
    assert cover.until == without
    assert cover.is_beyond(None) == (without is not None)


@given(legal_chains())
def test_the_gaps_of_a_chain_are_the_days_between_periods_on_which_none_holds(known: list[MandateTerm]) -> None:
    held = effective_terms(known)
    gaps = [link.gap for link in chain(held) if link.gap is not None]
    if not held:
        return
    last = max(one.start for one in held)
    between = {
        on(day)
        for day in range(HORIZON)
        if held[0].start <= on(day) < last
        and not any(one.start <= on(day) and (one.until is None or on(day) < one.until) for one in held)
    }
    assert {on(day) for day in range(HORIZON) for gap in gaps if gap.contains(on(day))} == between


@pytest.mark.parametrize(
    ("new", "kind", "words"),
    [
        (MandateTerm(-1, FIRST, FIRST), "renewed", "before it begins"),
        (MandateTerm(-1, on(100), None), "ended", "say which period it follows"),
        (MandateTerm(-1, on(100), None), "drawdown", "say which period it follows"),
        (MandateTerm(-1, on(100), None), "amended", "say which period it follows"),
        (MandateTerm(-1, on(100), None, 9), "amended", "none of this mission's"),
        (MandateTerm(-1, on(-1), None, 1), "renewed", "begins before the period that it follows"),
        (MandateTerm(-1, on(10), None, 1), "established", "establishes nothing"),
        (MandateTerm(-1, on(100), None), "renewed", "overlaps the period from 1 January 2018"),
    ],
)
def test_a_period_that_may_not_be_is_refused_with_its_remedy(new: MandateTerm, kind: str, words: str) -> None:
    (problem,) = period_problems(new, kind, [YEAR])
    assert words in str(problem)
    assert problem.remedy


def test_a_period_is_followed_once() -> None:
    amended = MandateTerm(2, on(100), on(200), 1)
    (problem,) = period_problems(MandateTerm(-1, on(300), None, 1), "renewed", [YEAR, amended])
    assert "is followed already by the one from 11 April 2018" in str(problem)
    assert period_problems(MandateTerm(-1, on(150), None, 2), "renewed", [YEAR, amended]) == []


def test_a_renewal_follows_the_last_period_that_reaches_up_to_it() -> None:
    assert period_to_follow(date(2019, 1, 1), [YEAR]) == YEAR
    assert period_to_follow(date(2019, 1, 2), [YEAR]) is None
    assert period_to_follow(date(2017, 12, 31), [YEAR]) is None
    assert period_to_follow(on(300), [YEAR, MandateTerm(2, on(100), None, 1)]) == MandateTerm(2, on(100), None, 1)


def test_a_task_is_of_the_list_and_there_once() -> None:
    assert task_problems(["patrol"], ["patrol"]) == []
    unknown, twice = task_problems(["march", "patrol", "patrol"], ["patrol"])
    assert "task 1: 'march' is no task of the list" in str(unknown)
    assert "patrol is there twice" in str(twice)


@pytest.mark.parametrize(
    ("day", "ended", "state", "days"),
    [
        (on(-1), None, RenewalState.UNKNOWN, None),
        (FIRST, None, RenewalState.RUNNING, 365),
        (on(245), None, RenewalState.DUE, 120),
        (on(244), None, RenewalState.RUNNING, 121),
        (on(365), None, RenewalState.LATE, 0),
        (on(400), None, RenewalState.LATE, 35),
        (on(400), on(365), RenewalState.OVER, 35),
    ],
)
def test_a_mission_is_due_or_late_by_the_days_to_the_end_of_its_mandate(
    day: date, ended: date | None, state: RenewalState, days: int | None
) -> None:
    found = renewal([YEAR], day, warning_days=120, ended_on=ended)
    assert (found.state, found.days) == (state, days)


def test_a_mandate_without_an_end_is_open() -> None:
    assert renewal([MandateTerm(1, FIRST, None)], on(9_000), warning_days=120).state == RenewalState.OPEN


def test_a_gap_is_told_from_its_first_day_until_the_next_mandate() -> None:
    late = MandateTerm(2, date(2019, 2, 1), None)
    _first, second = chain([YEAR, late])
    assert second.gap is not None
    assert gap_words(second.gap) == "no mandate from 2019-01-01 until 2019-02-01 (excluded)"
    assert second.days is None


def test_the_next_usual_end_is_the_day_after_the_usual_last_day() -> None:
    assert next_usual_end(("06-30", "12-31"), date(2018, 6, 30)) == date(2018, 7, 1)
    assert next_usual_end(("06-30", "12-31"), date(2018, 7, 1)) == date(2019, 1, 1)
    assert next_usual_end((), FIRST) is None


def content(**changes: object) -> PeriodContent:
    values: dict[str, object] = {
        "kind": "renewed",
        "until": date(2019, 1, 1),
        "ceilings": {"troops": 1000, "police": 10},
        "tasks": ("patrol",),
    }
    return PeriodContent(**(values | changes))  # type: ignore[arg-type]


def told(before: PeriodContent, after: PeriodContent) -> list[tuple[str, str, str]]:
    return [(one.kind, one.before, one.after) for one in period_changes(before, after, NAMES)]


def test_a_mere_renewal_tells_its_new_end_alone() -> None:
    assert told(content(), content(until=date(2020, 1, 1))) == [
        ("mandate", "until 1 January 2019 (excluded)", "renewed until 1 January 2020 (excluded)")
    ]


def test_what_says_the_same_tells_nothing() -> None:
    assert told(content(), content(kind="amended")) == []


def test_ceilings_and_tasks_that_change_are_told() -> None:
    found = told(content(), content(ceilings={"troops": 900, "police": 10}, tasks=("protect",), kind="amended"))
    assert found == [
        ("ceiling", "1,000 troops", "900 troops"),
        ("tasks", "no longer: Patrols", "new: Protection"),
    ]


def test_a_period_without_tasks_says_nothing_of_them() -> None:
    assert told(content(), content(tasks=())) == []
    assert told(content(tasks=()), content()) == []


def test_an_end_and_a_drawdown_are_told_as_a_stage_of_life_too() -> None:
    ended = told(content(), content(kind="ended", until=date(2018, 6, 1)))
    assert ended == [
        ("mandate", "until 1 January 2019 (excluded)", "ended until 1 June 2018 (excluded)"),
        ("life", "renewed", "mandate ended"),
    ]
    assert told(content(), content(kind="drawdown")) == [("life", "renewed", "drawdown ordered")]


@pytest.mark.parametrize(
    ("kind", "mandated_by", "partners", "words"),
    [
        ("regional", "UN", (), "let that organisation enter it"),
        ("hybrid", "UN", (), "name the second one"),
        ("hybrid", "UN", (Partner("KAZ", "member-state"),), "name the second one"),
        ("hybrid", "UN", (Partner("UN", "secretariat"),), "name the second one"),
        ("coalition", "UN", (Partner("AU", "secretariat"),), "name at least one"),
        ("united-nations", "UN", (Partner("AU", "secretariat"),), "choose another kind"),
    ],
)
def test_who_mandates_an_operation_fits_its_kind(
    kind: str, mandated_by: str, partners: tuple[Partner, ...], words: str
) -> None:
    (problem,) = operation_problems(kind, mandated_by, partners)
    assert words in str(problem)


def test_operations_of_every_kind_may_be() -> None:
    union, state = Partner("AU", "secretariat"), Partner("KAZ", "member-state")
    assert operation_problems("united-nations", "UN", ()) == []
    assert operation_problems("regional", "AU", ()) == []
    assert operation_problems("hybrid", "UN", (union,)) == []
    assert operation_problems("coalition", "UN", (state,)) == []
