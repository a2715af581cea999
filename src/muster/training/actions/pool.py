"""Writes to a State's pool: who comes in, how far they are, and what the State asks of them."""

from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.intervals import add_months
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.people.models import Purpose
from muster.people.purpose_actions import add_purpose, locked_person
from muster.people.purposes import purposes_of
from muster.people.rules import unnamed_problems
from muster.reference.parameters import parameter
from muster.training.models import NationalRequirement, PoolEntry, PoolStageEvent
from muster.training.queries.pool import VALIDITY_KEY, findings_of, visible_pool_entry, visible_requirements
from muster.training.rules.pool_places import step_problems
from muster.training.rules.pool_requirements import rank_order, unmet
from muster.training.stages import PoolStage, PoolTrack, RequirementRule


@transaction.atomic
def enter_pool(
    actor: Viewer,
    number: int,
    *,
    track: str,
    is_volunteer: bool | None = None,
    today: date,
) -> PoolEntry:
    """Make a person of the actor's State a candidate of its pool on a track; the purpose is added, nobody entered anew.

    Raises NotFound, NotAllowed and Refused.
    """
    person = locked_person(actor, number)
    what = f"Person {number} in the pool"
    require_state(person.organisation, what)
    if track not in {one.value for one in PoolTrack}:
        raise Refused(f"{what}: {track!r} is no track; give one of {', '.join(PoolTrack)}.")
    if Purpose.POOL_CANDIDATE not in purposes_of(person):
        add_purpose(actor, number, Purpose.POOL_CANDIDATE, until=_until_for_pool(person.keep_until, today), today=today)
    entry = PoolEntry(
        state_id=person.organisation_id, person=person, track=track, is_volunteer=is_volunteer, known_from=today
    )
    require_clean_fields(entry, what)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"{what}: they have a place on the track {track} already.") from error
    PoolStageEvent.objects.create(entry=entry, stage=entry.stage, held_from=today, known_from=today)
    after = {"track": track, "stage": entry.stage, "is_volunteer": is_volunteer}
    audit.record(actor, "training:pool:entered", person.subject, after=after)
    return entry


def _until_for_pool(keep_until: date, today: date) -> date | None:
    """Return the end of what is held already where it lies ahead, so that nothing is kept longer by this; else none."""
    return keep_until if keep_until > today else None


@transaction.atomic
def move_in_pool(
    actor: Viewer,
    number: int,
    to: str,
    *,
    today: date,
    pooled_until: date | None = None,
    reason: str = "",
    exception: str = "",
    expected_version: int | None = None,
) -> PoolEntry:
    """Take somebody to a stage of the pool. Into the pool itself only who meets what the State asks.

    `exception` is why somebody is taken who does not (generals, S48); it names nobody. Without `pooled_until` a place
    holds for the months set. Raises NotFound, NotAllowed, and Refused with every reason.
    """
    entry = _locked(actor, number, today)
    require_version(f"Place {number} in the pool", entry.version, expected_version)
    person = locked_person(actor, entry.person_id)
    stage = _stage(to)
    if stage == PoolStage.POOLED and pooled_until is None:
        pooled_until = add_months(today, parameter(VALIDITY_KEY, today).integer)
    problems = step_problems(PoolStage(entry.stage), stage, pooled_until=pooled_until, reason=reason, today=today)
    problems += unnamed_problems("reason", f"{reason} {exception}", [person.family_name, person.given_names])
    if stage == PoolStage.POOLED and not exception.strip():
        found = unmet(findings_of(actor, entry, today, today))
        problems += [Problem(one.rule, f"{one.verdict}: {one.words}", one.remedy) for one in found]
    if problems:
        raise Refused(f"Place {number} in the pool cannot go there.", problems)
    words = "; ".join(filter(None, (reason.strip(), f"exception: {exception.strip()}" if exception.strip() else "")))
    return write_stage(actor, entry, stage, pooled_until, words, today)


def write_stage(
    actor: Viewer, entry: PoolEntry, stage: PoolStage, pooled_until: date | None, reason: str, today: date
) -> PoolEntry:
    """Write a stage with its event; the callers have asked the rules."""
    before = {"stage": entry.stage, "pooled_until": _text(entry.pooled_until)}
    entry.stage, entry.pooled_until = stage.value, pooled_until
    entry.version += 1
    require_clean_fields(entry, f"Place {entry.pk} in the pool")
    entry.save(update_fields=["stage", "pooled_until", "version"])
    event = PoolStageEvent(
        entry=entry,
        stage=stage.value,
        held_from=today,
        pooled_until=pooled_until,
        reason=reason,
        known_from=today,
    )
    require_clean_fields(event, f"Place {entry.pk} in the pool")
    event.save(force_insert=True)
    after = {"stage": entry.stage, "pooled_until": _text(pooled_until), "track": entry.track}
    # The reason stands with the stage, which an erasure empties, and not in the log, which stays.
    audit.record(actor, "training:pool:moved", f"person {entry.person_id}", before=before, after=after)
    return entry


