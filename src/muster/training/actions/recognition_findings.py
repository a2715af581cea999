"""Findings of the desk: raised by the register, remedied by the institution, accepted by the register or not.

Standings, their order and the days to remedy are those of findings of visits.
"""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.actions.recognition_access import (
    bump,
    locked_case,
    note_duty,
    require_during,
    require_side,
    side_id,
)
from muster.training.actions.recognition_telling import tell_finding
from muster.training.models import RecognitionFinding, RecognitionFindingEvent
from muster.training.queries.recognition_cases import FINDING_FIELDS
from muster.training.recognition_terms import RecognitionFindingTerms
from muster.training.rules.recognition_stages import FINDINGS_DURING, INSTITUTION, SECRETARIAT
from muster.training.stages import EvidenceKind, RecognitionDuty
from muster.visits.actions.findings import due_days
from muster.visits.rules import check_finding_step, due_on
from muster.visits.stages import FindingStanding, Severity


@transaction.atomic
def raise_recognition_finding(
    actor: Viewer,
    reference: str,
    terms: RecognitionFindingTerms,
    *,
    today: date,
    expected_version: int | None = None,
) -> RecognitionFinding:
    """Raise a finding on a course; its number follows from the case. Raises NotFound, NotAllowed, Refused."""
    case = locked_case(actor, reference, expected_version)
    require_side(actor, case, SECRETARIAT)
    require_during(case, FINDINGS_DURING, "findings are raised")
    what = f"The finding of recognition case {reference}"
    if problems := _problems(terms, today):
        raise Refused(f"{what} cannot be recorded.", problems)
    finding = RecognitionFinding(
        reference=f"{reference}-f{case.findings.count() + 1}",
        case=case,
        about=terms.about,
        severity=terms.severity,
        text=terms.text.strip(),
        raised_on=today,
        due_on=terms.due_on or due_on(terms.severity, today, due_days(today)),
        known_from=today,
    )
    require_clean_fields(finding, what)
    finding.save(force_insert=True)
    _event(finding, FindingStanding.OPEN, side_id(actor, case, SECRETARIAT), today, "")
    bump(case)
    note_duty(actor, case, RecognitionDuty.REVIEWED, today)
    after = asdict(terms) | {"due_on": finding.due_on}
    audit.record(actor, "training:recognition:finding-raised", finding.reference, after=after)
    tell_finding(actor, finding, today)
    return finding


def _problems(terms: RecognitionFindingTerms, today: date) -> list[Problem]:
    problems = []
    if terms.about not in {one.value for one in EvidenceKind}:
        problems.append(Problem("about", f"{terms.about!r} is unknown", "take one of the list"))
    if terms.severity not in {one.value for one in Severity}:
        problems.append(Problem("severity", f"{terms.severity!r} is unknown", "take one of the list"))
    if not terms.text.strip():
        problems.append(Problem("finding", "is empty", "say what is to be put right"))
    if terms.due_on is not None and terms.due_on < today:
        problems.append(Problem("due on", f"{terms.due_on} has passed", "give a day to come"))
    return problems


def _event(finding: RecognitionFinding, standing: str, by_id: int, day: date, note: str) -> None:
    event = RecognitionFindingEvent(
        finding=finding, standing=standing, held_from=day, by_id=by_id, note=note, known_from=day
    )
    require_clean_fields(event, f"A step of finding {finding.reference}")
    event.save(force_insert=True)


def finding_side(following: str) -> str:
    """Return who takes the step of a finding: its remedy is reported by the institution, all else by the register."""
    return INSTITUTION if following == FindingStanding.REPORTED else SECRETARIAT


@transaction.atomic
def take_recognition_finding_step(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    today: date,
    note: str = "",
    expected_version: int | None = None,
) -> RecognitionFinding:
    """Take a finding of the desk to its next standing; `note`: the evidence of a remedy, or the reason.

    It goes on after the case has ended, too. Raises NotFound, NotAllowed, Refused.
    """
    seen = visibility.rows(actor, FINDING_FIELDS)
    rows = RecognitionFinding.objects.select_for_update(of=("self",)).filter(seen, reference=reference)
    finding = rows.select_related("case__course__institution__state", "case__register").first()
    if finding is None:
        raise NotFound(f"There is no finding {reference!r} on a course that you may see.")
    require_side(actor, finding.case, finding_side(following))
    require_version(f"Finding {reference}", finding.version, expected_version)
    check_finding_step(finding.standing, following)
    if following != FindingStanding.CLOSED and not note.strip():
        raise Refused(f"Finding {reference}: say what was done, or why, in a line.")
    before = {"standing": finding.standing}
    finding.standing = following
    finding.version += 1
    finding.save(update_fields=["standing", "version"])
    _event(finding, following, side_id(actor, finding.case, finding_side(following)), today, note.strip())
    after = {"standing": following}
    audit.record(
        actor, "training:recognition:finding-moved", reference, before=before, after=after, reason=note.strip()
    )
    tell_finding(actor, finding, today, note.strip())
    return finding
