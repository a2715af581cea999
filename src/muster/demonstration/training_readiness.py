"""Enters an illustrative roster of a rotation to come, what is asked for besides, and offers of training.

Persons are made up and say so by name. Their data are entered as of the day of loading, since they are kept for a
limited time only; their places and certificates have the days of the record.
"""

from datetime import date

from muster.demonstration.rows import Row
from muster.deployments.models import DeployedUnit
from muster.parties.acting import today
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.models import CredentialKind, PersonCredential, Purpose
from muster.people.service_actions import record_credential
from muster.people.terms import PersonTerms
from muster.training.actions.offers import enter_offer
from muster.training.actions.rosters import put_on_roster
from muster.training.models import RosterPlace, TrainingOffer
from muster.training.readiness_terms import OfferTerms


def known_rosters() -> set[tuple[str, str]]:
    """Return the rotations with a roster: they are loaded whole, or not at all."""
    return set(RosterPlace.objects.values_list("unit__reference", "rotation"))


def load_place(row: Row, known: set[tuple[str, str]]) -> bool:
    """Enter a person on a roster with their certificates; False where the rotation has one already."""
    if (row["unit"], row["rotation"]) in known:
        return False
    terms = PersonTerms(
        Purpose.UNIT_MEMBER.value, row["family_name"], row["given_names"], rank=row["rank"], sex=row["sex"]
    )
    known_from = row.day("known_from")
    state = DeployedUnit.objects.select_related("state").get(reference=row["unit"]).state
    number = register_person(SYSTEM, terms, organisation=state, today=today()).number
    put_on_roster(SYSTEM, row["unit"], row["rotation"], number, function=row["function"], today=known_from)
    for part in row["certificates"].split():
        standard, days = part.split(":")
        start, until = (date.fromisoformat(day) for day in days.split("/"))
        proof = PersonCredential(
            kind=CredentialKind.TRAINING,
            subject=standard,
            valid_from=start,
            valid_until=until,
            evidence="illustrative certificate",
        )
        record_credential(SYSTEM, number, proof, today=known_from)
    return True


def known_offers() -> set[str]:
    """Return the references of the offers on record."""
    return set(TrainingOffer.objects.values_list("reference", flat=True))


def load_offer(row: Row, known: set[str]) -> bool:
    """Enter an offer; False where it is there."""
    if row["reference"] in known:
        return False
    terms = OfferTerms(
        reference=row["reference"],
        kind=row["kind"],
        standard=row["standard"],
        people=row.integer("people"),
        offered_from=row.day("offered_from"),
        offered_until=row.day("offered_until"),
        language=row["language"],
        conditions=row["conditions"],
        source=row["source"],
        standing=row.standing,
    )
    whose = Organisation.objects.get(code=row["offered_by"])
    enter_offer(SYSTEM, terms, today=row.day("known_from"), offered_by=whose)
    return True
