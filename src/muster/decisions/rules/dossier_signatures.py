"""Who must sign a dossier, in which turn, and what has been signed. Pure. The turns are the State's own table."""

from dataclasses import dataclass

from muster.decisions.rules.dossier_gates import Gate, GateState
from muster.decisions.rules.dossier_terms import (
    CRITERION_WORDS,
    INFORMED,
    REFUSED,
    SIGNED,
    BodyFacts,
    DossierFacts,
    SignedFacts,
)
from muster.kit.errors import Problem
from muster.kit.named import Named


class SignatureState(Named):
    """How the signature of a body on a criterion stands."""

    AWAITED = "awaited", "awaited"
    SIGNED = "signed", "signed"
    REFUSED = "refused", "refused"
    OVERTAKEN = "overtaken", "to be signed again"


@dataclass(frozen=True)
class BodyStanding:
    """A body with how its signature stands on each criterion of its scope. `is_turn`: it may sign now."""

    body: BodyFacts
    states: tuple[tuple[str, SignatureState], ...]
    is_turn: bool
    waits_for: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Return whether it has signed the latest content of all that it signs."""
        return all(state == SignatureState.SIGNED for _criterion, state in self.states)

    @property
    def state(self) -> SignatureState:
        """Return how it stands as a whole: a refusal comes first, then what must be signed again, then what is new."""
        found = {state for _criterion, state in self.states}
        for state in (SignatureState.REFUSED, SignatureState.OVERTAKEN, SignatureState.AWAITED):
            if state in found:
                return state
        return SignatureState.SIGNED


def signature_on(facts: DossierFacts, body: str, criterion: str) -> SignatureState:
    """Return how a body's signature on a criterion stands: it holds for the very assessment that was signed.

    An assessment made after it takes its place and must be signed again. A signature on all of the dossier holds for
    the assessments that were made up to its day.
    """
    given = [one for one in facts.signed if one.body == body and one.criterion in ("", criterion)]
    if not given:
        return SignatureState.AWAITED
    last, found = given[-1], facts.assessment_of(criterion)
    if last.kind == REFUSED:
        return SignatureState.REFUSED
    if found is None or not _covers(last, found.key, found.assessed_on <= last.signed_on):
        return SignatureState.OVERTAKEN
    return SignatureState.SIGNED


def _covers(last: SignedFacts, key: int, was_made_before: bool) -> bool:
    return last.assessment == key if last.assessment is not None else was_made_before


def standings(facts: DossierFacts) -> tuple[BodyStanding, ...]:
    """Return the bodies that sign, in their turn. A body signs once all that must sign before it have signed."""
    signing = sorted((one for one in facts.bodies if one.part != INFORMED), key=lambda one: (one.order, one.code))
    states = {
        one.code: tuple((criterion, signature_on(facts, one.code, criterion)) for criterion in one.scope)
        for one in signing
    }
    complete = {code: all(state == SignatureState.SIGNED for _c, state in found) for code, found in states.items()}
    found = []
    for body in signing:
        before = [one for one in signing if one.order < body.order and one.must_sign]
        waits_for = tuple(one.name for one in before if not complete[one.code])
        found.append(BodyStanding(body, states[body.code], not waits_for and not complete[body.code], waits_for))
    return tuple(found)


def signers_of(facts: DossierFacts, criterion: str) -> tuple[str, ...]:
    """Return the names of the bodies whose signature holds on a criterion."""
    return tuple(one.body.name for one in standings(facts) if dict(one.states).get(criterion) == SignatureState.SIGNED)


def awaited_of(facts: DossierFacts, criterion: str) -> tuple[str, ...]:
    """Return the names of the bodies that must still sign a criterion, in their turn."""
    return tuple(
        one.body.name
        for one in standings(facts)
        if one.body.must_sign and dict(one.states).get(criterion, SignatureState.SIGNED) != SignatureState.SIGNED
    )


def next_to_sign(facts: DossierFacts, gates: tuple[Gate, ...]) -> tuple[BodyStanding, ...]:
    """Return the bodies whose signature is due: it is their turn, and all that they sign is assessed."""
    ready = {one.criterion for one in gates if one.state not in (GateState.NOT_ASSESSED, GateState.DUE_AGAIN)}
    return tuple(
        one for one in standings(facts) if one.is_turn and one.body.must_sign and ready.issuperset(one.body.scope)
    )


def signing_problems(
    facts: DossierFacts,
    gates: tuple[Gate, ...],
    body: str,
    criteria: tuple[str, ...],
    kind: str,
    words: str,
    signer: int | None,
) -> list[Problem]:
    """Return why a body cannot sign or refuse criteria now: a line each, with its remedy.

    A signature is given in the body's turn, on assessments that stand, and by nobody who wrote one of them
    (segregation of duties; local choice). A refusal says why and may come at any time.
    """
    known = {one.body.code: one for one in standings(facts)}
    if body not in known:
        offered = ", ".join(known) or "none: enter the State's bodies first"
        return [Problem("body", f"{body!r} does not sign this dossier", f"possible: {offered}")]
    standing = known[body]
    outside = [one for one in criteria if one not in standing.body.scope]
    if outside:
        signed = ", ".join(standing.body.scope)
        return [Problem("criterion", f"{standing.body.name} does not sign {', '.join(outside)}", f"it signs {signed}")]
    if kind == REFUSED:
        return [] if words.strip() else [Problem("words", "there are none", "say why it is refused")]
    problems = []
    if standing.waits_for:
        waited = " and ".join(standing.waits_for)
        problems.append(Problem("turn", f"{standing.body.name} signs after {waited}", "let them sign first"))
    for criterion in criteria:
        problems += _criterion_problems(facts, gates, standing, criterion, signer)
    return problems


def _criterion_problems(
    facts: DossierFacts, gates: tuple[Gate, ...], standing: BodyStanding, criterion: str, signer: int | None
) -> list[Problem]:
    words = CRITERION_WORDS[criterion]
    gate = next(one for one in gates if one.criterion == criterion)
    if gate.state == GateState.NOT_ASSESSED:
        return [Problem(words, "it is not assessed yet", "assess it first")]
    if gate.state == GateState.DUE_AGAIN:
        return [Problem(words, f"it is due again: {gate.why[0]}", "assess it again first")]
    assert gate.assessment is not None  # every other state rests on one
    if signer is not None and gate.assessment.assessed_by == signer:
        return [Problem(words, "you wrote its assessment", "let somebody else sign it")]
    if signature_on(facts, standing.body.code, criterion) == SIGNED:
        return [Problem(words, f"{standing.body.name} has signed it", "sign what has been assessed since")]
    return []
