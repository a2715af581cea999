"""A tiny folder in the form of the public data sets, and the real one where it is named.

The tiny files were made by hand for these tests: their figures are invented, their columns are those of the IPI
Peacekeeping Database (data_mission.csv) and of Geo-PKO v2.1.
"""

import csv
from pathlib import Path

import pytest

from muster.generation.build_up.history import MISSION_FILE
from muster.generation.build_up.requirement import MAP_FILE

SYMBOLS = ("inf", "fpu", "res", "fp", "eng", "sig", "trans", "riv", "he.sup", "sf", "med", "maint", "recon", "avia",
           "mp", "demining", "uav")  # fmt: skip
STRENGTHS = [
    ("2014-04-30", "MINUSCA", "100"),
    ("2014-05-28", "MINUSCA", "600"),
    ("2014-06-30", "MINUSCA", "1200"),
    ("2014-08-31", "MINUSCA", "2000"),
    ("2010-07-31", "MONUSCO", "9000"),
    ("2010-08-31", "MONUSCO", "9500"),
    ("2004-04-30", "UNOCI", "50"),
    ("2004-05-31", "ONUCI", "900"),
    ("1995-01-31", "UNAVEM", "70"),
    ("1995-02-28", "UNAVEM", "500"),
    ("2016-07-31", "UNMC", "80"),
]
MAPS = [
    {"source": "Map no. 1", "year": "2014", "month": "6", "battalion": "1", "inf": "1"},
    {"source": "Map no. 2", "year": "2014", "month": "9", "battalion": "2", "inf": "1"},
    {"source": "Map no. 2", "year": "2014", "month": "9", "company": "3", "platoon": "1", "inf": "1", "eng": "1"},
    {"source": "Map no. 2", "year": "2014", "month": "9", "company": "0.5", "med": "1"},
    {"source": "Map no. 3", "year": "2019", "month": "9", "battalion": "9", "inf": "1"},
]


def write_table(path: Path, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Write a comma separated table into a folder that is made for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny folder."""
    write_table(tmp_path / MISSION_FILE, ("Date", "Mission", "Total"), [tuple(row) for row in STRENGTHS])
    headings = ("source", "mission", "year", "month", "battalion", "company", "platoon", *SYMBOLS)
    rows = [tuple({"mission": "MINUSCA", **row}.get(name, "0") for name in headings) for row in MAPS]
    write_table(tmp_path / MAP_FILE, headings, rows)
    return tmp_path
