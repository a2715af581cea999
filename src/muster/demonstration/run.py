"""The demonstration from an empty folder to files and a plan: migrate, load, plan, show, write."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from muster import planning
from muster.demonstration import tables
from muster.demonstration.accounts import DEMONSTRATION_PASSWORD, accounts
from muster.demonstration.load import LoadReport, load
from muster.demonstration.planning_day import SECONDS, PlanOfTheDay, plan_of_the_day
from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Refused
from muster.parties.viewer import SYSTEM
from muster.plans.models import StoredPlan
from muster.plans.report_rows import plan_report
from muster.plans.reports import WRITERS, plan_file
from muster.plans.rotations import planned_against_happened

FOLDER = "demo"
"""The folder of the files, inside the installation's folder."""
REFERENCE_TENANT = "Kazakhstan"
"""The State whose rotations are shown beside what really happened: its arrivals are published."""
SERVE = "muster serve --demonstration"
"""What serves the demonstration: pages open on the planning day, accounts are offered."""


def run(console: Console) -> StoredPlan:
    """Bring the database up to date, load the record, plan it, print the plan and write its files. Returns the plan."""
    began = time.monotonic()
    with console.status("Bringing the database up to date"):
        call_command("migrate", interactive=False, verbosity=0)
    loaded = load_with_progress(console)
    console.print(_loaded_line(loaded, time.monotonic() - began))
    before_planning = time.monotonic()
    found = plan_with_progress(console)
    console.print(_planned_line(found, time.monotonic() - before_planning))
    show(console, found.plan)
    folder = write_files(console, found.plan)
    console.print(f"{', '.join(WRITERS)} written to {folder} (all in {time.monotonic() - began:.1f} s)")
    return found.plan


def load_with_progress(console: Console) -> LoadReport:
    """Load the record under a bar that counts rows by file."""
    with _bar(console) as bar:
        task = bar.add_task("Loading", total=None)

        def tell(name: str, done: int, total: int) -> None:
            bar.update(task, description=f"Loading {name}", completed=done, total=total)

        return load(tell)


def plan_with_progress(console: Console) -> PlanOfTheDay:
    """Plan under a bar that counts the seconds of the time limit."""
    with _bar(console) as bar:
        task = bar.add_task("Planning", total=SECONDS)

        def watch(progress: planning.Progress) -> None:
            words = f"Planning: {progress.objective:,} points, gap to the bound {progress.gap:.1%}"
            bar.update(task, description=words, completed=min(SECONDS, int(progress.seconds)))

        return plan_of_the_day(watch)


@contextmanager
def _bar(console: Console) -> Iterator[Progress]:
    """Give a progress bar that goes away when its work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield bar


def _loaded_line(report: LoadReport, seconds: float) -> str:
    """Return what loading did, in one line."""
    there = sum(report.present.values())
    return f"Record loaded: {report.entered_total:,} records entered, {there:,} there already ({seconds:.1f} s)"


def _planned_line(found: PlanOfTheDay, seconds: float) -> str:
    """Return what planning did, in one line."""
    plan = found.plan
    how = "stored before, the record has not changed" if found.was_stored else f"solved in {seconds:.1f} s"
    return (
        f"Plan {plan.reference}: {how}; value {plan.objective:,} points, bound {plan.bound:,.0f}, "
        f"at most {plan.gap:.2%} below the best there can be"
    )


def show(console: Console, plan: StoredPlan) -> None:
    """Print the plan by mission, the reference tenant's rotations, and the gaps."""
    report = plan_report(SYSTEM, plan)
    today = datetime.now(UTC).date()
    console.print(tables.coverage_table(report))
    rotations = [row for row in planned_against_happened(SYSTEM, plan, today) if row.state == REFERENCE_TENANT]
    console.print(tables.rotation_table(rotations, REFERENCE_TENANT))
    console.print(tables.reason_table(report.gaps))
    console.print(tables.gap_table(report.gaps))


def show_accounts(console: Console) -> None:
    """Print who can sign in, and what serves the site."""
    console.print(tables.account_table(accounts(), DEMONSTRATION_PASSWORD))
    console.print(f"To see it in a browser: {SERVE}", soft_wrap=True)


def write_files(console: Console, plan: StoredPlan) -> Path:
    """Write the plan's files, each in one step. Returns their folder. Raises Refused in one line where it cannot."""
    folder = Path(settings.HOME) / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in WRITERS:
            with console.status(f"Writing {name}"):
                write_atomically(folder / name, plan_file(SYSTEM, plan, name))
    except OSError as error:
        raise Refused(f"{folder}: the plan's files cannot be written ({error.strerror}).") from error
    return folder
