"""What differs between two plans as tables."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.intervals import months_between
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.plans.comparison import ELSEWHERE, MOVED, ONLY_A, ONLY_B, Place, StayChange

KINDS = {
    ONLY_A: Badge(_("only in A"), "short"),
    ONLY_B: Badge(_("only in B"), "met"),
    MOVED: Badge(_("at another time"), "due"),
    ELSEWHERE: Badge(_("in another post"), "accent"),
}


def _post(place: Place | None) -> str:
    return place.post if place else ""


def _start(place: Place | None) -> date | None:
    return place.start if place else None


def _months(place: Place | None) -> int | None:
    return months_between(place.start, place.until) if place else None


def _pledge(change: StayChange) -> str:
    return reverse("pledge", args=[change.one.pledge])


CHANGES = Table(
    name="changes",
    caption=_("Stays that differ"),
    empty=_("No stay that you may see differs."),
    illustrative=lambda row: False,
    filters=False,
    tools=False,
    columns=[
        Column("kind", _("Change"), lambda row: KINDS[row.kind], kind="badge"),
        Column("pledge", _("Pledge"), "one.pledge", kind="link", href=_pledge),
        Column("state", _("State"), "one.state"),
        Column("post_a", _("Post in A"), lambda row: _post(row.before)),
        Column("from_a", _("From, A"), lambda row: _start(row.before), kind="date"),
        Column("months_a", _("For, A"), lambda row: _months(row.before), kind="integer", unit=_("months")),
        Column("post_b", _("Post in B"), lambda row: _post(row.after)),
        Column("from_b", _("From, B"), lambda row: _start(row.after), kind="date"),
        Column("months_b", _("For, B"), lambda row: _months(row.after), kind="integer", unit=_("months")),
    ],
)

CAUSES = Table(
    name="causes",
    caption=_("In what the plans' making differs"),
    empty=_("Both were made from the same: what differs is the search's."),
    illustrative=lambda row: False,
    filters=False,
    tools=False,
    columns=[
        Column("subject", _("What")),
        Column("before", _("Plan A")),
        Column("after", _("Plan B")),
    ],
)


def gains_table(name: str, first: str) -> Table:
    """Return the table of coverage in both plans, by mission or by unit type."""
    return Table(
        name=name,
        caption=_("Coverage in both plans"),
        illustrative=lambda row: False,
        filters=False,
        tools=False,
        columns=[
            Column("name", first),
            Column("needed_before", _("Needed, A"), kind="integer", unit=_("unit-months"), total=True),
            Column("covered_before", _("Covered, A"), kind="integer", unit=_("unit-months"), total=True),
            Column("needed_after", _("Needed, B"), kind="integer", unit=_("unit-months"), total=True),
            Column("covered_after", _("Covered, B"), kind="integer", unit=_("unit-months"), total=True),
            Column("gained_months", _("B over A"), kind="integer", unit=_("unit-months"), total=True),
        ],
    )
