"""What goes in and comes out of the API of dossiers."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.authorisations.models import ActCategory, BodyPart
from muster.decisions.dossier_terms import (
    MOST_EVIDENCE,
    AssessmentTerms,
    DecisionTerms,
    DossierContent,
    DossierTerms,
    EvidenceTerms,
    SignatureTerms,
)
from muster.decisions.models import Assessment, Criterion, DossierStage, GateVerdict, SignatureKind
from muster.decisions.queries.dossiers import SeenDossier
from muster.decisions.rules.dossier_data import ASKED, ComparedDatum, DataChange
from muster.decisions.rules.dossier_decision import missing_for_approval
from muster.decisions.rules.dossier_gates import Gate, GateState
from muster.decisions.rules.dossier_signatures import BodyStanding, SignatureState, awaited_of, signers_of
from muster.decisions.rules.dossier_stages import DossierStep
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import (
    WHOLE,
    WITHOUT_NUL,
    Code,
    Day,
    Line,
    LongLine,
    Prose,
    Reference,
    Strength,
    Title,
    Version,
)

DossierVersion = Annotated[Version, Field(description="the version that was read; refused if it has moved on")]
TourMonths = Annotated[int, Field(ge=1, le=120), WHOLE]
AssessmentWords = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=3000)]
DecisionWords = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=1000)]
Aside = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=450)]
BetterWords = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=900)]
RemarkWords = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=2000)]
OptionalReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)]


class DossierGateAnswer(Answer):
    """A criterion as a gate, by its latest assessment."""

    criterion: Criterion
    state: GateState
    assessed_on: date | None
    age_months: int | None
    why_again: list[str] = Field(description="why it must be assessed again; none: it holds")
    signed_by: list[str]
    still_to_sign: list[str]


class DossierSummary(Sourced):
    """A dossier with its gates, as of the day."""

    reference: str
    state: str
    title: str
    mission: str
    people: int
    category: ActCategory
    wanted_on: date | None
    tour_months: int | None
    stage: DossierStage
    opened_on: date
    decided_on: date | None
    next_to_sign: list[str]
    gates: list[DossierGateAnswer]
    version: int
    known_from: date


class DossierEvidenceAnswer(Answer):
    """A piece of evidence of an assessment."""

    title: str
    where: str
    dated: date | None


class KeptDatum(Answer):
    """A datum as it was kept with an assessment."""

    key: str
    label: str
    value: str
    unit: str
    words: str
    source: str


class AssessmentAnswer(Sourced):
    """One assessment of a criterion, with the data and the suggestion of its day."""

    criterion: Criterion
    number: int
    verdict: GateVerdict
    suggested: GateVerdict | None = Field(description="what the rules suggest on the data; null: nothing")
    words: str
    assessed_on: date
    asked: str = Field(description="what the dossier asked for then; it holds for exactly this")
    evidence: list[DossierEvidenceAnswer]
    data: list[KeptDatum]
    known_from: date


class BodyAnswer(Answer):
    """A national body with its turn and how its signature stands."""

    code: str
    name: str
    part: BodyPart
    turn: int
    must_sign: bool
    criteria: list[Criterion] = Field(description="those that it signs")
    signature: SignatureState
    waits_for: list[str]


class SignatureAnswer(Answer):
    """What a body gave. `criterion` null: on all of it."""

    body: str
    kind: SignatureKind
    criterion: Criterion | None
    signed_on: date
    signatory: str
    words: str


class AgainAnswer(Answer):
    """A changed fact that makes, or made, a criterion due again."""

    criterion: Criterion
    change: int = Field(description="number of the changed fact")
    why: str
    known_from: date
    is_settled: bool


class DossierRoomAnswer(Answer):
    """The room that national acts leave. `left` null: no ceiling."""

    is_authorised: bool
    left: int | None
    act: str
    words: str


class WholeDossier(DossierSummary):
    """A dossier with everything known of it as of the day. `missing`: what stands before a decision to take part."""

    request: str
    post: str
    pledge: str
    case: str
    act: str
    note: str
    decision: str
    missing: list[str]
    conflicts: list[str]
    room: DossierRoomAnswer
    bodies: list[BodyAnswer]
    signatures: list[SignatureAnswer]
    assessments: list[AssessmentAnswer]
    due_again: list[AgainAnswer]


class DatumAnswer(Answer):
    """A datum as kept at the latest assessment and as of the day."""

    criterion: Criterion
    key: str
    label: str
    unit: str
    kept: str
    now: str
    words: str
    source: str
    change: DataChange


class DossierContentBody(Body):
    """What a dossier is about. References empty: it rests on none."""

    title: Annotated[Title, Field(min_length=1)]
    mission: Code
    people: Strength
    category: ActCategory = ActCategory.CONTINGENT
    wanted_on: Day | None = None
    tour_months: TourMonths | None = None
    request: OptionalReference = ""
    post: OptionalReference = ""
    pledge: OptionalReference = ""
    note: Prose = ""


class NewDossier(DossierContentBody):
    """A new dossier of the caller's State."""

    reference: Reference
    source: LongLine = ""


