"""Writes to selection camps: the camp, who is called, the results, and those who pass into the pool at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.intervals import add_months
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.rules import name_in
from muster.reference.parameters import parameter
from muster.training.actions.pool import require_state, write_stage
from muster.training.models import CampCandidate, CampResult, PoolEntry, SelectionCamp
from muster.training.queries.camps import camp_rows, visible_camp
from muster.training.queries.pool import VALIDITY_KEY, findings_of, visible_pool
from muster.training.rules.camps import CampOutcome, camp_problems, result_problems
from muster.training.rules.pool_requirements import unmet
from muster.training.stages import PoolStage

CHANGED = (
    "track", "title", "place", "held_from", "held_until", "tests", "announced_candidates", "announced_women", "source",
)  # fmt: skip
"""What may be changed of a camp: its reference and State stay."""


@transaction.atomic
def record_camp(actor: Viewer, camp: SelectionCamp) -> SelectionCamp:
    """Enter a camp (unsaved) of the actor's State. Raises NotAllowed and Refused."""
    visibility.require_owner(actor, camp.state_id, f"Camp {camp.reference}")
    require_state(camp.state, f"Camp {camp.reference}")
    if SelectionCamp.objects.filter(reference=camp.reference).exists():
        raise Refused(f"There is a camp {camp.reference} already; give another reference.")
    _require_sound(camp)
    camp.save(force_insert=True)
    audit.record(actor, "training:camp:recorded", camp.reference, after=_content(camp))
    return camp


@transaction.atomic
def change_camp(
    actor: Viewer, camp: SelectionCamp, *, today: date, expected_version: int | None = None
) -> SelectionCamp:
    """Change what may be changed of a camp (the record as it is to be). Raises NotFound, NotAllowed and Refused."""
    known = _locked(actor, camp.reference, today)
    require_version(f"Camp {camp.reference}", known.version, expected_version)
    before = _content(known)
    for name in CHANGED:
        setattr(known, name, getattr(camp, name))
    _require_sound(known)
    if _content(known) != before:
        known.version += 1
        known.save()
        audit.record(actor, "training:camp:changed", known.reference, before=before, after=_content(known))
    return known


@transaction.atomic
def call_to_camp(actor: Viewer, reference: str, entries: Collection[int], *, today: date) -> int:
    """Call people of the pool to a camp; return how many are new there. Raises NotFound, NotAllowed and Refused."""
    camp = _locked(actor, reference, today)
    found = {one.pk: one for one in visible_pool(actor, today).filter(state=camp.state_id, pk__in=entries)}
    problems = [
        Problem(f"place {number}", "is none of the State's pool", "enter the person in the pool first")
        for number in sorted(set(entries) - set(found))
    ]
    problems += [
        Problem(f"place {one.pk}", f"is on the track {one.track}", f"the camp is for {camp.track}")
        for one in found.values()
        if one.track != camp.track
    ]
    if problems:
        raise Refused(f"Not all can be called to camp {reference}.", problems)
    known = set(CampCandidate.objects.filter(camp=camp, entry__in=found).values_list("entry", flat=True))
    fresh = [CampCandidate(camp=camp, entry=found[pk], known_from=today) for pk in sorted(set(found) - known)]
    CampCandidate.objects.bulk_create(fresh)
    if fresh:
        persons = [one.entry.person_id for one in fresh]
        audit.record(actor, "training:camp:called", camp.reference, after={"persons": persons})
    return len(fresh)


