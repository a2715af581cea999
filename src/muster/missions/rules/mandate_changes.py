"""What a mandate period changes of the one that it follows, in words. Pure.

Source: section 8.1 of the dossier (ceilings, tasks and the days of a period) and seed 003 (on what contributors
decide); what counts as a change is a local choice. A period that lists no task says nothing of tasks, nor does one
without conditions of its end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from muster.kit.day_text import long_day

MANDATE, CEILING, TASKS, LIFE = "mandate", "ceiling", "tasks", "life"
ENDED, DRAWDOWN = "ended", "drawdown"
DEEDS: Mapping[str, str] = {
    "established": "established",
    "renewed": "renewed",
    "rolled-over": "rolled over",
    "amended": "amended",
    DRAWDOWN: "drawdown",
    ENDED: "ended",
}
NO_TASK = "none of them"


@dataclass(frozen=True)
class PeriodContent:
    """What a period says: `ceilings` in people by what they count, `tasks` by their codes; until None: no end."""

    kind: str
    until: date | None
    ceilings: Mapping[str, int] = field(default_factory=dict)
    tasks: Sequence[str] = ()
    exit_conditions: str = ""


@dataclass(frozen=True)
class PeriodChange:
    """One thing that changed: `kind` is a value of the kinds of changed facts, `about` what of the mandate."""

    kind: str
    about: str
    before: str
    after: str


def period_changes(before: PeriodContent, after: PeriodContent, names: Mapping[str, str]) -> tuple[PeriodChange, ...]:
    """Return what `after`, which follows `before`, changes; `names` are the words of the tasks by their codes.

    Every change of the end is told, a mere renewal as such; then ceilings, tasks, conditions of the end, a drawdown.
    """
    found = [*_of_end(before, after), *_of_ceilings(before, after), *_of_tasks(before, after, names)]
    if after.exit_conditions and before.exit_conditions not in ("", after.exit_conditions):
        found.append(PeriodChange(MANDATE, "conditions of the end", before.exit_conditions, after.exit_conditions))
    if after.kind in (DRAWDOWN, ENDED) and before.kind != after.kind:
        told = "drawdown ordered" if after.kind == DRAWDOWN else "mandate ended"
        found.append(PeriodChange(LIFE, "stage of the operation", DEEDS[before.kind], told))
    return tuple(found)


def _of_end(before: PeriodContent, after: PeriodContent) -> list[PeriodChange]:
    if after.until == before.until and after.kind != ENDED:
        return []
    told = f"{DEEDS[after.kind]} {_until(after.until)}"
    return [PeriodChange(MANDATE, "end of the mandate", _until(before.until), told)]


def _of_ceilings(before: PeriodContent, after: PeriodContent) -> list[PeriodChange]:
    changed = [name for name, people in after.ceilings.items() if before.ceilings.get(name, 0) != people]
    if not changed:
        return []
    told = [", ".join(f"{one.ceilings.get(name, 0):,} {name}" for name in changed) for one in (before, after)]
    return [PeriodChange(CEILING, "ceilings", *told)]


def _of_tasks(before: PeriodContent, after: PeriodContent, names: Mapping[str, str]) -> list[PeriodChange]:
    if not before.tasks or not after.tasks:
        return []
    gone = [names.get(code, code) for code in before.tasks if code not in after.tasks]
    new = [names.get(code, code) for code in after.tasks if code not in before.tasks]
    if not gone and not new:
        return []
    told = [f"{label}: {'; '.join(words) or NO_TASK}" for label, words in (("no longer", gone), ("new", new))]
    return [PeriodChange(TASKS, "tasks", *told)]


def _until(day: date | None) -> str:
    return "without an end" if day is None else f"until {long_day(day)} (excluded)"
