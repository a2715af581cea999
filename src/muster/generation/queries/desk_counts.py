"""Which missions and States have open cases, and how many: what a handover is chosen from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.generation.queries.board import OpenCase, open_cases
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class DeskCount:
    """A mission or a State with its open cases, drills left out."""

    kind: str
    code: str
    name: str
    cases: int
    late: int
    overdue: int
    people: int


def desk_counts(viewer: Viewer, day: date, *, today: date) -> tuple[list[DeskCount], list[DeskCount]]:
    """Return the missions and the States that have an open case which the viewer may see; one query."""
    rows = [one for one in open_cases(viewer, day, today=today) if not one.is_drill]
    missions = {one.mission: one.mission_name for one in rows}
    states = {one.state_code: one.state for one in rows}
    return (
        [_count("mission", code, missions[code], [one for one in rows if one.mission == code]) for code in missions],
        [_count("state", code, states[code], [one for one in rows if one.state_code == code]) for code in states],
    )


def _count(kind: str, code: str, name: str, rows: Sequence[OpenCase]) -> DeskCount:
    late = sum(one.verdict == "late" for one in rows)
    overdue = sum(one.is_overdue for one in rows)
    return DeskCount(kind, code, name, len(rows), late, overdue, sum(one.strength for one in rows))
