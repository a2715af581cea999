"""Measure training at full size on SQLite: a unit's training state, certificates that lapse, seats for many people.

    python -m benchmarks.training.readiness [--smoke] [--check]

Makes a throw-away installation with made-up institutions, courses, people and certificates, and takes it away again.
With `--check` it fails above the aims, in time of the processor: 100 ms at the median for a unit's state, 20 s for
what lapses, 10 s for seats.
Without `--smoke` the table is written to RESULTS.md beside this file.
"""

import argparse
import os
import platform
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.register.installations import on_sqlite
from benchmarks.register.sections import write_section

RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# Training at full size\n"
ONE_DAY = timedelta(days=1)
ROUNDS, SMOKE_ROUNDS = 21, 3
STANDARDS = ("CPTM", "POC", "CCDR", "NIO", "UNLOG", "COE", "UNSO", "UNMO", "GENDER", "SEA")
STATE_SECONDS, LAPSING_SECONDS, SEATS_SECONDS = 0.1, 20.0, 10.0
LAPSING_DAYS = 90
RULER = "| --- | ---: | ---: | ---: | ---: | ---: |"


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


FULL = Size(200, 2_000, 100_000, 1_000_000, 300, 150, 5_000)
SMOKE = Size(4, 20, 600, 3_000, 4, 100, 100)
Measured = tuple[str, int, int | None, tuple[float, float], float]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status: 1 with `--check` where something takes longer than its aim."""
    parser = argparse.ArgumentParser(prog="benchmarks.training.readiness")
    parser.add_argument("--smoke", action="store_true", help="a small record, no results file")
    parser.add_argument("--check", action="store_true", help="fail above the aims")
    options = parser.parse_args(arguments)
    size, rounds = (SMOKE, SMOKE_ROUNDS) if options.smoke else (FULL, ROUNDS)
    with on_sqlite() as installation:
        found, megabytes, notes = installation.run(_measured, size, rounds, datetime.now(UTC).date())
    lines = ["| what | size | queries | median (ms) | processor (ms) | aim (ms) |", RULER]
    lines += [
        f"| {what} | {count:,} | {'' if queries is None else queries} | {clock * 1000:,.0f} | {busy * 1000:,.0f} | "
        f"{f'{aim * 1000:,.0f}' if aim else ''} |"
        for what, count, queries, (clock, busy), aim in found
    ]
    lines += ["", notes, "", f"Greatest memory of the process: {megabytes:,} MB."]
    print("\n".join(lines))
    if not options.smoke:
        if not RESULTS.exists():
            RESULTS.write_text(TITLE, encoding="utf-8")
        how = (
            f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.training.readiness`: "
            f"{size.institutions} institutions, {size.courses:,} courses, {size.people:,} people, "
            f"{size.certificates:,} certificates, {size.units} units with a roster of {size.strength} each, on SQLite; "
            f"median of {rounds}, of what lapses and of seats of three. {platform.system()} on {platform.machine()}, "
            f"{os.cpu_count()} processors, load average {os.getloadavg()[1]:.1f} over five minutes."
        )
        write_section("Rotations, certificates and seats", [how, "", *lines], RESULTS)
    late = [what for what, _count, _queries, (_clock, busy), aim in found if aim and busy > aim]
    if late:
        print("Above the aim: " + ", ".join(late), file=sys.stderr)
    return 1 if options.check and late else 0


# Runs in a new process once Django is set up there: only then the models can be imported.


def _measured(size: Size, rounds: int, today: date) -> tuple[list[Measured], int, str]:
    from django.conf import settings
    from django.test import Client

    from benchmarks.register.blank import migrated
    from muster.parties.models import Membership, User
    from muster.parties.viewer import SYSTEM, viewer_of
    from muster.people.models import CredentialKind
    from muster.people.queries import lapsing_credentials
    from muster.training.queries.readiness_rosters import sided_tour
    from muster.training.queries.readiness_states import rotation_states, tours_ahead

    migrated()
    settings.ALLOWED_HOSTS = ["*"]
    _write(size, today)
    membership = Membership.objects.select_related("user", "organisation").get(user__username="State")
    viewer = viewer_of(membership)
    found: list[Measured] = []

    def state() -> object:
        return rotation_states([sided_tour(viewer, today, "unit-0", "R1")], today)

    seconds, queries = _timed(state, rounds)
    found.append(("a unit's training state, query", size.strength, queries, seconds, STATE_SECONDS))
    client = Client()
    client.force_login(User.objects.get(username="State"), backend="django.contrib.auth.backends.ModelBackend")
    address = f"/training/readiness/unit-0/R1/?as_of={today}"

    def page() -> object:
        response = client.get(address, secure=True)
        if response.status_code != 200:
            raise SystemExit(f"{address}: status {response.status_code}")
        return response

    seconds, queries = _timed(page, rounds)
    found.append(("the same, page with the roster", size.strength, queries, seconds, STATE_SECONDS))
    every = viewer_of(Membership.objects.select_related("user", "organisation").get(user__username="Secretariat"))

    def states() -> object:
        return rotation_states(tours_ahead(every, today), today)

    seconds, queries = _timed(states, 3)
    found.append(("all rotations ahead, query", size.units * size.strength, queries, seconds, 0.0))

    def lapsing() -> object:
        until = today + LAPSING_DAYS * ONE_DAY
        rows = lapsing_credentials(SYSTEM, today, until, CredentialKind.TRAINING)
        return list(rows.values_list("pk", "person_id", "subject", "valid_until"))

    seconds, queries = _timed(lapsing, 3)
    found.append(
        (f"certificates that lapse in {LAPSING_DAYS} days", size.certificates, queries, seconds, LAPSING_SECONDS)
    )
    measured, notes = _seats(size.planned_people, today)
    found.append(measured)
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, notes


def _timed(work: Callable[[], object], rounds: int) -> tuple[tuple[float, float], int]:
    """Return the median of some rounds in seconds of the clock and of the processor, and the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as log:
        work()
        queries = len(log)
    return _medians(work, rounds), queries


