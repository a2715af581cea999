"""A small made-up record: a few States of several kinds over a few years, no data of any source."""

from datetime import date
from pathlib import Path

import numpy as np

from muster.statistics.store.writing import FileWriter
from muster.statistics.watch import Record
from muster.statistics.watch.geography import geography
from muster.statistics.watch.months import last_day, month_number
from muster.statistics.watch.record import Rows

STATES = ("BFA", "CMR", "FRA", "GHA", "ISL", "KEN", "MLI", "NER", "NGA", "NZL", "SOM", "TCD", "TGO", "UGA", "ZMB")
AT_WAR, UNEASY = {"MLI", "NGA", "SOM"}, {"BFA", "CMR", "KEN", "NER", "TCD"}
FIRST = month_number("2018-01")


def made_deaths(months: int, seed: int = 7) -> np.ndarray:
    """Deaths by State and month: wars burn, uneasy States flare up at times, the others are quiet."""
    drawn = np.random.default_rng(seed)
    deaths = np.zeros((len(STATES), months))
    for place, state in enumerate(STATES):
        middle = 120 if state in AT_WAR else 6 if state in UNEASY else 0
        flares = drawn.random(months) < (0.2 if state in UNEASY else 0.0)
        deaths[place] = drawn.poisson(middle * drawn.gamma(2, 0.5, months)) + flares * drawn.integers(20, 150, months)
    return deaths


def made_record(deaths: np.ndarray, *, first: int = FIRST, with_years: bool = True) -> Record:
    """The record of these deaths, each known at the end of its month, one edition later than all of them."""
    states, months = deaths.shape
    state, month = np.divmod(np.arange(states * months), months)
    known = np.array([last_day(first + one) for one in month], dtype="datetime64[D]")
    rows = Rows(state, month + first, deaths.ravel().copy(), known, np.full(len(known), np.datetime64("2030-01-01")))
    years = np.arange(2008, 2018) if with_years else np.arange(0)
    of_state, of_year = np.divmod(np.arange(states * len(years)), max(len(years), 1))
    ends = np.array([date(int(years[one]), 12, 31) for one in of_year], dtype="datetime64[D]")
    of_years = Rows(of_state, years[of_year], 500.0 * (of_state % 3 == 0), ends, ends)
    return Record(STATES, rows, of_years, geography(STATES))


def made_store(folder: Path, deaths: np.ndarray) -> None:
    """The same months in a statistics store."""
    with FileWriter(folder, "views", "made.csv") as writer:
        for place, state in enumerate(STATES):
            for month in range(deaths.shape[1]):
                day = last_day(FIRST + month).isoformat()
                cells = {"date": day, "state": state, "name": state, "deaths": int(deaths[place, month])}
                origin = {"kind": "state-based", "source": "views", "file": "made.csv", "line": 1, "known_on": day}
                writer.add("conflict_deaths", {**cells, **origin})
        writer.keep()
