"""`muster fatalities`: deaths in peace operations per 1,000 person-years."""

from typing import Annotated

import typer

from muster.statistics.commands.dates import span
from muster.statistics.commands.printing import AsJson, print_json, print_rows
from muster.statistics.figures.safety import Rate
from muster.statistics.figures.safety import fatalities as deaths
from muster.statistics.store import open_store

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def fatalities(
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="First day, included.")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Last day, not included.")],
    mission: Annotated[str | None, typer.Option(metavar="MISSION", help="In one mission; default: in all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell the deaths in a period and their rate per 1,000 person-years of uniformed people, with its interval."""
    first, last = span(since, until)
    found = deaths(open_store(), first, last, mission)
    if as_json:
        print_json(found.as_json())
        return
    print_rows(
        f"Deaths in {found.mission or 'all operations'}, {first.isoformat()} until {last.isoformat()}",
        ("Of", "Deaths", "Person-years", "Per 1,000", "95 % interval"),
        [_row("everybody", found.all), _row("uniformed people", found.uniformed)],
        found.source,
        f"{found.count:,} deaths in all",
    )


def _row(whose: str, rate: Rate) -> tuple[object, ...]:
    interval = f"{rate.interval[0]:.2f} to {rate.interval[1]:.2f}" if rate.interval else ""
    return whose, rate.count, round(rate.person_years), rate.per_1000, interval
