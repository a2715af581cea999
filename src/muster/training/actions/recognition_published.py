"""Enters recognitions as sources tell them: some of the stages, days as they are told, and what is not told left empty.

Only the installation itself does this, for cases that were over (or under way) before the record was kept. The order of
the stages is held to; what each stage needs is not, since no source tells it.
"""

from collections.abc import Sequence

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.kit.references import reference_problems
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.training.actions.recognition_access import add_event, side_id
from muster.training.actions.recognition_review import line_problems, require_verdict
from muster.training.models import (
    Course,
    CourseRecognition,
    CoverageVerdict,
    RecognitionCase,
    RecognitionEvidence,
    StandardVersion,
)
from muster.training.queries.standards import lines_on
from muster.training.recognition_terms import (
    LineVerdictTerms,
    PublishedCertificate,
    PublishedEvidence,
    PublishedStage,
)
from muster.training.rules.recognition_stages import ENDED, INSTITUTION, SECRETARIAT, published_problems
from muster.training.stages import RecognitionStage
from muster.visits.models import Visit


@transaction.atomic
def enter_published_case(
    actor: Viewer,
    reference: str,
    course: Course,
    register: Organisation,
    stages: Sequence[PublishedStage],
    *,
    certificate: PublishedCertificate | None = None,
    version: StandardVersion | None = None,
    renews: CourseRecognition | None = None,
    visit: Visit | None = None,
    evidence: Sequence[PublishedEvidence] = (),
    verdicts: Sequence[LineVerdictTerms] = (),
    source: str,
    standing: str,
) -> RecognitionCase:
    """Enter a case with the stages that sources tell, and its certificate if one is told.

    Raises NotAllowed, Refused.
    """
    what = f"Recognition case {reference}"
    if not actor.is_system:
        raise NotAllowed(f"{what}: cases of the past are entered by the installation itself.")
    told = tuple((one.stage, one.held_from) for one in stages)
    if problems := [*reference_problems(reference, "reference"), *published_problems(told)]:
        raise Refused(f"{what} cannot be recorded.", problems)
    applied = [one.held_from for one in stages if one.stage == RecognitionStage.APPLICATION]
    ended = stages[-1].stage in ENDED
    case = RecognitionCase(
        reference=reference,
        course=course,
        register=register,
        standard_version=version,
        renews=renews,
        visit=visit,
        stage=stages[-1].stage,
        applied_on=applied[0] if applied else None,
        decision=stages[-1].words if ended else "",
        source=source,
        standing=standing,
        known_from=min(one.known_from for one in stages),
    )
    require_clean_fields(case, what)
    case.save(force_insert=True)
    for one in stages:
        side = INSTITUTION if one.stage == RecognitionStage.APPLICATION else SECRETARIAT
        add_event(
            case, one.stage, side_id(actor, case, side), held_from=one.held_from, known_from=one.known_from,
            reason=one.words, day_as_told=one.day_as_told, source=one.source, standing=one.standing,
        )  # fmt: skip
    _enter_evidence(case, evidence, stages[-1])
    _enter_verdicts(case, verdicts, stages[-1])
    after = {"course": course.reference, "stages": [[one.stage, str(one.held_from)] for one in stages]}
    audit.record(actor, "training:recognition:published-entered", reference, after=after)
    if certificate is not None:
        _enter_certificate(actor, case, certificate)
    return case


def _enter_evidence(case: RecognitionCase, evidence: Sequence[PublishedEvidence], last: PublishedStage) -> None:
    """Enter what was shown, judged with the last stage where there is a verdict."""
    for said in evidence:
        what = f"Evidence for recognition case {case.reference}"
        row = RecognitionEvidence(
            case=case, kind=said.kind, words=said.words, handed_in_on=last.held_from, known_from=case.known_from
        )
        if said.verdict:
            require_verdict(what, said.verdict, said.remark)
            row.verdict, row.remark, row.judged_on = said.verdict, said.remark, last.held_from
        require_clean_fields(row, what)
        row.save(force_insert=True)


def _enter_verdicts(case: RecognitionCase, verdicts: Sequence[LineVerdictTerms], last: PublishedStage) -> None:
    """Enter verdicts on lines of the version that the case is against, all or none."""
    lines = {one.number: one for one in lines_on(case.standard_version, None)} if case.standard_version else {}
    if problems := line_problems(verdicts, set(lines)):
        raise Refused(f"The verdicts on recognition case {case.reference} cannot be recorded.", problems)
    for said in verdicts:
        row = CoverageVerdict(
            case=case, line=lines[said.line], verdict=said.verdict, remark=said.remark,
            said_on=last.held_from, known_from=last.known_from,
        )  # fmt: skip
        require_clean_fields(row, f"Line {said.line} of recognition case {case.reference}")
        row.save(force_insert=True)


def _enter_certificate(actor: Viewer, case: RecognitionCase, told: PublishedCertificate) -> CourseRecognition:
    made = CourseRecognition(
        number=told.number,
        course=case.course,
        case=case,
        issued_by=case.register,
        standard_version=_told_version(case),
        signed_by=told.signed_by,
        signed_on=told.signed_on,
        effective_from=told.effective_from,
        expires_on=told.expires_on,
        day_as_told=told.day_as_told,
        source=told.source,
        standing=told.standing,
        known_from=told.known_from,
    )
    require_clean_fields(made, f"Certificate {told.number}")
    made.save(force_insert=True)
    after = {"number": told.number, "effective_from": told.effective_from, "expires_on": told.expires_on}
    audit.record(actor, "training:recognition:published-certificate", case.reference, after=after)
    return made


def _told_version(case: RecognitionCase) -> StandardVersion | None:
    """Return the version that the certificate names: a made-up one stands on no certificate that is a fact."""
    version = case.standard_version
    return None if version is not None and version.illustrative else version
