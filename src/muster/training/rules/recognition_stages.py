"""The stages of the recognition of a course: who takes which step, and what each needs before it. Pure.

Six stages were seen in Korea in 2013, each to be passed before the next (S33); of the fourth no name is published. What
is assessed is seen (S33, seed000: infrastructure, instructors, content, real delivery). What must be there before which
step, and who takes it, is a local choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from muster.kit.errors import Problem
from muster.training.stages import Coverage, EvidenceKind, RecognitionStage
from muster.visits.stages import Outcome

S = RecognitionStage
INSTITUTION, SECRETARIAT, APPROVER = "institution", "secretariat", "approver"
"""Who takes a step: the course's institution, an officer of the register's secretariat, an approver of it."""

SIX_STAGES = (S.APPLICATION, S.SYSTEM_REPORT, S.LESSON_PLANS, S.DESK_REVIEW, S.OBSERVATION, S.RESULT)
ENDED = (S.RECOGNISED, S.REFUSED, S.WITHDRAWN)

_ENDS = {S.REFUSED: APPROVER, S.WITHDRAWN: INSTITUTION}
STEPS: dict[RecognitionStage, dict[RecognitionStage, str]] = {
    S.APPLICATION: {S.SYSTEM_REPORT: SECRETARIAT, **_ENDS},
    S.SYSTEM_REPORT: {S.LESSON_PLANS: SECRETARIAT, **_ENDS},
    S.LESSON_PLANS: {S.DESK_REVIEW: INSTITUTION, **_ENDS},
    S.DESK_REVIEW: {S.OBSERVATION: SECRETARIAT, S.LESSON_PLANS: SECRETARIAT, **_ENDS},
    S.OBSERVATION: {S.RESULT: SECRETARIAT, **_ENDS},
    S.RESULT: {S.RECOGNISED: APPROVER, **_ENDS},
    S.RECOGNISED: {},
    S.REFUSED: {},
    S.WITHDRAWN: {},
}
"""From each stage those that may follow, and who takes the step. The review may send lesson plans back."""

JUDGED_BEFORE_THE_VISIT = (
    EvidenceKind.CURRICULUM,
    EvidenceKind.LESSON_PLANS,
    EvidenceKind.EXERCISES,
    EvidenceKind.INSTRUCTORS,
    EvidenceKind.FACILITIES,
    EvidenceKind.ASSESSMENT,
    EvidenceKind.PARTICIPANTS,
)
"""What the desk judges; curriculum and lesson plans line by line, where the lines of the standard are on record."""

JUDGED_BY_LINE = (EvidenceKind.CURRICULUM, EvidenceKind.LESSON_PLANS)
HANDED_IN_DURING = (S.APPLICATION, S.SYSTEM_REPORT, S.LESSON_PLANS, S.DESK_REVIEW, S.OBSERVATION)
"""Stages in which the institution may hand in evidence."""

JUDGED_DURING = (S.APPLICATION, S.SYSTEM_REPORT, S.LESSON_PLANS, S.DESK_REVIEW, S.OBSERVATION, S.RESULT)
LINES_JUDGED_DURING = (S.DESK_REVIEW, S.OBSERVATION)
FINDINGS_DURING = (S.SYSTEM_REPORT, S.LESSON_PLANS, S.DESK_REVIEW, S.OBSERVATION, S.RESULT)
VISIT_ARRANGED_DURING = (S.DESK_REVIEW, S.OBSERVATION)


@dataclass(frozen=True)
class LineFacts:
    """A line of the standard as the rules read it: whether a lesson that covers it has a plan, and the verdict."""

    number: str
    is_required: bool
    has_plan: bool = False
    verdict: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """A case as the rules read it.

    `verdicts`: the verdict on what was handed in last of each kind, empty where it is not judged yet; a kind that was
    not handed in is no key. `visit_outcome` is empty until the report of the visit is approved.
    """

    stage: str
    has_version: bool = True
    version_is_on_record: bool = True
    lesson_count: int = 0
    lines: tuple[LineFacts, ...] = ()
    verdicts: Mapping[str, str] = field(default_factory=dict)
    has_visit: bool = False
    visit_outcome: str = ""
    open_findings: tuple[str, ...] = ()
    last_day: date | None = None


def legal_next_stages(stage: str) -> tuple[RecognitionStage, ...]:
    """Return the stages that may follow."""
    return tuple(STEPS[RecognitionStage(stage)])


def step_side(stage: str, following: str) -> str:
    """Return who takes a step, empty where it is none."""
    return STEPS[RecognitionStage(stage)].get(RecognitionStage(following), "")


def step_problems(case: CaseFacts, following: str, day: date, words: str = "") -> list[Problem]:
    """Return why a case cannot take a step on a day: a line each, with its remedy. An empty list: it may."""
    stage, wanted = RecognitionStage(case.stage), RecognitionStage(following)
    if wanted not in STEPS[stage]:
        possible = ", ".join(one.label for one in STEPS[stage]) or "nothing, it has ended"
        message = f"what is “{stage.label}” cannot become “{wanted.label}”"
        return [Problem("stage", message, f"possible: {possible}")]
    problems = []
    if case.last_day is not None and day < case.last_day:
        problems.append(Problem("day", f"{day} is before the last step of {case.last_day}", "give a later day"))
    needs = {
        S.SYSTEM_REPORT: lambda: _application(case),
        S.LESSON_PLANS: lambda: _reason(words) if stage == S.DESK_REVIEW else _system(case),
        S.DESK_REVIEW: lambda: _plans(case),
        S.OBSERVATION: lambda: _desk_review(case),
        S.RESULT: lambda: _observed(case),
        S.RECOGNISED: lambda: _decision(case, words),
        S.REFUSED: lambda: _reason(words),
        S.WITHDRAWN: lambda: _reason(words),
    }
    return [*problems, *needs[wanted]()]


def _reason(words: str) -> list[Problem]:
    """What is refused, withdrawn or sent back says why."""
    return [] if words.strip() else [Problem("words", "are not given", "say why in a line")]


def _application(case: CaseFacts) -> list[Problem]:
    """The application names the version of the standard, and says what the course teaches."""
    problems = []
    if case.version_is_on_record and not case.has_version:
        problems.append(Problem("version of the standard", "is not named", "name the one that the course follows"))
    if not case.lesson_count and EvidenceKind.CURRICULUM not in case.verdicts:
        problems.append(Problem("curriculum", "there is none", "enter the course's lessons, or hand the curriculum in"))
    return problems


def _system(case: CaseFacts) -> list[Problem]:
    """The report on the training system was handed in and holds."""
    return _judged(case, EvidenceKind.SYSTEM)


def _judged(case: CaseFacts, kind: EvidenceKind) -> list[Problem]:
    """What is looked at was handed in, was judged, and is not wholly missing."""
    if kind not in case.verdicts:
        return [Problem(kind.label.lower(), "nothing was handed in", "the institution hands it in")]
    if not case.verdicts[kind]:
        return [Problem(kind.label.lower(), "has no verdict", "say how far it suffices")]
    if case.verdicts[kind] == Coverage.NOT:
        return [Problem(kind.label.lower(), "does not suffice", "the institution hands in better, or refuse the case")]
    return []


def _plans(case: CaseFacts) -> list[Problem]:
    """There is a lesson plan for each line that the standard requires."""
    if not case.lines:
        handed_in = EvidenceKind.LESSON_PLANS in case.verdicts
        return [] if handed_in else [Problem("lesson plans", "there are none", "hand them in")]
    missing = [one.number for one in case.lines if one.is_required and not one.has_plan]
    if not missing:
        return []
    numbers = ", ".join(missing)
    return [Problem("lesson plans", f"none for line {numbers}", "add the plan of a lesson that covers it")]


def _desk_review(case: CaseFacts) -> list[Problem]:
    """Every line has a verdict, no required line is uncovered, and the other things looked at suffice."""
    problems = []
    unjudged = [one.number for one in case.lines if not one.verdict]
    if unjudged:
        problems.append(Problem("coverage", f"line {', '.join(unjudged)} has no verdict", "say how far it is covered"))
    uncovered = [one.number for one in case.lines if one.is_required and one.verdict == Coverage.NOT]
    if uncovered:
        numbers = ", ".join(uncovered)
        remedy = "send the lesson plans back, or refuse the case"
        problems.append(Problem("coverage", f"required line {numbers} is not covered", remedy))
    for kind in JUDGED_BEFORE_THE_VISIT:
        if not (case.lines and kind in JUDGED_BY_LINE):
            problems += _judged(case, kind)
    return problems


def _observed(case: CaseFacts) -> list[Problem]:
    """The delivery was observed on a visit, and its report is approved."""
    if not case.has_visit:
        return [Problem("visit", "there is none", "arrange the visit that observes the course")]
    if not case.visit_outcome:
        remedy = "take it on until the report with its outcome is approved"
        return [Problem("visit", "has no approved result yet", remedy)]
    return []


def _decision(case: CaseFacts, words: str) -> list[Problem]:
    """What the visit found lets the course be recognised, every finding is closed, and the decision is in words."""
    problems = [] if words.strip() else [Problem("words", "are not given", "say what is decided and on what grounds")]
    if case.visit_outcome not in (Outcome.RECOMMENDED, Outcome.AFTER_FOLLOW_UP):
        problems.append(Problem("visit", "does not recommend the course", "refuse the case, or visit again"))
    if case.open_findings:
        names = ", ".join(case.open_findings)
        problems.append(Problem("findings", f"still open: {names}", "close or waive each of them first"))
    return problems


def published_problems(stages: tuple[tuple[str, date], ...]) -> list[Problem]:
    """Return what is wrong with a published course of events: the order of stages and days; gaps are allowed.

    A source tells some of the stages only. What comes later in the order comes no earlier in time.
    """
    order = [*SIX_STAGES, *ENDED]
    problems = []
    if not stages:
        problems.append(Problem("stages", "none is told", "give at least one"))
    for (one, day), (following, later) in pairwise(stages):
        if order.index(RecognitionStage(following)) <= order.index(RecognitionStage(one)) or one in ENDED:
            problems.append(Problem("stages", f"{following} cannot come after {one}", "put them in their order"))
        if later < day:
            problems.append(Problem("days", f"{later} of {following} is before {day} of {one}", "give a later day"))
    return problems
