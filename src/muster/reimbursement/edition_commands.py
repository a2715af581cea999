"""`muster rates`: editions of rates listed, checked, loaded and compared."""

from pathlib import Path
from typing import Annotated

import typer

from muster.kit.terminal import bytes_of, print_table
from muster.parties.acting import acting_viewer, parsed_day, today
from muster.parties.models import Organisation
from muster.reimbursement.actions.editions import load_edition
from muster.reimbursement.endpoints.edition_shapes import comparison_answer
from muster.reimbursement.queries.edition_comparison import compared_editions
from muster.reimbursement.queries.editions import findings_of, visible_edition, visible_editions
from muster.reimbursement.rules.edition_checks import RateFinding, rate_findings
from muster.reimbursement.rules.edition_rows import MOST_EQUIPMENT_DECIMALS, MOST_SERVICE_DECIMALS
from muster.reimbursement.rules.edition_terms import EditionTerms, RateRows
from muster.reimbursement.statement.cents import as_dollars
from muster.reimbursement.tables.editions import DIFFERENCES, EDITIONS, EFFECTS, FINDINGS
from muster.reimbursement.workbooks.editions import read_rates

app = typer.Typer(
    rich_markup_mode=None, add_completion=False, help="Editions of rates of reimbursement.", no_args_is_help=True
)
DEVIATES = 1
"""How `check` leaves where a rate deviates."""

As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Act as this user; default: the installation.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
RatesFile = Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (.xlsx) or CSV file of rates.")]
EquipmentDecimals = Annotated[
    int,
    typer.Option(
        "--equipment-decimals", min=0, max=MOST_EQUIPMENT_DECIMALS, help="To which equipment rates are rounded."
    ),
]
ServiceDecimals = Annotated[
    int,
    typer.Option(
        "--service-decimals", min=0, max=MOST_SERVICE_DECIMALS, help="To which self-sustainment rates are rounded."
    ),
]


@app.command("list")
def list_(on: On = None, user: As = None, as_json: AsJson = False) -> None:
    """List the editions on record, the latest first."""
    print_table(EDITIONS, visible_editions(acting_viewer(user), parsed_day(on)), as_json=as_json)


@app.command()
def check(
    file: RatesFile,
    equipment_decimals: EquipmentDecimals = 0,
    service_decimals: ServiceDecimals = 2,
    as_json: AsJson = False,
) -> None:
    """Hold the rates of a file against the formula, within the rounding of the table; nothing is put on record.

    Lists the rates that deviate and leaves with 1, or with 0 where none does. A file that cannot be read is refused
    with a line for each problem.
    """
    rows = read_rates(bytes_of(file))
    findings = rate_findings(rows, equipment_decimals, service_decimals)
    print_table(FINDINGS, findings, as_json=as_json)
    if not as_json:
        typer.echo(_said(rows, findings))
    if findings:
        raise typer.Exit(DEVIATES)


@app.command()
def load(
    file: RatesFile,
    reference: Annotated[str, typer.Option(metavar="REFERENCE", help="How the edition is called, as rates-2023.")],
    title: Annotated[str, typer.Option(help="Its title.")],
    valid_from: Annotated[str, typer.Option("--from", metavar="DATE", help="First day in force.")],
    valid_until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="First day no longer in force.")
    ] = None,
    manual: Annotated[str, typer.Option(metavar="SYMBOL", help="The manual's symbol.")] = "",
    source: Annotated[str, typer.Option(help="The document from which the table was taken.")] = "",
    owner: Annotated[
        str, typer.Option(metavar="CODE", help="Whose edition, where the installation itself loads it.")
    ] = "",
    equipment_decimals: EquipmentDecimals = 0,
    service_decimals: ServiceDecimals = 2,
    user: As = None,
) -> None:
    """Load an edition from a file; rates that deviate from the formula are kept and told."""
    terms = EditionTerms(
        reference=reference,
        title=title,
        valid_from=parsed_day(valid_from),
        valid_until=None if valid_until is None else parsed_day(valid_until),
        manual=manual,
        equipment_decimals=equipment_decimals,
        service_decimals=service_decimals,
        source=source,
    )
    rows = read_rates(bytes_of(file))
    whose = Organisation.objects.filter(code=owner).first()
    made = load_edition(acting_viewer(user), terms, rows, today=today(), owner=whose)
    findings = findings_of(made, rows)
    if findings:
        print_table(FINDINGS, findings, as_json=False)
    typer.echo(f"{made.reference} is on record: {_said(rows, findings)}")


@app.command()
def compare(
    first: Annotated[str, typer.Argument(metavar="FROM", help="Reference of an edition.")],
    second: Annotated[str, typer.Argument(metavar="TO", help="Reference of another.")],
    on: On = None,
    user: As = None,
    as_json: AsJson = False,
) -> None:
    """List what differs between two editions, and what that means in a year for each memorandum in force.

    A year at full payment of the agreed lines that both editions have a rate for, before mission factors.
    """
    viewer, day = acting_viewer(user), parsed_day(on)
    old, new = (visible_edition(viewer, day, name) for name in (first, second))
    found = compared_editions(viewer, old, new, day)
    if as_json:
        typer.echo(comparison_answer(old, new, found).model_dump_json(indent=2))
        return
    print_table(DIFFERENCES, found.differences, as_json=False)
    print_table(EFFECTS, found.effects, as_json=False)
    typer.echo(f"difference in a year: {as_dollars(found.difference_cents)} US dollars")


def _said(rows: RateRows, findings: tuple[RateFinding, ...]) -> str:
    count = len(rows.equipment) + len(rows.services)
    return f"{count} rows, {len(findings)} rates deviate from the formula"
