"""Letters merged from templates, strictly: what a template names must be given, and what is given must stand in it.

A template is plain text: a title, then paragraphs with blank lines between them. `{name}` stands for a value; a
paragraph that is one placeholder alone takes a list of points. The words of the templates are ours; the letters that
they stand for are those of sections 2.5 and 3.1 of the dossier.
"""

import re
from dataclasses import dataclass, fields
from datetime import date

from muster.kit.errors import Problem

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
TITLE = "Title: "
FRENCH_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                 "novembre", "décembre")  # fmt: skip
ENGLISH_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                  "November", "December")  # fmt: skip

Value = str | int | date | tuple[str, ...] | None


@dataclass(frozen=True)
class Request:
    """A State is asked for a unit of a post: `strength` in people, in theatre by `wanted_on`."""

    register: str
    state: str
    mission: str
    post: str
    unit: str
    strength: int
    wanted_on: date
    reply_by: date


@dataclass(frozen=True)
class Selection:
    """A State's unit has been selected; `case` is the case that was opened for it."""

    register: str
    state: str
    mission: str
    post: str
    unit: str
    strength: int
    wanted_on: date
    case: str
    reply_by: date


@dataclass(frozen=True)
class NonSelection:
    """A State's offer has not been selected: why, and what would make a later one stronger."""

    register: str
    state: str
    mission: str
    post: str
    unit: str
    reasons: tuple[str, ...]
    improvements: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentVisit:
    """A visit is confirmed: the team is in the country from `visit_from` to `visit_until`, both days included."""

    register: str
    state: str
    unit: str
    visit_from: date
    visit_until: date
    team: tuple[str, ...]
    reply_by: date


LetterValues = Request | Selection | NonSelection | AssessmentVisit
KINDS: dict[str, type[LetterValues]] = {
    "request": Request,
    "selection": Selection,
    "non-selection": NonSelection,
    "assessment-visit": AssessmentVisit,
}
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the merged letter, or a list of points."""

    words: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merged:
    """A letter with every value in its place."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def kind_of(values: LetterValues) -> str:
    """Return the kind of letter that values are for."""
    return next(kind for kind, values_of in KINDS.items() if isinstance(values, values_of))


def day_in(language: str, day: date) -> str:
    """Return a day as a letter writes it: 1 October 2018, 1er octobre 2018."""
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {FRENCH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def merge_problems(template: str, values: LetterValues, name: str) -> list[Problem]:
    """Return why a template (called `name`) cannot be merged: a line for each placeholder unknown, missing or empty."""
    known = {one.name for one in fields(values)}
    problems = []
    if not template.startswith(TITLE):
        problems.append(Problem(f"template {name}, line 1", "there is no title", f"begin with “{TITLE}”"))
    named: set[str] = set()
    for number, line in enumerate(template.splitlines(), 1):
        for found in PLACEHOLDER.findall(line):
            named.add(found)
            if found not in known:
                told = f"placeholder {{{found}}} is unknown"
                problems.append(Problem(f"template {name}, line {number}", told, f"known: {', '.join(sorted(known))}"))
            elif isinstance(getattr(values, found), tuple) and line.strip() != f"{{{found}}}":
                told = f"placeholder {{{found}}} is a list"
                problems.append(Problem(f"template {name}, line {number}", told, "let it stand alone in its paragraph"))
    problems += [
        Problem(f"template {name}", f"placeholder {{{missing}}} is missing", "say it in the letter")
        for missing in sorted(known - named)
    ]
    problems += [
        Problem(given.replace("_", " "), "is not given", "the letter cannot be made without it", given)
        for given in sorted(known & named)
        if getattr(values, given) in (None, "", ())
    ]
    return problems


def merge(template: str, values: LetterValues, language: str) -> Merged:
    """Return the letter. The template holds (`merge_problems` is empty); braces in values stay as they are."""
    title, *blocks = re.split(r"\n\s*\n", template.strip())
    return Merged(title.removeprefix(TITLE), tuple(_paragraph(block, values, language) for block in blocks))


def _paragraph(block: str, values: LetterValues, language: str) -> Paragraph:
    alone = PLACEHOLDER.fullmatch(block.strip())
    if alone and isinstance(getattr(values, alone[1]), tuple):
        return Paragraph(points=getattr(values, alone[1]))
    return Paragraph(PLACEHOLDER.sub(lambda found: _written(getattr(values, found[1]), language), block))


def _written(value: Value, language: str) -> str:
    return day_in(language, value) if isinstance(value, date) else str(value)
