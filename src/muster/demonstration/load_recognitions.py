"""Enters recognitions of courses as sources tell them: cases with the stages told, visits, certificates.

What no source tells is left empty (stages in between, validity, who signed). Steps of a visit that must lie between
those told have its own days and are marked illustrative, as those of other visits. Verdicts of the desk are told by no
source: those of courses that were recognised say in their remark that they are illustrative.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.demonstration.load_parties import SECRETARIAT, organisation
from muster.demonstration.load_visits import NOT_PUBLISHED, answer_as_not_seen
from muster.demonstration.rows import Row, place
from muster.kit.standing import Standing
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.pledges.terms import split_list
from muster.training.actions.recognition_published import enter_published_case
from muster.training.models import Course, CourseRecognition, RecognitionCase
from muster.training.queries.recognition_cases import COURSE_SUBJECT
from muster.training.recognition_terms import LineVerdictTerms, PublishedCertificate, PublishedEvidence, PublishedStage
from muster.visits import actions as visits
from muster.visits.models import Visit
from muster.visits.stages import Outcome, VisitKind, VisitStage
from muster.visits.terms import MemberTerms, StepTerms, SubjectTerms, VisitTerms

OBSERVER = (MemberTerms("lead", is_lead=True),)
"""One officer observed each course (S33, S43, seed000)."""


def known_recognition_visits() -> set[str]:
    """Return the references of the recognition visits on record."""
    return set(Visit.objects.filter(kind=VisitKind.RECOGNITION.value).values_list("reference", flat=True))


def load_recognition_visit(row: Row, known: set[str]) -> bool:
    """Enter the visit that observed courses, with its outcome if one is told; False where it is there."""
    if row["reference"] in known:
        return False
    subjects = tuple(_subject(reference) for reference in split_list(row["courses"]))
    start, until, today = row.day("carried_from"), row.day("carried_until"), row.day("known_from")
    terms = VisitTerms(
        reference=row["reference"],
        state=row["state"],
        kind=VisitKind.RECOGNITION.value,
        subjects=subjects,
        purpose=row["purpose"],
        planned_from=start,
        planned_until=until,
        source=row["source"],
        standing=row.standing,
    )
    visits.request_visit(
        SYSTEM, terms, register=organisation(SECRETARIAT), requested_on=start, today=today, host=_host(subjects),
        request_source=_unpublished(row), request_standing=Standing.ILLUSTRATIVE,
    )  # fmt: skip
    for stage in (VisitStage.AGREED, VisitStage.TEAM_NAMED, VisitStage.PREPARED, VisitStage.ON_SITE):
        _step(row, stage, StepTerms(start, invitation_reference=NOT_PUBLISHED))
    if row["outcome"]:
        _finish(row)
    return True


def _unpublished(row: Row) -> str:
    return f"{row['source']}: the day of this step is not published"


def _host(subjects: Sequence[SubjectTerms]) -> Organisation | None:
    """Return the institution whose courses were observed, where it is one."""
    courses = Course.objects.filter(reference__in=[one.reference for one in subjects]).select_related("institution")
    hosts = {one.institution for one in courses}
    return hosts.pop() if len(hosts) == 1 else None


def _subject(reference: str) -> SubjectTerms:
    return SubjectTerms(COURSE_SUBJECT, reference, Course.objects.get(reference=reference).title)


def _step(row: Row, stage: VisitStage, terms: StepTerms) -> None:
    is_told = stage == VisitStage.ON_SITE
    source = row["source"] if is_told else _unpublished(row)
    standing = row.standing if is_told else Standing.ILLUSTRATIVE
    today = row.day("known_from")
    if stage == VisitStage.TEAM_NAMED:
        visits.name_team(
            SYSTEM, row["reference"], OBSERVER, held_from=terms.held_from, today=today, source=source, standing=standing
        )
        return
    visits.take_step(SYSTEM, row["reference"], stage, terms, today=today, source=source, standing=standing)


def _finish(row: Row) -> None:
    """Take the visit to its end: report, outcome for each course, comments, approval."""
    reference, until, today = row["reference"], row.day("carried_until"), row.day("known_from")
    _step(row, VisitStage.DRAFT_REPORT, StepTerms(until, carried_until=until))
    visit = Visit.objects.get(reference=reference)
    answer_as_not_seen(visit, today)
    visits.write_report(SYSTEM, reference, NOT_PUBLISHED)
    for subject in visit.subjects.all():
        visits.decide_outcome(
            SYSTEM, reference, subject.pk, Outcome(row["outcome"]), decided_on=until, today=today,
            note="It follows from the certificate.",
        )  # fmt: skip
    _step(row, VisitStage.SENT, StepTerms(until))
    _step(row, VisitStage.COMMENTED, StepTerms(until, comments="Comments are not published."))
    _step(row, VisitStage.APPROVED, StepTerms(until))
    _step(row, VisitStage.CLOSED, StepTerms(until))


def known_recognition_cases() -> set[str]:
    """Return the references of the cases on record."""
    return set(RecognitionCase.objects.values_list("reference", flat=True))


@dataclass(frozen=True)
class RecognitionParts:
    """The rows of stages, evidence and verdicts on lines, by case."""

    stages: Mapping[str, Sequence[Row]]
    evidence: Mapping[str, Sequence[Row]]
    verdicts: Mapping[str, Sequence[Row]]


def load_recognition_case(row: Row, known: set[str], parts: RecognitionParts) -> bool:
    """Enter a case with what is told of it; False where it is there."""
    reference = row["reference"]
    if reference in known:
        return False
    course = Course.objects.select_related("standard_version").get(reference=row["course"])
    enter_published_case(
        SYSTEM,
        reference,
        course,
        organisation(SECRETARIAT),
        [_stage(one) for one in parts.stages[reference]],
        certificate=_certificate(row),
        version=course.standard_version if row.truth("against_version") else None,
        renews=CourseRecognition.objects.get(number=row["renews"]) if row["renews"] else None,
        visit=Visit.objects.get(reference=row["visit"]) if row["visit"] else None,
        evidence=[_evidence(one) for one in parts.evidence.get(reference, ())],
        verdicts=[_verdict(one) for one in parts.verdicts.get(reference, ())],
        source=row["source"],
        standing=row.standing,
    )
    return True


def _stage(row: Row) -> PublishedStage:
    with place(row):
        return PublishedStage(
            stage=row["stage"],
            held_from=row.day("held_from"),
            known_from=row.day("known_from"),
            day_as_told=row["day_as_told"],
            words=row["words"],
            source=row["source"],
            standing=row.standing,
        )


def _evidence(row: Row) -> PublishedEvidence:
    with place(row):
        return PublishedEvidence(row["kind"], row["words"], row["verdict"], row["remark"])


def _verdict(row: Row) -> LineVerdictTerms:
    with place(row):
        return LineVerdictTerms(row["line"], row["verdict"], row["remark"])


def _certificate(row: Row) -> PublishedCertificate | None:
    if not row["number"]:
        return None
    return PublishedCertificate(
        number=row["number"],
        effective_from=row.day("effective_from"),
        known_from=row.day("certificate_known_from"),
        expires_on=row.optional_day("expires_on"),
        signed_by=row["signed_by"],
        day_as_told=row["day_as_told"],
        source=row["certificate_source"],
        standing=row["certificate_standing"],
    )
