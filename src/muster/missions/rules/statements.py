"""What makes a statement of unit requirement well formed (3.2 of the dossier), and what a new version changes. Pure."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from functools import cache

from muster.kit.errors import Problem
from muster.missions.statement_terms import (
    HEADER,
    LISTS,
    CapabilityTerms,
    RequiredEquipmentTerms,
    RequiredPostTerms,
    RequiredSelfSustainmentTerms,
    StatementTerms,
    SubstituteTerms,
    TaskTerms,
)
from muster.reference.catalogue import table
from muster.reference.unit_types import unit_types

INDIVIDUALS = "individuals"
"""Category of the catalogue for people who form no unit."""
HIGHEST_PERCENT = 100
PROVIDERS = ("unit", "organisation", "either")
MOST_LINES: Mapping[str, int] = {
    "tasks": 60,
    "capabilities": 100,
    "posts": 200,
    "equipment": 300,
    "substitutes": 300,
    "self_sustainment": 60,
}
"""How many lines a list of a statement may have: far beyond any unit, so that a statement stays one document."""

PLACES: Mapping[str, str] = {
    "tasks": "task",
    "capabilities": "capability",
    "posts": "post",
    "equipment": "equipment",
    "substitutes": "substitute",
    "self_sustainment": "self-sustainment",
}
"""The word for a line of each list; a problem's place is the word and the number of the line."""

CONTENT = (*HEADER, *LISTS, "source", "standing")
"""Everything that a statement says, in reading order."""


def statement_problems(terms: StatementTerms) -> list[Problem]:
    """Return what is wrong with a statement's content, a line each with its remedy."""
    problems = header_problems(terms)
    for name, most in MOST_LINES.items():
        if (count := len(getattr(terms, name))) > most:
            problems.append(Problem(name, f"{count} lines", f"put like lines together, {most} at the most"))
    problems += task_problems(terms.tasks)
    problems += capability_problems(terms.capabilities)
    problems += required_post_problems(terms.posts, terms.strength_maximum)
    problems += equipment_problems(terms.equipment)
    problems += substitute_problems(terms.substitutes, terms.equipment)
    problems += self_sustainment_problems(terms.self_sustainment)
    return problems


def header_problems(terms: StatementTerms) -> list[Problem]:
    """Return what is wrong with the header: unit type, strengths, share of women, languages."""
    problems = []
    kinds = {kind.code: kind for kind in unit_types()}
    if terms.unit_type not in kinds:
        words = f"{terms.unit_type!r} is not in the catalogue"
        problems.append(Problem("unit type", words, "take a code of the unit-type catalogue", "unit_type"))
    elif kinds[terms.unit_type].category == INDIVIDUALS:
        words = f"{kinds[terms.unit_type].name} form no unit"
        problems.append(Problem("unit type", words, "take a type of units", "unit_type"))
    if terms.strength_minimum < 1:
        remedy = "a unit has at least one person"
        problems.append(Problem("least strength", f"{terms.strength_minimum}", remedy, "strength_minimum"))
    if terms.strength_minimum > terms.strength_maximum:
        words = f"{terms.strength_minimum} is more than the greatest strength, {terms.strength_maximum}"
        problems.append(Problem("least strength", words, "give at most the greatest strength", "strength_minimum"))
    if not 0 <= terms.women_minimum_percent <= HIGHEST_PERCENT:
        words = f"{terms.women_minimum_percent} per cent"
        problems.append(Problem("share of women", words, "give 0 to 100", "women_minimum_percent"))
    problems += [
        Problem("languages", f"{code!r} is no language", "give codes of ISO 639, separated by semicolons", "languages")
        for code in codes_of(terms.languages)
        if code not in language_codes()
    ]
    said = codes_of(terms.languages)
    if len(set(said)) < len(said):
        problems.append(Problem("languages", "one is said twice", "leave one of them out", "languages"))
    return problems


def codes_of(text: str) -> list[str]:
    """Return the codes of a list with semicolons."""
    return [code.strip() for code in text.split(";") if code.strip()]


@cache
def language_codes() -> frozenset[str]:
    """Return the codes of ISO 639 that the reference table holds."""
    return frozenset(table("languages").by_key)


def _twice(place: str, keys: Iterable[Hashable], field: str) -> list[Problem]:
    """Return a problem for each line that says what one before it says."""
    seen: Counter[Hashable] = Counter()
    problems = []
    for number, key in enumerate(keys, 1):
        seen[key] += 1
        if seen[key] == 2:
            problems.append(Problem(f"{place} {number}", "is there twice", "leave one of them out", field))
    return problems


