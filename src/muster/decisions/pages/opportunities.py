"""What the pages of opportunities show, as the kit's plain values."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.decisions.opportunities.facts import Opportunity
from muster.decisions.opportunities.words import interest_words, lead_time, money_words, rests_on, risk_words, takes
from muster.decisions.queries.opportunities import StateOpportunities
from muster.decisions.tables.opportunities import (
    CHANCE_TONES,
    CHANCE_WORDS,
    RankedOpportunity,
)
from muster.deployments.queries.room import RoomLeft
from muster.kit.pages import Action, Badge, Crumb, Fact, KeyFigure, PageHead, Tone

NEW_DOSSIER = "/decisions/new/"
"""Where a dossier is opened: its page belongs to dossiers, which lie beside opportunities."""


def ranked_rows(found: StateOpportunities) -> list[RankedOpportunity]:
    """Return the opportunities with their places."""
    return [RankedOpportunity(place, one) for place, one in enumerate(found.opportunities, start=1)]


def opportunity_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of opportunities."""
    return [Crumb(_("Decisions")), Crumb(_("Opportunities"), reverse("opportunities")), *more]


def list_head(found: StateOpportunities) -> PageHead:
    """Return the head of the list."""
    return PageHead(
        title=_("Opportunities"),
        lead=_(
            "Open and coming posts that a unit of %(state)s could take, what each would take, earn, cost and risk, "
            "and how it answers the State's interests. Seen by the State's own members alone."
        )
        % {"state": found.state.name},
        crumbs=[Crumb(_("Decisions")), Crumb(_("Opportunities"))],
        actions=[
            Action(_("Paper (PDF)"), reverse("opportunities-paper", args=["pdf"]), primary=True),
            Action(_("Paper (Word)"), reverse("opportunities-paper", args=["docx"])),
            Action(_("What may come"), reverse("possible-opportunities")),
            Action(_("Interests"), reverse("interests")),
        ],
    )


def list_figures(found: StateOpportunities) -> list[KeyFigure]:
    """Return how many there are of each kind."""
    rows = ranked_rows(found)
    count = {name: sum(row.chance == name for row in rows) for name in CHANCE_WORDS}
    tones: dict[str, Tone] = {name: tone if count[name] else "neutral" for name, tone in CHANCE_TONES.items()}
    return [
        KeyFigure(_("Opportunities"), len(rows)),
        *(KeyFigure(CHANCE_WORDS[name], count[name], tone=tones[name]) for name in CHANCE_WORDS),
        KeyFigure(_("Units looked at"), found.units),
        KeyFigure(_("Interests on record"), len(found.interests), href=reverse("interests")),
    ]


def list_notes(found: StateOpportunities) -> list[str]:
    """Return what the reader must know of the list: what was left out of it."""
    notes = []
    if found.is_cut:
        notes.append(_("More units or pairs are on record than the parameters let be reckoned; the rest is left out."))
    if not found.interests:
        notes.append(_("No interest of the State is on record, so none counts in the ranking."))
    return notes


def possible_head(state: str) -> PageHead:
    """Return the head of the page of what may come."""
    title = _("What may come")
    return PageHead(
        title=title,
        lead=_(
            "Beyond what is asked for: States at risk by the crisis watch, and units of %(state)s behind no pledge. "
            "Which unit would be asked for is not known, so nothing of it is reckoned and nothing is ranked."
        )
        % {"state": state},
        crumbs=opportunity_crumbs(Crumb(title)),
    )


def dossier_address(one: Opportunity) -> str:
    """Return where a dossier on the opportunity is opened, filled in with mission, post and pledge."""
    asked = {"mission": one.demand.post.mission, "post": one.demand.post.reference, "pledge": one.unit.pledge.reference}
    return f"{NEW_DOSSIER}?{urlencode(asked)}"


def opportunity_head(one: Opportunity, *, may_open: bool) -> PageHead:
    """Return the head of one opportunity; whoever may open a dossier is led there."""
    row = RankedOpportunity(0, one)
    post = one.demand.post
    doors = [Action(_("Open a dossier"), dossier_address(one), primary=True)] if may_open else []
    return PageHead(
        title=f"{one.unit.title}: {post.mission}",
        kicker=post.reference,
        lead=f"{rests_on(one)[:1].upper()}{rests_on(one)[1:]}.",
        status=Badge(CHANCE_WORDS[row.chance], CHANCE_TONES[row.chance], takes(one)),
        crumbs=opportunity_crumbs(Crumb(f"{post.reference}, {one.unit.pledge.reference}")),
        actions=doors,
        illustrative=one.illustrative,
    )


def opportunity_figures(one: Opportunity) -> list[KeyFigure]:
    """Return the figures of one opportunity."""
    timing = one.timing
    return [
        KeyFigure(_("Score"), f"{one.score}", _("points")),
        KeyFigure(_("Suits"), f"{one.suitability * 100:.0f} %", note=_fit_words(one)),
        KeyFigure(_("Steps"), len(one.steps), note=_("%(days)s days together") % {"days": timing.longest_days},
                  tone="due" if one.steps else "met"),
        KeyFigure(_("Late"), timing.late_days, _("days"), tone="short" if timing.late_days else "met",
                  note=lead_time(timing)),
        KeyFigure(_("Interests"), f"{one.interest:+d}", note=", ".join(map(interest_words, one.touched))),
    ]  # fmt: skip


def _fit_words(one: Opportunity) -> str:
    if one.fit is None:
        return _("no statement of unit requirement is in force")
    return _("fit to the statement: %(percent)s percent") % {"percent": one.fit.percent}


def opportunity_facts(one: Opportunity, room: RoomLeft) -> list[Fact]:
    """Return what the opportunity is: the post, the unit, the time, the money, the risk, the room under the acts."""
    post, pledge, money = one.demand.post, one.unit.pledge, one.money
    value = f"{one.worth.value_points:,}" if one.is_eligible else "—"
    rows = [
        Fact(_("Mission"), f"{one.demand.mission_name} ({post.mission})", href=reverse("mission", args=[post.mission])),
        Fact(_("Requirement"), post.requirement, href=reverse("requirement", args=[post.requirement])),
        Fact(_("Unit"), one.unit.title, href=reverse("pledge", args=[pledge.reference])),
        Fact(_("Strength"), f"{pledge.strength} / {post.strength}", _("people, of those wanted")),
        Fact(_("Wanted from"), one.demand.wanted_from),
        Fact(_("Wanted until (excluded)"), post.needed.until or "—"),
        Fact(_("Lead time"), lead_time(one.timing)),
        Fact(_("Value in the plan"), value, _("points a month")),
        Fact(_("Earned, first tour"), money_words(money.earned_cents), source=money.source, standing=money.standing),
        Fact(_("Cost, first tour"), money_words(money.cost_cents)),
        Fact(_("Left, first tour"), money_words(money.net_cents)),
        Fact(_("How it is reckoned"), money.words or "—"),
        Fact(_("Risk"), risk_words(one.risk), source=one.risk.source),
    ]
    if money.calculation:
        rows.append(
            Fact(_("Calculation"), money.calculation, href=reverse("economics", args=[money.calculation]))
        )  # fmt: skip
    rows.append(Fact(_("Room under the acts"), room.words))
    return rows
