"""What the two sides of a pledge owe each other, as its page shows it, and the most urgent of it as the next step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from muster.kit.pages import Explanation, NextStep
from muster.parties.request import MusterRequest
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.freshness import parameters_used
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.obligations import OBLIGATION_KEYS, Obligation, Side


@dataclass(frozen=True)
class Line:
    """One obligation as it is drawn; `about` and `href` name the pledge where the page is not the pledge's own."""

    what: str
    due: date | None
    days_overdue: int
    about: str = ""
    href: str = ""


@dataclass(frozen=True)
class SidesColumn:
    """What one side owes, and how many more there are than are listed."""

    owner: str
    lines: Sequence[Line]
    more: int = 0


def lines_of(obligations: Iterable[tuple[Obligation, str, str]], day: date) -> list[Line]:
    """Return obligations, each with what it is about and where that is, as they are drawn."""
    return [Line(one.what, one.due_on, one.days_overdue(day), about, href) for one, about, href in obligations]


def obligations_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return what each side owes the other over the pledge; nobody else sees it."""
    if page.sides is None or page.sides.health.matters.submitted_on is None:
        return NOTHING
    pledge, health = page.pledge, page.sides.health
    columns = [
        SidesColumn(
            owner.name, lines_of(((one, "", "") for one in health.obligations if one.owed_by == side), request.as_of)
        )
        for side, owner in ((Side.STATE, pledge.state), (Side.SECRETARIAT, pledge.register))
    ]
    explanation = Explanation(
        formula=_("the day on which it began, and the days of the parameter; it goes by the deed itself"),
        parameters=parameters_used(OBLIGATION_KEYS, request.as_of),
    )
    content = {"columns": columns, "explanation": explanation}
    return Section(_("What the two sides owe each other"), "obligations", content, anchor="obligations")


def most_urgent_step(pledge: PledgeVersion, day: date) -> NextStep | None:
    """Return the most urgent obligation as the next step; None where nothing is owed, or the viewer is no side."""
    if pledge.health is None or not pledge.health.obligations:
        return None
    first = pledge.health.obligations[0]
    who = pledge.state.name if first.owed_by == Side.STATE else pledge.register.name
    return NextStep(
        who, _("must %(what)s") % {"what": first.what}, first.due_on, first.days_overdue(day) > 0, "#obligations"
    )
