"""Kazakhstan's company in theatre since February 2018 with its memorandum in force, for tests of inspections."""

from dataclasses import replace
from datetime import date
from typing import Any

from muster.deployments.actions import enter_unit
from muster.deployments.models import DeployedUnit
from muster.generation.actions import instrument_steps
from muster.generation.actions.instruments import InstrumentTerms, create_instrument
from muster.inspections import actions
from muster.inspections.inspection_terms import PlanTerms, StepTerms
from muster.inspections.models import Inspection
from muster.inspections.queries.inspections import sheet_of
from muster.inspections.rules.worksheet import EquipmentTerms, Worksheet
from muster.parties.viewer import SYSTEM, Viewer
from tests.deployments.theatre import COMPANY
from tests.generation.ground import CASE, make_case
from tests.record import DAY, KNOWN, Record

ARRIVAL = date(2018, 2, 10)
INSPECTED = date(2018, 3, 1)
UNIT = "unit-kaz"


def inspected_unit(record: Record, *, with_memorandum: bool = True, **changes: Any) -> DeployedUnit:
    """Enter the company, present since 10 February 2018, and its memorandum in force with annexes B and C."""
    if with_memorandum:
        make_case(record)
        made = create_instrument(SYSTEM, CASE, InstrumentTerms("memorandum", "Memorandum", number="1"), today=KNOWN)
        for stage in ("agreed", "signed", "in-force"):
            instrument_steps.take_step(SYSTEM, made.reference, stage, held_from=KNOWN, today=KNOWN)
    return enter_unit(SYSTEM, replace(COMPANY, present_from=ARRIVAL, **changes), today=ARRIVAL)


def counted(sheet: Worksheet, **counts: tuple[int, int]) -> Worksheet:
    """Return a worksheet with every line counted as agreed; `counts` say (present, operational) of a line."""
    equipment = []
    for line in sheet.equipment:
        present, operational = counts.get(f"line_{line.number}", (line.agreed, line.agreed))
        equipment.append(replace(line, present=present, operational=operational))
    services = [replace(one, served=one.ceiling, verdict=one.verdict or "met") for one in sheet.services]
    return Worksheet(tuple(equipment), tuple(services))


def begun(actor: Viewer = SYSTEM, kind: str = "AI", on: date = INSPECTED, reason: str = "") -> Inspection:
    """Plan an inspection for a day and begin it on it."""
    made = actions.plan_inspection(actor, PlanTerms(UNIT, kind, on, reason), today=on)
    return actions.take_inspection_step(actor, made.reference, "under-way", StepTerms(on), today=on)


def shared(
    actor: Viewer = SYSTEM, kind: str = "AI", on: date = INSPECTED, reason: str = "", readiness: str = "",
    **counts: tuple[int, int],
) -> Inspection:  # fmt: skip
    """Begin an inspection, count every line, and share the worksheet with the contingent on the day after."""
    made = begun(actor, kind, on, reason)
    actions.write_worksheet(actor, made.reference, counted(sheet_of(made), **counts), today=on)
    following = date.fromordinal(on.toordinal() + 1)
    terms = StepTerms(following, carried_until=following, readiness=readiness)
    return actions.take_inspection_step(actor, made.reference, "shared", terms, today=following)


def signed(
    actor: Viewer = SYSTEM, kind: str = "AI", on: date = INSPECTED, reason: str = "", readiness: str = "",
    **counts: tuple[int, int],
) -> Inspection:  # fmt: skip
    """Share an inspection, and let the contingent and the mission sign it on the day after its last."""
    made = shared(actor, kind, on, reason, readiness, **counts)
    following = date.fromordinal(on.toordinal() + 1)
    actions.sign_for_contingent(SYSTEM, made.reference, on=following, today=following)
    return actions.take_inspection_step(actor, made.reference, "signed", StepTerms(following), today=following)


def reported(actor: Viewer, month: date, today: date, **counts: tuple[int, int]) -> Inspection:
    """Write a unit's report for a month and hand it in."""
    made = actions.open_report(actor, UNIT, month, today=today)
    actions.write_worksheet(actor, made.reference, counted(sheet_of(made), **counts), today=today)
    return actions.take_inspection_step(actor, made.reference, "signed", StepTerms(today), today=today)


def inspections_walked_over() -> dict[str, int]:
    """Enter for a walk, of the company in theatre since 30 September 2018, inspections at each stage, and reports.

    One that is shared with a discrepancy, one under way, one planned; a report of September handed in, October's open.
    """
    for kind, counts in (("SPOT", {}), ("AI", {"line_1": (0, 0)})):
        made = begun_on_day(kind)
        words = Worksheet((EquipmentTerms(1, f"Item of the {made.reference}", 2),))
        if kind == "AI":
            words = Worksheet((replace(words.equipment[0], present=1, operational=1, remark="Remark of the line"),))
        actions.write_worksheet(SYSTEM, made.reference, words, today=DAY)
        if counts:
            terms = StepTerms(DAY, carried_until=DAY, carried_from=COMPANY.present_from, summary="Summary of the AI")
            actions.take_inspection_step(SYSTEM, made.reference, "shared", terms, today=DAY)
            actions.accept_discrepancies(SYSTEM, made.reference, ["equipment-1-missing"], today=DAY)
    actions.plan_inspection(SYSTEM, PlanTerms(UNIT, "PI", DAY, "Reason of the PI"), today=DAY)
    handed_in = actions.open_report(SYSTEM, UNIT, COMPANY.present_from, today=DAY)
    lines = Worksheet((EquipmentTerms(1, "Item of the September report", 2, present=2, operational=2),))
    actions.write_worksheet(SYSTEM, handed_in.reference, lines, today=DAY)
    actions.take_inspection_step(SYSTEM, handed_in.reference, "signed", StepTerms(DAY), today=DAY)
    running = actions.open_report(SYSTEM, UNIT, DAY, today=DAY)
    item = Worksheet((EquipmentTerms(1, "Item of the October report", 2),))
    actions.write_worksheet(SYSTEM, running.reference, item, today=DAY)
    return {}


def begun_on_day(kind: str) -> Inspection:
    """Plan an inspection for the tests' day and begin it."""
    return begun(SYSTEM, kind, DAY)
