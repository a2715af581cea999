"""Enters national units with what says beside whom they can stand: profiles, outside certificates, common service."""

from datetime import date

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.models import ExternalCertification, InteroperabilityProfile, NationalUnit, SharedService

Known = set[tuple[str, str, date]]


def known_units() -> set[str]:
    """Return the codes of the national units on record."""
    return set(NationalUnit.objects.values_list("code", flat=True))


def load_unit(row: Row, known: set[str]) -> bool:
    """Enter a national unit; False where it is there."""
    if row["code"] in known:
        return False
    terms = actions.UnitTerms(row["code"], row["name"], row["home_base"], row["source"], row.standing)
    actions.register_unit(SYSTEM, terms, today=row.day("known_from"), state=organisation(row["state"]))
    return True


def known_profiles() -> set[tuple[str, date]]:
    """Return the profiles on record by unit and first day."""
    return set(InteroperabilityProfile.objects.values_list("unit__code", "known_from"))


def load_profile(row: Row, known: set[tuple[str, date]]) -> bool:
    """Enter what a unit works with; False where it is there."""
    if (row["unit"], row.day("known_from")) in known:
        return False
    terms = actions.ProfileTerms(
        row["languages"], row["procedures"], row["communications"], row["remarks"], row["source"], row.standing
    )
    actions.record_profile(SYSTEM, row["unit"], terms, today=row.day("known_from"))
    return True


def known_certifications() -> Known:
    """Return the certificates on record by unit, scheme and day."""
    return set(ExternalCertification.objects.values_list("unit__code", "scheme", "certified_on"))


def load_certification(row: Row, known: Known) -> bool:
    """Enter a step of an outside scheme; False where it is there."""
    if (row["unit"], row["scheme"], row.day("certified_on")) in known:
        return False
    terms = actions.CertificationTerms(
        scheme=row["scheme"],
        step=row["step"],
        rating=row["rating"],
        certified_on=row.day("certified_on"),
        remarks=row["remarks"],
        source=row["source"],
        standing=row.standing,
    )
    actions.record_certification(SYSTEM, row["unit"], terms, today=row.day("known_from"))
    return True


def known_services() -> set[tuple[str, str, str]]:
    """Return the common services on record by unit, name and other State."""
    return set(SharedService.objects.values_list("unit__code", "name", "with_state"))


def load_service(row: Row, known: set[tuple[str, str, str]]) -> bool:
    """Enter what a unit did together with another State's; False where it is there."""
    if (row["unit"], row["name"], row["with_state"]) in known:
        return False
    terms = actions.ServiceTerms(
        kind=row["kind"],
        name=row["name"],
        with_state=row["with_state"],
        began_on=row.day("began_on"),
        ended_on=row.optional_day("ended_on"),
        source=row["source"],
        standing=row.standing,
    )
    actions.record_shared_service(SYSTEM, row["unit"], terms, today=row.day("known_from"))
    return True
