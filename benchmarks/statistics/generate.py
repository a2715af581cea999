"""Write a made-up record in the columns of the UN hub's set DPO-UCHISTORICAL, as large as is asked for.

    python -m benchmarks.statistics.generate --rows 100000000 --out DPO-UCHISTORICAL.csv [--seed 1]

Months run from June 1948 to December 2025, in order, as the hub's do; every State may be in every mission with every
type, so that the roll-ups are as large as they can be. The same rows and seed give the same file. One row in a thousand
has its ISO and M49 codes exchanged, one in a hundred thousand cannot be used.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from muster.reference.missions import missions
from muster.reference.states import states

FIRST_MONTH = "1948-06-01"
MONTHS = 931
TYPES = ("Troops", "Staff Officer", "Individual Police", "Formed Police Units", "Experts on Mission")
EXCHANGED_EVERY, UNUSABLE_EVERY = 1_000, 100_000
STRIDE = 36_007
"""Prime to the number of combinations, so that those of a month come in no order and none twice before all came."""


def main(arguments: Sequence[str]) -> int:
    """Write the file; returns the exit status."""
    parser = argparse.ArgumentParser(prog="benchmarks.statistics.generate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    generate(options.out, options.rows, options.seed)
    print(f"{options.out}: {options.rows} rows, {options.out.stat().st_size / 1e6:.0f} MB")
    return 0


def generate(out: Path, rows: int, seed: int = 1) -> None:
    """Write so many rows."""
    connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "1GB"})
    try:
        connection.execute(f"COPY ({_rows(rows, seed)}) TO '{out}' (FORMAT csv, HEADER)")
    finally:
        connection.close()


def _rows(rows: int, seed: int) -> str:
    contributors, operations = states(), sorted({one.acronym for one in missions()})
    month = f"(i * {MONTHS}) // {rows}"
    kind, contributor = f"c % {len(TYPES)}", f"(c // {len(TYPES)}) % {len(contributors)}"
    operation = f"c // {len(TYPES) * len(contributors)}"
    iso3 = _picked([one.iso3 for one in contributors], contributor)
    m49 = _picked([str(int(one.m49)) for one in contributors], contributor)
    exchanged = f"i % {EXCHANGED_EVERY} = 17"
    # Troops are many and few of them women; the figures fall off as those of the record do.
    heads = f"CASE WHEN {kind} IN (0, 3) THEN 40 ELSE 4 END * (1 + (h % 1000) ** 3 / 1e8)"
    return (
        f"SELECT i + 1 AS contribution_id, CASE WHEN {exchanged} THEN {m49} ELSE {iso3} END AS isocode3, "
        f"CASE WHEN {exchanged} THEN {iso3} ELSE {m49} || '.0' END AS m49_code, "
        f"{_picked([one.name for one in contributors], contributor)} AS contributing_country, "
        f"{_picked(operations, operation)} AS mission_acronym, "
        f"CASE WHEN i % {UNUSABLE_EVERY} = 71 THEN 'Civilians' ELSE {_picked(TYPES, kind)} END AS personnel_type, "
        f"({heads} * ((h >> 20) % 10) / 60)::INTEGER AS female_personnel, ({heads})::INTEGER AS male_personnel, "
        f"last_day(DATE '{FIRST_MONTH}' + to_months(({month})::INTEGER)) AS last_reporting_date "
        f"FROM (SELECT i, hash(i + {seed} * 1000003) AS h, "
        f"(i * {STRIDE} + {seed}) % {len(contributors) * len(operations) * len(TYPES)} AS c "
        f"FROM range({rows}) AS given(i)) AS r"
    )


def _picked(texts: Sequence[str], number: str) -> str:
    """The text of this number, counted from 0."""
    return "[" + ", ".join("'" + one.replace("'", "''") + "'" for one in texts) + f"][1 + {number}]"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
