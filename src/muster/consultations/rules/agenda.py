"""The agenda that is proposed for a consultation. Pure.

Source: section 8.5 of the dossier says what contributors miss (substance: tasks, threat, gaps); the order and the words
are a local choice. Of caveats only their number is told: what a State excepts is between it and the Secretariat.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muster.consultations.terms import AgendaTerms

LONGEST_TITLE, LONGEST_WORDS = 200, 2000


@dataclass(frozen=True)
class TaskFact:
    """A mandated task of the current period: its code, its name, and what the paragraph says."""

    code: str
    name: str
    words: str = ""


@dataclass(frozen=True)
class ChangeFact:
    """A fact that changed since the last consultation, in words."""

    subject: str
    before: str
    after: str


@dataclass(frozen=True)
class GapFact:
    """A post of a published requirement in which nobody serves."""

    post: str
    unit_type: str


def proposed_agenda(
    tasks: Iterable[TaskFact], changes: Iterable[ChangeFact], gaps: Sequence[GapFact], caveats: int
) -> tuple[AgendaTerms, ...]:
    """Return the points: each task, what changed, the gaps in the force, how many caveats there are, other matters."""
    points = [AgendaTerms(one.name[:LONGEST_TITLE], one.code, one.words[:LONGEST_WORDS]) for one in tasks]
    changed = [_change_words(one) for one in changes]
    if changed:
        points.append(AgendaTerms("What changed since the last consultation", "", _cut(changed)))
    if gaps:
        words = [f"{one.post}: {one.unit_type}" for one in gaps]
        points.append(AgendaTerms(f"Force requirement: {len(gaps)} posts without a unit", "", _cut(words)))
    if caveats:
        points.append(
            AgendaTerms("Caveats of contributors", "", f"{caveats} caveats are on record of units that serve.")
        )
    points.append(AgendaTerms("Other matters raised by contributors"))
    return tuple(points)


def _change_words(one: ChangeFact) -> str:
    before = one.before or "nothing on record"
    return f"{one.subject}: {before} → {one.after or 'nothing'}"


def _cut(lines: Sequence[str]) -> str:
    return "\n".join(lines)[:LONGEST_WORDS]
