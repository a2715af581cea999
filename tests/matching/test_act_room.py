"""Days and room that national acts leave a pledge in a mission."""

from dataclasses import replace
from datetime import date

from muster.authorisations.rules.acts import Limit
from muster.kit.intervals import DateInterval
from muster.matching import rules
from muster.matching.act_room import most_room, under_acts, window_under_acts
from muster.matching.facts import ActDays, Finding, PeopleCommitted, PledgeFacts, Surroundings
from muster.matching.match import match
from tests.matching.pairs import pledge, post, surroundings

START, END = date(2019, 1, 1), date(2021, 1, 1)


def acts(*days: ActDays) -> Surroundings:
    """Return surroundings in which acts let the pledge into the post's mission."""
    asked, wanted = pledge(), post()
    return replace(surroundings(), act_days={(asked.state, wanted.mission, "contingent"): days})


def held(people: int, start: date, until: date | None, **changes: str) -> PeopleCommitted:
    """Return people of the State who are bound to another stay in the post's mission."""
    values = {"pledge": "another", "mission": post().mission, "category": "contingent"} | changes
    return PeopleCommitted(people=people, days=DateInterval(start, until), **values)


def room(around: Surroundings, wanted: PledgeFacts | None = None) -> Finding:
    """Return what the rule says of the room."""
    return rules.national_act_has_room(wanted or pledge(), post(), around)


def test_without_an_act_on_record_nothing_is_cut() -> None:
    assert rules.national_act_lasts(pledge(), post(), surroundings()).fits
    assert room(surroundings()).fits
    assert most_room(pledge(), post(), surroundings()) is None


def test_a_stay_that_would_begin_after_the_end_of_the_act_is_refused() -> None:
    whole = window_under_acts(pledge(), post(), surroundings())
    assert whole is not None
    over = ActDays("act", DateInterval(date(2000, 1, 1), whole.start))
    finding = rules.national_act_lasts(pledge(), post(), acts(over))
    assert not finding.fits
    assert "act ends on" in finding.words
    assert not match(pledge(), post(), acts(over)).is_eligible
    assert not rules.national_act_lasts(pledge(), post(), acts()).fits


def test_the_window_is_cut_to_the_days_of_the_acts_and_acts_that_follow_count_as_one() -> None:
    whole = DateInterval(START, END)
    first = ActDays("first", DateInterval(START, date(2019, 3, 1)))
    second = ActDays("second", DateInterval(date(2019, 3, 1), date(2020, 1, 1)))
    late = ActDays("late", DateInterval(date(2020, 12, 1)))
    assert under_acts(whole, (first, second, late)) == DateInterval(START, date(2020, 1, 1))
    assert under_acts(whole, None) == whole
    assert under_acts(whole, ()) is None
    assert under_acts(None, (first,)) is None


def test_a_pledge_larger_than_the_room_in_the_mission_is_refused_with_the_numbers() -> None:
    limit = Limit(430, frozenset({post().mission}), frozenset())
    act = ActDays("act", DateInterval(date(2000, 1, 1)), (limit,))
    under = acts(act)
    need = pledge().strength
    assert room(under).fits
    full = replace(under, committed={pledge().state: (held(430 - need + 1, date(2000, 1, 1), None),)})
    finding = room(full)
    assert not finding.fits
    assert finding.words == (f"National act act: room in {post().mission} is {need - 1} of 430, the unit needs {need}.")
    elsewhere = held(430, date(2000, 1, 1), None, mission="MINUSMA")
    own = held(430, date(2000, 1, 1), None, pledge=pledge().reference)
    police = Limit(1, frozenset(), frozenset({"police"}))
    bent = replace(acts(replace(act, limits=(limit, police))), committed={pledge().state: (elsewhere, own)})
    assert room(bent).fits


def test_room_that_comes_free_within_the_window_is_enough() -> None:
    limit = Limit(pledge().strength, frozenset({post().mission}), frozenset())
    under = acts(ActDays("act", DateInterval(date(2000, 1, 1)), (limit,)))
    whole = window_under_acts(pledge(), post(), under)
    assert whole is not None
    leaves = date(whole.start.year, whole.start.month, 28)
    until_then = replace(under, committed={pledge().state: (held(1, date(2000, 1, 1), leaves),)})
    found = most_room(pledge(), post(), until_then)
    if whole.contains(leaves):
        assert found is not None
        assert found[0] == pledge().strength
        assert room(until_then).fits
