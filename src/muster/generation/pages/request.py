"""Requests as tables, facts and figures."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.models import (
    AddresseeReply,
    Offer,
    OfferStage,
    Request,
    RequestStage,
    Selection,
    SelectionStage,
)
from muster.generation.queries.request import states_to_reply
from muster.generation.queries.selection import RequestMeasures
from muster.kit.pages import Badge, Crumb, ExplainInput, Explanation, Fact, KeyFigure, Tone
from muster.kit.tables import Column, Table
from muster.parties.viewer import Viewer

REQUEST_TONES: dict[str, Tone] = {
    RequestStage.DRAFT: "neutral",
    RequestStage.ISSUED: "due",
    RequestStage.CLOSED: "met",
    RequestStage.CANCELLED: "short",
}
OFFER_TONES: dict[str, Tone] = {
    OfferStage.MADE: "accent",
    OfferStage.SELECTED: "met",
    OfferStage.NOT_SELECTED: "neutral",
    OfferStage.WITHDRAWN: "short",
}
REPLY_TONES: dict[str, Tone] = {
    AddresseeReply.NONE: "due",
    AddresseeReply.OFFERED: "met",
    AddresseeReply.DECLINED: "short",
}
SELECTION_TONES: dict[str, Tone] = {
    SelectionStage.DRAFT: "neutral",
    SelectionStage.PROPOSED: "due",
    SelectionStage.APPROVED: "met",
    SelectionStage.REVOKED: "short",
}


def crumbs(reference: str = "") -> list[Crumb]:
    """Return the path to a request."""
    start = [Crumb(_("Requests"), reverse("force-requests"))]
    return [*start, Crumb(reference, reverse("force-request", args=[reference]))] if reference else start


def stage_badge(request: Request) -> Badge:
    """Return a request's stage."""
    return Badge(request.get_stage_display(), REQUEST_TONES[request.stage])


def offer_badge(offer: Offer) -> Badge:
    """Return an offer's stage; a late one that was not admitted does not count."""
    if offer.stage == OfferStage.MADE and not offer.counts:
        return Badge(_("late, not admitted"), "due")
    return Badge(offer.get_stage_display(), OFFER_TONES[offer.stage])


def selection_badge(selection: Selection) -> Badge:
    """Return a selection's stage."""
    return Badge(selection.get_stage_display(), SELECTION_TONES[selection.stage])


def mission_of(request: Request) -> str:
    """Return the mission whose posts are asked for."""
    return ", ".join(sorted({post.requirement.mission.acronym for post in request.posts.all()}))


REQUESTS = Table(
    name="force-requests",
    caption=gettext_lazy("Requests for contributions"),
    empty=gettext_lazy("No request that you may see is on record as of this day. The register drafts and issues them."),
    order="-reply_by,reference",
    columns=[
        Column(
            "reference", gettext_lazy("Request"), kind="link",
            href=lambda row: reverse("force-request", args=[row.reference]),
        ),
        Column("title", gettext_lazy("Title")),
        Column("mission", gettext_lazy("Mission"), mission_of, filter="choice"),
        Column("posts", gettext_lazy("Posts"), lambda row: len(row.posts.all()), kind="integer", total=True),
        Column("stage", gettext_lazy("Stage"), stage_badge, kind="badge"),
        Column("issued_on", gettext_lazy("Issued"), kind="date"),
        Column("reply_by", gettext_lazy("Reply by"), kind="date"),
        Column("asked", gettext_lazy("States asked"), "asked_count", kind="integer"),
        Column("replied", gettext_lazy("Replied"), "replied_count", kind="integer"),
        Column("register", gettext_lazy("Asked by"), "register.name", hidden=True),
        Column("source", gettext_lazy("Source"), hidden=True),
    ],
)  # fmt: skip

ADDRESSEES = Table(
    name="addressees",
    caption=gettext_lazy("Whom it asks, and what they replied"),
    empty=gettext_lazy("No State is named yet: change the draft, or ask all Member States."),
    order="state",
    columns=[
        Column("state", gettext_lazy("State"), "state.name"),
        Column("code", gettext_lazy("Code"), "state.code", hidden=True),
        Column(
            "reply", gettext_lazy("Reply"), kind="badge",
            value=lambda row: Badge(row.get_reply_display(), REPLY_TONES[row.reply]),
        ),
        Column("replied_on", gettext_lazy("Replied on"), kind="date"),
        Column("reason", gettext_lazy("Why it declined")),
    ],
)  # fmt: skip


