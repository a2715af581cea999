"""What would let a tour be taken that nobody takes, while all others stay as they are."""

from collections.abc import Mapping

from muster.deployments.planning.companies import (
    CompaniesProblem,
    Company,
    Cure,
    NeededTour,
    Obstacle,
    ceiling_days,
    days_short_between,
    obstacles_of,
    people_abroad,
)


def cures_of(problem: CompaniesProblem, taken: Mapping[str, str], tour: NeededTour) -> tuple[tuple[Cure, ...], ...]:
    """Return for each company all that has to be cured for it to take the tour, the fewest cures first."""
    ceiling = _under_ceiling(problem, taken, tour)
    found = [(*_of_company(problem, taken, company, tour), *ceiling) for company in problem.companies]
    return tuple(sorted(found, key=lambda cures: (len(cures), sum(cure.amount for cure in cures))))


def _of_company(
    problem: CompaniesProblem, taken: Mapping[str, str], company: Company, tour: NeededTour
) -> tuple[Cure, ...]:
    found = list(obstacles_of(company, tour))
    for name, other in taken.items():
        short = days_short_between(company, problem.tour_by_id[name], tour) if other == company.id else 0
        if short:
            there = problem.tour_by_id[name]
            is_both_at_once = there.training_from < tour.leaves_on and tour.training_from < there.leaves_on
            obstacle = Obstacle.BUSY if is_both_at_once else Obstacle.DWELL
            found.append(Cure(tour.id, company.id, obstacle, short, wanted=name))
    return tuple(found)


def _under_ceiling(problem: CompaniesProblem, taken: Mapping[str, str], tour: NeededTour) -> tuple[Cure, ...]:
    """Return by how many people the ceilings would have to be raised, if at all."""
    there = frozenset({*taken, tour.id})
    lacking = [
        people_abroad(problem, ceiling, there, day) + ceiling.others_abroad - ceiling.people
        for ceiling in problem.ceilings
        for day in ceiling_days(problem, ceiling)
        if ceiling.counts(tour) and tour.arrives_on <= day < tour.leaves_on
    ]
    most = max([0, *lacking])
    return (Cure(tour.id, "", Obstacle.CEILING, most),) if most else ()
