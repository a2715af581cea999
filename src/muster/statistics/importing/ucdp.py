"""Uppsala Conflict Data Program: conflicts and battle deaths by year, and events without month or country.

A country without people of its own in the table of States (a colony, a former State) keeps its name and its number
after Gleditsch and Ward, and has a code only where ISO 3166 gives or gave one.
"""

from pathlib import Path

from muster.statistics.importing.cells import BadCell, degrees, whole, year, year_end
from muster.statistics.importing.names import state_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

EXPONENT = "figure written with an exponent"
INCOMPATIBILITY = {"1": "territory", "2": "government", "3": "territory and government"}
TYPES = {"1": "extrasystemic", "2": "interstate", "3": "internal", "4": "internationalised internal"}
REGIONS = {"1": "Europe", "2": "Middle East", "3": "Asia", "4": "Africa", "5": "Americas"}
ESTIMATES = ("low", "best", "high")


def read_conflicts(file: Path, sink: Sink) -> None:
    """A row a conflict and year."""
    wanted = ("conflict_id", "location", "side_a", "side_b", "incompatibility", "year", "intensity_level")
    for line, row in sink.rows(file, (*wanted, "type_of_conflict", "region")):
        with sink.row(line):
            end = year_end(year(row["year"], "year"))
            places = [state_of(name, sink) for name in row["location"].split(", ")]
            sink.add(
                "conflicts",
                line,
                end,
                conflict_id=whole(row["conflict_id"], "conflict_id"),
                year=end.year,
                location=row["location"].strip(),
                states=list(dict.fromkeys(code for code in places if code)),
                side_a=row["side_a"].strip(),
                side_b=row["side_b"].strip(),
                incompatibility=_word(row["incompatibility"], "incompatibility", INCOMPATIBILITY),
                intensity=whole(row["intensity_level"], "intensity_level"),
                type=_word(row["type_of_conflict"], "type_of_conflict", TYPES),
                region=_word(row["region"], "region", REGIONS),
            )


def read_country_years(file: Path, sink: Sink) -> None:
    """A row a country and year, with the lowest, best and highest estimate of battle deaths."""
    for line, row in sink.rows(file, ("gwcode", "country_name", "year", *ESTIMATES)):
        with sink.row(line):
            end = year_end(year(row["year"], "year"))
            if any("e" in row[name].lower() for name in ESTIMATES):
                sink.repaired(EXPONENT)
            sink.add(
                "conflict_years",
                line,
                end,
                year=end.year,
                state=state_of(row["country_name"], sink),
                gwcode=whole(row["gwcode"], "gwcode"),
                country=row["country_name"].strip(),
                low=whole(row["low"], "low"),
                best=whole(row["best"], "best"),
                high=whole(row["high"], "high"),
            )


def read_events(file: Path, sink: Sink) -> None:
    """A row an event, by year alone."""
    wanted = ("year", "longitude", "latitude", "where_coordinates", "best", "deaths_civilians")
    for line, row in sink.rows(file, wanted):
        with sink.row(line):
            end = year_end(year(row["year"], "year"))
            latitude, longitude = degrees(row["latitude"], row["longitude"])
            sink.add(
                "conflict_events",
                line,
                end,
                year=end.year,
                latitude=latitude,
                longitude=longitude,
                place=row["where_coordinates"].strip() or None,
                deaths=whole(row["best"], "best"),
                civilian_deaths=whole(row["deaths_civilians"], "deaths_civilians"),
            )


def _word(text: str, name: str, words: dict[str, str]) -> str:
    """What a number or several numbers stand for. Raises BadCell."""
    try:
        return ", ".join(words[number.strip()] for number in text.split(","))
    except KeyError:
        raise BadCell(f"{name} {text!r} is none of {', '.join(words)}") from None


FILES = (
    SourceFile("ucdp-prio-acd-*.csv", "conflict and year", read_conflicts),
    SourceFile("ucdpbrds_country_year_*.csv", "country and year, battle deaths", read_country_years),
    SourceFile("ged*_geopko_subset.csv", "events", read_events),
)
