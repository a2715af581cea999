"""A joint pledge of Kazakhstan with India, as the tests of partners want it."""

from datetime import date
from typing import Any

from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.models import Pledge
from muster.pledges.terms import (
    ContributionTerms,
    EquipmentTerms,
    PledgeTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from tests.record import KNOWN, Parties, pledge_terms, submitted_pledge


def joint_terms(reference: str = "joint", **changes: object) -> PledgeTerms:
    """Return a company of 120 led by Kazakhstan; India brings a platoon of 40, trucks and the catering."""
    values: dict[str, object] = {
        "contributions": (
            ContributionTerms("KAZ", is_lead=True, strength=80, holds_memorandum=True),
            ContributionTerms("IND", strength=40, brings="a platoon", supplies_self_sustainment=True),
        ),
        "sub_units": (
            SubUnitTerms("1", "Headquarters"),
            SubUnitTerms("2", "Second platoon", "IND"),
            SubUnitTerms("2.1", "First section of the second platoon"),
        ),
        "posts": (
            UnitPostTerms("1", "Staff", 80),
            UnitPostTerms("2", "Leader", 1),
            UnitPostTerms("2.1", "Soldier", 29),
        ),
        "equipment": (EquipmentTerms("CV", "Carrier", 8), EquipmentTerms("SVC", "Truck", 4, contributor="IND")),
        "self_sustainment": (SelfSustainmentTerms("CAT", contributor="IND"),),
    }
    return pledge_terms(reference, "KAZ", **(values | changes))


def joint_pledge(parties: Parties, **changes: Any) -> Pledge:
    """Enter the joint pledge, submitted and at Level 2; India has not answered."""
    return submitted_pledge(parties, joint_terms(**changes))


def india_agrees(parties: Parties, held_from: date = KNOWN, reference: str = "joint") -> None:
    """Let India agree."""
    actions.partner_agrees(SYSTEM, reference, held_from=held_from, today=held_from, state=parties.organisations["IND"])