def task_problems(lines: Iterable[TaskTerms]) -> list[Problem]:
    """Return what is wrong with the tasks: each is said once, in words."""
    lines = list(lines)
    problems = [
        Problem(f"task {number}", "has no words", "name the task", "task")
        for number, line in enumerate(lines, 1)
        if not line.task.strip()
    ]
    return problems + _twice("task", (line.task.strip().casefold() for line in lines), "task")


def capability_problems(lines: Iterable[CapabilityTerms]) -> list[Problem]:
    """Return what is wrong with the capability statements: each is said once."""
    return _twice("capability", (line.capability.strip().casefold() for line in lines), "capability")


def required_post_problems(lines: Iterable[RequiredPostTerms], strength_maximum: int) -> list[Problem]:
    """Return what is wrong with the posts: people, a language that exists, and no more than the unit may have."""
    lines = list(lines)
    problems = []
    for number, line in enumerate(lines, 1):
        if line.count < 1:
            problems.append(Problem(f"post {number}", "has nobody", "give at least one person", "count"))
        if line.language and line.language not in language_codes():
            words = f"{line.language!r} is no language"
            problems.append(Problem(f"post {number}", words, "give a code of ISO 639", "language"))
    keys = ((line.title.casefold(), line.rank.casefold(), line.specialist_code, line.language) for line in lines)
    problems += _twice("post", keys, "title")
    total = sum(line.count for line in lines)
    if total > strength_maximum:
        words = f"{total} people in a unit of {strength_maximum} at the most"
        problems.append(Problem("posts", words, "raise the greatest strength, or take posts out"))
    return problems


def equipment_problems(lines: Iterable[RequiredEquipmentTerms]) -> list[Problem]:
    """Return what is wrong with the major equipment: a category of the table, a quantity, and each item once."""
    lines = list(lines)
    problems = []
    categories = table("equipment_categories").by_key
    for number, line in enumerate(lines, 1):
        if line.category not in categories:
            words = f"category {line.category!r} is not in the table"
            remedy = "take a code of the equipment categories"
            problems.append(Problem(f"equipment {number}", words, remedy, "category"))
        if line.quantity < 1:
            problems.append(
                Problem(f"equipment {number}", "has no item", "give a quantity of at least one", "quantity")
            )
    keys = ((line.category, line.item.strip().casefold()) for line in lines)
    return problems + _twice("equipment", keys, "item")


def substitute_problems(
    lines: Iterable[SubstituteTerms], equipment: tuple[RequiredEquipmentTerms, ...]
) -> list[Problem]:
    """Return what is wrong with the accepted substitutes: of a line that is there, not itself, a ratio of at least one.

    No more than the whole line can be replaced: `replaced` is at most the line's quantity.
    """
    lines = list(lines)
    problems: list[Problem] = []

    def complain(number: int, words: str, remedy: str, field: str) -> None:
        problems.append(Problem(f"substitute {number}", words, remedy, field))

    for number, line in enumerate(lines, 1):
        if min(line.substitutes, line.replaced) < 1:
            complain(number, "stands for nothing", "give at least one item on both sides", "substitutes")
        if line.cost_cents < 0:
            complain(number, "costs less than nothing", "give an amount from 0", "cost_cents")
        if not 1 <= line.line <= len(equipment):
            complain(number, f"there is no line {line.line} of equipment", "give the number of a line", "line")
            continue
        wanted = equipment[line.line - 1]
        if line.item.strip().casefold() == wanted.item.strip().casefold():
            complain(number, "is the required item itself", "name another item", "item")
        if line.replaced > wanted.quantity:
            words = f"stands for {line.replaced} of {wanted.quantity}"
            complain(number, words, "give at most the quantity of the line", "replaced")
    return problems + _twice("substitute", ((line.line, line.item.strip().casefold()) for line in lines), "item")


def self_sustainment_problems(lines: Iterable[RequiredSelfSustainmentTerms]) -> list[Problem]:
    """Return what is wrong with the self-sustainment: each category of the table once, provided by somebody."""
    lines = list(lines)
    problems = []
    categories = table("self_sustainment_categories").by_key
    for number, line in enumerate(lines, 1):
        place = f"self-sustainment {number}"
        if line.category not in categories:
            words = f"category {line.category!r} is not in the table"
            problems.append(Problem(place, words, "take a code of the self-sustainment categories", "category"))
        if line.provider not in PROVIDERS:
            words = f"{line.provider!r} provides nothing"
            problems.append(Problem(place, words, f"give one of {', '.join(PROVIDERS)}", "provider"))
    return problems + _twice("self-sustainment", (line.category for line in lines), "category")


def changed_content(before: StatementTerms | None, after: StatementTerms) -> tuple[str, ...]:
    """Return the names of the fields and lists that `after` says otherwise, in reading order; none for a first version.

    A new version is written only where there is one: the same words again are no change.
    """
    if before is None:
        return ()
    return tuple(name for name in CONTENT if getattr(before, name) != getattr(after, name))
