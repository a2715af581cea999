"""Uniformed personnel by contributor, mission and year, by sex: sums of monthly heads, divided by 12.

The source lacks months, so that the stored figure is too low: a mean is the stored figure times 12, divided by the
months that it holds (counted against monthly figures of another set; see `names/yearly_months.csv`).
"""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from muster.statistics.importing.cells import whole, year, year_end
from muster.statistics.importing.names import mission_of, state_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

MONTHS_MISSING = "year with months missing: mean over the months that are there"
NOBODY = "nobody there (the file names every pair of State and mission)"
MONTHS_A_YEAR = 12


def read_years(file: Path, sink: Sink) -> None:
    """State, mission, year and sex; pairs with nobody are left out."""
    months = months_present()
    for line, row in sink.rows(file, ("Year", "Country", "Mission", "Female", "Male", "Total")):
        with sink.row(line):
            number = year(row["Year"], "Year")
            stored = {sex: whole(row[heading], heading) or 0 for heading, sex in _SEXES}
            if not any(stored.values()):
                sink.left_out(NOBODY)
                continue
            end, present = year_end(number), months.get(number, MONTHS_A_YEAR)
            if present < MONTHS_A_YEAR:
                sink.repaired(MONTHS_MISSING)
            state, mission = state_of(row["Country"], sink), mission_of(row["Mission"], end, sink)
            for sex, figure in stored.items():
                sink.add(
                    "contributions",
                    line,
                    end,
                    date=end,
                    state=state,
                    mission=mission,
                    personnel_type="all",
                    sex=sex,
                    count=mean(figure, present),
                    grain="year",
                    stored=figure,
                    months_present=present,
                )


def mean(stored: int, months: int) -> int:
    """The mean strength over the months present, out of a twelfth of their sum; half up."""
    return (stored * MONTHS_A_YEAR * 2 + months) // (2 * months)


@lru_cache(maxsize=1)
def months_present() -> Mapping[int, int]:
    """The months that each year of the file holds."""
    text = (files("muster.statistics.names") / "yearly_months.csv").read_text(encoding="utf-8")
    return {int(row["year"]): int(row["months"]) for row in csv.DictReader(text.splitlines())}


_SEXES = (("Female", "female"), ("Male", "male"), ("Total", "all"))
FILES = (SourceFile("CountryByYear.csv", "contributor, mission and year, by sex", read_years, version=2),)
