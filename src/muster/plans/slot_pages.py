"""What the page of a post of a plan shows, as the kit's plain values."""

from collections.abc import Sequence
from math import ceil

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Action, Badge, ExplainInput, Explanation, KeyFigure, PageHead
from muster.kit.tables import Column, Table
from muster.plans.alternative_words import against_words, stays_words
from muster.plans.explained import ExplainedPlan
from muster.plans.explained_names import state_name, unit_type_name
from muster.plans.month_words import periods_words
from muster.plans.prices_pages import crumbs_of
from muster.plans.slots import Candidate, Slot


def slot_head(found: ExplainedPlan, post: str) -> PageHead:
    """Return the head of the page."""
    wanted = found.problem.post_by_id[post]
    mission = next(row.mission for row in found.problem.requirements if row.id == wanted.requirement)
    doors = [Action(_("Prices"), reverse("plan-prices", args=[found.stored.reference]))]
    if post in found.recorded_posts:
        requirement = reverse("requirement", args=[found.recorded_posts[post]])
        doors.append(Action(_("Requirement"), f"{requirement}#{post}"))
    return PageHead(
        title=post,
        crumbs=crumbs_of(found.stored, post),
        lead=_("%(kind)s in %(mission)s: who else could hold the post in “%(plan)s”, and what keeps the others out.")
        % {"kind": unit_type_name(wanted.unit_type), "mission": mission, "plan": found.stored.title},
        actions=doors,
        illustrative=post in found.illustrative_posts,
    )


def slot_title(found: ExplainedPlan, slot: Slot) -> str:
    """Return the months in which nobody holds the post."""
    return periods_words(found.calendar, [(slot.gap.start, slot.gap.end)])


def slot_figures(slots: Sequence[Slot]) -> list[KeyFigure]:
    """Return the key figures: months that are open, pledges that fit, and the most that any can change."""
    months = sum(slot.gap.periods for slot in slots)
    fitting = {one.alternative.pledge for slot in slots for one in slot.fitting}
    asked = {one.alternative.pledge for slot in slots for one in slot.candidates}
    figures = [
        KeyFigure(_("Open"), months, unit=_("months"), tone="short" if months else "met"),
        KeyFigure(_("Fit as it is"), len(fitting), unit=_("pledges"), note=_("of %(n)s eligible") % {"n": len(asked)}),
    ]
    gains = [slot.most_gain for slot in slots if slot.most_gain is not None]
    if gains:
        figures.append(KeyFigure(_("Most to gain"), f"{ceil(max(gains)):+,}", unit=_("points"), explanation=_most()))
    return figures


def _most() -> Explanation:
    """Return where the most that a candidate can change comes from."""
    return Explanation(
        formula=_(
            "bound by the prices, less the pledge's best chain, plus its best chain through the slot, less value"
        ),
        inputs=(ExplainInput(_("Holds for"), _("every plan in which the pledge stands there, whoever else moves")),),
        note=_(
            "Below 0 it is what placing the pledge costs at least. It is as sharp as the plan's own gap to its bound."
        ),
    )


def slot_table(found: ExplainedPlan, slot: Slot) -> Table:
    """Return the table of a slot's candidates, in rank."""

    def fits(row: Candidate) -> Badge:
        return Badge(_("fits"), "met") if row.alternative.stays else Badge(_("kept out"), "short")

    return Table(
        name=f"candidates-from-{slot.gap.start}",
        caption=_("Eligible pledges, ranked while the rest of the plan stays put"),
        empty=_("No pledge is eligible for the post in these months; its requirement says which rule refuses each."),
        page_size=25,
        filters=False,
        illustrative=lambda row: row.alternative.pledge in found.illustrative_pledges,
        columns=[
            Column(
                "pledge",
                gettext_lazy("Pledge"),
                "alternative.pledge",
                kind="link",
                href=lambda row: reverse("pledge", args=[row.alternative.pledge]),
            ),
            Column("state", gettext_lazy("State"), lambda row: state_name(row.state)),
            Column("fits", gettext_lazy("As it is"), fits, kind="badge"),
            Column(
                "stays",
                gettext_lazy("Months"),
                lambda row: stays_words(row.alternative, found.calendar),
                sortable=False,
            ),
            Column(
                "worth",
                gettext_lazy("Worth"),
                lambda row: row.alternative.worth or None,
                kind="integer",
                unit=gettext_lazy("points"),
            ),
            Column(
                "most_gain",
                gettext_lazy("Most change"),
                lambda row: ceil(row.effect.most_gain) if row.effect else None,
                kind="integer",
                unit=gettext_lazy("points"),
            ),
            Column(
                "against",
                gettext_lazy("What stands against it"),
                lambda row: against_words(row.alternative, found.calendar, state_name),
                sortable=False,
            ),
        ],
    )
