"""A small pool for tests: persons of a State with what its requirements ask for, a camp, and Kazakhstan's rows."""

from datetime import date
from decimal import Decimal

from muster.people.actions import register_person
from muster.people.models import Person, PersonCredential
from muster.people.service_actions import record_credential, record_details
from muster.people.terms import PersonTerms
from muster.training.actions.camps import record_camp
from muster.training.actions.pool import enter_pool, record_requirement
from muster.training.models import NationalRequirement, PoolEntry, SelectionCamp
from muster.training.stages import CampTest
from tests.record import Parties

TODAY = date(2026, 11, 27)
STATE = "owning State"


def make_candidate(
    parties: Parties,
    name: str = "Candidate",
    *,
    who: str = STATE,
    rank: str = "captain",
    sex: str = "male",
    born_on: date = date(1990, 1, 1),
    score: str = "5.5",
    track: str = "individual",
    today: date = TODAY,
) -> PoolEntry:
    """Enter a person who meets what Kazakhstan asks unless told otherwise, and make a candidate of them."""
    return enter_pool(
        parties[who],
        make_person(parties, name, who=who, rank=rank, sex=sex, born_on=born_on, score=score, today=today).pk,
        track=track,
        today=today,
    )


def make_person(
    parties: Parties,
    name: str = "Candidate",
    *,
    who: str = STATE,
    rank: str = "captain",
    sex: str = "male",
    born_on: date = date(1990, 1, 1),
    score: str = "5.5",
    today: date = TODAY,
) -> Person:
    """Enter a person kept as a pool candidate, with details and proofs."""
    actor = parties[who]
    holder = parties.organisations[actor.organisation_code]
    terms = PersonTerms("pool-candidate", f"Family of {name}", f"Given of {name}", rank=rank, sex=sex)
    person = register_person(actor, terms, organisation=holder, today=today)
    record_details(actor, person.pk, born_on=born_on, service_from=date(2012, 1, 1), today=today)
    proofs = (
        PersonCredential(
            kind="language", subject="en", test="IELTS", score=Decimal(score), valid_from=date(2026, 1, 1)
        ),
        PersonCredential(kind="driving", subject="manual", number=f"D-{name}", valid_from=date(2015, 1, 1)),
    )
    for proof in proofs:
        record_credential(actor, person.pk, proof, today=today)
    return person


def ask_as_kazakhstan(parties: Parties, *, today: date = TODAY, source: str = "S48") -> list[NationalRequirement]:
    """Enter what Kazakhstan asks of its people (S48)."""
    rows = (
        {"rule": "age", "minimum": 25, "maximum": 55},
        {"rule": "service", "minimum": 5},
        {"rule": "rank", "lowest_rank": "captain", "highest_rank": "colonel"},
        {"rule": "language", "test": "IELTS", "minimum": Decimal("4.5")},
        {"rule": "language", "test": "STANAG"},
        {"rule": "language", "test": "TOEFL", "minimum": 566},
        {"rule": "driving"},
    )
    return [
        record_requirement(
            parties[STATE],
            NationalRequirement(
                state=parties.organisations["KAZ"],
                valid_from=date(2020, 1, 1),
                known_from=date(2020, 1, 1),
                source=source,
                **row,
            ),
        )
        for row in rows
    ]


def make_camp(
    parties: Parties,
    reference: str = "camp-1",
    *,
    tests: tuple[str, ...] = (CampTest.MEDICAL_BOARD, CampTest.FITNESS, CampTest.DRIVING),
    title: str = "A selection camp",
    today: date = TODAY,
) -> SelectionCamp:
    """Enter a camp of Kazakhstan that has been held."""
    camp = SelectionCamp(
        reference=reference,
        state=parties.organisations["KAZ"],
        track="individual",
        title=title,
        held_from=date(2026, 10, 1),
        held_until=date(2026, 10, 8),
        tests=list(tests),
        known_from=today,
    )
    return record_camp(parties[STATE], camp)
