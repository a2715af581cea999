"""The pre-deployment visit of a case: asked for from the case, and asked before its cargo and people move."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_mover, require_open
from muster.generation.models import Case, PhaseStage
from muster.generation.queries.pre_deployment import CASE, last_visit, results_of
from muster.generation.rules.pre_deployment import CONDITIONS, GO, LOAD_LIST, MOVEMENT, PENDING, held_problems
from muster.kit.errors import Problem, Refused
from muster.parties.viewer import SYSTEM, Viewer
from muster.visits.actions import request_visit
from muster.visits.models import Visit
from muster.visits.stages import VisitKind, VisitMode
from muster.visits.terms import SubjectTerms, VisitTerms

PHASE = "pre-deployment-visit"
PREFIX = "pdv"


@dataclass(frozen=True)
class CaseVisitTerms:
    """What is said of a pre-deployment visit when it is asked for; planned days are half-open, both or neither."""

    planned_from: date | None = None
    planned_until: date | None = None
    mode: str = VisitMode.IN_PERSON.value
    purpose: str = ""
    source: str = ""
    standing: str = "entered"


@transaction.atomic
def request_case_visit(actor: Viewer, reference: str, terms: CaseVisitTerms, *, today: date) -> Visit:
    """Ask for the pre-deployment visit of a case: by an officer of the register, or of the State of the case.

    The visit names the case, and is prepared by the unit type of its post. Another one is asked for only when the last
    has said no-go or was called off.
    """
    case = locked_case(actor, reference)
    require_open(case)
    if actor.organisation_id != case.state_id:
        require_mover(actor, case, PHASE)
    row = case.phases.filter(phase=PHASE).first()
    problems = []
    if row is None or row.stage in (PhaseStage.DONE, PhaseStage.LEFT_OUT):
        problems.append(Problem("phase", "the case has no such visit before it", "nothing is to be asked for"))
    if case.is_drill:
        problems.append(Problem("case", "it is a drill", "nobody is visited for it"))
    earlier = last_visit(SYSTEM, today, reference)
    if earlier is not None and earlier.result.verdict in (GO, CONDITIONS, PENDING):
        known = earlier.visit.reference
        problems.append(Problem("visit", f"{known} is asked for already", "go on with it, or call it off first"))
    if problems:
        raise Refused(f"Case {reference}: no pre-deployment visit can be asked for.", problems)
    subject = SubjectTerms(CASE, reference, case.title or reference, case.post.unit_type)
    wanted = VisitTerms(
        reference=_free_reference(case),
        state=case.state.code,
        kind=VisitKind.PRE_DEPLOYMENT.value,
        subjects=(subject,),
        mode=terms.mode,
        mission=case.post.requirement.mission.acronym,
        purpose=terms.purpose,
        planned_from=terms.planned_from,
        planned_until=terms.planned_until,
        source=terms.source,
        standing=terms.standing,
    )
    visit = request_visit(actor, wanted, register=case.register, requested_on=today, today=today)
    audit.record(actor, "generation:case:visit-requested", reference, after={"visit": visit.reference})
    return visit


def _free_reference(case: Case) -> str:
    """Return a reference for the visit that is not taken."""
    stem = f"{PREFIX}-{case.reference}"[:56]
    taken = set(Visit.objects.filter(reference__startswith=stem).values_list("reference", flat=True))
    number = 1
    while (found := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return found


def visit_problems(case: Case, code: str, reason: str, today: date) -> list[Problem]:
    """Return why a phase cannot go on for what the pre-deployment visit of its case said."""
    if code not in (LOAD_LIST, MOVEMENT):
        return []
    return held_problems(results_of(SYSTEM, today, [case.reference]).get(case.reference), code, reason)
