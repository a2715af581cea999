"""The Excel form of units in theatre with their tours: what goes out can come in again."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.tour_entry import enter_tour
from muster.deployments.actions.units import enter_unit
from muster.deployments.models import DeployedUnit, Tour, TourStage
from muster.deployments.queries.companies_seen import companies_seen, company_code
from muster.deployments.queries.units import visible_tours, visible_units
from muster.deployments.rules.units import TOUR_MONTHS_MOST
from muster.deployments.terms import TourTerms, UnitTerms
from muster.deployments.workbooks.rows import Entering, differences, given, says_the_same
from muster.kit.errors import Refused
from muster.kit.workbooks import (
    BOOLEAN,
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
from muster.pledges.queries import visible_pledges

UNITS, TOURS = "Units", "Tours"
MOST_PEOPLE = 100_000
UNIT_KEYS = (
    "reference", "title", "strength", "present_from", "present_until", "tour_months", "overlap_days", "training_days",
)  # fmt: skip
TOUR_KEYS = (
    "rotation", "strength", "women", "training_from", "arrives_on", "leaves_on", "arrived_on", "left_on",
)  # fmt: skip


def _days(key: str, heading: str, unit: str, least: int, most: int) -> Field:
    return Field(key=key, heading=heading, kind=INTEGER, minimum=least, maximum=most, unit=unit,
                 help="Empty: nothing else was agreed than the parameters say.")  # fmt: skip


def form() -> Workbook:
    """Return the workbook's declaration."""
    units = (
        Field(key="reference", heading="Reference", kind=TEXT, required=True, maximum=60),
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=200),
        Field(key="state", heading="State", kind=TEXT, required=True, maximum=3, help="ISO alpha-3 code."),
        Field(key="post", heading="Post", kind=TEXT, required=True, maximum=60),
        Field(key="pledge", heading="Pledge", kind=TEXT, maximum=60),
        Field(key="inside", heading="Serves inside", kind=TEXT, maximum=60,
              help="The reference of the unit around it; its row stands above."),
        number_field("strength", "Agreed strength", "people", least=1, most=MOST_PEOPLE),
        Field(key="present_from", heading="Present from", kind=DATE, required=True),
        Field(key="present_until", heading="Present until", kind=DATE, help="The first day on which it is away."),
        _days("tour_months", "Agreed tour", "months", 1, TOUR_MONTHS_MOST),
        _days("overlap_days", "Agreed overlap", "days", 0, 60),
        _days("training_days", "Training before a tour", "days", 0, 730),
        Field(key="source", heading="Source", kind=TEXT, maximum=300),
    )  # fmt: skip
    tours = (
        Field(key="unit", heading="Unit", kind=TEXT, required=True, maximum=60),
        Field(key="rotation", heading="Rotation", kind=TEXT, required=True, maximum=20),
        number_field("strength", "People", "people", least=1, most=MOST_PEOPLE),
        Field(key="women", heading="Of whom women", kind=INTEGER, minimum=0, maximum=MOST_PEOPLE, unit="people"),
        Field(key="company", heading="Company", kind=TEXT, maximum=60, help="The code of a national unit."),
        Field(key="training_from", heading="Training from", kind=DATE),
        Field(key="arrives_on", heading="Arrives on", kind=DATE, required=True),
        Field(key="leaves_on", heading="Leaves on", kind=DATE, required=True),
        Field(key="arrived_on", heading="Arrived on", kind=DATE, help="Empty: it has not arrived."),
        Field(key="left_on", heading="Left on", kind=DATE, help="Empty: it has not left."),
        Field(key="is_agreed", heading="Agreed", kind=BOOLEAN, help="Whether a tour that lies ahead is agreed."),
        Field(key="note", heading="Note", kind=TEXT, maximum=300),
        Field(key="source", heading="Source", kind=TEXT, maximum=300),
    )
    return Workbook(
        name="muster-units-in-theatre",
        title="Units in theatre and their tours",
        sheets=(
            Sheet(UNITS, fields=units, key=("reference",), about="One row a State's contingent in a post."),
            Sheet(
                TOURS, fields=tours, key=("unit", "rotation"), about="One row a tour; days that happened, if they did."
            ),
        ),
        about="New units and tours are entered, those on record are passed over. All of it is saved, or nothing.",
    )


