"""The table of organisation as a tree: sub-totals, officers by their rank, reading order of outlines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.pledges.rules.changes import changed_fields
from muster.pledges.rules.organisation import Branch, is_officer, outline_key, tree
from muster.pledges.terms import CaveatTerms, SubUnitTerms, UnitPostTerms
from tests.pledges.test_rules import terms

SUB_UNITS = (
    SubUnitTerms("1", "Headquarters"),
    SubUnitTerms("2", "First platoon"),
    SubUnitTerms("2.1", "First section"),
    SubUnitTerms("2.2", "Second section", "IND"),
)
POSTS = (
    UnitPostTerms("1", "Commander", 1, rank="Major", women=1),
    UnitPostTerms("1", "Sergeant major", 1, rank="Sergeant Major"),
    UnitPostTerms("2", "Platoon commander", 1, rank="Captain"),
    UnitPostTerms("2.1", "Rifleman", 9, rank="Private", women=2),
    UnitPostTerms("2.2", "Rifleman", 8),
)


def test_a_branch_counts_its_own_people_and_those_under_it() -> None:
    headquarters, platoon = tree(SUB_UNITS, POSTS)
    assert (headquarters.people, headquarters.officers, headquarters.women) == (2, 1, 1)
    assert (platoon.people, platoon.officers, platoon.women) == (18, 1, 2)
    assert [(one.outline, one.people, one.contributor) for one in platoon.branches] == [
        ("2.1", 9, ""),
        ("2.2", 8, "IND"),
    ]


def test_without_sub_units_there_is_no_tree() -> None:
    assert tree((), ()) == ()


def posts_under(branch: Branch) -> int:
    """Return the people of a branch, counted post by post."""
    return sum(post.count for post in branch.posts) + sum(posts_under(one) for one in branch.branches)


@given(st.lists(st.tuples(st.sampled_from(SUB_UNITS), st.integers(1, 50)), max_size=20))
def test_nobody_is_lost_or_counted_twice(drawn: list[tuple[SubUnitTerms, int]]) -> None:
    posts = [UnitPostTerms(one.outline, "Post", count) for one, count in drawn]
    branches = tree(SUB_UNITS, posts)
    assert sum(one.people for one in branches) == sum(post.count for post in posts)
    assert all(one.people == posts_under(one) for one in branches)


@pytest.mark.parametrize(
    "rank", ["Captain", "Lt Col", "LIEUTENANT COLONEL", "OF-3", "Captain / Major", "officer", "Chief Inspector"]
)
def test_a_rank_of_officers_is_known_as_it_is_written(rank: str) -> None:
    assert is_officer(rank)


@pytest.mark.parametrize(
    "rank",
    ["", "Private", "Sergeant Major", "Warrant Officer", "Petty officer", "Non-commissioned officer", "NCO", "OR-5"],
)
def test_other_ranks_are_no_officers(rank: str) -> None:
    assert not is_officer(rank)


def test_outlines_are_read_by_their_numbers_and_what_is_none_comes_last() -> None:
    assert sorted(["2", "1.10", "x", "1.2", "1", ""], key=outline_key)[:4] == ["1", "1.2", "1.10", "2"]


def test_what_changed_is_named_and_the_order_of_caveats_says_nothing() -> None:
    first, second = CaveatTerms("excluded-task", "a"), CaveatTerms("excluded-task", "b")
    before = terms(caveats=(first, second), sub_units=SUB_UNITS)
    assert changed_fields(None, before) == ()
    assert changed_fields(before, terms(caveats=(second, first), sub_units=SUB_UNITS)) == ()
    after = terms(caveats=(first,), sub_units=SUB_UNITS, posts=POSTS, strength=139)
    assert changed_fields(before, after) == ("strength", "caveats", "posts")
