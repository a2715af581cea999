"""Ground for the tests of recognition: a course with lessons against a standard, and a case taken as far as wanted."""

from dataclasses import dataclass
from datetime import date

from muster.documents.actions import store_document
from muster.parties import actions as party_actions
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import SYSTEM, Viewer, viewer_of
from muster.training.actions import recognition_cases as cases
from muster.training.actions import recognition_review as review
from muster.training.actions.recognition_certificates import sign_recognition
from muster.training.models import (
    Course,
    CourseLesson,
    CourseRecognition,
    LessonCover,
    RecognitionCase,
    StandardLine,
    StandardVersion,
)
from muster.training.recognition_terms import (
    ApplicationTerms,
    LineVerdictTerms,
    RecognitionEvidenceTerms,
    SignatureTerms,
)
from muster.training.rules.recognition_stages import JUDGED_BEFORE_THE_VISIT, JUDGED_BY_LINE
from muster.training.stages import CourseStage, EvidenceKind, RecognitionStage
from muster.visits import actions as visits
from muster.visits.actions.checklists import lines_of
from muster.visits.models import Visit
from muster.visits.stages import Answer, Outcome, VisitStage
from muster.visits.terms import AnswerTerms, MemberTerms, StepTerms
from tests.record import KNOWN, PASSWORD, Parties

S = RecognitionStage
TODAY = date(2018, 12, 20)
"""The day on which what is written here becomes known, unless a test says otherwise."""

INSTITUTION = "REC-CENTRE"
PDF = b"%PDF-1.4\n%%EOF\n"


@dataclass(frozen=True)
class Ground:
    """The course, its version of the standard, and who acts."""

    course: Course
    version: StandardVersion
    institution: Viewer
    officer: Viewer
    approver: Viewer
    state: Viewer


def make_institution(parties: Parties, code: str = INSTITUTION, state: str = "KAZ") -> tuple[Organisation, Viewer]:
    """Enter a training institution of a State with an officer."""
    institution = party_actions.register_organisation(
        SYSTEM, kind=OrganisationKind.TRAINING_INSTITUTION, code=code, name=f"Name of {code}",
        state=Organisation.objects.get(code=state),
    )  # fmt: skip
    membership = party_actions.register_user(
        SYSTEM, username=f"account-of-{code.lower()}", password=PASSWORD, organisation=institution, role=Role.OFFICER
    )
    return institution, viewer_of(membership)


def make_version(standard: str = "POC", version: str = "2017", issued_on: date = KNOWN) -> StandardVersion:
    """Enter a version of a standard with two required lines and one that is not."""
    made = StandardVersion.objects.create(
        standard=standard, version=version, title=f"{standard}, edition of {version}", issued_on=issued_on,
        known_from=issued_on,
    )  # fmt: skip
    rows = (("1", 60, True), ("2", 45, True), ("3", None, False))
    for order, (number, least, required) in enumerate(rows):
        StandardLine.objects.create(
            standard_version=made, number=number, title=f"Line {number} of {standard}", least_minutes=least,
            is_required=required, order=order,
        )  # fmt: skip
    return made


def make_course(
    institution: Organisation,
    officer: Viewer,
    version: StandardVersion | None,
    reference: str = "rec-poc",
    known: date = KNOWN,
) -> Course:
    """Enter a course whose lessons cover the required lines, each with a plan."""
    course = Course.objects.create(
        reference=reference, institution=institution, title=f"Title of {reference}",
        standard=version.standard if version else "POC",
        standard_version=version, stage=CourseStage.OFFERED.value, known_from=known,
    )  # fmt: skip
    lines = list(version.lines.all())[:2] if version else []
    for number, line in enumerate(lines, start=1):
        plan = store_document(officer, owner=institution, name=f"plan-{number}.pdf", data=PDF, today=known)
        lesson = CourseLesson.objects.create(
            course=course, number=f"L{number}", title=f"Lesson {number}", minutes=60, plan=plan, order=number
        )
        LessonCover.objects.create(lesson=lesson, line=line)
    return course


def make_ground(parties: Parties, known: date = KNOWN, standard: str = "POC") -> Ground:
    """Enter an institution with a course against a version of a standard."""
    institution, officer = make_institution(parties)
    version = make_version(standard, issued_on=known)
    return Ground(
        course=make_course(institution, officer, version, known=known),
        version=version,
        institution=officer,
        officer=parties["secretariat officer"],
        approver=parties["secretariat approver"],
        state=parties["owning State"],
    )


def applied(ground: Ground, reference: str = "rec-poc-2018", day: date = TODAY, renews: str = "") -> RecognitionCase:
    """Apply for the recognition of the course."""
    terms = ApplicationTerms(reference, ground.course.reference, "UN", ground.version.version, renews)
    return cases.apply_for_recognition(ground.institution, terms, applied_on=day, today=day)


