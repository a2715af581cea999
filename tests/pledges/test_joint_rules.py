"""Joint and smart pledges: the standing of the whole, what is left when one goes, and calendars without a gap."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.pledges.levels import Level
from muster.pledges.rules.joint import (
    LevelConsequence,
    PartnerSaid,
    WholeStanding,
    contributor_of,
    last_answers,
    level_consequence,
    partners_of,
    re_evaluate,
    turn_calendar,
    whole,
)
from muster.pledges.terms import ContributionTerms, UnitPostTerms
from tests.pledges.joint_samples import joint_terms

DAY = date(2018, 10, 1)
FIRST = date(2018, 1, 1)
LEAST_PERCENT = 70
STATES = ("KAZ", "IND", "BRA", "CHN")
states = st.sampled_from(STATES)
days = st.dates(FIRST, FIRST + timedelta(days=60))


def test_who_contributes_besides_the_pledging_state_is_a_partner_once() -> None:
    lines = [ContributionTerms(state) for state in ("KAZ", "IND", "BRA", "IND")]
    assert partners_of("KAZ", lines) == ("IND", "BRA")


@given(st.lists(st.builds(PartnerSaid, states, st.booleans(), days), max_size=8), days)
def test_the_last_note_that_holds_counts(notes: list[PartnerSaid], day: date) -> None:
    held = [note for note in notes if note.held_from <= day]
    for state, said in last_answers(notes, day).items():
        latest = max(note.held_from for note in held if note.state == state)
        assert said == [note for note in held if (note.state, note.held_from) == (state, latest)][-1]
    assert set(last_answers(notes, day)) == {note.state for note in held}


@given(st.dictionaries(states, st.booleans()))
def test_the_whole_is_broken_by_one_and_waits_for_one(agreed: dict[str, bool]) -> None:
    partners = ("IND", "BRA", "CHN")
    found = whole(partners, {state: PartnerSaid(state, agrees, DAY) for state, agrees in agreed.items()})
    said = [agreed.get(one) for one in partners]
    assert found.is_selectable == all(said)
    if False in said:
        assert found.standing == WholeStanding.BROKEN
    elif None in said:
        assert found.standing == WholeStanding.WAITING
    else:
        assert found.standing == WholeStanding.COMPLETE
    assert {*found.agreed, *found.waiting_for, *found.broken_by} == set(partners)


def test_a_pledge_without_partners_is_selectable() -> None:
    assert whole((), {}).is_selectable


def test_a_sub_unit_belongs_to_who_brings_the_branch_above() -> None:
    terms = joint_terms()
    assert [contributor_of(outline, terms) for outline in ("1", "2", "2.1")] == ["KAZ", "IND", "IND"]


def test_with_a_partner_go_its_people_sub_units_lines_and_what_it_alone_held() -> None:
    rest = re_evaluate(joint_terms(), ["IND"], LEAST_PERCENT)
    (loss,) = rest.losses
    assert (loss.people, rest.remaining, rest.remaining_percent) == (40, 80, 66)
    assert [one.name for one in loss.sub_units] == ["Second platoon", "First section of the second platoon"]
    assert [one.item for one in loss.equipment] == ["Truck"]
    assert [one.contributor for one in loss.self_sustainment] == ["IND"]
    assert rest.breaks == ("80 of 120 people remain: less than 70 %", "no State supplies self-sustainment")
    assert not rest.holds


def test_the_rest_holds_at_just_the_least_share_and_not_one_below() -> None:
    def without(people: int) -> bool:
        lines = (ContributionTerms("KAZ", is_lead=True), ContributionTerms("IND", strength=people))
        terms = joint_terms(contributions=lines, sub_units=(), posts=(), strength=100)
        return re_evaluate(terms, ["IND"], LEAST_PERCENT).holds

    assert without(30)
    assert not without(31)


def test_posts_count_where_the_line_names_fewer_people() -> None:
    posts = (UnitPostTerms("2", "Soldier", 60),)
    rest = re_evaluate(joint_terms(posts=posts), ["IND"], LEAST_PERCENT)
    assert rest.losses[0].people == 60


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"is_lead": True}, "no State leads"),
        ({"holds_memorandum": True}, "no State holds the memorandum of understanding"),
        ({"owns_equipment": True}, "no State owns the equipment"),
        ({"supplies_self_sustainment": True}, "no State supplies self-sustainment"),
    ],
)
def test_what_one_alone_held_breaks_the_rest_and_what_another_holds_too_does_not(
    held: dict[str, bool], words: str
) -> None:
    alone = (ContributionTerms("KAZ"), ContributionTerms("IND", **held))  # type: ignore[arg-type]
    terms = joint_terms(contributions=alone, sub_units=(), posts=())
    assert re_evaluate(terms, ["IND"], LEAST_PERCENT).breaks == (words,)
    if "is_lead" not in held:
        shared = tuple(replace(one, **held) for one in alone)  # type: ignore[arg-type]
        assert re_evaluate(replace(terms, contributions=shared), ["IND"], LEAST_PERCENT).holds


@given(st.lists(st.tuples(states, st.integers(0, 100)), max_size=6), st.sets(states))
def test_what_remains_falls_with_each_state_that_goes_and_never_below_nobody(
    brought: list[tuple[str, int]], gone: set[str]
) -> None:
    lines = tuple(ContributionTerms(state, strength=people) for state, people in brought)
    terms = joint_terms(contributions=lines, sub_units=(), posts=(), strength=100)
    in_order = sorted(gone)
    remaining = [re_evaluate(terms, in_order[:count], LEAST_PERCENT).remaining for count in range(len(gone) + 1)]
    assert remaining[0] == 100
    assert remaining == sorted(remaining, reverse=True)
    assert remaining[-1] >= 0


def turns(*lines: tuple[str, date | None, date | None]) -> tuple[ContributionTerms, ...]:
    """Return lines by rotation."""
    return tuple(
        ContributionTerms(state, pattern="rotation", contributes_from=start, contributes_until=until)
        for state, start, until in lines
    )


@given(
    st.integers(1, 60),
    st.lists(st.tuples(states, st.none() | days, st.none() | days), min_size=1, max_size=6),
    st.sets(states),
)
def test_the_calendar_s_gaps_are_the_days_on_which_nobody_answers(
    length: int, lines: list[tuple[str, date | None, date | None]], without: set[str]
) -> None:
    until = FIRST + timedelta(days=length)
    terms = joint_terms(contributions=turns(*lines), available_from=FIRST, available_until=until)
    found = turn_calendar(terms, without)
    assert found is not None
    for day in (FIRST + timedelta(days=number) for number in range(length)):
        answered = any(
            state not in without and (start or FIRST) <= day < (end or date.max) for state, start, end in lines
        )
        assert any(gap.contains(day) for gap in found.gaps) == (not answered)
    assert all(found.availability.covers(each) for each in (*found.gaps, *(one.interval for one in found.turns)))
    assert found.has_no_gap == (found.gaps == ())


def test_a_turn_without_end_covers_an_availability_without_end_and_one_with_an_end_does_not() -> None:
    handover = FIRST + timedelta(days=30)
    for end, has_no_gap in ((None, True), (date(2030, 1, 1), False)):
        lines = turns(("KAZ", None, handover), ("IND", handover, end))
        found = turn_calendar(joint_terms(contributions=lines, available_from=FIRST, available_until=None))
        assert found is not None
        assert found.has_no_gap == has_no_gap


def test_who_takes_turns_takes_no_people_away_but_leaves_a_gap() -> None:
    handover = date(2019, 1, 1)
    lines = turns(("KAZ", None, handover), ("IND", handover, None))
    lines = (replace(lines[0], is_lead=True), replace(lines[1], strength=120))
    terms = joint_terms(contributions=lines, sub_units=(), posts=())
    rest = re_evaluate(terms, ["IND"], LEAST_PERCENT)
    assert rest.remaining == 120
    assert rest.breaks == ("nobody answers from 1 January 2019 on",)


def test_a_pledge_in_which_nobody_takes_turns_has_no_calendar() -> None:
    assert turn_calendar(joint_terms()) is None


@pytest.mark.parametrize(
    ("agrees", "level", "expected"),
    [
        (True, Level.LEVEL_2, LevelConsequence.KEEPS),
        (None, Level.LEVEL_2, LevelConsequence.NOT_SELECTABLE),
        (False, Level.LEVEL_2, LevelConsequence.DOWNGRADE),
        (False, Level.LEVEL_1, LevelConsequence.NOT_SELECTABLE),
    ],
)
def test_what_a_partner_says_means_something_for_the_level(
    agrees: bool | None, level: Level, expected: LevelConsequence
) -> None:
    answers = {} if agrees is None else {"IND": PartnerSaid("IND", agrees, DAY)}
    found = whole(("IND",), answers)
    rest = re_evaluate(joint_terms(), found.broken_by, LEAST_PERCENT)
    assert level_consequence(found, rest, level) == expected
