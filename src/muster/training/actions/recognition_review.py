"""Evidence is handed in by the institution and judged by the register, and lines of the standard get a verdict."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.actions import share_document
from muster.documents.models import Document
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.parties.viewer import Viewer
from muster.training.actions.recognition_access import bump, locked_case, note_duty, require_during, require_side
from muster.training.models import CoverageVerdict, RecognitionCase, RecognitionEvidence, StandardLine
from muster.training.models.content import CURRENT
from muster.training.queries.standards import lines_on
from muster.training.recognition_terms import LineVerdictTerms, RecognitionEvidenceTerms
from muster.training.rules.recognition_stages import (
    HANDED_IN_DURING,
    INSTITUTION,
    JUDGED_DURING,
    LINES_JUDGED_DURING,
    SECRETARIAT,
)
from muster.training.stages import Coverage, EvidenceKind, RecognitionDuty


@transaction.atomic
def hand_in_recognition_evidence(
    actor: Viewer,
    reference: str,
    terms: RecognitionEvidenceTerms,
    *,
    today: date,
    expected_version: int | None = None,
) -> RecognitionEvidence:
    """Hand in what a course shows for one of the things looked at; what was handed in before of its kind stays.

    The file is the institution's own, and is shared with the register. Raises NotFound, NotAllowed, Refused.
    """
    case = locked_case(actor, reference, expected_version)
    require_side(actor, case, INSTITUTION)
    require_during(case, HANDED_IN_DURING, "evidence is handed in")
    what = f"Evidence for recognition case {reference}"
    problems = []
    if terms.kind not in {one.value for one in EvidenceKind}:
        problems.append(Problem("about", f"{terms.kind!r} is unknown", "take one of the list"))
    if not terms.words.strip() and terms.document is None:
        problems.append(Problem("words", "there are none, and no file", "say it in words or add a file"))
    own = Document.objects.filter(owner=case.course.institution_id)
    document = None if terms.document is None else own.filter(pk=terms.document).first()
    if terms.document is not None and document is None:
        problems.append(Problem("file", "is none of the institution's", "add one of its own"))
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    evidence = RecognitionEvidence(
        case=case, kind=terms.kind, words=terms.words.strip(), document=document, handed_in_on=today, known_from=today
    )
    require_clean_fields(evidence, what)
    evidence.save(force_insert=True)
    if document is not None:
        share_document(actor, document, case.register, today=today)
    bump(case)
    after = asdict(terms) | {"number": evidence.pk}
    audit.record(actor, "training:recognition:evidence-handed-in", reference, after=after)
    return evidence


@transaction.atomic
def judge_recognition_evidence(
    actor: Viewer,
    reference: str,
    number: int,
    verdict: str,
    *,
    today: date,
    remark: str = "",
    expected_version: int | None = None,
) -> RecognitionEvidence:
    """Say how far a piece of evidence suffices; what does not suffice wholly is remarked on."""
    case = locked_case(actor, reference, expected_version)
    require_side(actor, case, SECRETARIAT)
    require_during(case, JUDGED_DURING, "evidence is judged")
    evidence = case.evidence.filter(pk=number).first()
    if evidence is None:
        raise NotFound(f"Recognition case {reference!r} has no evidence {number}.")
    require_verdict(f"Evidence {number} of recognition case {reference}", verdict, remark)
    before = {"verdict": evidence.verdict, "remark": evidence.remark}
    evidence.verdict, evidence.remark, evidence.judged_on = verdict, remark.strip(), today
    require_clean_fields(evidence, f"Evidence {number} of recognition case {reference}")
    evidence.save()
    bump(case)
    note_duty(actor, case, RecognitionDuty.REVIEWED, today)
    after = {"number": number, "verdict": verdict, "remark": evidence.remark}
    audit.record(actor, "training:recognition:evidence-judged", reference, before=before, after=after)
    return evidence


def require_verdict(what: str, verdict: str, remark: str) -> None:
    """Raise Refused unless it is a verdict, with a remark where something lacks."""
    if verdict not in {one.value for one in Coverage}:
        raise Refused(f"{what}: {verdict!r} is no verdict; take one of {', '.join(Coverage)}.")
    if verdict != Coverage.FULL and not remark.strip():
        raise Refused(f"{what}: say in a remark what is missing.")


@transaction.atomic
def judge_lines(
    actor: Viewer,
    reference: str,
    verdicts: Sequence[LineVerdictTerms],
    *,
    today: date,
    expected_version: int | None = None,
) -> RecognitionCase:
    """Say of lines of the standard how far the course covers them, all or none; lines not named keep their verdict."""
    case = locked_case(actor, reference, expected_version)
    require_side(actor, case, SECRETARIAT)
    require_during(case, LINES_JUDGED_DURING, "lines of the standard are judged")
    lines = {one.number: one for one in lines_on(case.standard_version, None)} if case.standard_version else {}
    if problems := line_problems(verdicts, set(lines)):
        raise Refused(f"The review of recognition case {reference} cannot be recorded.", problems)
    known = {one.line.number: one for one in case.coverage_verdicts.filter(CURRENT).select_related("line")}
    before, after = {}, {}
    for said in verdicts:
        line = lines[said.line]
        found = known.get(said.line)
        was = (found.verdict, found.remark) if found else ("", "")
        if was == (said.verdict, said.remark.strip()):
            continue
        before[said.line], after[said.line] = list(was), [said.verdict, said.remark.strip()]
        _say(case, line, found, said, today)
    if after:
        bump(case)
        note_duty(actor, case, RecognitionDuty.REVIEWED, today)
        audit.record(actor, "training:recognition:lines-judged", reference, before=before, after=after)
    return case


def _say(
    case: RecognitionCase, line: StandardLine, found: CoverageVerdict | None, said: LineVerdictTerms, today: date
) -> None:
    """Write a verdict on a line, or take it away; one that was believed on an earlier day is closed and stays."""
    if found is not None and found.known_from < today:
        found.known_until = today
        found.save(update_fields=["known_until"])
        found = None
    if not said.verdict:
        if found is not None:
            found.delete()
        return
    found = found or CoverageVerdict(case=case, line=line)
    found.verdict, found.remark = said.verdict, said.remark.strip()
    found.said_on = found.known_from = today
    require_clean_fields(found, f"Line {said.line}")
    found.save()


def line_problems(verdicts: Sequence[LineVerdictTerms], known: set[str]) -> list[Problem]:
    """Return what is wrong with verdicts: lines of the version, each once, known verdicts, a remark where one lacks."""
    problems = []
    numbers = [one.line for one in verdicts]
    for said in verdicts:
        place = f"line {said.line}"
        if said.line not in known:
            problems.append(Problem(place, "is none of the standard's version", "take one of its lines"))
        elif numbers.count(said.line) > 1:
            problems.append(Problem(place, "stands twice", "leave one of them out"))
        elif said.verdict and said.verdict not in {one.value for one in Coverage}:
            problems.append(Problem(place, f"{said.verdict!r} is no verdict", f"take one of {', '.join(Coverage)}"))
        elif said.verdict and said.verdict != Coverage.FULL and not said.remark.strip():
            problems.append(Problem(place, "has no remark", "say what is missing"))
        elif not said.verdict and said.remark.strip():
            problems.append(Problem(place, "has a remark without a verdict", "choose a verdict too"))
    return problems
