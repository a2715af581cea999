"""Enters visits whole: asked for, step by step as far as they came, with outcomes and findings.

What no source publishes of a visit that did take place is not made up: lines of its checklists that must be answered
are answered as not seen, and the days of its other steps are those of the visit, marked illustrative.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from muster.demonstration.load_parties import SECRETARIAT, organisation
from muster.demonstration.rows import Row, place, read_rows
from muster.parties.viewer import SYSTEM
from muster.pledges.models import PledgeVersion
from muster.pledges.terms import split_list
from muster.reference.checklists import checklist_lines
from muster.visits import actions
from muster.visits.models import Visit, VisitChecklist
from muster.visits.stages import Answer, FindingStanding, Outcome, VisitStage
from muster.visits.terms import AnswerTerms, FindingTerms, MemberTerms, StepTerms, SubjectTerms, VisitTerms

NOT_PUBLISHED = "Not published."
TEAM = (MemberTerms("lead", is_lead=True), MemberTerms("force-generation"), MemberTerms("equipment"))
"""Who is in a team is recalled (2.5 of the dossier); no name is."""


@dataclass
class Parts:
    """What the files say of one visit besides its row."""

    steps: list[Row] = field(default_factory=list)
    outcomes: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    finding_steps: list[Row] = field(default_factory=list)


def parts_by_visit() -> dict[str, Parts]:
    """Return what the files say of each visit."""
    parts: dict[str, Parts] = defaultdict(Parts)
    for name, list_of in (
        ("visit_steps", "steps"),
        ("visit_outcomes", "outcomes"),
        ("findings", "findings"),
        ("finding_steps", "finding_steps"),
    ):
        for row in read_rows(name):
            with place(row):
                getattr(parts[row["visit"]], list_of).append(row)
    return parts


def known_visits() -> set[str]:
    """Return the references of the visits on record."""
    return set(Visit.objects.values_list("reference", flat=True))


def load_visit(row: Row, known: set[str], parts: Mapping[str, Parts]) -> bool:
    """Enter a visit with all that belongs to it; False where it is there."""
    if row["reference"] in known:
        return False
    own = parts[row["reference"]]
    actions.request_visit(
        SYSTEM,
        _terms(row),
        register=organisation(SECRETARIAT),
        requested_on=row.day("requested_on"),
        today=row.day("known_from"),
        request_source=row["request_source"] or None,
        request_standing=row["request_standing"] or None,
    )
    for step in own.steps:
        with place(step):
            _take_step(row, step, own)
    return True


def _terms(row: Row) -> VisitTerms:
    """Return what a row of the visits asks for."""
    subjects = tuple(_subject(reference) for reference in split_list(row["pledges"]))
    return VisitTerms(
        reference=row["reference"],
        state=row["state"],
        kind=row["kind"],
        subjects=subjects,
        purpose=row["purpose"],
        planned_from=row.optional_day("planned_from"),
        planned_until=row.optional_day("planned_until"),
        source=row["source"],
        standing=row.standing,
    )


def _subject(reference: str) -> SubjectTerms:
    """Return a pledge as a visit names it. Raises ValueError with the remedy."""
    found = PledgeVersion.objects.filter(pledge__reference=reference, known_until__isnull=True).first()
    if found is None:
        raise ValueError(f"pledge {reference!r} is not on record; add it to pledges.csv")
    return SubjectTerms("pledge", reference, found.title, found.unit_type)


def _take_step(row: Row, step: Row, own: Parts) -> None:
    """Take the visit a step on, with what must be there before it or comes with it."""
    reference, stage, today = row["reference"], VisitStage(step["stage"]), step.day("known_from")
    if stage == VisitStage.CLOSED:
        _move_findings_on(reference, own.finding_steps)
    if stage == VisitStage.TEAM_NAMED:
        held_from = step.day("held_from")
        actions.name_team(
            SYSTEM,
            reference,
            TEAM,
            held_from=held_from,
            today=today,
            source=step["source"],
            standing=step.standing,
        )
        return
    if stage == VisitStage.SENT:
        _write_results(row, own, today)
    actions.take_step(
        SYSTEM, reference, stage, _step_terms(step), today=today, source=step["source"], standing=step.standing
    )
    if stage == VisitStage.TRACKED:
        _move_findings_on(reference, own.finding_steps)


def _step_terms(step: Row) -> StepTerms:
    return StepTerms(
        step.day("held_from"),
        reason=step["reason"],
        invitation_reference=step["invitation"],
        carried_until=step.optional_day("carried_until"),
        comments=step["comments"],
    )


def _write_results(row: Row, own: Parts, today: date) -> None:
    """Write what the draft report brings: report, findings, answers, and an outcome for each subject."""
    reference = row["reference"]
    visit = Visit.objects.get(reference=reference)
    answer_as_not_seen(visit, today)
    actions.write_report(SYSTEM, reference, row["report"] or NOT_PUBLISHED)
    for finding in own.findings:
        with place(finding):
            actions.raise_finding(
                SYSTEM,
                reference,
                _finding(finding),
                raised_on=finding.day("raised_on"),
                today=finding.day("known_from"),
            )
    numbers = dict(visit.subjects.values_list("reference", "pk"))
    for said in own.outcomes:
        with place(said):
            actions.decide_outcome(
                SYSTEM,
                reference,
                numbers[said["pledge"]],
                Outcome(said["outcome"]),
                decided_on=said.day("decided_on"),
                today=said.day("known_from"),
                note=said["note"],
            )


def _finding(row: Row) -> FindingTerms:
    return FindingTerms(
        text=row["text"],
        severity=row["severity"],
        owner=row["owner"],
        subject=row["pledge"],
        area=row["area"],
        line=row["line"],
        due_on=row.optional_day("due_on"),
    )


def answer_as_not_seen(visit: Visit, today: date) -> None:
    """Answer the lines without which no draft goes out: nothing of them is on record."""
    answers = {one.pk: _not_seen(one) for one in visit.checklists.select_related("subject")}
    actions.answer_checklists(
        SYSTEM, visit.reference, {number: lines for number, lines in answers.items() if lines}, today=today
    )


def _not_seen(checklist: VisitChecklist) -> Sequence[AnswerTerms]:
    """Return the critical lines of a checklist as not seen."""
    asked_of = "unit" if checklist.subject_id else "state"
    lines = checklist_lines(checklist.area, checklist.template_version, asked_of)
    return [
        AnswerTerms(line.code, Answer.NOT_SEEN, remark=NOT_PUBLISHED) for line in lines if line.weight == "critical"
    ]


def _move_findings_on(reference: str, steps: Sequence[Row]) -> None:
    """Take each finding of a visit as far as it came."""
    for step in steps:
        with place(step):
            day = step.day("held_from")
            actions.take_finding_step(
                SYSTEM,
                f"{reference}-f{step.integer('number')}",
                FindingStanding(step["stage"]),
                held_from=day,
                today=day,
                note=step["note"],
            )
