"""`muster paper`: the capability requirements of a day, printed or written to a file."""

import json
from pathlib import Path
from typing import Annotated

import typer

from muster.audit import actions as audit
from muster.kit.atomic_file import write_atomically
from muster.kit.terminal import print_table
from muster.parties.acting import acting_viewer, parsed_day
from muster.parties.queries import organisation
from muster.yardsticks.files import FILES, paper_file
from muster.yardsticks.queries import reckoned_paper
from muster.yardsticks.tables import missions_table, types_table

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def paper(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="As of this day; default: today.")] = None,
    register: Annotated[str, typer.Option(metavar="CODE", help="The register's organisation.")] = "UN",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it as .pdf or .xlsx instead.")
    ] = None,
    user: Annotated[
        str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Reckon the current and emerging uniformed capability requirements from the record of a day."""
    viewer, day = acting_viewer(user), parsed_day(on)
    found = reckoned_paper(viewer, organisation(register), day)
    if output is not None:
        name = f"paper{output.suffix.lower()}"
        if name not in FILES:
            raise typer.BadParameter(f"{output}: give the file the ending .pdf or .xlsx")
        write_atomically(output, paper_file(found, name))
        audit.record(viewer, "yardsticks:paper:exported", f"{register}, as of {day}", after={"file": name})
        typer.echo(f"{output} written")
    elif as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        print_table(types_table(found.months_ahead), found.unit_types, as_json=False)
        print_table(missions_table(found.months_ahead), found.missions, as_json=False)
