"""Measure training at full size on SQLite: a unit's training state, certificates that lapse, seats for many people.

    python -m benchmarks.training.readiness [--smoke] [--check]

Makes a throw-away installation with made-up institutions, courses, people and certificates, and takes it away again.
The aims, in time of the processor, are 100 ms at the median for a unit's state, 1 s for all rotations ahead, 20 s for
what lapses, 10 s for seats. Time is reported, not asserted: a busy machine is no fault. With `--check` what asks the
database more than 30 times fails.
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
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.register.installations import on_sqlite
from benchmarks.register.sections import write_section
from benchmarks.training.record import FULL, ONE_DAY, SMOKE, Size, write_record

RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# Training at full size\n"
ROUNDS, SMOKE_ROUNDS = 21, 3
STATE_SECONDS, STATES_SECONDS, LAPSING_SECONDS, SEATS_SECONDS = 0.1, 1.0, 20.0, 10.0
LAPSING_DAYS = 90
MOST_QUERIES = 30
RULER = "| --- | ---: | ---: | ---: | ---: | ---: |"


Measured = tuple[str, int, int | None, tuple[float, float], float]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status: 1 with `--check` where something has too many queries."""
    parser = argparse.ArgumentParser(prog="benchmarks.training.readiness")
    parser.add_argument("--smoke", action="store_true", help="a small record, no results file")
    parser.add_argument("--check", action="store_true", help=f"fail if something has more than {MOST_QUERIES} queries")
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
            f"{size.words}, on SQLite; "
            f"median of {rounds}, of what lapses and of seats of three. {platform.system()} on {platform.machine()}, "
            f"{os.cpu_count()} processors, load average {os.getloadavg()[1]:.1f} over five minutes."
        )
        write_section("Rotations, certificates and seats", [how, "", *lines], RESULTS)
    late = [what for what, _count, _queries, (_clock, busy), aim in found if aim and busy > aim]
    if late:
        print("Above the aim: " + ", ".join(late), file=sys.stderr)
    over = [what for what, _count, queries, _seconds, _aim in found if queries is not None and queries > MOST_QUERIES]
    if over:
        print(f"More than {MOST_QUERIES} queries: " + ", ".join(over), file=sys.stderr)
    return 1 if options.check and over else 0


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
    write_record(size, today)
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
    found.append(("all rotations ahead, query", size.units * size.strength, queries, seconds, STATES_SECONDS))

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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