def made_of(offer: Offer) -> str:
    """Return what an offer is made of."""
    pledges = [part.pledge.reference for part in offer.pledges.all()]
    return " + ".join(pledges) or _("new: %(type)s, %(n)s") % {"type": offer.unit_type, "n": offer.strength}


OFFERS = Table(
    name="offers",
    caption=gettext_lazy("Offers"),
    empty=gettext_lazy("No offer that you may see has been made. A State that is asked offers from its pledges."),
    order="post,made_on",
    columns=[
        Column(
            "reference", gettext_lazy("Offer"), kind="link",
            href=lambda row: reverse("force-offer", args=[row.reference]),
        ),
        Column("post", gettext_lazy("Post"), "post.reference", filter="choice"),
        Column("state", gettext_lazy("State"), "state.name", filter="choice"),
        Column("made_of", gettext_lazy("Made of"), made_of),
        Column("made_on", gettext_lazy("Made on"), kind="date"),
        Column("stage", gettext_lazy("Stage"), offer_badge, kind="badge"),
        Column("conditions", gettext_lazy("Conditions"), hidden=True),
    ],
)  # fmt: skip


def posts_table(request: Request, selections: dict[int, Selection], *, compares: bool) -> Table:
    """Return the table of a request's posts; with `compares` each leads to the comparison of its offers."""

    def address(row: object) -> str | None:
        post = getattr(row, "reference", "")
        return reverse("compare-offers", args=[request.reference, post]) if compares else None

    def chosen(row: object) -> Badge | None:
        found = selections.get(getattr(row, "pk", 0))
        return selection_badge(found) if found else None

    columns = [
        Column("reference", _("Post"), kind="link" if compares else "text", href=address if compares else None),
        Column("unit_type", _("Unit type")),
        Column("strength", _("Strength"), kind="integer", unit=_("people")),
        Column("needed_from", _("Needed from"), kind="date"),
        Column("needed_until", _("Until (excluded)"), kind="date"),
        Column("location", _("Location")),
    ]
    if compares:
        columns.append(Column("selection", _("Selection"), chosen, kind="badge"))
    return Table(
        name="posts", caption=_("Posts that are asked for"), columns=columns, filters=False, tools=False,
        empty=_("No post is asked for yet: change the draft and name some."),
    )  # fmt: skip


def request_facts(request: Request) -> list[Fact]:
    """Return what a request says, as facts."""
    facts = [
        Fact(_("Asked by"), request.register.name),
        Fact(_("Mission"), mission_of(request) or "—"),
        Fact(_("Note verbale"), request.note_verbale or "—"),
        Fact(_("Issued on"), request.issued_on or _("not yet")),
        Fact(_("Reply by"), request.reply_by),
        Fact(_("To"), _("all Member States") if request.to_all else _("States named")),
    ]
    if request.ended_on:
        facts.append(Fact(_("Closed or cancelled on"), request.ended_on))
    if request.ended_reason:
        facts.append(Fact(_("Why it ended"), request.ended_reason))
    if request.reopened_on:
        facts.append(Fact(_("Opened again on"), request.reopened_on))
        facts.append(Fact(_("Why"), request.reopened_reason))
    facts.append(Fact(_("Source"), request.source or "—", standing=request.standing))
    return facts


def measure_figures(found: RequestMeasures) -> list[KeyFigure]:
    """Return the measures of a request: section 9.2 of the dossier, selection transparency."""
    source = _("section 9.2, selection transparency: share of offers with reason and feedback sent; days to feedback")
    return [
        KeyFigure(_("Replied"), found.replied, note=_("of %(n)s States asked") % {"n": found.asked},
                  share=found.replied / found.asked if found.asked else None),
        KeyFigure(_("Days to reply"), _number(found.days_to_reply), note=_("median"), explanation=Explanation(
            formula=_("median of days from the issue to the last reply of each State that has replied"),
            inputs=(ExplainInput(_("replies"), str(found.replied)),))),
        KeyFigure(_("Told why"), found.told, note=_("of %(n)s offers not chosen") % {"n": found.not_chosen},
                  share=found.told / found.not_chosen if found.not_chosen else None,
                  explanation=Explanation(formula=source)),
        KeyFigure(_("Days to feedback"), _number(found.days_to_feedback), note=_("median, from the approval"),
                  explanation=Explanation(formula=source)),
    ]  # fmt: skip


def _number(days: float | None) -> str:
    return "—" if days is None else f"{days:g}"


def state_choices(viewer: Viewer, request: Request) -> list[tuple[str, str]]:
    """Return for which States the viewer may reply, as choices of a form."""
    return [(one.code, one.name) for one in states_to_reply(viewer, request)]
