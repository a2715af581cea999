"""The certificate that a passed session writes on a person's record, and takes away where the result is corrected."""

from datetime import date, timedelta

from muster.audit import actions as audit
from muster.audit.personal import personal_markers
from muster.kit.clean_fields import require_clean_fields
from muster.parties.viewer import Viewer
from muster.people.models import CredentialKind, PersonCredential
from muster.people.service import credential_content, erase_credentials
from muster.training.models import Enrolment
from muster.training.rules.catalogue_enrolment import certificate_days

ONE_DAY = timedelta(days=1)


def certificate_number(enrolment: Enrolment) -> str:
    """Return the number of a certificate: the institution, the year of the session's last day, the enrolment."""
    session = enrolment.session
    return f"{session.course.institution.code}-{(session.held_until - ONE_DAY).year}-{enrolment.pk:06d}"


def give_certificate(actor: Viewer, enrolment: Enrolment, today: date) -> PersonCredential | None:
    """Write the certificate of an enrolment (its session, course and institution loaded); None for an erased person.

    The result of an erased person stays without one: nothing is held of them any more.
    """
    person, session = enrolment.person, enrolment.session
    if person.erased_on is not None:
        return None
    course = session.course
    valid_from, valid_until = certificate_days(session.held_until, course.certificate_months)
    made = PersonCredential(
        person=person,
        kind=CredentialKind.TRAINING,
        subject=course.standard,
        valid_from=valid_from,
        valid_until=valid_until,
        evidence=f"Result of session {session.reference}",
        number=certificate_number(enrolment),
        course=course.reference,
        standard_version=course.standard_version.version if course.standard_version else "",
        known_from=today,
    )
    require_clean_fields(made, f"The certificate of person {person.pk}")
    made.save(force_insert=True)
    after = personal_markers(credential_content(made), person.subject)
    audit.record(actor, "people:credential:recorded", person.subject, after=after)
    return made


def take_certificate_away(actor: Viewer, enrolment: Enrolment) -> None:
    """Delete the certificate that a result had written, with its file, if it is still there."""
    credential = enrolment.credential
    if credential is None:
        return
    before = personal_markers(credential_content(credential), enrolment.person.subject)
    enrolment.credential = None
    enrolment.save(update_fields=["credential"])
    erase_credentials(PersonCredential.objects.filter(pk=credential.pk))
    audit.record(actor, "people:credential:removed", enrolment.person.subject, before=before)
