"""Recognition cases are applied for, taken from stage to stage, commented, and given the visit that observes."""

from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.references import reference_problems
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.training.actions.recognition_access import (
    add_event,
    bump,
    is_reviewer,
    locked_case,
    note_duty,
    require_apart,
    require_come,
    require_during,
    require_side,
    side_id,
    snapshot,
)
from muster.training.actions.recognition_telling import tell_case, tell_stage
from muster.training.models import (
    Course,
    CourseRecognition,
    RecognitionCase,
    RecognitionComment,
    StandardVersion,
    TrainingSession,
)
from muster.training.queries.courses import visible_course
from muster.training.queries.recognition_cases import COURSE_SUBJECT, facts_of
from muster.training.recognition_terms import ApplicationTerms
from muster.training.rules.recognition_stages import (
    APPROVER,
    ENDED,
    INSTITUTION,
    SECRETARIAT,
    VISIT_ARRANGED_DURING,
    step_problems,
    step_side,
)
from muster.training.stages import CourseStage, RecognitionDuty, RecognitionStage
from muster.visits import actions as visits
from muster.visits.stages import VisitKind
from muster.visits.terms import SubjectTerms, VisitTerms

REASON_LENGTH = 300


@transaction.atomic
def apply_for_recognition(actor: Viewer, terms: ApplicationTerms, *, applied_on: date, today: date) -> RecognitionCase:
    """Open a case for a course of the actor's institution. Raises NotFound, NotAllowed, Refused."""
    what = f"Recognition case {terms.reference}"
    course = visible_course(actor, today, terms.course)
    own = actor.organisation_id == course.institution_id and actor.has_role(Role.OFFICER)
    if not (own or actor.is_system):
        raise NotAllowed(f"{what}: an officer of {course.institution.name} applies for its courses.")
    require_come(applied_on, today, what)
    register = Organisation.objects.filter(code=terms.register, kind=OrganisationKind.SECRETARIAT).first()
    version = StandardVersion.objects.filter(standard=course.standard, version=terms.version).first()
    renews = CourseRecognition.objects.filter(number=terms.renews, course=course).first()
    if problems := _application_problems(course, terms, register, version, renews):
        raise Refused(f"{what} cannot be recorded.", problems)
    case = RecognitionCase(
        reference=terms.reference, course=course, register=register, standard_version=version, renews=renews,
        applied_on=applied_on, known_from=today,
    )  # fmt: skip
    require_clean_fields(case, what)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:  # applied for by another in the same moment
        raise Refused(f"{what}: it was applied for meanwhile; look at the course's case.") from error
    note_duty(actor, case, RecognitionDuty.APPLIED, today)
    by_id = side_id(actor, case, INSTITUTION)
    stage = RecognitionStage.APPLICATION
    add_event(case, stage, by_id, held_from=applied_on, known_from=today, reason=terms.words.strip())
    audit.record(actor, "training:recognition:applied", case.reference, after=asdict(terms) | {"on": applied_on})
    tell_stage(actor, case, today, terms.words.strip())
    return case


def _application_problems(
    course: Course,
    terms: ApplicationTerms,
    register: Organisation | None,
    version: StandardVersion | None,
    renews: CourseRecognition | None,
) -> list[Problem]:
    problems = reference_problems(terms.reference, "reference")
    if RecognitionCase.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference!r} is taken", "give another one"))
    if register is None:
        problems.append(Problem("register", f"{terms.register!r} keeps no register", "give a secretariat's code"))
    if course.stage == CourseStage.CLOSED:
        problems.append(Problem("course", "is not offered any more", "apply for one that is"))
    if terms.version and version is None:
        known = ", ".join(StandardVersion.objects.filter(standard=course.standard).values_list("version", flat=True))
        message = f"{terms.version!r} is no version of {course.standard}"
        problems.append(Problem("version of the standard", message, f"on record: {known or 'none'}"))
    if terms.renews and renews is None:
        problems.append(Problem("renews", f"{terms.renews!r} is no certificate of the course", "give its number"))
    open_case = course.recognition_cases.exclude(stage__in=[one.value for one in ENDED]).first()
    if open_case is not None:
        remedy = f"go on with {open_case.reference}, or withdraw it"
        problems.append(Problem("course", "has a case that is open", remedy))
    return problems


