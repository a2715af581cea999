"""What was found in theatre raises a doubt by its kind and word, until a later one of its kind or a visit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.pledges.levels import Level
from muster.pledges.rules.confidence import Trust, confidence_of, weights_on
from muster.pledges.rules.freshness import Hold, periods_on
from muster.pledges.rules.obligations import DoubtOf, Duty, Matters, Side, obligations_of, terms_on
from muster.pledges.rules.theatre_doubts import DoubtStanding, InTheatre, doubts, in_words, judged, raises_doubt
from muster.pledges.theatre_terms import TheatreResultKind

ON = date(2018, 8, 24)
DAY = date(2018, 10, 1)
BAD = InTheatre("ori-1", "readiness", "unit-kaz", ON, ON, word="Not ready", outcome="not-ready")
GOOD = replace(BAD, reference="ori-2", on=ON + timedelta(days=30), word="Ready", outcome="ready")
SHARE = InTheatre("pi-1", "serviceability", "unit-kaz", ON, ON, percent=89)
results = st.lists(
    st.builds(
        InTheatre,
        reference=st.uuids().map(str),
        kind=st.sampled_from([kind.value for kind in TheatreResultKind]),
        unit=st.sampled_from(["one", "two"]),
        on=st.dates(date(2018, 1, 1), date(2019, 1, 1)),
        known_from=st.just(DAY),
        percent=st.sampled_from([None, 50, 90, 100]),
        outcome=st.sampled_from(["ready", "not-ready", "not-met", "met"]),
    ),
    max_size=12,
).map(lambda found: sorted(found, key=lambda one: one.on))


@pytest.mark.parametrize(
    ("one", "doubted"),
    [
        (SHARE, True),
        (replace(SHARE, percent=90), False),
        (replace(SHARE, percent=None), False),
        (BAD, True),
        (replace(BAD, outcome="with-shortfalls"), False),
        (replace(BAD, outcome=""), False),
        (replace(BAD, kind="evaluation", outcome="not-met"), True),
        (replace(BAD, kind="evaluation", outcome="partly-met"), False),
        (replace(BAD, outcome="not-met"), False),
    ],
)
def test_a_result_raises_a_doubt_by_the_threshold_or_the_word_of_its_kind(one: InTheatre, doubted: bool) -> None:
    assert raises_doubt(one) is doubted


def test_a_result_is_told_in_words() -> None:
    assert in_words(replace(SHARE, word="below the threshold of 90 %")) == (
        "serviceability 89\u00a0%, below the threshold of 90 %"
    )
    assert in_words(BAD) == "readiness, Not ready"


def test_a_later_result_of_its_kind_ends_a_doubt_and_one_of_another_kind_does_not() -> None:
    assert [one.standing for one in judged([BAD], 1, None)] == [DoubtStanding.DOUBT]
    good, followed = judged([BAD, GOOD], 1, None)
    assert (good.standing, followed.standing) == (DoubtStanding.NONE, DoubtStanding.FOLLOWED)
    assert followed.ended_by == "ori-2 of 23 September 2018"
    assert doubts(judged([BAD, replace(SHARE, percent=100)], 1, None)) == (BAD,)


def test_a_second_bad_result_raises_the_doubt_in_place_of_the_first() -> None:
    again = replace(BAD, reference="ori-2", on=ON + timedelta(days=30))
    assert doubts(judged([BAD, again], 1, None)) == (again,)


def test_units_of_a_pledge_of_several_answer_each_for_itself() -> None:
    other = replace(GOOD, unit="unit-two")
    assert doubts(judged([BAD, other], 1, None)) == ()
    assert doubts(judged([BAD, other], 2, None)) == (BAD,)


@pytest.mark.parametrize(("days", "standing"), [(0, "doubt"), (1, "doubt"), (2, "looked-at"), (90, "looked-at")])
def test_a_visit_whose_last_day_is_later_has_looked_again(days: int, standing: str) -> None:
    assert judged([BAD], 1, ON + timedelta(days=days))[0].standing == standing


@given(results, st.integers(1, 2), st.none() | st.dates(date(2018, 1, 1), date(2019, 1, 1)))
def test_only_the_last_of_a_kind_raises_a_doubt_and_nothing_is_left_out(
    found: list[InTheatre], units: int, visited: date | None
) -> None:
    said = judged(found, units, visited)
    assert [one.result for one in said] == list(reversed(found))
    open_ones = doubts(said)
    assert len({(one.kind, one.unit if units > 1 else "") for one in open_ones}) == len(open_ones)
    assert all(raises_doubt(one) for one in open_ones)
    assert all((one.standing == DoubtStanding.NONE) is not raises_doubt(one.result) for one in said)


@given(results)
def test_a_visit_after_everything_leaves_no_doubt(found: list[InTheatre]) -> None:
    assert doubts(judged(found, 2, date(2019, 1, 3))) == ()


def test_a_doubt_takes_points_from_the_confidence_with_its_reason() -> None:
    weights = weights_on(DAY)
    said = {loss.says: loss.points for loss in confidence_of(Trust(theatre_doubts=2), DAY, weights).losses}
    assert said["2 results of its units in theatre raise a doubt."] == 2 * weights.theatre_points
    one = {loss.says for loss in confidence_of(Trust(theatre_doubts=1), DAY, weights).losses}
    assert "1 result of its unit in theatre raises a doubt." in one


@pytest.mark.parametrize(("decided", "owed"), [(ON - timedelta(days=1), True), (ON, False), (DAY, False)])
def test_the_register_owes_a_second_look_until_it_decides_on_the_level(decided: date, owed: bool) -> None:
    matters = Matters(
        hold=Hold(Level.LEVEL_2, decided, DAY + timedelta(days=300), False, None),
        submitted_on=date(2018, 1, 1),
        is_acknowledged=True,
        visited_until=ON,
        doubts=(DoubtOf("ori-1", ON),),
    )
    found = obligations_of(matters, DAY, terms_on(DAY), periods_on(DAY))
    again = [one for one in found if one.duty == Duty.LOOK_AGAIN]
    assert [(one.owed_by, one.about, one.due_on) for one in again] == ([(Side.SECRETARIAT, "ori-1", None)] * owed)
