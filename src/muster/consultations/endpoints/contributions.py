"""The API of contributions: questions, positions, traces and commitments; the same actions as the pages."""

from django.http import HttpResponse
from ninja import Path, Query, Router, Status

from muster.consultations.actions import contribution_commitments, contribution_positions, contribution_questions
from muster.consultations.actions.contribution_traces import comment_on_trace, trace_position
from muster.consultations.endpoints import contribution_shapes as shapes
from muster.consultations.endpoints.contribution_shapes import ConsultationReference, InputReference
from muster.consultations.papers.input_trace import input_trace_paper
from muster.consultations.queries.consultations import convenes, visible_consultation
from muster.consultations.queries.contribution_traces import outcome_on, proposals
from muster.consultations.queries.contributions import (
    commitment_rows,
    position_rows,
    question_rows,
    visible_commitment,
    visible_commitments,
    visible_position,
    visible_positions,
    visible_question,
    visible_questions,
)
from muster.kit.errors import NotAllowed
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of_rows
from muster.kit.openapi.fields import Code, RecordId
from muster.kit.papers import as_pdf
from muster.kit.uploads import attached
from muster.parties.request import MusterRequest

router = Router(tags=["consultations"])
A_PAPER = {
    "description": "The paper",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


class ContributionFilters(ListFilters):
    """Whose contributions, to which consultation or mission."""

    consultation: ConsultationReference | None = None
    mission: Code | None = None
    state: Code | None = None


class PositionFilters(ContributionFilters):
    """Which positions."""

    task: shapes.TaskCode | None = None


class CommitmentFilters(ListFilters):
    """Whose commitments, in which consultation."""

    consultation: ConsultationReference | None = None
    owner: Code | None = None


PATHS = {
    "consultation": "consultation__reference",
    "mission": "consultation__mission__acronym",
    "state": "state__code",
}


def _question(request: MusterRequest, reference: str) -> shapes.ConsultationQuestionAnswer:
    found = visible_question(request.viewer, request.today, reference)
    return shapes.question_answer(question_rows(request.viewer, request.today, [found])[0])


@router.get(
    "/consultation-questions",
    response={200: Page[shapes.ConsultationQuestionAnswer], **READ_ERRORS},
    summary="Questions in consultations",
)
def questions(request: MusterRequest, filters: Query[ContributionFilters]) -> Page[shapes.ConsultationQuestionAnswer]:
    """The caller's own questions, and those shared with it."""
    day = filters.day(request)
    found = visible_questions(request.viewer, day).filter(**filters.chosen(**PATHS))
    return page_of_rows(question_rows(request.viewer, day, found), filters, shapes.question_answer)


@router.post(
    "/consultations/{reference}/questions",
    response={201: shapes.ConsultationQuestionAnswer, **WRITE_ERRORS},
    summary="Ask a question",
)
def ask(
    request: MusterRequest, reference: Path[ConsultationReference], body: shapes.QuestionBody
) -> Status[shapes.ConsultationQuestionAnswer]:
    """Ask something for the caller's State while the consultation is open."""
    made = contribution_questions.ask_question(request.viewer, reference, body.terms(), today=request.today)
    return Status(201, _question(request, made.reference))


@router.post(
    "/consultation-questions/{question}/answer",
    response={200: shapes.ConsultationQuestionAnswer, **WRITE_ERRORS},
    summary="Answer a question",
)
def answer(
    request: MusterRequest, question: Path[InputReference], body: shapes.AnswerBody
) -> shapes.ConsultationQuestionAnswer:
    """Answer a question for the convening secretariat, once."""
    contribution_questions.answer_question(request.viewer, question, body.answer, today=request.today)
    return _question(request, question)


@router.post(
    "/consultation-questions/{question}/share",
    response={200: shapes.ConsultationQuestionAnswer, **WRITE_ERRORS},
    summary="Share a question with all",
)
def share_question(request: MusterRequest, question: Path[InputReference]) -> shapes.ConsultationQuestionAnswer:
    """Let everybody who takes part read a question of the caller's State; it is never taken back."""
    contribution_questions.share_question(request.viewer, question, today=request.today)
    return _question(request, question)


def _position(
    request: MusterRequest, reference: str, filters: Filters | None = None
) -> shapes.ConsultationPositionAnswer:
    day = filters.day(request) if filters else request.today
    found = visible_position(request.viewer, day, reference)
    return shapes.position_answer(position_rows(request.viewer, day, [found])[0])


@router.get(
    "/consultation-positions",
    response={200: Page[shapes.ConsultationPositionAnswer], **READ_ERRORS},
    summary="Positions in consultations",
)
def positions(request: MusterRequest, filters: Query[PositionFilters]) -> Page[shapes.ConsultationPositionAnswer]:
    """The caller's own positions, and those shared with it, with what became of each."""
    day = filters.day(request)
    found = visible_positions(request.viewer, day).filter(**filters.chosen(**PATHS, task="task"))
    return page_of_rows(position_rows(request.viewer, day, found), filters, shapes.position_answer)


@router.get(
    "/consultation-positions/{position}",
    response={200: shapes.ConsultationPositionAnswer, **READ_ERRORS},
    summary="A position",
)
def position(
    request: MusterRequest, position: Path[InputReference], filters: Query[Filters]
) -> shapes.ConsultationPositionAnswer:
    """One position as it stood on the day."""
    return _position(request, position, filters)


@router.post(
    "/consultations/{reference}/positions",
    response={201: shapes.ConsultationPositionAnswer, **WRITE_ERRORS},
    summary="Write a position",
)
def write(
    request: MusterRequest, reference: Path[ConsultationReference], body: shapes.PositionBody
) -> Status[shapes.ConsultationPositionAnswer]:
    """Write a position of the caller's State; it alone reads it until it submits it."""
    made = contribution_positions.write_position(request.viewer, reference, body.terms(), today=request.today)
    return Status(201, _position(request, made.reference))


@router.post(
    "/consultation-positions/{position}/words",
    response={200: shapes.ConsultationPositionAnswer, **WRITE_ERRORS},
    summary="Change a position",
)
def revise(
    request: MusterRequest, position: Path[InputReference], body: shapes.RevisedPositionBody
) -> shapes.ConsultationPositionAnswer:
    """Change the words of a position that nobody else has read."""
    contribution_positions.revise_position(
        request.viewer, position, body.terms(), today=request.today, expected_version=body.version
    )
    return _position(request, position)


@router.post(
    "/consultation-positions/{position}/submit",
    response={200: shapes.ConsultationPositionAnswer, **WRITE_ERRORS},
    summary="Submit a position",
)
def submit(
    request: MusterRequest, position: Path[InputReference], body: shapes.PositionStepBody
) -> shapes.ConsultationPositionAnswer:
    """Let the convening secretariat read a position; it is never taken back."""
    contribution_positions.submit_position(request.viewer, position, today=request.today, expected_version=body.version)
    return _position(request, position)


@router.post(
    "/consultation-positions/{position}/share",
    response={200: shapes.ConsultationPositionAnswer, **WRITE_ERRORS},
    summary="Share a position with all",
)
def share(
    request: MusterRequest, position: Path[InputReference], body: shapes.PositionStepBody
) -> shapes.ConsultationPositionAnswer:
    """Let everybody who takes part read a submitted position; it is never taken back."""
    contribution_positions.share_position(request.viewer, position, today=request.today, expected_version=body.version)
    return _position(request, position)


@router.post(
    "/consultation-positions/{position}/withdraw",
    response={200: shapes.ConsultationPositionAnswer, **WRITE_ERRORS},
    summary="Withdraw a position",
)
def withdraw(
    request: MusterRequest, position: Path[InputReference], body: shapes.PositionStepBody
) -> shapes.ConsultationPositionAnswer:
    """Withdraw a position; who has read it reads it still, marked."""
    contribution_positions.withdraw_position(
        request.viewer, position, today=request.today, expected_version=body.version
    )
    return _position(request, position)


@router.post(
    "/consultation-positions/{position}/trace",
    response={200: shapes.ConsultationPositionAnswer, **WRITE_ERRORS},
    summary="Record what became of an input",
)
def record_trace(
    request: MusterRequest, position: Path[InputReference], body: shapes.TraceBody
) -> shapes.ConsultationPositionAnswer:
    """Record for the convening secretariat what became of an input in the decided text, or correct it."""
    trace_position(request.viewer, position, body.terms(), today=request.today, expected_version=body.version)
    return _position(request, position)


@router.post(
    "/consultation-positions/{position}/comment",
    response={200: shapes.ConsultationPositionAnswer, **WRITE_ERRORS},
    summary="Comment on a trace",
)
def comment(
    request: MusterRequest, position: Path[InputReference], body: shapes.TraceCommentBody
) -> shapes.ConsultationPositionAnswer:
    """Say for the State whose input it was what it thinks of the trace."""
    comment_on_trace(request.viewer, position, body.comment, today=request.today, expected_version=body.version)
    return _position(request, position)


@router.get(
    "/consultations/{reference}/trace-proposals",
    response={200: Page[shapes.TraceProposalAnswer], **WRITE_ERRORS},
    summary="Proposed traces of inputs",
)
def proposed(
    request: MusterRequest, reference: Path[ConsultationReference], filters: Query[ListFilters]
) -> Page[shapes.TraceProposalAnswer]:
    """What the rule proposes for inputs that are not followed up: for the convening secretariat alone."""
    viewer, day = request.viewer, filters.day(request)
    consultation = visible_consultation(viewer, day, reference)
    if not convenes(viewer, consultation):
        raise NotAllowed(f"Proposals of {reference}: only for {consultation.convened_by.name}, which convenes.")
    rows = position_rows(viewer, day, visible_positions(viewer, day).filter(consultation=consultation.pk))
    found = list(proposals(consultation, day, rows).items())
    return page_of_rows(found, filters, shapes.proposal_answer)


@router.get(
    "/consultations/{reference}/trace-paper",
    response={**READ_ERRORS},
    summary="Trace of inputs as PDF",
    openapi_extra={"responses": {200: A_PAPER}},
)
def trace_pdf(request: MusterRequest, reference: Path[ConsultationReference], filters: Query[Filters]) -> HttpResponse:
    """What became of each input in the text, as far as the caller sees it, as a paper."""
    viewer, day = request.viewer, filters.day(request)
    consultation = visible_consultation(viewer, day, reference)
    rows = position_rows(viewer, day, visible_positions(viewer, day).filter(consultation=consultation.pk))
    submitted = [one for one in rows if one.submitted_on is not None]
    paper = input_trace_paper(consultation, outcome_on(consultation, day), submitted, day)
    return attached(as_pdf(paper), f"trace-{reference}.pdf")


def _commitment(request: MusterRequest, reference: str, number: int) -> shapes.ConsultationCommitmentAnswer:
    found = visible_commitment(request.viewer, request.today, reference, number)
    return shapes.commitment_answer(commitment_rows(request.today, [found])[0])


@router.get(
    "/consultation-commitments",
    response={200: Page[shapes.ConsultationCommitmentAnswer], **READ_ERRORS},
    summary="Commitments in consultations",
)
def commitments(request: MusterRequest, filters: Query[CommitmentFilters]) -> Page[shapes.ConsultationCommitmentAnswer]:
    """What parties promised in the consultations in which the caller takes part."""
    day = filters.day(request)
    wanted = filters.chosen(consultation="consultation__reference", owner="owner__code")
    rows = commitment_rows(day, visible_commitments(request.viewer, day).filter(**wanted))
    return page_of_rows(rows, filters, shapes.commitment_answer)


@router.post(
    "/consultations/{reference}/commitments",
    response={201: shapes.ConsultationCommitmentAnswer, **WRITE_ERRORS},
    summary="Record a commitment",
)
def commit(
    request: MusterRequest, reference: Path[ConsultationReference], body: shapes.CommitmentBody
) -> Status[shapes.ConsultationCommitmentAnswer]:
    """Record what somebody who takes part promised; a State for itself alone."""
    made = contribution_commitments.record_commitment(
        request.viewer, reference, body.owner, body.terms(), today=request.today
    )
    return Status(201, _commitment(request, reference, made.number))


@router.post(
    "/consultations/{reference}/commitments/{number}/done",
    response={200: shapes.ConsultationCommitmentAnswer, **WRITE_ERRORS},
    summary="A commitment is done",
)
def done(
    request: MusterRequest,
    reference: Path[ConsultationReference],
    number: Path[RecordId],
    body: shapes.CommitmentDoneBody,
) -> shapes.ConsultationCommitmentAnswer:
    """Note that a commitment is done: its owner does, or the convening secretariat."""
    contribution_commitments.mark_commitment_done(
        request.viewer, reference, number, today=request.today, note=body.note
    )
    return _commitment(request, reference, number)


routers: tuple[Router, ...] = (router,)
