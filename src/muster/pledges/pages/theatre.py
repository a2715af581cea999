"""What was found of the units that came from a pledge, and what it means for the pledge, as its page shows it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Badge, Explanation, Tone
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.forms.theatre import LookAgainForm
from muster.pledges.pages.freshness import parameters_used
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.theatre_doubts import DOUBT_KEYS, DoubtStanding, InTheatre, JudgedResult, in_words
from muster.pledges.theatre_terms import TheatreResultKind

PAGES = {
    TheatreResultKind.SERVICEABILITY: "inspection",
    TheatreResultKind.READINESS: "inspection",
    TheatreResultKind.EVALUATION: "evaluation",
}
"""The name of the page that a result comes from, in rooms above."""

TONES: dict[DoubtStanding, Tone] = {
    DoubtStanding.NONE: "met",
    DoubtStanding.DOUBT: "short",
    DoubtStanding.FOLLOWED: "neutral",
    DoubtStanding.LOOKED_AT: "neutral",
    DoubtStanding.LEVEL_STAYS: "neutral",
}
SHOWN_OPEN = 4
"""So many of the latest results are shown open, the rest is folded."""


@dataclass(frozen=True)
class ShownResult:
    """A result as it is drawn; `href` leads to the inspection or evaluation."""

    what: str
    day: date
    where: str
    reference: str
    href: str
    means: Badge
    ended_by: str
    source: str
    standing: str


def _source_address(one: InTheatre) -> str:
    """Return the address of the inspection or evaluation that a result comes from."""
    return reverse(PAGES[TheatreResultKind(one.kind)], args=[one.reference])


def _shown(one: JudgedResult) -> ShownResult:
    result = one.result
    return ShownResult(
        what=in_words(result),
        day=result.on,
        where=f"{result.unit}, {result.mission}",
        reference=result.reference,
        href=_source_address(result),
        means=Badge(one.standing.label, TONES[one.standing]),
        ended_by=one.ended_by,
        source=result.source,
        standing=result.standing,
    )


def _looks_again(request: MusterRequest, page: PledgePage) -> bool:
    """Return whether the viewer may say that the register has looked again."""
    viewer = request.viewer
    is_register = viewer.is_system or viewer.organisation_id == page.pledge.register.pk
    return is_register and viewer.has_role(Role.OFFICER)


def theatre_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the results in theatre, the latest first; nothing where none is known, or the viewer is no side."""
    if page.sides is None or not page.sides.health.theatre:
        return NOTHING
    health = page.sides.health
    rows = [_shown(one) for one in health.theatre]
    explanation = Explanation(
        formula=_(
            "serviceability below the threshold, or a result in one of the words below; until a later result of its "
            "kind, until the unit was visited again, or until the register has looked again"
        ),
        parameters=parameters_used(DOUBT_KEYS, request.as_of),
        note=_("A doubt lowers no level: it asks the register to look again."),
    )
    content = {
        "register": page.pledge.register.name,
        "is_in_doubt": health.is_in_doubt,
        "form": LookAgainForm() if _looks_again(request, page) and health.is_in_doubt else None,
        "pledge": page.pledge.reference,
        "rows": rows[:SHOWN_OPEN],
        "folded": rows[SHOWN_OPEN:],
        "explanation": explanation,
    }
    return Section(_("In theatre"), "theatre", content, anchor="theatre")
