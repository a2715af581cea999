"""The Excel form of strength reports: one row a unit and day."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.strength import record_strength
from muster.deployments.actions.unit_keepers import may_keep
from muster.deployments.models import StrengthReport
from muster.deployments.queries.strength import units_seen_whole, visible_reports
from muster.deployments.queries.units import visible_units
from muster.deployments.terms import StrengthTerms
from muster.deployments.workbooks.rows import Entering, says_the_same
from muster.kit.workbooks import (
    DATE,
    INTEGER,
    TEXT,
    Field,
    Row,
    Sheet,
    Workbook,
    illustrative_notes,
    number_field,
    read,
    write,
)
from muster.parties.viewer import Viewer

SHEET = "Strength"
MOST_PEOPLE = 100_000
SEXED = ("men", "women")
SUPPORT = ("support_men", "support_women")


def form(units: tuple[str, ...] = ()) -> Workbook:
    """Return the workbook's declaration; `units` are offered in a list."""
    support = "Of the national support element; empty: none."
    fields = (
        Field(key="unit", heading="Unit", kind=TEXT, required=True, maximum=60, suggestions=units,
              help="The reference of the unit in theatre, for example KAZ-UNIFIL-COY."),
        Field(key="on", heading="On", kind=DATE, required=True),
        number_field("men", "Men", "people", least=0, most=MOST_PEOPLE),
        number_field("women", "Women", "people", least=0, most=MOST_PEOPLE),
        Field(key="support_men", heading="Support men", kind=INTEGER, minimum=0, maximum=MOST_PEOPLE, unit="people",
              help=support),
        Field(key="support_women", heading="Support women", kind=INTEGER, minimum=0, maximum=MOST_PEOPLE,
              unit="people", help=support),
        Field(key="source", heading="Source", kind=TEXT, maximum=300),
    )  # fmt: skip
    about = (
        "One row a unit and day. A row of a day that was reported corrects it; one that says the same is passed over."
    )
    return Workbook(
        name="muster-strength-reports",
        title="Strength of units in theatre",
        sheets=(Sheet(SHEET, fields=fields, key=("unit", "on"), about=about),),
        about="Fill in the people in theatre by sex, then import the file. All of it is saved, or nothing.",
    )


def template(viewer: Viewer, day: date) -> bytes:
    """Return the empty form, with the units whose record the viewer keeps to choose from."""
    return write(form(_kept(viewer, day)), {SHEET: []}, [])


def _kept(viewer: Viewer, day: date) -> tuple[str, ...]:
    return tuple(unit.reference for unit in visible_units(viewer, day).order_by("reference") if may_keep(viewer, unit))


def export(viewer: Viewer, day: date) -> bytes:
    """Return the reports that the viewer may see as of a day; the export is an audit event."""
    reports = list(visible_reports(viewer, day).order_by("unit__reference", "on"))
    whole = units_seen_whole(viewer, [one.unit for one in reports])
    rows = [_values(one, is_whole=one.unit_id in whole) for one in reports]
    audit.record(viewer, "deployments:strength:exported", f"{len(rows)} strength reports", after={"as_of": day})
    made_up = dict.fromkeys(one.unit.reference for one in reports if one.illustrative)
    return write(form(_kept(viewer, day)), {SHEET: rows}, illustrative_notes(list(made_up)))


def _values(one: StrengthReport, *, is_whole: bool) -> dict[str, Any]:
    values = {"unit": one.unit.reference, "on": one.on, "source": one.source or None}
    values |= {name: getattr(one, name) for name in SEXED}
    return values | {name: getattr(one, name) if is_whole else None for name in SUPPORT}


@transaction.atomic
def import_workbook(viewer: Viewer, data: bytes, *, today: date) -> int:
    """Record a workbook's reports, all or none; return how many said something new.

    Raises Refused with every problem by sheet, row and column.
    """
    rows = read(form(), data).rows[SHEET]
    known = list(visible_reports(viewer, today).filter(unit__reference__in={row["unit"] for row in rows}))
    whole = units_seen_whole(viewer, [one.unit for one in known])
    on_record = {(one.unit.reference, one.on): _values(one, is_whole=one.unit_id in whole) for one in known}
    entering = Entering()
    for row in rows:
        if not says_the_same(row, on_record.get((row["unit"], row["on"]), {"unit": None})):
            entering.enter(SHEET, row, lambda row=row: _record(viewer, row, today))  # type: ignore[misc]
    return entering.finish()


def _record(viewer: Viewer, row: Row, today: date) -> None:
    terms = StrengthTerms(
        on=row["on"],
        men=row["men"],
        women=row["women"],
        support_men=row["support_men"] or 0,
        support_women=row["support_women"] or 0,
        source=row["source"] or "",
    )
    record_strength(viewer, row["unit"], terms, today=today)