class DossierBody(DossierContentBody):
    """What a dossier is about, all of it in place of what it was."""

    version: DossierVersion


class DossierEvidenceBody(Body):
    """A piece of evidence."""

    title: Annotated[Title, Field(min_length=1)]
    where: LongLine = ""
    dated: Day | None = None


class AssessmentBody(Body):
    """An assessment of a criterion. `why_better`: why the verdict is better than the rules suggest."""

    criterion: Criterion
    verdict: GateVerdict
    words: AssessmentWords
    why_better: BetterWords = ""
    evidence: Annotated[list[DossierEvidenceBody], Field(max_length=MOST_EVIDENCE)] = []
    assessed_on: Day | None = None
    source: LongLine = ""
    version: DossierVersion


class SignatureBody(Body):
    """What a body gives. `criterion` null: on all that it signs."""

    body: Code
    kind: SignatureKind = SignatureKind.SIGNED
    criterion: Criterion | None = None
    words: RemarkWords = ""
    signatory: Line = ""
    signed_on: Day | None = None
    version: DossierVersion


class DossierStepBody(Body):
    """A step of the whole dossier, in words."""

    step: DossierStep
    words: DecisionWords
    acknowledged: Aside = ""
    awaited_act: Aside = ""
    on: Day | None = None
    version: DossierVersion


class DossierActBody(Body):
    """The national act of a dossier; empty: none."""

    act: OptionalReference
    version: DossierVersion


class DossierCaseBody(Body):
    """The case that came of a dossier; empty: none."""

    case: OptionalReference
    version: DossierVersion


def dossier_summary(seen: SeenDossier) -> DossierSummary:
    """Return a dossier as a list answers it."""
    return DossierSummary.model_validate(_summary(seen))


def _summary(seen: SeenDossier) -> dict[str, Any]:
    one = seen.dossier
    names = ("reference", "title", "people", "category", "wanted_on", "tour_months", "opened_on", "version")
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "known_from": one.known_from,
        "state": one.state.code,
        "mission": one.mission.acronym,
        "stage": seen.stage,
        "decided_on": seen.decided.on if seen.decided else None,
        "next_to_sign": [body.body.code for body in seen.next_bodies],
        "gates": [_gate(seen, gate) for gate in seen.gates],
    }


def _gate(seen: SeenDossier, gate: Gate) -> DossierGateAnswer:
    return DossierGateAnswer.model_validate(
        {
            "criterion": gate.criterion,
            "state": gate.state,
            "assessed_on": gate.assessment.assessed_on if gate.assessment else None,
            "age_months": gate.age_months,
            "why_again": list(gate.why),
            "signed_by": list(signers_of(seen.facts, gate.criterion)),
            "still_to_sign": list(awaited_of(seen.facts, gate.criterion)),
        }
    )


