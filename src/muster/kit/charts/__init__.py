"""Charts as Altair specifications: one for page, notebook and report.

A page draws them with the Vega bundle that vl-convert ships; ``to_svg`` and ``to_png`` draw them without a browser.
"""

from muster.kit.charts.chart import Chart, LegendEntry

__all__ = ["Chart", "LegendEntry"]
