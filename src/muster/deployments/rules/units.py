"""What must hold of a deployed unit. Pure."""

from datetime import date

from muster.deployments.terms import UnitChange, UnitTerms
from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.references import reference_problems

TOUR_MONTHS_MOST = 36


def unit_problems(terms: UnitTerms, today: date) -> list[Problem]:
    """Return what is wrong with a unit as far as it alone says it: order of its days, strength, agreed tours.

    Tours of 6 or 12 months are usual (section 6.1); another length may be agreed, up to `TOUR_MONTHS_MOST` (local
    choice).
    """
    problems = list(reference_problems(terms.reference, "reference"))
    if not terms.title.strip():
        problems.append(Problem("title", "there is none", "name the unit"))
    if terms.strength < 1:
        problems.append(Problem("strength", f"{terms.strength} people are no unit", "give at least one"))
    if terms.present_from > today:
        words = f"{long_day(terms.present_from)} has not come yet"
        problems.append(Problem("present from", words, "enter the unit once it has arrived; until then it is a case"))
    if terms.present_until is not None and terms.present_until <= terms.present_from:
        words = f"{long_day(terms.present_until)} is not after {long_day(terms.present_from)}"
        problems.append(Problem("present until", words, "give a later day, or none"))
    if terms.tour_months is not None and not 1 <= terms.tour_months <= TOUR_MONTHS_MOST:
        words = f"{terms.tour_months} months are no tour"
        problems.append(Problem("agreed tour", words, f"give 1 to {TOUR_MONTHS_MOST}, or leave it empty"))
    return problems


def change_problems(change: UnitChange, present_from: date) -> list[Problem]:
    """Return what is wrong with a change of a unit as far as it alone says it."""
    problems = []
    if not change.reason.strip():
        problems.append(Problem("reason", "there is none", "say why it is changed"))
    if change.strength < 1:
        problems.append(Problem("strength", f"{change.strength} people are no unit", "end its presence instead"))
    if change.present_until is not None and change.present_until <= present_from:
        words = f"{long_day(change.present_until)} is not after {long_day(present_from)}"
        problems.append(Problem("present until", words, "give a later day, or none"))
    return problems


def inside_problems(inner: tuple[date, date | None], outer: tuple[date, date | None], title: str) -> list[Problem]:
    """Return what is wrong with serving inside another unit: it is there no longer than the one around it."""
    (start, until), (outer_start, outer_until) = inner, outer
    if start < outer_start:
        words = f"comes on {long_day(start)}, before {title} on {long_day(outer_start)}"
        return [Problem("serves inside", words, "give a later day, or another unit")]
    if outer_until is not None and (until is None or until > outer_until):
        words = f"stays past {long_day(outer_until)}, when {title} leaves"
        return [Problem("serves inside", words, f"end it by {long_day(outer_until)}")]
    return []
