"""Measure the list of inspections due at full size on SQLite: units in theatre for years, inspected and reporting.

    python -m benchmarks.inspections.due [--smoke] [--check] [--units 300]

Makes a throw-away installation with made-up units, inspections and monthly reports, asks for what is due as the
Secretariat and as a State sees it, and takes it away again. With `--check` it fails above the aim, in seconds of the
processor. Without `--smoke` the table is written to RESULTS.md beside this file.
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
from typing import Any

from benchmarks.register.installations import on_sqlite
from benchmarks.register.sections import write_section

UNITS, SMOKE_UNITS = 300, 6
MONTHS = 36
ROUNDS, SMOKE_ROUNDS = 7, 1
MOST_SECONDS = 1.0
STATES, MISSIONS = 60, 10
RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# Inspections at full size\n"
ONE_DAY = timedelta(days=1)
Measured = tuple[str, int, int, float, float]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status: 1 with `--check` if the list takes longer than the aim."""
    parser = argparse.ArgumentParser(prog="benchmarks.inspections.due")
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_UNITS} units, once, no results file")
    parser.add_argument("--check", action="store_true", help=f"fail above {MOST_SECONDS:.0f} s")
    options = parser.parse_args(arguments)
    units, rounds = (SMOKE_UNITS, SMOKE_ROUNDS) if options.smoke else (options.units, ROUNDS)
    today = datetime.now(UTC).date()
    with on_sqlite() as installation:
        found: list[Measured] = installation.run(_measured, units, rounds, today)
    lines = [
        "| list | lines due | queries | median (s) | processor (s) |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {what} | {count} | {queries} | {seconds:.2f} | {busy:.2f} |"
        for what, count, queries, seconds, busy in found
    ]
    lines += ["", f"Aim: {MOST_SECONDS:.0f} s for 300 units over three years."]
    print("\n".join(lines))
    if not options.smoke:
        if not RESULTS.exists():
            RESULTS.write_text(TITLE, encoding="utf-8")
        how = (
            f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.inspections.due`: {units} units of "
            f"{MISSIONS} missions, each {MONTHS} months in theatre with a report a month, a periodic inspection a "
            f"quarter and an operational readiness inspection each half year, on SQLite; median of {rounds}. "
            f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, load average "
            f"{os.getloadavg()[1]:.1f} over five minutes."
        )
        write_section("What is due", [how, "", *lines], RESULTS)
    return 1 if options.check and any(busy > MOST_SECONDS for *_, busy in found) else 0


# Runs in a new process once Django is set up there: only then the models can be imported.


def _measured(units: int, rounds: int, today: date) -> list[Measured]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.register.blank import migrated
    from muster.inspections.queries.due import still_due
    from muster.parties.models import Membership
    from muster.parties.viewer import viewer_of

    migrated()
    _write(units, today)
    found: list[Measured] = []
    for name in ("Secretariat", "State"):
        membership = Membership.objects.select_related("user", "organisation").get(user__username=name)
        viewer = viewer_of(membership)
        taken, busy = [], []
        with CaptureQueriesContext(connection) as queries:
            rows = still_due(viewer, today)
        for _ in range(rounds):
            began, worked = time.perf_counter(), time.process_time()
            still_due(viewer, today)
            taken.append(time.perf_counter() - began)
            busy.append(time.process_time() - worked)
        found.append((name, len(rows), len(queries), statistics.median(taken), statistics.median(busy)))
    return found


def _write(count: int, today: date) -> None:
    """Write the parties, the units, and their inspections and reports, each with its stages."""
    from benchmarks.register.content import pledging_states
    from muster.deployments.models import DeployedUnit
    from muster.inspections.models import Inspection, InspectionStageEvent
    from muster.kit.intervals import add_months
    from muster.missions.models import Mission, Post, Requirement
    from muster.parties.models import Membership, Organisation, OrganisationKind, Role, User

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
    came = add_months(today, -MONTHS)
    missions = Mission.objects.bulk_create(
        Mission(
            acronym=one.code, name=one.name, organisation=one, mandated_by=register, latitude=0, longitude=0,
            started_on=came, known_from=came,
        )
        for one in parties
    )  # fmt: skip
    needs = Requirement.objects.bulk_create(
        Requirement(reference=f"need-{one.acronym}", mission=one, title="Units", stage="published", known_from=came)
        for one in missions
    )
    posts = Post.objects.bulk_create(
        Post(
            reference=f"post-{number}", requirement=needs[number % MISSIONS], unit_type="INF-BN", strength=800,
            needed_from=came,
        )
        for number in range(count)
    )  # fmt: skip
    units = DeployedUnit.objects.bulk_create(
        DeployedUnit(
            reference=f"unit-{number}", title=f"Unit {number}", state=states[number % len(states)], post=post,
            strength=800, present_from=came, known_from=came,
        )
        for number, post in enumerate(posts)
    )  # fmt: skip
    made: list[Any] = []
    for number, unit in enumerate(units):
        made += _inspections(unit, number, came)
    rows = Inspection.objects.bulk_create(made, batch_size=1_000)
    InspectionStageEvent.objects.bulk_create(
        (
            InspectionStageEvent(inspection=one, stage=stage, held_from=one.planned_for, known_from=one.planned_for)
            for one in rows
            for stage in (("planned", "under-way", "signed") if one.kind == "CMR" else (
                "planned", "under-way", "shared", "signed"))
        ),
        batch_size=2_000,
    )  # fmt: skip


def _inspections(unit: Any, number: int, came: date) -> list[Any]:
    """Return a unit's inspections and reports; every seventh unit is behind by a quarter."""
    from muster.inspections.models import Inspection
    from muster.kit.intervals import add_months

    found = []
    for month in range(MONTHS - (3 if number % 7 == 0 else 0)):
        day = add_months(came, month).replace(day=1)
        handed_in = add_months(day, 1) + 5 * ONE_DAY
        found.append(("CMR", handed_in, {"covers_from": max(day, came), "covers_until": add_months(day, 1)}))
        if month % 3 == 0:
            on = add_months(came, month) + 10 * ONE_DAY
            found.append(("PI" if month else "AI", on, {"carried_from": on, "carried_until": on + ONE_DAY}))
        if month % 6 == 5:
            on = add_months(came, month)
            found.append(("ORI", on, {"carried_from": on, "carried_until": on + ONE_DAY}))
    return [
        Inspection(
            reference=f"{unit.reference}-{place}", unit=unit, kind=kind, stage="signed", planned_for=on,
            known_from=on, **values,
        )
        for place, (kind, on, values) in enumerate(found)
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
