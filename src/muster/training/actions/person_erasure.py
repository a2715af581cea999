"""What an erasure takes of what training holds on a person; stages, States and days stay, for counts."""

from collections.abc import Sequence

from django.db.models import Q

from muster.people.models import Person
from muster.people.name_erasure import redact_names
from muster.training.models import (
    CampResult,
    Enrolment,
    EnrolmentEvent,
    InstructorQualification,
    OfferMatch,
    PoolEntry,
    PoolStageEvent,
    SessionFeedback,
    SessionStageEvent,
    TrainingCertification,
    TrainingSession,
)


def erase_pool(person: Person, names: Sequence[str]) -> None:
    """Take figures, reasons and willingness away; stages, camps and whether a test was passed stay."""
    CampResult.objects.filter(entry__person=person).update(value="")
    PoolStageEvent.objects.filter(entry__person=person).update(reason="")
    PoolEntry.objects.filter(person=person).update(is_volunteer=None)
    redact_names(PoolStageEvent.objects.filter(entry__state=person.organisation_id), ("reason",), names)


def erase_enrolments(person: Person, names: Sequence[str]) -> None:
    """Take reasons and marks away; session, State and stage stay.

    The names go from what was written of others whom the State sent, and of the sessions in which the person took part.
    """
    EnrolmentEvent.objects.filter(enrolment__person=person).update(reason="")
    Enrolment.objects.filter(person=person).update(score=None, exception="")
    redact_names(EnrolmentEvent.objects.filter(enrolment__state=person.organisation_id), ("reason",), names)
    redact_names(Enrolment.objects.filter(state=person.organisation_id), ("exception",), names)
    sessions = TrainingSession.objects.filter(_in_sessions(person))
    redact_names(sessions, ("reason",), names)
    redact_names(SessionStageEvent.objects.filter(session__in=sessions.values("pk")), ("reason",), names)
    redact_names(SessionFeedback.objects.filter(session__in=sessions.values("pk")), ("words",), names)


def _in_sessions(person: Person) -> Q:
    """Return which sessions the person was in, or are given by an institution that held them."""
    taken = Enrolment.objects.filter(person=person).values("session")
    return Q(pk__in=taken) | Q(course__institution=person.organisation_id)


def erase_instructors(person: Person, names: Sequence[str]) -> None:
    """Take the evidence of what an instructor was qualified for; standard and days stay, for the sessions given."""
    InstructorQualification.objects.filter(instructor__person=person).update(evidence="")
    others = InstructorQualification.objects.filter(instructor__institution=person.organisation_id)
    redact_names(others, ("evidence",), names)


def erase_from_rosters(person: Person, names: Sequence[str]) -> None:
    """Leave a roster as it is: unit, rotation and function are no words of the person's; certificates may name them."""
    certified = TrainingCertification.objects.filter(state=person.organisation_id)
    redact_names(certified, ("exceptions", "revoked_reason"), names)
    redact_names(OfferMatch.objects.filter(state=person.organisation_id), ("reason",), names)
