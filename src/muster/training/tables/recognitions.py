"""Recognition as tables: cases, findings of the desk, certificates, evidence; and the badge of a course."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Fact, Text, Tone
from muster.kit.tables import Column, Table
from muster.training.models import Course, CourseRecognition
from muster.training.queries.recognitions import recognitions_on
from muster.training.rules.recognition_validity import CertificateFacts, RecognitionStanding, standing_on
from muster.training.stages import Coverage, EvidenceKind, RecognitionStage
from muster.visits.stages import FindingStanding, Severity

STAGE_TONES: dict[str, Tone] = {
    RecognitionStage.RECOGNISED: "met",
    RecognitionStage.REFUSED: "short",
    RecognitionStage.WITHDRAWN: "neutral",
}
COVERAGE_TONES: dict[str, Tone] = {Coverage.FULL: "met", Coverage.PARTLY: "due", Coverage.NOT: "short"}
FINDING_TONES: dict[str, Tone] = {
    FindingStanding.OPEN: "short",
    FindingStanding.REPORTED: "due",
    FindingStanding.CLOSED: "met",
    FindingStanding.WAIVED: "neutral",
}
STANDING_TONES: dict[str, Tone] = {
    RecognitionStanding.VALID: "met",
    RecognitionStanding.NOT_YET: "due",
    RecognitionStanding.EXPIRED: "short",
    RecognitionStanding.REVOKED: "short",
}
NOT_RECOGNISED = Badge(gettext_lazy("Not recognised"), "neutral")
NO_END: Text = gettext_lazy("no end is known")


def stage_badge(stage: str) -> Badge:
    """Return a stage of recognition as a badge; while the case is open it is due."""
    return Badge(RecognitionStage(stage).label, STAGE_TONES.get(stage, "due"))


def coverage_badge(verdict: str) -> Badge:
    """Return a verdict as a badge."""
    if not verdict:
        return Badge(gettext_lazy("No verdict yet"), "neutral")
    return Badge(Coverage(verdict).label, COVERAGE_TONES[verdict])


def certificate_standing(certificate: CourseRecognition, day: date) -> RecognitionStanding:
    """Return what a certificate is on a day."""
    facts = CertificateFacts(certificate.effective_from, certificate.expires_on, certificate.revoked_on)
    return standing_on(facts, day)


def standing_badge(certificate: Any, day: date) -> Badge:
    """Return what a certificate is on a day; an older version of its standard, or an unknown end, is told with it."""
    standing = certificate_standing(certificate, day)
    if standing == RecognitionStanding.VALID and certificate.newest_issue:
        return Badge(gettext_lazy("Valid, on an older version"), "due")
    if standing == RecognitionStanding.VALID and certificate.expires_on is None:
        return Badge(gettext_lazy("Effective, no end known"), "due")
    return Badge(standing.label, STANDING_TONES[standing])


def recognition_badge(certificate: Any) -> Badge:
    """Return whether a course is recognised: by a certificate of `recognitions_on`, None for a course without one."""
    if certificate is None:
        return NOT_RECOGNISED
    if certificate.newest_issue:
        return Badge(gettext_lazy("Recognised, on an older version"), "due")
    if certificate.expires_on is None:
        return Badge(gettext_lazy("Recognised, no end known"), "due")
    return Badge(gettext_lazy("Recognised"), "met")


def badges_on(courses: Collection[int], day: date) -> Mapping[int, Badge]:
    """Return the badge of each course, by its key; one query."""
    found = recognitions_on(courses, day)
    return {key: recognition_badge(found.get(key)) for key in courses}


def recognition_fact(course: Course, day: date) -> Fact:
    """Return whether a course is recognised on a day, with the way to its certificate; one query."""
    certificate = recognitions_on([course.pk], day).get(course.pk)
    href = reverse("course-recognition", args=[certificate.number]) if certificate else ""
    return Fact(gettext_lazy("Recognition"), recognition_badge(certificate).label, href=href)


RECOGNITION_CASES = Table(
    name="recognition_cases",
    caption=gettext_lazy("Recognition cases"),
    empty=gettext_lazy("No case that you may see is on record as of this day. An institution applies for its course."),
    order="-since",
    columns=[
        Column("reference", gettext_lazy("Case"), lookup="reference", kind="link",
               href=lambda row: reverse("recognition-case", args=[row.reference])),
        Column("course", gettext_lazy("Course"), "course.title", lookup="course__title"),
        Column("institution", gettext_lazy("Institution"), "course.institution.name",
               lookup="course__institution__name", filter="choice"),
        Column("standard", gettext_lazy("Standard"), "course.standard", lookup="course__standard", filter="choice"),
        Column("stage", gettext_lazy("Stage"), lambda row: stage_badge(row.stage_then), kind="badge",
               lookup="stage_then", choices=[(one.value, one.label) for one in RecognitionStage]),
        Column("since", gettext_lazy("Since"), "stage_since", kind="date", lookup="stage_since"),
        Column("applied_on", gettext_lazy("Applied on"), kind="date", lookup="applied_on"),
        Column("register", gettext_lazy("Decided by"), "register.name", lookup="register__name", hidden=True),
    ],
)  # fmt: skip

RECOGNITION_FINDINGS = Table(
    name="recognition_findings",
    caption=gettext_lazy("Findings"),
    empty=gettext_lazy("The desk has raised none. Findings of the visit stand on its own page."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("reference", gettext_lazy("Finding"), kind="link",
               href=lambda row: reverse("recognition-finding", args=[row.reference])),
        Column("about", gettext_lazy("About"), lambda row: EvidenceKind(row.about).label),
        Column("severity", gettext_lazy("Severity"), lambda row: Severity(row.severity).label),
        Column("text", gettext_lazy("What is to be put right")),
        Column("due_on", gettext_lazy("Due on"), kind="date"),
        Column("standing", gettext_lazy("Standing"),
               lambda row: Badge(FindingStanding(row.standing_then).label, FINDING_TONES[row.standing_then]),
               kind="badge"),
    ],
)  # fmt: skip


def recognitions_table(day: date) -> Table:
    """Return the table of certificates as they stand on a day."""
    return Table(
        name="course_recognitions",
        caption=gettext_lazy("Certificates of recognition"),
        empty=gettext_lazy("No certificate of recognition is on record as of this day."),
        order="course",
        columns=[
            Column("number", gettext_lazy("Number"), lookup="number", kind="link",
                   href=lambda row: reverse("course-recognition", args=[row.number])),
            Column("standing", gettext_lazy("On the day"), lambda row: standing_badge(row, day), kind="badge",
                   sortable=False, filter="none"),
            Column("course", gettext_lazy("Course"), "course.title", lookup="course__title"),
            Column("institution", gettext_lazy("Institution"), "course.institution.name",
                   lookup="course__institution__name", filter="choice"),
            Column("standard", gettext_lazy("Standard"), "course.standard", lookup="course__standard",
                   filter="choice"),
            Column("version", gettext_lazy("Version"), lambda row: row.standard_version.version
                   if row.standard_version else "", lookup="standard_version__version"),
            Column("effective_from", gettext_lazy("Effective from"), kind="date", lookup="effective_from"),
            Column("expires_on", gettext_lazy("Until (excluded)"), kind="date", lookup="expires_on"),
        ],
    )  # fmt: skip


def with_recognition(table: Table, badges: Mapping[int, Badge]) -> Table:
    """Return a table of courses with a column that says whether each is recognised: the badges by key of the course."""
    column = Column(
        "recognition",
        gettext_lazy("Recognition"),
        lambda row: badges[row.pk],
        kind="badge",
        sortable=False,
        filter="none",
    )
    return replace(table, columns=[*table.columns, column])


def version_badge(course: Any) -> Badge:
    """Return whether a course read by `courses_on_older_version` follows the newest version of its standard."""
    if course.newest_issue:
        return Badge(gettext_lazy("On an older version"), "due")
    return Badge(gettext_lazy("On the newest version"), "met")


COURSES_ON_OLDER_VERSION = Table(
    name="courses_on_older_version",
    caption=gettext_lazy("Courses on an older version of their standard"),
    empty=gettext_lazy("No course that you may see is on an older version as of this day."),
    order="reference",
    columns=[
        Column("reference", gettext_lazy("Course"), lookup="reference"),
        Column("title", gettext_lazy("Title"), lookup="title"),
        Column("institution", gettext_lazy("Institution"), "institution.name", lookup="institution__name",
               filter="choice"),
        Column("standard", gettext_lazy("Standard"), lookup="standard", filter="choice"),
        Column("version", gettext_lazy("Version"), "standard_version.version", lookup="standard_version__version"),
        Column("newest_issue", gettext_lazy("Issued anew on"), kind="date", lookup="newest_issue"),
        Column("badge", gettext_lazy("Version"), version_badge, kind="badge", sortable=False, filter="none"),
    ],
)  # fmt: skip
