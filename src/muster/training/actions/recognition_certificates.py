"""Certificates of recognition are signed by an office after the decision, and revoked with a reason."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.training.actions.recognition_access import locked_case, require_come, require_side
from muster.training.actions.recognition_telling import tell_certificate
from muster.training.models import CourseRecognition, RecognitionCase
from muster.training.recognition_terms import SignatureTerms
from muster.training.rules.recognition_stages import APPROVER
from muster.training.rules.recognition_validity import (
    CertificateFacts,
    RecognitionStanding,
    expiry,
    renewal_problems,
    standing_on,
    validity_problems,
)
from muster.training.stages import RecognitionStage

VALIDITY_YEARS = "training_recognition_validity_years"
ALLOWED_YEARS = "training_recognition_validity_allowed_years"


def certificate_facts(certificate: CourseRecognition) -> CertificateFacts:
    """Return a certificate as the rules read it."""
    return CertificateFacts(certificate.effective_from, certificate.expires_on, certificate.revoked_on)


def next_number(case: RecognitionCase, year: int) -> str:
    """Return the number that a register's next certificate of a year gets (its pattern is a local choice)."""
    start = f"{case.register.code}-TR-{year}-"
    taken = set(CourseRecognition.objects.filter(number__startswith=start).values_list("number", flat=True))
    count = 1
    while f"{start}{count:03d}" in taken:
        count += 1
    return f"{start}{count:03d}"


@transaction.atomic
def sign_recognition(
    actor: Viewer,
    reference: str,
    terms: SignatureTerms,
    *,
    today: date,
    expected_version: int | None = None,
) -> CourseRecognition:
    """Issue the certificate of a case that was decided for. `signed_by` is an office, never a person's name.

    Seen is the Under-Secretary-General (seed000, S34). It ends after the years of the parameter, or those given within
    the bounds. Raises NotFound, NotAllowed, Refused.
    """
    case = locked_case(actor, reference, expected_version)
    require_side(actor, case, APPROVER)
    what = f"The certificate of recognition case {reference}"
    require_come(terms.signed_on, today, what)
    years = terms.years if terms.years is not None else parameter(VALIDITY_YEARS, terms.signed_on).integer
    number = terms.number.strip() or next_number(case, terms.signed_on.year)
    if problems := _signing_problems(case, terms, years, number):
        raise Refused(f"{what} cannot be signed.", problems)
    certificate = CourseRecognition(
        number=number,
        course=case.course,
        case=case,
        issued_by=case.register,
        standard_version=case.standard_version,
        signed_by=terms.signed_by.strip(),
        signed_on=terms.signed_on,
        effective_from=terms.effective_from,
        expires_on=expiry(terms.effective_from, years),
        source=case.source,
        standing=case.standing,
        known_from=today,
    )
    require_clean_fields(certificate, what)
    certificate.save(force_insert=True)
    after = asdict(terms) | {"number": number, "years": years, "expires_on": certificate.expires_on}
    audit.record(actor, "training:recognition:signed", reference, after=after)
    tell_certificate(actor, certificate, "signed", today)
    return certificate


def _signing_problems(case: RecognitionCase, terms: SignatureTerms, years: int, number: str) -> list[Problem]:
    problems = reference_problems(number, "number")
    decided = case.stage_events.filter(stage=RecognitionStage.RECOGNISED.value).order_by("-held_from").first()
    if case.stage != RecognitionStage.RECOGNISED or decided is None:
        problems.append(Problem("case", "is not decided for", "an approver decides first that it is recognised"))
    elif terms.signed_on < decided.held_from:
        message = f"{terms.signed_on} is before the decision of {decided.held_from}"
        problems.append(Problem("signed on", message, "give a later day"))
    if CourseRecognition.objects.filter(case=case).exists():
        problems.append(Problem("case", "has its certificate", "revoke it, or renew it by a new case"))
    if CourseRecognition.objects.filter(number__iexact=number).exists():
        problems.append(Problem("number", f"{number!r} is taken", "give another one, or none"))
    if not terms.signed_by.strip():
        problems.append(Problem("signed by", "is empty", "name the office that signs"))
    problems += validity_problems(years, parameter(ALLOWED_YEARS, terms.signed_on).range)
    if case.renews is not None:
        problems += renewal_problems(certificate_facts(case.renews), terms.effective_from)
    return problems


@transaction.atomic
def revoke_recognition(
    actor: Viewer, number: str, reason: str, *, today: date, expected_version: int | None = None
) -> CourseRecognition:
    """Revoke a certificate from today on, with a reason. Raises NotFound, NotAllowed, Refused."""
    rows = CourseRecognition.objects.select_for_update(of=("self",)).filter(number=number)
    certificate = rows.select_related("course__institution__state", "issued_by").first()
    if certificate is None:
        raise NotFound(f"There is no certificate of recognition {number!r}.")
    what = f"Certificate {number}"
    own = actor.organisation_id == certificate.issued_by_id and actor.has_role(Role.APPROVER)
    if not (own or actor.is_system):
        raise NotAllowed(f"{what}: an approver of {certificate.issued_by.name} revokes it.")
    require_version(what, certificate.version, expected_version)
    if not reason.strip():
        raise Refused(f"{what}: say why it is revoked.")
    standing = standing_on(certificate_facts(certificate), today)
    if standing in (RecognitionStanding.REVOKED, RecognitionStanding.EXPIRED):
        raise Refused(f"{what} is {standing.label.lower()} already; there is nothing to revoke.")
    before = {"revoked_on": certificate.revoked_on}
    certificate.revoked_on, certificate.revoked_reason = today, reason.strip()
    certificate.version += 1
    require_clean_fields(certificate, what)
    certificate.save()
    after = {"revoked_on": today}
    audit.record(
        actor, "training:recognition:revoked", number, before=before, after=after, reason=certificate.revoked_reason
    )
    tell_certificate(actor, certificate, "revoked", today, certificate.revoked_reason)
    return certificate
