"""Writes of a consultation as a whole: planned, opened, changed, closed, given up. By the convening secretariat."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from muster.audit import actions as audit
from muster.consultations.actions.convening_telling import CHANGED, OPENED, tell_participants
from muster.consultations.models import (
    AgendaItem,
    Consultation,
    ConsultationStage,
    ConsultationStep,
    PackDocument,
    Participant,
    StepKind,
    Trigger,
)
from muster.consultations.parameters import lead_days, pack_days
from muster.consultations.queries.computed import computed_agenda, computed_participants
from muster.consultations.queries.consultations import visible_consultation
from muster.consultations.queries.periods import EndingMandate, ending_mandate
from muster.consultations.rules.calendar import StepFact, expected_vote, moved_steps, step_days
from muster.consultations.rules.pack import USUAL_PACK, document_due
from muster.consultations.rules.stages import ENDED, transition_problem
from muster.consultations.terms import AgendaTerms, ConsultationTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.missions.models import MandatePeriod, Mission
from muster.missions.queries import known_mandates, terms_by_mission, visible_mission
from muster.parties import visibility
from muster.parties.viewer import Viewer

REASON = 500


@transaction.atomic
def plan_consultation(
    actor: Viewer, terms: ConsultationTerms, *, today: date, change_id: int | None = None
) -> Consultation:
    """Plan a consultation on an operation that the actor's secretariat mandates; its own until it is opened.

    Steps and pack are reckoned back from the vote, where its day is known; agenda and participants are proposed from
    the record. Raises Refused where one is under way on the same mandate, or of the same cause.
    """
    mission = visible_mission(actor, today, terms.mission)
    what = f"Consultation on {mission.acronym}"
    visibility.require_owner(actor, mission.mandated_by_id, what)
    made = Consultation(
        reference=terms.reference,
        mission=mission,
        convened_by_id=mission.mandated_by_id,
        title=terms.title.strip(),
        trigger=terms.trigger,
        reason=terms.reason.strip(),
        mandate=_mandate_that_ends(actor, mission, terms, today),
        change_id=change_id,
        vote_on=terms.vote_on,
        known_from=today,
        source=terms.source,
        standing=terms.standing or Standing.ENTERED.value,
    )
    problems = reference_problems(terms.reference, "reference")
    if Consultation.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference} is on record", "give another"))
    problems += _doubles(made)
    if problems:
        raise Refused(f"{what} cannot be planned.", problems)
    if made.vote_on is None and made.trigger == Trigger.RENEWAL:
        made.vote_on = _expected(actor, mission, made.mandate, today)
    require_clean_fields(made, what)
    made.save(force_insert=True)
    _write_steps(made, today)
    _write_usual_pack(made, today)
    write_points(made, computed_agenda(made, today))
    Participant.objects.bulk_create(
        Participant(consultation=made, organisation_id=one.organisation, capacity=one.capacity, reason=one.words)
        for one in computed_participants(mission, today)
    )
    audit.record(actor, "consultations:consultation:planned", made.reference, after=told(made))
    return made


def _mandate_that_ends(actor: Viewer, mission: Mission, terms: ConsultationTerms, today: date) -> MandatePeriod | None:
    """Return the period that ends: the one named, else for a renewal the last one known of an unbroken chain."""
    known = known_mandates(actor, today).filter(mission=mission)
    if terms.resolution:
        found = known.filter(resolution=terms.resolution).first()
        if found is None:
            raise Refused(
                f"Mandate of {mission.acronym}: no period of {terms.resolution!r} is known; give one on record."
            )
        return found
    ending = _ending(actor, mission, today) if terms.trigger == Trigger.RENEWAL else None
    return known.get(pk=ending.key) if ending else None


def _ending(actor: Viewer, mission: Mission, today: date) -> EndingMandate | None:
    return ending_mandate(terms_by_mission(actor, today).get(mission.acronym, ()), today)


def _expected(actor: Viewer, mission: Mission, mandate: MandatePeriod | None, today: date) -> date:
    """Return the day on which the vote on a renewal is expected. Raises Refused where no end is known."""
    ending = _ending(actor, mission, today)
    until = mandate.valid_until if mandate else None
    if ending and mandate and ending.key == mandate.pk:
        until = ending.until
    if until is None:
        raise Refused(f"Vote on {mission.acronym}: no end of its mandate is known; give the day of the vote.")
    return expected_vote(until, lead_days(today))


def _doubles(made: Consultation) -> list[Problem]:
    """Return what speaks against a second consultation of the same cause, or on the same period."""
    others = Consultation.objects.filter(mission=made.mission, trigger=made.trigger).exclude(stage__in=ENDED)
    if made.trigger == Trigger.RENEWAL:
        others = Consultation.objects.filter(mission=made.mission, trigger=made.trigger, mandate=made.mandate).exclude(
            stage=ConsultationStage.CANCELLED
        )
        if made.mandate is None:
            others = others.exclude(stage__in=ENDED)
    return [Problem("cause", f"consultation {one.reference} is on record for it", "go on with that one")
            for one in others[:1]]  # fmt: skip


def _write_steps(made: Consultation, today: date) -> None:
    """Write the steps as they are due; without a day of the vote there are none yet."""
    if made.vote_on is None:
        return
    days = step_days(made.vote_on, lead_days(today))
    ConsultationStep.objects.bulk_create(
        ConsultationStep(consultation=made, kind=kind, due_on=due_on) for kind, due_on in days.items()
    )


def _write_usual_pack(made: Consultation, today: date) -> None:
    """Write what every pack has; without a day of the vote there is no day by which it is owed yet."""
    if made.vote_on is None:
        return
    formal = step_days(made.vote_on, lead_days(today))[StepKind.FORMAL.value]
    days = pack_days(today)
    labels = dict(PackDocument._meta.get_field("kind").flatchoices)
    PackDocument.objects.bulk_create(
        PackDocument(
            consultation=made,
            number=number,
            kind=kind,
            title=str(labels[kind]).capitalize(),
            due_on=document_due(kind, formal, made.vote_on, days),
        )
        for number, kind in enumerate(USUAL_PACK, start=1)
    )


def write_points(consultation: Consultation, points: Iterable[AgendaTerms]) -> None:
    """Write the agenda as given, numbered from 1: a point keeps its row, and with it what States said on it."""
    known = {one.number: one for one in consultation.agenda.all()}
    number = 0
    for number, one in enumerate(points, start=1):
        row = known.pop(number, None) or AgendaItem(consultation=consultation, number=number)
        row.title, row.task, row.words = one.title.strip(), one.task, one.words.strip()
        require_clean_fields(row, f"Point {number} of the agenda")
        row.save()
    consultation.agenda.filter(number__gt=number).delete()


def locked(actor: Viewer, reference: str, today: date, expected_version: int | None) -> Consultation:
    """Return a consultation to be written. Raises NotFound, NotAllowed, and Refused where it was changed meanwhile."""
    seen = visible_consultation(actor, today, reference)
    visibility.require_owner(actor, seen.convened_by_id, f"Consultation {reference}")
    found = Consultation.objects.select_for_update(of=("self",)).select_related("mission", "mandate").get(pk=seen.pk)
    require_version(f"Consultation {reference}", found.version, expected_version)
    return found


def saved(found: Consultation) -> Consultation:
    """Save a consultation as a new version."""
    require_clean_fields(found, f"Consultation {found.reference}")
    found.version += 1
    found.save()
    return found


def require_stage(found: Consultation, stages: Iterable[str], deed: str) -> None:
    """Raise Refused unless a consultation is at one of the stages in which the deed is done."""
    allowed = list(stages)
    if found.stage not in allowed:
        when = " or ".join(allowed)
        raise Refused(f"Consultation {found.reference} is {found.stage}: {deed} only while it is {when}.")


def require_transition(found: Consultation, following: str) -> None:
    """Raise Refused unless a consultation may become what is wanted."""
    problem = transition_problem(found.stage, following)
    if problem:
        raise Refused(f"Consultation {found.reference}: {problem}.")


@transaction.atomic
def open_consultation(
    actor: Viewer, reference: str, *, today: date, expected_version: int | None = None
) -> Consultation:
    """Open a consultation: everybody on the list is invited and told; from now on promised days are kept."""
    found = locked(actor, reference, today, expected_version)
    require_transition(found, ConsultationStage.OPEN)
    invited = found.participants.exclude(organisation=found.convened_by_id)
    problems = []
    if found.vote_on is None:
        problems.append(Problem("vote", "its day is not known", "give the day on which it is expected"))
    if not invited.exists():
        problems.append(Problem("participants", "nobody is on the list", "add those who contribute or may"))
    if not found.agenda.exists():
        problems.append(Problem("agenda", "there is no point on it", "write at least one"))
    if problems:
        raise Refused(f"Consultation {reference} cannot be opened.", problems)
    found.stage, found.opened_on = ConsultationStage.OPEN, today
    saved(found)
    found.participants.update(invited_on=today)
    after = {"stage": found.stage, "opened_on": today, "invited": found.participants.count()}
    audit.record(actor, "consultations:consultation:opened", reference, before={"stage": "planned"}, after=after)
    title = f"Consultation on {found.mission.acronym}: {found.title}"
    body = f"The vote is expected on {found.vote_on}. Read the pack, ask and say what the mandate needs."
    tell_participants(found, OPENED, title, today, body)
    return found


@transaction.atomic
def change_consultation(
    actor: Viewer,
    reference: str,
    *,
    title: str,
    reason: str,
    vote_on: date | None,
    today: date,
    expected_version: int | None = None,
) -> Consultation:
    """Change the title, the reason and the day of the vote.

    Steps not held and not missed move with the vote, so do the days of documents that are not owed yet; what was held,
    delivered or missed keeps the day that was promised. Once it is open the day can be moved, not taken away.
    """
    found = locked(actor, reference, today, expected_version)
    require_stage(found, ("planned", "open", "held"), "it is changed")
    before = told(found)
    if vote_on is None and found.vote_on is not None:
        raise Refused(f"Consultation {reference}: the vote was expected on {found.vote_on}; give another day.")
    moved = vote_on != found.vote_on
    found.title, found.reason, found.vote_on = title.strip(), reason.strip(), vote_on
    saved(found)
    if moved:
        _move(found, today)
    audit.record(actor, "consultations:consultation:changed", reference, before=before, after=told(found))
    if moved and found.opened_on is not None:
        tell_participants(found, CHANGED, f"Consultation {reference}: the vote is expected on {vote_on}", today)
    return found


def _move(found: Consultation, today: date) -> None:
    """Move the steps and the pack with the vote; write them where there were none."""
    if found.vote_on is None:
        return
    steps = list(found.steps.all())
    if not steps:
        _write_steps(found, today)
        if not found.pack.exists():
            _write_usual_pack(found, today)
        return
    lead = lead_days(today)
    days = moved_steps([StepFact(one.kind, one.due_on, one.held_on) for one in steps], found.vote_on, lead, today)
    for step in steps:
        step.due_on = days.get(step.kind, step.due_on)
    ConsultationStep.objects.bulk_update(steps, ["due_on"])
    formal = next(one for one in steps if one.kind == StepKind.FORMAL)
    ahead = pack_days(today)
    waiting = [one for one in found.pack.all() if one.delivered_on is None and one.due_on >= today]
    for one in waiting:
        one.due_on = document_due(one.kind, formal.held_on or formal.due_on, found.vote_on, ahead)
    PackDocument.objects.bulk_update(waiting, ["due_on"])


@transaction.atomic
def close_consultation(
    actor: Viewer,
    reference: str,
    *,
    resolution: str = "",
    reason: str = "",
    today: date,
    expected_version: int | None = None,
) -> Consultation:
    """Close a consultation with what was decided: the period of the mandate on record, or in words where there is none.

    The vote is then held: on the day on which the resolution was adopted, else when its period became known.
    """
    found = locked(actor, reference, today, expected_version)
    require_transition(found, ConsultationStage.CLOSED)
    outcome = _outcome(actor, found, resolution, today)
    if outcome is None and not reason.strip():
        raise Refused(f"Consultation {reference}: name the resolution that was decided, or say why there is none.")
    before = told(found)
    found.outcome, found.stage, found.closed_on = outcome, ConsultationStage.CLOSED, today
    found.reason = reason.strip()[:REASON] or found.reason
    saved(found)
    decided = (outcome.adopted_on or outcome.known_from) if outcome else None
    found.steps.filter(kind=StepKind.VOTE, held_on__isnull=True).update(held_on=decided)
    audit.record(actor, "consultations:consultation:closed", reference, before=before, after=told(found))
    words = f"Decided: {outcome.resolution}, from {outcome.valid_from}." if outcome else reason.strip()
    tell_participants(found, CHANGED, f"Consultation {reference} is closed", today, words)
    return found


def _outcome(actor: Viewer, found: Consultation, resolution: str, today: date) -> MandatePeriod | None:
    """Return the period that was decided. Raises Refused where it is none of the operation, or the one that ended."""
    if not resolution.strip():
        if found.trigger == Trigger.RENEWAL and found.mandate_id is not None:
            raise Refused(f"Consultation {found.reference} is on a renewal: give the resolution that was decided.")
        return None
    known = known_mandates(actor, today).filter(mission=found.mission, resolution=resolution.strip())
    decided = known.exclude(pk=found.mandate_id or 0).order_by("-valid_from").first()
    if decided is None:
        raise Refused(
            f"Consultation {found.reference}: no other mandate {resolution!r} of {found.mission.acronym} is known; "
            "record it first."
        )
    return decided


@transaction.atomic
def cancel_consultation(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> Consultation:
    """Give a consultation up, with the reason; those who were invited are told."""
    found = locked(actor, reference, today, expected_version)
    require_transition(found, ConsultationStage.CANCELLED)
    if not reason.strip():
        raise Refused(f"Consultation {reference}: say why it is cancelled.")
    before = told(found)
    found.stage, found.closed_on, found.reason = ConsultationStage.CANCELLED, today, reason.strip()
    saved(found)
    audit.record(actor, "consultations:consultation:cancelled", reference, before=before, after=told(found))
    if found.opened_on is not None:
        tell_participants(found, CHANGED, f"Consultation {reference} is cancelled", today, reason.strip())
    return found


def told(found: Consultation) -> dict[str, object]:
    """Return what the audit event says of a consultation."""
    return {
        "mission": found.mission.acronym,
        "title": found.title,
        "trigger": found.trigger,
        "stage": found.stage,
        "vote_on": found.vote_on,
        "reason": found.reason,
        "outcome": found.outcome.resolution if found.outcome else "",
    }


def free_reference(mission: str, trigger: str, today: date) -> str:
    """Return a reference for a consultation that nobody named: operation, cause and day, numbered where it is taken."""
    stem = slugify(f"{mission}-{trigger}-{today:%Y-%m-%d}")[:56]
    number, found = 1, stem
    while Consultation.objects.filter(reference=found).exists():
        number += 1
        found = f"{stem}-{number}"
    return found
