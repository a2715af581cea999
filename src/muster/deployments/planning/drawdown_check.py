"""Which rules does a drawdown break, and what does it come to? A second reading that shares nothing with the search."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.deployments.planning.drawdown import DAYS_A_WEEK, PER_THOUSAND, DrawdownProblem, Measures, StandingUnit


class DrawdownRule(StrEnum):
    """What may break on the way."""

    LIFT = "lift"
    LEAD = "lead"
    MEDICAL = "medical"


@dataclass(frozen=True)
class BrokenRule:
    """A rule that breaks in a week: of which mission or unit, and how many people are concerned."""

    rule: DrawdownRule
    subject: str
    week: int
    people: int


def refused_departures(problem: DrawdownProblem, weeks: Mapping[str, int]) -> Iterator[str]:
    """Yield a sentence for everything that is no drawdown as ordered."""
    for name, week in weeks.items():
        if name not in problem.unit_by_id:
            yield f"{name}: is no unit of the drawdown"
            return
        lifts = len(problem.lifts_of(problem.unit_by_id[name]))
        if not 0 <= week <= problem.weeks - lifts:
            yield f"{name}: leaves in {lifts} lifts from week {week} on, there are {problem.weeks} weeks"
    for name in sorted(problem.must_leave - weeks.keys()):
        yield f"{name}: stays, and was ordered to leave"
    for target in problem.targets:
        left = sum(unit.people for unit in problem.units if unit.mission in target.missions and unit.id not in weeks)
        if left > target.most_people:
            yield f"{', '.join(sorted(target.missions))}: {left} are left, {target.most_people} were ordered"


def people_at(problem: DrawdownProblem, weeks: Mapping[str, int], unit: StandingUnit, week: int) -> int:
    """Return who of a unit is there at the end of a week."""
    if unit.id not in weeks:
        return unit.people
    return sum(people for number, people in enumerate(problem.lifts_of(unit)) if weeks[unit.id] + number > week)


def lifted(problem: DrawdownProblem, weeks: Mapping[str, int]) -> dict[tuple[str, int], int]:
    """Return who leaves, by mission and week."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for name, week in weeks.items():
        unit = problem.unit_by_id[name]
        for number, people in enumerate(problem.lifts_of(unit)):
            found[unit.mission, week + number] += people
    return dict(found)


def broken_rules(problem: DrawdownProblem, weeks: Mapping[str, int]) -> list[BrokenRule]:
    """Return every rule that breaks, week by week: lift, a lead that has left its companies, medical cover."""
    found = [
        BrokenRule(DrawdownRule.LIFT, mission, week, people - problem.lift[mission])
        for (mission, week), people in lifted(problem, weeks).items()
        if people > problem.lift.get(mission, people)
    ]
    for week in range(problem.weeks):
        found += [
            BrokenRule(DrawdownRule.LEAD, unit.id, week, unit.people)
            for unit in problem.units
            if unit.inside in problem.unit_by_id
            and people_at(problem, weeks, unit, week)
            and not people_at(problem, weeks, problem.unit_by_id[unit.inside], week)
        ]
        for mission in sorted({unit.mission for unit in problem.units}):
            lacking = _medical_lacking(problem, weeks, mission, week)
            if lacking:
                found.append(BrokenRule(DrawdownRule.MEDICAL, mission, week, lacking))
    return sorted(found, key=lambda one: (one.week, one.rule, one.subject))


def _medical_lacking(problem: DrawdownProblem, weeks: Mapping[str, int], mission: str, week: int) -> int:
    """Return how many medical people lack beyond those that lacked before anybody left."""
    lacking = []
    for gone in ({}, weeks):
        medical = others = 0
        for unit in problem.units:
            if unit.mission == mission:
                people = people_at(problem, gone, unit, week)
                medical, others = (medical + people, others) if unit.is_medical else (medical, others + people)
        wanted = -(-others * problem.medical_per_thousand // PER_THOUSAND)
        lacking.append(max(0, wanted - medical))
    return max(0, lacking[1] - lacking[0])


def measures_of(problem: DrawdownProblem, weeks: Mapping[str, int]) -> Measures:
    """Return what the departures come to."""
    leaving = [problem.unit_by_id[name] for name in weeks]
    of_state: dict[str, int] = defaultdict(int)
    for unit in leaving:
        of_state[unit.state] += unit.people
    people = sum(unit.people for unit in leaving)
    return Measures(
        leaving=people,
        broken=sum(one.people for one in broken_rules(problem, weeks)),
        capability=sum(unit.people for unit in leaving if unit.category in problem.kept),
        tour=sum(unit.people * _weeks_from_tour_end(problem, weeks, unit) for unit in leaving),
        states=sum(max(0, lost - problem.equal_shares[state]) for state, lost in of_state.items()),
        presence=sum(
            unit.people - people_at(problem, weeks, unit, week) for unit in leaving for week in range(problem.weeks)
        ),
        more=max(0, people - problem.ordered_people),
    )


def last_lift_on(problem: DrawdownProblem, weeks: Mapping[str, int], name: str) -> date:
    """Return the day of a unit's last lift: from then on nobody of it is there."""
    return problem.day_of(weeks[name] + len(problem.lifts_of(problem.unit_by_id[name])) - 1)


def _weeks_from_tour_end(problem: DrawdownProblem, weeks: Mapping[str, int], unit: StandingUnit) -> int:
    """Return the whole weeks between the last lift and the end of the tour, either way."""
    if unit.tour_ends_on is None:
        return 0
    return abs((unit.tour_ends_on - last_lift_on(problem, weeks, unit.id)).days) // DAYS_A_WEEK
