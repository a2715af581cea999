"""Write a made-up register of its full size into an installation of its own: 193 States with 3,000 pledges.

    python -m benchmarks.register.generate HOME [--states 193] [--pledges 3000]

HOME is a new or empty folder; the database is SQLite in it, or the PostgreSQL database that MUSTER_DATABASE_URL names,
which must be empty. Each pledge has 40 posts in 6 sub-units, 30 lines of equipment, 12 of self-sustainment, 2 caveats,
15 pieces of evidence, 3 to 5 level events, 6 confirmations and 1 to 3 versions; some have discovered caveats, visits
with findings, pool events, and 3 % partners; 3 % are drafts, which have content alone. The same numbers give the same
register, illustrative throughout.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.register.blank import migrated
from benchmarks.register.installations import set_up

STATES, PLEDGES = 193, 3_000


def generate(states: int, pledges: int) -> float:
    """Create the tables of the installation that this process is set up for, fill them; returns the seconds."""
    from benchmarks.register.writing import write_register

    migrated()
    began = time.perf_counter()
    write_register(states, pledges, _progress)
    print("\r\033[K" if sys.stdout.isatty() else "", end="")
    return time.perf_counter() - began


def _progress(words: str) -> None:
    """Show how far it is: on a terminal in place, else a line each."""
    print(f"\r{words}" if sys.stdout.isatty() else words, end="" if sys.stdout.isatty() else "\n", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Write the register; returns the exit status."""
    parser = argparse.ArgumentParser(prog="benchmarks.register.generate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("home", type=Path, help="folder of the installation to make")
    parser.add_argument("--states", type=int, default=STATES)
    parser.add_argument("--pledges", type=int, default=PLEDGES)
    options = parser.parse_args(arguments)
    if options.home.exists() and any(options.home.iterdir()):
        print(f"{options.home}: there is something already; name a new folder", file=sys.stderr)
        return 2
    set_up(options.home, os.environ.get("MUSTER_DATABASE_URL", ""))
    seconds = generate(options.states, options.pledges)
    print(f"{options.pledges} pledges of {options.states} States written in {seconds:.0f} s to {options.home}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
