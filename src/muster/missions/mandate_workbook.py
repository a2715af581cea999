"""The Excel form of mandates: operations, periods, tasks, statements, classifications. What goes out can come in."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.workbooks import Row, Sheet, Workbook, illustrative_notes, read, write
from muster.missions.mandate_entering import Entered, Entering
from muster.missions.mandate_fields import (
    classification_fields,
    condition_fields,
    operation_fields,
    period_fields,
    task_fields,
)
from muster.missions.mandate_terms import MandatedTaskTerms
from muster.missions.models import MandatePeriod, Mission, MissionClassification
from muster.missions.queries import visible_missions
from muster.missions.queries.mandates import known_conditions, known_mandates, with_tasks
from muster.parties.viewer import Viewer

OPERATIONS, MANDATES, TASKS = "Operations", "Mandates", "Tasks"
STATEMENTS, CLASSIFICATIONS = "Statements", "Classifications"


def form() -> Workbook:
    """Return the workbook's declaration."""
    one_row = "One row"
    sheets = (
        Sheet(OPERATIONS, operation_fields(), ("acronym",), f"{one_row} an operation; new ones are yours."),
        Sheet(MANDATES, period_fields(), ("mission", "valid_from"), f"{one_row} a mandate period, the earliest first."),
        Sheet(TASKS, task_fields(), ("mission", "valid_from", "task"), f"{one_row} a task of a period."),
        Sheet(STATEMENTS, condition_fields(), (), f"{one_row} a dated statement on an operation."),
        Sheet(CLASSIFICATIONS, classification_fields(), (), f"{one_row} a value of a scheme."),
    )
    return Workbook(
        name="muster-mandates",
        title="Mandates of missions",
        sheets=sheets,
        about="Add rows, then import the file. What is on record already changes nothing. All is saved, or nothing.",
    )


def export(viewer: Viewer, day: date) -> bytes:
    """Return what the viewer may see of mandates as of `day` as a workbook; the export is an audit event."""
    missions = list(visible_missions(viewer, day).prefetch_related("mandated_with").order_by("acronym"))
    periods = _held(list(with_tasks(known_mandates(viewer, day))))
    rows: dict[str, list[dict[str, Any]]] = {
        OPERATIONS: [_operation(one) for one in missions],
        MANDATES: [_plain(one, period_fields()) for one in periods],
        TASKS: [_task(one, line) for one in periods for line in one.tasks_in_order],  # type: ignore[attr-defined]
        STATEMENTS: [_plain(one, condition_fields()) for one in known_conditions(viewer, day)],
        CLASSIFICATIONS: [_plain(one, classification_fields()) for one in _classifications(viewer, day)],
    }
    audit.record(viewer, "missions:mandates:exported", f"{len(periods)} mandates", after={"as_of": day})
    made_up = sorted({one.mission.acronym for one in known_conditions(viewer, day) if one.illustrative})
    return write(form(), rows, illustrative_notes(made_up))


def _held(periods: list[MandatePeriod]) -> list[MandatePeriod]:
    """Return the periods that say what holds: of several of a mission from one day, the last alone."""
    return list({(one.mission_id, one.valid_from): one for one in periods}.values())


def _classifications(viewer: Viewer, day: date) -> list[MissionClassification]:
    found = MissionClassification.objects.filter(mission__in=visible_missions(viewer, day), known_from__lte=day)
    return list(found.select_related("mission").order_by("mission__acronym", "scheme", "valid_from", "value"))


def _operation(one: Mission) -> dict[str, Any]:
    plain = {field.key: getattr(one, field.key) for field in operation_fields() if field.key != "mandated_with"}
    places = {name: Decimal(str(plain[name])) for name in ("latitude", "longitude")}
    return {**plain, **places, "mandated_with": ";".join(sorted(other.code for other in one.mandated_with.all()))}


def _plain(one: Any, fields: tuple[Any, ...]) -> dict[str, Any]:
    values = {field.key: getattr(one, field.key) for field in fields if field.key != "mission"}
    return {"mission": one.mission.acronym, **{key: None if value == "" else value for key, value in values.items()}}


def _task(period: MandatePeriod, line: Any) -> dict[str, Any]:
    names = ("task", "is_priority", "paragraph", "words")
    values = {name: getattr(line, name) for name in names}
    return {"mission": period.mission.acronym, "valid_from": period.valid_from, **values}


@transaction.atomic
def import_workbook(viewer: Viewer, data: bytes, *, today: date) -> Entered:
    """Save a workbook, all or nothing. Raises Refused with every problem by sheet and row."""
    rows = read(form(), data).rows
    going = Entering(viewer, today)
    for row in rows[OPERATIONS]:
        going.operation(_place(OPERATIONS, row), row.values)
    tasks: dict[tuple[str, date], list[MandatedTaskTerms]] = defaultdict(list)
    for row in rows[TASKS]:
        tasks[row["mission"], row["valid_from"]].append(
            MandatedTaskTerms(row["task"], row["words"] or "", row["paragraph"] or "", row["is_priority"])
        )
    for row in sorted(rows[MANDATES], key=lambda one: one["valid_from"]):
        said = tasks.pop((row["mission"], row["valid_from"]), [])
        going.period(_place(MANDATES, row), row.values, said)
    for row in rows[TASKS]:
        if (row["mission"], row["valid_from"]) in tasks:
            going.astray(_place(TASKS, row), f"no period of {row['mission']} from {row['valid_from']} is on {MANDATES}")
    for row in sorted(rows[STATEMENTS], key=lambda one: one["valid_from"]):
        going.statement(_place(STATEMENTS, row), row.values)
    for row in rows[CLASSIFICATIONS]:
        going.classification(_place(CLASSIFICATIONS, row), row.values)
    return going.finish()


def _place(sheet: str, row: Row) -> str:
    return f"sheet {sheet}, row {row.number}"
