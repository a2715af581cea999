"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import FINAL_STAGES, Caveat, LevelEvent, Pledge, PledgeStage
from muster.pledges.queries import PLEDGE_FIELDS
from muster.pledges.rules import check_level_change, decided_by_owner, pledge_problems
from muster.pledges.terms import PledgeTerms

# What is copied from the terms to the record field by field.
PLAIN_FIELDS = (
    "title",
    "unit_type",
    "strength",
    "women",
    "available_from",
    "available_until",
    "notice_days",
    "stay_minimum_months",
    "stay_maximum_months",
    "dwell_months",
    "home_base",
    "languages",
    "note_verbale",
    "note_verbale_on",
    "remarks",
)


def _state(code: str) -> Organisation:
    """Return the Member State of an ISO code. Raises Refused with the remedy."""
    found = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code=code).first()
    if found is None:
        raise Refused(f"State {code!r} is not a party to this record; give the ISO alpha-3 code of a Member State.")
    return found


def _check(actor: Viewer, terms: PledgeTerms) -> Organisation:
    """Raise NotAllowed or Refused unless `actor` may record these terms; return the State."""
    state = _state(terms.state)
    visibility.require_owner(actor, state.pk, f"Pledge {terms.reference}")
    if terms.standing not in (None, Standing.ENTERED) and not actor.is_system:
        raise Refused(f"Pledge {terms.reference}: the standing of a pledge entered by its State is 'entered'.")
    problems = pledge_problems(terms)
    if problems:
        raise Refused(f"Pledge {terms.reference} cannot be recorded.", problems)
    return state


def snapshot(pledge: Pledge) -> dict[str, object]:
    """Return a pledge's content as the audit event keeps it."""
    content: dict[str, object] = {name: getattr(pledge, name) for name in PLAIN_FIELDS}
    content["source"], content["standing"] = pledge.source, pledge.standing
    content["caveats"] = [[one.kind, one.value, one.text] for one in pledge.caveats.all()]
    return content


def _write(pledge: Pledge, terms: PledgeTerms) -> None:
    """Copy the terms into the record and save it with its caveats."""
    for name in PLAIN_FIELDS:
        setattr(pledge, name, getattr(terms, name))
    if terms.source is not None:
        pledge.source = terms.source
    if terms.standing is not None:
        pledge.standing = terms.standing
    require_clean_fields(pledge, f"Pledge {terms.reference}")
    pledge.save()
    _write_caveats(pledge, terms)


def _write_caveats(pledge: Pledge, terms: PledgeTerms) -> None:
    """Bring the caveats to what the terms say; one that stays keeps its source and standing."""
    kept = {(one.kind, one.value): one for one in pledge.caveats.all()}
    for said in terms.caveats:
        caveat = kept.pop((said.kind, said.value), None)
        if caveat is None:
            caveat = Caveat(pledge=pledge, source=pledge.source, standing=pledge.standing, **asdict(said))
        caveat.text = said.text
        require_clean_fields(caveat, f"A caveat of pledge {terms.reference}")
        caveat.save()
    for caveat in kept.values():
        caveat.delete()


@transaction.atomic
def create_pledge(actor: Viewer, terms: PledgeTerms, *, register: Organisation, today: date) -> Pledge:
    """Record a new pledge as a draft of its State."""
    state = _check(actor, terms)
    if register.kind != OrganisationKind.SECRETARIAT:
        raise Refused(f"Pledge {terms.reference}: {register.name} keeps no register; name a secretariat.")
    if Pledge.objects.filter(reference=terms.reference).exists():
        raise Refused(f"Pledge {terms.reference}: the reference is taken; choose another one.")
    pledge = Pledge(reference=terms.reference, register=register, state=state, known_from=today)
    try:
        with transaction.atomic():
            _write(pledge, terms)
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"Pledge {terms.reference}: the reference is taken; choose another one.") from error
    audit.record(actor, "pledges:pledge:created", pledge.reference, after=snapshot(pledge))
    return pledge


@transaction.atomic
def change_pledge(actor: Viewer, terms: PledgeTerms, *, expected_version: int | None = None) -> Pledge:
    """Change a pledge's content. `expected_version` refuses the change if somebody else was quicker."""
    state = _check(actor, terms)
    pledge = Pledge.objects.select_for_update().filter(reference=terms.reference, state=state).first()
    if pledge is None:
        raise NotFound(f"There is no pledge {terms.reference!r} of {state.name}.")
    if pledge.stage in FINAL_STAGES:
        raise Refused(f"Pledge {terms.reference} was withdrawn and can no longer be changed; make a new one.")
    if expected_version is not None and pledge.version != expected_version:
        raise Refused(
            f"Pledge {terms.reference} was changed by somebody else meanwhile; look at it and change it again."
        )
    before = snapshot(pledge)
    _write(pledge, terms)
    after = snapshot(pledge)
    if after != before:
        pledge.version += 1
        pledge.save(update_fields=["version"])
        audit.record(actor, "pledges:pledge:changed", pledge.reference, before=before, after=after)
    return pledge


