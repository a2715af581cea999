"""An inspection is taken from stage to stage; its worksheet is filled when it begins, and counts once it is signed."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.inspections.actions.inspection_access import locked_inspection, require_day, require_writer
from muster.inspections.actions.inspection_results import record_results
from muster.inspections.actions.inspection_telling import RESULT, SHARED, mission_sides, tell_inspection
from muster.inspections.actions.stage_events import add_stage_event, last_step_on
from muster.inspections.actions.worksheets import store_sheet
from muster.inspections.inspection_terms import StepTerms
from muster.inspections.models import Inspection
from muster.inspections.queries.agreed import agreed_for
from muster.inspections.queries.inspections import sheet_of
from muster.inspections.rules.inspection_stages import InspectionFacts, check_stage, is_report, step_problems
from muster.inspections.rules.worksheet import uncounted_by_hand
from muster.inspections.stages import InspectionKind, InspectionStage, Readiness
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.parties.viewer import Viewer

AUDITED = (
    "stage", "carried_from", "carried_until", "readiness", "summary", "remarks", "refusal", "contingent_signed_on",
)  # fmt: skip

LONGEST_REASON = 300


def content(inspection: Inspection) -> dict[str, object]:
    """Return what steps change of an inspection, as the audit event keeps it."""
    return {name: getattr(inspection, name) for name in AUDITED}


@transaction.atomic
def take_inspection_step(
    actor: Viewer, reference: str, following: str, terms: StepTerms, *, today: date, expected_version: int | None = None
) -> Inspection:
    """Take an inspection to its next stage, if it is the actor's turn and nothing is missing.

    Begun, its worksheet is filled from what is agreed; taken back from the contingent, signatures are void; signed, its
    results go where selections read them. Raises NotFound, NotAllowed, Refused.
    """
    inspection = locked_inspection(actor, reference, expected_version)
    what = f"Inspection {reference}"
    require_writer(actor, inspection, what)
    check_stage(inspection.kind, inspection.stage, following, what)
    require_day(what, terms.on, today, last_step_on(inspection))
    before = content(inspection)
    _apply(inspection, following, terms)
    missing = step_problems(facts_of(inspection), following, terms.on, terms.reason)
    if problems := [*_said_problems(inspection), *missing]:
        raise Refused(f"{what} cannot become {following!r} yet.", problems)
    inspection.stage = following
    inspection.version += 1
    require_clean_fields(inspection, what)
    inspection.save()
    add_stage_event(actor, inspection, terms.on, today, terms.reason)
    audit.record(
        actor, f"inspections:inspection:{following}", reference, before=before, after=content(inspection),
        reason=terms.reason,
    )  # fmt: skip
    _follow(actor, inspection, terms.on, today)
    return inspection


def _apply(inspection: Inspection, following: str, terms: StepTerms) -> None:
    """Put what goes with a step on the inspection."""
    if following == InspectionStage.UNDER_WAY and inspection.stage == InspectionStage.PLANNED:
        _begin(inspection, terms)
    elif following == InspectionStage.UNDER_WAY:
        inspection.contingent_signed_on, inspection.refusal = None, ""
    for name in ("carried_from", "carried_until", "readiness", "summary"):
        if value := getattr(terms, name):
            setattr(inspection, name, value)


def _begin(inspection: Inspection, terms: StepTerms) -> None:
    """Fill the worksheet from what is agreed on the day; where nothing is, with the lines of the last one signed.

    That of a correction begins with what was reported.
    """
    if inspection.corrects is not None:
        inspection.basis = inspection.corrects.basis
        store_sheet(inspection, sheet_of(inspection.corrects))
        return
    agreed = agreed_for(inspection.unit, terms.on)
    inspection.basis = agreed.basis
    sheet = agreed.sheet
    if sheet.is_empty:
        signed = inspection.unit.inspections.filter(stage=InspectionStage.SIGNED)
        last = signed.order_by("planned_for", "pk").last()
        sheet = uncounted_by_hand(sheet_of(last)) if last else sheet
    store_sheet(inspection, sheet)
    if not is_report(inspection.kind):
        inspection.carried_from = terms.carried_from or terms.on


def _said_problems(inspection: Inspection) -> list[Problem]:
    """Return what is wrong with the days and the readiness that are said."""
    problems = []
    start, until = inspection.carried_from, inspection.carried_until
    if start is not None and until is not None and until <= start:
        problems.append(Problem("days", f"they end on {until}, not after {start}", "give the day after the last one"))
    if start is not None and start < inspection.unit.present_from:
        arrived = inspection.unit.present_from
        problems.append(Problem("days", f"they begin before the unit came on {arrived}", "give a later day"))
    if inspection.readiness and inspection.readiness not in list(Readiness):
        known = ", ".join(one.value for one in Readiness)
        problems.append(Problem("readiness", f"{inspection.readiness!r} is unknown", f"take one of {known}"))
    if inspection.readiness and inspection.kind != InspectionKind.READINESS:
        problems.append(Problem("readiness", "only an operational readiness inspection says it", "leave it empty"))
    return problems


def facts_of(inspection: Inspection) -> InspectionFacts:
    """Return what the rules look at before a step."""
    return InspectionFacts(
        kind=inspection.kind,
        stage=inspection.stage,
        sheet=sheet_of(inspection),
        carried_from=inspection.carried_from,
        until=inspection.covers_until if is_report(inspection.kind) else inspection.carried_until,
        readiness=inspection.readiness,
        contingent_signed=inspection.contingent_signed_on is not None,
        refusal=inspection.refusal,
    )


def _follow(actor: Viewer, inspection: Inspection, on: date, today: date) -> None:
    """Do and tell what follows from a step."""
    unit = inspection.unit
    kind = InspectionKind(inspection.kind).label
    if inspection.stage == InspectionStage.SHARED:
        title = f"{kind} of {unit.title}: look at the worksheet and sign it"
        tell_inspection(actor, inspection, SHARED, title, to=[unit.state], day=today)
    elif inspection.stage == InspectionStage.SIGNED and inspection.corrects is not None:
        _supersede(actor, inspection.corrects, inspection, on, today)
        title = f"{kind} of {unit.title} for {inspection.covers_from:%B %Y} is corrected"
        tell_inspection(
            actor, inspection, RESULT, title, to=[unit.state, *mission_sides(unit)], day=today, body=inspection.reason
        )
    elif inspection.stage == InspectionStage.SIGNED and is_report(inspection.kind):
        title = f"{kind} of {unit.title} for {inspection.covers_from:%B %Y} is handed in"
        tell_inspection(actor, inspection, RESULT, title, to=[mission_sides(unit)[0]], day=today)
    elif inspection.stage == InspectionStage.SIGNED:
        words = record_results(actor, inspection, sheet_of(inspection), on, today)
        title = f"{kind} of {unit.title} is signed{': ' + words if words else ''}"
        tell_inspection(actor, inspection, RESULT, title, to=[unit.state, *mission_sides(unit)], day=today)


def _supersede(actor: Viewer, corrected: Inspection, correction: Inspection, on: date, today: date) -> None:
    """Put a correction in the place of the report that it corrects, from the day on which it is handed in."""
    words = f"{correction.reference}: {correction.reason}"[:LONGEST_REASON]
    list(Inspection.objects.select_for_update().filter(pk=corrected.pk))
    before = content(corrected)
    corrected.stage = InspectionStage.SUPERSEDED
    corrected.version += 1
    corrected.save(update_fields=["stage", "version"])
    add_stage_event(actor, corrected, on, today, words)
    audit.record(
        actor, f"inspections:inspection:{corrected.stage}", corrected.reference, before=before,
        after=content(corrected), reason=words,
    )  # fmt: skip
