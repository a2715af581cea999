"""A small store, made by hand: figures of the size of the real ones, in the files' own form where a file is read.

Kazakhstan's years in UNIFIL and MINURSO and India's position with it are those of the public data (CountryByYear.csv,
Geo-PKO); the other rows are made up.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from muster.statistics.importing import import_set
from muster.statistics.importing.ipi import BY_SEX, SEXES
from muster.statistics.store.writing import FileWriter

MONTHS = tuple(date(2013 + (at + 5) // 12, (at + 5) % 12 + 1, 28) for at in range(9))
"""Nine months from June 2013 on."""


def write_csv(path: Path, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a file of a data set."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([heading, *rows])


def by_sex_row(day: date, state: str, mission: str, people: Mapping[str, tuple[int, int]]) -> list[Any]:
    """Return a row of `Gender.Full.csv`: men and women by type."""
    cells: list[Any] = ["", day.isoformat(), state, mission]
    everybody = (sum(men for men, _women in people.values()), sum(women for _men, women in people.values()))
    for heading in BY_SEX:
        men, women = everybody if heading == "Total" else people.get(heading, (0, 0))
        cells += [men, women, men + women]
    return cells


def contributions(folder: Path) -> None:
    """Write months by State, mission, type and sex, totals of missions, and means of years."""
    heading = ["", "Date", "Contributor", "Mission", *(f"{kind} {sex}" for kind in BY_SEX for sex in SEXES)]
    rows = []
    for at, day in enumerate(MONTHS):
        india = {"Troops": (700 + 10 * at, 6)}
        nepal = {"Troops": (90 + 5 * at, 3), "Formed Police Units": (100, 20)}
        rows += [by_sex_row(day, "India", "UNIFIL", india), by_sex_row(day, "Nepal", "UNIFIL", nepal)]
        rows.append(by_sex_row(day, "Kazakhstan", "MINURSO", {"Experts on Mission": (2, 1)}))
    write_csv(folder / "Gender.Full.csv", heading, rows)
    totals = [(day.isoformat(), "UNIFIL", 800 + 20 * at, 118, 0, 918 + 20 * at) for at, day in enumerate(MONTHS)]
    totals.append(("2015-06-30", "UNIFIL", 10_000, 100, 310, 10_410))
    write_csv(folder / "data_mission.csv", ("Date", "Mission", "Troops", "Police", "Observers", "Total"), totals)
    years = [
        ("Kazakhstan", "MINURSO", 2016, 0, 3, 3), ("Kazakhstan", "UNOCI", 2016, 0, 1, 1),
        ("Kazakhstan", "MINURSO", 2018, 0, 5, 5), ("Kazakhstan", "UNIFIL", 2018, 0, 30, 30),
        ("Kazakhstan", "UNIFIL", 2019, 0, 122, 122), ("Kazakhstan", "UNIFIL", 2020, 0, 123, 123),
        ("India", "UNIFIL", 2013, 6, 700, 706), ("India", "UNIFIL", 2016, 8, 890, 898),
        ("India", "UNIFIL", 2017, 8, 375, 383), ("India", "UNIFIL", 2018, 10, 880, 890),
        ("India", "UNIFIL", 2019, 20, 870, 890), ("India", "UNIFIL", 2020, 65, 825, 890),
    ]  # fmt: skip
    made = [("", country, mission, year, women, men, total) for country, mission, year, women, men, total in years]
    write_csv(folder / "CountryByYear.csv", ("", "Country", "Mission", "Year", "Female", "Male", "Total"), made)


def others(store: Path) -> None:
    """Write bases, deaths and operations straight into the store."""
    day = date(2020, 11, 30)
    base = {"date": day, "mission": "UNIFIL", "base": "Position 4-3", "country": "Lebanon", "known_on": day}
    base |= {"latitude": 33.3, "longitude": 35.4, "troops": 450, "unit_types": ["inf"], "source": "geopko", "line": 1}
    with FileWriter(store, "geopko", "map.csv") as writer:
        writer.add("bases", base | {"file": "map.csv", "hq": 0, "map": "4144"})
        writer.add("bases", base | {"file": "map.csv", "base": "Naqoura", "latitude": 33.1, "longitude": 35.1,
                                    "troops": None, "unit_types": ["sig", "med"], "line": 2})  # fmt: skip
        for line, (state, name, troops) in enumerate((("IND", "India", 300), ("KAZ", "Kazakhstan", 150)), start=1):
            writer.add(
                "base_contributors",
                base | {"file": "map.csv", "state": state, "contributor": name, "troops": troops, "line": line},
            )
        writer.keep()
    with FileWriter(store, "un-psdata", "deaths.csv") as writer:
        for line, (died, mission, state) in enumerate(
            ((date(2013, 7, 4), "UNIFIL", "IND"), (date(2019, 3, 2), "UNIFIL", "IND")), start=1
        ):
            writer.add(
                "fatalities",
                {"date": died, "mission": mission, "state": state, "personnel_type": "Military", "kind": "Fatality",
                 "casualty_id": str(line), "source": "un-psdata", "file": "deaths.csv", "line": line,
                 "known_on": died},
            )  # fmt: skip
        writer.keep()
    with FileWriter(store, "un-psdata", "register.csv") as writer:
        writer.add(
            "operations",
            {"mission": "UNIFIL", "name": "United Nations Interim Force in Lebanon", "start": date(1978, 3, 19),
             "active": True, "host": "LBN", "region": "Asia", "umbrella": False, "source": "un-psdata",
             "file": "register.csv", "line": 1, "known_on": date(1978, 3, 19)},
        )  # fmt: skip
        writer.keep()


def make_store(folder: Path) -> Path:
    """Make the store in a folder; the store's own folder."""
    files, store = folder / "files", folder / "store"
    files.mkdir(parents=True)
    contributions(files)
    shares = [("United States of America", 2019, 27.9), ("India", 2019, 0.2), ("Kazakhstan", 2019, 0.1)]
    write_csv(files / "shares.csv", ("state", "year", "share"), shares)
    for name, path in (("ipi", files), ("un-yearly", files), ("assessments", files / "shares.csv")):
        import_set(name, path, folder=store)
    others(store)
    return store
