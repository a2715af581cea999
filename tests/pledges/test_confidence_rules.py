"""The score of confidence: every lost point has its reason, and nothing that is worse scores higher."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.pledges.rules.confidence import FULL, Trust, confidence_of, weights_on
from tests.record import DAY

WEIGHTS = weights_on(DAY)
DAYS = st.dates(date(2012, 1, 1), DAY)
COUNTS = st.integers(0, 6)
TRUSTS = st.builds(
    Trust,
    confirmed_on=st.none() | DAYS,
    expires_on=st.none() | st.dates(date(2012, 1, 1), date(2022, 1, 1)),
    visited_until=st.none() | DAYS,
    items=st.integers(0, 100),
    items_to_procure=st.integers(0, 100),
    items_unserviceable=st.integers(0, 100),
    critical_findings=COUNTS,
    expired_evidence=COUNTS,
    partners_withdrawn=COUNTS,
    not_come_since=st.none() | DAYS,
    announced=st.integers(0, 9),
    unkept=COUNTS,
).map(lambda one: replace(one, unkept=min(one.unkept, one.announced)))
PERFECT = Trust(confirmed_on=DAY, expires_on=date(2019, 4, 1), visited_until=DAY, items=30)


@given(TRUSTS)
def test_the_score_is_what_the_reasons_leave(trust: Trust) -> None:
    found = confidence_of(trust, DAY, WEIGHTS)
    assert found.score == max(0, FULL - sum(loss.points for loss in found.losses))
    assert all(loss.points > 0 and loss.says.endswith(".") for loss in found.losses)
    assert [loss.points for loss in found.losses] == sorted((loss.points for loss in found.losses), reverse=True)


@given(TRUSTS, st.integers(0, 900))
def test_waiting_never_raises_the_score(trust: Trust, days: int) -> None:
    later = confidence_of(trust, DAY + timedelta(days=days), WEIGHTS)
    assert later.score <= confidence_of(trust, DAY, WEIGHTS).score


@given(TRUSTS, DAYS, DAYS)
def test_an_older_confirmation_or_visit_never_scores_higher(trust: Trust, one: date, other: date) -> None:
    older, newer = sorted((one, other))
    for name in ("confirmed_on", "visited_until"):
        changes: list[dict[str, Any]] = [{name: None}, {name: older}, {name: newer}]
        scores = [confidence_of(replace(trust, **change), DAY, WEIGHTS).score for change in changes]
        assert scores == sorted(scores)


@given(TRUSTS, st.sampled_from(["critical_findings", "expired_evidence", "partners_withdrawn", "items_to_procure"]))
def test_one_thing_more_that_is_wrong_never_raises_the_score(trust: Trust, name: str) -> None:
    worse = replace(trust, **{name: getattr(trust, name) + 1})
    assert confidence_of(worse, DAY, WEIGHTS).score <= confidence_of(trust, DAY, WEIGHTS).score


def test_a_pledge_confirmed_and_seen_today_is_relied_on_wholly() -> None:
    found = confidence_of(PERFECT, DAY, WEIGHTS)
    assert (found.score, found.losses) == (FULL, ())


@pytest.mark.parametrize(
    ("changes", "points", "says"),
    [
        ({"confirmed_on": None}, 30, "No confirmation"),
        ({"confirmed_on": date(2018, 6, 15)}, 6, "15 June 2018, is 3 months old"),
        ({"confirmed_on": date(2010, 1, 1)}, 30, "is 105 months old"),
        ({"expires_on": DAY}, 20, "until 1 October 2018"),
        ({"visited_until": None}, 20, "No assessment"),
        ({"visited_until": date(2017, 10, 1)}, 10, "ended before 1 October 2017"),
        ({"visited_until": date(2010, 1, 1)}, 20, "ended before 1 January 2010"),
        ({"items_to_procure": 12, "items_unserviceable": 3}, 12, "12 are still to be procured and 3 are not"),
        ({"items_to_procure": 1}, 1, "1 are still"),
        ({"critical_findings": 1}, 10, "1 critical finding is open"),
        ({"critical_findings": 2}, 20, "2 critical findings are open"),
        ({"expired_evidence": 3}, 15, "3 pieces of evidence no longer prove"),
        ({"partners_withdrawn": 1}, 25, "1 partner has withdrawn"),
        ({"not_come_since": date(2018, 9, 30)}, 30, "due by 30 September 2018"),
        ({"announced": 4, "unkept": 3}, 7, "3 became no pledge"),
    ],
)
def test_each_reason_costs_what_the_table_says(changes: dict[str, object], points: int, says: str) -> None:
    (loss,) = confidence_of(replace(PERFECT, **changes), DAY, WEIGHTS).losses  # type: ignore[arg-type]
    assert loss.points == points
    assert says in loss.says


def test_a_call_is_kept_until_its_last_day_is_over() -> None:
    assert confidence_of(replace(PERFECT, not_come_since=DAY), DAY, WEIGHTS).score == FULL


def test_many_reasons_leave_nothing_and_not_less() -> None:
    assert confidence_of(replace(PERFECT, critical_findings=20), DAY, WEIGHTS).score == 0
