"""A change to what was verified is asked for by the State and decided by the register: one open at a time."""

from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.content import latest_content, write_change
from muster.pledges.actions.levels import level_of
from muster.pledges.actions.telling import tell
from muster.pledges.actions.writing import snapshot
from muster.pledges.levels import Level, rung
from muster.pledges.models import OPEN_STAGES, ChangeRequest, Evidence, LevelEvent, Pledge
from muster.pledges.queries.proof import PROOF_FIELDS, limits_on
from muster.pledges.rules.content import pledge_problems
from muster.pledges.rules.verified import changed_fields, field_words, needs_new_visit, verified_fields
from muster.pledges.terms import PledgeTerms, terms_as_json, terms_from_json
from muster.pledges.versions import terms_of, with_caveats, with_lines
from muster.reference.parameters import parameter
from muster.reference.registers import VISIT, level_evidence, rungs_of


def verified_of(pledge: Pledge) -> tuple[str, ...]:
    """Return the fields of a pledge that are verified facts now."""
    approved = pledge.evidence.filter(verdict=Evidence.Verdict.APPROVED)
    return verified_fields(approved.values_list("level", flat=True))


@transaction.atomic
def request_change(
    actor: Viewer, terms: PledgeTerms, *, reason: str, today: date, expected_version: int | None = None
) -> ChangeRequest:
    """Ask for a change of verified facts, with the whole content as it shall be, and why.

    Raises Refused where one is open already, nothing verified would change, or the content cannot be recorded.
    """
    reference = terms.reference
    pledge = locked_pledge(actor, reference)
    visibility.require_owner(actor, pledge.state_id, f"Pledge {reference}")
    _check(pledge, terms, reason, expected_version)
    before = latest_content(pledge, today=today)
    asked = replace(terms, state=before.state)
    changed = changed_fields(before, asked)
    if not set(changed) & set(verified_of(pledge)):
        raise Refused(f"Pledge {reference}: this changes nothing that was verified; change it directly.")
    visit = needs_new_visit(before, asked, limits_on(today))
    request = ChangeRequest(
        pledge=pledge,
        asked_on=today,
        asked_by_id=actor.user_id,
        reason=reason,
        on_version=pledge.version,
        proposed=terms_as_json(asked),
        needs_new_visit=bool(visit),
        known_from=today,
    )
    require_clean_fields(request, f"Change of pledge {reference}")
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"Pledge {reference}: a change is asked for already; take it back first, or wait.") from error
    was, now = snapshot(before), snapshot(asked)
    audit.record(
        actor,
        "pledges:change:requested",
        reference,
        before={name: was.get(name) for name in now if was.get(name) != now.get(name)},
        after={name: now.get(name) for name in now if was.get(name) != now.get(name)},
        reason=reason,
    )
    names = ", ".join(field_words(name) for name in changed)
    tell(actor, pledge, "change-request", f"{pledge.state.name} asks to change {reference}", day=today, body=names)
    return request


def _check(pledge: Pledge, terms: PledgeTerms, reason: str, expected_version: int | None) -> None:
    """Raise Refused unless the change can be asked for."""
    if pledge.stage not in OPEN_STAGES:
        raise Refused(
            f"Pledge {pledge.reference} is {pledge.get_stage_display()}; a change is asked for while it stands."
        )
    if expected_version is not None and pledge.version != expected_version:
        raise Refused(f"Pledge {pledge.reference} was changed by somebody else meanwhile; look at it and ask again.")
    if not reason.strip():
        raise Refused(f"Pledge {pledge.reference}: say why the change is asked for.")
    problems = pledge_problems(terms)
    if problems:
        raise Refused(f"Pledge {pledge.reference} cannot be changed like this.", problems)


def _locked(actor: Viewer, number: int) -> ChangeRequest:
    """Return the request, its pledge locked for this transaction. Raises NotFound if the actor may not see it."""
    seen = ChangeRequest.objects.filter(visibility.rows(actor, PROOF_FIELDS), pk=number)
    pledge_id = seen.values_list("pledge_id", flat=True).first()
    if pledge_id is not None:
        list(Pledge.objects.select_for_update().filter(pk=pledge_id))
    found = seen.select_related("pledge__state", "pledge__register").first()
    if found is None:
        raise NotFound(f"There is no change request {number} that you may see.")
    return found


def _require_open(request: ChangeRequest) -> None:
    if request.verdict != ChangeRequest.Verdict.OPEN:
        words = f"Pledge {request.pledge.reference}: the change was {request.get_verdict_display()} meanwhile"
        raise Refused(f"{words} by somebody else; look at it again.")


def _close(actor: Viewer, request: ChangeRequest, verdict: str, answer: str, *, today: date) -> None:
    """Write what became of a request, with its audit event."""
    before = {"request": request.pk, "verdict": request.verdict}
    request.verdict, request.decided_on = verdict, today
    request.decided_by_id, request.answer = actor.user_id, answer
    require_clean_fields(request, f"Change of pledge {request.pledge.reference}")
    request.save()
    after = {"request": request.pk, "verdict": verdict}
    audit.record(
        actor, "pledges:change:decided", request.pledge.reference, before=before, after=after, reason=answer[:500]
    )


