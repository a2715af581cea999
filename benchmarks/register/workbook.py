"""Measure the one workbook of the register on SQLite: export, import of new, unchanged and changed pledges.

    python -m benchmarks.register.workbook [--pledges 300] [--smoke]

Makes a throw-away installation and a workbook of pledges by generator, each with 40 posts in 8 sub-units, 30 lines of
equipment, 10 of self-sustainment and 2 caveats. Each step runs in a process of its own, so that its peak of memory is
its own. Time is reported, not asserted; without `--smoke` the table is written to RESULTS.md beside this file.
"""

import argparse
import multiprocessing
import os
import platform
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.register.sections import write_section

if TYPE_CHECKING:
    from muster.pledges.terms import EquipmentTerms, PledgeTerms, UnitPostTerms

Result = TypeVar("Result")

HEADING = "One workbook"
SMOKE_PLEDGES = 5
POSTS, SUB_UNITS, EQUIPMENT, SELF_SUSTAINMENT = 40, 8, 30, 10
SEED = 2018
TODAY = date(2018, 10, 1)
MOST_SECONDS, MOST_MEBIBYTES = 20, 500


@dataclass
class Measurement:
    """One step: seconds in all and by part, seconds of the processor, the peak of memory, and what came of it."""

    step: str
    seconds: float
    processor_seconds: float
    mebibytes: float
    parts: dict[str, float] = field(default_factory=dict)
    came_of_it: str = ""


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; returns the exit status: 1 if an import did not do what it should have."""
    parser = argparse.ArgumentParser(prog="benchmarks.register.workbook", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pledges", type=int, default=300, help="pledges in the workbook")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_PLEDGES} pledges, no results file")
    options = parser.parse_args(arguments)
    count = SMOKE_PLEDGES if options.smoke else options.pledges
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "static").mkdir()
        _in_a_process(prepare, home, count)
        size = (home / "new.xlsx").stat().st_size
        steps = (
            ("import of new pledges", import_file, "new.xlsx"),
            ("import of the same file again", import_file, "new.xlsx"),
            ("import with every pledge changed", import_file, "changed.xlsx"),
            ("export", export_file, "out.xlsx"),
        )
        found = [_in_a_process(work, home, step, name) for step, work, name in steps]
    table = _table(found)
    print("\n".join(table))
    if not options.smoke:
        write_section(HEADING, _section(table, count, size))
    expected = [f"{count} created, 0 changed", "0 created, 0 changed", f"0 created, {count} changed"]
    return 0 if [one.came_of_it for one in found[:3]] == expected else 1


def _in_a_process(work: Callable[..., Result], home: Path, *arguments: object) -> Result:
    """Run a step in a new process; returns what it returns."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found: Result = pool.apply(_set_up_and_run, (work, home, *arguments))
    return found


def _set_up_and_run(work: Callable[..., Result], home: Path, *arguments: object) -> Result:
    for name in [name for name in os.environ if name.startswith("MUSTER_")]:
        del os.environ[name]
    os.environ.update(MUSTER_HOME=str(home), DJANGO_SETTINGS_MODULE="muster.web.settings")
    import django

    django.setup()
    return work(home, *arguments)


def prepare(home: Path, count: int) -> None:
    """Make the installation with its parties, a workbook of new pledges, and one that changes each of them."""
    from muster.parties.actions import register_organisation
    from muster.parties.models import OrganisationKind
    from muster.parties.viewer import SYSTEM
    from muster.pledges.workbook.export import workbook_of
    from muster.reference.states import states
    from muster.web.migrating import migrate

    migrate(lambda _: None)
    register_organisation(SYSTEM, kind=OrganisationKind.SECRETARIAT, code="UN", name="United Nations Secretariat")
    for state in states():
        register_organisation(SYSTEM, kind=OrganisationKind.MEMBER_STATE, code=state.iso3, name=state.display_name)
    pledges = [made_up_pledge(number) for number in range(1, count + 1)]
    (home / "new.xlsx").write_bytes(workbook_of(pledges))
    changed = [replace(one, strength=one.strength + 1) for one in pledges]
    (home / "changed.xlsx").write_bytes(workbook_of(changed))


def made_up_pledge(number: int) -> "PledgeTerms":
    """Return a battalion that some State might pledge; the same for the same number."""
    from muster.pledges.terms import CaveatTerms, PledgeTerms, SelfSustainmentTerms, SubUnitTerms
    from muster.reference.catalogue import table
    from muster.reference.states import states

    chance = random.Random(f"{SEED} {number}")
    sub_units = [SubUnitTerms("1", "Headquarters")]
    sub_units += [SubUnitTerms(f"1.{branch}", f"Company {branch}") for branch in range(1, SUB_UNITS)]
    categories = list(table("self_sustainment_categories").by_key)[:SELF_SUSTAINMENT]
    return PledgeTerms(
        reference=f"made-up-{number}",
        state=chance.choice(states()).iso3,
        unit_type="INF-BN",
        strength=850,
        women=chance.randrange(0, 120),
        officers=chance.randrange(20, 60),
        available_from=date(2018, 1 + number % 12, 1 + number % 28),
        title=f"Made-up infantry battalion {number}",
        languages="en;fr",
        home_base=f"Garrison {number}",
        note_verbale=f"NV/{number}/2018",
        note_verbale_on=date(2017, 1 + number % 12, 1),
        signatory="Permanent Mission",
        remarks="Made up to measure with.\n" + "Remarks of some length. " * 10,
        sub_units=tuple(sub_units),
        posts=tuple(_post(chance, line) for line in range(POSTS)),
        equipment=tuple(_equipment(chance, line) for line in range(EQUIPMENT)),
        self_sustainment=tuple(
            SelfSustainmentTerms(one, stock_days=chance.randrange(30, 90), remarks="as agreed") for one in categories
        ),
        caveats=(
            CaveatTerms("excluded-task", f"task {number}", "Not without a reserve."),
            CaveatTerms("maximum-stay", "24"),
        ),
    )


