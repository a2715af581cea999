"""The candidates of a State's own pool for a requested post, and the women among its individuals as context."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.deployments.individual_parameters import day_parameters
from muster.deployments.models import IndividualCategory, RequestedPost
from muster.deployments.queries.eligibility import eligibility_of, person_facts
from muster.deployments.queries.individuals import visible_assignments, visible_nominations
from muster.deployments.rules.candidates import Candidate, PoolFacts, candidate, ranked
from muster.deployments.rules.individual_days import nominate_by, travel_by
from muster.deployments.rules.nominations import OVER
from muster.parties.viewer import Viewer
from muster.people.models import Person, Purpose, Sex
from muster.people.purposes import kept_for
from muster.people.queries import held_persons
from muster.people.service_queries import barred_numbers
from muster.pledges.rules.women import WomenStanding, women_against

COLUMN_OF_CATEGORY = {
    IndividualCategory.OBSERVER: "military_observers_and_staff_officers",
    IndividualCategory.STAFF_OFFICER: "military_observers_and_staff_officers",
    IndividualCategory.POLICE: "individual_police",
}
"""The strategy's targets by category; it sets none for government-provided personnel (section 5.6 of the dossier)."""


def pool_of(viewer: Viewer, today: date) -> list[Person]:
    """Return the individuals that the viewer's organisation holds."""
    held = held_persons(viewer).filter(kept_for([Purpose.INDIVIDUAL], today), erased_on__isnull=True)
    return list(held.prefetch_related("further_purposes").order_by("pk"))


def candidates_for(
    viewer: Viewer, asked: Iterable[RequestedPost], pool: Iterable[Person], today: date
) -> dict[int, list[Candidate]]:
    """Return the candidates of the pool for each requested post (with its post), ranked, by the requested post's key.

    Each is looked at as if nominated today, in a few queries for all posts.
    """
    persons = {one.pk: one for one in pool}
    facts = person_facts(viewer, persons, today)
    barred = barred_numbers(persons, today)
    nominated = {
        one.person_id: one.requested.request.reference
        for one in visible_nominations(viewer, today).filter(person_id__in=persons).exclude(stage__in=OVER)
    }
    serving = list(visible_assignments(viewer, today).filter(person_id__in=persons, held_until__gt=today))
    numbers = day_parameters(today)
    found = {}
    for one in asked:
        there = {tour.person_id: tour for tour in serving if tour.held_until > one.arrives_on}
        found[one.pk] = ranked(
            candidate(
                PoolFacts(
                    person=key,
                    findings=tuple(eligibility_of(facts[key], one.post, one.arrives_on, today)),
                    is_barred=key in barred,
                    nominated_in=nominated.get(key, ""),
                    serves_in=there[key].post.reference if key in there else "",
                    serves_until=there[key].held_until if key in there else None,
                    kept_until=person.keep_until,
                ),
                one.arrives_on,
                nominate_by(one.arrives_on, numbers),
                travel_by(one.arrives_on, numbers),
            )
            for key, person in persons.items()
        )
    return found


@dataclass(frozen=True)
class WomenContext:
    """Women among the viewer's individuals in posts of a category whose sex is known, against the year's target."""

    women: int
    people: int
    standing: WomenStanding | None


def women_in_posts(viewer: Viewer, category: str, today: date) -> WomenContext:
    """Return how many women are among the viewer's own individuals who are in posts today: context, and no rule."""
    column = COLUMN_OF_CATEGORY.get(IndividualCategory(category), "")
    alike = [one for one in IndividualCategory if COLUMN_OF_CATEGORY.get(one, "") == column]
    there = visible_assignments(viewer, today).filter(
        held_from__lte=today, held_until__gt=today, post__category__in=alike, person__in=held_persons(viewer)
    )
    sexes = list(there.exclude(person__sex="").order_by().values_list("person__sex", flat=True))
    women = sum(1 for sex in sexes if sex == Sex.FEMALE)
    standing = women_against(column, women, len(sexes), day=today) if sexes else None
    return WomenContext(women, len(sexes), standing)
