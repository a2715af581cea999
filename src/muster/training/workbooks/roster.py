"""The Excel form of a rotation's roster: one row a person, by number or new by name."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import Tour
from muster.deployments.workbooks.rows import Entering
from muster.kit.workbooks import INTEGER, TEXT, Field, Row, Sheet, Workbook, read, write
from muster.parties.viewer import Viewer
from muster.people.models import Purpose
from muster.people.terms import PersonTerms
from muster.training.actions.rosters import enter_on_roster, kept_tour, put_on_roster, roster_name
from muster.training.queries.readiness_rosters import visible_places
from muster.training.rules.readiness_roster import FUNCTIONS

SHEET = "Roster"
LARGEST_NUMBER = 2**31 - 1


def form() -> Workbook:
    """Return the workbook's declaration."""
    fields = (
        Field(key="person", heading="Person", kind=INTEGER, minimum=1, maximum=LARGEST_NUMBER,
              help="The number of a person on record; empty: a new person, by name."),
        Field(key="family_name", heading="Family name", kind=TEXT, maximum=120),
        Field(key="given_names", heading="Given names", kind=TEXT, maximum=120),
        Field(key="rank", heading="Rank", kind=TEXT, maximum=60),
        Field(key="sex", heading="Sex", kind=TEXT, maximum=8, suggestions=("female", "male", "other")),
        Field(key="function", heading="Function", kind=TEXT, maximum=40, suggestions=FUNCTIONS,
              help="Empty: a member without a function of its own."),
    )  # fmt: skip
    return Workbook(
        name="muster-roster",
        title="Roster of a rotation",
        sheets=(Sheet(SHEET, fields=fields, about="One row a person. Who stands on the roster already stays on it."),),
        about="Fill in the people of one rotation, then import the file. All of it is saved, or nothing.",
    )


def template() -> bytes:
    """Return the empty form."""
    return write(form(), {SHEET: []}, [])


def export(viewer: Viewer, tour: Tour, day: date) -> bytes:
    """Return the roster of a rotation that the viewer keeps; the export is an audit event."""
    places = visible_places(viewer, day).filter(unit=tour.unit, rotation=tour.rotation)
    rows: list[dict[str, Any]] = [
        {
            "person": one.person_id,
            "family_name": one.person.family_name or None,
            "given_names": one.person.given_names or None,
            "rank": one.person.rank or None,
            "sex": one.person.sex or None,
            "function": one.function or None,
        }
        for one in places
    ]
    audit.record(viewer, "training:roster:exported", roster_name(tour), after={"people": len(rows), "as_of": day})
    return write(form(), {SHEET: rows}, [])


@transaction.atomic
def import_workbook(viewer: Viewer, unit: str, rotation: str, data: bytes, *, today: date) -> int:
    """Put everybody of a workbook on a roster, all or none; return how many were.

    Raises Refused with every problem by sheet and row.
    """
    kept_tour(viewer, unit, rotation, today)
    entering = Entering()
    for row in read(form(), data).rows[SHEET]:
        entering.enter(SHEET, row, lambda row=row: _enter(viewer, unit, rotation, row, today))  # type: ignore[misc]
    return entering.finish()


def _enter(viewer: Viewer, unit: str, rotation: str, row: Row, today: date) -> None:
    function = row["function"] or ""
    if row["person"]:
        put_on_roster(viewer, unit, rotation, row["person"], function=function, today=today)
        return
    terms = PersonTerms(
        purpose=Purpose.UNIT_MEMBER.value,
        family_name=row["family_name"] or "",
        given_names=row["given_names"] or "",
        rank=row["rank"] or "",
        sex=row["sex"] or "",
    )
    enter_on_roster(viewer, unit, rotation, terms, function=function, today=today)
