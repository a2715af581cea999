"""Courses that a viewer may see."""

from datetime import date

from django.db.models import QuerySet

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import Course
from muster.training.stages import CourseStage

COURSE_FIELDS = visibility.Fields(
    owner="institution_id",
    partner="institution__state_id",
    stage="stage",
    published_stages=(CourseStage.OFFERED, CourseStage.CLOSED),
)
"""A draft is the institution's own and its State's; what is offered is on the catalogue of every party."""


def visible_courses(viewer: Viewer, day: date) -> QuerySet[Course]:
    """Return the courses known on `day` that the viewer may see."""
    seen = known_on(Course.objects.filter(visibility.rows(viewer, COURSE_FIELDS)), day)
    return seen.select_related("institution__state", "standard_version").order_by("institution__name", "title")


def visible_course(viewer: Viewer, day: date, reference: str) -> Course:
    """Return one course; raises NotFound unless the viewer may see it on `day`."""
    found = visible_courses(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no course {reference!r} on record that you may see.")
    return found
