"""The table of organisation as a tree with its sub-totals. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from muster.pledges.terms import SubUnitTerms, UnitPostTerms
from muster.reference.catalogue import table

OFFICER_CODE = re.compile(r"\bof-?\d", re.IGNORECASE)
NO_OFFICERS = frozenset({"warrant", "petty", "noncommissioned", "non", "nco", "sergeant", "corporal"})
"""Words that make the rank beside them none of an officer: sergeant major, petty officer, non-commissioned officer."""


@dataclass(frozen=True)
class Branch:
    """A sub-unit with its posts and the sub-units under it; people, officers and women are those of all of them."""

    outline: str
    name: str
    contributor: str
    posts: tuple[UnitPostTerms, ...]
    branches: "tuple[Branch, ...]"
    people: int
    officers: int
    women: int


def is_officer(rank: str) -> bool:
    """Return whether a rank, as a State writes it, is an officer's: by the table of ranks, or a code such as OF-3.

    A reading of free words (local choice): a band is an officers' where its words name an officer's rank and none
    below; an empty rank is nobody's.
    """
    if OFFICER_CODE.search(rank):
        return True
    words = set(re.findall(r"[^\W\d_]+", rank.casefold()))
    return bool(words & _officer_words()) and not words & NO_OFFICERS


@cache
def _officer_words() -> frozenset[str]:
    return frozenset(table("officer_ranks").by_key)


def outline_key(outline: str) -> tuple[int, ...]:
    """Return the place of an outline in reading order: 1, 1.1, 1.2, 1.10, 2. What is no outline comes last."""
    parts = outline.split(".")
    if all(part.isascii() and part.isdigit() for part in parts):
        return tuple(int(part) for part in parts)
    return (10**9,)


def tree(sub_units: Iterable[SubUnitTerms], posts: Iterable[UnitPostTerms]) -> tuple[Branch, ...]:
    """Return the first level of a table of organisation that has no problem, in the State's order."""
    posts_of: dict[str, list[UnitPostTerms]] = defaultdict(list)
    for post in posts:
        posts_of[post.outline].append(post)
    under: dict[str, list[SubUnitTerms]] = defaultdict(list)
    for one in sub_units:
        under[one.outline.rpartition(".")[0]].append(one)

    def branch(one: SubUnitTerms) -> Branch:
        own = posts_of[one.outline]
        below = tuple(branch(each) for each in under[one.outline])
        return Branch(
            outline=one.outline,
            name=one.name,
            contributor=one.contributor,
            posts=tuple(own),
            branches=below,
            people=sum(post.count for post in own) + sum(each.people for each in below),
            officers=sum(post.count for post in own if is_officer(post.rank)) + sum(each.officers for each in below),
            women=sum(post.women for post in own) + sum(each.women for each in below),
        )

    return tuple(branch(one) for one in under[""])
