"""Rules of adjustments as tables: what holds for a memorandum or a mission, and every switch on record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.reimbursement.rules.adjustments import AdjustmentRule
from muster.reimbursement.statement.cents import as_dollars


@dataclass(frozen=True)
class RuleRow:
    """A rule as it holds for a memorandum or a mission on a day; `href` empty: the viewer does not switch it."""

    rule: AdjustmentRule
    is_on: bool
    where: Any
    words: str
    source: str
    is_assumption: bool
    holds_from: date | None
    holds_until: date | None
    percent: Decimal | None
    people: int | None
    amounts: str
    reason: str
    href: str


def amounts_words(row: Any) -> str:
    """Return the amounts of the rapid deployment premium by step, the soonest first; empty: none is entered."""
    amounts = (row.premium_first_cents, row.premium_second_cents, row.premium_third_cents)
    return " / ".join(as_dollars(cents) for cents in amounts if cents is not None)


def on_badge(is_on: bool) -> Badge:
    """Return whether a rule is on as a badge."""
    return Badge(_("on"), "met") if is_on else Badge(_("off"))


def standing_badge(row: RuleRow) -> Badge:
    """Return how sure a rule is: what is recalled only is an assumption."""
    return Badge(_("assumption"), "due") if row.is_assumption else Badge(_("seen in its source"), "met")


RULES = Table(
    name="adjustment_rules",
    caption=_("Rules"),
    empty=_("No rule is on record."),
    order="",
    filters=False,
    columns=[
        Column("rule", _("Rule"), lambda row: row.rule.label, kind="link", href=lambda row: row.href),
        Column("is_on", _("Switch"), lambda row: on_badge(row.is_on), kind="badge"),
        Column("words", _("What it says")),
        Column("where", _("Set for")),
        Column("standing", _("Standing"), standing_badge, kind="badge"),
        Column("holds_from", _("From"), kind="date"),
        Column("holds_until", _("Until (excluded)"), kind="date"),
        Column("percent", _("Percent"), kind="decimal", decimals=2),
        Column("people", _("People"), kind="integer"),
        Column("amounts", _("Amounts"), unit=_("US dollars, by step")),
        Column("reason", _("Reason")),
        Column("source", _("Source"), hidden=True),
    ],
)


def scope_address(row: Any) -> str:
    """Return the address of the rules of a switch's memorandum or mission."""
    if row.memorandum is not None:
        return reverse("adjustment-rules", args=["memoranda", row.memorandum.reference])
    return reverse("adjustment-rules", args=["missions", row.mission.acronym])


def _scope(row: Any) -> str:
    return str(row.memorandum.reference if row.memorandum is not None else row.mission.acronym)


def _rule(row: Any) -> str:
    return AdjustmentRule(row.rule).label


SCOPES = Table(
    name="adjustment_scopes",
    caption=_("Rules by memorandum and mission"),
    empty=_("No memorandum that you may see is on record as of this day."),
    order="reference",
    columns=[
        Column("reference", _("Memorandum"), kind="link", lookup="reference",
               href=lambda row: reverse("adjustment-rules", args=["memoranda", row.reference])),
        Column("unit", _("Unit"), "unit.title", lookup="unit__title"),
        Column("state", _("State"), "unit.state.name", lookup="unit__state__name", filter="choice"),
        Column("mission", _("Mission"), "unit.post.requirement.mission.acronym", kind="link",
               lookup="unit__post__requirement__mission__acronym", filter="choice",
               href=lambda row: reverse("adjustment-rules", args=["missions", _acronym(row)])),
    ],
)  # fmt: skip


def _acronym(row: Any) -> str:
    return str(row.unit.post.requirement.mission.acronym)


SWITCHES = Table(
    name="adjustment_switches",
    caption=_("Switches"),
    empty=_("Nothing that you may see has been switched as of this day: each rule holds as it is by default."),
    order="-known_from",
    illustrative=lambda row: bool(row.illustrative),
    columns=[
        Column("scope", _("Memorandum or mission"), _scope, kind="link", href=scope_address, sortable=False,
               filter="none"),
        Column("rule", _("Rule"), _rule, sortable=False, filter="none"),
        Column("is_on", _("Switch"), lambda row: on_badge(row.is_on), kind="badge", sortable=False, filter="none"),
        Column("known_from", _("Since"), kind="date", lookup="known_from"),
        Column("holds_from", _("From"), kind="date", lookup="holds_from"),
        Column("holds_until", _("Until (excluded)"), kind="date", lookup="holds_until"),
        Column("percent", _("Percent"), kind="decimal", decimals=2, lookup="percent"),
        Column("people", _("People"), kind="integer", lookup="people"),
        Column("amounts", _("Amounts"), amounts_words, unit=_("US dollars, by step"), sortable=False, filter="none"),
        Column("reason", _("Reason"), lookup="reason"),
        Column("set_by", _("Set by"), "set_by.name", lookup="set_by__name"),
    ],
)  # fmt: skip
