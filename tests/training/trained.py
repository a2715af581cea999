"""Rosters, certificates, courses and sessions on the small record, for tests of the training of rotations."""

from dataclasses import dataclass
from datetime import date, timedelta

from muster.deployments.models import Tour
from muster.kit.intervals import add_months
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.people.actions import register_person
from muster.people.models import CredentialKind, Person, PersonCredential, Purpose
from muster.people.terms import PersonTerms
from muster.training.actions.rosters import put_on_roster
from muster.training.models import Course, CourseRecognition, TrainingSession
from tests.record import DAY, Record

UNIT = "unit-kaz"
ROTATION = "R2"
ONE_DAY = timedelta(days=1)


def institution(state: str = "KAZ", code: str = "CENTRE") -> Organisation:
    """Return a training institution of a State, entered once."""
    home = Organisation.objects.get(code=state)
    found, _ = Organisation.objects.get_or_create(
        code=code, defaults={"kind": "training-institution", "name": f"Centre {code}", "state": home}
    )
    return found


def course(standard: str = "CPTM", reference: str = "", *, of: Organisation | None = None) -> Course:
    """Return a course on offer, entered once."""
    name = reference or f"course-{standard.lower()}"
    values = {
        "institution": of or institution(),
        "title": f"Course {name}",
        "standard": standard,
        "stage": "offered",
        "known_from": DAY,
    }
    found, _ = Course.objects.get_or_create(reference=name, defaults=values)
    return found


def session(
    reference: str, starts: date, *, of: Course | None = None, days: int = 5, seats: int = 20
) -> TrainingSession:
    """Enter a session that is open for enrolment."""
    return TrainingSession.objects.create(
        reference=reference,
        course=of or course(),
        held_from=starts,
        held_until=starts + days * ONE_DAY,
        seats=seats,
        stage="open",
        known_from=DAY,
    )


def recognise(one: Course, start: date, until: date | None = None) -> CourseRecognition:
    """Enter that a course is recognised from a day on."""
    return CourseRecognition.objects.create(
        number=f"recognised-{one.reference}-{start}",
        course=one,
        issued_by=Organisation.objects.get(code="UN"),
        signed_by="Office of the Under-Secretary-General",
        signed_on=start,
        effective_from=start,
        expires_on=until,
        known_from=start,
    )


def member(actor: Viewer, name: str, *, today: date = DAY, state: str = "KAZ") -> Person:
    """Enter a member of a contingent."""
    terms = PersonTerms(Purpose.UNIT_MEMBER.value, f"Family of {name}", keep_until=add_months(today, 12))
    return register_person(actor, terms, organisation=Organisation.objects.get(code=state), today=today)


def certified(
    person: Person, standard: str = "CPTM", *, start: date = DAY, until: date | None = None, by: str = ""
) -> None:
    """Enter a certificate of a person."""
    PersonCredential.objects.create(
        person=person,
        kind=CredentialKind.TRAINING,
        subject=standard,
        valid_from=start,
        valid_until=until,
        course=by,
        number=f"{standard}-{person.pk}",
        known_from=DAY,
    )


@dataclass
class Named:
    """A roster of three: a commander without a certificate, one who is trained, and one whose certificate lapses."""

    commander: Person
    trained: Person
    lapsing: Person
    tour: Tour

    @property
    def people(self) -> tuple[Person, Person, Person]:
        """Return the three."""
        return self.commander, self.trained, self.lapsing


def named_rotation(record: Record, *, today: date = DAY) -> Named:
    """Put three people of Kazakhstan on the roster of R2 of its company, which arrives in March 2019."""
    actor = record.parties["owning State"]
    tour = Tour.objects.get(unit__reference=UNIT, rotation=ROTATION)
    commander, trained, lapsing = (
        member(actor, name, today=today) for name in ("the commander", "the trained", "the lapsing")
    )
    one = course()
    recognise(one, DAY)
    certified(trained, by=one.reference)
    certified(lapsing, until=tour.arrives_on + 10 * ONE_DAY)
    put_on_roster(actor, UNIT, ROTATION, commander.pk, function="commander", today=today)
    for person in (trained, lapsing):
        put_on_roster(actor, UNIT, ROTATION, person.pk, today=today)
    return Named(commander, trained, lapsing, tour)