def _post(chance: random.Random, line: int) -> "UnitPostTerms":
    from muster.pledges.terms import UnitPostTerms

    branch = line % SUB_UNITS
    return UnitPostTerms(
        outline=f"1.{branch}" if branch else "1",
        title=f"Post {line} of grade {chance.randrange(1, 9)}",
        count=chance.randrange(1, 20),
        rank=chance.choice(("OF-1", "OF-2", "OR-2", "OR-5")),
        women=chance.randrange(0, 2),
        specialist_code=f"S{chance.randrange(100, 999)}",
        weapon=chance.choice(("assault rifle", "pistol", "machine gun")),
        driving_licence=chance.choice(("", "C", "CE")),
        language=chance.choice(("", "en", "fr")),
    )


def _equipment(chance: random.Random, line: int) -> "EquipmentTerms":
    from muster.pledges.terms import EquipmentTerms
    from muster.reference.catalogue import table

    quantity = chance.randrange(1, 60)
    return EquipmentTerms(
        category=chance.choice(list(table("equipment_categories").by_key)),
        item=f"Item {line}",
        quantity=quantity,
        make_and_model=f"Maker {chance.randrange(1, 40)}, model {chance.randrange(1, 400)}",
        serviceable=chance.randrange(0, quantity + 1),
        built_in=chance.randrange(1990, 2018),
        condition=chance.choice(("new", "overhauled", "used")),
        fuel=chance.choice(("", "diesel")),
        length_cm=chance.randrange(100, 1300),
        width_cm=chance.randrange(100, 260),
        height_cm=chance.randrange(100, 420),
        weight_kg=chance.randrange(50, 30_000),
        painting="white",
    )


def import_file(home: Path, step: str, name: str) -> Measurement:
    """Import a workbook with progress, as the command does."""
    from muster.parties.queries import organisation
    from muster.parties.viewer import SYSTEM
    from muster.pledges.workbook import import_workbook

    ended: dict[str, float] = {}

    def note(part: str, done: int, total: int) -> None:
        ended[str(part)] = time.perf_counter()

    data, register = (home / name).read_bytes(), organisation("UN")
    began, worked = time.perf_counter(), time.process_time()
    created, changed = import_workbook(SYSTEM, data, register=register, today=TODAY, progress=note)
    found = _measured(step, began, worked, f"{created} created, {changed} changed")
    for part, end in ended.items():
        found.parts[part], began = end - began, end
    return found


def export_file(home: Path, step: str, name: str) -> Measurement:
    """Export the whole register."""
    from muster.parties.viewer import SYSTEM
    from muster.pledges.workbook import export

    began, worked = time.perf_counter(), time.process_time()
    (home / name).write_bytes(export(SYSTEM, TODAY))
    return _measured(step, began, worked, "")


def _measured(step: str, began: float, worked: float, came_of_it: str) -> Measurement:
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    return Measurement(step, seconds, processor, _peak_mebibytes(), came_of_it=came_of_it)


def _peak_mebibytes() -> float:
    """The most memory that the process has held; Linux tells it in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(found: Sequence[Measurement]) -> list[str]:
    """The table as lines of Markdown."""
    rows = [
        "| step | seconds | of the processor | reading | checking | saving | peak (MiB) | came of it |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for one in found:
        parts = [f"{one.parts[part]:.1f}" if part in one.parts else "" for part in ("reading", "checking", "saving")]
        rows.append(
            f"| {one.step} | {one.seconds:.1f} | {one.processor_seconds:.1f} | {' | '.join(parts)} | "
            f"{one.mebibytes:.0f} | {one.came_of_it} |"
        )
    return rows


def _section(table: list[str], count: int, size: int) -> list[str]:
    """The section of the results file: how it was measured, and the table."""
    import django

    busy = f"load average {os.getloadavg()[0]:.1f}"
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, {busy}"
    versions = f"Python {platform.python_version()}, Django {django.get_version()}, SQLite {sqlite3.sqlite_version}"
    how = (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.register.workbook`: {count} pledges, each "
        f"with {POSTS} posts in {SUB_UNITS} sub-units, {EQUIPMENT} lines of equipment, {SELF_SUSTAINMENT} of "
        f"self-sustainment and 2 caveats, in a file of {size / 1_000_000:.1f} MB; each step in a process of its own. "
        f"{machine}; {versions}. Aims for the import: {MOST_SECONDS} s, {MOST_MEBIBYTES} MiB."
    )
    return [how, "", *table]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
