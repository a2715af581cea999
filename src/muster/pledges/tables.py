"""The register as a table."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Ladder
from muster.kit.tables import Column, Table
from muster.pledges.levels import LADDER, LEVEL_CHOICES, Level, rung
from muster.pledges.models import PledgeVersion
from muster.pledges.queries.theatre_results import IN_DOUBT
from muster.reference.registers import register_level, register_levels, rungs_of
from muster.reference.unit_types import unit_types

DOUBT_BADGE = Badge(_("doubt"), "short")


def ladder_of(
    register: str, level: str, claimed: str = "", expires: date | None = None, *, is_expired: bool = False
) -> Ladder:
    """Return the ladder of an organisation's register with the rungs that it uses, by its names for them.

    A level that the register does not use stands at the next lower one that it does.
    """
    used = register_levels(register)

    def place(one: str) -> int:
        return max(at for at, entry in enumerate(used) if rung(entry.rung) <= rung(one))

    return Ladder(
        place(level),
        place(claimed) if claimed else None,
        expires=expires,
        is_expired=is_expired,
        names=tuple(_(entry.name) for entry in used),
        short_names=tuple("D" if entry.rung == Level.DRAFT else entry.rung for entry in used),
    )


def level_name(register: str, level: str) -> str:
    """Return a level by its name in an organisation's register."""
    known = Level(level)
    return register_level(register, known).name if known in rungs_of(register) else known.label


def standing_of(pledge: Any) -> Ladder | Badge:
    """Return the pledge's rung on the ladder, or the badge of what took it off."""
    level = Level(pledge.current_level)
    if level in LADDER:
        return ladder_of(pledge.register.code, level)
    return Badge(_(level.label), "due" if level == Level.LAPSED else "neutral")


def pledge_address(pledge: PledgeVersion) -> str:
    """Return the address of a pledge's page."""
    return reverse("pledge", args=[pledge.reference])


def state_address(pledge: PledgeVersion) -> str:
    """Return the address of the page of a pledge's State."""
    return reverse("pledge-state", args=[pledge.state.code])


def unit_type_choices() -> list[tuple[str, str]]:
    """Return the catalogue as choices: code, and code with name."""
    return [(kind.code, f"{kind.code} · {kind.name}") for kind in unit_types()]


PLEDGES = Table(
    name="pledges",
    caption=_("Pledges on the register"),
    empty=_("No pledge that you may see is on the register as of this day. A State makes one by form or workbook."),
    order="state,reference",
    columns=[
        Column("reference", _("Pledge"), kind="link", href=pledge_address, lookup="pledge__reference"),
        Column(
            "state",
            _("State"),
            "state.name",
            kind="link",
            href=state_address,
            lookup="pledge__state__name",
        ),
        Column("unit_type", _("Unit type"), lookup="unit_type", filter="choice", choices=unit_type_choices),
        Column("strength", _("Strength"), kind="integer", unit=_("people"), lookup="strength", total=True),
        Column("women", _("Women"), kind="integer", unit=_("people"), lookup="women", total=True, hidden=True),
        Column(
            "level",
            _("Level"),
            standing_of,
            kind="ladder",
            lookup="current_level",
            filter="choice",
            choices=LEVEL_CHOICES,
            export=lambda row: str(Level(row.current_level).label),
        ),
        Column(
            "held_from", _("At this level since"), "level_held_from", kind="date", lookup="level_held_from", hidden=True
        ),
        Column("valid_until", _("Valid until"), kind="date", lookup="valid_until", hidden=True),
        Column(
            "freshness",
            _("Freshness"),
            lambda row: row.reliance.freshness.label if row.reliance else None,
            filter="none",
            sortable=False,
            hidden=True,
        ),
        Column(
            "confidence",
            _("Confidence"),
            lambda row: row.reliance.confidence.score if row.reliance else None,
            kind="integer",
            unit="%",
            filter="none",
            sortable=False,
            description=_("How far the pledge may be relied on; its page gives the reasons."),
        ),
        Column(
            "in_theatre",
            _("In theatre"),
            lambda row: DOUBT_BADGE if row.reliance and row.reliance.is_in_doubt else None,
            kind="badge",
            lookup="in_theatre",
            choices=[(IN_DOUBT, _("doubt"))],
            description=_("An inspection or evaluation of its unit raises a doubt; its page says which."),
        ),
        Column("available_from", _("Available from"), kind="date", lookup="available_from"),
        Column("available_until", _("Available until"), kind="date", lookup="available_until", hidden=True),
        Column("notice_days", _("Notice"), kind="integer", unit=_("days"), lookup="notice_days"),
        Column(
            "tour",
            _("Tour"),
            lambda row: f"{row.stay_minimum_months}–{row.stay_maximum_months}",
            unit=_("months"),
            filter="none",
            sortable=False,
        ),
        Column("dwell_months", _("Rest"), kind="integer", unit=_("months"), lookup="dwell_months", hidden=True),
        Column(
            "caveats",
            _("Caveats"),
            lambda row: "; ".join(str(one) for one in row.caveats),
            filter="none",
            sortable=False,
        ),
        Column("stage", _("Stage"), "get_stage_display", lookup="stage", hidden=True, filter="none"),
        Column(
            "standing",
            _("Standing of the record"),
            "get_standing_display",
            lookup="standing",
            hidden=True,
            filter="none",
        ),
        Column("source", _("Source"), lookup="source", hidden=True),
    ],
)
