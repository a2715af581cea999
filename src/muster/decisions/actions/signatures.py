"""Signatures of national bodies on a dossier, given by approvers of its State in the bodies' turn."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.authorisations.models import DecisionBody
from muster.authorisations.queries import bodies_on
from muster.decisions.actions.dossier_access import bump, day_problems, held, tell_signatures_due
from muster.decisions.dossier_terms import SignatureTerms
from muster.decisions.models import Dossier, SignatureKind, SignOff
from muster.decisions.queries.dossiers import SeenDossier
from muster.decisions.rules.dossier_signatures import SignatureState, signature_on, signing_problems
from muster.decisions.rules.dossier_terms import CRITERIA
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.parties.models import Role
from muster.parties.viewer import Viewer


@transaction.atomic
def sign(
    actor: Viewer, reference: str, terms: SignatureTerms, *, today: date, expected_version: int | None = None
) -> list[SignOff]:
    """Record what a body gives: a signature on each assessment that it signs, or a refusal in words.

    Who wrote an assessment does not sign it. Raises NotFound, NotAllowed, Refused with a line for each thing wrong.
    """
    seen = held(actor, reference, expected_version, today, Role.APPROVER)
    what = f"Dossier {reference}"
    if not seen.is_open:
        raise Refused(f"{what} is {seen.stage}; an approver opens it again before it is signed.")
    if problems := _known_words(terms):
        raise Refused(f"{what} cannot be signed.", problems)
    on = terms.signed_on or today
    criteria = criteria_to_sign(seen, terms)
    problems = signing_problems(seen.facts, seen.gates, terms.body, criteria, terms.kind, terms.words, actor.user_id)
    problems += day_problems(on, today, _last_assessed(seen, criteria))
    if problems:
        raise Refused(f"{what} cannot be signed.", problems)
    body = next(one for one in bodies_on(actor, seen.dossier.state, today) if one.code == terms.body)
    rows = [_row(actor, seen, body, terms, criterion, on, today) for criterion in criteria]
    for row in rows:
        require_clean_fields(row, what)
        row.save(force_insert=True)
    dossier: Dossier = seen.dossier
    bump(dossier)
    after = {**asdict(terms), "criteria": list(criteria), "on": on}
    audit.record(actor, "decisions:dossier:signed", reference, after=after, reason=terms.words.strip()[:500])
    tell_signatures_due(actor, reference, today)
    return rows


def _known_words(terms: SignatureTerms) -> list[Problem]:
    problems = []
    if terms.kind not in SignatureKind.values:
        remedy = f"give one of {', '.join(SignatureKind.values)}"
        problems.append(Problem("given", f"{terms.kind!r} is unknown", remedy))
    if terms.criterion and terms.criterion not in CRITERIA:
        problems.append(Problem("criterion", f"{terms.criterion!r} is unknown", f"give one of {', '.join(CRITERIA)}"))
    return problems


def criteria_to_sign(seen: SeenDossier, terms: SignatureTerms) -> tuple[str, ...]:
    """Return the criteria that a signature is given on: the one named, or all of the body's not signed yet."""
    if terms.criterion:
        return (terms.criterion,)
    scope = next((one.scope for one in seen.facts.bodies if one.code == terms.body), ())
    if terms.kind == SignatureKind.REFUSED:
        return scope
    left = tuple(one for one in scope if signature_on(seen.facts, terms.body, one) != SignatureState.SIGNED)
    return left or scope


def _last_assessed(seen: SeenDossier, criteria: tuple[str, ...]) -> date:
    """Return the day before which nothing can be given on these criteria."""
    days = [one.assessed_on for one in seen.facts.assessed if one.criterion in criteria]
    opened: date = seen.dossier.opened_on
    return max([opened, *days])


def _row(
    actor: Viewer,
    seen: SeenDossier,
    body: DecisionBody,
    terms: SignatureTerms,
    criterion: str,
    on: date,
    today: date,
) -> SignOff:
    return SignOff(
        dossier=seen.dossier,
        body=body,
        assessment=seen.latest(criterion),
        kind=terms.kind,
        signed_on=on,
        signed_by_id=actor.user_id,
        signatory=terms.signatory.strip(),
        words=terms.words.strip(),
        known_from=today,
    )
