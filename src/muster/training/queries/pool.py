"""A State's own pool: who is where on a day, and what its requirements say of them. Nobody else sees any of it.

Stages are as of the day of the page; what is held of the persons is asked of today, as everywhere.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from muster.deployments.models import NominationStage, Tour, TourStage
from muster.deployments.queries.individuals import visible_assignments, visible_nominations
from muster.deployments.rules.eligibility import CredentialFacts, Finding
from muster.kit.errors import NotFound
from muster.kit.facts import known_on, true_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import CredentialKind, Person, PersonCredential
from muster.people.queries import seen_fields, visible_persons
from muster.people.service_queries import visible_credentials, visible_details
from muster.reference.parameters import parameter
from muster.training.models import CampResult, NationalRequirement, PoolEntry, PoolStageEvent, RosterPlace
from muster.training.rules.pool_places import Place, PoolFacts, place_on
from muster.training.rules.pool_requirements import (
    CandidateFacts,
    Requirement,
    ScoredTest,
    requirement_findings,
    rest_months,
    unmet,
)
from muster.training.stages import CampTest, PoolPlace, PoolStage, PoolTrack, RequirementRule

POOL_FIELDS = visibility.Fields(owner="state_id")
OVER = (NominationStage.ARRIVED, NominationStage.REJECTED, NominationStage.WITHDRAWN)
REST_KEY = "pool_rest_months"
VALIDITY_KEY = "pool_validity_months"
NOTICE_KEY = "pool_lapse_notice_days"


def visible_pool(viewer: Viewer, day: date) -> QuerySet[PoolEntry]:
    """Return the places in the pool of the viewer's own State, known on `day`."""
    found = known_on(PoolEntry.objects.filter(visibility.rows(viewer, POOL_FIELDS)), day)
    return found.select_related("state", "person").order_by("pk")


