"""Seats needed by quarter, and offers matched to what lacks."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from muster.training.rules.demand import (
    Offered,
    PlannedSupply,
    QuarterDemand,
    TrainingNeed,
    demand,
    proposed_matches,
    quarter_of,
    quarter_words,
)
from muster.training.rules.offer_stages import FOLLOWING, may_become
from muster.training.stages import MatchStage

SPRING = date(2019, 4, 1)


def need(people: int = 100, state: str = "KAZ", quarter: date = SPRING, at_home: int = 0) -> QuarterDemand:
    return QuarterDemand("CPTM", state, quarter, people, 0, at_home, 0)


def offer(reference: str, people: int, until: date = date(2020, 1, 1), by: str = "IND") -> Offered:
    return Offered(reference, by, "CPTM", people, date(2019, 1, 1), until)


def test_a_quarter_begins_with_its_first_month() -> None:
    assert quarter_of(date(2019, 3, 31)) == date(2019, 1, 1)
    assert quarter_of(date(2019, 12, 31)) == date(2019, 10, 1)
    assert quarter_words(SPRING) == "2019 Q2"


@given(st.dates(date(1999, 1, 1), date(2050, 1, 1)))
def test_every_day_is_in_its_quarter(day: date) -> None:
    first = quarter_of(day)
    assert first <= day
    assert (day - first).days < 93
    assert quarter_of(first) == first


def test_seats_at_home_and_elsewhere_are_told_apart() -> None:
    needs = [
        TrainingNeed("CPTM", "KAZ", date(2019, 5, 1), 100, is_counted=False),
        TrainingNeed("CPTM", "KAZ", date(2019, 6, 1), 20, is_counted=True),
        TrainingNeed("POC", "KAZ", date(2019, 6, 1), 0, is_counted=True),
    ]
    supply = [
        PlannedSupply("CPTM", date(2019, 4, 20), 30, "KAZ"),
        PlannedSupply("CPTM", date(2019, 7, 1), 50, "IND"),
        PlannedSupply("CPTM", date(2019, 7, 2), 40),
    ]
    (found,) = demand(needs, supply)
    assert (found.needed, found.counted, found.at_home, found.elsewhere) == (120, 20, 30, 50)
    assert (found.short_at_home, found.short) == (90, 40)


def test_the_earliest_need_is_met_first_with_what_ends_first() -> None:
    later, soon = need(50, "ETH", date(2019, 7, 1)), need(30)
    found = proposed_matches([later, soon], [offer("b", 40), offer("a", 20, date(2019, 8, 1))], {})
    assert [(one.offer, one.state, one.people) for one in found] == [
        ("a", "KAZ", 20),
        ("b", "KAZ", 10),
        ("b", "ETH", 30),
    ]
    assert "30 people need CPTM" in found[0].reason


def test_no_state_is_proposed_its_own_offer_or_one_that_ended() -> None:
    assert proposed_matches([need()], [offer("own", 10, by="KAZ")], {}) == []
    assert proposed_matches([need()], [offer("past", 10, SPRING)], {}) == []


def test_what_is_on_its_way_is_not_proposed_again() -> None:
    assert proposed_matches([need(20)], [offer("a", 40)], {("CPTM", "KAZ"): 20}) == []
    (found,) = proposed_matches([need(30)], [offer("a", 40)], {("CPTM", "KAZ"): 20})
    assert found.people == 10


@given(
    st.lists(
        st.builds(need, st.integers(1, 50), st.sampled_from(["KAZ", "ETH"]), st.just(SPRING), st.integers(0, 60)),
        max_size=4,
    ),
    st.lists(st.integers(0, 40), max_size=4),
)
def test_nobody_is_promised_more_than_is_offered_or_lacking(needs: list[QuarterDemand], rooms: list[int]) -> None:
    offers = [offer(f"o{number}", people) for number, people in enumerate(rooms)]
    found = proposed_matches(needs, offers, {})
    for one in offers:
        assert sum(match.people for match in found if match.offer == one.reference) <= one.people_left
    assert sum(match.people for match in found) == min(sum(rooms), sum(one.short_at_home for one in needs))


def test_every_step_of_a_match_that_is_not_named_is_illegal() -> None:
    legal = {("proposed", "agreed"), ("proposed", "dropped"), ("agreed", "done"), ("agreed", "dropped")}
    assert {(a, b) for a in FOLLOWING for b in MatchStage if may_become(a, b)} == legal
