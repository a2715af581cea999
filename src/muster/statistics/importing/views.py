"""Deaths in state-based conflict by country and month, and forecasts of the Violence Early-Warning System.

A month is numbered from January 1980, which is 1. Months without deaths are rows of 0. The countries are those of the
source: codes of two of them (Kosovo, Taiwan) are not States of the register, and are kept.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import duckdb

from muster.kit.errors import Problem, Refused
from muster.kit.intervals import month_end
from muster.statistics.importing.cells import (
    BadCell,
    decimal,
    is_missing,
    member,
    object_of,
    rows_of,
    whole,
)
from muster.statistics.importing.names import state_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

CODE_FROM_NAME = "code of the country missing: taken from its name"
STATE_BASED = "state-based"
KINDS = {"sb": STATE_BASED, "ns": "non-state", "os": "one-sided"}
FIRST_YEAR = 1980
LIST = "country_list.csv"
BATCH = 4096
RUN_OF_FILE = re.compile(r"(?P<run>.+)-cm-iso-[a-z]{3}\.json")
ISO3 = re.compile(r"[A-Z]{3}")


def month_of(number: int | None) -> date:
    """The last day of the month with this number. Raises BadCell."""
    if number is None or not 1 <= number <= 12 * 200:
        raise BadCell(f"month_id {number!r} is no month")
    return month_end(date(FIRST_YEAR + (number - 1) // 12, (number - 1) % 12 + 1, 1))


def read_joined(file: Path, sink: Sink) -> None:
    """Country-months with names and codes in place."""
    for line, row in sink.rows(file, ("month_id", "country_id", "name", "iso3", "sb_fatalities")):
        with sink.row(line):
            _deaths(
                sink, line, row["month_id"], _state(row["iso3"], row["name"], sink), row["name"], row["sb_fatalities"]
            )


def read_year(file: Path, sink: Sink) -> None:
    """Country-months by number of the country; the names are in the list beside the file."""
    names = _names(file)
    for line, (outcome, month, country) in enumerate(_parquet(file), start=1):
        with sink.row(line):
            name = _name(names, str(country))
            _deaths(sink, line, str(month), state_of(name, sink), name, str(outcome))


def read_ensemble(file: Path, sink: Sink) -> None:
    """A run of 2020: probabilities of three kinds of violence by country and month; their list is beside it."""
    names, run = _names(file), file.stem
    issued = _month_of_run(file)
    columns = {kind: f"average_basewthematic_{kind}" for kind in KINDS}
    for line, row in sink.rows(file, ("month_id", "country_id", *columns.values())):
        with sink.row(line):
            state, month = state_of(_name(names, row["country_id"]), sink), month_of(whole(row["month_id"], "month_id"))
            for kind, column in columns.items():
                chance = _probability(row[column], column)
                _forecast(sink, line, run, issued, month, state, KINDS[kind], chance, None)


def read_answer(file: Path, sink: Sink) -> None:
    """What the system's interface answers for one country: deaths expected, and the probability of 25 or more."""
    found = RUN_OF_FILE.fullmatch(file.name)
    answer = object_of(file)
    months = answer.get("data")
    if found is None or not isinstance(months, list) or not months:
        raise Refused(
            problems=[Problem(str(file), "is no answer with months", "give the answer as the system gave it")]
        )
    issued = _issued(file, months)
    for line, entry in enumerate(months, start=1):
        with sink.row(line):
            state = _state(str(member(entry, "isoab")), str(member(entry, "name")), sink)
            chance = _probability(str(member(entry, "main_dich")), "main_dich")
            mean = decimal(str(member(entry, "main_mean")), "main_mean")
            month = month_of(_number(entry, "month_id"))
            _forecast(sink, line, found["run"], issued, month, state, STATE_BASED, chance, mean)


def _issued(file: Path, months: list[object]) -> date:
    """The last day of the month before the first that is forecast. Raises Refused where none is told."""
    try:
        numbers = [_number(one, "month_id") for one in months]
        return month_of(min(number for number in numbers if number is not None)).replace(day=1) - timedelta(days=1)
    except (BadCell, ValueError) as error:
        raise Refused(problems=[Problem(str(file), str(error), "give the answer as the system gave it")]) from None


def _deaths(sink: Sink, line: int, month: str, state: str | None, name: str, deaths: str) -> None:
    on = month_of(whole(month, "month_id"))
    sink.add(
        "conflict_deaths",
        line,
        on,
        date=on,
        state=state,
        name=name,
        deaths=whole(deaths, "deaths"),
        kind=STATE_BASED,
    )


def _forecast(
    sink: Sink,
    line: int,
    run: str,
    issued: date,
    month: date,
    state: str | None,
    kind: str,
    probability: float | None,
    mean: float | None,
) -> None:
    sink.add(
        "forecasts",
        line,
        issued,
        vintage=issued,
        run=run,
        issued=issued,
        month=month,
        state=state,
        kind=kind,
        probability=probability,
        mean=mean,
    )


def _state(code: str, name: str, sink: Sink) -> str | None:
    if ISO3.fullmatch(code.strip()):
        return code.strip()
    if not is_missing(code):
        raise BadCell(f"code {code!r} is no ISO 3166 alpha-3 code")
    sink.repaired(CODE_FROM_NAME)
    return state_of(name, sink)


def _probability(text: str, name: str) -> float | None:
    chance = decimal(text, name)
    if chance is not None and not 0 <= chance <= 1:
        raise BadCell(f"{name} {text!r} is no probability")
    return chance


def _number(entry: object, name: str) -> int | None:
    return whole(str(member(entry, name)), name)


def _month_of_run(file: Path) -> date:
    found = re.search(r"(\d{4})-(\d{2})$", file.stem)
    if found is None or not 1 <= int(found[2]) <= 12:
        raise Refused(
            problems=[Problem(str(file), "does not tell the month of its run", "end its name in the month, as 2020-06")]
        )
    return month_end(date(int(found[1]), int(found[2]), 1))


def _names(file: Path) -> Mapping[str, str]:
    """Names of the countries by number, from the list that lies beside a file."""
    beside = file.with_name(LIST)
    if not beside.is_file():
        raise Refused(
            problems=[Problem(str(file), f"numbers its countries, and there is no {LIST}", "put the list beside it")]
        )
    return {row["country_id"]: row["name"] for _, row in rows_of(beside, ("country_id", "name"))}


def _name(names: Mapping[str, str], number: str) -> str:
    try:
        return names[number]
    except KeyError:
        raise BadCell(f"country_id {number!r} is not in {LIST}") from None


def _parquet(file: Path) -> Iterator[tuple[object, object, object]]:
    """Deaths, month and country of each row. Raises Refused for a file that is no such table."""
    quoted = str(file).replace("'", "''")
    connection = duckdb.connect(":memory:", config={"threads": 1})
    try:
        found = connection.execute(f"SELECT outcome, month_id, country_id FROM read_parquet('{quoted}')")
        while batch := found.fetchmany(BATCH):
            yield from batch
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise Refused(problems=[Problem(str(file), f"cannot be read: {why}", "give the file as published")]) from None
    finally:
        connection.close()


JOINED = "derived_cm_actuals_*.csv"
YEARS = "cm_actuals_*.parquet"
FILES = (
    SourceFile(JOINED, "country and month, deaths in state-based conflict", read_joined, instead_of=YEARS),
    SourceFile(YEARS, "the same, one file a year, by number of the country", read_year),
    SourceFile("views_ensemble_cm_*.csv", "forecasts of one run for Africa", read_ensemble),
    SourceFile("*-cm-iso-*.json", "forecasts of one run for one country", read_answer),
)
