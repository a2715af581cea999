"""Sessions, who is enrolled, and counts by State, as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.training.queries.sessions import seats_open_to
from muster.training.stages import EnrolmentStage, SessionStage

SESSION_TONES: dict[str, Tone] = {
    SessionStage.PLANNED: "neutral",
    SessionStage.OPEN: "met",
    SessionStage.HELD: "accent",
    SessionStage.CANCELLED: "short",
}
ENROLMENT_TONES: dict[str, Tone] = {
    EnrolmentStage.APPLIED: "due",
    EnrolmentStage.WAITING: "due",
    EnrolmentStage.ACCEPTED: "met",
    EnrolmentStage.REFUSED: "short",
    EnrolmentStage.WITHDRAWN: "neutral",
    EnrolmentStage.ABSENT: "short",
    EnrolmentStage.PASSED: "met",
    EnrolmentStage.FAILED: "short",
}


def session_badge(row: Any) -> Badge:
    """Return the stage of a session on the day as a badge."""
    return Badge(SessionStage(row.stage_then).label, SESSION_TONES[row.stage_then])


def enrolment_badge(row: Any) -> Badge:
    """Return where an enrolment stood on the day as a badge."""
    return Badge(EnrolmentStage(row.stage_then).label, ENROLMENT_TONES[row.stage_then])


def eligibility_badge(row: Any) -> Badge:
    """Return what the rules of the course said of a person: all met, or which were not."""
    hindering = [rule for rule, verdict in row.eligibility.items() if verdict != "met"]
    if not row.eligibility:
        return Badge(gettext_lazy("nothing asked"), "neutral")
    if not hindering:
        return Badge(gettext_lazy("eligible"), "met")
    words = ", ".join(f"{rule}: {row.eligibility[rule]}" for rule in hindering)
    return Badge(_now("exception: %(rules)s") % {"rules": words} if row.exception else words, "due", row.exception)


SESSION_COLUMNS = [
    Column("reference", gettext_lazy("Session"), kind="link", lookup="reference",
           href=lambda row: reverse("training-session", args=[row.reference])),
    Column("held_from", gettext_lazy("First day"), kind="date", lookup="held_from"),
    Column("held_until", gettext_lazy("Until (excluded)"), kind="date", lookup="held_until"),
    Column("apply_by", gettext_lazy("Apply by"), kind="date", lookup="apply_by"),
    Column("place", gettext_lazy("Place"), lookup="place"),
    Column("stage", gettext_lazy("Stage"), session_badge, kind="badge", sortable=False, filter="none"),
    Column("seats", gettext_lazy("Seats"), kind="integer", lookup="seats"),
    Column("left", gettext_lazy("Left to any State"), lambda row: seats_open_to(row, "", row.asked_on),
           kind="integer", sortable=False, filter="none"),
]  # fmt: skip

SESSIONS = Table(
    name="sessions",
    caption=gettext_lazy("Sessions"),
    empty=gettext_lazy("No session of a course that you may see is on record as of this day."),
    order="-held_from",
    columns=[
        *SESSION_COLUMNS[:1],
        Column("course", gettext_lazy("Course"), "course.title", kind="link", lookup="course__title",
               href=lambda row: reverse("course", args=[row.course.reference])),
        Column("standard", gettext_lazy("Standard"), "course.standard", lookup="course__standard", filter="choice"),
        Column("institution", gettext_lazy("Institution"), "course.institution.name",
               lookup="course__institution__name", filter="choice"),
        *SESSION_COLUMNS[1:],
    ],
)  # fmt: skip

SESSIONS_OF_COURSE = Table(
    name="sessions",
    caption=gettext_lazy("Sessions"),
    empty=gettext_lazy("No session of this course is on record as of this day."),
    order="-held_from",
    filters=False,
    tools=False,
    columns=SESSION_COLUMNS,
)

ENROLMENTS = Table(
    name="enrolments",
    caption=gettext_lazy("Participants that you may see"),
    empty=gettext_lazy("Nobody is enrolled whom you may see. A State applies for its people."),
    filters=False,
    page_size=200,
    columns=[
        Column("number", gettext_lazy("Enrolment"), "pk", kind="link", sortable=False,
               href=lambda row: reverse("enrolment", args=[row.pk]), export=lambda row: row.pk),
        Column("name", gettext_lazy("Person"), sortable=False),
        Column("state", gettext_lazy("State"), "state.name", sortable=False),
        Column("stage", gettext_lazy("Stage"), enrolment_badge, kind="badge", sortable=False),
        Column("eligibility", gettext_lazy("Rules of the course"), eligibility_badge, kind="badge", sortable=False),
        Column("place", gettext_lazy("Place on the list"), "waiting_place", kind="integer", sortable=False),
        Column("score", gettext_lazy("Mark"), kind="integer", unit=gettext_lazy("percent"), sortable=False),
        Column("certificate", gettext_lazy("Certificate"), "credential.number", sortable=False),
    ],
)  # fmt: skip

COUNTS = Table(
    name="counts",
    caption=gettext_lazy("Participants by State"),
    empty=gettext_lazy("Nobody has applied as of this day."),
    filters=False,
    tools=False,
    page_size=250,
    columns=[
        Column("state", gettext_lazy("State"), sortable=False),
        Column("applied", gettext_lazy("Applied"), kind="integer", sortable=False, total=True),
        Column("waiting", gettext_lazy("Waiting"), kind="integer", sortable=False, total=True),
        Column("accepted", gettext_lazy("Accepted"), kind="integer", sortable=False, total=True),
        Column("passed", gettext_lazy("Passed"), kind="integer", sortable=False, total=True),
        Column("failed", gettext_lazy("Not passed"), kind="integer", sortable=False, total=True),
        Column("absent", gettext_lazy("Did not come"), kind="integer", sortable=False, total=True),
    ],
)  # fmt: skip

FINDINGS = Table(
    name="findings",
    caption=gettext_lazy("Rules of the course"),
    empty=gettext_lazy("The course asks for no rank, service, language or examination."),
    filters=False,
    tools=False,
    columns=[
        Column("who", gettext_lazy("Person"), sortable=False),
        Column("rule", gettext_lazy("Rule"), sortable=False),
        Column("verdict", gettext_lazy("Says"), lambda row: verdict_badge(row["verdict"]), kind="badge",
               sortable=False),
        Column("words", gettext_lazy("Why"), sortable=False),
        Column("remedy", gettext_lazy("What would help"), sortable=False),
    ],
)  # fmt: skip

VERDICT_TONES: dict[str, Tone] = {"met": "met", "not met": "short", "not known": "due"}


def verdict_badge(verdict: str) -> Badge:
    """Return what a rule says as a badge."""
    return Badge(verdict, VERDICT_TONES[verdict])
