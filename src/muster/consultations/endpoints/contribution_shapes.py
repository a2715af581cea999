"""What goes in and comes out of the API of contributions: references name records, no number tells of what is kept."""

from datetime import date
from typing import Annotated

from pydantic import Field

from muster.consultations.contribution_terms import CommitmentTerms, PositionTerms, QuestionTerms, TraceTerms
from muster.consultations.models import Sharing, TraceOutcome
from muster.consultations.queries.contributions import CommitmentRow, PositionRow, QuestionRow
from muster.consultations.rules.tracing import ProposedTrace
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, WITHOUT_NUL, Code, Day, LongLine, Version

ConsultationReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=60)]
InputReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=40)]
Point = Annotated[int, Field(ge=1, le=32_767), WHOLE]
LineNumber = Annotated[int, Field(ge=1, le=2**31 - 1), WHOLE]
Words = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=2000)]
SomeWords = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=2000)]
SomeProse = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=4000)]
TaskCode = Annotated[str, Field(pattern=r"^[-a-z]*$", max_length=40)]
ParagraphOfText = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=40)]


class ConsultationQuestionAnswer(Sourced):
    """A question as it stood on the day."""

    reference: str
    consultation: str
    mission: str
    state: str
    point: int | None
    text: str
    sharing: Sharing
    asked_on: date
    answer: str
    answered_on: date | None


def question_answer(row: QuestionRow) -> ConsultationQuestionAnswer:
    """Return a question in its shape."""
    one = row.question
    return ConsultationQuestionAnswer(
        reference=one.reference,
        consultation=one.consultation.reference,
        mission=one.consultation.mission.acronym,
        state=one.state.code,
        point=one.item.number if one.item else None,
        text=one.text,
        sharing=Sharing(row.sharing),
        asked_on=one.asked_on,
        answer=row.answer,
        answered_on=row.answered_on,
        **sourced(one),
    )


class InputTraceAnswer(Answer):
    """What became of an input in the text."""

    outcome: TraceOutcome
    task: str
    paragraph: str
    words: str
    reason: str
    traced_on: date
    comment: str


class ConsultationPositionAnswer(Sourced):
    """A position as it stood on the day, with what became of it."""

    reference: str
    consultation: str
    mission: str
    state: str
    point: int | None
    task: str
    text: str
    wanted_words: str
    sharing: Sharing
    written_on: date
    submitted_on: date | None
    is_late: bool = Field(description="submitted after the latest useful input")
    shared_on: date | None
    withdrawn_on: date | None
    trace: InputTraceAnswer | None
    version: int


def trace_answer(row: PositionRow) -> InputTraceAnswer | None:
    """Return the trace of a position in its shape, if there is one."""
    trace = row.trace
    if trace is None:
        return None
    return InputTraceAnswer(
        outcome=TraceOutcome(trace.outcome),
        task=trace.task.task if trace.task else "",
        paragraph=trace.paragraph,
        words=trace.words,
        reason=trace.reason,
        traced_on=trace.traced_on,
        comment=row.comment,
    )


def position_answer(row: PositionRow) -> ConsultationPositionAnswer:
    """Return a position in its shape."""
    one = row.position
    return ConsultationPositionAnswer(
        reference=one.reference,
        consultation=one.consultation.reference,
        mission=one.consultation.mission.acronym,
        state=one.state.code,
        point=one.item.number if one.item else None,
        task=one.task,
        text=one.text,
        wanted_words=one.wanted_words,
        sharing=Sharing(row.sharing),
        written_on=one.written_on,
        submitted_on=row.submitted_on,
        is_late=row.is_late,
        shared_on=row.shared_on,
        withdrawn_on=row.withdrawn_on,
        trace=trace_answer(row),
        version=one.version,
        **sourced(one),
    )


class TraceProposalAnswer(Answer):
    """What the rule proposes for an input that is not followed up; nothing is recorded by it."""

    position: str
    outcome: TraceOutcome | None
    task_line: int | None = Field(description="line of the decided mandate's tasks")
    task: str
    why: str


def proposal_answer(found: tuple[str, ProposedTrace]) -> TraceProposalAnswer:
    """Return a proposal in its shape."""
    reference, one = found
    return TraceProposalAnswer(
        position=reference,
        outcome=TraceOutcome(one.outcome) if one.outcome else None,
        task_line=one.task.number if one.task else None,
        task=one.task.task if one.task else "",
        why=one.why,
    )


class ConsultationCommitmentAnswer(Sourced):
    """A commitment as it stood on the day."""

    consultation: str
    mission: str
    number: int
    owner: str
    text: str
    due_on: date
    done_on: date | None
    is_overdue: bool
    note: str


def commitment_answer(row: CommitmentRow) -> ConsultationCommitmentAnswer:
    """Return a commitment in its shape."""
    one = row.commitment
    return ConsultationCommitmentAnswer(
        consultation=one.consultation.reference,
        mission=one.consultation.mission.acronym,
        number=one.number,
        owner=one.owner.code,
        text=one.text,
        due_on=one.due_on,
        done_on=one.done_on if row.is_done else None,
        is_overdue=row.is_overdue,
        note=one.note,
        **sourced(one),
    )


class QuestionBody(Body):
    """What is asked, on which point, and who reads it: the secretariat, or all participants."""

    text: SomeWords
    point: Point | None = None
    sharing: Sharing = Sharing.SECRETARIAT

    def terms(self) -> QuestionTerms:
        """Return the content as terms."""
        return QuestionTerms(self.text, self.point, self.sharing.value)


class AnswerBody(Body):
    """The answer to a question."""

    answer: SomeProse


class PositionBody(Body):
    """What a State wants, on which point and mandated task."""

    text: SomeProse
    wanted_words: Words = ""
    point: Point | None = None
    task: TaskCode = ""

    def terms(self) -> PositionTerms:
        """Return the content as terms."""
        return PositionTerms(self.text, self.wanted_words, self.point, self.task)


class RevisedPositionBody(PositionBody):
    """The new content of a position, and the version that was read."""

    version: Version


class PositionStepBody(Body):
    """The version of the position that was read."""

    version: Version


class TraceBody(Body):
    """What became of an input: a line of the decided mandate's tasks or a paragraph, and a reason where one is due."""

    outcome: TraceOutcome
    task_line: LineNumber | None = None
    paragraph: ParagraphOfText = ""
    words: Words = ""
    reason: Words = ""
    version: Version

    def terms(self) -> TraceTerms:
        """Return the content as terms."""
        return TraceTerms(self.outcome.value, self.task_line, self.paragraph, self.words, self.reason)


class TraceCommentBody(Body):
    """What the State says of the trace, and the version of its position that was read."""

    comment: SomeWords
    version: Version


class CommitmentBody(Body):
    """What is promised, by whom and by when."""

    owner: Code
    text: SomeWords
    due_on: Day
    note: LongLine = ""

    def terms(self) -> CommitmentTerms:
        """Return the content as terms."""
        return CommitmentTerms(self.text, self.due_on, self.note)


class CommitmentDoneBody(Body):
    """How a commitment was done."""

    note: LongLine = ""
