"""The record that training is measured on: made-up institutions, courses, people, certificates and rosters."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from muster.kit.intervals import add_months

ONE_DAY = timedelta(days=1)
BATCH = 5_000
STANDARDS = ("CPTM", "POC", "CCDR", "NIO", "UNLOG", "COE", "UNSO", "UNMO", "GENDER", "SEA")


@dataclass(frozen=True)
class Size:
    """How much is on record."""

    institutions: int
    courses: int
    people: int
    certificates: int
    units: int
    strength: int
    planned_people: int

    @property
    def words(self) -> str:
        """Return how much it is, in words."""
        return (
            f"{self.institutions} institutions, {self.courses:,} courses, {self.people:,} people, "
            f"{self.certificates:,} certificates, {self.units} units with a roster of {self.strength} each"
        )


FULL = Size(200, 2_000, 100_000, 1_000_000, 300, 150, 5_000)
SMOKE = Size(4, 20, 600, 3_000, 4, 100, 100)

# The models can be imported only once Django is set up, in the process of an installation.


def write_record(size: Size, today: date) -> None:
    """Write parties, units with a rotation ahead, institutions, courses, people, certificates and rosters."""
    from muster.people.models import Person, PersonCredential, Purpose

    register, states = _parties()
    units = _units(size, register, states, today)
    courses = _courses(size, register, states, today)
    people = Person.objects.bulk_create(
        (
            Person(
                organisation=states[(n // size.strength) % len(states)], purpose=Purpose.UNIT_MEMBER,
                family_name=f"Person {n}", rank="private", keep_until=add_months(today, 24),
                known_from=add_months(today, -12),
            )
            for n in range(size.people)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    PersonCredential.objects.bulk_create(_certificates(size, people, courses, today), batch_size=BATCH)
    _rosters(size, units, people, today)


def _parties() -> tuple[Any, list[Any]]:
    """Write the register and sixty States, with an officer of it and of the first State."""
    from benchmarks.register.content import pledging_states
    from muster.parties.models import Membership, Organisation, OrganisationKind, Role, User

    register = Organisation.objects.create(kind=OrganisationKind.SECRETARIAT, code="UN", name="United Nations")
    states = Organisation.objects.bulk_create(
        Organisation(kind=OrganisationKind.MEMBER_STATE, code=one.iso3, name=one.display_name)
        for one in pledging_states()[:60]
    )
    for name, organisation in (("Secretariat", register), ("State", states[0])):
        Membership.objects.create(user=User.objects.create_user(name), organisation=organisation, role=Role.OFFICER)
    return register, states


def _units(size: Size, register: Any, states: Sequence[Any], today: date) -> list[Any]:
    """Write one mission with a post and a unit for each, whose next rotation arrives within the year."""
    from muster.deployments.models import DeployedUnit, Tour
    from muster.missions.models import Mission, Post, Requirement
    from muster.parties.models import Organisation, OrganisationKind

    began = add_months(today, -12)
    party = Organisation.objects.create(kind=OrganisationKind.MISSION, code="M1", name="Mission 1")
    mission = Mission.objects.create(
        acronym="M1", name="Mission 1", organisation=party, mandated_by=register, latitude=0, longitude=0,
        started_on=began, known_from=began,
    )  # fmt: skip
    need = Requirement.objects.create(
        reference="need", mission=mission, title="Units", stage="published", known_from=began
    )
    posts = Post.objects.bulk_create(
        Post(reference=f"post-{n}", requirement=need, unit_type="INF-COY", strength=size.strength, needed_from=began)
        for n in range(size.units)
    )
    units = DeployedUnit.objects.bulk_create(
        DeployedUnit(
            reference=f"unit-{n}", title=f"Unit {n}", state=states[n % len(states)], post=post, strength=size.strength,
            present_from=began, known_from=began,
        )
        for n, post in enumerate(posts)
    )  # fmt: skip
    Tour.objects.bulk_create(
        Tour(
            unit=unit, rotation="R1", strength=size.strength, arrives_on=today + (30 + n % 300) * ONE_DAY,
            leaves_on=today + (212 + n % 300) * ONE_DAY, known_from=began,
        )
        for n, unit in enumerate(units)
    )  # fmt: skip
    return units


def _courses(size: Size, register: Any, states: Sequence[Any], today: date) -> list[Any]:
    """Write institutions and their courses, of which every second one is recognised."""
    from muster.parties.models import Organisation, OrganisationKind
    from muster.training.models import Course, CourseRecognition

    began = add_months(today, -12)
    centres = Organisation.objects.bulk_create(
        Organisation(
            kind=OrganisationKind.TRAINING_INSTITUTION, code=f"C{n}", name=f"Centre {n}", state=states[n % len(states)]
        )
        for n in range(size.institutions)
    )
    courses = Course.objects.bulk_create(
        Course(
            reference=f"course-{n}", institution=centres[n % len(centres)], title=f"Course {n}",
            standard=STANDARDS[n % len(STANDARDS)], stage="offered", known_from=began,
        )
        for n in range(size.courses)
    )  # fmt: skip
    CourseRecognition.objects.bulk_create(
        CourseRecognition(
            number=f"r-{one.pk}", course=one, issued_by=register, signed_by="Office", signed_on=began,
            effective_from=add_months(began, -48), known_from=began,
        )
        for one in courses[::2]
    )  # fmt: skip
    return courses


def _rosters(size: Size, units: Sequence[Any], people: Sequence[Any], today: date) -> None:
    """Put people on the rosters of the rotations ahead, with a commander and a logistics officer each."""
    from muster.training.models import RosterPlace

    RosterPlace.objects.bulk_create(
        (
            RosterPlace(
                unit=unit, rotation="R1", person=people[n * size.strength + k],
                known_from=add_months(today, -12), function={0: "commander", 1: "logistics-officer"}.get(k, ""),
            )
            for n, unit in enumerate(units)
            for k in range(size.strength)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _certificates(size: Size, people: Sequence[Any], courses: Sequence[Any], today: date) -> Iterator[Any]:
    """Yield ten certificates a person, of three years each, begun over the last four."""
    from muster.people.models import CredentialKind, PersonCredential

    chance = random.Random(2)
    for number in range(size.certificates):
        start = today - chance.randrange(1, 1_460) * ONE_DAY
        course = courses[chance.randrange(len(courses))]
        yield PersonCredential(
            person=people[number % len(people)], kind=CredentialKind.TRAINING, subject=course.standard,
            course=course.reference, number=f"n{number}", valid_from=start, valid_until=start + 1_096 * ONE_DAY,
            known_from=start,
        )  # fmt: skip
