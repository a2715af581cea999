"""Offers of training, what they are matched to, and what came of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from muster.deployments.models import TourStage
from muster.deployments.queries.units import visible_tours
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import Enrolment, OfferMatch, RosterPlace, TrainingOffer
from muster.training.queries.demand import training_demand
from muster.training.rules.demand import Offered, ProposedMatch, proposed_matches
from muster.training.stages import EnrolmentStage, MatchStage

OFFER_FIELDS = visibility.Fields(is_to_every_party=True)
MATCH_FIELDS = visibility.Fields(owner="offer__offered_by_id", partner="state_id")
ON_THE_WAY = (MatchStage.PROPOSED, MatchStage.AGREED)


def visible_offers(viewer: Viewer, day: date) -> QuerySet[TrainingOffer]:
    """Return the offers known on a day, to every party; those that are withdrawn stay on record."""
    found = known_on(TrainingOffer.objects.filter(visibility.rows(viewer, OFFER_FIELDS)), day)
    return found.select_related("offered_by")


def visible_offer(viewer: Viewer, day: date, reference: str) -> TrainingOffer:
    """Return one offer. Raises NotFound."""
    found = visible_offers(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no offer of training {reference} that you may see.")
    return found


def visible_matches(viewer: Viewer, day: date) -> QuerySet[OfferMatch]:
    """Return the matches known on a day: of the offerer, of the State in need, and all to secretariats."""
    seen = visibility.EVERYTHING if viewer.is_secretariat else visibility.rows(viewer, MATCH_FIELDS)
    found = known_on(OfferMatch.objects.filter(seen), day)
    return found.select_related("offer__offered_by", "state", "session__course")


def visible_match(viewer: Viewer, day: date, number: int) -> OfferMatch:
    """Return one match. Raises NotFound."""
    found = visible_matches(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no match of an offer {number} that you may see.")
    return found


def proposals(viewer: Viewer, day: date) -> list[ProposedMatch]:
    """Return the matches that the rule proposes of what the viewer sees: needs without seats at home, and offers."""
    matches = OfferMatch.objects.exclude(stage=MatchStage.DROPPED).filter(known_from__lte=day)
    used: dict[str, int] = defaultdict(int)
    agreed: dict[tuple[str, str], int] = defaultdict(int)
    for one in matches.select_related("offer", "state"):
        used[one.offer.reference] += one.people
        if one.stage in ON_THE_WAY:
            agreed[one.offer.standard, one.state.code] += one.people
    offers = [
        Offered(
            one.reference,
            one.offered_by.code,
            one.standard,
            max(0, one.people - used[one.reference]),
            one.offered_from,
            one.offered_until,
        )
        for one in visible_offers(viewer, day).filter(offered_until__gt=day)
        if one.withdrawn_on is None or one.withdrawn_on > day
    ]
    return proposed_matches(training_demand(viewer, day), offers, agreed)


@dataclass(frozen=True)
class MatchOutcome:
    """What came of a match: people of the State who passed the session, and who of them then deployed."""

    match: OfferMatch
    passed: int
    deployed: int


def outcomes(viewer: Viewer, day: date) -> list[MatchOutcome]:
    """Return the matches that the viewer may see with what came of them: counts only. Four queries."""
    matches = list(visible_matches(viewer, day))
    sessions = {one.session_id for one in matches if one.session_id}
    passed: dict[tuple[int, int], set[int]] = defaultdict(set)
    rows = Enrolment.objects.filter(session__in=sessions, stage=EnrolmentStage.PASSED, known_from__lte=day)
    ended: dict[int, date] = {}
    for session, state, person, until in rows.values_list("session_id", "state_id", "person_id", "session__held_until"):
        passed[session, state].add(person)
        ended[session] = until
    arrived = _arrivals(viewer, {person for people in passed.values() for person in people}, day)
    found = []
    for one in matches:
        people = passed.get((one.session_id or 0, one.state_id), set())
        over = ended.get(one.session_id or 0, date.max)
        deployed = sum(any(on >= over for on in arrived[person]) for person in people)
        found.append(MatchOutcome(one, len(people), deployed))
    return found


def _arrivals(viewer: Viewer, people: set[int], day: date) -> dict[int, list[date]]:
    """Return the days on which rotations with these people on their rosters arrived, by person."""
    places = list(
        RosterPlace.objects.filter(person__in=people, removed_on__isnull=True, known_from__lte=day).values_list(
            "person_id", "unit_id", "rotation"
        )
    )
    came = (TourStage.IN_THEATRE, TourStage.HOME)
    tours = visible_tours(viewer, day).filter(unit__in={unit for _, unit, _ in places}, stage__in=came)
    days = {(one.unit_id, one.rotation): one.arrived_on for one in tours if one.arrived_on}
    found: dict[int, list[date]] = defaultdict(list)
    for person, unit, rotation in places:
        if (on := days.get((unit, rotation))) is not None:
            found[person].append(on)
    return found
