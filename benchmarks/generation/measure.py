"""Measures a desk with many open cases: rescheduling after a block, the list, one case. Illustrative records only.

`python -m benchmarks.generation.measure --cases 1000` in an empty folder of its own; SQLite, one process. Every case
has the phases 1 to 17 (those that recur after the arrival are in no case), all in one mission, so that one block moves
every case.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muster.parties.models import User

TODAY = date.today()  # noqa: DTZ011 - lists of today show what is stored; those of an earlier day are worked out
REQUESTED = TODAY - timedelta(days=270)
KIBIBYTES = 1024
ROUNDS = 9


def main() -> None:
    """Make the record, measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    wanted = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as home:
        os.environ["MUSTER_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.web.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _measure(wanted)


def _measure(wanted: int) -> None:
    from django.test import Client
    from django.urls import reverse

    from muster.generation import actions
    from muster.generation.models import Case, CasePhase
    from muster.generation.terms import BlockTerms
    from muster.parties.viewer import SYSTEM

    user = _made(wanted)
    print(f"{Case.objects.count()} cases, {CasePhase.objects.count()} phases")
    actions.refresh_forecasts(Case.objects.all(), TODAY)
    before = _peak()
    seconds, of_processor = [], []
    for number in range(3):
        until = TODAY + timedelta(days=120 + 30 * number)
        block = BlockTerms("block", "MISSION", ("clearances", "movement"), TODAY, until, "Measured")
        started, used = time.perf_counter(), time.process_time()
        actions.record_block(SYSTEM, block, today=TODAY)
        seconds.append(time.perf_counter() - started)
        of_processor.append(time.process_time() - used)
    told = f"{statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s; processor {min(of_processor):.2f} s"
    print(f"rescheduling all after a block: {told}")
    print(f"most memory: {before:.0f} MiB before, {_peak():.0f} MiB after")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for name, address in (
        ("list of cases", reverse("generation")),
        ("one case", reverse("case", args=["case-7"])),
        ("list, late ones", f"{reverse('generation')}?lateness=late"),
    ):
        times, of_processor = [], []
        for _round in range(ROUNDS):
            started, used = time.perf_counter(), time.process_time()
            answer = client.get(address)
            times.append(1000 * (time.perf_counter() - started))
            of_processor.append(1000 * (time.process_time() - used))
            if answer.status_code != HTTPStatus.OK:
                raise SystemExit(f"{address}: {answer.status_code}")
        print(f"{name}: median {statistics.median(times):.0f} ms; processor {statistics.median(of_processor):.0f} ms")


def _made(wanted: int) -> "User":
    """Make parties, a mission with its posts, and the cases, half-way through; return the desk's user."""
    from muster.generation.models import Case, CasePhase, PhaseStage
    from muster.kit.standing import Standing
    from muster.missions import actions as missions
    from muster.missions.models import Mission, Post, Requirement
    from muster.parties import actions as parties
    from muster.parties.models import OrganisationKind, Role
    from muster.parties.viewer import SYSTEM
    from muster.reference.phases import phases_of, template_duration

    kinds = (
        ("UN", OrganisationKind.SECRETARIAT),
        ("MISSION", OrganisationKind.MISSION),
        ("KAZ", OrganisationKind.MEMBER_STATE),
    )
    made = {code: parties.register_organisation(SYSTEM, kind=kind, code=code, name=code) for code, kind in kinds}
    membership = parties.register_user(
        SYSTEM, username="desk", password="peace-and-readiness", organisation=made["UN"], role=Role.APPROVER
    )
    mission = missions.register_mission(
        SYSTEM,
        Mission(
            acronym="MISSION", name="Mission", organisation=made["MISSION"], mandated_by=made["UN"], latitude=0,
            longitude=0, started_on=REQUESTED, known_from=REQUESTED,
        ),
    )  # fmt: skip
    requirement = Requirement.objects.create(
        reference="requirement", mission=mission, title="Illustrative", stage="published", known_from=REQUESTED
    )
    posts = Post.objects.bulk_create(
        Post(requirement=requirement, reference=f"post-{n}", unit_type="INF-COY", strength=120, needed_from=REQUESTED)
        for n in range(wanted)
    )
    cases = Case.objects.bulk_create(
        Case(
            reference=f"case-{n}", register=made["UN"], state=made["KAZ"], post=posts[n], strength=120,
            requested_on=REQUESTED, wanted_on=REQUESTED + timedelta(days=200 + n % 400), known_from=REQUESTED,
            standing=Standing.ILLUSTRATIVE,
        )
        for n in range(wanted)
    )  # fmt: skip
    rows = []
    for number, case in enumerate(cases):
        day = REQUESTED
        for place, entry in enumerate(phases_of("formed-unit", with_mission_wide=True)):
            days = template_duration(entry.code, "formed-unit", "infantry", "L2")
            row = CasePhase(
                case=case, phase=entry.code, least_days=days.least_days, likely_days=days.likely_days,
                most_days=days.most_days,
            )  # fmt: skip
            if place < number % 9:
                row.stage, row.started_on, row.done_on = PhaseStage.DONE, day, day + timedelta(days=20 + number % 11)
            elif place == number % 9:
                row.stage, row.started_on = PhaseStage.UNDER_WAY, day + timedelta(days=number % 5)
            day += timedelta(days=21)
            rows.append(row)
    CasePhase.objects.bulk_create(rows, batch_size=500)
    return membership.user


def _peak() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES


if __name__ == "__main__":
    main()
