"""Which record rests on which kind of fact, and the sentence that says why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.changes.models import ChangeKind, ReachKind
from muster.changes.rules import ADVERSE, RESTS, UNDER_WAY, ChangedFact, Resting, reaches, rests_on, why
from muster.missions.rules.conditions import STANDINGS

CHANGED_ON = date(2018, 12, 1)
FACT = ChangedFact("consent", "UNIFIL: consent of the host State", "given", "withdrawn", CHANGED_ON, "withdrawn")
TOUR = Resting("tour", "tour R6 of the company", date(2018, 9, 30), date(2019, 3, 31))
KINDS = sorted(UNDER_WAY)


def test_every_kind_of_change_says_what_rests_on_it_and_names_kinds_of_records_that_there_are() -> None:
    assert set(RESTS) == set(ChangeKind.values)
    assert set().union(*RESTS.values()) <= set(ReachKind.values)


def test_standings_that_weaken_a_fact_are_standings_that_a_statement_may_have() -> None:
    assert set().union(*ADVERSE.values()) <= set().union(*map(frozenset, STANDINGS.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_withdrawn_consent_reaches_everything_under_way_or_planned(kind: str) -> None:
    assert rests_on(FACT, replace(TOUR, kind=kind))


@pytest.mark.parametrize("kind", KINDS)
def test_consent_that_is_given_reaches_nothing(kind: str) -> None:
    assert not rests_on(replace(FACT, after="given", status="given"), replace(TOUR, kind=kind))


@pytest.mark.parametrize(
    ("kind", "status", "reached"),
    [
        ("threat", "high", {"tour", "assignment", "case"}),
        ("casualties", "suffered", {"tour", "assignment", "case"}),
        ("fatalities", "", {"tour", "assignment", "case"}),
        ("medical", "not-in-place", {"tour", "assignment", "case"}),
        ("medical", "in-place", set()),
        ("financing", "not-assured", {"memorandum", "case"}),
        ("financing", "assessed", set()),
        ("agreement", "ended", {"tour", "assignment", "case", "plan"}),
        ("agreement", "signed", set()),
        ("concept", "reviewed", {"tour", "case"}),
        ("principle", "contested", {"tour", "case"}),
        ("principle", "upheld", set()),
        ("tasks", "", {"tour", "case"}),
        ("life", "liquidating", {"tour", "assignment", "memorandum", "case", "plan"}),
        ("life", "sustained", {"case"}),
        ("law", "", {"case", "plan"}),
        ("act", "", {"case", "plan"}),
        ("mandate", "", set()),
        ("ceiling", "", set()),
    ],
)
def test_each_kind_of_fact_reaches_its_own_kinds_of_records(kind: str, status: str, reached: set[str]) -> None:
    """Mandates and ceilings reach nothing by themselves: only what lies beyond the one or above the other."""
    fact = replace(FACT, kind=kind, status=status)
    assert {one for one in KINDS if rests_on(fact, replace(TOUR, kind=one))} == reached


@pytest.mark.parametrize("kind", KINDS)
def test_a_mandate_reaches_what_goes_on_beyond_it_alone(kind: str) -> None:
    fact = replace(FACT, kind="mandate", status="")
    beyond = replace(TOUR, kind=kind, beyond="goes on 92 days beyond the mandate")
    assert rests_on(fact, beyond)
    assert not rests_on(fact, replace(beyond, beyond=""))


@pytest.mark.parametrize(
    ("kind", "record"), [("ceiling", "tour"), ("act", "tour"), ("law", "tour"), ("ceiling", "plan")]
)
def test_a_ceiling_reaches_what_stands_above_it_alone(kind: str, record: str) -> None:
    fact = replace(FACT, kind=kind, status="")
    above = replace(TOUR, kind=record, excess="stands where 460 people are abroad; the act allows 430")
    assert rests_on(fact, above)
    assert not rests_on(fact, replace(above, excess=""))


@pytest.mark.parametrize(("status", "is_reached"), [("low", False), ("moderate", False), ("high", True)])
def test_a_threat_never_on_record_before_reaches_records_where_it_is_grave_alone(status: str, is_reached: bool) -> None:
    assert reaches(replace(FACT, kind="threat", before="", status=status), "tour") is is_reached


@given(st.integers(-400, 400), st.integers(1, 400))
def test_what_is_over_by_the_day_of_the_change_does_not_rest_on_it(start: int, length: int) -> None:
    begins = CHANGED_ON + timedelta(days=start)
    record = replace(TOUR, start=begins, until=begins + timedelta(days=length))
    assert rests_on(FACT, record) is (start + length > 0)


def test_what_has_no_end_rests_on_it() -> None:
    assert rests_on(FACT, replace(TOUR, until=None))


def test_the_reason_names_the_fact_its_before_and_after_and_the_record() -> None:
    assert why(FACT, TOUR) == (
        "UNIFIL: consent of the host State was “given” and is “withdrawn” from 1 December 2018: tour R6 of the company "
        "from 30 September 2018 to 31 March 2019 (excluded) goes on after 1 December 2018."
    )


def test_the_reason_of_a_mandate_says_by_how_many_days_it_goes_on_beyond_it() -> None:
    fact = ChangedFact("mandate", "UNIFIL: mandate", "", "until 29 December 2018", CHANGED_ON)
    told = why(fact, replace(TOUR, beyond="goes on 92 days beyond the mandate, which ends on 29 December 2018"))
    assert "was not on record and is “until 29 December 2018”" in told
    assert told.endswith("goes on 92 days beyond the mandate, which ends on 29 December 2018.")


def test_a_reason_fits_its_column_however_long_the_words_of_the_fact_are() -> None:
    fact = replace(FACT, subject="s" * 200, before="b" * 300, after="a" * 300)
    assert len(why(fact, replace(TOUR, name="n" * 120, excess="x" * 100))) <= 500
