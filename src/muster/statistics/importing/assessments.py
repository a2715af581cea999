"""What each State pays of the peacekeeping budget: a file of the user's own, as Muster knows no open one.

A CSV file with the columns `state` (any name or code), `year` and `share` (per cent of the budget assessed on the State
in that year, with a decimal point). The scale of a year is adopted before it begins, so it is known on 1 January.
"""

from datetime import date
from pathlib import Path

from muster.statistics.importing.cells import BadCell, decimal, year
from muster.statistics.importing.names import state_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

WHOLE = 100


def read_shares(file: Path, sink: Sink) -> None:
    """State, year and share; a State is named once a year."""
    named: set[tuple[str, int]] = set()
    for line, row in sink.rows(file, ("state", "year", "share")):
        with sink.row(line):
            number, state = year(row["year"], "year"), state_of(row["state"], sink)
            share = decimal(row["share"], "share")
            if state is None:
                raise BadCell(f"{row['state']!r} stands for no single State")
            if share is None or not 0 <= share <= WHOLE:
                raise BadCell(f"share {row['share']!r} is no number of per cent")
            if (state, number) in named:
                raise BadCell(f"{state} is named twice for {number}")
            named.add((state, number))
            sink.add("assessments", line, date(number, 1, 1), state=state, year=number, share=share)


FILES = (SourceFile("*.csv", "State, year and share of the peacekeeping budget", read_shares),)
