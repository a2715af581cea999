"""Writes to deviations: one side proposes, the other decides; both are told, and the log keeps every step."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.matching.fit.steps import AGREED, REFUSED, WITHDRAWN, refusal_of_line, refusal_of_step
from muster.matching.models import Deviation
from muster.matching.queries.deviations import DEVIATION_FIELDS
from muster.matching.queries.fits import StatementFit, visible_fit
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.models import OPEN_STAGES, Evidence, Pledge
from muster.pledges.queries.proof import verdict_on, visible_evidence
from muster.pledges.rules.evidence import Verdict

TOPIC = "deviation"


@dataclass(frozen=True)
class DeviationTerms:
    """What is proposed: for which line of which statement, down to which quantity, and why; `evidence` its number."""

    pledge: str
    statement: str
    kind: str
    line: str
    words: str
    accepted: int | None = None
    evidence: int | None = None
    source: str = ""
    standing: str = ""


@transaction.atomic
def propose_deviation(
    actor: Viewer, terms: DeviationTerms, *, today: date, side: Organisation | None = None
) -> Deviation:
    """Propose a deviation for a line of a fit; the State of the pledge or its register does.

    The installation itself names the `side` for which it records one. Raises NotFound, NotAllowed, and Refused where
    the line is met, the statement allows none, or one is proposed or agreed already.
    """
    pledge = locked_pledge(actor, terms.pledge)
    proposer = _side_of(actor, pledge, side)
    found = visible_fit(actor, today, terms.statement, [terms.pledge])
    evidence = _evidence(actor, terms, today=today)
    _require_possible(pledge, found, terms)
    deviation = Deviation(
        pledge=pledge,
        statement=found.version.statement,
        on_version=found.version.number,
        kind=terms.kind,
        line=terms.line,
        accepted=terms.accepted,
        words=terms.words,
        evidence=evidence,
        proposed_by=proposer,
        proposed_by_user_id=actor.user_id,
        known_from=today,
        source=terms.source,
        **({"standing": terms.standing} if terms.standing else {}),
    )
    require_clean_fields(deviation, f"Deviation for pledge {terms.pledge}")
    try:
        with transaction.atomic():
            deviation.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            f"Pledge {terms.pledge}: a deviation of this line is proposed or agreed already; decide or withdraw it."
        ) from error
    audit.record(actor, "matching:deviation:proposed", terms.pledge, after=_told(deviation), reason=terms.words)
    _tell(actor, deviation, proposer, "proposed", terms.words, day=today)
    return deviation


def _side_of(actor: Viewer, pledge: Pledge, side: Organisation | None) -> Organisation:
    """Return the side of the pledge for which the actor, an officer, speaks. Raises NotAllowed."""
    sides = {pledge.state_id: pledge.state, pledge.register_id: pledge.register}
    if actor.is_system and side is not None and side.pk in sides:
        return side
    if actor.organisation_id not in sides or not actor.has_role(Role.OFFICER):
        raise NotAllowed(
            f"Deviations for pledge {pledge.reference}: only its State and its register negotiate them, as officer."
        )
    return sides[actor.organisation_id]


def _evidence(actor: Viewer, terms: DeviationTerms, *, today: date) -> Evidence | None:
    """Return the approved evidence of the pledge that the terms name. Raises Refused for another."""
    if terms.evidence is None:
        return None
    found = visible_evidence(actor, today).filter(pledge__reference=terms.pledge, pk=terms.evidence).first()
    if found is None or verdict_on(found, today) is not Verdict.APPROVED:
        raise Refused(f"Pledge {terms.pledge}: evidence {terms.evidence} is none that was approved; name another.")
    return found


def _require_possible(pledge: Pledge, found: StatementFit, terms: DeviationTerms) -> None:
    """Raise Refused unless a deviation of the line can be proposed for the pledge."""
    about = f"Pledge {pledge.reference}, line {terms.line!r} of {terms.statement}"
    if pledge.stage not in OPEN_STAGES:
        raise Refused(
            f"{about}: the pledge is {pledge.get_stage_display()}; deviations are negotiated while it stands."
        )
    if found.version.statement.stated_by_id != pledge.register_id:
        raise Refused(f"{about}: the statement is of another organisation than the register of the pledge.")
    if not terms.words.strip():
        raise Refused(f"{about}: say in words what deviates and why.")
    line = next((one for one in found.fit.lines if (one.kind.value, one.key) == (terms.kind, terms.line)), None)
    refusal = refusal_of_line(
        line,
        terms.accepted,
        has_evidence=terms.evidence is not None,
        deviations_allowed=found.version.deviations_allowed,
    )
    if refusal:
        raise Refused(f"{about}: {refusal}.")


@transaction.atomic
def decide_deviation(
    actor: Viewer, number: int, *, agree: bool, answer: str, today: date, side: Organisation | None = None
) -> Deviation:
    """Agree to or refuse a proposed deviation; the side that did not propose it does, a refusal says why."""
    deviation = _locked(actor, number)
    decider = _side_of(actor, deviation.pledge, side)
    step = AGREED if agree else REFUSED
    same_user = actor.user_id is not None and actor.user_id == deviation.proposed_by_user_id
    is_proposer = decider.pk == deviation.proposed_by_id or same_user
    before = _told(deviation)
    _require_step(deviation, step, is_proposer=is_proposer, words=answer)
    deviation.stage, deviation.decided_on, deviation.answer = step, today, answer
    deviation.decided_by, deviation.decided_by_user_id = decider, actor.user_id
    _write(actor, deviation, "decided", before, answer)
    _tell(actor, deviation, decider, step, answer, day=today)
    return deviation


@transaction.atomic
def withdraw_deviation(
    actor: Viewer, number: int, *, reason: str, today: date, side: Organisation | None = None
) -> Deviation:
    """Take a proposed deviation back, which its side does, or withdraw an agreed one, which either side does."""
    deviation = _locked(actor, number)
    who = _side_of(actor, deviation.pledge, side)
    before = _told(deviation)
    _require_step(deviation, WITHDRAWN, is_proposer=who.pk == deviation.proposed_by_id, words=reason)
    deviation.stage, deviation.withdrawn_on = WITHDRAWN, today
    deviation.withdrawn_by, deviation.withdrawn_reason = who, reason
    _write(actor, deviation, "withdrawn", before, reason)
    _tell(actor, deviation, who, WITHDRAWN, reason, day=today)
    return deviation


def _locked(actor: Viewer, number: int) -> Deviation:
    """Return the deviation, locked for this transaction. Raises NotFound if the actor may not see it."""
    seen = Deviation.objects.filter(visibility.rows(actor, DEVIATION_FIELDS), pk=number)
    list(Deviation.objects.select_for_update().filter(pk__in=seen.values("pk")))
    found = seen.select_related("pledge__state", "pledge__register", "statement", "proposed_by").first()
    if found is None:
        raise NotFound(f"There is no deviation {number} that you may see.")
    return found


def _require_step(deviation: Deviation, step: str, *, is_proposer: bool, words: str) -> None:
    refusal = refusal_of_step(deviation.stage, step, is_proposer=is_proposer, words=words)
    if refusal:
        raise Refused(f"Deviation {deviation.pk} of pledge {deviation.pledge.reference}: {refusal}.")


def _write(actor: Viewer, deviation: Deviation, verb: str, before: dict[str, object], words: str) -> None:
    """Save the step with its audit event."""
    require_clean_fields(deviation, f"Deviation of pledge {deviation.pledge.reference}")
    deviation.save()
    audit.record(
        actor,
        f"matching:deviation:{verb}",
        deviation.pledge.reference,
        before=before,
        after=_told(deviation),
        reason=words[:500],
    )


def _told(deviation: Deviation) -> dict[str, object]:
    """Return a deviation as the log keeps it."""
    return {
        "deviation": deviation.pk,
        "statement": deviation.statement.reference,
        "kind": deviation.kind,
        "line": deviation.line,
        "accepted": deviation.accepted,
        "stage": deviation.stage,
        "proposed_by": deviation.proposed_by.code,
    }


def _tell(actor: Viewer, deviation: Deviation, teller: Organisation, step: str, words: str, *, day: date) -> None:
    """Tell the other side of the step; what the installation records of the past tells nobody."""
    if actor.is_system:
        return
    pledge = deviation.pledge
    statement = deviation.statement
    notify(
        topic=TOPIC,
        to=pledge.register if teller.pk == pledge.state_id else pledge.state,
        title=f"{pledge.reference}: deviation from {statement.reference} {step}",
        day=day,
        subject=Subject(
            "pledge",
            pledge.reference,
            pledge.state.code,
            mission=statement.mission.acronym if statement.mission else "",
        ),
        body=f"{deviation.line}: {words}".strip(": "),
        href=reverse("statement-fit", args=[statement.reference, pledge.reference]),
    )
