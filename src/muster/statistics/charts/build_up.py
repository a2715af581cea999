"""How a mission filled up: people by months since its start, with half and nine tenths of its peak."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts import Chart, LegendEntry
from muster.kit.charts.rows import figure
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text

HEIGHT_PX = 200


def build_up_chart(
    curve: Sequence[tuple[float, int]],
    marks: Sequence[tuple[Text, float]],
    *,
    id: str,  # noqa: A002 - the HTML id
    title: Text,
    source: Text,
) -> Chart:
    """Draw (months since the start, people), and levels of people with their words as dashed lines."""
    levels = [{"v": value, "w": str(words)} for words, value in marks]
    along = {"field": "m", "type": "quantitative", "axis": {"title": _("months since the start"), "tickCount": 9}}
    up = {"field": "n", "type": "quantitative", "axis": {"title": None, "grid": True, "format": ",d", "tickCount": 4}}
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "layer": [
            {
                "data": {"values": [{"m": round(months, 2), "n": people} for months, people in curve]},
                "mark": {"type": "line", "color": colour("accent"), "strokeWidth": 1.8,
                         "point": {"size": 22, "color": colour("accent")}},
                "encoding": {"x": along, "y": up,
                             "tooltip": [{"field": "m", "format": ".1f", "title": _("Months")},
                                         {"field": "n", "format": ",d", "title": _("People")}]},
            },
            {
                "data": {"values": levels},
                "mark": {"type": "rule", "color": colour("ink"), "strokeDash": [4, 3]},
                "encoding": {"y": {"field": "v", "type": "quantitative"},
                             "tooltip": [{"field": "w", "title": _("Level")}]},
            },
        ],
    }  # fmt: skip
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("People at each month's end of the first three years."),
        source=source,
        headings=(_("Months since the start"), _("People")),
        rows=[(f"{months:.1f}", figure(people)) for months, people in curve],
        legend=(
            LegendEntry("committed", gettext_lazy("people")),
            LegendEntry("line", gettext_lazy("half and nine tenths of the peak")),
        ),
        height=HEIGHT_PX,
        fit="narrow",
    )