def dossier_answer(seen: SeenDossier) -> WholeDossier:
    """Return a dossier with everything known of it as of its day."""
    one = seen.dossier
    still = {row.pk for row in seen.due_again}
    room = seen.facts.room
    act = one.act if one.act is not None and one.act.known_from <= seen.day else None
    case = one.case if one.case is not None and one.case.known_from <= seen.day else None
    return WholeDossier.model_validate(
        {
            **_summary(seen),
            "request": one.request.reference if one.request else "",
            "post": one.post.reference if one.post else "",
            "pledge": one.pledge.reference if one.pledge else "",
            "case": case.reference if case else "",
            "act": act.reference if act else "",
            "note": one.note,
            "decision": seen.decided.words if seen.decided else "",
            "missing": [str(row) for row in missing_for_approval(seen.facts)] if seen.is_open else [],
            "conflicts": list(seen.facts.conflicts),
            "room": {
                "is_authorised": room.is_authorised, "left": room.left, "act": room.act, "words": room.words,
            },
            "bodies": [_body(row) for row in seen.standings],
            "signatures": [_signature(row) for row in one.known_sign_offs],
            "assessments": [assessment_answer(row) for row in one.known_assessments],
            "due_again": [
                {
                    "criterion": row.criterion, "change": row.change_id, "why": row.why,
                    "known_from": row.known_from, "is_settled": row.pk not in still,
                }
                for row in one.known_reassessments
            ],
        }
    )  # fmt: skip


def _body(row: BodyStanding) -> dict[str, Any]:
    return {
        "code": row.body.code,
        "name": row.body.name,
        "part": row.body.part,
        "turn": row.body.order,
        "must_sign": row.body.must_sign,
        "criteria": list(row.body.scope),
        "signature": row.state,
        "waits_for": list(row.waits_for),
    }


def _signature(row: Any) -> dict[str, Any]:
    return {
        "body": row.body.code,
        "kind": row.kind,
        "criterion": row.assessment.criterion if row.assessment else None,
        "signed_on": row.signed_on,
        "signatory": row.signatory,
        "words": row.words,
    }


def assessment_answer(one: Assessment) -> AssessmentAnswer:
    """Return an assessment with its evidence and kept data."""
    asked = next((str(datum["value"]) for datum in one.data if datum["key"] == ASKED), "")
    return AssessmentAnswer.model_validate(
        {
            **sourced(one),
            **{name: getattr(one, name) for name in ("criterion", "number", "verdict", "words", "assessed_on")},
            "known_from": one.known_from,
            "suggested": one.suggested or None,
            "asked": asked,
            "evidence": [
                {"title": piece.title, "where": piece.where, "dated": piece.dated} for piece in one.evidence.all()
            ],
            "data": [
                {name: str(datum.get(name) or "") for name in KeptDatum.model_fields}
                for datum in one.data
                if datum["key"] != ASKED
            ],
        }
    )


def datum_answer(row: ComparedDatum) -> DatumAnswer:
    """Return a compared datum as the API answers it."""
    return DatumAnswer.model_validate({name: getattr(row, name) for name in DatumAnswer.model_fields})


def dossier_content(body: DossierContentBody) -> DossierContent:
    """Return what a dossier is about as terms."""
    said = {name: getattr(body, name) for name in DossierContentBody.model_fields}
    return DossierContent(**{**said, "category": body.category.value})


def dossier_terms(body: NewDossier, state: str) -> DossierTerms:
    """Return a new dossier as terms."""
    return DossierTerms(body.reference, state, dossier_content(body), source=body.source)


def assessment_terms(body: AssessmentBody) -> AssessmentTerms:
    """Return an assessment as terms."""
    return AssessmentTerms(
        criterion=body.criterion.value,
        verdict=body.verdict.value,
        words=body.words,
        why_better=body.why_better,
        evidence=tuple(EvidenceTerms(one.title, one.where, one.dated) for one in body.evidence),
        assessed_on=body.assessed_on,
        source=body.source,
    )


def signature_terms(body: SignatureBody) -> SignatureTerms:
    """Return a signature as terms."""
    return SignatureTerms(
        body=body.body,
        kind=body.kind.value,
        criterion=body.criterion.value if body.criterion else "",
        words=body.words,
        signatory=body.signatory,
        signed_on=body.signed_on,
    )


def decision_terms(body: DossierStepBody) -> DecisionTerms:
    """Return a step of the whole dossier as terms."""
    return DecisionTerms(body.step.value, body.words, body.acknowledged, body.awaited_act, body.on)
