"""Missions of the record, times, curve and units of a mission as tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.build_up.judgement import QUANTILES, RAMP_MONTHS
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


def _share_columns() -> list[Column]:
    return [
        Column(f"months_to_{_percent(share)}", f"{_percent(share)} %", _at("months_to", place), kind="decimal")
        for place, share in enumerate(SHARES)
    ]


def _mission_address(row: Any) -> str:
    return reverse("build-up", args=[row.mission])


MISSIONS = Table(
    name="build_ups",
    caption=_("Months from the start to a share of the peak"),
    empty=_("No mission on record is large enough."),
    order="",
    filters=False,
    columns=[
        Column("mission", _("Mission"), kind="link", href=_mission_address),
        Column("took_over", _("Took over")),
        Column("start", _("Start"), kind="date"),
        Column("peak", _("Peak"), kind="integer", unit=_("people")),
        *_share_columns(),
        Column("reason", _("Left out since it"), hidden=True),
    ],
)
COUNTED = Table(
    name="build_ups",
    caption=_("Months from the start to a share of the peak"),
    empty=_("No mission on record is large enough."),
    order="start",
    filters=False,
    page_size=100,
    columns=[one for one in MISSIONS.columns if one.key not in ("took_over", "reason")],
)
LEFT_OUT = Table(
    name="build_ups_left_out",
    caption=_("Left out, since they took over another operation's contingents at their start"),
    empty=_("No mission is left out."),
    order="start",
    filters=False,
    columns=[
        *(one for one in MISSIONS.columns if one.key in ("mission", "took_over", "start", "peak")),
        Column("reason", _("Left out since it")),
        *_share_columns(),
    ],
)
UNITS = Table(
    name="build_up_units",
    caption=_("The requirement that is simulated, by unit type"),
    empty=_("No unit is required."),
    order="",
    filters=False,
    columns=[
        Column("unit_type", _("Unit type")),
        Column("units", _("Units"), kind="integer", total=True),
        Column("people", _("People"), kind="integer", total=True),
    ],
)


@dataclass(frozen=True)
class PaceRow:
    """Months to each of SHARES of the peak: the medians of the record, or of a straight ramp."""

    name: str
    months_to: Sequence[float]


PACES = Table(
    name="build_up_paces",
    caption=_("The medians of the record, and straight ramps"),
    empty=_("No mission counts."),
    order="",
    filters=False,
    columns=[Column("name", _("Build-up")), *_share_columns()],
)


def pace_rows(medians: Sequence[float]) -> list[PaceRow]:
    """The medians of the record beside the straight ramps, which are at each share after that share of their length."""
    ramps = [
        PaceRow(_now("straight ramp of %(months)d months") % {"months": ramp}, [share * ramp for share in SHARES])
        for ramp in RAMP_MONTHS
    ]
    return [PaceRow(_now("median of the missions that count"), medians), *ramps]


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
