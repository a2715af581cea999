"""Does a plan of companies keep the rules? Day by day, without anything that the search uses."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from muster.deployments.planning.companies import CompaniesProblem, Company, NeededTour

DAY = timedelta(days=1)


def broken_company_rules(problem: CompaniesProblem, taken: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each rule that the plan breaks; what is agreed has to stay, and is not judged."""
    for tour in problem.tours:
        company = problem.company_by_id.get(taken.get(tour.id, ""))
        if tour.agreed:
            if taken.get(tour.id) != tour.agreed:
                yield f"{tour.id}: was agreed with {tour.agreed}"
        elif company is not None:
            yield from _fit(company, tour)
    for company in problem.companies:
        yield from _turns(problem, company, [t for t in problem.tours if taken.get(t.id) == company.id])
    yield from _abroad(problem, taken)


def _fit(company: Company, tour: NeededTour) -> Iterator[str]:
    if tour.unit_type not in company.trained_for:
        yield f"{tour.id}: {company.id} is not trained for {tour.unit_type}"
    if min(company.strength, company.volunteers) < tour.people:
        yield f"{tour.id}: {company.id} has fewer than {tour.people} people who would go"
    if company.home_since is not None and tour.training_from < company.home_since + company.dwell_days * DAY:
        yield f"{tour.id}: {company.id} has not dwelt since {company.home_since}"


def _turns(problem: CompaniesProblem, company: Company, tours: list[NeededTour]) -> Iterator[str]:
    for tour in tours:
        away = {tour.training_from + number * DAY for number in range((tour.leaves_on - tour.training_from).days)}
        for other in tours:
            if other is tour or (tour.agreed and other.agreed):
                continue
            rests_until = other.leaves_on + company.dwell_days * DAY
            if any(other.training_from <= day < rests_until for day in away):
                yield f"{tour.id}: {company.id} is not back and rested from {other.id}"


def _abroad(problem: CompaniesProblem, taken: Mapping[str, str]) -> Iterator[str]:
    agreed_alone = {tour.id for tour in problem.tours if tour.agreed}
    for ceiling in problem.ceilings:
        day = ceiling.valid_from
        while day < ceiling.valid_until:
            there = _there(problem, ceiling.missions, set(taken), day)
            # What is agreed may stand above a ceiling; nobody else may come on top of it.
            if there + ceiling.others_abroad > ceiling.people and there > _there(
                problem, ceiling.missions, agreed_alone, day
            ):
                yield f"{day}: {there + ceiling.others_abroad} people abroad, the act allows {ceiling.people}"
            day += DAY


def _there(problem: CompaniesProblem, missions: frozenset[str], names: set[str], day: date) -> int:
    there = [t for t in problem.tours if t.id in names and t.arrives_on <= day < t.leaves_on]
    return sum(t.people for t in there if not missions or t.mission in missions)
