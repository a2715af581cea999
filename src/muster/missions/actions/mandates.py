"""Writes of mandate periods and of classifications: what is known is followed or added to, never changed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.changes.actions import record_change
from muster.changes.models import ChangeKind
from muster.changes.terms import ChangeTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.facts import true_on
from muster.missions.mandate_terms import MandatedTaskTerms, task_terms
from muster.missions.models import MandatedTask, MandatePeriod, Mission, MissionClassification
from muster.missions.rules.mandate_changes import PeriodContent, period_changes
from muster.missions.rules.mandates import MandateTerm
from muster.missions.rules.periods import period_problems, period_to_follow, task_problems
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.mandates import classification_schemes, mandate_tasks

CEILINGS = {
    "troops": "troop_ceiling",
    "police": "police_ceiling",
    "observers and experts": "observer_ceiling",
    "justice and corrections": "justice_ceiling",
}
"""The ceilings of a period by what they count."""
NEW = -1
"""The key of a period that is not stored yet."""


@transaction.atomic
def record_mandate(actor: Viewer, mandate: MandatePeriod, tasks: Sequence[MandatedTaskTerms] = ()) -> MandatePeriod:
    """Enter a mandate period (unsaved) with its tasks; what it changes of the one that it follows is told.

    By an officer of the organisation that mandates the mission. Its `known_from` is the day on which it became known.
    """
    mission = Mission.objects.select_for_update().get(pk=mandate.mission_id)
    what = f"Mandate of {mission}"
    visibility.require_owner(actor, mission.mandated_by_id, what)
    problems = [
        *period_problems(_term(mandate), mandate.kind, terms_of_mission(mission)),
        *task_problems([one.task for one in tasks], [one.code for one in mandate_tasks()]),
    ]
    if problems:
        raise Refused(f"{what} from {mandate.valid_from} cannot be recorded: {problems[0]}", problems)
    require_clean_fields(mandate, f"{what} from {mandate.valid_from}")
    lines = [MandatedTask(mandate=mandate, number=number, **vars(one)) for number, one in enumerate(tasks, start=1)]
    mandate.save(force_insert=True)
    for line in lines:
        require_clean_fields(line, f"{what}, task {line.number}")
    MandatedTask.objects.bulk_create(lines)
    audit.record(actor, "missions:mandate:recorded", mission.acronym, after=_snapshot(mandate, tasks))
    if mandate.follows is not None:
        _tell_changes(actor, mandate.follows, mandate, tasks)
    return mandate


@transaction.atomic
def renew_mandate(actor: Viewer, mandate: MandatePeriod, tasks: Sequence[MandatedTaskTerms] = ()) -> MandatePeriod:
    """Enter a period that follows, unless it names another, the last period on record that reaches up to it."""
    if mandate.follows_id is None:
        followed = period_to_follow(mandate.valid_from, terms_of_mission(mandate.mission))
        mandate.follows_id = None if followed is None else followed.key
    return record_mandate(actor, mandate, tasks)


@transaction.atomic
def correct_mandate(
    actor: Viewer,
    wrong: MandatePeriod,
    right: MandatePeriod,
    tasks: Sequence[MandatedTaskTerms] = (),
    *,
    reason: str,
) -> MandatePeriod:
    """Put a period (unsaved) in the place of one that was entered wrongly, from its first day on.

    The wrong one stays on record, as it was known until then, and holds no day any more. Raises Refused without a
    reason, or where the wrong one has been followed: then the last of the chain is the one to be corrected.
    """
    what = f"Mandate of {wrong.mission} from {wrong.valid_from}"
    if not reason.strip():
        raise Refused(f"{what}: a correction needs a reason; say what was wrong.")
    if right.known_from < wrong.known_from:
        known = f"it was known on {wrong.known_from}, the correction on {right.known_from}"
        raise Refused(f"{what}: {known}; give a later day.")
    right.mission, right.follows, right.valid_from = wrong.mission, wrong, wrong.valid_from
    right.note = f"Correction: {reason.strip()}"[:300]
    made = record_mandate(actor, right, tasks)
    before = _snapshot(wrong, task_terms(wrong.mandated_tasks.all()))
    after = _snapshot(made, tasks)
    audit.record(
        actor, "missions:mandate:corrected", wrong.mission.acronym, before=before, after=after, reason=reason[:500]
    )
    return made


def terms_of_mission(mission: Mission) -> list[MandateTerm]:
    """Return every period of a mission on record, whenever it became known."""
    return [_term(one) for one in mission.mandates.order_by("valid_from", "pk")]


def period_of(mission: Mission, number: int, day: date) -> MandatePeriod:
    """Return a mission's period by its number, as known on `day`. Raises NotFound."""
    found = mission.mandates.select_related("mission").filter(pk=number, known_from__lte=day).first()
    if found is None:
        raise NotFound(f"There is no mandate period {number} of {mission}.")
    return found


