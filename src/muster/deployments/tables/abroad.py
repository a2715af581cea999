"""People of a State abroad and its companies, as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.deployments.rules.pools import Pool
from muster.kit.pages import Badge, Text, Tone
from muster.kit.tables import Column, Table

POOL_WORDS: dict[Pool, Text] = {
    "deployed": _("in theatre"),
    "training": _("in training"),
    "recovering": _("recovering"),
    "ready": _("ready"),
}
POOL_TONES: dict[Pool, Tone] = {"deployed": "met", "training": "accent", "recovering": "neutral", "ready": "neutral"}


def pool_badge(pool: Pool) -> Badge:
    """Return where a company is as a badge."""
    return Badge(POOL_WORDS[pool], POOL_TONES[pool])


def _company_address(row: Any) -> str:
    return reverse("national-unit", args=[row["code"]])


SPANS = Table(
    name="spans",
    caption=_("People abroad, span by span"),
    empty=_("Nobody of this State is abroad, and no tour is planned, as far as you may see."),
    order="start",
    filters=False,
    columns=[
        Column("start", _("From"), kind="date"),
        Column("until", _("Until (excluded)"), kind="date"),
        Column("people", _("People"), kind="integer"),
        Column("individuals", _("Of whom individuals"), kind="integer"),
        Column("units", _("Tours")),
        Column("room", _("Room under the acts"), kind="integer", unit=_("people")),
    ],
)

BEYOND = Table(
    name="beyond",
    caption=_("Where an act is exceeded"),
    empty=_("No act is exceeded."),
    filters=False,
    tools=False,
    columns=[
        Column("act", _("Act")),
        Column("words", _("What")),
        Column("remedy", _("What would cure it")),
    ],
)

COMPANIES = Table(
    name="companies",
    caption=_("Companies and where they are"),
    empty=_(
        "No national unit of this State that you may see is on record. The State registers its units with pledges."
    ),
    order="name",
    columns=[
        Column("name", _("Company"), kind="link", href=_company_address),
        Column("pool", _("Pool"), kind="badge", filter="none", sortable=False),
        Column("unit_types", _("Pledged as")),
        Column("people", _("People"), kind="integer"),
        Column("willing", _("Voluntary staffing"), sortable=False, filter="none"),
        Column("dwell_months", _("Rest between tours"), kind="integer", unit=_("months")),
        Column("tours", _("Tours")),
        Column("ready_from", _("Ready from"), kind="date"),
    ],
)

OVER_TIME = Table(
    name="pools",
    caption=_("Companies in each pool, by quarter"),
    empty=_("There is no company to count."),
    filters=False,
    tools=False,
    columns=[
        Column("day", _("On"), kind="date"),
        Column("deployed", _("In theatre"), kind="integer"),
        Column("training", _("In training"), kind="integer"),
        Column("recovering", _("Recovering"), kind="integer"),
        Column("ready", _("Ready"), kind="integer"),
    ],
)
