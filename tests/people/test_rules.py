"""What may be kept of a person, for what, and for how long."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.people.models import Person, Purpose
from muster.people.rules import (
    ALLOWED_FIELDS,
    PERSONAL_FIELDS,
    allowed_fields,
    default_end,
    end_problems,
    field_problems,
    is_due,
    name_in,
    share_problems,
    without_names,
)
from muster.people.tables import LISTED_FIELDS
from muster.people.terms import PersonTerms

TODAY = date(2026, 11, 27)
MONTHS = 24
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize("purpose", Purpose.values)
@pytest.mark.parametrize("name", PERSONAL_FIELDS)
def test_a_purpose_allows_its_own_fields_and_no_other(purpose: str, name: str) -> None:
    values = {"family_name": "Name", name: "a value"}
    problems = field_problems(PersonTerms(purpose=purpose, **values))  # type: ignore[arg-type]
    assert (problems == []) == (name in ALLOWED_FIELDS[purpose])


def test_a_focal_point_has_no_sex() -> None:
    (problem,) = field_problems(PersonTerms("focal-point", "Name", sex="female"))
    assert str(problem) == "sex: is not needed of a person kept as focal-point; leave it empty"


def test_a_person_has_a_family_name_and_a_purpose() -> None:
    assert [one.place for one in field_problems(PersonTerms("focal-point", "  "))] == ["family name"]
    assert [one.place for one in field_problems(PersonTerms("curiosity", "Name"))] == ["purpose"]


def test_the_rules_and_the_record_know_the_same_purposes_and_fields() -> None:
    assert set(ALLOWED_FIELDS) == set(Purpose.values)
    assert set(PERSONAL_FIELDS) <= {field.name for field in Person._meta.fields}


def test_what_the_list_shows_every_purpose_allows() -> None:
    assert all(set(LISTED_FIELDS) <= set(allowed) for allowed in ALLOWED_FIELDS.values())


@given(st.lists(st.sampled_from(sorted(ALLOWED_FIELDS))))
def test_several_purposes_allow_what_one_of_them_does(purposes: list[str]) -> None:
    allowed = allowed_fields(purposes)
    assert set(allowed) == {name for purpose in purposes for name in ALLOWED_FIELDS[purpose]}
    assert list(allowed) == [name for name in PERSONAL_FIELDS if name in allowed]


@given(days, days, st.integers(1, 60))
def test_an_end_lies_ahead_and_within_the_retention(keep_until: date, today: date, months: int) -> None:
    is_legal = today < keep_until <= default_end(today, months)
    assert (end_problems(keep_until, today, months) == []) == is_legal


@given(days, st.integers(1, 60))
def test_the_default_end_is_a_legal_one(today: date, months: int) -> None:
    assert end_problems(default_end(today, months), today, months) == []


@given(days, days)
def test_data_are_due_on_the_first_day_on_which_they_are_no_longer_kept(keep_until: date, today: date) -> None:
    assert is_due(keep_until, today) == (today >= keep_until)


@given(until=days, keep_until=days, today=days, is_own=st.booleans())
def test_data_are_handed_to_others_only_and_no_longer_than_kept(
    until: date, keep_until: date, today: date, is_own: bool
) -> None:
    problems = share_problems(purpose="visit-team", until=until, keep_until=keep_until, today=today, is_own=is_own)
    assert (problems == []) == (not is_own and today < until <= keep_until)


def test_data_are_handed_on_for_a_named_purpose() -> None:
    later = TODAY + timedelta(days=1)
    problems = share_problems(purpose="curiosity", until=later, keep_until=later, today=TODAY, is_own=False)
    assert [one.place for one in problems] == ["purpose"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Colonel Ana-María LÓPEZ was ill", "Colonel […] was ill"),
        ("lopez and López, the López's", "[…] and […], the […]'s"),
        ("Lopezino and _lopez_ stay apart", "Lopezino and _[…]_ stay apart"),
        ("Ana María alone is anybody", "Ana María alone is anybody"),
        ("", ""),
    ],
)
def test_names_give_way_to_a_mark_wherever_they_stand_whole(words: str, left: str) -> None:
    assert without_names(words, ["Ana María López", "López Ana María", "López"]) == left


@given(st.text(max_size=40), st.text(min_size=1, max_size=10))
def test_no_name_is_left_after_the_marks(words: str, name: str) -> None:
    assert not name_in(without_names(f"{words} {name} {words}", [name]), [name])