@transaction.atomic
def record_result(
    actor: Viewer, reference: str, entry: int, test: str, *, has_passed: bool, value: str = "", today: date
) -> CampResult:
    """Enter what a candidate reached in a test, or correct it. Of a medical board the verdict alone is kept.

    Raises NotFound, NotAllowed and Refused.
    """
    camp = _locked(actor, reference, today)
    called = CampCandidate.objects.select_related("entry__person").filter(camp=camp, entry=entry).first()
    problems = result_problems(test, value, camp.tests)
    if called is None:
        problems.append(Problem("candidate", f"place {entry} was not called to the camp", "call them first"))
    elif name_in(value, [called.entry.person.family_name]):
        problems.append(Problem("result", "has the person's name", "give the figure alone"))
    if camp.held_from > today:
        problems.append(Problem("camp", f"begins on {camp.held_from}", "enter results when it has"))
    if problems or called is None:
        raise Refused(f"The result at camp {reference} cannot be recorded.", problems)
    result = CampResult.objects.filter(camp=camp, entry=entry, test=test).first()
    before = {"has_passed": result.has_passed} if result else {}
    result = result or CampResult(camp=camp, entry=called.entry, test=test, known_from=today)
    result.has_passed, result.value = has_passed, value.strip()
    require_clean_fields(result, f"The result at camp {reference}")
    result.save()
    # The verdict of a board says something of a person's health: the log says that it was entered, not what it is.
    after = {"camp": reference, "test": test}
    subject = f"person {called.entry.person_id}"
    audit.record(
        actor, "training:camp:result-recorded", subject, before=dict.fromkeys(before, "corrected"), after=after
    )
    return result


@dataclass(frozen=True)
class CampIntake:
    """Who was taken into the pool, by place, and who passed and is held back, with every reason."""

    taken: tuple[int, ...]
    held_back: dict[int, tuple[str, ...]]


@transaction.atomic
def take_in(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> CampIntake:
    """Take everybody who passed every test of a camp into the pool, with the camp as the reason.

    A candidate is screened thereby. Who does not meet what the State asks is held back and told, the others are taken.
    Raises NotFound, NotAllowed, and Refused where nobody passed.
    """
    camp = _locked(actor, reference, today)
    require_version(f"Camp {reference}", camp.version, expected_version)
    passed = [one for one in camp_rows(actor, camp, today, today) if one.outcome == CampOutcome.PASSED]
    waiting = [
        one.candidate.entry
        for one in passed
        if one.candidate.entry.stage in (PoolStage.CANDIDATE, PoolStage.SCREENED)
        and one.candidate.entry.person.erased_on is None
    ]
    if not waiting:
        raise Refused(f"Nobody who passed camp {reference} waits for a place in the pool.")
    until = add_months(today, parameter(VALIDITY_KEY, today).integer)
    taken, held_back = [], {}
    for entry in PoolEntry.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in waiting]):
        hindrances = unmet(findings_of(actor, entry, today, today))
        if hindrances:
            held_back[entry.pk] = tuple(f"{one.rule}, {one.verdict}: {one.words}" for one in hindrances)
            continue
        if entry.stage == PoolStage.CANDIDATE:
            write_stage(actor, entry, PoolStage.SCREENED, None, f"camp {reference}", today)
        write_stage(actor, entry, PoolStage.POOLED, until, f"camp {reference}", today)
        taken.append(entry.pk)
    camp.version += 1
    camp.save(update_fields=["version"])
    after = {"taken": len(taken), "held_back": len(held_back)}
    audit.record(actor, "training:camp:taken-in", camp.reference, after=after)
    return CampIntake(tuple(taken), held_back)


def _require_sound(camp: SelectionCamp) -> None:
    """Raise Refused with everything that is wrong with a camp."""
    require_clean_fields(camp, f"Camp {camp.reference}")
    problems = camp_problems(
        held_from=camp.held_from,
        held_until=camp.held_until,
        tests=camp.tests,
        candidates=camp.announced_candidates,
        women=camp.announced_women,
    )
    if problems:
        raise Refused(f"Camp {camp.reference} cannot be recorded.", problems)


def _locked(actor: Viewer, reference: str, today: date) -> SelectionCamp:
    """Return a camp of the actor's own State, locked. Raises NotFound and NotAllowed."""
    found = visible_camp(actor, today, reference)
    visibility.require_owner(actor, found.state_id, f"Camp {reference}")
    return SelectionCamp.objects.select_for_update(of=("self",)).get(pk=found.pk)


def _content(camp: SelectionCamp) -> dict[str, object]:
    days = {"held_from": camp.held_from.isoformat(), "held_until": camp.held_until.isoformat()}
    numbers = {"announced_candidates": camp.announced_candidates, "announced_women": camp.announced_women}
    words = {"track": camp.track, "title": camp.title, "place": camp.place, "tests": list(camp.tests)}
    return {"state": camp.state.code, **words, **days, **numbers}
