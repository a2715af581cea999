"""Measure statements at full size: 300 memoranda of 150 lines over twelve months, beside a plain loop over decimals.

    python -m benchmarks.reimbursement.statements [--smoke] [--check]

Each of the two runs in a process of its own on one core, from the bytes of a file to the cents of every line; the
library keeps all statements, so that any line can be explained. Both must come to the same cents. With `--check` it
fails above the aims: 10 s of the processor and 1 GiB. Without `--smoke` the table is written to RESULTS.md.
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
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.register.sections import write_section
from benchmarks.reimbursement.content import LINES, MONTHS, memorandum_file

if TYPE_CHECKING:
    from muster.reimbursement.statement import Statement

MEMORANDA, SMOKE_MEMORANDA = 300, 4
EXPLAINED = 200
MOST_SECONDS, MOST_MEBIBYTES = 10.0, 1024
RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# Reimbursement at full size\n"


@dataclass(frozen=True)
class Measured:
    """What one way took: seconds of the processor for reading and for stating, greatest memory, the cents it found.

    `withheld` is how many amounts withheld were reckoned besides, `explanation_ms` the time of one explanation (0: the
    way gives none).
    """

    reading: float
    stating: float
    mebibytes: int
    cents: list[int]
    withheld: int = 0
    explanation_ms: float = 0.0

    @property
    def seconds(self) -> float:
        """Return reading and stating together."""
        return self.reading + self.stating


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit status: 1 where the cents differ, or with `--check` above an aim."""
    parser = argparse.ArgumentParser(prog="benchmarks.reimbursement.statements")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_MEMORANDA} memoranda, no results file")
    parser.add_argument("--check", action="store_true", help="fail above the aims")
    options = parser.parse_args(arguments)
    count = SMOKE_MEMORANDA if options.smoke else MEMORANDA
    library, plain = _apart(by_library, count), _apart(by_plain_loop, count)
    lines = _table(library, plain)
    print("\n".join(lines))
    differing = sum(one != other for one, other in zip(library.cents, plain.cents, strict=True))
    if differing:
        print(f"{differing} lines come to other cents", file=sys.stderr)
        return 1
    if not options.smoke:
        _write(count, lines)
    is_late = library.seconds > MOST_SECONDS or library.mebibytes > MOST_MEBIBYTES
    return 1 if options.check and is_late else 0


def _apart(work: Callable[[int], Measured], count: int) -> Measured:
    """Return what a way took in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, count).result()


def _table(library: Measured, plain: Measured) -> list[str]:
    ratio = library.seconds / plain.seconds
    return [
        "| way | line-months | reading (s) | stating (s) | both (s) | memory (MiB) | one explanation (ms) |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        f"| library | {len(library.cents):,} | {library.reading:.2f} | {library.stating:.2f} | {library.seconds:.2f} | "
        f"{library.mebibytes} | {library.explanation_ms:.2f} |",
        f"| plain loop over decimals | {len(plain.cents):,} | | {plain.stating:.2f} | {plain.seconds:.2f} | "
        f"{plain.mebibytes} | |",
        "",
        f"The library takes {ratio:.1f} times as long as the plain loop, and reckons {library.withheld:,} amounts "
        "withheld besides; both come to the same cents in every line.",
        f"Aim: {MOST_SECONDS:.0f} s and {MOST_MEBIBYTES} MiB for {MEMORANDA * LINES * MONTHS:,} line-months.",
    ]


def _write(count: int, lines: Sequence[str]) -> None:
    if not RESULTS.exists():
        RESULTS.write_text(TITLE, encoding="utf-8")
    how = (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `python -m benchmarks.reimbursement.statements`: {count} "
        f"memoranda with {LINES} lines over {MONTHS} months, seconds of one processor, each way in a process of its "
        "own. The library refuses what breaks the format, keeps every line and what is withheld of it, and explains on "
        "demand; the plain loop trusts the file and keeps the cents alone. One explanation: median of the first "
        f"explanations of {EXPLAINED} statements, with the spans of the groups reckoned for it. {platform.system()} on "
        f"{platform.machine()}, {os.cpu_count()} processors, load average {os.getloadavg()[1]:.1f} over five minutes."
    )
    write_section("Statements", [how, "", *lines], RESULTS)


# Each runs in a new process, so that its memory is its own.


def by_library(count: int) -> Measured:
    """Measure the library: from the bytes to statements that are all kept."""
    from muster.reimbursement.statement import Statement, read_memorandum, statement_of

    reading = stating = 0.0
    kept: list[Statement] = []
    statement_of(read_memorandum(memorandum_file(count)))  # the reference tables are read once
    for number in range(count):
        raw = memorandum_file(number)
        began = time.process_time()
        memorandum = read_memorandum(raw)
        read = time.process_time()
        kept.append(statement_of(memorandum))
        stating += time.process_time() - read
        reading += read - began
    mebibytes = _mebibytes()
    cents = [line.amount_cents for statement in kept for line in statement.lines]
    withheld = sum(len(statement.withheld) for statement in kept)
    return Measured(reading, stating, mebibytes, cents, withheld, _explanation_ms(kept))


def _explanation_ms(kept: Sequence["Statement"]) -> float:
    """Return the median time of explaining one line of a statement of which nothing was explained before."""
    from muster.reimbursement.statement import Statement, explanation_of

    chance = random.Random(1)
    taken = []
    for _ in range(EXPLAINED):
        old = chance.choice(kept)
        statement = Statement(old.memorandum, old.rates, old.lines, old.withheld)
        line = chance.choice(statement.lines)
        began = time.perf_counter()
        explanation_of(statement, line)
        taken.append(time.perf_counter() - began)
    return 1000 * statistics.median(taken)


def by_plain_loop(count: int) -> Measured:
    """Measure the plain loop."""
    from benchmarks.reimbursement.plain_decimal import plain_cents

    stating = 0.0
    cents: list[int] = []
    plain_cents(memorandum_file(count))
    for number in range(count):
        raw = memorandum_file(number)
        began = time.process_time()
        found = plain_cents(raw)
        stating += time.process_time() - began
        cents.extend(found)
    return Measured(0.0, stating, _mebibytes(), cents)


def _mebibytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
