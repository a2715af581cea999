"""A small statistics store: rows written by hand in the columns of the store. Figures are invented."""

from datetime import date
from pathlib import Path
from typing import Any

from muster.statistics.store import Store
from muster.statistics.store.writing import FileWriter

DECEMBER = date(2012, 12, 31)
EARLIER = date(2011, 12, 31)


def person_rows(on: date, state: str, mission: str, **kinds: int) -> list[dict[str, Any]]:
    """Rows of one State in one mission: one for each kind, and one for all."""
    shared = {"date": on, "state": state, "mission": mission, "sex": "all", "grain": "month", "known_on": on}
    return [
        {**shared, "personnel_type": kind, "count": people, "stored": people}
        for kind, people in {**kinds, "all": sum(kinds.values())}.items()
    ]


def base_row(on: date, mission: str, base: str, state: str, troops: int | None, *types: str, sole: bool | None) -> Any:
    """One contributor at one base; a map is known at the end of its year."""
    return {
        "date": on, "mission": mission, "base": base, "state": state, "contributor": state, "troops": troops,
        "unit_types": list(types), "sole": sole, "known_on": date(on.year, 12, 31),
    }  # fmt: skip


CONTRIBUTIONS = [
    *person_rows(EARLIER, "IND", "MONUSCO", troops=4_000),
    *person_rows(DECEMBER, "IND", "MONUSCO", troops=4_100, individual_police=40),
    *person_rows(DECEMBER, "UKR", "MONUSCO", experts=14),
    *person_rows(DECEMBER, "UKR", "UNOCI", formed_police=30, experts=1),
    *person_rows(DECEMBER, "MWI", "UNOCI", troops=855),
    {
        "date": date(2013, 12, 31), "state": "TZA", "mission": "MONUSCO", "personnel_type": "all", "sex": "all",
        "count": 853, "grain": "year", "stored": 782.0, "months_present": 11, "known_on": date(2013, 12, 31),
    },
    {
        "date": DECEMBER, "state": "UKR", "mission": None, "personnel_type": "troops", "sex": "all", "count": 400,
        "grain": "month", "stored": 400.0, "known_on": DECEMBER,
    },
]  # fmt: skip
BASES = [
    base_row(date(2012, 7, 31), "MONUC", "Goma", "IND", 650, "inf", "he.sup", sole=True),
    base_row(date(2012, 7, 31), "MONUSCO", "Bunia", "BGD", None, "eng", sole=None),
    base_row(date(2012, 7, 31), "MONUSCO", "Kindu", "CHN", 150, "eng", sole=None),
    base_row(date(2012, 7, 31), "MONUSCO", "Kindu", "ZAF", 150, "eng", sole=None),
    base_row(date(2012, 7, 31), "MONUSCO", "Kindu", "", 35, "eng", sole=None) | {"state": None},
]


def small_store(folder: Path) -> Store:
    """Write the rows into a folder and open it."""
    for table, rows, file in (("contributions", CONTRIBUTIONS, "months.csv"), ("base_contributors", BASES, "maps.csv")):
        with FileWriter(folder, "by-hand", file) as writer:
            for line, row in enumerate(rows, start=1):
                writer.add(table, {"source": "by-hand", "file": file, "line": line, **row})
            writer.keep()
    (folder / "generation.txt").write_text("written by hand", encoding="utf-8")
    return Store(folder)
