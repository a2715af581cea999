"""Every dimension given must match, by any of its codes; a digest ends on its weekday, however late it is sent."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.notices.rules import DIMENSIONS, Wish, channels, digest_end, matches, shortened

CODES = ("a", "b", "c")


@dataclass(frozen=True)
class Said:
    """What a notice says of itself."""

    topic: str
    state: str = ""
    unit_type: str = ""
    mission: str = ""


some = st.lists(st.sampled_from(CODES), max_size=2)
wishes = st.builds(Wish, st.sampled_from(["site", "mail-now"]), some, some, some, some)
code = st.sampled_from(("", *CODES))
matters = st.builds(Said, st.sampled_from(CODES), code, code, code)


@given(wishes, matters)
def test_a_subscription_matches_where_every_dimension_given_does(wish: Wish, matter: Said) -> None:
    expected = True
    for dimension, of_matter in DIMENSIONS:
        wanted = list(getattr(wish, dimension))
        expected = expected and (wanted == [] or wanted.count(getattr(matter, of_matter)) > 0)
    assert matches(wish, matter) == expected


@given(wishes, matters, st.sampled_from(DIMENSIONS), st.sampled_from(CODES))
def test_another_code_widens_a_dimension_and_another_dimension_narrows(
    wish: Wish, matter: Said, dimension: tuple[str, str], more: str
) -> None:
    codes = getattr(wish, dimension[0])
    other = Wish(**{**vars(wish), dimension[0]: [*codes, more]})
    if codes and matches(wish, matter):
        assert matches(other, matter)
    if not codes and matches(other, matter):
        assert matches(wish, matter)


def test_a_dimension_given_lets_through_no_notice_to_which_it_does_not_apply() -> None:
    assert not matches(Wish("site", missions=["UNIFIL"]), Said("a", state="KAZ"))
    assert matches(Wish("site"), Said("a"))


@given(st.lists(wishes, max_size=4), matters)
def test_a_member_learns_by_what_matches_and_without_subscriptions_by_the_default(
    known: list[Wish], matter: Said
) -> None:
    found = channels(known, matter, "weekly-digest")
    assert found == ({wish.channel for wish in known if matches(wish, matter)} if known else {"weekly-digest"})


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_a_digest_ends_on_its_weekday_at_most_six_days_ago(day: date, weekday: int) -> None:
    end = digest_end(day, weekday=weekday)
    assert end.isoweekday() == weekday
    assert timedelta(0) <= day - end < timedelta(7)


@pytest.mark.parametrize(("text", "short"), [("abcde", "abcde"), ("abcdef", "abcd…"), ("abc def", "abc…"), ("", "")])
def test_what_is_too_long_is_cut_with_a_mark(text: str, short: str) -> None:
    assert shortened(text, 5) == short
