"""How long a course is recognised: expiry, renewal with or without a gap, and what holds on a day. Pure.

Four years were announced in Serbia (S34), five follow from Korea's renewal (S33): sources disagree, so the years are a
parameter with bounds. Certificates whose validity no source tells have no end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem
from muster.kit.intervals import MONTHS_PER_YEAR, add_months
from muster.kit.named import Named


class RecognitionStanding(Named):
    """What a certificate of recognition is on a day."""

    VALID = "valid", "Valid"
    NOT_YET = "not-yet", "Not yet effective"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"


@dataclass(frozen=True)
class CertificateFacts:
    """A certificate as the rules read it: effective in `[effective_from, expires_on)` unless revoked before."""

    effective_from: date
    expires_on: date | None = None
    revoked_on: date | None = None


def expiry(effective_from: date, years: int) -> date:
    """Return the first day on which a certificate of so many years holds no more."""
    return add_months(effective_from, MONTHS_PER_YEAR * years)


def validity_problems(years: int, allowed: tuple[int, int]) -> list[Problem]:
    """Return what is wrong with the years of a certificate: those seen are `allowed`, both ends included."""
    least, most = allowed
    if least <= years <= most:
        return []
    return [Problem("years", f"{years} is not allowed", f"give {least} to {most} years")]


def standing_on(certificate: CertificateFacts, day: date) -> RecognitionStanding:
    """Return what a certificate is on a day; one that was revoked stays so after its end too."""
    if certificate.revoked_on is not None and certificate.revoked_on <= day:
        return RecognitionStanding.REVOKED
    if day < certificate.effective_from:
        return RecognitionStanding.NOT_YET
    if certificate.expires_on is not None and certificate.expires_on <= day:
        return RecognitionStanding.EXPIRED
    return RecognitionStanding.VALID


def ends_on(certificate: CertificateFacts) -> date | None:
    """Return the first day on which a certificate holds no more: its end or its revocation, whichever comes first."""
    ends = [one for one in (certificate.expires_on, certificate.revoked_on) if one is not None]
    return min(ends, default=None)


def held_last(certificates: Sequence[CertificateFacts], day: date) -> int | None:
    """Return the place of the certificate that held on a day, of several the last to become effective; None: none."""
    held = [at for at, one in enumerate(certificates) if standing_on(one, day) == RecognitionStanding.VALID]
    return max(held, key=lambda at: certificates[at].effective_from, default=None)


def gap_days(before: CertificateFacts, effective_from: date) -> int:
    """Return the days between the end of the certificate that is renewed and the new one; 0: no gap."""
    end = ends_on(before)
    return 0 if end is None else max(0, (effective_from - end).days)


def renewal_problems(before: CertificateFacts, effective_from: date) -> list[Problem]:
    """Return why a new certificate cannot follow another: it becomes effective later than that one."""
    if effective_from > before.effective_from:
        return []
    message = f"{effective_from} is not after {before.effective_from}, the day of the certificate that it renews"
    return [Problem("effective from", message, "give a later day")]


def expires_soon(certificate: CertificateFacts, day: date, months: int) -> bool:
    """Return whether a certificate that is valid on `day` ends within so many months."""
    end = ends_on(certificate)
    if end is None or standing_on(certificate, day) != RecognitionStanding.VALID:
        return False
    return end <= add_months(day, months)
