"""People in theatre at month ends as stacked bars, with the ceilings as a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text

HEIGHT_PX = 240
FILLS = (("committed", "accent"), ("proposed", "chart-proposed"), ("need", "line-strong"))
"""Mark of the legend and colour of each part of a bar, from the first on."""
CEILING = LegendEntry("today", gettext_lazy("ceiling of the mandate (dashed)"))
FAR = 3
"""A ceiling of more than so many times the highest bar is told in words: drawn, it would leave the bars flat."""


@dataclass(frozen=True)
class Bar:
    """One day: people of each part, in the order of the parts' names; a ceiling of None is not drawn."""

    day: str
    people: tuple[int, ...]
    ceiling: int | None = None


def strength_chart(bars: Sequence[Bar], parts: Sequence[Text], *, title: Text, summary: Text, id: str) -> Chart:  # noqa: A002 - it is the HTML id
    """Return the bars with at most three parts each, and the same figures as a table."""
    has_ceiling = any(one.ceiling is not None for one in bars)
    is_drawn = has_ceiling and not is_far(bars)
    names = [str(one) for one in parts]
    axis = {"title": _("people"), "grid": True}
    fills = [colour(FILLS[place][1]) for place in range(len(names))]
    layers: list[Spec] = [
        {
            "transform": [{"filter": "datum.part !== ''"}],
            "mark": {"type": "bar"},
            "encoding": {
                "y": {"field": "people", "type": "quantitative", "stack": "zero", "axis": axis},
                "color": {
                    "field": "part",
                    "type": "nominal",
                    "legend": None,
                    "scale": {"domain": names, "range": fills},
                },
                "order": {"field": "place", "type": "quantitative"},
                "tooltip": [
                    {"field": "day", "title": _("Day")},
                    {"field": "part", "title": _("Part")},
                    {"field": "people", "title": _("People")},
                ],
            },
        }
    ]
    if is_drawn:
        layers.append(
            {
                "transform": [{"filter": "datum.part === ''"}],
                "mark": {"type": "line", "color": colour("ink"), "strokeDash": [4, 3]},
                "encoding": {"y": {"field": "people", "type": "quantitative", "axis": axis}},
            }
        )
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "data": {"values": _values(bars, names, with_ceiling=is_drawn)},
        "encoding": {"x": {"field": "day", "type": "ordinal", "axis": {"title": None, "labelOverlap": True}}},
        "layer": layers,
    }
    legend = [LegendEntry(FILLS[place][0], name) for place, name in enumerate(parts)]
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=f"{summary} {_far_words(bars)}" if has_ceiling and not is_drawn else summary,
        headings=(_("Day"), *parts, *([_("Ceiling")] if has_ceiling else [])),
        rows=[(one.day, *one.people, *([_said(one.ceiling)] if has_ceiling else [])) for one in bars],
        legend=(*legend, CEILING) if is_drawn else tuple(legend),
        height=HEIGHT_PX,
        fit="narrow",
    )


def is_far(bars: Sequence[Bar]) -> bool:
    """Return whether the ceilings lie so far above the bars that a common scale would leave these flat."""
    tallest = max((sum(one.people) for one in bars), default=0)
    return max((one.ceiling or 0 for one in bars), default=0) > FAR * tallest > 0


def _far_words(bars: Sequence[Bar]) -> str:
    ceiling = [one.ceiling for one in bars if one.ceiling is not None][-1]
    return _("The ceiling of the mandate, %(ceiling)s, lies far above and is not drawn.") % {"ceiling": f"{ceiling:,}"}


def _said(ceiling: int | None) -> int | str:
    return "–" if ceiling is None else ceiling


def _values(bars: Sequence[Bar], names: Sequence[str], *, with_ceiling: bool) -> list[dict[str, Any]]:
    """Return a row for each part of each bar, and one without a part for the ceiling."""
    rows: list[dict[str, Any]] = []
    for bar in bars:
        for place, (name, people) in enumerate(zip(names, bar.people, strict=True)):
            rows.append({"day": bar.day, "part": name, "place": place, "people": people})
        if with_ceiling and bar.ceiling is not None:
            rows.append({"day": bar.day, "part": "", "place": len(names), "people": bar.ceiling})
    return rows
