"""A statement of unit requirement for the company of the small record, and a pledge of Kazakhstan that lists much."""

from muster.missions import actions as missions
from muster.missions.statement_terms import (
    CapabilityTerms,
    RequiredEquipmentTerms,
    RequiredSelfSustainmentTerms,
    SubstituteTerms,
    TaskTerms,
)
from muster.parties.viewer import SYSTEM
from muster.pledges.terms import EquipmentTerms, SelfSustainmentTerms
from tests.record import KNOWN, Record, pledge_terms, statement_terms, submitted_pledge

STATEMENT = "unifil-coy"
PLEDGE = "kaz-listed"
POST = "req-published-coy"


def make_statement(**changes: object) -> None:
    """Enter an approved statement with six trucks of which two pick-ups stand for one, and let the post mean it."""
    values: dict[str, object] = {
        "mission": "UNIFIL",
        "strength_minimum": 100,
        "strength_maximum": 150,
        "languages": "",
        "tasks": (TaskTerms("patrol"),),
        "capabilities": (CapabilityTerms("fords rivers", "1 m"),),
        "posts": (),
        "equipment": (RequiredEquipmentTerms("SVM", "Truck", 6),),
        "substitutes": (SubstituteTerms(1, "Pick-up", substitutes=2, cost_cents=1500),),
        "self_sustainment": (RequiredSelfSustainmentTerms("CAT"),),
    }
    missions.create_statement(SYSTEM, statement_terms(STATEMENT, **(values | changes)), today=KNOWN)
    missions.approve_statement(SYSTEM, STATEMENT, today=KNOWN)
    missions.attach_statement(SYSTEM, STATEMENT, [POST])


def make_listed_pledge(record: Record, trucks: int = 4, reference: str = PLEDGE, state: str = "KAZ") -> None:
    """Enter a submitted company that lists trucks, two pick-ups and catering."""
    equipment = (EquipmentTerms("SVM", "Trucks", trucks), EquipmentTerms("SVM", "Pick-up", 2))
    terms = pledge_terms(
        reference, state, equipment=equipment, self_sustainment=(SelfSustainmentTerms("CAT"),), caveats=()
    )
    submitted_pledge(record.parties, terms)
