"""Writes to clearances and to the planned arrival inspection, by the register, the State or the mission of a case."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open
from muster.generation.models import Case, Clearance, ClearanceKind, ClearanceStage, PlannedInspection
from muster.generation.rules.clearances import inspection_due, step_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

INSPECTION_MONTHS = "arrival_inspection_deadline_months"


@dataclass(frozen=True)
class ClearanceStep:
    """What is said of a clearance: its next stage on a day, when an answer is due, and who answered."""

    stage: str
    day: date
    due_on: date | None = None
    answered_by: str = ""
    note: str = ""


def _require_party(actor: Viewer, case: Case, what: str) -> None:
    """The register, the State and the mission all ask and report (phase 14: the mission leads)."""
    for side in (case.register_id, case.state_id, case.post.requirement.mission.organisation_id):
        try:
            visibility.require_owner(actor, side, what)
        except NotAllowed:
            continue
        return
    raise NotAllowed(f"{what}: only officers of the register, of the State and of the mission may do this.")


@transaction.atomic
def require_clearances(actor: Viewer, case_reference: str, *, due_on: date, today: date) -> list[Clearance]:
    """Enter every kind of clearance that the case has not as needed, due by a day.

    Raises NotFound, NotAllowed, Refused.
    Those on record stay as they are; what is not needed is said so afterwards.
    """
    case = locked_case(actor, case_reference)
    what = f"Clearances of case {case.reference}"
    _require_party(actor, case, what)
    require_open(case)
    known = set(case.clearances.values_list("kind", flat=True))
    host = case.post.requirement.mission.host_states.split(";")[0].strip()[:3]
    made = [
        Clearance(
            case=case, kind=kind, host_state=host, due_on=due_on, known_from=today,
            source=case.source, standing=case.standing,
        )
        for kind in ClearanceKind.values
        if kind not in known
    ]  # fmt: skip
    if not made:
        raise Refused(f"{what}: every kind is on record.")
    for one in made:
        require_clean_fields(one, what)
        one.save(force_insert=True)
    after = {"kinds": [one.kind for one in made], "due_on": due_on}
    audit.record(actor, "generation:clearance:needed", case.reference, after=after)
    return made


@transaction.atomic
def step_clearance(
    actor: Viewer,
    case_reference: str,
    number: int,
    step: ClearanceStep,
    *,
    today: date,
    expected_version: int | None = None,
) -> Clearance:
    """Record that a clearance is asked for, granted, refused or not needed. Raises NotFound, NotAllowed, Refused."""
    case = locked_case(actor, case_reference)
    clearance = case.clearances.select_for_update().filter(pk=number).first()
    if clearance is None:
        raise NotFound(f"Case {case.reference} has no clearance {number}.")
    _require_party(actor, case, str(clearance))
    require_open(case)
    require_version(str(clearance), clearance.version, expected_version)
    if step.stage not in ClearanceStage.values:
        raise Refused(problems=[Problem("stage", f"{step.stage!r} is unknown", "take one of the stages")])
    problems = step_problems(
        clearance.stage, step.stage, step.day, asked_on=clearance.asked_on, by=step.answered_by, today=today
    )
    if problems:
        raise Refused(f"{clearance}: the step cannot be taken.", problems)
    before = {"stage": clearance.stage, "due_on": clearance.due_on}
    _take(clearance, step)
    require_clean_fields(clearance, str(clearance))
    clearance.save()
    after = {"stage": step.stage, "on": step.day, "due_on": clearance.due_on, "by": step.answered_by}
    audit.record(actor, "generation:clearance:step", f"{case.reference} {clearance.kind}", before=before, after=after)
    return clearance


def _take(clearance: Clearance, step: ClearanceStep) -> None:
    """Write a legal step into the clearance."""
    clearance.stage = step.stage
    if step.stage == ClearanceStage.ASKED:
        clearance.asked_on, clearance.answered_on, clearance.answered_by = step.day, None, ""
    elif step.stage in (ClearanceStage.GRANTED, ClearanceStage.REFUSED):
        clearance.answered_on, clearance.answered_by = step.day, step.answered_by.strip()
    clearance.due_on = step.due_on or clearance.due_on
    clearance.note = step.note.strip() or clearance.note
    clearance.version += 1


@transaction.atomic
def plan_inspection(
    actor: Viewer, case_reference: str, *, arrival_on: date, today: date, note: str = ""
) -> PlannedInspection:
    """Plan the arrival inspection of a case, due within a month of the arrival; an earlier plan is replaced.

    Raises NotFound, NotAllowed, Refused. The inspection itself is recorded where the unit is deployed.
    """
    case = locked_case(actor, case_reference)
    what = f"Arrival inspection of case {case.reference}"
    _require_party(actor, case, what)
    require_open(case)
    months = parameter(INSPECTION_MONTHS, today).integer
    values = {"arrival_on": arrival_on, "due_on": inspection_due(arrival_on, months), "note": note.strip()}
    found = PlannedInspection.objects.select_for_update().filter(case=case).first()
    before = {} if found is None else {name: getattr(found, name) for name in values}
    planned = found or PlannedInspection(case=case, known_from=today, source=case.source, standing=case.standing)
    for name, value in values.items():
        setattr(planned, name, value)
    require_clean_fields(planned, what)
    planned.save()
    audit.record(actor, "generation:inspection:planned", case.reference, before=before, after=values)
    return planned