def save_pledges(
    actor: Viewer, all_terms: Sequence[PledgeTerms], *, register: Organisation, today: date
) -> tuple[int, int]:
    """Create or change many pledges, all or none. Returns how many were created and how many really changed.

    Terms that say what is on record for the actor to see change nothing, whoever's pledge it is and however it stands.
    """
    references = [terms.reference for terms in all_terms]
    versions = dict(Pledge.objects.filter(reference__in=references).values_list("reference", "version"))
    seen = Pledge.objects.filter(visibility.rows(actor, PLEDGE_FIELDS), reference__in=references)
    on_record = {one.reference: one for one in seen.select_related("state").prefetch_related("caveats")}
    changed = 0
    with transaction.atomic():
        for terms in all_terms:
            known = on_record.get(terms.reference)
            if known is not None and _says_what_is_on_record(known, terms):
                continue
            if terms.reference in versions:
                changed += change_pledge(actor, terms).version != versions[terms.reference]
            else:
                create_pledge(actor, terms, register=register, today=today)
    return len(all_terms) - len(versions), changed


def _says_what_is_on_record(pledge: Pledge, terms: PledgeTerms) -> bool:
    """Return whether the terms would change nothing of the pledge."""
    plain = all(getattr(pledge, name) == getattr(terms, name) for name in PLAIN_FIELDS)
    origin = all(getattr(terms, name) in (None, getattr(pledge, name)) for name in ("source", "standing"))
    caveats = {(one.kind, one.value, one.text) for one in pledge.caveats.all()}
    said = {(one.kind, one.value, one.text) for one in terms.caveats}
    return plain and origin and caveats == said and pledge.state.code == terms.state


@transaction.atomic
def submit_pledge(actor: Viewer, reference: str) -> Pledge:
    """Hand a draft to the Secretariat: from now on the register's organisation sees it."""
    pledge = _locked(actor, reference)
    visibility.require_owner(actor, pledge.state_id, f"Pledge {reference}")
    if pledge.stage != PledgeStage.DRAFT:
        raise Refused(f"Pledge {reference} is {pledge.get_stage_display()}; only a draft can be submitted.")
    pledge.stage = PledgeStage.SUBMITTED
    pledge.save(update_fields=["stage"])
    audit.record(actor, "pledges:pledge:submitted", reference)
    return pledge


def _locked(actor: Viewer, reference: str) -> Pledge:
    """Return the pledge, locked for this transaction. Raises NotFound if there is none that the actor may see."""
    seen = visibility.rows(actor, PLEDGE_FIELDS)
    pledge = Pledge.objects.select_for_update().filter(seen, reference=reference).first()
    if pledge is None:
        raise NotFound(f"There is no pledge {reference!r} that you may see.")
    return pledge


def level_of(pledge: Pledge) -> str:
    """Return the pledge's level by its latest event."""
    last = pledge.level_events.order_by("-held_from", "-pk").first()
    return last.level if last else Level.DRAFT


@transaction.atomic
def change_level(
    actor: Viewer,
    reference: str,
    level: Level,
    *,
    held_from: date,
    known_from: date,
    evidence: str,
    decided_by: str = "",
    source: str = "",
    standing: str = Standing.ENTERED,
) -> LevelEvent:
    """Move a pledge to another level, if the order of levels and the sides' competences allow it."""
    pledge = _locked(actor, reference)
    if decided_by_owner(level):
        visibility.require_owner(actor, pledge.state_id, f"Withdrawal of pledge {reference}")
    else:
        visibility.require_owner(actor, pledge.register_id, f"Level of pledge {reference}")
    if pledge.stage == PledgeStage.DRAFT and level != Level.WITHDRAWN:
        raise Refused(f"Pledge {reference} is still a draft of its State; it must be submitted first.")
    check_level_change(level_of(pledge), level)
    _check_date(pledge, held_from)
    if not evidence.strip():
        raise Refused(f"Pledge {reference}: name the evidence on which the level rests.")
    event = LevelEvent(
        pledge=pledge,
        level=level,
        held_from=held_from,
        known_from=known_from,
        evidence=evidence,
        decided_by=decided_by,
        source=source,
        standing=standing,
    )
    require_clean_fields(event, f"Level of pledge {reference}")
    event.save(force_insert=True)
    if level == Level.WITHDRAWN:
        was_submitted = pledge.stage == PledgeStage.SUBMITTED
        pledge.stage = PledgeStage.WITHDRAWN if was_submitted else PledgeStage.DROPPED
        pledge.save(update_fields=["stage"])
    audit.record(
        actor, "pledges:level:changed", reference, after={"level": level, "held_from": held_from, "evidence": evidence}
    )
    return event


def _check_date(pledge: Pledge, held_from: date) -> None:
    """Refuse an event that would hold before the one that it follows."""
    last = pledge.level_events.order_by("-held_from", "-pk").first()
    if last is not None and held_from < last.held_from:
        raise Refused(
            f"Pledge {pledge.reference}: the level before holds from {last.held_from}; give that day or a later one."
        )
