"""A unit's strength reports, locations and legal bases, and the units of a mission by strength, as tables."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import LegalBasis
from muster.deployments.tables.units import unit_address
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.pledges.pages.content import LIGHTS
from muster.pledges.rules.women import WomenStanding


def light_badge(standing: WomenStanding | None) -> Badge | None:
    """Return the traffic light of women with share and target, nothing where there is none."""
    if standing is None:
        return None
    tone, word = LIGHTS[standing.light]
    said = {"share": standing.share, "target": standing.target_percent}
    return Badge(word, tone, _t("%(share)s %% of women; the target of the year is %(target)s %%") % said)


def small(table: Table) -> Table:
    """Return a table as it stands inside a page of more."""
    return replace(table, tools=False)


REPORTS = Table(
    name="strength",
    caption=_("Strength reports"),
    empty=_("No strength was reported: the agreed strength holds."),
    order="-on",
    filters=False,
    columns=[
        Column("on", _("On"), kind="date", lookup="on"),
        Column("men", _("Men"), kind="integer", lookup="men"),
        Column("women", _("Women"), kind="integer", lookup="women"),
        Column("people", _("People"), kind="integer", sortable=False),
        Column("source", _("Source"), lookup="source"),
        Column("standing", _("Standing"), "get_standing_display", sortable=False),
    ],
)
SUPPORT = (
    Column("support_men", _("Support element: men"), kind="integer", lookup="support_men"),
    Column("support_women", _("Support element: women"), kind="integer", lookup="support_women"),
)
"""What only those see who may see the unit whole."""
LOCATIONS = Table(
    name="locations",
    caption=_("Where it stood"),
    empty=_("No location is on record."),
    order="-held_from",
    filters=False,
    columns=[
        Column("place", _("Place"), lookup="place"),
        Column("held_from", _("From"), kind="date", lookup="held_from"),
        Column("held_until", _("Until (excluded)"), kind="date", lookup="held_until"),
        Column("source", _("Source"), lookup="source"),
        Column("standing", _("Standing"), "get_standing_display", sortable=False),
    ],
)


def _instrument_address(row: LegalBasis) -> str | None:
    if row.instrument is None:
        return None
    return reverse("instrument", args=[row.instrument.case.reference, row.instrument.reference])


BASES = Table(
    name="bases",
    caption=_("Legal basis"),
    empty=_("No instrument is on record."),
    order="valid_from",
    filters=False,
    columns=[
        Column("title", _("Instrument"), kind="link", href=_instrument_address, lookup="title"),
        Column("kind", _("Kind"), "get_kind_display", sortable=False),
        Column("valid_from", _("From"), kind="date", lookup="valid_from"),
        Column("valid_until", _("Until (excluded)"), kind="date", lookup="valid_until"),
        Column("covers", _("Support element"), lambda row: _t("covered") if row.covers_support else "—",
               sortable=False),
        Column("source", _("Source"), lookup="source"),
    ],
)  # fmt: skip


def _end_address(row: LegalBasis) -> str | None:
    return reverse("end-basis", args=[row.unit.reference, row.pk]) if row.valid_until is None else None


def with_ends(table: Table) -> Table:
    """Return the legal bases with a door that ends each that has no end, for those who keep the unit."""
    end = Column("end", _("End"), lambda row: _t("End it") if row.valid_until is None else "—", kind="link",
                 href=_end_address, sortable=False)  # fmt: skip
    return replace(table, columns=[*table.columns, end])


def _unit_of(row: Any) -> str:
    return unit_address(row.unit)


BY_UNIT = Table(
    name="by_unit",
    caption=_("By unit"),
    empty=_("No unit of the mission is in theatre on this day."),
    order="",
    columns=[
        Column("title", _("Unit"), "unit.title", kind="link", href=_unit_of),
        Column("state", _("State"), "unit.state.name", filter="choice"),
        Column("unit_type", _("Unit type"), "unit.post.unit_type", filter="choice"),
        Column("inside", _("Serves inside"), lambda row: row.unit.inside.title if row.unit.inside else None),
        Column("agreed", _("Agreed"), "unit.strength", kind="integer", total=True),
        Column("people", _("People"), "strength.people", kind="integer", total=True),
        Column("women", _("Women"), "strength.women", kind="integer", total=True),
        Column("light", _("Target for women"), lambda row: light_badge(row.women), kind="badge"),
    ],
)
BY_CATEGORY = Table(
    name="by_category",
    caption=_("By category"),
    empty=_("No unit of the mission is in theatre on this day."),
    order="",
    filters=False,
    columns=[
        Column("category", _("Category")),
        Column("people", _("People"), kind="integer"),
        Column("men", _("Men"), kind="integer"),
        Column("women", _("Women"), kind="integer"),
        Column("light", _("Target for women"), kind="badge"),
        Column("unsexed", _("Not reported by sex"), kind="integer"),
        Column("ceiling", _("Ceiling"), kind="integer"),
        Column("over", _("Beyond it"), kind="integer"),
    ],
)
