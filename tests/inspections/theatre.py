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
from muster.inspections.rules.worksheet import Worksheet
from muster.parties.viewer import SYSTEM, Viewer
from tests.deployments.theatre import COMPANY
from tests.generation.ground import CASE, make_case
from tests.record import KNOWN, Record

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
