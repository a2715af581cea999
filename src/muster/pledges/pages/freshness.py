"""How fresh a pledge is and how far it may be relied on, as the section of its page shows it."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.pages import Badge, ExplainInput, Explanation, Fact, Reason, Tone
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.pledges.forms.confirmations import ConfirmationForm
from muster.pledges.models import OPEN_STAGES, PledgeVersion
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.matters import Health
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.confidence import CONFIDENCE_KEYS, FULL
from muster.pledges.rules.freshness import FRESHNESS_KEYS, REMINDERS, Freshness
from muster.reference.parameters import parameter


def freshness_badge(health: Health) -> Badge:
    """Return the freshness as a badge."""
    tones: dict[Freshness, Tone] = {
        Freshness.FRESH: "met",
        Freshness.DEPLOYED: "met",
        Freshness.IN_GRACE: "short",
        Freshness.LAPSE_DUE: "short",
        Freshness.REMOVAL_DUE: "short",
        Freshness.LAPSED: "due",
        Freshness.NOT_DATED: "due",
        **dict.fromkeys(REMINDERS, "due"),
    }
    return Badge(health.freshness.label, tones.get(health.freshness, "neutral"))


def score_badge(score: int, day: date) -> Badge:
    """Return the score of confidence as a badge."""
    good, poor = (parameter(key, day).integer for key in ("confidence_good_percent", "confidence_poor_percent"))
    tone: Tone = "met" if score >= good else "due" if score >= poor else "short"
    return Badge(f"{score}\u00a0%", tone)


def parameters_used(keys: Iterable[str], day: date) -> tuple[ExplainInput, ...]:
    """Return parameters as inputs of an explanation, each with its source and standing."""
    rows = (parameter(key, day) for key in keys)
    return tuple(
        ExplainInput(
            f"{row.key} ({row.unit})",
            row.value,
            href=reverse("fact", args=["parameters", row.key]),
            source=row.source,
            standing=row.standing,
        )
        for row in rows
    )


def confidence_explanation(health: Health, day: date) -> Explanation:
    """Return how the score came about."""
    taken = [ExplainInput(loss.says, f"−{loss.points}") for loss in health.confidence.losses]
    return Explanation(
        formula=_("%(full)s less the points of each reason, never below 0") % {"full": FULL},
        inputs=tuple(taken),
        parameters=parameters_used(CONFIDENCE_KEYS, day),
        note=_("It counts what you may see as of this day, and decides nothing by itself."),
    )


def freshness_explanation(health: Health, day: date) -> Explanation:
    """Return which rules and days the freshness follows from."""
    hold = health.matters.hold
    inputs = [
        ExplainInput(label, long_day(value) if value else "—")
        for label, value in (
            (_("Last confirmed on"), health.confirmed_on),
            (_("Valid until (excluded)"), hold.valid_until),
            (_("Back from a deployment since"), hold.back_since),
        )
    ]
    return Explanation(
        formula=_("first 12 months from the registration, then 6 from each confirmation; reminders; grace; lapse"),
        inputs=tuple(inputs),
        parameters=parameters_used(FRESHNESS_KEYS, day),
    )


def may_confirm(pledge: PledgeVersion, viewer: Viewer, today: date) -> bool:
    """Return whether the viewer is an officer of the State, and the pledge is open and not confirmed today."""
    own = viewer.organisation_id == pledge.state_id and viewer.has_role(Role.OFFICER)
    health = pledge.health
    is_new = health is None or health.confirmed_on is None or health.confirmed_on < today
    return own and is_new and pledge.stage in OPEN_STAGES


def freshness_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the confirmation, the score with its reasons, and the form by which the State confirms."""
    if page.sides is None or page.sides.health.matters.submitted_on is None:
        return NOTHING
    pledge, health = page.pledge, page.sides.health
    score = health.confidence
    facts = [
        Fact(
            _("Confirmed"),
            long_day(health.confirmed_on) if health.confirmed_on else None,
            explanation=freshness_explanation(health, request.as_of),
        ),
        Fact(_("Valid until"), _("%(day)s (excluded)") % {"day": long_day(health.expires_on)})
        if health.expires_on
        else Fact(_("Valid until"), None),
    ]
    content = {
        "badge": freshness_badge(health),
        "facts": facts,
        "score": score.score,
        "score_badge": score_badge(score.score, request.as_of),
        "reasons": [Reason(f"{loss.says} (−{loss.points})") for loss in score.losses],
        "explanation": confidence_explanation(health, request.as_of),
        "form": ConfirmationForm() if may_confirm(pledge, request.viewer, request.today) else None,
        "reference": pledge.reference,
    }
    return Section(_("Freshness and confidence"), "freshness", content, anchor="freshness")
