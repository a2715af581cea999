"""Who can stand together, by what is on record; and which checklist lines a certification supports."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import add_months
from muster.pledges.rules.interoperability import (
    Answer,
    Certificate,
    Service,
    UnitProfile,
    can_stand_together,
    states_kept_apart,
    supported_lines,
)
from muster.reference.catalogue import table
from muster.reference.certifications import certification_steps, certified_lines

DAY = date(2018, 10, 1)
MONTHS = 60
KAZBAT = UnitProfile("kazbat", "KAZ", frozenset({"en", "ru"}), frozenset({"un"}), frozenset({"hf"}))
INDIANS = UnitProfile("ind", "IND", frozenset({"en"}), frozenset({"un", "nato"}), frozenset({"hf"}))
RATED = Certificate("OCC-EF", "NEL1", "interoperable", date(2017, 8, 4))

words = st.frozensets(st.sampled_from(["a", "b", "c"]), max_size=2)
services = st.lists(
    st.builds(Service, st.sampled_from(["KAZ", "IND", "BRA"]), st.just("s"), st.booleans(), st.just(date(2018, 1, 1))),
    max_size=2,
).map(tuple)
units = st.builds(
    UnitProfile, st.text("xyz", max_size=3), st.sampled_from(["KAZ", "IND", "BRA"]), words, words, words, services
)


def answer(a: UnitProfile, b: UnitProfile) -> Answer:
    """Return the verdict on two units."""
    return can_stand_together(a, b, DAY, MONTHS).answer


@given(units, units)
def test_the_verdict_is_the_same_from_either_side(a: UnitProfile, b: UnitProfile) -> None:
    assert answer(a, b) == answer(b, a)


@given(units, units)
def test_without_anything_on_record_nothing_is_denied(a: UnitProfile, b: UnitProfile) -> None:
    blank = UnitProfile("blank", "CHN")
    assert answer(a, blank) == Answer.UNKNOWN
    if answer(a, b) == Answer.NO:
        assert (a.languages and b.languages) or (a.procedures and b.procedures) or (a.communications)


def test_all_three_shared_is_a_yes_with_reasons() -> None:
    verdict = can_stand_together(KAZBAT, INDIANS, DAY, MONTHS)
    assert verdict.answer == Answer.YES
    assert [one.words for one in verdict.reasons] == ["both: en", "both: un", "both: hf"]


@pytest.mark.parametrize("aspect", ["languages", "procedures", "communications"])
def test_one_aspect_not_shared_is_a_no_and_one_not_on_record_is_unknown(aspect: str) -> None:
    other = replace(INDIANS, **{aspect: frozenset({"else"})})  # type: ignore[arg-type]
    assert answer(KAZBAT, other) == Answer.NO
    assert answer(KAZBAT, replace(INDIANS, **{aspect: frozenset()})) == Answer.UNKNOWN  # type: ignore[arg-type]


STRANGERS = replace(INDIANS, procedures=frozenset({"own"}), communications=frozenset())


def test_a_common_exercise_or_rating_stands_for_procedures_and_communications_and_never_for_language() -> None:
    exercised = replace(KAZBAT, services=(Service("IND", "Steppe Eagle", False, date(2017, 7, 29)),))
    assert answer(KAZBAT, STRANGERS) == Answer.NO
    assert answer(exercised, STRANGERS) == Answer.YES
    both = (replace(KAZBAT, certificates=(RATED,)), replace(STRANGERS, certificates=(replace(RATED, step="NEL2"),)))
    assert answer(*both) == Answer.YES
    assert answer(both[0], STRANGERS) == Answer.NO, "a rating on one side alone"
    assert answer(exercised, replace(STRANGERS, languages=frozenset({"hi"}))) == Answer.NO


@pytest.mark.parametrize("rating", ["partially-interoperable", "not-interoperable", "not-evaluated", ""])
def test_another_rating_speaks_for_nobody(rating: str) -> None:
    rated = (replace(RATED, rating=rating),)
    assert answer(replace(KAZBAT, certificates=rated), replace(STRANGERS, certificates=rated)) == Answer.NO


def test_a_common_deployment_proves_it_whatever_else_is_said_as_long_as_it_is_recent() -> None:
    mute = replace(STRANGERS, languages=frozenset({"hi"}))
    last_day = add_months(DAY, -MONTHS) + timedelta(days=1)
    for ended_on, expected in ((None, Answer.YES), (last_day, Answer.YES), (last_day - timedelta(days=1), Answer.NO)):
        together = Service("IND", "UNIFIL", True, date(2013, 1, 1), ended_on)
        assert answer(replace(KAZBAT, services=(together,)), mute) == expected
    ahead = Service("IND", "UNDOF", True, DAY + timedelta(days=1))
    assert answer(replace(KAZBAT, services=(ahead,)), mute) == Answer.NO


def test_units_of_one_state_stand_together() -> None:
    assert answer(KAZBAT, replace(STRANGERS, state="KAZ", languages=frozenset({"hi"}))) == Answer.YES


@given(st.lists(units, max_size=6))
def test_states_are_kept_apart_exactly_where_every_pair_of_their_units_says_no(profiles: list[UnitProfile]) -> None:
    found = {(one.first, one.second) for one in states_kept_apart(profiles, DAY, MONTHS)}
    names = sorted({one.state for one in profiles})
    expected = {
        (first, second)
        for first in names
        for second in names
        if first < second
        and all(answer(a, b) == Answer.NO for a in profiles for b in profiles if (a.state, b.state) == (first, second))
    }
    assert found == expected


def test_a_state_without_a_profile_is_kept_apart_from_nobody() -> None:
    mute = replace(STRANGERS, languages=frozenset({"hi"}))
    assert [one.words for one in states_kept_apart([KAZBAT, mute], DAY, MONTHS)] == [
        "language: hi against en, ru; procedures: own against un"
    ]
    assert states_kept_apart([KAZBAT, replace(mute, has_profile=False)], DAY, MONTHS) == ()


def test_a_certification_in_force_supports_its_lines_and_no_other_does() -> None:
    lines = {("OCC-EF", "NEL1"): (("D", "D05"), ("C", "C10"))}
    assert [one.line for one in supported_lines([RATED], lines, DAY)] == ["C10", "D05"]
    over, ahead = replace(RATED, valid_until=DAY), replace(RATED, certified_on=DAY + timedelta(days=1))
    partly, other = replace(RATED, rating="partially-interoperable"), replace(RATED, step="SEL1")
    assert supported_lines([over, ahead, partly, other], lines, DAY) == ()


def test_the_table_names_lines_of_checklists_and_self_evaluation_supports_none() -> None:
    codes = {str(row["code"]) for row in table("checklist_lines").rows}
    by = {(one.scheme, one.step): one.by for one in certification_steps()}
    for step, lines in certified_lines().items():
        assert by[step] == "evaluator"
        assert {line for _, line in lines} <= codes
