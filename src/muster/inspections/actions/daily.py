"""The daily run's part: arrival inspections are taken over from cases, and both sides are told what is due.

Every step can be repeated: an inspection is taken over once, a notice is raised once for its reason.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from muster.deployments.models import DeployedUnit
from muster.inspections.actions.inspection_telling import acting_side, mission_sides, subject_of
from muster.inspections.actions.plan_inspections import take_over_arrivals
from muster.inspections.models import Discrepancy
from muster.inspections.parameters import due_numbers
from muster.inspections.queries.discrepancies import OPEN
from muster.inspections.queries.due import DueRow, still_due
from muster.inspections.rules.due_facts import DueState
from muster.inspections.rules.inspection_stages import is_report
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

DUE, OVERDUE, DISCREPANCY_DUE = "inspection-due", "inspection-overdue", "discrepancy-due"


def run_inspections(actor: Viewer, day: date) -> dict[str, int]:
    """Do what is due on `day`; return how many inspections were taken over and how many notices were raised."""
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    taken = take_over_arrivals(actor, today=day)
    told = bulk_notify(_inspections_due(actor, day)) + bulk_notify(_discrepancies_due(day))
    return {"inspections_taken_over": len(taken), "inspections_told": told}


def _inspections_due(actor: Viewer, day: date) -> Iterator[NoticeTerms]:
    """Yield a notice for each inspection or report that is soon due or overdue, to who has to act.

    An inspection that is overdue is told to the secretariat too. A unit that has left is told of no more.
    """
    rows = [one for one in still_due(actor, day) if one.line.state in (DueState.SOON, DueState.OVERDUE)]
    units = {
        one.pk: one
        for one in DeployedUnit.objects.filter(pk__in={row.unit.key for row in rows}).select_related(
            "state", "post__requirement__mission__organisation", "post__requirement__mission__mandated_by"
        )
    }
    for row in rows:
        unit = units[row.unit.key]
        mission, secretariat = mission_sides(unit)
        is_late = row.line.state == DueState.OVERDUE
        who = unit.state if is_report(row.line.kind) else mission
        for to in [who, *([secretariat] if is_late and who == mission else [])]:
            yield _notice(row, unit, to, day, is_late=is_late)


def _notice(row: DueRow, unit: DeployedUnit, to: Organisation, day: date, *, is_late: bool) -> NoticeTerms:
    line = row.line
    how = "is overdue since" if is_late else "is due by"
    return NoticeTerms(
        topic=OVERDUE if is_late else DUE,
        to=to,
        title=f"{line.kind.label} of {unit.title} {how} {long_day(line.due_on)}",
        day=day,
        subject=subject_of("unit", unit.reference, unit),
        body=line.words,
        href=reverse("unit-inspections", args=[unit.reference]),
        once=f"{OVERDUE if is_late else DUE}:{unit.reference}:{line.kind}:{line.due_on}",
    )


def _discrepancies_due(day: date) -> Iterator[NoticeTerms]:
    """Yield a notice for each open discrepancy that is soon due or overdue, to who has to act."""
    soon = day + timedelta(days=due_numbers(day).soon_days)
    rows = Discrepancy.objects.filter(standing__in=OPEN, due_on__lte=soon, known_from__lte=day).select_related(
        "inspection__unit__state",
        "inspection__unit__post__requirement__mission__organisation",
        "inspection__unit__post__requirement__mission__mandated_by",
    )
    for one in rows:
        if one.due_on is None:
            continue
        unit = one.inspection.unit
        how = "is overdue since" if one.due_on < day else "is due by"
        yield NoticeTerms(
            topic=DISCREPANCY_DUE,
            to=acting_side(one),
            title=f"Discrepancy {one.reference} of {unit.title} {how} {long_day(one.due_on)}",
            day=day,
            subject=subject_of("discrepancy", one.reference, unit),
            body=one.words,
            href=reverse("discrepancy", args=[one.reference]),
            once=f"{DISCREPANCY_DUE}:{one.reference}:{one.due_on}:{'late' if one.due_on < day else 'soon'}",
        )
