"""Missions of the record, times and curve of a mission as tables."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.generation.build_up.judgement import QUANTILES
from muster.generation.build_up.milestones import SHARES
from muster.kit.tables import Column, Table
from muster.kit.tables.columns import Kind


def _at(field: str, place: int) -> Callable[[Any], Any]:
    """What reads one place of a row's field of several figures."""
    return lambda row: getattr(row, field)[place]


def _percent(share: float) -> int:
    return round(100 * share)


def _quantile_columns(kind: Kind, decimals: int) -> list[Column]:
    return [
        Column(
            f"simulated_{_percent(quantile)}",
            f"{_percent(quantile)} %",
            _at("simulated", place),
            kind=kind,
            decimals=decimals,
        )
        for place, quantile in enumerate(QUANTILES)
    ]


MISSIONS = Table(
    name="build_ups",
    caption=_("Months from the start to a share of the peak"),
    empty=_("No mission on record is large enough."),
    order="",
    filters=False,
    columns=[
        Column("mission", _("Mission")),
        Column("took_over", _("Took over")),
        Column("start", _("Start"), kind="date"),
        Column("peak", _("Peak"), kind="integer", unit=_("people")),
        *(
            Column(f"months_to_{_percent(share)}", f"{_percent(share)} %", _at("months_to", place), kind="decimal")
            for place, share in enumerate(SHARES)
        ),
        Column("reason", _("Left out since it"), hidden=True),
    ],
)

TIMES = Table(
    name="build_up_times",
    caption=_("Months to a share of the peak: on record, and quantiles of the simulated"),
    empty=_("Nothing was simulated."),
    order="",
    filters=False,
    columns=[
        Column("share", _("Share"), kind="percent", decimals=0),
        Column("real", _("On record"), kind="decimal"),
        *_quantile_columns("decimal", 1),
    ],
)

CURVE = Table(
    name="build_up_curve",
    caption=_("Strength at month ends: on record, and quantiles of the simulated"),
    empty=_("Nothing was simulated."),
    order="",
    filters=False,
    columns=[
        Column("month_end", _("Month end"), kind="date"),
        Column("people", _("People"), kind="integer"),
        Column("share", _("On record"), kind="percent", decimals=0),
        *_quantile_columns("percent", 0),
        Column("simulated_people", _("Simulated"), kind="integer", unit=_("people")),
    ],
)