@transaction.atomic
def note_willingness(
    actor: Viewer, number: int, *, is_volunteer: bool | None, today: date, expected_version: int | None = None
) -> PoolEntry:
    """Note whether somebody is willing to serve; None is not known."""
    entry = _locked(actor, number, today)
    require_version(f"Place {number} in the pool", entry.version, expected_version)
    before = {"is_volunteer": entry.is_volunteer}
    entry.is_volunteer = is_volunteer
    entry.version += 1
    entry.save(update_fields=["is_volunteer", "version"])
    subject = f"person {entry.person_id}"
    audit.record(actor, "training:pool:asked", subject, before=before, after={"is_volunteer": is_volunteer})
    return entry


@transaction.atomic
def record_requirement(actor: Viewer, requirement: NationalRequirement) -> NationalRequirement:
    """Enter what a State asks of its own people (unsaved). Raises NotAllowed and Refused."""
    what = f"A requirement of {requirement.state}"
    visibility.require_owner(actor, requirement.state_id, what)
    require_state(requirement.state, what)
    require_clean_fields(requirement, what)
    problems = _requirement_problems(requirement)
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    requirement.save(force_insert=True)
    audit.record(
        actor,
        "training:requirement:recorded",
        f"national requirement {requirement.pk}",
        after={"state": requirement.state.code, **_content(requirement)},
    )
    return requirement


@transaction.atomic
def end_requirement(
    actor: Viewer, number: int, *, on: date, today: date, expected_version: int | None = None
) -> NationalRequirement:
    """Let a requirement end on a day (excluded); another takes its place. Raises NotFound, NotAllowed and Refused."""
    found = visible_requirements(actor, today).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no requirement {number} of your State in force.")
    visibility.require_owner(actor, found.state_id, f"Requirement {number}")
    found = NationalRequirement.objects.select_for_update(of=("self",)).get(pk=number)
    require_version(f"Requirement {number}", found.version, expected_version)
    if on <= found.valid_from:
        raise Refused(f"Requirement {number} begins on {found.valid_from}; give a later day.")
    before = {"valid_until": _text(found.valid_until)}
    found.valid_until = on
    found.version += 1
    found.save(update_fields=["valid_until", "version"])
    subject = f"national requirement {number}"
    audit.record(actor, "training:requirement:ended", subject, before=before, after={"valid_until": _text(on)})
    return found


def require_state(owner: Organisation, what: str) -> None:
    """Raise NotAllowed unless the owner is a Member State: only those keep a pool."""
    if owner.kind != OrganisationKind.MEMBER_STATE:
        raise NotAllowed(f"{what}: a national pool is kept by a Member State.")


def _requirement_problems(one: NationalRequirement) -> list[Problem]:
    """Return what is wrong with a row: bounds, ranks and tests that no rule could read."""
    problems = []
    if one.minimum is not None and one.maximum is not None and one.maximum < one.minimum:
        problems.append(Problem("at most", "is less than the least", "correct one of the two"))
    if one.rule == RequirementRule.LANGUAGE and not one.test.strip():
        problems.append(Problem("test", "there is none", "name the test of the language"))
    problems += [
        Problem(name.replace("_", " "), "is no rank known", "give the English rank")
        for name in ("lowest_rank", "highest_rank")
        if getattr(one, name) and rank_order(getattr(one, name)) is None
    ]
    if one.rule == RequirementRule.RANK and not (one.lowest_rank or one.highest_rank):
        problems.append(Problem("lowest rank", "there is none", "give the lowest or the highest rank"))
    if one.rule in (RequirementRule.AGE, RequirementRule.SERVICE) and one.minimum is None and one.maximum is None:
        problems.append(Problem("at least", "there is no bound", "give the years"))
    if one.rule == RequirementRule.REST and one.minimum is None:
        problems.append(Problem("at least", "there is no bound", "give the months"))
    if one.valid_until is not None and one.valid_until <= one.valid_from:
        problems.append(Problem("until", "is not after the first day", "give a later day"))
    return problems


def _content(one: NationalRequirement) -> dict[str, str]:
    names = ("track", "rule", "test", "minimum", "maximum", "lowest_rank", "highest_rank", "valid_from", "valid_until")
    return {name: str(value) for name in names if (value := getattr(one, name)) not in (None, "")}


def _locked(actor: Viewer, number: int, today: date) -> PoolEntry:
    """Return a place in the pool of the actor's own State, locked. Raises NotFound and NotAllowed."""
    found = visible_pool_entry(actor, today, number)
    visibility.require_owner(actor, found.state_id, f"Place {number} in the pool")
    return PoolEntry.objects.select_related("state", "person").select_for_update(of=("self",)).get(pk=number)


def _stage(to: str) -> PoolStage:
    try:
        return PoolStage(to)
    except ValueError as error:
        raise Refused(f"{to!r} is no stage of the pool; give one of {', '.join(PoolStage)}.") from error


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
