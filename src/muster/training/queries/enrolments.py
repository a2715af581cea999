"""Who is enrolled, as far as a viewer may see: a State its own, the institution all until the retention is over."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from muster.deployments.queries.eligibility import person_facts
from muster.deployments.rules.eligibility import Finding
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.kit.intervals import add_months
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import Person
from muster.people.queries import seen_fields, visible_persons
from muster.reference.parameters import parameter
from muster.training.models import Course, EnrolmentEvent, SessionFeedback, TrainingSession
from muster.training.queries.sessions import enrolments_then
from muster.training.rules.catalogue_eligibility import CourseWants, course_findings, wanted_ranks
from muster.training.rules.catalogue_feedback import Averages, averages
from muster.training.rules.catalogue_terms import FeedbackTerms

ENROLMENT_FIELDS = visibility.Fields(owner="state_id")
OF_INSTITUTION = visibility.Fields(addressee="session__course__institution_id")
SHARE_KEY, FEEDBACK_KEY = "training_share_months", "training_feedback_least_answers"


def share_months(day: date) -> int:
    """Return for how many months after a session the institution sees who took part."""
    return parameter(SHARE_KEY, day).integer


def visible_enrolments(viewer: Viewer, day: date, today: date) -> QuerySet[Any]:
    """Return the enrolments known on `day` that the viewer may see, with `stage_then` and `known_events`.

    Whether the institution still sees them is asked of today, whatever day of the record is looked at.
    """
    held_after = add_months(today, -share_months(today))
    of_institution = visibility.rows(viewer, OF_INSTITUTION)
    if not viewer.is_system:
        of_institution &= Q(session__held_until__gt=held_after)
    events = known_on(EnrolmentEvent.objects.filter(held_from__lte=day).order_by("held_from", "pk"), day)
    seen = enrolments_then(day).filter(visibility.either(visibility.rows(viewer, ENROLMENT_FIELDS), of_institution))
    return (
        seen.select_related("session__course__institution", "state", "person", "credential")
        .prefetch_related(Prefetch("stage_events", queryset=events.select_related("by"), to_attr="known_events"))
        .order_by("session__held_from", "pk")
    )


def visible_enrolment(viewer: Viewer, day: date, today: date, number: int) -> Any:
    """Return one enrolment. Raises NotFound."""
    found = visible_enrolments(viewer, day, today).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no enrolment {number} that you may see.")
    return found


def names_of_persons(viewer: Viewer, persons: Iterable[Person], today: date) -> dict[int, str]:
    """Return what each person is called to the viewer: by name where the data are theirs to see, else by number."""
    known = {one.pk: one for one in persons}
    words = {number: f"person {number}" + (" (erased)" if one.erased_on else "") for number, one in known.items()}
    for one in visible_persons(viewer, today).filter(pk__in=known, erased_on__isnull=True):
        seen = seen_fields(viewer, one)
        if "family_name" in seen:
            names = ", ".join(part for part in (one.family_name, one.given_names) if part)
            words[one.pk] = f"{names} ({one.rank})" if one.rank and "rank" in seen else names
    return words


def wants_of(course: Course) -> CourseWants:
    """Return what a course asks of participants."""
    return CourseWants(
        wanted_ranks(course.ranks), course.least_service_years, course.wanted_language, course.medical_months
    )


def findings_for(
    viewer: Viewer, numbers: Collection[int], session: TrainingSession, today: date
) -> Mapping[int, list[Finding]]:
    """Return what the course's rules say of each person on the first day of a session, as far as the viewer sees."""
    wants = wants_of(session.course)
    facts = person_facts(viewer, numbers, today)
    return {number: course_findings(one, wants, session.held_from) for number, one in facts.items()}


def feedback_of(session: TrainingSession, day: date) -> Averages:
    """Return the averages of what participants said of a session by `day`, once enough of them have."""
    rows = known_on(SessionFeedback.objects.filter(session=session), day)
    answers = [FeedbackTerms(one.content, one.delivery, one.usefulness) for one in rows]
    return averages(answers, parameter(FEEDBACK_KEY, day).integer)


def words_of(session: TrainingSession, day: date) -> list[str]:
    """Return what participants said of a session in words by `day`; for the institution, once averages are shown."""
    rows = known_on(SessionFeedback.objects.filter(session=session), day).exclude(words="")
    return list(rows.order_by("words").values_list("words", flat=True))
