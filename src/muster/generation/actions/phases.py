"""The steps of a phase: start, finish, leave out; its durations overridden; what was promised."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import (
    facts,
    is_register,
    locked_case,
    phase_of,
    require_mover,
    require_open,
    require_register,
)
from muster.generation.actions.cases import close_if_done, write_note
from muster.generation.actions.forecasts import refresh_forecasts
from muster.generation.actions.pre_deployment import visit_problems
from muster.generation.models import Case, CasePhase, NoteKind, PhaseStage
from muster.generation.queries.standing import leading
from muster.generation.rules.phases import (
    day_problems,
    duration_problems,
    order_problems,
    promise_problems,
    step_problems,
)
from muster.generation.rules.pre_deployment import MOVEMENT
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.phases import phase as phase_named

AUDITED = (
    "stage", "least_days", "likely_days", "most_days", "overridden_because", "started_on", "done_on", "outcome",
    "promised_for", "promised_at",
)  # fmt: skip


def snapshot(phase: CasePhase) -> dict[str, object]:
    """Return a phase's content as the audit event keeps it."""
    content: dict[str, object] = {name: getattr(phase, name) for name in AUDITED}
    content["promised_by"] = phase.promised_by.code if phase.promised_by else ""
    return content


@transaction.atomic
def start_phase(
    actor: Viewer,
    reference: str,
    code: str,
    *,
    started_on: date,
    reason: str = "",
    today: date,
    expected_version: int | None = None,
) -> CasePhase:
    """Begin a phase: by an officer of the side that leads it, or of the register.

    Ahead of what it waits for only with a reason, which goes into the log as a decision.
    """
    case, phase = _moved(actor, reference, code, expected_version)
    before = snapshot(phase)
    problems = step_problems(phase.stage, PhaseStage.UNDER_WAY)
    problems = problems or [
        *order_problems(facts(case), code, reason),
        *day_problems(started_on, None, today),
        *(visit_problems(case, code, reason, today) if code == MOVEMENT else ()),
    ]
    _refuse(case, code, "begun", problems)
    phase.stage, phase.started_on, phase.begun_known_from = PhaseStage.UNDER_WAY, started_on, today
    _write(actor, case, phase, "started", before, today, reason)
    return phase


@transaction.atomic
def finish_phase(
    actor: Viewer,
    reference: str,
    code: str,
    *,
    done_on: date | None,
    started_on: date | None = None,
    outcome: str = "",
    reason: str = "",
    today: date,
    expected_version: int | None = None,
) -> CasePhase:
    """Finish a phase; the last one closes the case. `done_on` None: it is done, and the day is not known.

    A phase that was not recorded as begun is finished with the day on which it began, if that is known.
    """
    case, phase = _moved(actor, reference, code, expected_version)
    before = snapshot(phase)
    begun = phase.started_on or started_on
    problems = step_problems(phase.stage, PhaseStage.DONE)
    problems = problems or [
        *order_problems(facts(case), code, reason),
        *day_problems(begun, done_on, today),
        *visit_problems(case, code, reason, today),
    ]
    _refuse(case, code, "finished", problems)
    phase.stage, phase.started_on, phase.done_on = PhaseStage.DONE, begun, done_on
    phase.begun_known_from = phase.begun_known_from or today
    phase.ended_known_from, phase.outcome = today, outcome
    _write(actor, case, phase, "finished", before, today, reason)
    close_if_done(actor, case, today)
    return phase


@transaction.atomic
def leave_out_phase(
    actor: Viewer, reference: str, code: str, *, reason: str, today: date, expected_version: int | None = None
) -> CasePhase:
    """Leave a phase out, with the reason: by an officer of the register. It takes no time and holds nothing up."""
    case = locked_case(actor, reference, expected_version)
    require_register(actor, case)
    require_open(case)
    phase = phase_of(case, code)
    before = snapshot(phase)
    problems = step_problems(phase.stage, PhaseStage.LEFT_OUT)
    if not reason.strip():
        problems.append(Problem("reason", "is not given", "say why the phase is left out"))
    _refuse(case, code, "left out", problems)
    phase.stage, phase.outcome, phase.ended_known_from = PhaseStage.LEFT_OUT, reason, today
    _write(actor, case, phase, "left-out", before, today, reason)
    close_if_done(actor, case, today)
    return phase


