"""Tables of names: spellings of States and missions in the data sets, the line a mission stands in, what files lack."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class YearlyGap:
    """A State of which the yearly file says nothing in a year, though it is no zero; empty: every State, mission."""

    year: int
    mission: str
    state: str
    note: str


@lru_cache(maxsize=1)
def yearly_gaps() -> tuple[YearlyGap, ...]:
    """What is known to lack in the yearly file."""
    text = (files("muster.statistics.names") / "yearly_gaps.csv").read_text(encoding="utf-8")
    return tuple(
        YearlyGap(int(row["year"]), row["mission"], row["state"], row["note"])
        for row in csv.DictReader(text.splitlines())
    )
