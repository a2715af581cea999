"""What the pages of recognition show, as the kit's plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.pages.parameters import explained
from muster.kit.day_text import long_day
from muster.kit.pages import (
    Action,
    Badge,
    Crumb,
    Explanation,
    Fact,
    KeyFigure,
    NextStep,
    PageHead,
    Text,
    TimelineEntry,
)
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.training.actions.recognition_access import is_institution, is_reviewer, may_act_as
from muster.training.actions.recognition_cases import may_comment
from muster.training.actions.recognition_certificates import ALLOWED_YEARS, VALIDITY_YEARS, certificate_facts
from muster.training.actions.recognition_findings import finding_side
from muster.training.models import CoverageVerdict, StandardVersion
from muster.training.queries.recognition_cases import duties_of, shown_verdict
from muster.training.rules.recognition_coverage import CoveredLine
from muster.training.rules.recognition_duties import deciding_refusal
from muster.training.rules.recognition_stages import (
    APPROVER,
    ENDED,
    FINDINGS_DURING,
    HANDED_IN_DURING,
    JUDGED_DURING,
    LINES_JUDGED_DURING,
    SIX_STAGES,
    STEPS,
    VISIT_ARRANGED_DURING,
)
from muster.training.rules.recognition_validity import RecognitionStanding, gap_days
from muster.training.stages import EvidenceKind, RecognitionStage
from muster.training.tables.recognitions import (
    NO_END,
    STAGE_TONES,
    certificate_standing,
    coverage_badge,
    stage_badge,
    standing_badge,
)
from muster.visits.rules import FINDING_STEPS
from muster.visits.stages import FindingStanding, VisitStage

S = RecognitionStage
STEP_WORDS: dict[RecognitionStage, Text] = {
    S.SYSTEM_REPORT: gettext_lazy("Accept the application"),
    S.LESSON_PLANS: gettext_lazy("Accept the report on the system"),
    S.DESK_REVIEW: gettext_lazy("Lesson plans are complete"),
    S.OBSERVATION: gettext_lazy("End the desk review"),
    S.RESULT: gettext_lazy("The delivery was observed"),
    S.RECOGNISED: gettext_lazy("Recognise the course"),
    S.REFUSED: gettext_lazy("Refuse"),
    S.WITHDRAWN: gettext_lazy("Withdraw"),
}
SEND_BACK = gettext_lazy("Send the lesson plans back")
FINDING_WORDS: dict[FindingStanding, Text] = {
    FindingStanding.OPEN: gettext_lazy("Send back"),
    FindingStanding.REPORTED: gettext_lazy("Report it remedied"),
    FindingStanding.CLOSED: gettext_lazy("Accept"),
    FindingStanding.WAIVED: gettext_lazy("Waive"),
}
DUTIES: dict[RecognitionStage, Text] = {
    S.APPLICATION: gettext_lazy("looks at the application"),
    S.SYSTEM_REPORT: gettext_lazy("judges the report on the training system"),
    S.LESSON_PLANS: gettext_lazy("hands in the lesson plans"),
    S.DESK_REVIEW: gettext_lazy("reviews the curriculum line by line"),
    S.OBSERVATION: gettext_lazy("observes the delivery on a visit"),
    S.RESULT: gettext_lazy("decides"),
}


@dataclass(frozen=True)
class StageMark:
    """One of the six stages: `state` is done, current or ahead; `when` is its day or what is known of it."""

    label: Text
    state: str
    when: Text = ""


@dataclass(frozen=True)
class MatrixRow:
    """A line of the standard with what the lessons cover by minutes, and what the reviewer says."""

    number: str
    title: str
    is_required: bool
    minutes: int
    least: int | None
    percent: int
    lessons: str
    has_plan: bool
    computed: Badge
    verdict: Badge
    remark: str


@dataclass(frozen=True)
class EvidenceRow:
    """A piece of evidence as the page shows it."""

    about: Text
    words: str
    handed_in_on: date
    verdict: Badge
    remark: str
    document: Any
    href: str


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of recognition cases."""
    return [Crumb(_("Training"), reverse("training")), Crumb(_("Recognition"), reverse("recognition-cases")), *more]


MOST_DOORS = 8


