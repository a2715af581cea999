"""What the page of a work list shows, as the kit's plain values."""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.kit.pages import ExplainInput, Explanation, KeyFigure, PageHead
from muster.parties.viewer import Viewer
from muster.plans.coverage import is_illustrative
from muster.plans.desk_kinds import ActionKind
from muster.plans.models import StoredPlan, WorkList
from muster.plans.month_words import short_run_words
from muster.plans.periods import Calendar
from muster.plans.prices_pages import crumbs_of


def work_list_head(plan: StoredPlan, viewer: Viewer) -> PageHead:
    """Return the head of the page."""
    return PageHead(
        title=_("What it would take"),
        crumbs=crumbs_of(plan, _("Work list")),
        lead=_("What the desk, States and missions could do to close gaps of “%(plan)s”, what pays most first.")
        % {"plan": plan.title},
        illustrative=is_illustrative(viewer, plan),
    )


def work_list_figures(made: WorkList) -> list[KeyFigure]:
    """Return the key figures: what the actions bring and cost, the gaps, how many they are, and how long it took."""
    report = made.report
    before, after = report["gaps_before"], report["gaps"]
    weighed = sum(report["possible"].values())
    return [
        KeyFigure(
            _("Gain"),
            f"{report['gain']:+,}",
            unit=_("points"),
            note=_("less what the actions cost; no set of them brings more than %(most)s")
            % {"most": f"{ceil(report['most_gain']):,}"},
            explanation=_gain(report),
        ),
        KeyFigure(_("Cost"), f"{report['cost']:,}", unit=_("points"), explanation=_costs(made)),
        KeyFigure(
            _("Gaps"),
            f"{before:,} → {after:,}",
            unit=_("unit-months"),
            note=_("before and after"),
            tone="short" if after else "met",
        ),
        KeyFigure(
            _("Actions"), len(report["items"]), note=_("of %(n)s that were weighed") % {"n": weighed}, href="#list"
        ),
        KeyFigure(_("Took"), f"{made.seconds or 0:.0f}", unit=_("seconds")),
    ]


def _gain(report: Mapping[str, Any]) -> Explanation:
    """Return how the gain comes about."""
    return Explanation(
        formula=_("worth of the plan with the actions, less their cost, less worth of the plan at hand"),
        inputs=(
            ExplainInput(_("Worth of the plan at hand"), f"{report['objective_before']:,}"),
            ExplainInput(_("Worth with the actions"), f"{report['objective']:,}"),
            ExplainInput(_("Most that any set of them could add"), f"{ceil(report['most_gain']):,}"),
        ),
        note=_(
            "The list is the best found in the time given, not proven. Where the plan at hand was made in a hurry, a "
            "part of the gain comes from planning anew; the gain of each action does not."
        ),
    )


def _costs(made: WorkList) -> Explanation:
    """Return what each kind of action costs, with the parameters of the list."""
    return Explanation(
        formula=_("sum of what the actions cost, each as the parameter of its kind says"),
        parameters=tuple(
            ExplainInput(row["key"], f"{row['value']} {row['unit']}", source=row["source"], standing=row["standing"])
            for row in made.parameters
        ),
        note=_("No published source gives such costs; replace them by what your desk knows of its work."),
    )


def why_empty(made: WorkList) -> str:
    """Return why the list is empty: there is no gap, nothing that anybody could do, or nothing that pays."""
    report = made.report
    weighed = sum(report["possible"].values())
    if not report["gaps_before"]:
        return _("The plan has no gap.")
    if not weighed:
        return _(
            "No rule that somebody could waive or satisfy stands alone between a pledge and a gap, and no limit binds. "
            "The requirement of each post says which rules refuse each pledge; other gaps need further pledges."
        )
    words = ngettext(
        "One action was weighed (%(kinds)s), and it brings no more than it costs.",
        "%(n)s actions were weighed (%(kinds)s), and no set of them brings more than it costs.",
        weighed,
    )
    kinds = ", ".join(f"{ActionKind(kind).label} {number}" for kind, number in report["possible"].items())
    return words % {"n": weighed, "kinds": kinds}


def stays_told(row: Mapping[str, Any], calendar: Calendar, most: int | None = None) -> str:
    """Return the stays that an action makes possible, in words and months; beyond `most` they are counted."""
    stays = row["stays"]
    told = [
        _("%(pledge)s in %(post)s, %(months)s")
        % {"pledge": stay["pledge"], "post": stay["post"], "months": months_of_stay(stay, calendar)}
        for stay in stays[:most]
    ]
    if left := len(stays) - len(told):
        told.append(ngettext("one more stay", "%(n)s more stays", left) % {"n": left})
    return "; ".join(told)


def months_of_stay(stay: Mapping[str, str], calendar: Calendar) -> str:
    """Return the months of a stored stay, as a table writes them."""
    first = date.fromisoformat(stay["start"])
    last = calendar.day(calendar.first_whole(date.fromisoformat(stay["until"])) - 1)
    return short_run_words(first, last)