@transaction.atomic
def decide_change(actor: Viewer, number: int, *, accept: bool, answer: str, today: date) -> ChangeRequest:
    """Accept or refuse a request; a refusal says why. What is accepted becomes the next version of the pledge.

    Where the change needs a new visit, what visits proved is to be renewed, and the pledge keeps at most the level of
    the parameter `level_kept_before_new_visit`. Of two who decide at once, one wins and the other is told.
    """
    request = _locked(actor, number)
    pledge = request.pledge
    visibility.require_owner(actor, pledge.register_id, f"Change of pledge {pledge.reference}")
    _require_open(request)
    if not accept and not answer.strip():
        raise Refused(f"Pledge {pledge.reference}: say why the change is refused.")
    if accept:
        _accept(actor, request, today=today)
    verdict = ChangeRequest.Verdict.ACCEPTED if accept else ChangeRequest.Verdict.REFUSED
    _close(actor, request, verdict, answer, today=today)
    visit = " A new visit is needed." if accept and request.needs_new_visit else ""
    words = f"{pledge.reference}: the change is {request.get_verdict_display()}"
    tell(actor, pledge, "change-request", words, day=today, body=f"{answer}{visit}".strip())
    return request


def merged(pledge: Pledge, request: ChangeRequest, *, today: date) -> PledgeTerms:
    """Return what the pledge says now with what the request changes of the version on which it was made.

    Raises Refused where both have changed the same since.
    """
    asked_on = with_caveats(with_lines(pledge.versions.filter(number=request.on_version)), request.asked_on).get()
    base, asked = terms_of(asked_on), terms_from_json(request.proposed)
    now = latest_content(pledge, today=today)
    wanted = changed_fields(base, asked)
    moved = set(changed_fields(base, now)) & set(wanted)
    if moved:
        names = ", ".join(sorted(field_words(name) for name in moved))
        raise Refused(f"Pledge {pledge.reference}: {names} has changed since it was asked for; refuse it, with that.")
    return replace(now, **{name: getattr(asked, name) for name in wanted}, source=None, standing=None)


def _accept(actor: Viewer, request: ChangeRequest, *, today: date) -> None:
    """Write the new version, and what follows from it."""
    pledge = request.pledge
    before = latest_content(pledge, today=today)
    after = merged(pledge, request, today=today)
    problems = pledge_problems(after)
    if problems:
        raise Refused(f"Pledge {pledge.reference} cannot be changed like this any more.", problems)
    visit = needs_new_visit(before, after, limits_on(today))
    request.needs_new_visit = bool(visit)
    write_change(
        actor, pledge, after, today=today, reason=f"change asked for on {request.asked_on}: {request.reason}"[:300]
    )
    if visit:
        _renew(actor, pledge, "; ".join(visit), today=today)


def _renew(actor: Viewer, pledge: Pledge, why: str, *, today: date) -> None:
    """Mark what visits proved as to be renewed, and take the pledge down to the level that it may keep."""
    code = pledge.register.code
    rows = [row for level in Level for pool in (True, False) for row in level_evidence(code, level, is_pool=pool)]
    kinds = {row.kind for row in rows if row.shown_by == VISIT}
    proving = pledge.evidence.filter(verdict=Evidence.Verdict.APPROVED, kind__in=kinds, renew_from__isnull=True)
    numbers = list(proving.values_list("pk", flat=True))
    proving.update(renew_from=today)
    if numbers:
        after = {"evidence": numbers, "renew_from": today}
        audit.record(actor, "pledges:evidence:to-be-renewed", pledge.reference, after=after, reason=why[:500])
    kept = parameter("level_kept_before_new_visit", on=today).level
    used = [one for one in rungs_of(code) if 0 < rung(one) <= rung(kept)]
    current = level_of(pledge)
    if used and rung(current) > rung(used[-1]):
        _lower(actor, pledge, used[-1], f"a new visit is needed: {why}", today=today)


def _lower(actor: Viewer, pledge: Pledge, level: str, why: str, *, today: date) -> None:
    last = pledge.level_events.order_by("-held_from", "-pk").first()
    event = LevelEvent(
        pledge=pledge,
        level=level,
        held_from=max(today, last.held_from) if last else today,
        evidence="accepted change of verified facts",
        reason=why[:300],
        decided_by=actor.organisation_name[:160],
        known_from=today,
    )
    before = {"level": level_of(pledge)}
    event.save(force_insert=True)
    after = {"level": level, "held_from": event.held_from}
    audit.record(actor, "pledges:level:changed", pledge.reference, before=before, after=after, reason=why[:500])
    tell(actor, pledge, "level-changed", f"{pledge.reference}: {Level(level).label}", day=today, body=why)


@transaction.atomic
def take_back_change(actor: Viewer, number: int, *, today: date) -> ChangeRequest:
    """Take a request back before it is decided; its State does."""
    request = _locked(actor, number)
    visibility.require_owner(actor, request.pledge.state_id, f"Change of pledge {request.pledge.reference}")
    _require_open(request)
    _close(actor, request, ChangeRequest.Verdict.TAKEN_BACK, "", today=today)
    return request
