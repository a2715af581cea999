"""Offers of training are entered and withdrawn, matched to needs, agreed, and lead to a session."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Sum

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer
from muster.reference.required_training import course_standards
from muster.training.models import OfferMatch, TrainingOffer, TrainingSession
from muster.training.queries.courses import visible_courses
from muster.training.queries.offers import visible_match, visible_offer
from muster.training.readiness_terms import OfferTerms
from muster.training.rules.offer_stages import may_become
from muster.training.stages import MatchStage

OFFERED = (
    "kind", "standard", "language", "people", "offered_from", "offered_until", "conditions", "source", "standing",
)  # fmt: skip


@transaction.atomic
def enter_offer(
    actor: Viewer, terms: OfferTerms, *, today: date, offered_by: Organisation | None = None
) -> TrainingOffer:
    """Enter what the actor's own organisation offers; the installation says of whom (`offered_by`)."""
    visibility.require_role(actor, "An offer of training", Role.OFFICER)
    owner = offered_by or Organisation.objects.filter(pk=actor.organisation_id or 0).first()
    if owner is None:
        raise Refused("An offer of training: say whose it is.")
    visibility.require_owner(actor, owner.pk, "An offer of training")
    made = TrainingOffer(reference=terms.reference, offered_by=owner, known_from=today)
    problems = reference_problems(terms.reference, "reference")
    if terms.standard not in {one.code for one in course_standards()}:
        problems.append(Problem("standard", f"{terms.standard!r} is not in the catalogue", "give a code of it"))
    if terms.offered_until <= terms.offered_from:
        problems.append(Problem("until", "is not after the first day", "give a later day"))
    if terms.people < 1:
        problems.append(Problem("people", "nobody can be trained", "give at least one"))
    if TrainingOffer.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference} is on record", "give another"))
    if problems:
        raise Refused("The offer cannot be recorded.", problems)
    for name in OFFERED:
        setattr(made, name, getattr(terms, name))
    require_clean_fields(made, "The offer")
    made.save()
    audit.record(actor, "training:offer:entered", made.reference, after={name: getattr(made, name) for name in OFFERED})
    return made


@transaction.atomic
def withdraw_offer(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> TrainingOffer:
    """Withdraw an offer; what was agreed of it stays."""
    found = visible_offer(actor, today, reference)
    visibility.require_owner(actor, found.offered_by_id, f"Offer {reference}")
    require_version(f"Offer {reference}", found.version, expected_version)
    if found.withdrawn_on is not None:
        raise Refused(f"Offer {reference}: it was withdrawn on {found.withdrawn_on}.")
    found.withdrawn_on = today
    found.version += 1
    found.save(update_fields=["withdrawn_on", "version"])
    audit.record(actor, "training:offer:withdrawn", reference, after={"withdrawn_on": today})
    return found


@transaction.atomic
def propose_match(actor: Viewer, reference: str, *, state: str, people: int, reason: str, today: date) -> OfferMatch:
    """Propose an offer to a State for so many people: by a secretariat, the offerer, or the State itself."""
    offer = visible_offer(actor, today, reference)
    needing = organisation(state)
    _require_side(actor, offer.offered_by_id, needing.pk)
    what = f"Offer {reference} for {needing.name}"
    if offer.withdrawn_on is not None or offer.offered_until <= today:
        raise Refused(f"{what}: it does not hold any more; choose another.")
    rows = offer.matches.exclude(stage=MatchStage.DROPPED)
    left = offer.people - (rows.aggregate(people=Sum("people"))["people"] or 0)
    if not 1 <= people <= left:
        raise Refused(f"{what}: {left} people can still be trained; give from 1 to that.")
    made = OfferMatch(
        offer=offer, state=needing, people=people, reason=reason.strip(), known_from=today,
        source=offer.source, standing=offer.standing,
    )  # fmt: skip
    require_clean_fields(made, what)
    made.save()
    audit.record(actor, "training:offer:matched", reference, after=_audited(made))
    return made


@transaction.atomic
def take_match_on(
    actor: Viewer,
    number: int,
    stage: MatchStage,
    *,
    today: date,
    session: str = "",
    reason: str = "",
    expected_version: int | None = None,
) -> OfferMatch:
    """Agree a match (the State in need, or a secretariat), tell the session that came of it, or drop it with a reason.

    Raises Refused for a step that does not follow, and for one that lacks its session or reason.
    """
    found = visible_match(actor, today, number)
    _require_side(actor, found.offer.offered_by_id, found.state_id)
    what = f"Match {number} of {found.offer.reference}"
    require_version(what, found.version, expected_version)
    if not may_become(found.stage, stage):
        words = MatchStage(found.stage).label.lower()
        raise Refused(f"{what}: it is {words} and cannot become {MatchStage(stage).label.lower()}.")
    if stage == MatchStage.AGREED and actor.organisation_id == found.offer.offered_by_id:
        raise NotAllowed(f"{what}: the State in need or the Secretariat agrees.")
    before = _audited(found)
    if stage == MatchStage.DONE:
        found.session = _session(actor, session, found.offer.standard, today)
    if stage == MatchStage.DROPPED and not reason.strip():
        raise Refused(f"{what}: say why it is dropped.")
    found.stage = MatchStage(stage).value
    found.reason = reason.strip() or found.reason
    found.version += 1
    require_clean_fields(found, what)
    found.save()
    audit.record(actor, f"training:offer:{found.stage}", found.offer.reference, before=before, after=_audited(found))
    return found


def _session(actor: Viewer, reference: str, standard: str, today: date) -> TrainingSession:
    courses = visible_courses(actor, today).filter(standard=standard).order_by().select_related(None)
    found = TrainingSession.objects.filter(course__in=courses, reference=reference).first()
    if found is None:
        raise Refused(f"There is no session {reference!r} of {standard} that you may see; give the one that was held.")
    return found


def _require_side(actor: Viewer, offerer: int, state: int) -> None:
    visibility.require_role(actor, "A match of an offer", Role.OFFICER)
    if not (actor.is_system or actor.is_secretariat or actor.organisation_id in (offerer, state)):
        raise NotAllowed("A match of an offer: only for the offerer, the State in need and secretariats.")


def _audited(match: OfferMatch) -> dict[str, Any]:
    return {
        "state": match.state.code,
        "people": match.people,
        "stage": match.stage,
        "session": match.session.reference if match.session else "",
        "reason": match.reason,
    }