@transaction.atomic
def take_recognition_step(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    day: date,
    today: date,
    words: str = "",
    expected_version: int | None = None,
) -> RecognitionCase:
    """Take a case to its next stage. `words`: the decision of an approver, or the reason of a withdrawal or return.

    Nobody decides on a case that they applied for or reviewed. Raises NotFound, NotAllowed, and Refused with a line for
    each thing that is missing.
    """
    case = locked_case(actor, reference, expected_version)
    wanted = RecognitionStage(following)
    side = step_side(case.stage, wanted)
    if side:
        require_side(actor, case, side)
    elif not (actor.is_system or actor.organisation_id in (case.register_id, case.course.institution_id)):
        require_side(actor, case, SECRETARIAT)
    if side == APPROVER:
        require_apart(actor, case)
    require_come(day, today, f"Recognition case {reference}")
    if problems := step_problems(facts_of(case), wanted, day, words):
        raise Refused(f"Recognition case {reference} cannot become “{wanted.label}” yet.", problems)
    before = snapshot(case)
    said = words.strip()
    if wanted in (RecognitionStage.RECOGNISED, RecognitionStage.REFUSED):
        case.decision = said
    case.stage = wanted.value
    bump(case)
    if side == SECRETARIAT:
        note_duty(actor, case, RecognitionDuty.REVIEWED, today)
    add_event(case, wanted, side_id(actor, case, side), held_from=day, known_from=today, reason=said[:REASON_LENGTH])
    audit.record(actor, "training:recognition:stage", reference, before=before, after=snapshot(case), reason=said)
    tell_stage(actor, case, today, said)
    return case


@transaction.atomic
def comment_on_recognition(actor: Viewer, reference: str, words: str, *, today: date) -> RecognitionComment:
    """Say something of a case that has not ended: officers of the State, of the institution and of the register."""
    case = locked_case(actor, reference)
    state = case.course.institution.state_id
    sides = {one for one in (case.course.institution_id, state, case.register_id) if one is not None}
    if actor.organisation_id not in sides or not actor.has_role(Role.OFFICER):
        raise NotAllowed(f"Recognition case {reference}: officers of its institution, State and register comment.")
    if case.stage in ENDED:
        require_during(case, (), "it is commented")
    if not words.strip():
        raise Refused(f"Recognition case {reference}: the comment is empty; write it.")
    comment = RecognitionComment(
        case=case, by_id=actor.organisation_id, words=words.strip(), said_on=today, known_from=today
    )
    require_clean_fields(comment, f"A comment on recognition case {reference}")
    comment.save(force_insert=True)
    audit.record(actor, "training:recognition:commented", reference, after={"words": comment.words})
    tell_case(actor, case, "commented", today, comment.words)
    return comment


@transaction.atomic
def arrange_visit(
    actor: Viewer,
    reference: str,
    *,
    planned_from: date,
    planned_until: date,
    today: date,
    session: str = "",
    expected_version: int | None = None,
) -> RecognitionCase:
    """Ask for the visit that observes a course in `[planned_from, planned_until)`, of a session of it if one is named.

    The visit goes its own way (agreed, team named, prepared, under way, report, approved); the case reads its result.
    """
    case = locked_case(actor, reference, expected_version)
    require_side(actor, case, SECRETARIAT)
    require_during(case, VISIT_ARRANGED_DURING, "its visit can be arranged")
    state = case.course.institution.state
    observed = TrainingSession.objects.filter(course=case.course, reference=session).first()
    problems = []
    if case.visit_id is not None:
        problems.append(Problem("visit", "there is one", f"go on with {case.visit}"))
    if state is None:
        problems.append(Problem("State", f"none is on record of {case.course.institution.name}", "enter it first"))
    if session and observed is None:
        problems.append(Problem("session", f"{session!r} is none of the course", "give its reference, or none"))
    if problems or state is None:
        raise Refused(f"The visit of recognition case {reference} cannot be arranged.", problems)
    before = snapshot(case)
    terms = VisitTerms(
        reference=visit_reference(case),
        state=state.code,
        kind=VisitKind.RECOGNITION.value,
        subjects=(SubjectTerms(COURSE_SUBJECT, case.course.reference, case.course.title),),
        purpose=f"Observed delivery of {case.course.reference}, recognition case {reference}",
        planned_from=planned_from,
        planned_until=planned_until,
    )
    case.visit = visits.request_visit(actor, terms, register=case.register, requested_on=today, today=today,
                                      host=case.course.institution)  # fmt: skip
    case.observed = observed
    bump(case)
    after = snapshot(case) | {"session": session}
    audit.record(actor, "training:recognition:visit", reference, before=before, after=after)
    tell_case(actor, case, "visit asked for", today)
    return case


def visit_reference(case: RecognitionCase) -> str:
    """Return the reference of a case's visit."""
    return f"rec-{case.reference}"[:60]


def may_comment(actor: Viewer, case: RecognitionCase) -> bool:
    """Return whether the actor may say something of a case."""
    state = case.course.institution.state_id
    own = actor.organisation_id is not None and actor.organisation_id in (case.course.institution_id, state)
    return case.stage not in ENDED and ((own and actor.has_role(Role.OFFICER)) or is_reviewer(actor, case))
