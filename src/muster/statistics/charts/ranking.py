"""The largest contributors on a day, as bars."""

from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.statistics.charts.bars import Bar, bars_chart
from muster.statistics.charts.words import counted_words, state_words
from muster.statistics.figures.contributors import Ranking
from muster.statistics.pages.addresses import state_address

SHOWN = 12


def ranking_chart(found: Ranking) -> Chart | None:
    """Draw the first of a ranking; None where it is empty."""
    if not found.rows:
        return None
    everybody = sum(row.count for row in found.rows)
    first = found.rows[0]
    words = {
        "state": state_words(first.state), "share": f"{100 * first.count / everybody:.0f}", "count": len(found.rows),
        "day": counted_words(found.source),
    }  # fmt: skip
    return bars_chart(
        [Bar(state_words(row.state), row.count, state_address(row.state)) for row in found.rows[:SHOWN]],
        id="ranking",
        title=_("%(state)s sends the most of %(count)d States, %(share)s %% of all (%(day)s)") % words,
        source=str(found.source),
        heading=_("State"),
    )
