"""What is wrong with a version of a standard, and which version a later one has taken over from. Pure; local choice."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.training.rules.catalogue_terms import MOST_LINES, LineTerms, VersionTerms


def line_problems(lines: Sequence[LineTerms]) -> list[Problem]:
    """Return what is wrong with the lines: each has a number of its own and a title."""
    problems = []
    seen: set[str] = set()
    for one in lines:
        place = f"line {one.number or '(without a number)'}"
        if not one.number.strip():
            problems.append(Problem(place, "has no number", "number it as the standard does", "number"))
        elif one.number in seen:
            problems.append(Problem(place, "is there twice", "give each line a number of its own", "number"))
        if any(mark in one.number for mark in ";:"):
            problems.append(Problem(place, "has ; or : in its number", "use figures and dots", "number"))
        if not one.title.strip():
            problems.append(Problem(place, "has no title", "say what it is about", "title"))
        if one.least_minutes is not None and one.least_minutes < 1:
            problems.append(Problem(place, "asks for no minute", "leave the minutes empty", "least_minutes"))
        seen.add(one.number)
    if len(lines) > MOST_LINES:
        problems.append(Problem("lines", f"there are {len(lines)}", f"a version has at most {MOST_LINES}"))
    return problems


def version_problems(terms: VersionTerms, known: Collection[str], others: Mapping[str, date]) -> list[Problem]:
    """Return what is wrong with a version. `known` are the codes of standards, `others` its other versions' days."""
    problems = []
    if terms.standard not in known:
        remedy = "give a code of the reference table of courses"
        problems.append(Problem("standard", f"{terms.standard!r} is none", remedy))
    if not terms.version.strip():
        problems.append(Problem("version", "there is none", "name it, for example by its year"))
    if terms.version in others:
        problems.append(Problem("version", f"{terms.version} is on record", "change that one, or give another name"))
    for name, day in others.items():
        if day == terms.issued_on and name != terms.version:
            words = f"{long_day(day)} is the day of version {name}"
            problems.append(Problem("issued on", words, "give the day from which this one is in force"))
    return [*problems, *line_problems(terms.lines)]


def version_in_force(versions: Mapping[str, date], day: date) -> str:
    """Return the name of the version of a standard in force on a day: the last one issued; empty where there is none.

    Source: section 5.3 of the dossier (a standard that is re-issued takes over from the older version).
    """
    issued = [(since, name) for name, since in versions.items() if since <= day]
    return max(issued)[1] if issued else ""
