"""Ranking: hard stops last, each reason with its figure, and more to do never ranks higher."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from muster.decisions.opportunities.facts import (
    Interest,
    Money,
    NeedKind,
    Opportunity,
    PartKey,
    Risk,
    Step,
    Stop,
)
from muster.decisions.opportunities.interests import touched
from muster.decisions.opportunities.ranking import ranked, scored
from muster.decisions.opportunities.timing import timing_of
from tests.decisions.opportunities.made import ABOUT, NUMBERS, demand, made, unit
from tests.matching.pairs import DAY

steps = st.builds(
    Step, st.sampled_from(NeedKind), st.just("words"), st.none() | st.integers(0, 400), st.just("")
)  # fmt: skip
money = st.builds(
    Money,
    st.integers(1, 24),
    st.none() | st.integers(0, 10**10),
    st.none() | st.integers(0, 10**10),
)
risks = st.builds(Risk, st.none() | st.decimals(0, 50, places=2))
interests = st.lists(
    st.builds(Interest, st.sampled_from(["mission", "region"]), st.just("UNIFIL"), st.integers(-2, 2)), max_size=3
)


def with_steps(one: Opportunity, taken: list[Step]) -> Opportunity:
    """Return an opportunity with these steps, its timing and its score."""
    timing = timing_of(one.unit, one.demand, taken, DAY, NUMBERS.unknown_step_days)
    return scored(replace(one, steps=tuple(taken), timing=timing), NUMBERS)


@st.composite
def opportunities(draw: st.DrawFn) -> Opportunity:
    """An opportunity with any steps, money, risk, interests and perhaps a stop."""
    base = replace(
        made(demand(post_reference=f"POST-{draw(st.integers(0, 3))}")),
        money=draw(money),
        risk=draw(risks),
        touched=tuple(draw(interests)),
        suitability=draw(st.decimals(0, 2, places=2)),
        stops=tuple(draw(st.lists(st.just(Stop("law", "words")), max_size=1))),
    )
    return with_steps(base, draw(st.lists(steps, max_size=4)))


@given(one=opportunities(), more=steps)
def test_one_step_more_never_ranks_higher(one: Opportunity, more: Step) -> None:
    other = with_steps(one, [*one.steps, more])
    assert other.score < one.score
    assert ranked([other, one])[0] is one


@given(found=st.lists(opportunities(), max_size=6))
def test_hard_stops_come_last_and_scores_fall_before_them(found: list[Opportunity]) -> None:
    order = ranked(found)
    assert sorted(map(id, order)) == sorted(map(id, found))
    assert [one.is_stopped for one in order] == sorted(one.is_stopped for one in order)
    for is_stopped in (False, True):
        scores = [one.score for one in order if one.is_stopped == is_stopped]
        assert scores == sorted(scores, reverse=True)


@given(found=st.lists(opportunities(), max_size=5), seed=st.randoms())
def test_the_order_does_not_hang_on_the_order_of_what_came_in(found: list[Opportunity], seed: object) -> None:
    mixed = list(found)
    seed.shuffle(mixed)  # type: ignore[attr-defined]

    def told(order: tuple[Opportunity, ...]) -> list[tuple[bool, Decimal, str]]:
        return [(one.is_stopped, one.score, one.demand.post.reference) for one in order]

    assert told(ranked(mixed)) == told(ranked(found))


@given(one=opportunities())
def test_every_part_has_its_figure_its_parameter_and_its_points(one: Opportunity) -> None:
    assert [part.key for part in one.parts] == list(PartKey)
    assert all(part.figure and part.parameter.startswith("opportunity_points_") for part in one.parts)
    assert one.score == sum((part.points for part in one.parts), Decimal(0))
    assert all(part.points == part.points.quantize(Decimal("0.1")) for part in one.parts)


@given(one=opportunities())
def test_money_and_risk_stay_within_their_bounds_and_count_nothing_where_nothing_is_known(one: Opportunity) -> None:
    parts = {part.key: part for part in one.parts}
    assert abs(parts[PartKey.MONEY].points) <= NUMBERS.points_money_most
    assert -NUMBERS.points_risk_most <= parts[PartKey.RISK].points <= 0
    if one.money.net_cents is None:
        assert parts[PartKey.MONEY].points == 0
        assert parts[PartKey.MONEY].figure == "not known"
    if one.risk.rate is None:
        assert parts[PartKey.RISK].points == 0
        assert parts[PartKey.RISK].figure == "not known"


def test_a_later_coming_takes_points_away() -> None:
    found = made()
    later = replace(found, timing=replace(found.timing, late_days=60))
    assert scored(later, NUMBERS).score == found.score - 12


def test_interests_are_those_that_the_post_has_each_named() -> None:
    wanted = demand(
        post_region="Middle East",
        beside=frozenset({"IND"}),
        others=frozenset({"IND"}),
        themes=frozenset({"co-deployment"}),
    )
    every = [
        Interest("region", "middle east", 1),
        Interest("mission", "UNIFIL", -2),
        Interest("mission", "UNDOF", 2),
        Interest("host", "LBN", 1),
        Interest("host", "SYR", 1),
        Interest("partner", "IND", 2),
        Interest("unit-type", "INF-COY", -1),
        Interest("theme", "co-deployment", 1),
        Interest("theme", "women", 2),
    ]
    found = touched(every, wanted)
    assert {(one.kind, one.value) for one in found} == {
        ("region", "middle east"),
        ("mission", "UNIFIL"),
        ("host", "LBN"),
        ("partner", "IND"),
        ("unit-type", "INF-COY"),
        ("theme", "co-deployment"),
    }
    one = made(wanted, about=replace(ABOUT, interests=tuple(every)))
    assert one.interest == 2
    assert [part.points for part in one.parts if part.key == PartKey.INTERESTS] == [20]


def test_a_stopped_one_ranks_behind_the_worst_that_may_be() -> None:
    stopped = made(by=unit(unit_deployed_for="CSTO"))
    worst = with_steps(made(), [Step(NeedKind.CAVEAT, "words")] * 30)
    assert ranked([stopped, worst]) == (worst, stopped)
    assert stopped.timing.wanted_from - DAY > timedelta(0)
