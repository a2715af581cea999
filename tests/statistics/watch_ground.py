"""What the tests of the crisis watch stand on: a small store made by hand, and a model that only looks back.

The figures are made up; Lebanon and Mali are named because the small record has a mission in Lebanon.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from muster.statistics.store import Store, open_store
from muster.statistics.store.store import GENERATION
from muster.statistics.store.writing import FileWriter
from muster.statistics.watching.forecasting import Model, StateForecast
from muster.statistics.watching.months import last_months

LAST = date(2018, 9, 30)
"""The last month on record, the one before the day as of which the tests look."""
DEATHS: Mapping[str, Sequence[int]] = {
    "LBN": (0, 0, 3, 0, 10, 30, 24, 26, 0, 0, 40, 120),
    "MLI": (200, 180, 150, 90, 60, 30, 20, 10, 5, 0, 0, 0),
    "KAZ": (0,) * 12,
}
"""Deaths by month, the last one that of `LAST`."""


def month_end(months_before: int, last: date = LAST) -> date:
    """The last day of the month so many months before the last on record (after it, where negative)."""
    number = last.year * 12 + last.month - 1 - months_before
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def row(file: str, line: int, known_on: date, **values: Any) -> dict[str, Any]:
    """A row with its origin."""
    return {"source": "hand", "file": file, "line": line, "vintage": None, "known_on": known_on, **values}


def write_deaths(
    folder: Path,
    deaths: Mapping[str, Sequence[int]],
    *,
    last: date = LAST,
    file: str = "d.csv",
    vintage: date | None = None,
) -> None:
    """Write months of deaths as one file of a data set, and move the store to its next state."""
    with FileWriter(folder, "hand", file) as writer:
        line = 0
        for state, months in deaths.items():
            for back, number in enumerate(reversed(months)):
                line += 1
                day = month_end(back, last)
                writer.add(
                    "conflict_deaths",
                    row(
                        file,
                        line,
                        day,
                        date=day,
                        state=state,
                        name=f"Name of {state}",
                        deaths=number,
                        kind="state-based",
                    )
                    | {"vintage": vintage},
                )
        writer.keep()
    move_on(folder)


def move_on(folder: Path) -> None:
    """Give the store a new state, as an import does."""
    path = folder / GENERATION
    before = int(path.read_text(encoding="utf-8")) if path.exists() else 0
    path.write_text(str(before + 1), encoding="utf-8")


def write_bases(folder: Path) -> None:
    """Write two bases in Mali and one in Lebanon, events around them in 2017, and an operation in Mali."""
    day = date(2017, 12, 31)
    with FileWriter(folder, "hand", "bases.csv") as writer:
        places = (
            ("MINUSMA", "Gao", "Mali", 16.27, -0.04, 900),
            ("MINUSMA", "Kidal", "Mali", 18.44, 1.41, 1000),
            ("UNIFIL", "Naqoura", "Lebanon", 33.11, 35.13, 800),
        )
        for line, (mission, base, country, latitude, longitude, troops) in enumerate(places, 1):
            for known in (day, date(2018, 6, 30)):
                writer.add(
                    "bases",
                    row(
                        "bases.csv",
                        line,
                        known,
                        date=known,
                        mission=mission,
                        base=base,
                        country=country,
                        latitude=latitude,
                        longitude=longitude,
                        troops=troops,
                        hq=0,
                        unit_types=["inf"],
                        observers=False,
                        police=False,
                        map="1",
                    ),
                )
        # At Gao, 11 km north of it, 133 km north of it, and at Naqoura in a year without a map.
        events = (
            (2017, 16.27, -0.04, 4, 1),
            (2017, 16.37, -0.04, 6, 0),
            (2017, 17.47, -0.04, 50, 0),
            (2016, 33.11, 35.13, 9, 9),
        )
        for line, (year, latitude, longitude, deaths, civilians) in enumerate(events, 1):
            writer.add(
                "conflict_events",
                row(
                    "bases.csv",
                    line,
                    date(year, 12, 31),
                    year=year,
                    latitude=latitude,
                    longitude=longitude,
                    place="There",
                    deaths=deaths,
                    civilian_deaths=civilians,
                ),
            )
        writer.add(
            "operations",
            row(
                "bases.csv",
                1,
                date(2018, 1, 1),
                mission="MINUSMA",
                name="The mission in Mali",
                start=date(2013, 4, 25),
                until=None,
                host="MLI",
                umbrella=False,
            ),
        )
        writer.keep()
    move_on(folder)


def write_others(folder: Path) -> None:
    """Write a run of others of June 2018 that speaks of Mali from July to December."""
    issued = date(2018, 6, 30)
    with FileWriter(folder, "hand", "others.csv") as writer:
        for ahead in range(1, 7):
            month = month_end(3 - ahead)
            writer.add(
                "forecasts",
                row(
                    "others.csv",
                    ahead,
                    issued,
                    run="A run of June",
                    issued=issued,
                    month=month,
                    state="MLI",
                    kind="state-based",
                    probability=0.4,
                    mean=12.5,
                ),
            )
        writer.keep()
    move_on(folder)


def made_store(folder: Path) -> Store:
    """The small store, whole."""
    write_deaths(folder, DEATHS)
    write_bases(folder)
    write_others(folder)
    return open_store(folder)


def looking_back(store: Store, month: date, horizons: Sequence[int]) -> list[StateForecast]:
    """Forecast what the last twelve months were: as good as any for a test, and known by heart."""
    return [
        StateForecast(
            one.state,
            horizon,
            p25=one.over_lower / 12,
            p100=one.over_upper / 12,
            mean=one.twelve * horizon / 12,
            quantiles={share: float(one.twelve) * float(share) for share in ("0.05", "0.25", "0.5", "0.75", "0.95")},
            reasons=(f"{one.three} deaths in three months of {one.state}",),
        )
        for one in last_months(store, month, (25, 100))
        for horizon in horizons
    ]


MODEL = Model("looking back", looking_back)
