"""What the walk over all addresses finds of recognition: a case under desk review, and a course that is recognised."""

from datetime import date

from muster.training.actions import recognition_findings as findings
from muster.training.actions.recognition_cases import apply_for_recognition
from muster.training.models import RecognitionEvidence
from muster.training.recognition_terms import ApplicationTerms, RecognitionFindingTerms
from tests.record import DAY, Record
from tests.training.recognised import make_course, make_ground, recognised, to_desk_review


def recognition_walked(record: Record) -> dict[str, int]:
    """Enter both; return the numbers that examples of addresses are filled with."""
    ground = make_ground(record.parties, standard="UNSO")
    recognised(ground, "rec-whole", date(2018, 9, 3), date(2018, 9, 10), number="rec-number-1")
    make_course(ground.course.institution, ground.institution, ground.version, "course-of-the-desk")
    terms = ApplicationTerms("rec-desk", "course-of-the-desk", "UN", ground.version.version)
    apply_for_recognition(ground.institution, terms, applied_on=DAY, today=DAY)
    to_desk_review(ground, "rec-desk", DAY)
    finding = RecognitionFindingTerms("exercises", "major", "Words of the finding on rec-desk")
    findings.raise_recognition_finding(ground.officer, "rec-desk", finding, today=DAY)
    return {"recognition_evidence": RecognitionEvidence.objects.get(case__reference="rec-desk").pk}
