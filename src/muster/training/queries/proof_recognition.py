"""Whether the courses of certificates on persons' records were recognised on the day of each certificate."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from muster.parties.viewer import Viewer
from muster.people.models import PersonCredential
from muster.people.proof_recognition import ProofRecognition, RecognisedProof
from muster.training.models import CourseRecognition
from muster.training.queries.courses import visible_courses
from muster.training.queries.recognitions import certificates_known
from muster.training.rules.recognition_validity import CertificateFacts, ends_on, held_last

NOT_RECOGNISED = RecognisedProof(ProofRecognition.NOT_RECOGNISED)


def recognised_proofs(viewer: Viewer, proofs: Sequence[PersonCredential], day: date) -> Mapping[int, RecognisedProof]:
    """Return by key what is known on `day` of the certificates whose course is on the viewer's catalogue. Two queries.

    What counts is the day on which the certificate was given. That a course is recognised is public, whoever looks.
    """
    references = {one.course for one in proofs if one.course}
    if not references:
        return {}
    certificates: dict[str, list[CourseRecognition]] = defaultdict(list)
    for one in certificates_known(day).filter(course__reference__in=references):
        certificates[one.course.reference].append(one)
    listed = visible_courses(viewer, day).filter(reference__in=references).order_by()
    known = {*certificates, *listed.values_list("reference", flat=True)}
    return {one.pk: _answer(certificates[one.course], one.valid_from) for one in proofs if one.course in known}


def _answer(certificates: Sequence[CourseRecognition], given_on: date) -> RecognisedProof:
    """Return whether one of a course's certificates held on a day, and which."""
    facts = [CertificateFacts(one.effective_from, one.expires_on, one.revoked_on) for one in certificates]
    at = held_last(facts, given_on)
    if at is None:
        return NOT_RECOGNISED
    number = certificates[at].number
    address = reverse("course-recognition", args=[number])
    return RecognisedProof(ProofRecognition.RECOGNISED, number, ends_on(facts[at]), address)
