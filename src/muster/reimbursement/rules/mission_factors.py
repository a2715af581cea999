"""Mission factors: which apply where and when, and what may be entered. Pure.

Section 4 of the dossier on reimbursement: mission-wide or by region, each at most the cap; the factor for hostile
action follows from the points of its decision sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from muster.kit.errors import Problem
from muster.reimbursement.memorandum_terms import FactorTerms
from muster.reimbursement.rules.memorandum_rates import plain_name

PLACES = Decimal("0.0001")
CAPPED = {
    "environment_percent": "extreme environment",
    "intensified_percent": "intensified operations",
    "hostile_percent": "hostile action",
}


class FactorSpan(Protocol):
    """What the rules read of a set of factors."""

    @property
    def region(self) -> str:
        """The region; empty: the whole mission."""

    @property
    def holds_from(self) -> date:
        """The first day."""

    @property
    def holds_until(self) -> date | None:
        """The first day on which it no longer holds; None: it is open."""


SpanT = TypeVar("SpanT", bound=FactorSpan)


@dataclass(frozen=True)
class Span:
    """A set of factors on record: its number, the region, and from when to when it holds."""

    number: int
    region: str
    holds_from: date
    holds_until: date | None


def applying(sets: Iterable[SpanT], region: str, day: date) -> SpanT | None:
    """Return the set that applies in a region on a day: its own, else that of the whole mission; None without any."""
    holding = [one for one in sets if one.holds_from <= day and (one.holds_until is None or day < one.holds_until)]
    for wanted in (plain_name(region), ""):
        found = [one for one in holding if plain_name(one.region) == wanted]
        if found:
            return max(found, key=lambda one: one.holds_from)
    return None


def factor_problems(terms: FactorTerms, cap: Decimal) -> list[Problem]:
    """Return what is wrong with a set of factors: a line each, with its remedy."""
    problems = []
    if terms.holds_until is not None and terms.holds_until <= terms.holds_from:
        words = f"{terms.holds_until} is not after {terms.holds_from}"
        problems.append(Problem("until", words, "give a later day, or none", "holds_until"))
    for name, words in CAPPED.items():
        value = getattr(terms, name)
        if not 0 <= value <= cap:
            problems.append(Problem(words, f"{value} is not between 0 and {cap} percent", f"give at most {cap}", name))
    if terms.hostile_points is not None and terms.hostile_percent:
        words = "both points and percent are given"
        problems.append(Problem(CAPPED["hostile_percent"], words, "give one of them", "hostile_points"))
    if terms.hostile_points is not None and terms.hostile_points < 0:
        problems.append(Problem("points", "are negative", "give zero or more", "hostile_points"))
    return problems


def predecessor(spans: Iterable[Span], region: str, holds_from: date) -> Span | None:
    """Return the open set of the region that begins earlier: a later one ends it on its first day."""
    same = [one for one in spans if plain_name(one.region) == plain_name(region)]
    earlier = [one for one in same if one.holds_until is None and one.holds_from < holds_from]
    return max(earlier, key=lambda one: one.holds_from, default=None)


def overlap_problems(terms: FactorTerms, spans: Iterable[Span], leaving_out: int | None = None) -> list[Problem]:
    """Return a problem for each set of the region that holds on days of this one; `leaving_out` is the one replaced."""
    problems = []
    for one in spans:
        is_same = plain_name(one.region) == plain_name(terms.region) and one.number != leaving_out
        begins_later = one.holds_until is not None and one.holds_until <= terms.holds_from
        ends_before = terms.holds_until is not None and terms.holds_until <= one.holds_from
        if is_same and not begins_later and not ends_before:
            until = one.holds_until or "an open end"
            words = f"factors from {one.holds_from} to {until} hold on the same days"
            problems.append(Problem("from", words, "correct those, or give other days", "holds_from"))
    return problems
