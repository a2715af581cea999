"""Tables of a State's opportunities: the ranked list, and the parts of one."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.decisions.opportunities.facts import Opportunity
from muster.decisions.opportunities.words import dollars_or_none, interest_words, lead_time, risk_words, takes
from muster.decisions.queries.opportunity_possible import PossibleOpportunity
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.reference.parameters import Parameter

USD = _("US dollars")
DAYS = _("days")
KIND_WORDS = {"open": _("open"), "forecast": _("forecast")}
CHANCE_WORDS = {"may": _("may as it is"), "steps": _("with steps"), "stopped": _("stopped")}
CHANCE_TONES: dict[str, Tone] = {"may": "met", "steps": "due", "stopped": "short"}
STEP_WORDS = {
    "submit": _("submission"), "level": _("level"), "line": _("equipment, posts and services"),
    "evidence": _("evidence"), "strength": _("strength"), "language": _("language"), "training": _("training"),
    "partner": _("partner"), "caveat": _("caveat"), "condition": _("condition"), "authorisation": _("authorisation"),
}  # fmt: skip
PART_WORDS = {
    "suitability": _("How well it suits"), "steps": _("Steps left to do"), "wait": _("Days that the steps take"),
    "late": _("Days late"), "interests": _("Interests touched"), "money": _("What a first tour leaves"),
    "risk": _("Risk"),
}  # fmt: skip


@dataclass(frozen=True)
class RankedOpportunity:
    """An opportunity with its place in the whole ranking, from 1."""

    rank: int
    of: Opportunity

    @property
    def illustrative(self) -> bool:
        """Return whether it rests on what is made up."""
        return self.of.illustrative

    @property
    def chance(self) -> str:
        """Return may, steps or stopped."""
        if self.of.is_stopped:
            return "stopped"
        return "steps" if self.of.steps else "may"


def chance_badge(row: RankedOpportunity) -> Badge:
    """Return whether it may be, in a badge."""
    return Badge(CHANCE_WORDS[row.chance], CHANCE_TONES[row.chance])


def opportunity_address(row: RankedOpportunity) -> str:
    """Return the page of one opportunity."""
    return reverse("opportunity", args=[row.of.demand.post.reference, row.of.unit.pledge.reference])


def _usd(key: str, label: Any, name: str, **more: Any) -> Column:
    def value(row: RankedOpportunity) -> Any:
        return dollars_or_none(getattr(row.of.money, name))

    return Column(key, label, value, kind="decimal", decimals=0, unit=USD, **more)


OPPORTUNITIES = Table(
    name="opportunities",
    caption=_("Opportunities, the best first"),
    empty=_(
        "No post of a published requirement is open, or comes free, for a unit of your State. Opportunities come from "
        "published requirements and from pledges: pledge a unit, or draft a pledge of one."
    ),
    order="rank",
    columns=[
        Column("rank", _("Rank"), "rank", kind="integer"),
        Column("post", _("Post"), "of.demand.post.reference", kind="link", href=opportunity_address),
        Column("mission", _("Mission"), "of.demand.post.mission", filter="choice"),
        Column("unit", _("Unit"), "of.unit.pledge.reference", filter="choice",
               href=lambda row: reverse("pledge", args=[row.of.unit.pledge.reference])),
        Column("unit_type", _("Unit type"), "of.demand.post.unit_type", filter="choice", hidden=True),
        Column("chance", _("May it be"), chance_badge, kind="badge"),
        Column("demand", _("Demand"), lambda row: KIND_WORDS[row.of.demand.kind.value], filter="choice"),
        Column("wanted_from", _("Wanted from"), "of.demand.wanted_from", kind="date"),
        Column("wanted_until", _("Wanted until (excluded)"), "of.demand.post.needed.until", kind="date", hidden=True),
        Column("takes", _("What it takes"), lambda row: takes(row.of)),
        Column("lead", _("Lead time"), lambda row: lead_time(row.of.timing), hidden=True),
        Column("late", _("Late"), "of.timing.late_days", kind="integer", unit=DAYS),
        Column("steps", _("Steps"), lambda row: len(row.of.steps), kind="integer"),
        Column("wait", _("Steps take"), "of.timing.longest_days", kind="integer", unit=DAYS, hidden=True),
        Column("strength", _("Strength"), "of.unit.pledge.strength", kind="integer", unit=_("people"), hidden=True),
        Column("wanted_strength", _("Wanted strength"), "of.demand.post.strength", kind="integer", unit=_("people"),
               hidden=True),
        Column("suitability", _("Suits"), "of.suitability", kind="percent"),
        Column("fit", _("Fit to the statement"), lambda row: row.of.fit.percent if row.of.fit else None,
               kind="integer", unit=_("percent"), hidden=True),
        _usd("earned", _("Earned, first tour"), "earned_cents"),
        _usd("cost", _("Cost, first tour"), "cost_cents"),
        _usd("net", _("Left, first tour"), "net_cents", hidden=True),
        Column("risk", _("Deaths per 1,000 person-years"), "of.risk.rate", kind="decimal", decimals=2),
        Column("risk_words", _("Risk"), lambda row: risk_words(row.of.risk), hidden=True),
        Column("interest", _("Interests"), "of.interest", kind="integer"),
        Column("interests", _("Which interests"), lambda row: ", ".join(map(interest_words, row.of.touched)),
               hidden=True),
        Column("score", _("Score"), "of.score", kind="decimal", unit=_("points")),
    ],
)  # fmt: skip

POSSIBLE = Table(
    name="possible-opportunities",
    caption=_("What may come, by the crisis watch"),
    empty=_("No State is at such risk by what the crisis watch reckoned, or nothing was reckoned."),
    order="-chance",
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column("name", _("State"), "demand.name", kind="link",
               href=lambda row: reverse("watch-state", args=[row.demand.state])),
        Column("chance", _("Chance of a month with 100 deaths"), "demand.chance", kind="percent"),
        Column("missions", _("Missions there"), lambda row: ", ".join(row.demand.missions) or _("none")),
        Column("posts", _("Assumed"), "demand.posts", kind="integer", unit=_("posts")),
        Column("wanted_from", _("From"), "demand.wanted_from", kind="date"),
        Column("interest", _("Interests"), "interest", kind="integer"),
        Column("interests", _("Which interests"), lambda row: _names(row)),
    ],
)  # fmt: skip


UNPLEDGED = Table(
    name="unpledged-units",
    caption=_("Units behind no pledge"),
    empty=_("Every national unit on record stands behind a pledge."),
    filters=False,
    tools=False,
    columns=[Column("name", _("Unit"))],
)


def _names(row: PossibleOpportunity) -> str:
    return ", ".join(map(interest_words, row.touched))


FINDINGS = Table(
    name="opportunity-findings",
    caption=_("What the rules of matching say today"),
    filters=False,
    tools=False,
    columns=[
        Column("rule", _("Rule")),
        Column("fits", _("Holds"), lambda row: Badge(_("yes"), "met") if row.fits else Badge(_("no"), "short")),
        Column("words", _("In words")),
        Column("earliest", _("Earliest"), kind="date"),
    ],
)

STEPS = Table(
    name="opportunity-steps",
    caption=_("What it would take"),
    empty=_("Nothing: the unit may stand in the post as it is."),
    filters=False,
    tools=False,
    columns=[
        Column("kind", _("Step"), lambda row: STEP_WORDS[row.kind.value]),
        Column("words", _("In words")),
        Column("days", _("Takes"), kind="integer", unit=DAYS),
        Column("basis", _("Days by"), lambda row: row.basis or _("not known")),
    ],
)

PARTS = Table(
    name="opportunity-score",
    caption=_("How the score comes about"),
    filters=False,
    tools=False,
    columns=[
        Column("part", _("Part"), lambda row: PART_WORDS[row.key.value]),
        Column("figure", _("Figure")),
        Column("weight", _("Points for each"), kind="integer"),
        Column("parameter", _("Parameter"), href=lambda row: reverse("fact", args=["parameters", row.parameter])),
        Column("points", _("Points"), kind="decimal", total=True),
    ],
)

TOUCHED = Table(
    name="opportunity-interests",
    caption=_("Interests that it touches"),
    empty=_("It touches none of your State's interests on record. Enter interests on their own page."),
    filters=False,
    tools=False,
    columns=[
        Column("kind", _("In")),
        Column("value", _("Which")),
        Column("weight", _("Weight"), kind="integer", total=True),
        Column("words", _("Why")),
        Column("source", _("Source")),
    ],
)

LAW = Table(
    name="opportunity-law",
    caption=_("The mandate's tasks against the law"),
    empty=_("No law or no mandated task is on record for this mission."),
    filters=False,
    tools=False,
    columns=[
        Column("task", _("Task"), lambda row: row.words or row.task),
        Column("standing", _("By the law")),
        Column("law", _("Law")),
        Column("condition", _("Condition")),
    ],
)

PARAMETERS = Table(
    name="opportunity-parameters",
    caption=_("Parameters that the ranking rests on"),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("key", _("Parameter"), href=lambda row: _fact(row)),
        Column("value", _("Value")),
        Column("unit", _("Unit")),
        Column("source", _("Source")),
        Column("standing", _("Standing")),
        Column("note", _("Note")),
    ],
)


def _fact(row: Parameter) -> str:
    return reverse("fact", args=["parameters", row.key])
