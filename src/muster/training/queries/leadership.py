"""Leadership programmes: cohorts, whom States nominated, and who later held which post."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from muster.deployments.models import Assignment
from muster.deployments.queries.individuals import visible_assignments
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import TrainingSession
from muster.training.queries.courses import visible_courses
from muster.training.queries.sessions import enrolments_then
from muster.training.stages import EnrolmentStage

PROGRAMMES = ("SML", "SMART")
"""Standards of the catalogue that prepare for the leadership of missions."""

NOMINEE_FIELDS = visibility.Fields(owner="state_id")


def cohorts(viewer: Viewer, day: date) -> QuerySet[TrainingSession]:
    """Return the sessions of leadership programmes whose courses the viewer may see, the latest first."""
    courses = visible_courses(viewer, day).filter(standard__in=PROGRAMMES).order_by().select_related(None)
    found = known_on(TrainingSession.objects.filter(course__in=courses), day)
    return found.select_related("course__institution").order_by("-held_from", "reference")


def visible_cohort(viewer: Viewer, day: date, reference: str) -> TrainingSession:
    """Return one session of a leadership programme. Raises NotFound."""
    found = cohorts(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no session {reference} of a leadership programme that you may see.")
    return found


@dataclass(frozen=True)
class CohortMember:
    """Somebody nominated to a cohort, with the posts held after it; the number stands for the person.

    The enrolment has its `stage_then`, of the day.
    """

    enrolment: Any
    posts: tuple[Assignment, ...]


def cohort_members(viewer: Viewer, day: date) -> list[CohortMember]:
    """Return the nominees of the viewer's own State, and all of them to a secretariat, with later posts that it sees.

    Posts are those of assignments that the viewer may see, so nobody learns of a post here that is kept from them.
    """
    seen = visibility.EVERYTHING if viewer.is_secretariat else visibility.rows(viewer, NOMINEE_FIELDS)
    rows = list(
        enrolments_then(day)
        .filter(seen, session__in=cohorts(viewer, day).order_by())
        .exclude(stage_then__in=(EnrolmentStage.REFUSED.value, EnrolmentStage.WITHDRAWN.value))
        .select_related("session__course", "state", "person")
        .order_by("-session__held_from", "state__name", "pk")
    )
    posts: dict[int, list[Assignment]] = defaultdict(list)
    held = visible_assignments(viewer, day).filter(person__in=[one.person_id for one in rows]).order_by("held_from")
    for assignment in held:
        posts[assignment.person_id].append(assignment)
    return [
        CohortMember(
            one,
            tuple(post for post in posts[one.person_id] if post.held_from >= one.session.held_until),
        )
        for one in rows
    ]