def export(viewer: Viewer, day: date) -> bytes:
    """Return the units and tours that the viewer may see as of a day; the export is an audit event."""
    units = sorted(visible_units(viewer, day), key=lambda one: (one.inside is not None, one.reference))
    tours = list(visible_tours(viewer, day).order_by("unit__reference", "arrives_on"))
    pledges, seen = _seen_pledges(viewer, day, units), companies_seen(viewer, day)
    rows = {
        UNITS: [_unit_values(one, pledges) for one in units],
        TOURS: [_tour_values(one, seen) for one in tours],
    }
    words = f"{len(units)} units in theatre, {len(tours)} tours"
    audit.record(viewer, "deployments:units:exported", words, after={"as_of": day})
    return write(form(), rows, illustrative_notes([one.reference for one in units if one.illustrative]))


def _seen_pledges(viewer: Viewer, day: date, units: list[DeployedUnit]) -> frozenset[int]:
    wanted = [one.pledge_id for one in units if one.pledge_id is not None]
    return frozenset(visible_pledges(viewer, day).filter(pledge_id__in=wanted).values_list("pledge_id", flat=True))


def _unit_values(one: DeployedUnit, pledges: frozenset[int]) -> dict[str, Any]:
    values: dict[str, Any] = {key: getattr(one, key) for key in UNIT_KEYS}
    return values | {
        "state": one.state.code,
        "post": one.post.reference,
        "pledge": one.pledge.reference if one.pledge and one.pledge_id in pledges else None,
        "inside": one.inside.reference if one.inside else None,
        "source": one.source or None,
    }


def _tour_values(one: Tour, seen: frozenset[int]) -> dict[str, Any]:
    values: dict[str, Any] = {key: getattr(one, key) for key in TOUR_KEYS}
    return values | {
        "unit": one.unit.reference,
        "company": company_code(one, seen),
        "is_agreed": one.stage == TourStage.AGREED,
        "note": one.note or None,
        "source": one.source or None,
    }


@transaction.atomic
def import_workbook(viewer: Viewer, data: bytes, *, today: date) -> tuple[int, int]:
    """Enter a workbook's new units and tours, all or none; return how many of each.

    Raises Refused with every problem by sheet, row and column; what is on record with other content is one.
    """
    rows = read(form(), data).rows
    known = list(visible_units(viewer, today).filter(reference__in={row["reference"] for row in rows[UNITS]}))
    pledges = _seen_pledges(viewer, today, known)
    on_record = {one.reference: _unit_values(one, pledges) for one in known}
    tours = visible_tours(viewer, today).filter(unit__reference__in={row["unit"] for row in rows[TOURS]})
    seen = companies_seen(viewer, today)
    known_tours = {(one.unit.reference, one.rotation): _tour_values(one, seen) for one in tours}
    entering = Entering()
    for row in rows[UNITS]:
        there = on_record.get(row["reference"])
        if there is None or not says_the_same(row, there):
            entering.enter(UNITS, row, lambda row=row, there=there: _enter_unit(viewer, row, there, today))  # type: ignore[misc]
    units = entering.entered
    for row in rows[TOURS]:
        there = known_tours.get((row["unit"], row["rotation"]))
        if there is None or not says_the_same(row, there):
            entering.enter(TOURS, row, lambda row=row, there=there: _enter_tour(viewer, row, there, today))  # type: ignore[misc]
    return units, entering.finish() - units


def _other(row: Row, there: dict[str, Any]) -> str:
    return ", ".join(key.replace("_", " ") for key in differences(row, there))


def _enter_unit(viewer: Viewer, row: Row, there: dict[str, Any] | None, today: date) -> None:
    if there is not None:
        raise Refused(f"{row['reference']} is on record with other content ({_other(row, there)}); change it there.")
    enter_unit(viewer, UnitTerms(**given(row)), today=today)


def _enter_tour(viewer: Viewer, row: Row, there: dict[str, Any] | None, today: date) -> None:
    name = f"{row['rotation']} of {row['unit']}"
    if there is not None:
        raise Refused(f"{name} is on record with other content ({_other(row, there)}); change it there.")
    said = {key: value for key, value in given(row).items() if key != "unit"}
    enter_tour(viewer, row["unit"], TourTerms(**said), today=today)
