"""Drawing a chart without a browser: SVG and PDF for reports, PNG for letters. Never over the network."""

import copy
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from muster.kit.charts.chart import Chart
from muster.kit.charts.theme import NOMINAL_WIDTH_PX

PRINT_SCALE = 2.0
"""Pixels of a PNG for each pixel of the drawing: sharp on paper at 190 dots an inch."""


def to_svg(chart: Chart | Mapping[str, Any], width_px: int = NOMINAL_WIDTH_PX) -> str:
    """The drawing as SVG. A chart that takes the width of its page is given ``width_px``."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(_sized(chart, width_px), allowed_base_urls=[]))


def to_png(chart: Chart | Mapping[str, Any], width_px: int = NOMINAL_WIDTH_PX, scale: float = PRINT_SCALE) -> bytes:
    """The drawing as PNG."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(_sized(chart, width_px), scale=scale, allowed_base_urls=[]))


def to_pdf(chart: Chart | Mapping[str, Any], width_px: int = NOMINAL_WIDTH_PX) -> bytes:
    """The drawing as PDF, a page of its own size."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_pdf(_sized(chart, width_px), allowed_base_urls=[]))


def to_altair(chart: Chart | Mapping[str, Any]) -> Any:
    """The same specification as an Altair chart, for a notebook. Raises when it breaks Vega-Lite's schema."""
    import altair

    spec = chart.spec if isinstance(chart, Chart) else chart
    return altair.Chart.from_dict(copy.deepcopy(dict(spec)))


def _sized(chart: Chart | Mapping[str, Any], width_px: int) -> dict[str, Any]:
    spec = dict(chart.spec if isinstance(chart, Chart) else chart)
    if spec.get("width") == "container":
        spec["width"] = width_px
        spec["padding"] = 12
    return spec


def _svg_bytes(chart: Chart | Mapping[str, Any]) -> bytes:
    return to_svg(chart).encode()


DRAWERS: Mapping[str, Callable[[Chart | Mapping[str, Any]], bytes]] = MappingProxyType(
    {"svg": _svg_bytes, "png": to_png, "pdf": to_pdf}
)
"""What draws a chart into a file, by the ending of its name."""
