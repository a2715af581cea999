"""`muster requirements`: list, show, import and export what missions need, and the statements of unit requirement."""

from pathlib import Path
from typing import Annotated

import typer

from muster.kit.atomic_file import write_atomically
from muster.kit.papers import as_pdf, as_word
from muster.kit.terminal import bytes_of, print_table
from muster.missions import queries, statement_workbook, workbook
from muster.missions.statement_lines import STATEMENT_LINES, lines_in_words
from muster.missions.statement_paper import paper_of
from muster.missions.statement_tables import STATEMENTS
from muster.missions.tables import POSTS, REQUIREMENTS
from muster.parties.acting import acting_viewer, parsed_day, today

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="Requirements of missions.", no_args_is_help=True)

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_(
    on: On = None,
    mission: Annotated[str | None, typer.Option(metavar="ACRONYM", help="Only this mission's.")] = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the requirements on record as of a day."""
    rows = queries.visible_requirements(acting_viewer(user), parsed_day(on))
    print_table(REQUIREMENTS, rows.filter(mission__acronym=mission) if mission else rows, as_json=as_json)


@app.command()
def show(
    reference: Annotated[str, typer.Argument(help="The requirement's reference.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """Show the posts of one requirement."""
    found = queries.visible_requirement(acting_viewer(user), parsed_day(on), reference)
    print_table(POSTS, found.posts.all(), as_json=as_json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="A workbook of requirements.")],
    user: As = None,
) -> None:
    """Import a workbook of requirements: all of it, or nothing and every error by sheet, row and column."""
    created, changed = workbook.import_workbook(acting_viewer(user), bytes_of(file), today=today())
    typer.echo(f"{created} requirements created, {changed} changed")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="Where the workbook is written.")],
    on: On = None,
    user: As = None,
) -> None:
    """Export the requirements as a workbook that can be imported again."""
    write_atomically(file, workbook.export(acting_viewer(user), parsed_day(on)))
    typer.echo(f"{file} written")


@app.command()
def statements(
    on: On = None,
    mission: Annotated[str | None, typer.Option(metavar="ACRONYM", help="Only this mission's.")] = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List the statements of unit requirement as of a day."""
    rows = queries.visible_statements(acting_viewer(user), parsed_day(on))
    print_table(STATEMENTS, rows.filter(statement__mission__acronym=mission) if mission else rows, as_json=as_json)


@app.command()
def statement(
    reference: Annotated[str, typer.Argument(help="The statement's reference.")],
    on: On = None,
    version: Annotated[int | None, typer.Option(help="A version by its number; default: the newest.")] = None,
    user: As = None,
    as_json: AsJson = False,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the document: .pdf or .docx by the file's name.")
    ] = None,
) -> None:
    """Show the lines of one statement of unit requirement, or write it as a document."""
    day = parsed_day(on)
    found = queries.visible_statement(acting_viewer(user), day, reference, version)
    if to is None:
        print_table(STATEMENT_LINES, lines_in_words(found), as_json=as_json)
        return
    writers = {".pdf": as_pdf, ".docx": as_word}
    if to.suffix not in writers:
        raise typer.BadParameter(f"{to} is neither .pdf nor .docx; name the file so", param_hint="--to")
    write_atomically(to, writers[to.suffix](paper_of(found, day)))
    typer.echo(f"{to} written")


@app.command("import-statements")
def import_statements(
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="A workbook of statements.")],
    user: As = None,
) -> None:
    """Import a workbook of statements as drafts: all of it, or nothing and every error by sheet, row and column."""
    created, changed = statement_workbook.import_workbook(acting_viewer(user), bytes_of(file), today=today())
    typer.echo(f"{created} statements created, {changed} changed")


@app.command("export-statements")
def export_statements(
    file: Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="Where the workbook is written.")],
    on: On = None,
    user: As = None,
) -> None:
    """Export the statements as a workbook that can be imported again."""
    write_atomically(file, statement_workbook.export(acting_viewer(user), parsed_day(on)))
    typer.echo(f"{file} written")
