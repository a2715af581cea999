"""The register of operations against public data sets; each difference is known and judged here.

Data: the UN register of operations (DPPADPOSS-PKO, 2024-02-19), PACT's list of 71 operations, IPI's missions.json and
mission strengths. They are read from the folder MUSTER_PUBLIC_DATA and are no part of Muster.
"""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from muster.reference.missions import MissionFact, mission_strengths, un_missions

pytestmark = pytest.mark.public_data

OTHER_ACRONYMS = {"UNCPSG": "UNPSG"}
LIST_DIFFERS = {
    "UNDOF": "established on 31 May 1974 (S/RES/350); the list has the month in which it began to operate",
    "UNCRO": "established on 31 March 1995 (S/RES/981), as the UN register has it",
    "UNMOP": "independent mission since 1 February 1996, as the UN register has it",
    "UNTMIH": "S/RES/1123 gave it a single period to 30 November 1997",
    "UNOCI": "S/RES/2284 ended the mandate on 30 June 2017",
    "UNAMID": "the list is of 2019; it ended on 31 December 2020",
    "MINUSMA": "the list is of 2019; it ended on 31 December 2023",
}
REGISTER_DIFFERS = {
    "UNOCI": "as above",
    "MINUSMA": "the register of February 2024 still calls it active",
    "UNPSG": "the register has the day of the resolution, 19 December 1997; the group took over on 16 January 1998",
}
POINT_DIFFERS = {
    "UNMOGIP": "the register has a point between the two seats",
    "UNEF II": "the register repeats the first force's Gaza; the second had its seat in Ismailia",
    "UNIIMOG": "the register's point lies 400 km west of Tehran",
    "UNMEE": "the register's point lies in Ethiopia, far from Asmara",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def last_day(entry: MissionFact) -> date | None:
    return entry.until - timedelta(days=1) if entry.until else None


def month(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else ""


def months_of_the_list(public_data: Path) -> Iterator[tuple[str, str, str]]:
    for row in rows(public_data / "pact_activities" / "pko_list_start_end.csv"):
        months = ("" if text == "Present" else text for text in (row["start_date"], row["end_date"]))
        start, end = (f"{datetime.strptime(text, '%B %Y'):%Y-%m}" if text else "" for text in months)  # noqa: DTZ007
        yield OTHER_ACRONYMS.get(row["Acronym"], row["Acronym"]), start, end


def test_the_71_operations_of_the_list_are_ours(public_data: Path) -> None:
    assert {acronym for acronym, _, _ in months_of_the_list(public_data)} == {entry.acronym for entry in un_missions()}


def test_months_agree_with_the_list_but_for_the_judged_differences(public_data: Path) -> None:
    listed = {acronym: (start, end) for acronym, start, end in months_of_the_list(public_data)}
    ours = {entry.acronym: (month(entry.start), month(last_day(entry))) for entry in un_missions()}
    assert {acronym for acronym in ours if ours[acronym] != listed[acronym]} == set(LIST_DIFFERS)


def test_months_agree_with_the_un_register_but_for_the_judged_differences(public_data: Path) -> None:
    """The register often has the first of a month where only the month is known, so months are compared."""
    register = {row["mission_acronym"]: row for row in rows(public_data / "un_psdata" / "DPPADPOSS-PKO.csv")}
    differing = {
        entry.acronym
        for entry in un_missions()
        if (row := register.get(entry.acronym))
        and (month(entry.start), month(last_day(entry))) != (row["start_date"][:7], row["end_date"][:7])
    }
    assert differing == set(REGISTER_DIFFERS)


def test_the_un_register_lacks_only_two_operations(public_data: Path) -> None:
    register = {row["mission_acronym"] for row in rows(public_data / "un_psdata" / "DPPADPOSS-PKO.csv")}
    assert {entry.acronym for entry in un_missions()} - register == {"UNTAG", "UNTMIH"}


def test_headquarters_lie_where_the_un_register_has_them(public_data: Path) -> None:
    """Coordinates may stand in the wrong order in the register; a tenth of a degree is a town's width."""
    register = {row["mission_acronym"]: row for row in rows(public_data / "un_psdata" / "DPPADPOSS-PKO.csv")}
    differing = set()
    for entry in un_missions():
        row = register.get(entry.acronym)
        if row and row["mission_latitude"]:
            theirs = sorted(float(row[name].replace(",", ".")) for name in ("mission_latitude", "mission_longitude"))
            ours = sorted([float(entry.latitude), float(entry.longitude)])
            if max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) > 0.1:
                differing.add(entry.acronym)
    assert differing == set(POINT_DIFFERS)


def test_hosts_hold_the_country_of_the_headquarters(public_data: Path) -> None:
    theirs = json.loads((public_data / "ipi_contributions" / "missions.json").read_text(encoding="utf-8"))
    shared = [entry for entry in un_missions() if entry.acronym in theirs]
    assert len(shared) > 50
    assert [e.acronym for e in shared if theirs[e.acronym]["country_id"] not in e.host_iso3] == []


def test_strengths_agree_with_the_monthly_series(public_data: Path) -> None:
    series = rows(public_data / "ipi_contributions" / "data_mission.csv")
    totals = {row["Mission"]: int(row["Total"]) for row in series if row["Date"] == "2015-06-30"}
    assert {entry.acronym: entry.uniformed for entry in mission_strengths()} == {
        entry.acronym: totals[entry.acronym] for entry in mission_strengths()
    }
