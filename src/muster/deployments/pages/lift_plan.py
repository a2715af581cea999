"""What a plan of arrivals shows, as the kit's plain values."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from muster.deployments.planning.lift import LiftPlan, LiftProblem, WithoutDay, why_without_day
from muster.deployments.planning.lift_check import flights_by_month
from muster.deployments.queries.lift_plan import KEYS
from muster.generation.pages.parameters import explained
from muster.kit.charts import Chart, Cover, Gap, Need, gantt
from muster.kit.pages import Explanation, KeyFigure

MARK = timedelta(days=14)
"""How long the bar of an arrival is drawn."""


def day_rows(problem: LiftProblem, plan: LiftPlan) -> list[dict[str, Any]]:
    """Return the day of every tour; one without a day says so."""
    rows = []
    for row in problem.rotations:
        on = plan.days.get(row.id)
        late = 0 if on is None else max(0, (on - row.window_until).days + 1)
        words = ""
        if on is None and why_without_day(problem, row) == WithoutDay.LIFT_TOO_LARGE:
            people = {"people": max(row.people), "most": problem.reception[problem.unit_by_id[row.unit].mission]}
            words = _("%(people)s people in one lift, %(most)s are received in a week: split its lifts") % people
        elif on is None:
            words = _("finds no day: widen the window, the reception or the charter plan")
        elif row.fixed_on is not None:
            words = _("agreed: keeps its day")
        elif late:
            words = _("%(n)s days after its window") % {"n": late}
        rows.append(
            {
                "tour": row.id,
                "mission": problem.unit_by_id[row.unit].mission,
                "people": sum(row.people),
                "due": row.due,
                "on": on,
                "moved": None if on is None else (on - row.due).days,
                "words": words,
            }
        )
    return rows


def month_rows(problem: LiftProblem, plan: LiftPlan) -> list[dict[str, Any]]:
    """Return people and flights by month; people by the month in which the week of their lift begins."""
    people: dict[date, int] = defaultdict(int)
    for name, day in plan.days.items():
        for number, count in enumerate(problem.rotation_by_id[name].people):
            week = (day - problem.start).days // 7 + number
            people[problem.month_of(week)] += count
    flights = flights_by_month(problem, plan.days)
    return [
        {
            "month": f"{month:%Y-%m}",
            "people": people[month],
            "flights": flights.get(month, 0),
            "plan": problem.flights.get(month),
        }
        for month in sorted(people)
    ]


def figures(problem: LiftProblem, plan: LiftPlan, day: date) -> list[KeyFigure]:
    """Return the key figures of a plan, each with what is proven of it."""
    moved = sum(1 for row in problem.rotations if plan.days.get(row.id, row.due) != row.due)
    how = Explanation(
        formula=_("the fewest tours without a day; the fewest breaches and days moved; the fewest flights"),
        parameters=explained(KEYS, day),
        note=_("A day of breach weighs as much as a hundred days of moving."),
    )
    bound = _("no plan has less than %(n)s") % {"n": f"{plan.deviation_bound:,}"}
    return [
        KeyFigure(_("Tours with a day"), len(plan.days), note=_("of %(n)s") % {"n": len(problem.rotations)},
                  tone="short" if plan.without_day else "met", explanation=how),
        KeyFigure(_("Tours moved"), moved),
        KeyFigure(_("Days moved"), plan.deviation_days, _("days"), note=bound),
        KeyFigure(_("Breaches"), plan.breach_days, _("days"), tone="short" if plan.breach_days else "met"),
        KeyFigure(_("Flights"), plan.flights, note=_("no plan with as few days moved has fewer than %(n)s")
                  % {"n": plan.flights_bound}),
    ]  # fmt: skip


def lift_chart(problem: LiftProblem, plan: LiftPlan, day: date) -> Chart | None:
    """Draw each unit's arrivals: the window outlined, the day in full. None where none has a day."""
    needs, covers, gaps = [], [], []
    for row in problem.rotations:
        mission = problem.unit_by_id[row.unit].mission
        on = plan.days.get(row.id)
        needs.append(Need(mission, row.unit, row.window_from, row.window_until))
        if on is None:
            gaps.append(Gap(mission, row.unit, row.window_from, row.window_until))
        else:
            state = "committed" if on == row.due else "proposed"
            covers.append(
                Cover(mission, row.unit, on, on + MARK, row.id.rsplit(" ", 1)[1], state, title=row.id, rotations=(on,))  # type: ignore[arg-type]  # two of its words
            )
    if not covers:
        return None
    return gantt(
        needs,
        covers,
        day,
        id="lift",
        title=_("Arrivals in their windows"),
        summary=_("Outlined: the window; the bar begins on the day, lighter where it moves; hatched: no day is found."),
        source=_("The plan, out of the record of its day."),
        gaps=gaps,
    )