@transaction.atomic
def override_durations(
    actor: Viewer,
    reference: str,
    code: str,
    *,
    days: tuple[int, int, int],
    reason: str,
    today: date,
    expected_version: int | None = None,
) -> CasePhase:
    """Replace the least, likely and most days of a phase that is not done, with the reason."""
    case, phase = _moved(actor, reference, code, expected_version)
    before = snapshot(phase)
    problems = duration_problems(*days)
    if phase.stage not in (PhaseStage.WAITING, PhaseStage.UNDER_WAY):
        problems.append(Problem("phase", "it is over", "change the durations of one that is still open"))
    if not reason.strip():
        problems.append(Problem("reason", "is not given", "say why this phase differs from the template"))
    _refuse(case, code, "given other durations", problems)
    phase.least_days, phase.likely_days, phase.most_days = days
    phase.overridden_because = reason
    _write(actor, case, phase, "durations-overridden", before, today, reason)
    return phase


@transaction.atomic
def promise_phase(
    actor: Viewer,
    reference: str,
    code: str,
    *,
    promised_for: date,
    words: str = "",
    today: date,
    expected_version: int | None = None,
) -> CasePhase:
    """Promise the day on which a phase is done: by the side that leads it. Each promise stays in the log.

    The register may record what the leading side has promised elsewhere.
    """
    case = locked_case(actor, reference, expected_version)
    require_open(case)
    phase = phase_of(case, code)
    lead = leading(case, phase_named(code).lead)
    if not is_register(actor, case) and not (actor.organisation_id == lead.pk and actor.has_role(Role.OFFICER)):
        raise NotAllowed(f"Case {reference}, {phase_named(code).name}: the promise is for {lead.name} to give.")
    before = snapshot(phase)
    problems = promise_problems(promised_for, today)
    if phase.stage not in (PhaseStage.WAITING, PhaseStage.UNDER_WAY):
        problems.append(Problem("phase", "it is over", "promise one that is still open"))
    _refuse(case, code, "promised", problems)
    phase.promised_for, phase.promised_at, phase.promised_by = promised_for, today, lead
    told = f"{lead.name}: {phase_named(code).name} is done on {promised_for}." + (f" {words}" if words else "")
    write_note(actor, case, told, kind=NoteKind.PROMISE, phase=code, said_on=today, today=today)
    _write(actor, case, phase, "promised", before, today, "")
    return phase


def _moved(actor: Viewer, reference: str, code: str, expected_version: int | None) -> tuple[Case, CasePhase]:
    """Return a case under lock and one of its phases that the actor may move."""
    case = locked_case(actor, reference, expected_version)
    phase = phase_of(case, code)
    require_mover(actor, case, code)
    require_open(case)
    return case, phase


def _refuse(case: Case, code: str, what: str, problems: list[Problem]) -> None:
    if problems:
        raise Refused(f"Case {case.reference}: {phase_named(code).name} cannot be {what}.", problems)


def _write(
    actor: Viewer, case: Case, phase: CasePhase, verb: str, before: dict[str, object], today: date, reason: str
) -> None:
    """Save the phase, count the case's version up, keep the reason in the log, and work the forecast out anew."""
    require_clean_fields(phase, f"Phase {phase.phase} of case {case.reference}")
    phase.save()
    case.version += 1
    case.save(update_fields=["version"])
    if reason:
        words = f"{phase_named(phase.phase).name}, {verb.replace('-', ' ')}: {reason}"
        write_note(actor, case, words, kind=NoteKind.DECISION, phase=phase.phase, said_on=today, today=today)
    subject = f"{case.reference}/{phase.phase}"
    audit.record(actor, f"generation:phase:{verb}", subject, before=before, after=snapshot(phase), reason=reason)
    refresh_forecasts(Case.objects.filter(pk=case.pk), today)
    case.refresh_from_db()
