"""The catalogue of courses as a table."""

from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.training.models import Course
from muster.training.stages import CourseStage

COURSE_TONES: dict[str, Tone] = {
    CourseStage.DRAFT: "neutral",
    CourseStage.OFFERED: "met",
    CourseStage.CLOSED: "neutral",
}


def course_badge(row: Course) -> Badge:
    """Return the stage of a course as a badge."""
    return Badge(CourseStage(row.stage).label, COURSE_TONES[row.stage])


COURSES = Table(
    name="courses",
    caption=gettext_lazy("Courses"),
    empty=gettext_lazy("No course that you may see is on record as of this day. An institution enters its own."),
    order="title",
    columns=[
        Column("reference", gettext_lazy("Course"), lookup="reference"),
        Column("title", gettext_lazy("Title"), lookup="title"),
        Column("institution", gettext_lazy("Institution"), "institution.name", lookup="institution__name",
               filter="choice"),
        Column("standard", gettext_lazy("Standard"), lookup="standard", filter="choice"),
        Column("stage", gettext_lazy("Stage"), course_badge, kind="badge", sortable=False, filter="none"),
    ],
)  # fmt: skip
