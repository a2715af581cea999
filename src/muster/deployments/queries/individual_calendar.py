"""Days of individuals for a calendar: when a request goes out, somebody is nominated, arrives and leaves.

Plain entries, for whatever feed takes them: nothing here writes a file. A person is a number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.deployments.queries.individuals_due import DueRow, due_individuals
from muster.deployments.rules.individuals_due import Due
from muster.generation.models import MissionBlock
from muster.parties.viewer import Viewer

REQUEST, NOMINATE, ARRIVE, LEAVE = "request-by", "nominate-by", "replacement-arrives", "holder-leaves"


@dataclass(frozen=True)
class IndividualDay:
    """Something of a post on one day. `uid` stays the same when the day moves."""

    uid: str
    on: date
    kind: str
    post: str
    title: str
    mission: str
    state: str
    is_overdue: bool
    illustrative: bool


def individual_days(
    viewer: Viewer, day: date, start: date, until: date, blocks: Iterable[MissionBlock] | None = None
) -> list[IndividualDay]:
    """Return what is on in `[start, until)` for the posts that the viewer sees as due on `day`, by day.

    Of the steps before an arrival only the next one is told; the days after a block are those that are told.
    `blocks`: where those of the day have been read.
    """
    rows = due_individuals(viewer, day, blocks)
    found = [one for row in rows for one in _days(row, day) if start <= one.on < until]
    return sorted(found, key=lambda one: (one.on, one.post, one.kind))


def _days(row: DueRow, day: date) -> list[IndividualDay]:
    days = []
    step = _next_step(row)
    if step:
        days.append(_entry(row, step, row.act_by, is_overdue=row.act_by < day))
    moved = row.through_blocks
    arrives = moved.arrives_on if moved else row.arrives_on
    leaves = moved.leaves_on if moved else row.leaves_on
    if arrives >= day:
        days.append(_entry(row, ARRIVE, arrives))
    if leaves is not None and leaves >= day:
        days.append(_entry(row, LEAVE, leaves))
    return days


def _next_step(row: DueRow) -> str:
    """Return the step that is due next before the arrival; empty where somebody is on the way."""
    if row.due in (Due.NOT_YET, Due.REQUEST_DUE):
        return REQUEST
    return "" if row.due in (Due.ON_ITS_WAY, Due.ARRIVAL_LATE) else NOMINATE


def _entry(row: DueRow, kind: str, on: date, *, is_overdue: bool = False) -> IndividualDay:
    return IndividualDay(
        uid=f"individual-{row.post}-{kind}",
        on=on,
        kind=kind,
        post=row.post,
        title=row.title,
        mission=row.mission,
        state=row.state,
        is_overdue=is_overdue,
        illustrative=row.illustrative,
    )
