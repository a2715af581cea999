"""The order of levels, and what makes a pledge well formed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.pledges.levels import LADDER, Level, rung
from muster.pledges.rules.content import pledge_problems
from muster.pledges.rules.levels import check_level_change, decided_by_owner, legal_next_levels
from muster.pledges.terms import CaveatTerms, PledgeTerms

levels = st.sampled_from(list(Level))
UPWARDS = {
    Level.DRAFT: Level.LEVEL_1,
    Level.LEVEL_1: Level.LEVEL_2,
    Level.LEVEL_2: Level.LEVEL_3,
    Level.LEVEL_3: Level.RAPID_DEPLOYMENT,
}


def terms(**changes: object) -> PledgeTerms:
    """Return well-formed terms with some of them changed."""
    values: dict[str, object] = {
        "reference": "KAZ-COY",
        "state": "KAZ",
        "unit_type": "INF-COY",
        "strength": 120,
        "available_from": date(2019, 1, 1),
    }
    return PledgeTerms(**(values | changes))  # type: ignore[arg-type]


def is_legal(current: Level, new: Level) -> bool:
    """Return whether the guidelines let `new` follow `current`, said in other words than the rule's."""
    if current in (Level.WITHDRAWN, Level.REMOVED):
        return False
    if new in (Level.WITHDRAWN, Level.REMOVED):
        return True
    if current in (Level.DRAFT, Level.LAPSED):
        return new == Level.LEVEL_1
    if new == Level.LAPSED or UPWARDS.get(current) == new:
        return True
    return new in LADDER and 0 < rung(new) < rung(current)


@given(levels, levels)
def test_a_level_follows_another_only_as_the_guidelines_say(current: Level, new: Level) -> None:
    if is_legal(current, new):
        check_level_change(current, new)
    else:
        with pytest.raises(Refused, match=r"possible: "):
            check_level_change(current, new)


@given(st.lists(levels, max_size=12))
def test_no_way_through_the_levels_leaves_out_a_rung(wanted: list[Level]) -> None:
    """Whatever is tried one after the other, a rung is reached only from the one below or from above it."""
    current, reached = Level.DRAFT, {Level.DRAFT}
    for new in wanted:
        if new in legal_next_levels(current):
            if new in LADDER and rung(new) > 1:
                assert LADDER[rung(new) - 1] in reached
            current = new
            reached.add(new)


@given(levels)
def test_nothing_leads_back_to_a_draft(current: Level) -> None:
    assert Level.DRAFT not in legal_next_levels(current)


def test_a_withdrawn_pledge_is_final() -> None:
    with pytest.raises(Refused, match=r"^From Withdrawn a pledge cannot go to Level 1; possible: none, it is final\.$"):
        check_level_change(Level.WITHDRAWN, Level.LEVEL_1)


@given(levels)
def test_the_state_decides_on_its_withdrawal_and_on_nothing_else(level: Level) -> None:
    assert decided_by_owner(level) == (level == Level.WITHDRAWN)


def test_well_formed_terms_have_no_problem() -> None:
    assert (
        pledge_problems(terms(caveats=(CaveatTerms("maximum-stay", "6"), CaveatTerms("needed-partner", "IND")))) == []
    )


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"unit_type": "NO-SUCH"}, "unit type"),
        ({"strength": 0}, "strength"),
        ({"women": 121}, "women"),
        ({"available_until": date(2019, 1, 1)}, "available until"),
        ({"stay_minimum_months": 13}, "tour"),
        ({"stay_maximum_months": 121}, "tour"),
        ({"stay_minimum_months": 0}, "tour"),
        ({"caveats": (CaveatTerms("maximum-stay", "half a year"),)}, "caveat 1"),
        ({"caveats": (CaveatTerms("maximum-stay", "0"),)}, "caveat 1"),
        ({"caveats": (CaveatTerms("maximum-stay", "٦"),)}, "caveat 1"),
        ({"caveats": (CaveatTerms("needed-partner", "Atlantis"),)}, "caveat 1"),
        ({"caveats": (CaveatTerms("excluded-mission", "UNDOF"), CaveatTerms("excluded-task", " "))}, "caveat 2"),
        ({"caveats": (CaveatTerms("excluded-mission", "UNDOF"),) * 2}, "caveats"),
    ],
)
def test_a_fault_is_named_with_its_place_and_remedy(changes: dict[str, object], place: str) -> None:
    problems = pledge_problems(terms(**changes))
    assert [problem.place for problem in problems] == [place]
    assert problems[0].remedy


@given(strength=st.integers(-10, 200), women=st.integers(0, 300))
def test_women_are_counted_within_the_strength(strength: int, women: int) -> None:
    places = {problem.place for problem in pledge_problems(terms(strength=strength, women=women))}
    assert ("women" in places) == (women > strength)
    assert ("strength" in places) == (strength < 1)
