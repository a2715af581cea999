"""A dossier of Kazakhstan with its bodies and an approver, for tests. All of it is illustrative."""

from dataclasses import replace
from datetime import date
from typing import Any

from muster.authorisations.models import DecisionBody, NationalAct
from muster.changes.models import FactChange
from muster.decisions.actions.assessments import assess
from muster.decisions.actions.dossiers import open_dossier, step_dossier
from muster.decisions.actions.signatures import sign
from muster.decisions.dossier_terms import (
    AssessmentTerms,
    DecisionTerms,
    DossierContent,
    DossierTerms,
    EvidenceTerms,
    SignatureTerms,
)
from muster.decisions.models import Assessment, Dossier, Reassessment
from muster.decisions.rules.dossier_terms import CRITERIA
from muster.parties import actions as parties
from muster.parties.models import Organisation, Role, User
from muster.parties.viewer import SYSTEM, Viewer, viewer_of
from tests.record import DAY, KNOWN, PASSWORD, Record

REFERENCE = "dossier-kaz"
CONTENT = DossierContent(
    title="Whether Kazakhstan takes part",
    mission="UNIFIL",
    people=120,
    wanted_on=date(2018, 10, 31),
    tour_months=12,
    note="Note of Kazakhstan",
)
TERMS = DossierTerms(REFERENCE, "KAZ", CONTENT)
BODIES = (
    ("mfa", "Ministry of Foreign Affairs of Kazakhstan", "assesses", 1, "foreign-policy;national-interest"),
    ("mod", "Ministry of Defence of Kazakhstan", "assesses", 1, "agreement;resources;risk"),
    ("parliament", "Parliament of Kazakhstan", "approves", 2, ""),
)


def bodies_of_kazakhstan() -> dict[str, DecisionBody]:
    """Enter the bodies: two ministries with criteria in the first turn, parliament in the second; one is informed."""
    state = Organisation.objects.get(code="KAZ")
    rows = (*BODIES, ("president", "President of Kazakhstan", "informed", 1, ""))
    return {
        code: DecisionBody.objects.create(
            state=state, code=code, name=name, part=part, order=order, criteria=criteria, valid_from=KNOWN,
            known_from=KNOWN,
        )
        for code, name, part, order, criteria in rows
    }  # fmt: skip


def member(record: Record, code: str, role: Role, username: str) -> tuple[Viewer, User]:
    """Enter a member of an organisation; return who acts and the account."""
    made = parties.register_user(
        SYSTEM, username=username, password=PASSWORD, organisation=record.parties.organisations[code], role=role
    )
    return viewer_of(made), made.user


def approver_of(record: Record, code: str = "KAZ", username: str = "approver-of-state") -> Viewer:
    """Return an approver of a State."""
    return member(record, code, Role.APPROVER, username)[0]


def opened(actor: Viewer = SYSTEM, today: date = DAY, **changes: Any) -> Dossier:
    """Open the dossier; `changes` replace any of its terms or of its content."""
    own = {name: value for name, value in changes.items() if hasattr(TERMS, name)}
    content = {name: value for name, value in changes.items() if name not in own}
    return open_dossier(actor, replace(TERMS, content=replace(CONTENT, **content), **own), today=today)


def assessed(
    actor: Viewer, criterion: str = "risk", verdict: str = "met", today: date = DAY, **more: Any
) -> Assessment:
    """Assess a criterion of the dossier with one piece of evidence."""
    evidence = (EvidenceTerms(f"Evidence of Kazakhstan on {criterion}", "file 1", KNOWN),)
    reference = more.pop("reference", REFERENCE)
    terms = AssessmentTerms(criterion, verdict, f"Words of Kazakhstan on {criterion}", evidence=evidence)
    return assess(actor, reference, replace(terms, **{"why_better": "Known at home.", **more}), today=today)


def assessed_wholly(actor: Viewer, today: date = DAY, reference: str = REFERENCE) -> None:
    """Assess all five criteria as met."""
    for criterion in CRITERIA:
        assessed(actor, criterion, today=today, reference=reference)


def signed(actor: Viewer, body: str, today: date = DAY, **more: Any) -> None:
    """Enter what a body gives."""
    sign(actor, more.pop("reference", REFERENCE), replace(SignatureTerms(body), **more), today=today)


def signed_wholly(actor: Viewer, today: date = DAY, reference: str = REFERENCE) -> None:
    """Let every body sign, in turn."""
    for body in ("mfa", "mod", "parliament"):
        signed(actor, body, today, reference=reference)


def stepped(actor: Viewer, step: str, today: date = DAY, **more: Any) -> Dossier:
    """Take the dossier a step on."""
    terms = replace(DecisionTerms(step, f"Words of Kazakhstan to {step}"), **more)
    return step_dossier(actor, REFERENCE, terms, today=today)


def due_again(criterion: str = "risk", known_from: date = DAY) -> Reassessment:
    """Let a fact behind a criterion change."""
    change = FactChange.objects.create(
        kind="threat", mission="UNIFIL", subject="Threat in UNIFIL", before="low", after="high", true_from=known_from,
        known_from=known_from,
    )  # fmt: skip
    return Reassessment.objects.create(
        dossier=Dossier.objects.get(reference=REFERENCE), criterion=criterion, change=change, why="the threat rose",
        known_from=known_from,
    )  # fmt: skip


def act_of(code: str, missions: list[Any], reference: str = "act-kaz") -> NationalAct:
    """Enter a national act of a State that names missions."""
    made = NationalAct.objects.create(
        state=Organisation.objects.get(code=code), reference=reference, title=f"Act of {code}", decided_on=KNOWN,
        valid_from=KNOWN, known_from=KNOWN,
    )  # fmt: skip
    made.missions.set(missions)
    return made
