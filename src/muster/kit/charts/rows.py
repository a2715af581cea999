"""Charts of one row a line, each with its label at the left: what bars, losses and spreads have in common."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format

from muster.kit.charts.theme import Spec, colour

ROW_PX = 24
CHARACTER_PX = 8
MOST_LABEL_PX = 220


def label_width_px(labels: Iterable[str], most: int = MOST_LABEL_PX) -> int:
    """Return the room that the labels need, `most` at most; longer ones are cut by the renderer."""
    return min(most, CHARACTER_PX * max((len(label) for label in labels), default=0) + 14)


def rows_height_px(rows: int) -> int:
    """Return the height of so many rows with the axis above them."""
    return rows * ROW_PX + 28


def rows_view(values: Sequence[Mapping[str, Any]], label_px: int, right_px: int) -> Spec:
    """Return a view of the values, one row each by its field `line`; `right_px` is left free for what stands there."""
    return {
        "data": {"values": list(values)},
        "width": "container",
        "height": {"step": ROW_PX},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "top": 0, "bottom": 0, "right": right_px},
        "encoding": {"y": _row_axis(values, label_px)},
    }


def _row_axis(values: Sequence[Mapping[str, Any]], label_px: int) -> Spec:
    return {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": [value["line"] for value in values], "paddingInner": 0, "paddingOuter": 0},
        "axis": {
            "labelAlign": "left",
            "labelPadding": label_px,
            "minExtent": label_px,
            "maxExtent": label_px,
            "labelLimit": label_px - 10,
            "labelColor": colour("ink"),
        },
    }


def figure(value: float) -> str:
    """Return a number as the chart writes it: whole, its thousands grouped."""
    return str(number_format(round(value), use_l10n=True, force_grouping=True))
