"""What is wrong with an act, how acts follow each other, and what they allow on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.authorisations.rules.acts import ActTerms, CeilingTerms, act_in_words, act_problems, authorised_until
from muster.authorisations.rules.holding import Version, as_they_hold

DAY = date(2024, 1, 19)
NEXT = date(2025, 1, 19)
ACT = ActTerms("act", DAY, None, frozenset({"UNDOF", "UNMISS"}), frozenset(), 430)


def problems(act: ActTerms, *others: ActTerms, replaced: ActTerms | None = None) -> list[str]:
    """Return what is wrong with an act, in words."""
    return [str(one) for one in act_problems(act, others, replaced)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": DAY}, "before it begins"),
        ({"kind": "reduction"}, "names none; name the act that it replaces"),
        ({"kind": "ratification"}, "authorises nobody, and sets a ceiling"),
        ({"ceilings": (CeilingTerms(10),)}, "names neither a mission nor a category"),
        ({"ceilings": (CeilingTerms(10, "UNIFIL"),)}, "the act does not name the mission"),
        ({"ceilings": (CeilingTerms(431, "UNDOF"),)}, "431 people are more than the 430 above it"),
        ({"ceilings": (CeilingTerms(9, "UNDOF"), CeilingTerms(9, "UNDOF"))}, "it is said twice"),
        (
            {"ceilings": (CeilingTerms(100, "UNDOF"), CeilingTerms(101, "UNDOF", "observer"))},
            "101 people are more than the 100 above it",
        ),
        (
            {"categories": frozenset({"contingent"}), "ceilings": (CeilingTerms(1, "", "observer"),)},
            "not about the category",
        ),
    ],
)
def test_a_wrong_act_is_told_with_its_remedy(changes: dict[str, object], words: str) -> None:
    assert problems(ACT) == []
    (found,) = problems(replace(ACT, **changes))  # type: ignore[arg-type]
    assert words in found


def test_an_act_that_lets_the_same_people_in_at_the_same_time_must_replace_the_other() -> None:
    other = replace(ACT, reference="other", missions=frozenset({"UNDOF"}))
    assert "other is in force for UNDOF at the same time" in problems(ACT, other)[0]
    assert problems(ACT, replace(other, missions=frozenset({"UNIFIL"}))) == []
    assert problems(ACT, replace(other, until=DAY)) == []
    police = replace(other, categories=frozenset({"police"}))
    assert problems(replace(ACT, categories=frozenset({"contingent"})), police) == []
    assert problems(ACT, police) != []
    assert problems(ActTerms("ratified", DAY, None, ACT.missions, kind="ratification"), other) == []


def test_a_reduction_cuts_something_of_the_act_that_it_replaces() -> None:
    cut = replace(ACT, reference="cut", kind="reduction", start=NEXT)
    assert "allows no less" in problems(cut, replaced=ACT)[0]
    for less in ({"total": 200}, {"missions": frozenset({"UNDOF"})}, {"until": date(2026, 1, 1)},
                 {"ceilings": (CeilingTerms(5, "UNDOF"),)}, {"categories": frozenset({"contingent"})}):  # fmt: skip
        assert problems(replace(cut, **less), replaced=ACT) == []
    assert "it begins before act" in problems(replace(cut, total=1, start=date(2023, 1, 1)), replaced=ACT)[0]


def test_a_withdrawal_names_no_mission_and_a_ratification_ends_no_authorisation() -> None:
    withdrawn = ActTerms("out", NEXT, None, kind="withdrawal")
    assert problems(withdrawn, replaced=ACT) == []
    assert "names missions or ceilings" in problems(replace(withdrawn, missions=ACT.missions), replaced=ACT)[0]
    ratified = ActTerms("ratified", NEXT, None, kind="ratification")
    assert "would end act" in problems(ratified, replaced=ACT)[0]


def test_acts_are_told_in_one_line() -> None:
    said = replace(ACT, ceilings=(CeilingTerms(139, "UNDOF"),), until=NEXT)
    assert act_in_words(said) == "ceiling 430; UNDOF, UNMISS; UNDOF 139; until 2025-01-19"
    assert act_in_words(replace(ACT, kind="withdrawal")) == "withdrawn"


def test_acts_without_a_day_between_them_authorise_on() -> None:
    first = replace(ACT, until=NEXT)
    second = replace(ACT, reference="second", start=NEXT, until=date(2026, 1, 1))
    assert authorised_until([second, first], "UNDOF", "contingent", DAY) == (True, date(2026, 1, 1))
    late = replace(second, start=NEXT + timedelta(days=1))
    assert authorised_until([first, late], "UNDOF", "contingent", DAY) == (True, NEXT)
    assert authorised_until([first], "UNIFIL", "contingent", DAY) == (False, None)
    assert authorised_until([first], "UNDOF", "contingent", NEXT) == (False, None)


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


@st.composite
def chains(draw: st.DrawFn) -> list[Version]:
    """Return a chain in which each version replaces the one before, from its day or later."""
    starts = sorted(draw(st.lists(DAYS, min_size=1, max_size=5)))
    ends = [draw(st.none() | st.integers(1, 900)) for _one in starts]
    return [
        Version(key, start, None if end is None else start + timedelta(days=end), key - 1 if key else None)
        for key, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


@given(chains(), DAYS)
def test_of_a_chain_at_most_one_version_holds_on_a_day_and_none_after_its_successor_began(
    chain: list[Version], day: date
) -> None:
    held = [one for one in as_they_hold(chain) if one.holds(day)]
    assert len(held) <= 1
    begun = [one for one in chain if one.start <= day]
    if held:
        assert held[0].key == begun[-1].key
