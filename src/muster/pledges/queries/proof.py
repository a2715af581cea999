"""What is on record behind a pledge's level as of a day: evidence, cap, findings, requests to change what was verified.

All of it is between the State and the register; a partner does not see it.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on, true_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.models import ChangeRequest, Evidence, LevelCap, PledgeStage, PledgeVersion, PoolEvent
from muster.pledges.queries.fields import fields_under
from muster.pledges.rules.evidence import EvidenceFact, PledgeFacts, Verdict
from muster.pledges.rules.limits import Limits
from muster.pledges.versions import terms_of
from muster.reference.parameters import parameter
from muster.visits.models import SubjectOutcome
from muster.visits.queries import approved_subject_outcomes, open_findings
from muster.visits.stages import Outcome, Severity

SUBJECT_KIND = "pledge"
"""By which kind visits name a pledge that they look at."""

PROOF_FIELDS = fields_under("pledge")


def limits_on(day: date) -> Limits:
    """Return the parameters of the rules of evidence in force on a day."""
    return Limits(**{name: parameter(name, on=day).integer for name in Limits.__dataclass_fields__})


def visible_evidence(viewer: Viewer, day: date) -> QuerySet[Evidence]:
    """Return the evidence known on `day` that the viewer may see, with its file and its visit."""
    found = known_on(Evidence.objects.filter(visibility.rows(viewer, PROOF_FIELDS)), day)
    return found.select_related("pledge", "document__owner", "visit_subject__visit", "handed_in_by", "reviewed_by")


def verdict_on(evidence: Evidence, day: date) -> Verdict:
    """Return what the review had come to on `day`, from the days of its steps."""
    if evidence.replaced_on is not None and evidence.replaced_on <= day:
        return Verdict.REPLACED
    if evidence.reviewed_on is None or evidence.reviewed_on > day:
        return Verdict.WAITING
    return Verdict.REFUSED if evidence.verdict == Evidence.Verdict.REFUSED else Verdict.APPROVED


def evidence_fact(evidence: Evidence, day: date) -> EvidenceFact:
    """Return what the rules read of a piece of evidence as of `day`."""
    verdict = verdict_on(evidence, day)
    return EvidenceFact(
        number=evidence.pk,
        level=evidence.level,
        kind=evidence.kind,
        verdict=verdict,
        handed_in_on=evidence.handed_in_on,
        reviewed_on=None if verdict is Verdict.WAITING else evidence.reviewed_on,
        valid_until=evidence.valid_until,
        renew_from=evidence.renew_from,
        remarks=evidence.remarks,
    )


def cap_on(viewer: Viewer, day: date, pledge_id: int) -> LevelCap | None:
    """Return the level cap that holds on `day`, None where there is none that the viewer may see."""
    caps = LevelCap.objects.filter(visibility.rows(viewer, PROOF_FIELDS), pledge_id=pledge_id)
    return true_on(caps, day, "held_from", "held_until").order_by("-held_from", "-pk").first()


def facts_of(viewer: Viewer, version: PledgeVersion, day: date) -> PledgeFacts:
    """Return what the rules read of a pledge as of `day`, from what the viewer may see of its proof; three queries.

    `version` is one of `visible_pledges` with its lists and caveats loaded.
    """
    evidence = visible_evidence(viewer, day).filter(pledge_id=version.pledge_id).select_related(None)
    return facts_from(viewer, version, day, [evidence_fact(one, day) for one in evidence])


def facts_from(viewer: Viewer, version: PledgeVersion, day: date, evidence: list[EvidenceFact]) -> PledgeFacts:
    """Return the same from evidence that is loaded already."""
    critical = open_findings(viewer, day, SUBJECT_KIND, [version.reference]).filter(severity=Severity.CRITICAL)
    references = critical.values_list("reference", flat=True)
    cap = cap_on(viewer, day, version.pledge_id)
    return facts_with(
        version,
        day,
        evidence,
        references,
        cap_level=cap.level if cap else "",
        cap_reason=cap.reason if cap else "",
    )


def facts_with(
    version: PledgeVersion,
    day: date,
    evidence: Iterable[EvidenceFact],
    critical_findings: Iterable[str],
    *,
    cap_level: str,
    cap_reason: str,
) -> PledgeFacts:
    """Return the same from all that is loaded already; asks the database nothing. No cap: its level is empty."""
    return PledgeFacts(
        register=version.register.code,
        state_name=version.state.name,
        register_name=version.register.name,
        terms=terms_of(version),
        level=version.current_level,
        day=day,
        limits=limits_on(day),
        is_acknowledged=version.stage == PledgeStage.ACKNOWLEDGED,
        evidence=tuple(evidence),
        critical_findings=tuple(critical_findings),
        cap=cap_level,
        cap_reason=cap_reason,
    )


def approved_reports(viewer: Viewer, day: date, reference: str) -> list[SubjectOutcome]:
    """Return the outcome that holds of each visit to a pledge whose report is approved as of `day`, latest first."""
    seen: set[int] = set()
    found = []
    for outcome in approved_subject_outcomes(viewer, day, SUBJECT_KIND, [reference]):
        if outcome.subject.visit_id not in seen:
            seen.add(outcome.subject.visit_id)
            found.append(outcome)
    return found


def recommends(outcome: SubjectOutcome) -> bool:
    """Return whether a visit recommends what it looked at, without a follow-up."""
    return outcome.outcome == Outcome.RECOMMENDED


def visible_change_requests(viewer: Viewer, day: date) -> QuerySet[ChangeRequest]:
    """Return the requests to change verified facts, known on `day`, that the viewer may see."""
    found = known_on(ChangeRequest.objects.filter(visibility.rows(viewer, PROOF_FIELDS)), day)
    return found.select_related("pledge__state", "pledge__register", "asked_by", "decided_by")


def visible_change_request(viewer: Viewer, day: date, reference: str, number: int) -> ChangeRequest:
    """Return one request. Raises NotFound if there is none that the viewer may see."""
    found = visible_change_requests(viewer, day).filter(pk=number, pledge__reference=reference).first()
    if found is None:
        raise NotFound(f"There is no change request {number} of {reference!r} that you may see as of {long_day(day)}.")
    return found


def request_verdict_on(asked: ChangeRequest, day: date) -> str:
    """Return what had become of a request on `day`."""
    is_decided = asked.decided_on is not None and asked.decided_on <= day
    return asked.verdict if is_decided else ChangeRequest.Verdict.OPEN


def pool_events(viewer: Viewer, day: date, pledge_id: int) -> QuerySet[PoolEvent]:
    """Return the pool events of a pledge that held by `day` and were known then, oldest first."""
    events = PoolEvent.objects.filter(visibility.rows(viewer, PROOF_FIELDS), Q(held_from__lte=day), pledge_id=pledge_id)
    return known_on(events, day).order_by("held_from", "pk")
