"""Tables of demand, offers, what they are matched to, and leadership programmes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.training.rules.demand import quarter_words
from muster.training.stages import EnrolmentStage, MatchStage, OfferKind

MATCH_TONES: dict[str, Tone] = {
    MatchStage.PROPOSED: "neutral",
    MatchStage.AGREED: "accent",
    MatchStage.DONE: "met",
    MatchStage.DROPPED: "short",
}


def _quarter(row: Any) -> str:
    return quarter_words(row.quarter)


DEMAND = Table(
    name="training-demand",
    caption=gettext_lazy("Seats needed and planned"),
    empty=gettext_lazy("No rotation of which you are a side is planned ahead, so no seat is needed."),
    order="quarter,standard,state",
    columns=[
        Column("quarter", gettext_lazy("Before deployments of"), _quarter, filter="choice"),
        Column("standard", gettext_lazy("Standard"), filter="choice"),
        Column("state", gettext_lazy("State"), filter="choice"),
        Column("needed", gettext_lazy("Seats needed"), kind="integer", total=True),
        Column("counted", gettext_lazy("Of these by rosters"), kind="integer", total=True),
        Column("at_home", gettext_lazy("At home or kept"), kind="integer"),
        Column("elsewhere", gettext_lazy("Elsewhere, open to all"), kind="integer"),
        Column("short_at_home", gettext_lazy("Lack at home"), kind="integer", total=True),
        Column("short", gettext_lazy("Lack with all elsewhere"), kind="integer"),
    ],
)


def _kind(row: Any) -> str:
    return OfferKind(row.kind).label


OFFERS = Table(
    name="training-offers",
    caption=gettext_lazy("Offers of training"),
    empty=gettext_lazy("Nobody offers training. An officer of any party enters what it offers."),
    order="offered_from",
    columns=[
        Column("reference", gettext_lazy("Offer"), lookup="reference",
               href=lambda row: reverse("training-offer", args=[row.reference])),
        Column("offered_by", gettext_lazy("Offered by"), "offered_by.name", lookup="offered_by__name", filter="choice"),
        Column("kind", gettext_lazy("Kind"), _kind, sortable=False, filter="none"),
        Column("standard", gettext_lazy("Standard"), lookup="standard", filter="choice"),
        Column("language", gettext_lazy("Language"), lookup="language"),
        Column("people", gettext_lazy("People"), kind="integer", lookup="people"),
        Column("offered_from", gettext_lazy("From"), kind="date", lookup="offered_from"),
        Column("offered_until", gettext_lazy("Until (excluded)"), kind="date", lookup="offered_until"),
        Column("withdrawn_on", gettext_lazy("Withdrawn on"), kind="date", lookup="withdrawn_on"),
        Column("conditions", gettext_lazy("Conditions"), lookup="conditions"),
    ],
)  # fmt: skip


def _match_badge(row: Any) -> Badge:
    return Badge(MatchStage(row.match.stage).label, MATCH_TONES[row.match.stage])


MATCHES = Table(
    name="offer-matches",
    caption=gettext_lazy("Matched to needs, and what came of it"),
    empty=gettext_lazy("No offer is matched to a need that you may see."),
    illustrative=lambda row: row.match.illustrative,
    columns=[
        Column("number", gettext_lazy("Match"), "match.pk", kind="integer",
               href=lambda row: reverse("offer-match", args=[row.match.pk])),
        Column("offer", gettext_lazy("Offer"), "match.offer.reference"),
        Column("standard", gettext_lazy("Standard"), "match.offer.standard", filter="choice"),
        Column("state", gettext_lazy("State in need"), "match.state.name", filter="choice"),
        Column("people", gettext_lazy("People"), "match.people", kind="integer"),
        Column("stage", gettext_lazy("Stage"), _match_badge, kind="badge", filter="choice"),
        Column("session", gettext_lazy("Session"), "match.session.reference"),
        Column("passed", gettext_lazy("Passed"), kind="integer"),
        Column("deployed", gettext_lazy("Deployed later"), kind="integer"),
        Column("reason", gettext_lazy("Reason"), "match.reason"),
    ],
)  # fmt: skip

PROPOSALS = Table(
    name="offer-proposals",
    caption=gettext_lazy("Proposed by rule"),
    empty=gettext_lazy("No offer fits a need that you see."),
    columns=[
        Column("offer", gettext_lazy("Offer"), href=lambda row: reverse("propose-match", args=[row.offer])
               + f"?state={row.state}&people={row.people}"),
        Column("state", gettext_lazy("State in need"), filter="choice"),
        Column("standard", gettext_lazy("Standard"), filter="choice"),
        Column("quarter", gettext_lazy("Before deployments of"), _quarter),
        Column("people", gettext_lazy("People"), kind="integer"),
        Column("reason", gettext_lazy("Reason")),
    ],
)  # fmt: skip

COHORTS = Table(
    name="leadership-cohorts",
    caption=gettext_lazy("Cohorts"),
    empty=gettext_lazy("No session of a leadership programme is on record."),
    order="-held_from",
    columns=[
        Column("reference", gettext_lazy("Session"), lookup="reference"),
        Column("course", gettext_lazy("Course"), "course.title", lookup="course__title"),
        Column("standard", gettext_lazy("Programme"), "course.standard", lookup="course__standard", filter="choice"),
        Column("institution", gettext_lazy("Institution"), "course.institution.name",
               lookup="course__institution__name", filter="choice"),
        Column("held_from", gettext_lazy("From"), kind="date", lookup="held_from"),
        Column("held_until", gettext_lazy("Until (excluded)"), kind="date", lookup="held_until"),
        Column("seats", gettext_lazy("Seats"), kind="integer", lookup="seats"),
    ],
)  # fmt: skip

NOMINEES = Table(
    name="leadership-nominees",
    caption=gettext_lazy("Nominated, and posts held later"),
    empty=gettext_lazy("Nobody whom you may see is nominated to a leadership programme."),
    illustrative=lambda row: row.enrolment.illustrative,
    columns=[
        Column("session", gettext_lazy("Session"), "enrolment.session.reference", filter="choice"),
        Column("programme", gettext_lazy("Programme"), "enrolment.session.course.standard", filter="choice"),
        Column("state", gettext_lazy("State"), "enrolment.state.name", filter="choice"),
        Column("person", gettext_lazy("Person (number)"), "enrolment.person_id", kind="integer"),
        Column("stage", gettext_lazy("Stage"), lambda row: EnrolmentStage(row.enrolment.stage_then).label,
               filter="choice"),
        Column("posts", gettext_lazy("Posts held later"),
               lambda row: "; ".join(f"{one.post.title} from {one.held_from}" for one in row.posts)),
    ],
)  # fmt: skip
