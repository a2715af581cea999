"""The catalogue of courses as a table, and what belongs to a course: coverage, lessons, instructors."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy

from muster.kit.days import day_words
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.reference.courses import standard_name
from muster.training.queries.courses import is_on_older_version
from muster.training.queries.sessions import seats_open_to
from muster.training.stages import CourseStage, Coverage

COURSE_TONES: dict[str, Tone] = {
    CourseStage.DRAFT: "neutral",
    CourseStage.OFFERED: "met",
    CourseStage.CLOSED: "neutral",
}
COVERAGE_TONES: dict[str, Tone] = {Coverage.FULL: "met", Coverage.PARTLY: "due", Coverage.NOT: "short"}


def course_badge(row: Any) -> Badge:
    """Return the stage of a course on the day as a badge."""
    return Badge(CourseStage(row.stage_then).label, COURSE_TONES[row.stage_then])


def version_badge(row: Any) -> Badge:
    """Return the version of the standard that a course follows; one that a later version took over from says so."""
    followed = row.standard_version
    if followed is None:
        return Badge(gettext_lazy("not named"), "neutral")
    if is_on_older_version(row):
        title = _now("Version %(version)s is in force") % {"version": row.newest_version}
        return Badge(_now("%(version)s, superseded") % {"version": followed.version}, "due", title)
    return Badge(followed.version, "accent")


def coverage_badge(row: Any) -> Badge:
    """Return how far a line is covered as a badge; a line that is not required is no shortfall."""
    tone = COVERAGE_TONES[row.extent]
    return Badge(row.extent.label, tone if row.is_required or tone == "met" else "neutral")


def course_address(row: Any) -> str:
    """Return where a course leads."""
    return reverse("course", args=[row.reference])


def _next_session(row: Any) -> str:
    coming = row.upcoming[0] if row.upcoming else None
    return day_words(coming.held_from) if coming else ""


def _next_address(row: Any) -> str | None:
    return reverse("training-session", args=[row.upcoming[0].reference]) if row.upcoming else None


def _next_day(row: Any) -> Any:
    return row.upcoming[0].held_from if row.upcoming else None


def _seats_left(row: Any) -> int | None:
    return seats_open_to(row.upcoming[0], "", row.upcoming[0].asked_on) if row.upcoming else None


COURSES = Table(
    name="courses",
    caption=gettext_lazy("Courses"),
    empty=gettext_lazy("No course that you may see is on record as of this day. An institution enters its own."),
    order="title",
    columns=[
        Column("reference", gettext_lazy("Course"), kind="link", href=course_address, lookup="reference"),
        Column("title", gettext_lazy("Title"), lookup="title"),
        Column("institution", gettext_lazy("Institution"), "institution.name", lookup="institution__name",
               filter="choice"),
        Column("state", gettext_lazy("State"), "institution.state.name", lookup="institution__state__name",
               filter="choice", hidden=True),
        Column("standard", gettext_lazy("Standard"), lookup="standard", filter="choice"),
        Column("name", gettext_lazy("What it is"), lambda row: standard_name(row.standard), sortable=False,
               filter="none", hidden=True),
        Column("version", gettext_lazy("Version"), version_badge, kind="badge", sortable=False, filter="none"),
        Column("stage", gettext_lazy("Stage"), course_badge, kind="badge", sortable=False, filter="none"),
        Column("next", gettext_lazy("Next session"), _next_session, kind="link", href=_next_address, sortable=False,
               filter="none", export=_next_day),
        Column("seats", gettext_lazy("Seats left"), _seats_left, kind="integer", sortable=False, filter="none"),
    ],
)  # fmt: skip

COVERAGE = Table(
    name="coverage",
    caption=gettext_lazy("How the curriculum covers the standard"),
    empty=gettext_lazy("The course names no version of its standard with lines."),
    filters=False,
    tools=False,
    page_size=500,
    columns=[
        Column("number", gettext_lazy("Line"), sortable=False),
        Column("title", gettext_lazy("Title"), sortable=False),
        Column("least", gettext_lazy("Asked for"), "least_minutes", kind="integer", unit=gettext_lazy("minutes"),
               sortable=False),
        Column("minutes", gettext_lazy("Taught"), kind="integer", unit=gettext_lazy("minutes"), sortable=False,
               total=True),
        Column("lessons", gettext_lazy("Lessons"), lambda row: ", ".join(row.lessons), sortable=False),
        Column("extent", gettext_lazy("Covered"), coverage_badge, kind="badge", sortable=False),
    ],
)  # fmt: skip

LESSONS = Table(
    name="lessons",
    caption=gettext_lazy("Curriculum"),
    empty=gettext_lazy("No lesson is on record. The institution enters them by form or workbook."),
    filters=False,
    page_size=500,
    columns=[
        Column("number", gettext_lazy("Lesson"), sortable=False),
        Column("title", gettext_lazy("Title"), sortable=False),
        Column("minutes", gettext_lazy("Length"), kind="integer", unit=gettext_lazy("minutes"), sortable=False,
               total=True),
        Column("method", gettext_lazy("Method"), sortable=False),
        Column("covers", gettext_lazy("Covers"), sortable=False),
    ],
)  # fmt: skip

STANDARDS = Table(
    name="standards",
    caption=gettext_lazy("Standards"),
    empty=gettext_lazy("No version of a standard is on record. The Secretariat enters them."),
    order="standard",
    columns=[
        Column("standard", gettext_lazy("Standard"), lookup="standard", filter="choice"),
        Column("name", gettext_lazy("What it is"), lambda row: standard_name(row.standard), sortable=False,
               filter="none"),
        Column("version", gettext_lazy("Version"), kind="link", lookup="version",
               href=lambda row: reverse("training-standard", args=[row.standard, row.version])),
        Column("title", gettext_lazy("Title"), lookup="title"),
        Column("issued_on", gettext_lazy("In force from"), kind="date", lookup="issued_on"),
        Column("lines", gettext_lazy("Lines"), "line_count", kind="integer", lookup="line_count"),
        Column("standing", gettext_lazy("In force"),
               lambda row: in_force_badge(row), kind="badge", sortable=False, filter="none"),
    ],
)  # fmt: skip


def in_force_badge(row: Any) -> Badge:
    """Return whether a version is the one in force on the day."""
    if row.newest == row.version:
        return Badge(gettext_lazy("in force"), "met")
    return Badge(gettext_lazy("superseded") if row.newest else gettext_lazy("not yet in force"), "neutral")


LINES = Table(
    name="lines",
    caption=gettext_lazy("Lines of the standard"),
    empty=gettext_lazy("No line is on record. The Secretariat enters them by form or workbook."),
    filters=False,
    tools=False,
    page_size=500,
    columns=[
        Column("number", gettext_lazy("Line"), sortable=False),
        Column("title", gettext_lazy("Title"), sortable=False),
        Column("least", gettext_lazy("At least"), "least_minutes", kind="integer", unit=gettext_lazy("minutes"),
               sortable=False),
        Column("required", gettext_lazy("Required"),
               lambda row: _now("yes") if row.is_required else _now("no"), sortable=False),
    ],
)  # fmt: skip

INSTRUCTORS = Table(
    name="instructors",
    caption=gettext_lazy("Instructors"),
    empty=gettext_lazy("No instructor that you may see is on record. An institution enters its own."),
    columns=[
        Column("number", gettext_lazy("Instructor"), "pk", kind="link",
               href=lambda row: reverse("training-instructor", args=[row.pk]), export=lambda row: row.pk),
        Column("name", gettext_lazy("Person"), sortable=False, filter="none"),
        Column("institution", gettext_lazy("Institution"), "institution.name"),
        Column("teaches_from", gettext_lazy("From"), kind="date"),
        Column("teaches_until", gettext_lazy("Until (excluded)"), "until_then", kind="date", lookup="until_then"),
        Column("qualified", gettext_lazy("Qualified for"), sortable=False),
    ],
)  # fmt: skip

QUALIFICATIONS = Table(
    name="qualifications",
    caption=gettext_lazy("Qualifications"),
    empty=gettext_lazy("No qualification is on record."),
    filters=False,
    tools=False,
    page_size=500,
    columns=[
        Column("standard", gettext_lazy("Standard"), sortable=False),
        Column("evidence", gettext_lazy("Evidence"), sortable=False),
        Column("valid_from", gettext_lazy("Valid from"), kind="date", sortable=False),
        Column("valid_until", gettext_lazy("Until (excluded)"), kind="date", sortable=False),
    ],
)  # fmt: skip
