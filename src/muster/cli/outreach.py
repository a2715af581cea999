"""`muster outreach`: which States to approach for a unit, for a file of questions or for one with its reasons."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from muster.cli.files import MOST_LINES, read_bytes, refuse_unless_writable, shown_path, write_bytes
from muster.kit.errors import Problem, Refused
from muster.outreach.answer import Answer, answer_as_json, answer_of
from muster.outreach.answering import outreach_of
from muster.outreach.rules.cases import Case, answer_rows, read_cases
from muster.outreach.rules.unit_kinds import ANY
from muster.outreach.rules.weights import Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)
REASONS_SHOWN = 4


@dataclass(frozen=True)
class _Options:
    """The options as given."""

    cases: Path | None
    output: Path | None
    mission: str | None


@app.command()
def outreach(
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="CASES.csv", help="Questions: date,mission,unit_type.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="RANKED.csv", help="Where their ranked States are written.")
    ] = None,
    mission: Annotated[str | None, typer.Option(metavar="ACRONYM", help="One question: the mission.")] = None,
    unit_type: Annotated[
        str, typer.Option(metavar="TYPE", help="any, troops, fpu, eng, ... or a code of the catalogue of unit types.")
    ] = ANY,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was known on the day; today if left out.")
    ] = (None),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Rank the States to approach for a unit, from what States did before; only what was known on the day counts.

    With --cases and -o, sixty States for each question of a file; with --mission, one question with reasons. A file
    with a bad row is refused, a line for each such row (at most twenty), and nothing is written.
    """
    source, target = _checked(_Options(cases, output, mission))
    if source is None or target is None:
        answer = answer_of(mission or "", unit_type, _day(on))
        typer.echo(json.dumps(answer_as_json(answer), ensure_ascii=False, indent=2)) if as_json else _print(answer)
        return
    refuse_unless_writable(target)
    questions = _read(source)
    write_bytes(target, "".join(_answers(questions)).encode())
    if as_json:
        typer.echo(json.dumps({"cases": len(questions), "file": str(target)}))
    else:
        typer.echo(f"{len(questions)} cases ranked in {shown_path(target)}.")


def _checked(given: _Options) -> tuple[Path | None, Path | None]:
    """The files of cases and of answers, or neither for one question. Raises Refused where the options do not fit."""
    if (given.cases is None) == (given.mission is None):
        remedy = "name a file of cases with --cases and -o, or one mission with --mission"
        raise Refused(problems=[Problem("--cases, --mission", "one of the two is needed", remedy)])
    if given.mission is not None and not given.mission.strip():
        raise Refused(problems=[Problem("--mission", "no mission is named", "write its acronym, such as UNIFIL")])
    if given.cases is None:
        if given.output is not None:
            raise Refused(problems=[Problem("-o", "one question is printed", "leave -o out, or name --cases")])
        return None, None
    if given.output is None:
        raise Refused(problems=[Problem("-o", "no file for the answer is named", "write -o RANKED.csv")])
    if given.output.resolve() == given.cases.resolve():
        raise Refused(problems=[Problem("-o", "is the file of cases itself", "name another file for the answer")])
    return given.cases, given.output


def _read(path: Path) -> list[Case]:
    content = read_bytes(path)
    try:
        return read_cases(content.decode("utf-8"))
    except UnicodeDecodeError:
        problem = Problem(shown_path(path), "is no text in UTF-8", "save the file as CSV in UTF-8")
        raise Refused(problems=[problem]) from None
    except Refused as refusal:
        problems = [Problem(f"{shown_path(path)}, {one.place}", one.message, one.remedy) for one in refusal.problems]
    raise Refused(problems=problems[:MOST_LINES])


def _answers(questions: list[Case]) -> list[str]:
    """The lines of the answer. Questions are reckoned in the order of their days, written in the order given."""
    if not questions:
        return list(answer_rows([]))
    known, settings = outreach_of(), Settings.on(_today())
    found: dict[tuple[date, str, str], list[str]] = {}
    for one in sorted(questions, key=lambda one: one.on):
        key = (one.on, one.mission, one.kind)
        if key not in found:
            found[key] = known.states(one.mission, one.kind, one.on, settings)
    return list(answer_rows((one, found[one.on, one.mission, one.kind]) for one in questions))


def _print(answer: Answer) -> None:
    typer.echo(
        f"{answer.line}, {answer.unit_type}: States to approach, on what was known on {answer.on:%Y-%m-%d} "
        f"(last count {answer.counted_on:%Y-%m-%d})."
    )
    grid = Table("rank", "State", "score", "reasons")
    for one in answer.states:
        words = "; ".join(f"{reason.words} ({reason.adds:+.2f})" for reason in one.reasons[:REASONS_SHOWN])
        grid.add_row(str(one.rank), f"{one.name} ({one.iso3})", f"{one.score:.2f}", words)
    Console(markup=False, highlight=False).print(grid)
    typer.echo("Weights and their standing: --json, or muster reference table parameters.")


def _day(text: str | None) -> date:
    if text is None:
        return _today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(problems=[Problem("--on", f"{text!r} is no day", "write it as YYYY-MM-DD")]) from None


def _today() -> date:
    return datetime.now(UTC).date()
