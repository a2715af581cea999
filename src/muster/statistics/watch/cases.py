"""Files of cases and of forecasts: `month,iso3,horizon` in, one row with the forecast for each out."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from muster.kit.errors import Problem, Refused
from muster.statistics.watch.forecasts import QUANTILES, Forecast, forecast
from muster.statistics.watch.months import month_number, month_text
from muster.statistics.watch.record import Record
from muster.statistics.watching.forecasting import HORIZONS

COLUMNS = ("month", "iso3", "horizon")
QUANTILE_COLUMNS = tuple(f"q{round(100 * share):02d}" for share in QUANTILES)
MOST_PROBLEMS = 20


@dataclass(frozen=True)
class Case:
    """One question, with its line in the file and its cells as they were written, so that the answer repeats them."""

    line: int
    month: str
    state: str
    horizon: int
    written: tuple[str, str, str]


def read_cases(text: str, name: str) -> list[Case]:
    """The cases of a CSV file; further columns are ignored.

    Raises Refused with a line for each row that cannot be understood, at most twenty, naming file and line.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    cases: list[Case] = []
    problems: list[Problem] = []
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            told = f"the column {missing[0]} is missing"
            raise Refused(problems=[Problem(f"{name}, line 1", told, f"begin with {','.join(COLUMNS)}")])
        for row in reader:
            try:
                cases.append(_case(row, reader.line_num, f"{name}, line {reader.line_num}"))
            except Refused as error:
                problems.extend(error.problems)
    except csv.Error as error:
        place = f"{name}, line {reader.line_num}"
        raise Refused(problems=[Problem(place, f"is not CSV ({error})", "write the file anew as CSV")]) from None
    if problems:
        raise Refused(problems=problems[:MOST_PROBLEMS])
    return cases


def _case(row: dict[str, str | None], line: int, place: str) -> Case:
    month, state, horizon = ((row[column] or "").strip() for column in COLUMNS)
    if not (state.isascii() and state.isalpha() and len(state) == 3):
        told = f"{state!r} is no ISO 3166 alpha-3 code"
        raise Refused(problems=[Problem(f"{place}, iso3", told, "write three letters, like MLI")])
    number = month_number(month, f"{place}, month")
    if horizon not in {str(one) for one in HORIZONS}:
        known = " or ".join(str(one) for one in HORIZONS)
        told = f"{horizon!r} is no horizon that is forecast"
        raise Refused(problems=[Problem(f"{place}, horizon", told, f"write {known}")])
    return Case(line, month_text(number), state.upper(), int(horizon), (month, state, horizon))


def answers(record: Record, cases: Sequence[Case], name: str) -> list[Forecast]:
    """The forecast of each case, in the cases' order; each month's models are fitted once, on what was known then.

    Raises Refused, naming file and line, where a case asks for a month or a State without data: then nothing is
    answered.
    """
    found: dict[tuple[str, str, int], Forecast] = {}
    problems: list[Problem] = []
    for month in sorted({case.month for case in cases}):
        wanted = [case for case in cases if case.month == month]
        try:
            panel = record.as_of(month)
            made = {(one.state, one.horizon): one for one in forecast(panel, month)}
        except Refused as error:
            problems.extend(_placed(error, name, wanted[0].line))
            continue
        for case in wanted:
            one = made.get((case.state, case.horizon))
            if one is None:
                told = f"no deaths are on record for {case.state} by {month}"
                place = f"{name}, line {case.line}, iso3"
                problems.append(Problem(place, told, "leave the row out or load a data set that has the State"))
            else:
                found[month, case.state, case.horizon] = one
    if problems:
        raise Refused(problems=problems[:MOST_PROBLEMS])
    return [found[case.month, case.state, case.horizon] for case in cases]


def _placed(error: Refused, name: str, line: int) -> Iterator[Problem]:
    for one in error.problems:
        yield Problem(f"{name}, line {line}, {one.place}", one.message, one.remedy)


def forecast_file(cases: Iterable[Case], made: Iterable[Forecast]) -> str:
    """The answers as CSV: the case's cells as they were written, p25, p100, mean, and the quantiles of the total."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, "p25", "p100", "mean", *QUANTILE_COLUMNS])
    for case, one in zip(cases, made, strict=True):
        figures = (one.p25, one.p100)
        writer.writerow(
            [*case.written, *(f"{figure:.6f}" for figure in figures), f"{one.mean:.3f}"]
            + [f"{value:g}" if value < 1e5 else f"{value:.0f}" for value in one.quantiles]
        )
    return text.getvalue()
