"""Charts as Vega-Lite specifications: one for the page, the notebook (``to_altair``) and the report.

A page draws them with the Vega bundle that vl-convert ships; ``to_svg``, ``to_png`` and ``to_pdf`` draw them without a
browser. Altair and vl-convert are loaded only when one of these is called: a page must not wait for them.
"""

from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.coverage import Coverage, MonthCoverage, coverage_bars, coverage_by_month
from muster.kit.charts.drawing import DRAWERS, to_altair, to_pdf, to_png, to_svg
from muster.kit.charts.gantt import Cover, Gap, Need, gantt, gaps_in
from muster.kit.charts.history import Moment, Span, history, years_shown
from muster.kit.charts.mission_map import DISCLAIMER, MissionDot, mission_map

__all__ = [
    "DISCLAIMER",
    "DRAWERS",
    "Chart",
    "Cover",
    "Coverage",
    "Gap",
    "LegendEntry",
    "MissionDot",
    "Moment",
    "MonthCoverage",
    "Need",
    "Span",
    "coverage_bars",
    "coverage_by_month",
    "gantt",
    "gaps_in",
    "history",
    "mission_map",
    "to_altair",
    "to_pdf",
    "to_png",
    "to_svg",
    "years_shown",
]