def _term(mandate: MandatePeriod) -> MandateTerm:
    key = NEW if mandate.pk is None else mandate.pk
    return MandateTerm(key, mandate.valid_from, mandate.valid_until, mandate.follows_id, mandate.resolution)


def _tell_changes(
    actor: Viewer, before: MandatePeriod, after: MandatePeriod, tasks: Sequence[MandatedTaskTerms]
) -> None:
    """Record what the new period changes, each change with whatever rests on it."""
    old = [one.task for one in before.mandated_tasks.order_by("number")]
    names = {one.code: one.name for one in mandate_tasks()}
    for change in period_changes(_content(before, old), _content(after, [one.task for one in tasks]), names):
        terms = ChangeTerms(
            kind=ChangeKind(change.kind),
            subject=f"{after.mission.acronym}: {change.about}, {after.resolution}".rstrip(", "),
            before=change.before,
            after=change.after,
            true_from=after.valid_from,
            mission=after.mission.acronym,
            source=after.source,
            standing=after.standing,
        )
        record_change(actor, terms, today=after.known_from)


def _content(mandate: MandatePeriod, tasks: Sequence[str]) -> PeriodContent:
    ceilings = {name: getattr(mandate, field) for name, field in CEILINGS.items()}
    return PeriodContent(mandate.kind, mandate.valid_until, ceilings, tasks, mandate.exit_conditions)


def _snapshot(mandate: MandatePeriod, tasks: Sequence[MandatedTaskTerms]) -> dict[str, object]:
    """Return a period as the audit event keeps it."""
    names = ("resolution", "kind", "adopted_on", "chapter", *CEILINGS.values(), "exit_conditions", "note", "source")
    return {
        "from": mandate.valid_from,
        "until": mandate.valid_until,
        "follows": mandate.follows.valid_from if mandate.follows else None,
        **{name: getattr(mandate, name) for name in names},
        "tasks": [one.task for one in tasks],
    }


@transaction.atomic
def classify_mission(actor: Viewer, classification: MissionClassification) -> MissionClassification:
    """Give an operation a value of a scheme (unsaved), by an officer of the organisation that mandates it.

    One may have several values of a scheme at once, the same one not twice on a day.
    """
    what = f"Classification of {classification.mission}"
    visibility.require_owner(actor, classification.mission.mandated_by_id, what)
    if problems := _classification_problems(classification):
        raise Refused(f"{what}: {problems[0]}", problems)
    require_clean_fields(classification, what)
    classification.save(force_insert=True)
    names = ("scheme", "value", "valid_from", "valid_until", "note", "source")
    after = {name: getattr(classification, name) for name in names}
    audit.record(actor, "missions:classification:recorded", classification.mission.acronym, after=after)
    return classification


def _classification_problems(one: MissionClassification) -> list[Problem]:
    """Return what is wrong with a classification: its words, its days, or that it holds already."""
    values = {(entry.scheme, entry.value) for entry in classification_schemes()}
    if (one.scheme, one.value) not in values:
        known = ", ".join(sorted(value for scheme, value in values if scheme == one.scheme))
        remedy = f"give one of {known}" if known else f"give one of {', '.join(sorted({key for key, _ in values}))}"
        place = "value" if known else "scheme"
        return [Problem(place, f"{getattr(one, place)!r} is none of the list", remedy, place)]
    if one.valid_until is not None and one.valid_until <= one.valid_from:
        return [Problem("until", "it ends before it begins", "give a later end, or none", "valid_until")]
    same = MissionClassification.objects.filter(mission=one.mission_id, scheme=one.scheme, value=one.value)
    later = same.filter(valid_from__gte=one.valid_from)
    if one.valid_until is not None:
        later = later.filter(valid_from__lt=one.valid_until)
    if true_on(same, one.valid_from).exists() or later.exists():
        return [Problem("value", f"{one.scheme} {one.value} is on record for these days", "give other days", "value")]
    return []
