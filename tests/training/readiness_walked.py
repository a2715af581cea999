"""What the walk over all addresses finds of rosters, certifications and offers."""

from dataclasses import replace

from muster.parties.viewer import SYSTEM
from muster.training.actions import certifications as certifying
from muster.training.actions.offers import enter_offer, propose_match
from muster.training.actions.required import ask_for_training
from muster.training.readiness_terms import CertificationTerms, OfferTerms, RequiredTerms
from tests.record import DAY, Record
from tests.training.trained import ONE_DAY, ROTATION, UNIT, named_rotation, session

REASONS = dict.fromkeys(("CPTM", "CCDR", "POC"), "Reason of the exception")
OFFER = OfferTerms(
    "offer-ind", "mobile-team", "CPTM", 50, DAY, DAY + 9_000 * ONE_DAY, conditions="Conditions of the offer"
)


def readiness_walked_over(record: Record) -> dict[str, int]:
    """Enter a roster, its certification, a draft of the next, what a mission asks for, and an offer with its match."""
    named = named_rotation(record)
    asked = ask_for_training(record.parties["mission"], RequiredTerms("SEA", DAY, source="Source of SEA"), today=DAY)
    terms = CertificationTerms(
        is_ready=True, has_clean_conduct=True, exceptions={**REASONS, "SEA": "Reason of the exception"}
    )
    made = certifying.draft_certification(SYSTEM, UNIT, ROTATION, terms, today=DAY)
    certifying.sign_certification(SYSTEM, made.reference, office="Office", note_verbale="NV", on=DAY, today=DAY)
    certifying.draft_certification(SYSTEM, UNIT, "R3", replace(terms, exceptions={}), today=DAY)
    session("session-cptm", DAY + 30 * ONE_DAY)
    enter_offer(record.parties["other State"], OFFER, today=DAY)
    reason = "Reason of the match"
    match = propose_match(SYSTEM, OFFER.reference, state="KAZ", people=20, reason=reason, today=DAY)
    return {"required_training": asked.pk, "rostered": named.trained.pk, "offer_match": match.pk}