def _medians(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    taken, busy = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        work()
        taken.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
    return statistics.median(taken), statistics.median(busy)


def _seats(people: int, today: date) -> tuple[Measured, str]:
    """Measure who gets which seat: forty rotations of 125 people, and sessions for about as many as lack them."""
    from muster.training.planning.session_check import broken_session_rules
    from muster.training.planning.session_program import plan_sessions
    from muster.training.planning.sessions import OfferedSession, SessionProblem, Trainee

    chance = random.Random(1)
    sessions = []
    for number in range(max(8, people // 14)):
        standard = chance.choice(("CPTM", "CPTM", "CPTM", "POC", "CCDR", "NIO"))
        start = today + chance.randrange(5, 330) * ONE_DAY
        length = 6 if standard == "CPTM" else 11
        sessions.append(
            OfferedSession(
                f"s{number}", standard, start, start + length * ONE_DAY, chance.choice((20, 25, 30)),
                is_abroad=chance.random() < 0.7,
            )
        )  # fmt: skip
    trainees = []
    for number in range(people):
        kind = chance.random()
        lacks = ("CPTM",) if kind < 0.9 else ("CPTM", "POC") if kind < 0.96 else ("CPTM", "POC", "CCDR")
        trainees.append(Trainee(number, lacks, today + (30 + 8 * (number // 125)) * ONE_DAY))
    problem = SessionProblem(today, tuple(trainees), tuple(sessions), 30)
    spent = _medians(lambda: plan_sessions(problem, seconds=6), 3)
    plan = plan_sessions(problem, seconds=6)
    broken = list(broken_session_rules(problem, plan))
    if broken:
        raise SystemExit(f"the plan of seats breaks a rule: {broken[0]}")
    notes = (
        f"Seats: {plan.trained:,} people fully trained, at most {plan.trained_bound:,}; {plan.items:,} seats of "
        f"{len(sessions):,} sessions, at most {plan.items_bound:,}; {'proven' if plan.is_proven else 'not proven'}."
    )
    return ("seats of sessions for people", people, None, spent, SEATS_SECONDS), notes


def _write(size: Size, today: date) -> None:
    """Write parties, units with a rotation ahead, institutions, courses, people, certificates and rosters."""
    from benchmarks.register.content import pledging_states
    from muster.deployments.models import DeployedUnit, Tour
    from muster.kit.intervals import add_months
    from muster.missions.models import Mission, Post, Requirement
    from muster.parties.models import Membership, Organisation, OrganisationKind, Role, User
    from muster.people.models import Person, PersonCredential, Purpose
    from muster.training.models import Course, CourseRecognition, RosterPlace

    began = add_months(today, -12)
    register = Organisation.objects.create(kind=OrganisationKind.SECRETARIAT, code="UN", name="United Nations")
    states = Organisation.objects.bulk_create(
        Organisation(kind=OrganisationKind.MEMBER_STATE, code=one.iso3, name=one.display_name)
        for one in pledging_states()[:60]
    )
    for name, organisation in (("Secretariat", register), ("State", states[0])):
        Membership.objects.create(user=User.objects.create_user(name), organisation=organisation, role=Role.OFFICER)
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
    people = Person.objects.bulk_create(
        (
            Person(
                organisation=states[(n // size.strength) % len(states)], purpose=Purpose.UNIT_MEMBER,
                family_name=f"Person {n}", rank="private", keep_until=add_months(today, 24), known_from=began,
            )
            for n in range(size.people)
        ),
        batch_size=5_000,
    )  # fmt: skip
    PersonCredential.objects.bulk_create(_certificates(size, people, courses, today), batch_size=5_000)
    RosterPlace.objects.bulk_create(
        (
            RosterPlace(
                unit=unit, rotation="R1", person=people[n * size.strength + k], known_from=began,
                function={0: "commander", 1: "logistics-officer"}.get(k, ""),
            )
            for n, unit in enumerate(units)
            for k in range(size.strength)
        ),
        batch_size=5_000,
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
