"""Enters inspections of units in theatre, monthly reports of their contingents, and discrepancies."""

from collections import defaultdict
from datetime import date

from muster.demonstration.rows import Row, read_rows
from muster.deployments.models import DeployedUnit
from muster.inspections import actions
from muster.inspections.inspection_terms import PlanTerms, StepTerms
from muster.inspections.models import Discrepancy, Inspection
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms, Worksheet
from muster.inspections.stages import DiscrepancyStanding, InspectionStage, ServiceVerdict
from muster.kit.intervals import add_months
from muster.parties.viewer import SYSTEM

EQUIPMENT = "equipment"


def lines_by_unit() -> dict[str, list[Row]]:
    """Return what is agreed of each unit: the rows of its worksheets."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows("inspected_lines"):
        found[row["unit"]].append(row)
    return found


def known_inspections() -> set[tuple[str, str, date]]:
    """Return the inspections on record by unit, kind and the day for which they were planned."""
    return set(Inspection.objects.values_list("unit__reference", "kind", "planned_for"))


def load_inspection(row: Row, known: set[tuple[str, str, date]], lines: dict[str, list[Row]]) -> bool:
    """Enter an inspection and take it as far as its row says; False where it is there."""
    begins_on = row.day("begins_on")
    if (row["unit"], row["kind"], begins_on) in known:
        return False
    entered = _entered_on(row)
    if is_report(row["kind"]):
        month = add_months(begins_on.replace(day=1), -1)
        made = actions.open_report(SYSTEM, row["unit"], month, on=begins_on, today=entered, source=row["source"])
    else:
        terms = PlanTerms(row["unit"], row["kind"], begins_on, row["reason"], row["source"], row.standing)
        made = actions.plan_inspection(SYSTEM, terms, today=entered)
    if row["signed_on"]:
        _counted(row, made, lines[row["unit"]], entered)
    return True


def _entered_on(row: Row) -> date:
    """Return the day on which a row is entered: not before its unit is on record, nor before what it tells."""
    unit = DeployedUnit.objects.select_related("post__requirement").get(reference=row["unit"])
    last = row.day("signed_on") if row["signed_on"] else unit.known_from
    return max(unit.known_from, last)


def _counted(row: Row, made: Inspection, lines: list[Row], entered: date) -> None:
    """Write the worksheet, share it where it is the mission's, and sign it, each step of its own day."""
    signed_on = row.day("signed_on")
    if is_report(row["kind"]):
        actions.write_worksheet(SYSTEM, made.reference, _sheet(row, lines), today=entered)
    else:
        begun, until = StepTerms(row.day("begins_on")), row.day("carried_until")
        actions.take_inspection_step(SYSTEM, made.reference, InspectionStage.UNDER_WAY, begun, today=entered)
        actions.write_worksheet(SYSTEM, made.reference, _sheet(row, lines), today=entered)
        shared = StepTerms(until, carried_until=until, summary=row["summary"])
        actions.take_inspection_step(SYSTEM, made.reference, InspectionStage.SHARED, shared, today=entered)
        actions.sign_for_contingent(SYSTEM, made.reference, on=until, remarks=row["remarks"], today=entered)
    actions.take_inspection_step(SYSTEM, made.reference, InspectionStage.SIGNED, StepTerms(signed_on), today=entered)


def _sheet(row: Row, lines: list[Row]) -> Worksheet:
    """Return the worksheet: as agreed, but for the lines that the row names as line:present/operational."""
    found = {}
    for part in row["found"].split():
        place, counts = part.split(":")
        there, working = counts.split("/")
        found[int(place)] = (int(there), int(working))
    equipment, services = [], []
    for one in lines:
        number, agreed = one.integer("number"), one.integer("agreed")
        if one["list"] == EQUIPMENT:
            present, operational = found.get(number, (agreed, agreed))
            equipment.append(
                EquipmentTerms(
                    number, one["item"], agreed, one["category"], "wet", present, operational, painted=present
                )
            )
        else:
            services.append(ServiceTerms(number, one["item"], agreed, agreed, ServiceVerdict.MET.value))
    return Worksheet(tuple(equipment), tuple(services))


def known_discrepancies() -> set[tuple[str, str]]:
    """Return the discrepancies on record by inspection and key."""
    rows = Discrepancy.objects.values_list("inspection__reference", "about", "line", "code")
    return {(inspection, f"{about}-{line}-{code}") for inspection, about, line, code in rows}


def load_discrepancy(row: Row, known: set[tuple[str, str]]) -> bool:
    """Accept a discrepancy and take it as far as its row says; False where it is there."""
    if (row["inspection"], row["key"]) in known:
        return False
    events = Inspection.objects.get(reference=row["inspection"]).stage_events
    signed = events.get(stage=InspectionStage.SIGNED)
    (made,) = actions.accept_discrepancies(
        SYSTEM, row["inspection"], [row["key"]], due_on=row.day("due_on"), today=signed.known_from
    )
    steps = ((DiscrepancyStanding.REPORTED, "reported_on", row["note"]), (DiscrepancyStanding.CLOSED, "closed_on", ""))
    for standing, column, note in steps:
        if row[column]:
            day = row.day(column)
            actions.step_discrepancy(SYSTEM, made.reference, standing, on=day, note=note, today=day)
    return True