def shown(ground: Ground, reference: str, kind: EvidenceKind, day: date = TODAY, verdict: str = "full") -> int:
    """Hand in evidence of a kind, and judge it."""
    terms = RecognitionEvidenceTerms(kind.value, f"Words on {kind.value} of {reference}")
    made = review.hand_in_recognition_evidence(ground.institution, reference, terms, today=day)
    review.judge_recognition_evidence(
        ground.officer, reference, made.pk, verdict, today=day, remark="" if verdict == "full" else "A remark"
    )
    return made.pk


def step(ground: Ground, reference: str, following: RecognitionStage, day: date = TODAY) -> RecognitionCase:
    """Take a step as the side that may."""
    actors = {S.DESK_REVIEW: ground.institution, S.WITHDRAWN: ground.institution}
    actor = ground.approver if following in (S.RECOGNISED, S.REFUSED) else actors.get(following, ground.officer)
    return cases.take_recognition_step(actor, reference, following.value, day=day, today=day, words="Words of it")


def to_desk_review(ground: Ground, reference: str = "rec-poc-2018", day: date = TODAY) -> RecognitionCase:
    """Take an application as far as the desk review."""
    step(ground, reference, S.SYSTEM_REPORT, day)
    shown(ground, reference, EvidenceKind.SYSTEM, day)
    step(ground, reference, S.LESSON_PLANS, day)
    return step(ground, reference, S.DESK_REVIEW, day)


def to_observation(ground: Ground, reference: str = "rec-poc-2018", day: date = TODAY) -> RecognitionCase:
    """Take a case from the desk review to the observed delivery: all lines and all evidence judged."""
    lines = [LineVerdictTerms("1", "full"), LineVerdictTerms("2", "partly", "Shorter than it could be"),
             LineVerdictTerms("3", "not", "Not taught")]  # fmt: skip
    review.judge_lines(ground.officer, reference, lines, today=day)
    for kind in JUDGED_BEFORE_THE_VISIT:
        if kind not in JUDGED_BY_LINE:
            shown(ground, reference, kind, day)
    return step(ground, reference, S.OBSERVATION, day)


def observed(ground: Ground, reference: str, start: date, until: date, outcome: Outcome = Outcome.RECOMMENDED) -> Visit:
    """Arrange the visit of a case and take it to its approved report."""
    case = cases.arrange_visit(ground.officer, reference, planned_from=start, planned_until=until, today=start)
    assert case.visit is not None
    name, lead, other, approver = case.visit.reference, ground.officer, ground.state, ground.approver

    def take(actor: Viewer, stage: VisitStage, day: date, **more: object) -> None:
        visits.take_step(actor, name, stage, StepTerms(day, **more), today=until)  # type: ignore[arg-type]

    take(other, VisitStage.AGREED, start, invitation_reference="NV 1")
    visits.name_team(lead, name, (MemberTerms("lead", is_lead=True),), held_from=start, today=until)
    take(lead, VisitStage.PREPARED, start)
    take(lead, VisitStage.ON_SITE, start)
    take(lead, VisitStage.DRAFT_REPORT, until, carried_until=until)
    for checklist in case.visit.checklists.all():
        answers = [AnswerTerms(line, Answer.MET) for line in lines_of(checklist)]
        visits.answer_checklist(lead, name, checklist.pk, answers, today=until)
    visits.write_report(lead, name, "Summary of the report")
    subject = case.visit.subjects.get()
    visits.decide_outcome(lead, name, subject.pk, outcome, decided_on=until, today=until)
    take(lead, VisitStage.SENT, until)
    take(other, VisitStage.COMMENTED, until, comments="None")
    take(approver, VisitStage.APPROVED, until)
    return Visit.objects.get(pk=case.visit.pk)


def recognised(
    ground: Ground, reference: str, start: date, until: date, *, signed_by: str = "Under-Secretary-General",
    years: int | None = None, number: str = "", renews: str = "", effective_from: date | None = None,
) -> CourseRecognition:  # fmt: skip
    """Take a course the whole way: applied on `start`, observed in `[start, until)`, signed on `until`."""
    applied(ground, reference, start, renews)
    to_desk_review(ground, reference, start)
    to_observation(ground, reference, start)
    observed(ground, reference, start, until)
    step(ground, reference, S.RESULT, until)
    step(ground, reference, S.RECOGNISED, until)
    terms = SignatureTerms(signed_by, until, effective_from or until, years, number)
    return sign_recognition(ground.approver, reference, terms, today=until)
