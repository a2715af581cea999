"""What a page or a command shows of a drawdown: rows of its tables, figures, the chart of what is left."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.deployments.planning.drawdown import DrawdownProblem
from muster.deployments.planning.drawdown_alternatives import Alternative
from muster.deployments.planning.drawdown_check import broken_rules, last_lift_on, people_at
from muster.deployments.queries.drawdown import KEYS
from muster.deployments.tables.drawdown import FIRST_WORDS, RULE_WORDS
from muster.generation.pages.parameters import explained
from muster.kit.charts.chart import Chart
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Explanation, KeyFigure

ROW_HEIGHT_PX = 30


@dataclass(frozen=True)
class DepartureRow:
    """A unit that leaves."""

    unit: str
    state: str
    mission: str
    category: str
    people: int
    lifts: int
    first_lift_on: date
    gone_on: date
    tour_ends_on: date | None


def departure_rows(problem: DrawdownProblem, weeks: dict[str, int]) -> list[DepartureRow]:
    """Return who leaves, in the order of leaving."""
    return [
        DepartureRow(
            unit=unit.id,
            state=unit.state,
            mission=unit.mission,
            category=unit.category,
            people=unit.people,
            lifts=len(problem.lifts_of(unit)),
            first_lift_on=problem.day_of(week),
            gone_on=last_lift_on(problem, weeks, name),
            tour_ends_on=unit.tour_ends_on,
        )
        for name, week in sorted(weeks.items(), key=lambda one: (one[1], one[0]))
        for unit in (problem.unit_by_id[name],)
    ]


def broken_rows(problem: DrawdownProblem, weeks: dict[str, int]) -> list[dict[str, Any]]:
    """Return the rules that break, by week."""
    return [
        {
            "week_of": problem.day_of(one.week),
            "words": RULE_WORDS[one.rule],
            "subject": one.subject,
            "people": one.people,
        }
        for one in broken_rules(problem, weeks)
    ]


@dataclass(frozen=True)
class AlternativeRow:
    """One alternative with its measures; `address` leads to it where it is not the one shown."""

    words: str
    address: str
    leaving: int
    broken: int
    capability: int
    tour: int
    states: int
    presence: int
    more: int
    proof: str


def alternative_row(one: Alternative, address: str) -> AlternativeRow:
    """Return an alternative as a row."""
    found = one.drawdown
    proof = (
        _("proven") if found.is_proven else _("by at most %(n)s points less") % {"n": found.points - found.points_bound}
    )
    measures = one.measures
    return AlternativeRow(
        "; ".join(str(FIRST_WORDS[first]) for first in one.firsts),
        address,
        measures.leaving,
        measures.broken,
        measures.capability,
        measures.tour,
        measures.states,
        measures.presence,
        measures.more,
        proof,
    )


def figures(problem: DrawdownProblem, chosen: Alternative, day: date) -> list[KeyFigure]:
    """Return the key figures of the drawdown shown."""
    how = Explanation(
        formula=_("the fewest people-weeks of broken rules; then the fewest points, each measure times its weight"),
        parameters=explained(KEYS, day),
        note=_("A unit larger than a week's lift leaves in equal lifts a week apart."),
    )
    left = problem.people - chosen.measures.leaving
    return [
        KeyFigure(_("In theatre"), problem.people, _("people")),
        KeyFigure(_("Leave"), chosen.measures.leaving, _("people"), explanation=how),
        KeyFigure(_("Left"), left, _("people"), share=left / problem.people),
        KeyFigure(
            _("Broken rules"),
            chosen.measures.broken,
            _("people-weeks"),
            tone="short" if chosen.measures.broken else "met",
        ),
    ]


def strength_chart(problem: DrawdownProblem, weeks: dict[str, int]) -> Chart:
    """Return who is there at the end of each week, by category of unit."""
    there: dict[str, list[int]] = defaultdict(lambda: [0] * problem.weeks)
    begin: dict[str, int] = defaultdict(int)
    for unit in problem.units:
        begin[unit.category] += unit.people
        for week in range(problem.weeks):
            there[unit.category][week] += people_at(problem, weeks, unit, week)
    values = [
        {"week": f"{problem.day_of(week):%Y-%m-%d}", "category": name, "people": people, "share": people / begin[name]}
        for name, row in there.items()
        for week, people in enumerate(row)
    ]
    left = sum(row[-1] for row in there.values())
    title = _("%(left)s of %(all)s people are left at the end") % {"left": f"{left:,}", "all": f"{problem.people:,}"}
    height = ROW_HEIGHT_PX * len(there)
    view: Spec = {
        "width": "container",
        "height": height,
        "data": {"values": values},
        "encoding": {
            "x": {"field": "week", "type": "ordinal", "axis": {"title": None, "labelOverlap": True}},
            "y": {"field": "category", "type": "nominal", "axis": {"title": None}},
        },
        "mark": {"type": "rect", "color": colour("accent"), "stroke": colour("paper")},
    }
    view["encoding"]["opacity"] = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": [0, 1]},
    }
    view["encoding"]["tooltip"] = [
        {"field": "category", "title": _("Category")},
        {"field": "week", "title": _("Week of")},
        {"field": "people", "title": _("People")},
    ]
    return Chart(
        id="drawdown-strength",
        spec=framed(view, title=title),
        title=title,
        summary=_(
            "People at the end of each week by category of unit; the paler, the fewer of those at the beginning."
        ),
        headings=(_("Category"), _("At first"), *(f"{problem.day_of(week):%Y-%m-%d}" for week in range(problem.weeks))),
        rows=[(name, begin[name], *row) for name, row in there.items()],
        height=height,
    )
