"""Who is told when a recognition moves on: institution, its State and the register, but for who acts."""

from datetime import date

from django.urls import reverse

from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.training.models import Course, CourseRecognition, RecognitionCase, RecognitionFinding
from muster.training.stages import RecognitionStage
from muster.visits.stages import FindingStanding, Severity

STAGE, FINDING = "recognition-stage", "recognition-finding"


def sides_of(course: Course, register: Organisation) -> list[Organisation]:
    """Return who is concerned by the recognition of a course: its institution, the State of it, the register."""
    state = course.institution.state
    sides = [course.institution, *([state] if state else []), register]
    return list({one.pk: one for one in sides}.values())


def subject_of(kind: str, reference: str, course: Course) -> Subject:
    """Return what a notice is about."""
    state = course.institution.state
    return Subject(kind, reference, state=state.code if state else "")


def tell_case(actor: Viewer, case: RecognitionCase, what: str, day: date, words: str = "") -> None:
    """Tell that something happened to a case; `what` says it in a few words."""
    title = f"Recognition of {case.course.reference}: {what}"
    href = reverse("recognition-case", args=[case.reference])
    _tell(actor, sides_of(case.course, case.register), STAGE, title, href, day,
          subject_of("recognition-case", case.reference, case.course), words)  # fmt: skip


def tell_stage(actor: Viewer, case: RecognitionCase, day: date, words: str = "") -> None:
    """Tell that a case has moved on."""
    tell_case(actor, case, RecognitionStage(case.stage).label, day, words)


def tell_certificate(actor: Viewer, certificate: CourseRecognition, what: str, day: date, words: str = "") -> None:
    """Tell that a certificate was signed or revoked."""
    title = f"Certificate {certificate.number} of {certificate.course.reference}: {what}"
    href = reverse("course-recognition", args=[certificate.number])
    _tell(actor, sides_of(certificate.course, certificate.issued_by), STAGE, title, href, day,
          subject_of("course-recognition", certificate.number, certificate.course), words)  # fmt: skip


def tell_finding(actor: Viewer, finding: RecognitionFinding, day: date, words: str = "") -> None:
    """Tell that a finding was raised or moved on."""
    severity = Severity(finding.severity).label.lower()
    title = f"Finding {finding.reference}, {severity}: {FindingStanding(finding.standing).label.lower()}"
    href = reverse("recognition-finding", args=[finding.reference])
    course = finding.case.course
    _tell(actor, sides_of(course, finding.case.register), FINDING, title, href, day,
          subject_of("recognition-finding", finding.reference, course), words or finding.text)  # fmt: skip


def _tell(
    actor: Viewer,
    sides: list[Organisation],
    topic: str,
    title: str,
    href: str,
    day: date,
    subject: Subject,
    body: str,
) -> None:
    for to in sides:
        if to.pk != actor.organisation_id:
            notify(topic=topic, to=to, title=title, day=day, subject=subject, body=body, href=href)
