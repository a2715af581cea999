"""The certificate of recognition as a paper, with a code that leads to its public page."""

from datetime import date

from muster.kit.day_text import long_day
from muster.kit.papers import Block, Code, Facts, Paper, Signatures, Text
from muster.kit.standing import Standing
from muster.training.models import CourseRecognition
from muster.training.rules.recognition_validity import CertificateFacts, RecognitionStanding, standing_on

NOT_PUBLISHED = "not published"


def recognition_paper(certificate: CourseRecognition, address: str, day: date, *, made_on: date) -> Paper:
    """Return a certificate as a paper; `address` is that of its public page, `day` the one whose standing is told."""
    course, version = certificate.course, certificate.standard_version
    state = course.institution.state
    rows = [
        ("Course", course.title),
        ("Institution", course.institution.name + (f", {state.name}" if state else "")),
        ("Standard", course.standard),
        ("Version of the standard", f"{version.version}, {version.title}" if version else NOT_PUBLISHED),
        ("Effective from", certificate.day_as_told or long_day(certificate.effective_from)),
        ("Valid until (excluded)", long_day(certificate.expires_on) if certificate.expires_on else "no end is known"),
        ("Signed on", long_day(certificate.signed_on) if certificate.signed_on else NOT_PUBLISHED),
    ]
    blocks: list[Block] = [
        Text(
            "The course named below was found to be in conformity with the standard named below. It is the course that "
            "is recognised, not the institution."
        ),
        Facts(rows),
        *_told_by(certificate),
        *_warning(certificate, day),
        Signatures([(certificate.signed_by or "", certificate.issued_by.name)]),
        Code(address, "Verify this certificate:"),
    ]
    return Paper(
        title="Certificate of recognition",
        subtitle=course.title,
        made_on=made_on,
        blocks=blocks,
        issuer=certificate.issued_by.name,
        reference=certificate.number,
        illustrative=certificate.illustrative,
    )


def _told_by(certificate: CourseRecognition) -> list[Block]:
    """Return where a certificate is known from that was not issued on this record: the paper is then no original."""
    if certificate.standing == Standing.ENTERED:
        return []
    words = "This paper is drawn from published sources; it is not the certificate that was issued."
    return [Text(f"{words} {certificate.source} ({certificate.standing}).")]


def _warning(certificate: CourseRecognition, day: date) -> list[Block]:
    """Return what is to be said of a certificate that does not hold on the day of printing."""
    facts = CertificateFacts(certificate.effective_from, certificate.expires_on, certificate.revoked_on)
    standing = standing_on(facts, day)
    if standing == RecognitionStanding.VALID:
        return []
    return [Text(f"On {long_day(day)} this certificate is not valid: {standing.label.lower()}.")]
