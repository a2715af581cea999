"""The State certifies the training of a rotation: a draft, signed by an office with a note verbale, revoked."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import Tour
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.training.actions.rosters import kept_tour
from muster.training.models import TrainingCertification
from muster.training.queries.certifications import visible_certifications
from muster.training.queries.readiness_rosters import sided_tour
from muster.training.queries.readiness_states import RotationState, rotation_states
from muster.training.readiness_terms import CertificationTerms
from muster.training.rules.readiness_certification import (
    CONDUCT,
    READINESS,
    certified_content,
    may_become,
    signature_problems,
)
from muster.training.stages import CertificationStage

SEPARATOR = ": "


def exceptions_of(certification: TrainingCertification) -> dict[str, str]:
    """Return the reasons by standard, as the record keeps them: a line each."""
    lines = (line.partition(SEPARATOR) for line in certification.exceptions.splitlines())
    return {standard: reason for standard, _, reason in lines}


def _state(tour: Tour, day: date) -> RotationState:
    (found,) = rotation_states([tour], day)
    return found


def _draft_content(terms: CertificationTerms) -> dict[str, Any]:
    return {"certified": {READINESS.code: terms.is_ready, CONDUCT.code: terms.has_clean_conduct}}


@transaction.atomic
def draft_certification(
    actor: Viewer, unit: str, rotation: str, terms: CertificationTerms, *, today: date
) -> TrainingCertification:
    """Draft a certification of a rotation; one at a time. Raises Refused while another holds."""
    tour = kept_tour(actor, unit, rotation, today)
    rows = TrainingCertification.objects.filter(unit=tour.unit, rotation=rotation)
    if rows.exclude(stage=CertificationStage.REVOKED).exists():
        raise Refused(f"Certification of {rotation} of {unit}: one is on record; change or revoke that first.")
    made = TrainingCertification(
        reference=f"certified-{unit}-{rotation}-{rows.count() + 1}".lower(),
        unit=tour.unit,
        rotation=rotation,
        state=tour.unit.state,
        content=_draft_content(terms),
        exceptions=_written(terms),
        source=terms.source,
        standing=terms.standing,
        known_from=today,
    )
    require_clean_fields(made, "The certification")
    made.save()
    audit.record(actor, "training:certification:drafted", made.reference, after=_audited(made))
    return made


@transaction.atomic
def change_certification(
    actor: Viewer, reference: str, terms: CertificationTerms, *, today: date, expected_version: int | None = None
) -> TrainingCertification:
    """Change a draft."""
    found = _own(actor, reference, today, expected_version)
    if found.stage != CertificationStage.DRAFT:
        raise Refused(f"Certification {reference}: it is {found.get_stage_display().lower()}; only a draft is changed.")
    before = _audited(found)
    found.content, found.exceptions = _draft_content(terms), _written(terms)
    return _kept(actor, found, "training:certification:changed", before)


@transaction.atomic
def sign_certification(
    actor: Viewer,
    reference: str,
    *,
    office: str,
    note_verbale: str,
    on: date,
    today: date,
    expected_version: int | None = None,
) -> TrainingCertification:
    """Sign a draft: what is certified is counted as of the day of the signature. Approvers of the State sign.

    Raises Refused without a roster, a reason for each exception, office or note verbale, and for a day to come.
    """
    found = _own(actor, reference, today, expected_version, Role.APPROVER)
    _require_step(found, CertificationStage.SIGNED)
    tour = sided_tour(actor, today, found.unit.reference, found.rotation)
    rotation = _state(tour, on)
    exceptions = exceptions_of(found)
    said = found.content.get("certified", {})
    problems = signature_problems(
        rotation.state,
        exceptions,
        note_verbale=note_verbale,
        office=office,
        is_ready=bool(said.get(READINESS.code)),
        has_clean_conduct=bool(said.get(CONDUCT.code)),
    )
    problems += _day_problems(tour, on, today)
    if problems or rotation.state is None:
        raise Refused(f"Certification {reference} cannot be signed.", problems)
    before = _audited(found)
    people = [(one.number, one.function) for one in rotation.members]
    found.content = certified_content(rotation.state, exceptions, people)
    found.stage = CertificationStage.SIGNED.value
    found.signed_by, found.note_verbale, found.signed_on = office.strip(), note_verbale.strip(), on
    return _kept(actor, found, "training:certification:signed", before)


def _day_problems(tour: Tour, on: date, today: date) -> list[Problem]:
    problems = []
    if on > today:
        problems.append(Problem("signed on", f"{on} is still to come", "give today or an earlier day"))
    if on >= (tour.arrived_on or tour.arrives_on):
        problems.append(Problem("signed on", "the rotation deploys no later", "sign before the deployment"))
    return problems


@transaction.atomic
def revoke_certification(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> TrainingCertification:
    """Revoke a signed certification, with the reason; another may be drafted then."""
    found = _own(actor, reference, today, expected_version, Role.APPROVER)
    _require_step(found, CertificationStage.REVOKED)
    if not reason.strip():
        raise Refused(f"Certification {reference}: say why it is revoked.")
    before = _audited(found)
    found.stage = CertificationStage.REVOKED.value
    found.revoked_on, found.revoked_reason = today, reason.strip()
    return _kept(actor, found, "training:certification:revoked", before)


def _own(
    actor: Viewer, reference: str, today: date, expected_version: int | None, role: Role = Role.OFFICER
) -> TrainingCertification:
    found = visible_certifications(actor, today).select_for_update(of=("self",)).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no certification of training {reference} that you may see.")
    visibility.require_owner(actor, found.state_id, f"Certification {reference}", role)
    require_version(f"Certification {reference}", found.version, expected_version)
    return found


def _require_step(found: TrainingCertification, following: CertificationStage) -> None:
    if not may_become(found.stage, following):
        words = CertificationStage(found.stage).label.lower()
        raise Refused(f"Certification {found.reference}: it is {words} and cannot become {following.label.lower()}.")


def _written(terms: CertificationTerms) -> str:
    return "\n".join(
        f"{standard}{SEPARATOR}{' '.join(reason.split())}"
        for standard, reason in terms.exceptions.items()
        if reason.strip()
    )


def _audited(found: TrainingCertification) -> dict[str, Any]:
    names = ("stage", "content", "exceptions", "note_verbale", "signed_by", "signed_on", "revoked_on", "revoked_reason")
    return {name: getattr(found, name) for name in names}


def _kept(actor: Viewer, found: TrainingCertification, action: str, before: dict[str, Any]) -> TrainingCertification:
    found.version += 1
    require_clean_fields(found, f"Certification {found.reference}")
    found.save()
    audit.record(actor, action, found.reference, before=before, after=_audited(found))
    return found
