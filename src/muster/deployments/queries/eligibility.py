"""Persons as the rules of eligibility take them, as far as the viewer may see what they have proven."""

from collections.abc import Collection
from datetime import date

from muster.deployments.individual_parameters import TOUR_OF_CATEGORY, eligibility_parameters
from muster.deployments.models import IndividualPost, Nomination
from muster.deployments.rules.eligibility import CredentialFacts, Finding, PersonFacts, PostWants, findings
from muster.parties.viewer import Viewer
from muster.people.queries import seen_fields, visible_persons
from muster.people.service_queries import visible_credentials, visible_details
from muster.reference.individuals import individual_rules


def person_facts(viewer: Viewer, numbers: Collection[int], today: date) -> dict[int, PersonFacts]:
    """Return what the viewer may see of each person that the rules ask for; of others nothing is known."""
    ranks = {
        one.pk: one.rank if "rank" in seen_fields(viewer, one) else ""
        for one in visible_persons(viewer, today).filter(pk__in=numbers)
    }
    details = {one.person_id: one for one in visible_details(viewer, today).filter(person_id__in=numbers)}
    proofs = proofs_of(viewer, numbers, today)
    return {
        number: PersonFacts(
            rank=ranks.get(number, ""),
            born_on=details[number].born_on if number in details else None,
            service_from=details[number].service_from if number in details else None,
            credentials=tuple(proofs.get(number, ())),
        )
        for number in numbers
    }


def proofs_of(viewer: Viewer, numbers: Collection[int], today: date) -> dict[int, list[CredentialFacts]]:
    """Return the proofs of each person that the viewer may see; who has none is left out."""
    proofs: dict[int, list[CredentialFacts]] = {}
    for one in visible_credentials(viewer, today).filter(person_id__in=numbers):
        facts = CredentialFacts(one.kind, one.valid_from, one.valid_until, one.subject)
        proofs.setdefault(one.person_id, []).append(facts)
    return proofs


def eligibility_of(person: PersonFacts, post: IndividualPost, arrives_on: date, submitted: date) -> list[Finding]:
    """Return what the rules of the post's category say of a person who is submitted on a day."""
    wants = PostWants(post.category, arrives_on, post.wanted_ranks, post.wanted_languages)
    asked = {one.rule for one in individual_rules(TOUR_OF_CATEGORY[post.category])}
    return findings(person, wants, eligibility_parameters(submitted), submitted, asked)


def findings_of_nominations(viewer: Viewer, found: Collection[Nomination], today: date) -> dict[int, list[Finding]]:
    """Return the findings on each nomination (with its requested post loaded) by its number."""
    persons = person_facts(viewer, {one.person_id for one in found}, today)
    return {
        one.pk: eligibility_of(persons[one.person_id], one.requested.post, one.requested.arrives_on, one.submitted_on)
        for one in found
    }
