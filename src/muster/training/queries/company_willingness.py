"""Who of a company's people is willing to serve, by numbers: the rosters of its tours against the State's own pool."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from muster.deployments.queries.units import visible_tours
from muster.deployments.willing_sources import Willingness
from muster.parties.viewer import Viewer
from muster.training.queries.pool import visible_pool
from muster.training.queries.readiness_rosters import visible_places


def company_willingness(viewer: Viewer, companies: Collection[str], day: date) -> dict[str, Willingness]:
    """Return how many of those on the rosters of each company's tours said yes or no. Three queries.

    Rosters and pool are the State's own, so nobody else is told of anybody. Who has a place on two tracks and said no
    on one of them is unwilling.
    """
    tours = visible_tours(viewer, day).filter(company__code__in=companies)
    named = tours.values_list("unit", "rotation", "company__code")
    company_of = {(unit, rotation): code for unit, rotation, code in named}
    placed = visible_places(viewer, day).filter(unit__in={unit for unit, _rotation in company_of})
    people: dict[str, set[int]] = defaultdict(set)
    for unit, rotation, person in placed.values_list("unit", "rotation", "person"):
        if code := company_of.get((unit, rotation)):
            people[code].add(person)
    persons = set().union(*people.values())
    said: dict[int, bool] = {}
    pool = visible_pool(viewer, day).filter(person__in=persons, is_volunteer__isnull=False) if persons else ()
    for entry in pool:
        said[entry.person_id] = said.get(entry.person_id, True) and bool(entry.is_volunteer)
    answers = {code: [said[one] for one in persons_of if one in said] for code, persons_of in people.items()}
    return {code: Willingness(sum(given), len(given) - sum(given)) for code, given in answers.items()}
