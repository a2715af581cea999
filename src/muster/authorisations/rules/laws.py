"""What is wrong with an instrument of national law or with a body, and how they are told in one line. Pure.

Source: section 7.3 of the dossier (law in versions; tasks of activity and of contingents; volunteers; a decision of
parliament) and 7.1 (bodies that prepare, propose, approve and ratify). The words are ours.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem


@dataclass(frozen=True)
class LawTerms:
    """An instrument in force in `[start, until)`; None: it does not say whether volunteers alone, or parliament."""

    reference: str
    title: str
    start: date
    until: date | None = None
    volunteers_only: bool | None = None
    needs_parliament: bool | None = None


@dataclass(frozen=True)
class TaskTerms:
    """A task that an instrument allows, with the codes of mandated tasks that it covers."""

    scope: str
    words: str
    tasks: tuple[str, ...] = ()
    condition: str = ""
    is_catch_all: bool = False


@dataclass(frozen=True)
class BodyTerms:
    """A body's part in decisions in `[start, until)`, with its turn and the criteria that it signs."""

    code: str
    name: str
    part: str
    start: date
    until: date | None = None
    criteria: tuple[str, ...] = ()
    turn: int = 1
    must_sign: bool = True


def law_problems(law: LawTerms, replaced: LawTerms | None) -> list[Problem]:
    """Return what is wrong with an instrument beside the one that it replaces."""
    place = f"Law {law.reference}"
    found = _days(place, law.start, law.until)
    if replaced is not None and law.start < replaced.start:
        words = f"it begins before {replaced.reference}, which it replaces ({replaced.start})"
        found.append(Problem(place, words, "let it begin on that day or later", "valid_from"))
    return found


def task_problems(law: str, tasks: Sequence[TaskTerms], known: Collection[str]) -> list[Problem]:
    """Return what is wrong with the tasks of an instrument; `known`: the codes of the list of mandated tasks."""
    found = []
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(tasks, 1):
        place = f"Law {law}, task {number}"
        if not one.words.strip():
            found.append(Problem(place, "it has no words", "say what is allowed", "words"))
        if (one.scope, one.words.strip().casefold()) in seen:
            found.append(Problem(place, "it is said twice", "leave one of them out", "words"))
        seen.add((one.scope, one.words.strip().casefold()))
        unknown = [code for code in one.tasks if code not in known]
        if unknown:
            remedy = "take codes of the list of mandated tasks"
            found.append(Problem(place, f"{unknown[0]!r} is no mandated task", remedy, "tasks"))
        if one.is_catch_all and one.tasks:
            words = "it covers whatever else the mandate provides, and names tasks"
            found.append(Problem(place, words, "leave the tasks out, or make two of it", "tasks"))
    return found


def body_problems(body: BodyTerms, criteria: Collection[str]) -> list[Problem]:
    """Return what is wrong with a body; `criteria`: the codes of the criteria that can be signed."""
    place = f"Body {body.code}"
    found = _days(place, body.start, body.until)
    unknown = [code for code in body.criteria if code not in criteria]
    if unknown:
        remedy = f"give some of {', '.join(criteria)}"
        found.append(Problem(place, f"{unknown[0]!r} is no criterion", remedy, "criteria"))
    if body.turn < 1:
        found.append(Problem(place, "its turn is none", "count turns from 1", "order"))
    return found


def _days(place: str, start: date, until: date | None) -> list[Problem]:
    if until is None or until > start:
        return []
    return [Problem(place, f"it ends on {until}, before it begins", "give a later end or none", "valid_until")]


def law_in_words(law: LawTerms, tasks: Iterable[TaskTerms] = ()) -> str:
    """Return an instrument in one line: what it asks for and how many tasks it allows, as a change of it is told."""
    parts = [f"{law.reference} from {law.start}"]
    if law.volunteers_only is not None:
        parts.append("volunteers only" if law.volunteers_only else "not volunteers only")
    if law.needs_parliament is not None:
        parts.append("parliament decides" if law.needs_parliament else "no decision of parliament")
    allowed = len(list(tasks))
    if allowed:
        parts.append(f"{allowed} tasks allowed")
    if law.until is not None:
        parts.append(f"until {law.until}")
    return "; ".join(parts)


def body_in_words(body: BodyTerms) -> str:
    """Return a body's part in one line, as a change of it is told."""
    parts = [f"{body.part}, turn {body.turn}"]
    if body.criteria:
        parts.append(f"signs {', '.join(body.criteria)}")
    if not body.must_sign:
        parts.append("need not sign")
    if body.until is not None:
        parts.append(f"until {body.until}")
    return "; ".join(parts)
