"""Measure the due list of individuals at full size on SQLite: posts held, vacant and asked for, reckoned in one read.

    python -m benchmarks.deployments.individuals [--smoke] [--check] [--posts 10000]

Makes a throw-away installation with made-up posts and holders, asks for the due list as the Secretariat and as a State
sees it, and takes it away again. With `--check` it fails above the aim. Without `--smoke` the table is written to
RESULTS-individuals.md beside this file.
"""

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.register.installations import on_sqlite
from benchmarks.register.sections import write_section

POSTS, SMOKE_POSTS = 10_000, 100
ROUNDS, SMOKE_ROUNDS = 7, 1
MOST_SECONDS = 1.0
STATES, MISSIONS = 90, 12
RESULTS = Path(__file__).with_name("RESULTS-individuals.md")
TITLE = "# Individuals at full size\n"
DAY = timedelta(days=1)
Measured = tuple[str, int, int, float]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status: 1 with `--check` if the list takes longer than the aim."""
    parser = argparse.ArgumentParser(prog="benchmarks.deployments.individuals")
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_POSTS} posts, once, no results file")
    parser.add_argument("--check", action="store_true", help=f"fail above {MOST_SECONDS:.0f} s")
    options = parser.parse_args(arguments)
    posts, rounds = (SMOKE_POSTS, SMOKE_ROUNDS) if options.smoke else (options.posts, ROUNDS)
    today = datetime.now(UTC).date()
    with on_sqlite() as installation:
        found: list[Measured] = installation.run(_measured, posts, rounds, today)
    lines = ["| list | lines | queries | median (s) |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {what} | {count} | {queries} | {seconds:.2f} |" for what, count, queries, seconds in found]
    lines += ["", f"Aim: {MOST_SECONDS:.0f} s for 10,000 individuals."]
    print("\n".join(lines))
    if not options.smoke:
        if not RESULTS.exists():
            RESULTS.write_text(TITLE, encoding="utf-8")
        how = (
            f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.deployments.individuals`: {posts} "
            f"posts of {MISSIONS} missions on SQLite; median of {rounds}. {platform.system()} on {platform.machine()}, "
            f"{os.cpu_count()} processors, load average {os.getloadavg()[1]:.1f} over five minutes."
        )
        write_section("The due list", [how, "", *lines], RESULTS)
    return 1 if options.check and any(seconds > MOST_SECONDS for *_, seconds in found) else 0


# Runs in a new process once Django is set up there: only then the models can be imported.


def _measured(posts: int, rounds: int, today: date) -> list[Measured]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.register.blank import migrated
    from muster.deployments.queries.individuals_due import due_individuals
    from muster.parties.models import Membership
    from muster.parties.viewer import viewer_of

    migrated()
    _write(posts, today)
    found: list[Measured] = []
    for name in ("Secretariat", "State"):
        membership = Membership.objects.select_related("user", "organisation").get(user__username=name)
        viewer = viewer_of(membership)
        taken = []
        with CaptureQueriesContext(connection) as queries:
            rows = due_individuals(viewer, today)
        for _ in range(rounds):
            began = time.perf_counter()
            due_individuals(viewer, today)
            taken.append(time.perf_counter() - began)
        found.append((name, len(rows), len(queries), statistics.median(taken)))
    return found


def _write(count: int, today: date) -> None:
    """Write the parties, the posts, and a holder for ten posts of eleven whose tours end over the next year."""
    from benchmarks.register.content import pledging_states
    from muster.deployments.models import Assignment, IndividualPost
    from muster.missions.models import Mission
    from muster.parties.models import Membership, Organisation, OrganisationKind, Role, User
    from muster.people.models import Person

    register = Organisation.objects.create(kind=OrganisationKind.SECRETARIAT, code="UN", name="United Nations")
    states = Organisation.objects.bulk_create(
        Organisation(kind=OrganisationKind.MEMBER_STATE, code=one.iso3, name=one.display_name)
        for one in pledging_states()[:STATES]
    )
    for name, organisation in (("Secretariat", register), ("State", states[0])):
        Membership.objects.create(user=User.objects.create_user(name), organisation=organisation, role=Role.OFFICER)
    parties = Organisation.objects.bulk_create(
        Organisation(kind=OrganisationKind.MISSION, code=f"M{number}", name=f"Mission {number}")
        for number in range(MISSIONS)
    )
    long_ago = today - 900 * DAY
    missions = Mission.objects.bulk_create(
        Mission(
            acronym=one.code, name=one.name, organisation=one, mandated_by=register, latitude=0, longitude=0,
            started_on=long_ago, known_from=long_ago,
        )
        for one in parties
    )  # fmt: skip
    posts = IndividualPost.objects.bulk_create(
        (
            IndividualPost(
                reference=f"post-{number}", title=f"Observer {number}", organisation=register,
                mission=missions[number % MISSIONS], category="observer", needed_from=long_ago, known_from=long_ago,
            )
            for number in range(count)
        ),
        batch_size=1_000,
    )  # fmt: skip
    persons = Person.objects.bulk_create(
        (
            Person(
                organisation=states[number % len(states)], purpose="individual", family_name=f"Name {number}",
                keep_until=today + 700 * DAY, known_from=long_ago,
            )
            for number in range(count)
        ),
        batch_size=1_000,
    )  # fmt: skip
    Assignment.objects.bulk_create(
        (
            Assignment(
                post=post, person=person, state_id=person.organisation_id, held_from=today - (364 - number % 365) * DAY,
                held_until=today + (1 + number % 365) * DAY, first_until=today + (1 + number % 365) * DAY,
                known_from=long_ago,
            )
            for number, (post, person) in enumerate(zip(posts, persons, strict=True))
            if number % 11
        ),
        batch_size=1_000,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
