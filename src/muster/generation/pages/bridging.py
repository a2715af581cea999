"""What the pages of bridges show, as the kit's plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.models import Bridge, BridgeStage, Case
from muster.generation.rules.bridging import COUNTED, Covered, Proposal
from muster.kit.charts.chart import Chart
from muster.kit.charts.gantt import Cover, Gap, Need, gantt
from muster.kit.day_text import long_day
from muster.kit.pages import Badge, ExplainInput, Explanation, Fact, KeyFigure, Tone
from muster.kit.tables import Column, Table
from muster.matching.parameters import MATCHING_KEYS
from muster.pledges.levels import LABELS, Level
from muster.reference.parameters import parameter

TONES: dict[str, Tone] = {
    BridgeStage.PROPOSED: "due",
    BridgeStage.AGREED: "accent",
    BridgeStage.UNDER_WAY: "met",
}


def bridge_badge(bridge: Bridge) -> Badge:
    """Return a bridge's stage."""
    return Badge(bridge.get_stage_display(), TONES.get(bridge.stage, "neutral"))


def _address(bridge: Bridge) -> str:
    return reverse("bridge", args=[bridge.reference])


BRIDGES = Table(
    name="bridges",
    caption=gettext_lazy("Bridges"),
    empty=gettext_lazy("No bridge is on record. The register proposes one on the bridging page of a case."),
    order="held_from",
    columns=[
        Column("reference", gettext_lazy("Bridge"), kind="link", lookup="reference", href=_address),
        Column("stage", gettext_lazy("Stage"), bridge_badge, kind="badge", lookup="stage",
               choices=BridgeStage.choices),
        Column("state", gettext_lazy("Bridging State"), "pledge.state.name", lookup="pledge__state__name"),
        Column("register", gettext_lazy("Register"), "pledge.register.code", lookup="pledge__register__code"),
        Column("pledge", gettext_lazy("Pledge"), "pledge.reference", kind="link", lookup="pledge__reference",
               href=lambda row: reverse("pledge", args=[row.pledge.reference])),
        Column("post", gettext_lazy("Post"), "case.post.reference", lookup="case__post__reference"),
        Column("mission", gettext_lazy("Mission"), "case.post.requirement.mission.acronym",
               lookup="case__post__requirement__mission__acronym"),
        Column("held_from", gettext_lazy("From"), kind="date", lookup="held_from"),
        Column("held_until", gettext_lazy("Until (excluded)"), kind="date", lookup="held_until"),
        Column("drill", gettext_lazy("Drill"), lambda row: str(_("DRILL")) if row.case.is_drill else ""),
        Column("reason", gettext_lazy("Reason"), lookup="reason", hidden=True),
        Column("source", gettext_lazy("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip


@dataclass(frozen=True)
class ProposalRow:
    """A proposal with its rank, and what propose it by."""

    rank: int
    case: str
    one: Proposal
    register: str

    @property
    def illustrative(self) -> bool:
        """Return whether the pledge is no published fact."""
        return self.one.pledge.illustrative


def _propose_address(row: ProposalRow) -> str:
    days = row.one.days
    query = f"?pledge={row.one.pledge.reference}&from={days.start}&until={days.until}"
    return reverse("bridge-new", args=[row.case]) + query


PROPOSALS = Table(
    name="proposals",
    caption=gettext_lazy("Who could bridge the days that stay open"),
    empty=gettext_lazy(
        "No pledge that you may see could hold the post on a day that stays open: by type, level, caveats, notice "
        "or tour. Where no day is open, none is looked for."
    ),
    columns=[
        Column("rank", gettext_lazy("Rank"), kind="integer", filter="none"),
        Column("pledge", gettext_lazy("Propose"), "one.pledge.reference", kind="link", href=_propose_address),
        Column("state", gettext_lazy("State"), "one.pledge.state_name", filter="choice"),
        Column("register", gettext_lazy("Register"), filter="choice"),
        Column("covered", gettext_lazy("Open days covered"), "one.covered_days", kind="integer",
               unit=gettext_lazy("days")),
        Column("held_from", gettext_lazy("From"), "one.days.start", kind="date"),
        Column("held_until", gettext_lazy("Until (excluded)"), "one.days.until", kind="date"),
        Column("level", gettext_lazy("Level"), lambda row: str(LABELS[Level(row.one.pledge.level)]), filter="choice"),
        Column("notice", gettext_lazy("Notice"), "one.pledge.notice_days", kind="integer", unit=gettext_lazy("days")),
        Column("distance", gettext_lazy("Distance"), "one.distance_km", kind="integer", unit="km"),
        Column("remarks", gettext_lazy("To be weighed"), lambda row: "; ".join(row.one.remarks) or None),
    ],
)  # fmt: skip


def bridging_figures(case: Case, covered: Covered, day: date) -> list[KeyFigure]:
    """Return how many days are to be bridged, covered and open."""
    wanted = covered.wanted.length_in_days if covered.wanted else 0
    rows = [parameter(key, day) for key in MATCHING_KEYS]
    explanation = Explanation(
        formula=_(
            "wanted: from the day on which the unit is wanted until it has arrived in nine of ten schedules drawn; "
            "covered: by bridges that are agreed, under way or ended; open: the rest"
        ),
        inputs=(
            ExplainInput(_("wanted in theatre"), long_day(case.wanted_on)),
            ExplainInput(_("arrival, nine in ten (P90)"), long_day(case.arrival_p90) if case.arrival_p90 else "–"),
        ),
        parameters=tuple(
            ExplainInput(row.key, f"{row.value} {row.unit}", source=row.source, standing=row.standing) for row in rows
        ),
        note=_("A unit that needs a partner beside it is not proposed: who stands there is told by deployments."),
    )
    tone: Tone = "short" if covered.open_days else "met"
    return [
        KeyFigure(_("To be bridged"), wanted, _("days"), explanation=explanation),
        KeyFigure(_("Covered"), covered.covered_days, _("days"), share=covered.covered_days / max(1, wanted)),
        KeyFigure(_("Open"), covered.open_days, _("days"), tone=tone),
        KeyFigure(_("Wanted in theatre"), long_day(case.wanted_on)),
        KeyFigure(_("Arrival, nine in ten (P90)"), long_day(case.arrival_p90) if case.arrival_p90 else "–"),
    ]


def bridging_chart(case: Any, covered: Covered, bridges: Sequence[Bridge], day: date) -> Chart | None:
    """Draw the days wanted, the bridges that the viewer sees, and the gaps; None where nothing is to be bridged.

    Whoever may not see a bridge sees that its days are covered, and not by whom.
    """
    if covered.wanted is None or covered.wanted.until is None:
        return None
    mission, post = case.post.requirement.mission.acronym, case.post.reference
    shown = [one for one in bridges if one.stage not in (BridgeStage.DROPPED,)]
    covers = [
        Cover(
            mission,
            post,
            one.held_from,
            one.held_until,
            one.pledge.state.code,
            "committed" if one.stage in COUNTED else "proposed",
            title=f"{one.pledge.state.name}: {one.pledge.reference}",
            href=_address(one),
            illustrative=one.illustrative,
        )
        for one in shown
    ]
    named = [one for one in shown if one.stage in COUNTED]
    if not named:
        covers += [
            Cover(mission, post, one.start, one.until, _("bridged"), "committed")
            for one in covered.covered
            if one.until is not None
        ]
    gaps = [Gap(mission, post, one.start, one.until) for one in covered.open if one.until is not None]
    words = {"open": covered.open_days, "days": covered.wanted.length_in_days}
    title = (
        _("%(open)d of %(days)d days stay open until the chosen unit arrives")
        if covered.open_days
        else _("All %(days)d days until the chosen unit arrives are bridged")
    )
    need = Need(mission, post, covered.wanted.start, covered.wanted.until, note=_("until the chosen unit arrives"))
    return gantt(
        [need],
        covers,
        day,
        title=title % words,
        id="bridging",
        summary=_("Outlined: the days wanted; solid: agreed bridges; light: proposed ones; hatched: open days."),
        source=_("the case's forecast of today, and its bridges"),
        gaps=gaps,
    )


def bridge_facts(bridge: Bridge, *, sees_case: bool) -> list[Fact]:
    """Return what a bridge is."""
    case = bridge.case
    href = reverse("case-bridging", args=[case.reference]) if sees_case else ""
    return [
        Fact(_("Stage"), bridge.get_stage_display()),
        Fact(_("Bridging unit"), bridge.pledge.reference, href=reverse("pledge", args=[bridge.pledge.reference])),
        Fact(_("Bridging State"), bridge.pledge.state.name),
        Fact(_("Post"), case.post.reference, href=href),
        Fact(_("Mission"), case.post.requirement.mission.name),
        Fact(_("From"), bridge.held_from),
        Fact(_("Until (excluded)"), bridge.held_until),
        Fact(_("Reason"), bridge.reason or "–"),
        Fact(_("Source"), bridge.source or "–", source=bridge.source, standing=bridge.standing),
    ]