def application_doors(viewer: Viewer, courses: Any) -> list[Action]:
    """Return the doors to apply for courses, to officers of their institution."""
    if viewer.organisation_id is None or not viewer.has_role(Role.OFFICER):
        return []
    return [
        Action(
            _("Apply for %(course)s") % {"course": one.reference},
            f"{reverse('apply-for-recognition')}?course={one.reference}",
            icon="add",
        )
        for one in courses[:MOST_DOORS]
    ]


def case_crumb(reference: str) -> Crumb:
    """Return the step of a path that leads to a case."""
    return Crumb(reference, reverse("recognition-case", args=[reference]))


def certificate_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of certificates."""
    return [
        Crumb(_("Training"), reverse("training")),
        Crumb(_("Certificates of recognition"), reverse("course-recognitions")),
        *more,
    ]


def stage_path(case: Any) -> list[StageMark]:
    """Return the six stages and the end: those passed with their days, or that no source tells of them."""
    events = {one.stage: one for one in case.known_events}
    current = S(case.stage_then)
    order = [*SIX_STAGES, current if current in ENDED else S.RECOGNISED]
    at = order.index(current)
    reached = at if current not in (S.REFUSED, S.WITHDRAWN) else max(
        (order.index(S(one)) for one in events if S(one) in SIX_STAGES), default=-1
    )  # fmt: skip
    marks = []
    for number, stage in enumerate(order):
        event = events.get(stage)
        if number == at:
            marks.append(StageMark(_(stage.label), "current", _when(event)))
        elif number <= reached and event is not None:
            marks.append(StageMark(_(stage.label), "done", _when(event)))
        elif number < reached:
            marks.append(StageMark(_(stage.label), "done", _("not published")))
        else:
            marks.append(StageMark(_(stage.label), "ahead"))
    return marks


def _when(event: Any) -> str:
    return event.day_as_told or long_day(event.held_from)


def steps_open(viewer: Viewer, case: Any) -> list[RecognitionStage]:
    """Return the stages to which the viewer may take a case as it stands today."""
    ways = [(stage, side) for stage, side in STEPS[S(case.stage)].items() if may_act_as(viewer, case, side)]
    apart = any(side == APPROVER for _stage, side in ways) and why_not_decide(viewer, case)
    return [stage for stage, side in ways if not (apart and side == APPROVER)]


def why_not_decide(viewer: Viewer, case: Any) -> str:
    """Return why an approver may not decide on a case, for its page; empty for all others, and once it has ended."""
    if case.stage in ENDED or viewer.is_system or not may_act_as(viewer, case, APPROVER):
        return ""
    return deciding_refusal(duties_of(viewer, case))


def step_label(case: Any, stage: RecognitionStage) -> Text:
    """Return what a step is called."""
    return SEND_BACK if (case.stage, stage) == (S.DESK_REVIEW, S.LESSON_PLANS) else STEP_WORDS[stage]


def case_head(viewer: Viewer, case: Any) -> PageHead:
    """Return the head of a case's page with what the viewer may do."""
    return PageHead(
        title=case.course.title,
        kicker=f"{_('Recognition case')} · {case.reference}",
        lead=f"{case.course.institution.name} · {case.course.standard}",
        crumbs=crumbs(Crumb(case.reference)),
        status=stage_badge(case.stage_then),
        next_step=_next_step(case),
        actions=[*_deeds(viewer, case), *_step_doors(viewer, case)],
        illustrative=case.illustrative,
    )


def _next_step(case: Any) -> NextStep | None:
    stage = S(case.stage_then)
    if stage == S.RECOGNISED and not hasattr(case, "certificate"):
        return NextStep(case.register.name, _("signs the certificate"))
    if stage in ENDED:
        return None
    who = case.course.institution.name if stage == S.LESSON_PLANS else case.register.name
    return NextStep(who, DUTIES[stage])