def visible_pool_entry(viewer: Viewer, day: date, number: int) -> PoolEntry:
    """Return one place in the pool. Raises NotFound unless it is of the viewer's own State."""
    found = visible_pool(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no place {number} in a pool that you may see.")
    return found


def visible_requirements(viewer: Viewer, day: date) -> QuerySet[NationalRequirement]:
    """Return what the viewer's own State asks of its people on `day`."""
    found = NationalRequirement.objects.filter(visibility.rows(viewer, POOL_FIELDS))
    return true_on(found, day).select_related("state").order_by("state", "rule", "test", "pk")


@dataclass(frozen=True)
class PoolRow:
    """Somebody of the pool on the day: `label` is the name, or the number where the data were erased."""

    entry: PoolEntry
    label: str
    rank: str
    place: Place
    track: PoolTrack
    hindrances: tuple[Finding, ...]

    @property
    def number(self) -> int:
        """Return the number of the place in the pool."""
        return self.entry.pk

    @property
    def person(self) -> int:
        """Return the person's number."""
        return self.entry.person_id

    @property
    def is_volunteer(self) -> bool | None:
        """Return whether the person is willing to serve; None is not known."""
        return self.entry.is_volunteer


def person_labels(viewer: Viewer, persons: Collection[int], today: date) -> dict[int, tuple[str, str]]:
    """Return name and rank of persons as far as the viewer may see them today; a number where nothing is held."""
    labels = {number: (f"person {number}", "") for number in persons}
    for one in visible_persons(viewer, today).filter(pk__in=persons):
        seen = seen_fields(viewer, one)
        names = (getattr(one, name) for name in ("given_names", "family_name") if name in seen)
        name = " ".join(filter(None, names)) or f"person {one.pk}"
        labels[one.pk] = (f"person {one.pk} (erased)" if one.erased_on else name, one.rank if "rank" in seen else "")
    return labels


def pool_rows(viewer: Viewer, entries: Iterable[PoolEntry], day: date, today: date) -> list[PoolRow]:
    """Return the entries with where everybody is on `day` and what hinders them, in a fixed number of queries."""
    found = list(entries)
    persons = [one.person_id for one in found]
    labels = person_labels(viewer, persons, today)
    facts = pool_facts(viewer, found, day)
    asked = requirements_by_state(viewer, day)
    candidates = candidate_facts(viewer, found, today)
    usual = parameter(REST_KEY, day).integer
    rows = []
    for one in found:
        own = asked_of(asked, one)
        findings = requirement_findings(candidates[one.pk], own, day) if one.person.erased_on is None else []
        label, rank = labels[one.person_id]
        rows.append(
            PoolRow(
                entry=one,
                label=label,
                rank=rank,
                place=place_on(facts[one.pk], day, rest_months(own, usual)),
                track=PoolTrack(one.track),
                hindrances=tuple(unmet(findings)),
            )
        )
    return rows


def pool_counts(rows: Iterable[PoolRow]) -> Counter[tuple[PoolTrack, PoolPlace]]:
    """Return how many are where, by track: for the board."""
    return Counter((one.track, one.place.where) for one in rows)


def requirements_by_state(viewer: Viewer, day: date) -> dict[int, list[NationalRequirement]]:
    """Return the requirements that the viewer may see, by State."""
    rows: dict[int, list[NationalRequirement]] = {}
    for one in visible_requirements(viewer, day):
        rows.setdefault(one.state_id, []).append(one)
    return rows


def asked_of(asked: Mapping[int, Collection[NationalRequirement]], entry: PoolEntry) -> list[Requirement]:
    """Return what is asked of somebody: the rows of the State for all tracks, and for the person's own."""
    return [
        Requirement(
            rule=RequirementRule(one.rule),
            test=one.test,
            minimum=one.minimum,
            maximum=one.maximum,
            lowest_rank=one.lowest_rank,
            highest_rank=one.highest_rank,
        )
        for one in asked.get(entry.state_id, ())
        if one.track in ("", entry.track)
    ]


def findings_of(viewer: Viewer, entry: PoolEntry, day: date, today: date) -> list[Finding]:
    """Return what the State's requirements say of one person."""
    own = asked_of(requirements_by_state(viewer, day), entry)
    return requirement_findings(candidate_facts(viewer, [entry], today)[entry.pk], own, day)


def candidate_facts(viewer: Viewer, entries: Collection[PoolEntry], today: date) -> dict[int, CandidateFacts]:
    """Return what is known of everybody for the requirements, by number of the place in the pool."""
    persons = {one.person_id for one in entries}
    details = {one.person_id: one for one in visible_details(viewer, today).filter(person_id__in=persons)}
    proofs: dict[int, list[PersonCredential]] = {}
    for proof in visible_credentials(viewer, today).filter(person_id__in=persons):
        proofs.setdefault(proof.person_id, []).append(proof)
    drove = {
        one.entry_id: one.has_passed
        for one in CampResult.objects.filter(entry__in=[one.pk for one in entries], test=CampTest.DRIVING).order_by(
            "camp__held_from"
        )
    }
    seen = {one.pk: one for one in visible_persons(viewer, today).filter(pk__in=persons)}
    return {
        one.pk: _facts(seen.get(one.person_id), details.get(one.person_id), proofs.get(one.person_id, ()), drove, one)
        for one in entries
    }


def _facts(
    person: Person | None,
    details: object,
    proofs: Collection[PersonCredential],
    drove: Mapping[int, bool],
    entry: PoolEntry,
) -> CandidateFacts:
    return CandidateFacts(
        rank=person.rank if person else "",
        born_on=getattr(details, "born_on", None),
        service_from=getattr(details, "service_from", None),
        tests=tuple(
            ScoredTest(one.test, one.score, one.valid_from, one.valid_until)
            for one in proofs
            if one.kind == CredentialKind.LANGUAGE
        ),
        proofs=tuple(CredentialFacts(one.kind, one.valid_from, one.valid_until, one.subject) for one in proofs),
        drove=drove.get(entry.pk),
    )


def pool_facts(viewer: Viewer, entries: Collection[PoolEntry], day: date) -> dict[int, PoolFacts]:
    """Return what the rules need to say where everybody is on `day`: stages here, the rest from deployments."""
    persons = {one.person_id for one in entries}
    stages: dict[int, PoolStageEvent] = {}
    events = PoolStageEvent.objects.filter(entry__in=[one.pk for one in entries], held_from__lte=day)
    for event in known_on(events, day).order_by("held_from", "pk"):
        stages[event.entry_id] = event
    nominated, accepted = _nominees(viewer, persons, day)
    serving, returned = _tours(viewer, persons, day)
    on_roster = _rosters(persons, day)
    found = {}
    for one in entries:
        at = stages.get(one.pk)
        number, roster = one.person_id, on_roster.get(one.person_id, Roster())
        returns = [back for back in (returned.get(number), roster.returned_on) if back is not None]
        found[one.pk] = PoolFacts(
            stage=PoolStage(at.stage) if at else PoolStage.CANDIDATE,
            stage_since=at.held_from if at else one.known_from,
            pooled_until=at.pooled_until if at else None,
            is_nominated=number in nominated,
            is_accepted=number in accepted or roster.is_ahead,
            deployed_until=serving.get(number) or roster.deployed_until,
            returned_on=max(returns, default=None),
        )
    return found


def _nominees(viewer: Viewer, persons: Collection[int], day: date) -> tuple[set[int], set[int]]:
    """Return who is named for a post, and of these who was confirmed, as known on `day`."""
    found = visible_nominations(viewer, day).filter(person_id__in=persons).order_by()
    told = found.values_list("person_id", "stage_then")  # type: ignore[misc]  # annotated
    stages = [(number, stage) for number, stage in told if stage not in OVER]
    named = {number for number, _stage in stages}
    return named, {number for number, stage in stages if stage != NominationStage.NOMINATED}


def _tours(viewer: Viewer, persons: Collection[int], day: date) -> tuple[dict[int, date], dict[int, date]]:
    """Return until when those in a post serve, and when the others came home last."""
    serving: dict[int, date] = {}
    returned: dict[int, date] = {}
    served = visible_assignments(viewer, day).filter(person_id__in=persons, held_from__lte=day)
    for number, until in served.order_by("held_until").values_list("person_id", "held_until"):
        (serving if until > day else returned)[number] = until
    return serving, returned


@dataclass(frozen=True)
class Roster:
    """What rosters of contingents say of somebody."""

    is_ahead: bool = False
    deployed_until: date | None = None
    returned_on: date | None = None


def _rosters(persons: Collection[int], day: date) -> dict[int, Roster]:
    """Return what the rosters on which the persons stand say on `day`."""
    kept = Q(removed_on__isnull=True) | Q(removed_on__gt=day)
    places = list(
        known_on(RosterPlace.objects.filter(kept, person_id__in=persons), day).values_list(
            "person_id", "unit_id", "rotation"
        )
    )
    tours = {
        (one.unit_id, one.rotation): one
        for one in Tour.objects.filter(
            unit__in={unit for _number, unit, _name in places}, replaced_on__isnull=True, known_from__lte=day
        ).exclude(stage=TourStage.CANCELLED)
    }
    found: dict[int, Roster] = {}
    for number, unit, name in places:
        tour = tours.get((unit, name))
        if tour is None:
            continue
        had = found.get(number, Roster())
        starts, ends = tour.arrived_on or tour.arrives_on, tour.left_on or tour.leaves_on
        is_there = starts <= day < ends
        back = [one for one in (had.returned_on, ends if ends <= day else None) if one is not None]
        found[number] = Roster(
            is_ahead=had.is_ahead or day < starts,
            deployed_until=ends if is_there else had.deployed_until,
            returned_on=max(back, default=None),
        )
    return found
