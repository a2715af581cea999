"""What the pages of build-ups show, as the kit's plain values."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.build_up import parameters as settings
from muster.generation.build_up.milestones import SHARES
from muster.generation.build_up.record import Record
from muster.generation.build_up.report import Report
from muster.kit.charts import DRAWERS
from muster.kit.pages import Crumb, Fact, KeyFigure, PageHead

NO_FOLDER = (
    "No folder of public data sets is named to this server: set MUSTER_PUBLIC_DATA to the folder that holds "
    "ipi_contributions/data_mission.csv and geopko/geopko_v2.1_location_map.csv, and start it again."
)
HALF = SHARES.index(0.5)
MEDIAN = 2


def record_head() -> PageHead:
    """Return the head of the page of the record."""
    return PageHead(
        title=_("Build-up of missions"),
        kicker=_("From a resolution to a force on the ground"),
        lead=_("How long missions since 1990 took to a quarter, half, three quarters and nine tenths of their peak."),
        crumbs=[Crumb(_("Generation"), reverse("generation")), Crumb(_("Build-up of missions"))],
    )


def record_figures(record: Record, medians: Sequence[float]) -> list[KeyFigure]:
    """Return the medians of the record as a strip, and how many missions they are of."""
    return [
        KeyFigure(_("Missions that count"), len(record.counted)),
        KeyFigure(_("Left out"), len(record.left_out), href="#left-out"),
        *(_median(share, months) for share, months in zip(SHARES, medians, strict=True)),
    ]


def _median(share: float, months: float) -> KeyFigure:
    label = _("To %(percent)d %% of the peak") % {"percent": round(100 * share)}
    return KeyFigure(label, f"{months:.1f}", _("months"), _("median"))


def mission_head(mission: str) -> PageHead:
    """Return the head of the page of one mission."""
    return PageHead(
        title=_("Build-up of %(mission)s") % {"mission": mission},
        kicker=_("Simulated beside the record"),
        lead=_("Shares are of the peak: of the real one, and of that of each simulated build-up."),
        crumbs=[
            Crumb(_("Generation"), reverse("generation")),
            Crumb(_("Build-up of missions"), reverse("build-ups")),
            Crumb(mission),
        ],
    )


def mission_figures(report: Report) -> list[KeyFigure]:
    """Return what is required, what was, and when half of the peak is there."""
    half = report.times[HALF]
    low, high = half.simulated[0], half.simulated[-1]
    real = "–" if half.real is None else f"{half.real:.1f}"
    spread = _("in four of five draws %(low)s to %(high)s") % {"low": f"{low:.1f}", "high": f"{high:.1f}"}
    return [
        KeyFigure(_("Required"), report.requirement.people, _("people"),
                  _("%(units)d units, %(source)s") % {"units": len(report.requirement.units),
                                                      "source": report.requirement.source}),
        KeyFigure(_("Peak on record"), _("none") if report.real_peak is None else report.real_peak, _("people")),
        KeyFigure(_("Half of the peak, simulated"), f"{half.simulated[MEDIAN]:.1f}", _("months"), spread),
        KeyFigure(_("Half of the peak, on record"), real, _("months")),
        KeyFigure(_("Draws"), report.draws),
    ]  # fmt: skip


def parameter_facts(day: date) -> list[Fact]:
    """Return the parameters behind a simulated build-up, each with its source and standing."""
    return [
        Fact(
            one.key.replace("_", " "),
            one.value,
            one.unit,
            href=reverse("fact", args=["parameters", one.key]),
            source=one.source,
            standing=one.standing,
        )
        for one in settings.rows_used(day)
    ]


def drawing_links(mission: str, asked: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the drawing's files by name and address, with the figures that were asked for."""
    query = f"?{urlencode(asked)}" if asked else ""
    return [(name, reverse("build-up-file", args=[mission, f"build-up.{name}"]) + query) for name in DRAWERS]