def _deeds(viewer: Viewer, case: Any) -> list[Action]:
    """Return what the viewer may enter at the case's stage."""
    arguments = [case.reference]
    offered = [
        (is_institution(viewer, case) and case.stage in HANDED_IN_DURING, _("Hand in evidence"),
         "hand-in-recognition-evidence"),
        (is_reviewer(viewer, case) and case.stage in LINES_JUDGED_DURING and case.standard_version_id is not None,
         _("Review line by line"), "review-lines"),
        (is_reviewer(viewer, case) and case.stage in LINES_JUDGED_DURING and case.standard_version_id is not None,
         _("Import verdicts"), "import-coverage"),
        (is_reviewer(viewer, case) and case.stage in FINDINGS_DURING, _("New finding"), "new-recognition-finding"),
        (is_reviewer(viewer, case) and case.stage in VISIT_ARRANGED_DURING and case.visit_id is None,
         _("Arrange the visit"), "arrange-recognition-visit"),
        (is_reviewer(viewer, case, Role.APPROVER) and case.stage == S.RECOGNISED and not hasattr(case, "certificate"),
         _("Sign the certificate"), "sign-recognition"),
        (may_comment(viewer, case), _("Comment"), "comment-on-recognition"),
        (case.standard_version_id is not None, _("Coverage as workbook"), "coverage-workbook"),
    ]  # fmt: skip
    return [Action(label, reverse(name, args=arguments)) for may, label, name in offered if may]


def _step_doors(viewer: Viewer, case: Any) -> list[Action]:
    return [
        Action(
            step_label(case, stage),
            reverse("step-recognition", args=[case.reference, stage.value]),
            primary=stage not in (S.REFUSED, S.WITHDRAWN) and step_label(case, stage) != SEND_BACK,
        )
        for stage in steps_open(viewer, case)
    ]


def case_facts(case: Any) -> list[Fact]:
    """Return what is on record of a case."""
    version = case.standard_version
    facts = [
        Fact(_("Institution"), case.course.institution.name),
        Fact(_("Course"), f"{case.course.title} ({case.course.reference})"),
        _against(version),
        Fact(_("Addressed to"), case.register.name),
        Fact(_("Applied on"), _applied(case)),
    ]
    if case.renews is not None:
        facts.append(
            Fact(_("Renews"), case.renews.number, href=reverse("course-recognition", args=[case.renews.number]))
        )
    if case.observed is not None:
        facts.append(Fact(_("Session observed"), case.observed.reference))
    if case.stage_then in (S.RECOGNISED, S.REFUSED):
        facts.append(Fact(_("Decision"), case.decision or _not_told()))
    return [*facts, Fact(_("Source"), case.source or "—", standing=case.standing)]


def _against(version: StandardVersion | None) -> Fact:
    """Return the version that a case is against; one that is made up says so."""
    if version is None:
        return Fact(_("Against"), _not_told())
    words = f"{version.standard}, {_('version')} {version.version}"
    return Fact(_("Against"), words, standing=version.standing if version.illustrative else "")


def apart_facts(viewer: Viewer, case: Any) -> list[Fact]:
    """Return the line that says why an approver who reviewed a case does not decide on it; none for all others."""
    refusal = why_not_decide(viewer, case)
    return [Fact(_("Decision"), _("not by you: %(why)s") % {"why": refusal})] if refusal else []


def _not_told() -> str:
    return _("not published")


def _applied(case: Any) -> str:
    told = next((one.day_as_told for one in case.known_events if one.stage == S.APPLICATION and one.day_as_told), "")
    return told or (long_day(case.applied_on) if case.applied_on else _not_told())


def visit_facts(case: Any, outcome: str, day: date) -> list[Fact]:
    """Return what the sides of a case see of its visit: its stage and days, its outcome once the report is approved."""
    visit = case.visit
    if visit is None or visit.known_from > day:
        return []
    start, until = visit.carried_from or visit.planned_from, visit.carried_until or visit.planned_until
    days = _("no days yet")
    if start:
        days = long_day(start) if until is None else f"{long_day(start)} – {long_day(until)} ({_('excluded')})"
    return [
        Fact(_("Visit"), visit.reference, href=reverse("visit", args=[visit.reference])),
        Fact(_("Stage"), _(VisitStage(visit.stage).label)),
        Fact(_("Days"), days),
        Fact(_("Outcome"), outcome or _("no approved result")),
    ]


