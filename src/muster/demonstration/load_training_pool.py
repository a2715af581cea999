"""Enters what Kazakhstan asks of its people, a selection camp as announced, and a few made-up people of its pool.

The people are those of the individuals' file, with a further purpose and nobody entered twice. As with all persons
their data are of the day of loading, since they are kept for a limited time; their stages have the days of the record.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row
from muster.parties.acting import today
from muster.parties.viewer import SYSTEM
from muster.people.models import CredentialKind, Person, PersonCredential, Purpose
from muster.people.purpose_actions import add_purpose
from muster.people.service_actions import record_credential
from muster.training.actions.camps import record_camp
from muster.training.actions.pool import enter_pool, move_in_pool, record_requirement
from muster.training.models import NationalRequirement, SelectionCamp
from muster.training.stages import PoolStage

PROOF_FROM = date(2017, 1, 1)
ROAD = (PoolStage.CANDIDATE, PoolStage.SCREENED, PoolStage.POOLED)


def known_requirements() -> set[str]:
    """Return the States whose requirements are on record."""
    return set(NationalRequirement.objects.values_list("state__code", flat=True))


def load_requirement(row: Row, known: set[str]) -> bool:
    """Enter what a State asks; False where its rows were there before."""
    if row["state"] in known:
        return False
    requirement = NationalRequirement(
        state=organisation(row["state"]),
        track=row["track"],
        rule=row["rule"],
        test=row["test"],
        minimum=_number(row["minimum"]),
        maximum=_number(row["maximum"]),
        lowest_rank=row["lowest_rank"],
        highest_rank=row["highest_rank"],
        valid_from=row.day("valid_from"),
        known_from=row.day("valid_from"),
        source=row["source"],
        standing=row.standing,
    )
    record_requirement(SYSTEM, requirement)
    return True


def known_camps() -> set[str]:
    """Return the references of the camps on record."""
    return set(SelectionCamp.objects.values_list("reference", flat=True))


def load_camp(row: Row, known: set[str]) -> bool:
    """Enter a camp with its numbers; False where it was there before."""
    if row["reference"] in known:
        return False
    camp = SelectionCamp(
        reference=row["reference"],
        state=organisation(row["state"]),
        track=row["track"],
        title=row["title"],
        place=row["place"],
        held_from=row.day("held_from"),
        held_until=row.day("held_until"),
        tests=row["tests"].split(";"),
        announced_candidates=row.optional_integer("announced_candidates"),
        announced_women=row.optional_integer("announced_women"),
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    record_camp(SYSTEM, camp)
    return True


def load_place(row: Row, persons: Mapping[str, Person]) -> bool:
    """Make somebody of the individuals a candidate, with proofs, and take them to a stage; False where none is new."""
    person = persons.get(row["person"])
    if person is None:
        return False
    if row["test"]:
        test = PersonCredential(
            kind=CredentialKind.LANGUAGE,
            subject="en",
            test=row["test"],
            score=_number(row["score"]),
            valid_from=PROOF_FROM,
        )
        record_credential(SYSTEM, person.pk, test, today=today())
    if row["manual"]:
        gear = PersonCredential(kind=CredentialKind.DRIVING, subject="manual", valid_from=PROOF_FROM)
        record_credential(SYSTEM, person.pk, gear, today=today())
    willing = {"yes": True, "no": False}.get(row["is_volunteer"])
    add_purpose(SYSTEM, person.pk, Purpose.POOL_CANDIDATE, today=today())
    on = row.day("entered_on")
    entry = enter_pool(SYSTEM, person.pk, track=row["track"], is_volunteer=willing, today=on)
    for stage in ROAD[1 : ROAD.index(PoolStage(row["stage"])) + 1]:
        move_in_pool(SYSTEM, entry.pk, stage.value, today=on)
    return True


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
