"""`muster watch`: forecasts of a file of cases, or of one State with its reasons."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Problem, Refused
from muster.statistics.store import open_store
from muster.statistics.watch.cases import QUANTILE_COLUMNS, answers, forecast_file, read_cases
from muster.statistics.watch.forecasts import Forecast, explain, forecast, refuse_unless_horizon
from muster.statistics.watch.months import month_text
from muster.statistics.watch.reading import read_record, read_sources
from muster.statistics.watch.reasons import Explanation

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def watch(
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="CASES.csv", help="Cases: month,iso3,horizon.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FORECAST.csv", help="Where the forecasts are written.")
    ] = None,
    state: Annotated[str | None, typer.Option("--state", metavar="ISO3", help="One State, with reasons.")] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="YYYY-MM", help="Last month whose data may be used; default: latest."),
    ] = None,
    horizon: Annotated[int, typer.Option("--horizon", metavar="MONTHS", help="Three or six months ahead.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Forecast deaths in state-based conflict: the chance of a month with 25 (100) or more, and the total expected.

    Either a file of cases is answered row by row, or one State is forecast with its reasons. Nothing that became
    known after the month is used. A case that cannot be answered is refused in one line, and nothing is written.
    """
    if (cases is None) == (state is None):
        raise Refused(problems=[Problem("watch", "give either cases or one State", "use --cases with -o, or --state")])
    if cases is not None:
        _answer_cases(cases, output, as_json)
        return
    _answer_one(str(state).strip().upper(), month, horizon, as_json)


def _answer_cases(cases: Path, output: Path | None, as_json: bool) -> None:
    if output is None:
        raise Refused(problems=[Problem("watch", "it is not said where to write", "add -o FORECAST.csv")])
    if output.resolve() == cases.resolve():
        raise Refused(problems=[Problem(str(output), "is the file of cases itself", "name another file with -o")])
    if output.is_dir() or not output.resolve().parent.is_dir():
        raise Refused(problems=[Problem(str(output), "cannot be written", "name a file in a folder that is there")])
    asked = read_cases(_text(cases), str(cases))
    content = forecast_file(asked, answers(read_record(), asked, str(cases)))
    try:
        write_atomically(output, content.encode())
    except OSError as error:
        told = f"cannot be written ({error.strerror})"
        raise Refused(problems=[Problem(str(output), told, "name a file that can be written")]) from None
    if as_json:
        last = max((case.month for case in asked), default="")
        typer.echo(json.dumps({"written": str(output), "rows": len(asked), "source": read_sources(last)}, indent=2))
    else:
        typer.echo(f"{output} written: {len(asked)} forecasts")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        told = f"cannot be read ({error.strerror})"
        raise Refused(problems=[Problem(str(path), told, "name a file that is there")]) from None
    except UnicodeDecodeError:
        raise Refused(problems=[Problem(str(path), "is not text in UTF-8", "save it as CSV in UTF-8")]) from None


def _answer_one(state: str, month: str | None, horizon: int, as_json: bool) -> None:
    refuse_unless_horizon(horizon, "--horizon")
    record = read_record(open_store())
    panel = record.as_of(month or month_text(record.last_month))
    asked = month_text(panel.last_month)
    place = panel.place(state)
    one = forecast(panel, asked, (horizon,))[place]
    why = explain(panel, asked, horizon, state)
    if as_json:
        typer.echo(json.dumps(_as_json(one, why, read_sources(asked)), ensure_ascii=False, indent=2))
        return
    for line in _lines(one, why):
        typer.echo(line)


def _as_json(one: Forecast, why: Explanation, source: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "state": one.state,
        "month": one.month,
        "horizon": one.horizon,
        "p25": one.p25,
        "p100": one.p100,
        "mean": one.mean,
        "quantiles": dict(zip(QUANTILE_COLUMNS, one.quantiles, strict=True)),
        "model": one.model.value,
        "reasons": [asdict(reason) for reason in why.reasons],
        "alike": [asdict(past) for past in why.alike],
        "note": why.note,
        "source": source,
    }


def _lines(one: Forecast, why: Explanation) -> list[str]:
    low, middle, high = (one.quantiles[place] for place in (1, 9, 17))
    lines = [
        f"{one.state}, the {one.horizon} months after {one.month}: a month with 25 or more deaths {one.p25:.1%}, "
        f"with 100 or more {one.p100:.1%}",
        f"Deaths in all: {one.mean:,.0f} expected; as likely above as below {middle:,.0f}; "
        f"in eight of ten cases {low:,.0f} to {high:,.0f}",
        "Why (what each adds to the log-odds of 25 or more):",
    ]
    lines += [f"  {reason.weight:+.2f}  {reason.subject}: {reason.text}" for reason in why.reasons]
    lines.append("Most alike past months, and what followed:")
    lines += [
        f"  {past.state} {past.month} ({past.share:.1%}): {past.greatest_month:,} in the worst month, "
        f"{past.total:,} in all"
        for past in why.alike
    ]
    return [*lines, f"Note: {why.note}"] if why.note else lines
