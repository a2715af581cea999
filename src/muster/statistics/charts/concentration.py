"""How much hangs on few contributors, over time."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.statistics.charts.lines import Line, lines_chart
from muster.statistics.explorer.reckoned import Concentrated


def concentration_chart(found: Sequence[Concentrated], name: str) -> Chart | None:
    """Draw the Herfindahl index; None where no file tells States."""
    if not found:
        return None
    last, most = found[-1], max(found, key=lambda one: one.index)
    words = {
        "name": name, "alike": f"{1 / last.index:.0f}", "when": _when(last), "states": last.states,
        "then": _when(most),
    }  # fmt: skip
    title = _("%(name)s: %(states)d States in %(when)s, as concentrated as %(alike)s of one size") % words
    return lines_chart(
        [Line(_("Herfindahl index"), [(_place(one), one.index) for one in found])],
        id="concentration",
        title=title,
        source=", ".join(sorted({one.file for one in found})),
        form=".3f",
        summary=_("The sum of the squares of the States' shares: 1 where one sends all, 1 / n where n send alike. "
                  "It was highest in %(then)s.") % words,
        headings=(_("Last of the year"), _("Herfindahl index"), _("States")),
        rows=[
            (f"{one.date:%Y-%m}", f"{one.index:.4f}", one.states)
            for one in {one.date.year: one for one in found}.values()
        ],
    )  # fmt: skip


def _when(one: Concentrated) -> str:
    return str(one.date.year) if one.is_year else date_format(one.date, "F Y")


def _place(one: Concentrated) -> date:
    """Where a figure stands on the axis: a year's mean in the middle of its year."""
    return date(one.date.year, 7, 1) if one.is_year else one.date
