"""What a plan of companies and tours shows, as the kit's plain values."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.deployments.planning.companies import CompaniesPlan, CompaniesProblem, Cure
from muster.deployments.queries.company_plan import KEYS
from muster.deployments.tables.rotation_plans import OBSTACLE_WORDS
from muster.generation.pages.parameters import explained
from muster.kit.charts import Chart, Cover, gantt
from muster.kit.pages import Explanation, KeyFigure

MOST_CURES_SHOWN = 3


def taken_rows(problem: CompaniesProblem, plan: CompaniesPlan) -> list[dict[str, Any]]:
    """Return who takes which tour, and why."""
    turns = Counter(plan.taken.values())
    rows = []
    for name, company in plan.taken.items():
        tour = problem.tour_by_id[name]
        words = {"n": turns[company], "all": len(plan.taken)}
        why = _("named before; stays") if tour.agreed else _("rested and free; it has %(n)s of %(all)s tours") % words
        rows.append(
            {
                "tour": name,
                "mission": tour.mission,
                "unit_type": tour.unit_type,
                "people": tour.people,
                "training_from": tour.training_from,
                "arrives_on": tour.arrives_on,
                "leaves_on": tour.leaves_on,
                "company": company,
                "why": why,
            }
        )
    return rows


def untaken_rows(problem: CompaniesProblem, plan: CompaniesPlan) -> list[dict[str, Any]]:
    """Return the tours that nobody takes with the nearest cures, company by company."""
    rows = []
    for name in plan.untaken:
        tour = problem.tour_by_id[name]
        for cures in plan.cures[name][:MOST_CURES_SHOWN]:
            company = next((one.company for one in cures if one.company), "")
            told = "; ".join(cure_words(one) for one in cures)
            rows.append(
                {
                    "tour": name,
                    "arrives_on": tour.arrives_on,
                    "people": tour.people,
                    "company": company or "—",
                    "cure": told or _("more tours of other companies would have to change"),
                }
            )
    return rows


def cure_words(cure: Cure) -> str:
    """Return what would cure one obstacle, in words."""
    return str(OBSTACLE_WORDS[cure.obstacle]) % {"amount": cure.amount, "wanted": cure.wanted}


def figures(problem: CompaniesProblem, plan: CompaniesPlan, day: date) -> list[KeyFigure]:
    """Return the key figures of a plan."""
    turns = Counter(plan.taken.values())
    each = [turns[one.id] for one in problem.companies]
    how = Explanation(
        formula=_("the fewest tours that nobody takes, then the least sum of squares of the tours of each company"),
        parameters=explained(KEYS, day),
        note=_(
            "What no pledge says of a company is taken to be enough. Its people are taken to volunteer but for those "
            "on its rosters who said in the pool that they are not willing. Rest in months is counted in days from "
            "the day of the plan."
        ),
    )
    return [
        KeyFigure(_("Tours taken"), len(plan.taken), note=_("of %(n)s") % {"n": len(problem.tours)}, explanation=how),
        KeyFigure(_("Taken by nobody"), len(plan.untaken), tone="short" if plan.untaken else "met"),
        KeyFigure(_("Tours of a company"), f"{min(each)} – {max(each)}", note=_("fewest and most")),
        *_staffing(problem),
        KeyFigure(_("Best possible"), _("proven") if plan.is_proven else _("not proven")),
    ]


def _staffing(problem: CompaniesProblem) -> list[KeyFigure]:
    """Return how many companies have people who are not willing, and how many would go; none: no figure."""
    short = [one for one in problem.companies if one.volunteers < one.strength]
    if not short:
        return []
    told = ", ".join(f"{one.id} {one.volunteers}/{one.strength}" for one in short)
    return [
        KeyFigure(_("Voluntary staffing"), len(short), tone="short", note=_("not all willing: %(n)s") % {"n": told})
    ]


def company_chart(problem: CompaniesProblem, plan: CompaniesPlan, day: date) -> Chart | None:
    """Draw each company's tours, with the training before each; None where nobody takes one."""
    covers = []
    for name, company in plan.taken.items():
        tour = problem.tour_by_id[name]
        for start, end, state in (
            (tour.training_from, tour.arrives_on, "proposed"),
            (tour.arrives_on, tour.leaves_on, "committed"),
        ):
            if start < end:
                label = name if state == "committed" else ""
                title = _("in theatre") if state == "committed" else _("in training")
                covers.append(Cover(_("Companies"), company, start, end, label, state, title=title))  # type: ignore[arg-type]  # two of its words
    if not covers:
        return None
    return gantt(
        [],
        _in_order(covers),
        day,
        id="companies",
        title=_("Companies and their tours"),
        summary=_("Full: in theatre; lighter: in training for it."),
        source=_("The plan, out of the record of its day."),
        gaps=[],
    )


def _in_order(covers: Sequence[Cover]) -> list[Cover]:
    return sorted(covers, key=lambda one: (one.row, one.start))
