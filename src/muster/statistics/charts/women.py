"""The share of women by year beside the target for troops."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.kit.charts.rows import figure
from muster.reference.catalogue import table
from muster.reference.parameters import parameter
from muster.statistics.charts.findings import women_finding
from muster.statistics.charts.lines import Line, lines_chart
from muster.statistics.explorer.series import Year


def troops_targets(day: date) -> dict[int, int]:
    """Return the target for troops in per cent, by year."""
    rows = table(parameter("ugps_targets", on=day).table).rows
    return {int(str(row["year"])): int(str(row["troops"])) for row in rows}


def women_chart(years: Sequence[Year], as_of: date, *, id: str, source: str) -> Chart | None:  # noqa: A002
    """Draw the share of women of each year's mean; None where no file tells it."""
    told = [one for one in years if one.share is not None]
    if not told:
        return None
    targets = troops_targets(as_of)
    marked = [(date(one.year, 7, 1), targets[one.year] / 100) for one in told if one.year in targets]
    lines = [Line(_("women among all in uniform"), [(date(one.year, 7, 1), one.share or 0.0) for one in told])]
    if marked:
        lines.append(Line(_("target for troops"), marked, token="ink", mark="line", dashed=True))
    return lines_chart(
        lines,
        id=id,
        title=women_finding(told),
        source=source,
        form=".1%",
        summary=_("Means of years. Each type has a target of its own; the line is that for troops, from 2019 on."),
        headings=(_("Year"), _("Women"), _("Men"), _("Share"), _("Target for troops")),
        rows=[
            (one.year, figure(one.women), figure(one.men), f"{100 * (one.share or 0):.1f}\u00a0%",
             f"{targets[one.year]}\u00a0%" if one.year in targets else "–")
            for one in told
        ],
    )  # fmt: skip