def matrix_rows(matrix: Sequence[CoveredLine], said: Mapping[str, CoverageVerdict]) -> list[MatrixRow]:
    """Return the coverage matrix, the reviewer's verdict (by the line's number) beside what the minutes say."""
    rows = []
    for one in matrix:
        verdict = said.get(one.line.number)
        least = one.line.least_minutes
        rows.append(
            MatrixRow(
                number=one.line.number,
                title=one.line.title,
                is_required=one.line.is_required,
                minutes=one.minutes,
                least=least,
                percent=min(100, 100 * one.minutes // least) if least else (100 if one.minutes else 0),
                lessons=", ".join(one.lessons),
                has_plan=one.has_plan,
                computed=coverage_badge(one.computed),
                verdict=coverage_badge(verdict.verdict if verdict else ""),
                remark=verdict.remark if verdict else "",
            )
        )
    return rows


def matrix_figures(rows: Sequence[MatrixRow]) -> list[KeyFigure]:
    """Return how many lines are covered by minutes, and how many of them were judged."""
    counts = [(label, sum(row.computed.label == label for row in rows)) for label in
              dict.fromkeys(row.computed.label for row in rows)]  # fmt: skip
    how = Explanation(
        formula=_("minutes of the lessons that cover a line, against the least minutes of the line; none: not covered")
    )
    figures = [KeyFigure(label, number, unit=_("lines"), explanation=how) for label, number in counts]
    judged = sum(row.verdict.tone != "neutral" for row in rows)
    return [*figures, KeyFigure(_("Judged by the desk"), judged, unit=_("of %(all)s lines") % {"all": len(rows)})]


def evidence_rows(viewer: Viewer, case: Any, day: date) -> list[EvidenceRow]:
    """Return the evidence of a case with its verdicts as of a day."""
    judges = is_reviewer(viewer, case) and case.stage in JUDGED_DURING
    reads_files = viewer.is_system or viewer.organisation_id in (case.register_id, case.course.institution_id)
    return [
        EvidenceRow(
            about=EvidenceKind(one.kind).label,
            words=one.words,
            handed_in_on=one.handed_in_on,
            verdict=coverage_badge(shown_verdict(one, day)),
            remark=one.remark if shown_verdict(one, day) else "",
            document=one.document if reads_files else None,
            href=reverse("judge-evidence", args=[case.reference, one.pk]) if judges else "",
        )
        for one in case.known_evidence
    ]


def case_timeline(case: Any) -> list[TimelineEntry]:
    """Return stages and comments with their days, the oldest first."""
    entries = [
        TimelineEntry(
            one.held_from,
            f"{S(one.stage).label}" + (f" ({one.day_as_told})" if one.day_as_told else ""),
            "; ".join(part for part in (one.reason.rstrip("."), one.source) if part),
            tone=STAGE_TONES.get(one.stage, "neutral"),
        )
        for one in case.known_events
    ]
    entries += [
        TimelineEntry(one.said_on, _("Comment of %(who)s") % {"who": one.by.name}, one.words)
        for one in case.known_comments
    ]
    return sorted(entries, key=lambda one: one.day)


def finding_head(viewer: Viewer, finding: Any) -> PageHead:
    """Return the head of a finding's page with the steps that the viewer may take."""
    doors = [
        Action(
            FINDING_WORDS[following],
            reverse("step-recognition-finding", args=[finding.reference, following.value]),
            primary=following in (FindingStanding.REPORTED, FindingStanding.CLOSED),
        )
        for following in FINDING_STEPS[FindingStanding(finding.standing)]
        if may_act_as(viewer, finding.case, finding_side(following))
    ]
    return PageHead(
        title=finding.text,
        kicker=f"{_('Finding')} · {finding.reference}",
        crumbs=crumbs(case_crumb(finding.case.reference), Crumb(finding.reference)),
        actions=doors,
        illustrative=finding.case.illustrative,
    )


def finding_timeline(finding: Any) -> list[TimelineEntry]:
    """Return the standings of a finding with their days."""
    return [TimelineEntry(one.held_from, FindingStanding(one.standing).label, one.note) for one in finding.known_events]


def finding_facts(finding: Any) -> list[Fact]:
    """Return what is on record of a finding."""
    return [
        Fact(_("Course"), finding.case.course.title),
        Fact(_("About"), EvidenceKind(finding.about).label),
        Fact(_("Severity"), finding.get_severity_display()),
        Fact(_("Raised on"), finding.raised_on),
        Fact(_("Due on"), finding.due_on),
        Fact(_("Standing"), FindingStanding(finding.standing_then).label),
        Fact(_("Institution"), finding.case.course.institution.name),
    ]


def public_facts(certificate: Any, day: date) -> list[Fact]:
    """Return what anyone may read of a certificate: no person, no document, no case."""
    version = certificate.standard_version
    course = certificate.course
    state = course.institution.state
    facts = [
        Fact(_("Certificate"), certificate.number),
        Fact(_("Course"), course.title),
        Fact(_("Institution"), f"{course.institution.name}{', ' + state.name if state else ''}"),
        Fact(_("Standard"), course.standard),
        Fact(_("Version of the standard"), f"{version.version} ({version.title})" if version else _not_told()),
        Fact(_("Issued by"), certificate.issued_by.name),
        Fact(_("Signed by"), certificate.signed_by or _not_told()),
        Fact(_("Effective from"), certificate.day_as_told or certificate.effective_from),
        Fact(_("Valid until (excluded)"), certificate.expires_on or NO_END),
        Fact(_("On %(day)s") % {"day": long_day(day)}, standing_badge(certificate, day).label),
    ]
    standing = certificate_standing(certificate, day)
    if standing == RecognitionStanding.REVOKED:
        facts.append(Fact(_("Revoked on"), certificate.revoked_on))
        facts.append(Fact(_("Why"), certificate.revoked_reason))
    if certificate.newest_issue:
        facts.append(Fact(_("Standard issued anew on"), certificate.newest_issue))
    return [*facts, Fact(_("Source"), certificate.source or "—", standing=certificate.standing)]


def verdict_words(certificate: Any, day: date) -> str:
    """Return in a sentence what a certificate is worth on a day."""
    on = long_day(day)
    standing = certificate_standing(certificate, day)
    if standing == RecognitionStanding.VALID and certificate.newest_issue:
        return _("The course is recognised on %(day)s, against an older version of its standard.") % {"day": on}
    if standing == RecognitionStanding.VALID and certificate.expires_on is None:
        return _("The course was recognised before %(day)s; no source tells until when.") % {"day": on}
    words = {
        RecognitionStanding.VALID: _("The course is recognised on %(day)s."),
        RecognitionStanding.NOT_YET: _("The certificate is not effective yet on %(day)s."),
        RecognitionStanding.EXPIRED: _("The certificate has expired: the course is not recognised by it on %(day)s."),
        RecognitionStanding.REVOKED: _("The certificate was revoked: the course is not recognised by it on %(day)s."),
    }
    return words[standing] % {"day": on}


def certificate_head(viewer: Viewer, certificate: Any, day: date) -> PageHead:
    """Return the head of a certificate's page with what the viewer may do."""
    number = certificate.number
    doors = [
        Action(_("Certificate as PDF"), reverse("recognition-paper", args=[number]), icon="download"),
        Action(_("Public page"), reverse("verify-recognition", args=[number])),
    ]
    is_issuer = viewer.organisation_id == certificate.issued_by_id and viewer.has_role(Role.APPROVER)
    if is_issuer and certificate_standing(certificate, day) in (
        RecognitionStanding.VALID,
        RecognitionStanding.NOT_YET,
    ):
        doors.append(Action(_("Revoke"), reverse("revoke-recognition", args=[number])))
    return PageHead(
        title=certificate.course.title,
        kicker=f"{_('Certificate of recognition')} · {number}",
        lead=certificate.course.institution.name,
        crumbs=certificate_crumbs(Crumb(number)),
        status=standing_badge(certificate, day),
        actions=doors,
        illustrative=certificate.illustrative,
    )


def certificate_facts_shown(certificate: Any, viewer: Viewer, day: date) -> list[Fact]:
    """Return what a party reads of a certificate: the public facts, the parameter, its case and what it renews."""
    facts = public_facts(certificate, day)
    how = Explanation(
        formula=_("effective from, and the years that the certificate is valid; sources disagree on the years"),
        parameters=explained([VALIDITY_YEARS, ALLOWED_YEARS], day),
    )
    facts = [Fact(one.label, one.value, standing=one.standing, explanation=how)
             if one.label == _("Valid until (excluded)") else one for one in facts]  # fmt: skip
    case = certificate.case
    sees_case = case is not None and (
        viewer.is_system
        or viewer.organisation_id
        in (case.register_id, certificate.course.institution_id, certificate.course.institution.state_id)
    )
    if sees_case and case is not None:
        facts.insert(1, Fact(_("Case"), case.reference, href=reverse("recognition-case", args=[case.reference])))
    if case is not None and case.renews is not None:
        gap = gap_days(certificate_facts(case.renews), certificate.effective_from)
        words = _("without a gap") if not gap else _("after a gap of %(days)s days") % {"days": gap}
        address = reverse("course-recognition", args=[case.renews.number])
        facts.insert(2, Fact(_("Renews"), f"{case.renews.number}, {words}", href=address))
    return facts
