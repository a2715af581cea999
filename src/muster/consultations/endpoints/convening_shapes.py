"""What the API of convening takes and answers."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.consultations.models import (
    AgendaItem,
    Capacity,
    ConsultationStage,
    MeetingFormat,
    PackDocument,
    PackKind,
    Participant,
    StepKind,
    Trigger,
)
from muster.consultations.queries import CalendarRow, MeasuredConsultation
from muster.consultations.queries.calendar import step_facts
from muster.consultations.rules.calendar import StepFact, StepStanding, step_standing
from muster.consultations.rules.pack import DocumentFact, DocumentStanding, document_standing
from muster.consultations.terms import AgendaTerms, ConsultationTerms, DocumentTerms, HoldingTerms
from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, Line, LongLine, Prose, Reference, Title, Version, Word

Task = Annotated[str, Field(pattern=r"^[-a-z0-9]*$", max_length=40)]
Reason = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=500)]
Words = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=2000)]
DocumentNumber = Annotated[int, Field(ge=1, le=60), WHOLE]


class ConsultationCalendarAnswer(Answer):
    """An operation in force: its next end of mandate, the consultation on it as far as the caller may see it."""

    mission: str
    mandate_until: date | None = Field(description="first day without a mandate; none: no end is in sight")
    resolution: str
    days_left: int | None
    vote_on: date | None
    consultation: str | None
    next_step: StepKind | None
    due_on: date | None
    standing: StepStanding | None
    is_due_and_not_open: bool = Field(description="told to who convenes it alone")
    tours_beyond_mandate: int
    assignments_beyond_mandate: int


def calendar_answer(row: CalendarRow) -> ConsultationCalendarAnswer:
    """Return a row of the calendar in its shape."""
    return ConsultationCalendarAnswer(
        mission=row.mission.acronym,
        mandate_until=row.ending.until if row.ending else None,
        resolution=row.ending.resolution if row.ending else "",
        days_left=row.days_left,
        vote_on=row.vote_on,
        consultation=row.consultation.reference if row.consultation else None,
        next_step=StepKind(row.step.kind) if row.step else None,
        due_on=row.step.due_on if row.step else None,
        standing=row.standing,
        is_due_and_not_open=row.is_unopened,
        tours_beyond_mandate=row.at_risk.tours,
        assignments_beyond_mandate=row.at_risk.assignments,
    )


class ConsultationAnswer(Sourced):
    """A consultation, as of a day."""

    reference: str
    mission: str
    convened_by: str
    title: str
    trigger: Trigger
    reason: str
    mandate: str | None = Field(description="resolution of the mandate that ends")
    outcome: str | None = Field(description="resolution of the mandate that was decided")
    vote_on: date | None
    opened_on: date | None
    closed_on: date | None
    stage: ConsultationStage
    version: int


def consultation_answer(one: Any) -> ConsultationAnswer:
    """Return a consultation (of `visible_consultations`) in its shape: as it stood on the day."""
    return ConsultationAnswer(**_header(one), **sourced(one))


def _header(one: Any) -> dict[str, Any]:
    ended = one.stage_then in (ConsultationStage.CLOSED, ConsultationStage.CANCELLED)
    return {
        "reference": one.reference,
        "mission": one.mission.acronym,
        "convened_by": one.convened_by.code,
        "title": one.title,
        "trigger": Trigger(one.trigger),
        "reason": one.reason if ended or one.closed_on is None else "",
        "mandate": one.mandate.resolution if one.mandate else None,
        "outcome": one.outcome.resolution if ended and one.outcome else None,
        "vote_on": one.vote_on,
        "opened_on": None if one.stage_then == ConsultationStage.PLANNED else one.opened_on,
        "closed_on": one.closed_on if ended else None,
        "stage": ConsultationStage(one.stage_then),
        "version": one.version,
    }


class ConsultationStepAnswer(Answer):
    """A step of a consultation."""

    kind: StepKind
    due_on: date
    held_on: date | None
    standing: StepStanding
    format: MeetingFormat
    place: str
    summary: str


class AgendaPointAnswer(Answer):
    """A point of the agenda."""

    number: int
    title: str
    task: str
    words: str


class ConsultedPartyAnswer(Answer):
    """Who takes part, and as what. The reason is told to who convenes it and to the party itself."""

    party: str
    capacity: Capacity
    reason: str
    invited_on: date | None
    attended: bool | None


class PackDocumentAnswer(Answer):
    """A document of the pack."""

    number: int
    kind: PackKind
    title: str
    due_on: date
    delivered_on: date | None
    standing: DocumentStanding
    where: str


class ConsultationMeasuresAnswer(Answer):
    """How meaningful a consultation was; nothing: not known yet."""

    reference: str
    mission: str
    vote_on: date | None
    days_from_report_to_meeting: int | None
    days_from_meeting_to_vote: int | None
    had_time_to_read: bool | None
    had_time_to_use: bool | None
    documents: int
    documents_in_time: int
    inputs: int
    traced: int
    taken: int
    partly: int
    not_taken: int
    illustrative: bool


class ConsultationWhole(ConsultationAnswer):
    """A consultation with what hangs on it, as far as the caller may see it."""

    steps: list[ConsultationStepAnswer]
    agenda: list[AgendaPointAnswer]
    participants: list[ConsultedPartyAnswer]
    pack: list[PackDocumentAnswer]
    measures: ConsultationMeasuresAnswer


def whole_answer(
    one: Any, row: MeasuredConsultation, parties: list[Participant], own: int | None, day: date, *, is_convener: bool
) -> ConsultationWhole:
    """Return a consultation (of `with_measured`) with what hangs on it, as of `day`."""
    return ConsultationWhole(
        **_header(one),
        **sourced(one),
        steps=[_step_answer(step, fact, day) for step, fact in zip(one.steps_in_order, step_facts(one), strict=True)],
        agenda=[_point_answer(point) for point in one.agenda.all()],
        participants=[_party_answer(party, is_convener or party.organisation_id == own) for party in parties],
        pack=[_document_answer(document, day) for document in one.documents_in_order],
        measures=measures_answer(row),
    )


def _step_answer(step: Any, fact: StepFact, day: date) -> ConsultationStepAnswer:
    is_held = step.held_on is not None and step.held_on <= day
    return ConsultationStepAnswer(
        kind=StepKind(step.kind),
        due_on=step.due_on,
        held_on=step.held_on if is_held else None,
        standing=step_standing(fact, day),
        format=MeetingFormat(step.format if is_held else ""),
        place=step.place if is_held else "",
        summary=step.summary if is_held else "",
    )


def _point_answer(one: AgendaItem) -> AgendaPointAnswer:
    return AgendaPointAnswer(number=one.number, title=one.title, task=one.task, words=one.words)


def _party_answer(one: Participant, sees_reason: bool) -> ConsultedPartyAnswer:
    return ConsultedPartyAnswer(
        party=one.organisation.code,
        capacity=Capacity(one.capacity),
        reason=one.reason if sees_reason else "",
        invited_on=one.invited_on,
        attended=one.attended,
    )


def _document_answer(one: PackDocument, day: date) -> PackDocumentAnswer:
    fact = DocumentFact(one.kind, one.due_on, one.delivered_on)
    is_delivered = one.delivered_on is not None and one.delivered_on <= day
    return PackDocumentAnswer(
        number=one.number,
        kind=PackKind(one.kind),
        title=one.title,
        due_on=one.due_on,
        delivered_on=one.delivered_on if is_delivered else None,
        standing=document_standing(fact, day),
        where=one.where,
    )


def measures_answer(row: MeasuredConsultation) -> ConsultationMeasuresAnswer:
    """Return the measures of a consultation in their shape."""
    found = row.measures
    return ConsultationMeasuresAnswer(
        reference=row.facts.reference,
        mission=row.facts.mission,
        vote_on=row.consultation.vote_on,
        days_from_report_to_meeting=found.days_to_read,
        days_from_meeting_to_vote=found.days_to_use,
        had_time_to_read=found.had_time_to_read,
        had_time_to_use=found.had_time_to_use,
        documents=found.documents,
        documents_in_time=found.on_time,
        inputs=found.positions,
        traced=found.traced,
        taken=found.taken,
        partly=found.partly,
        not_taken=found.not_taken,
        illustrative=row.illustrative,
    )


class ConsultationPlanBody(Body):
    """A consultation to be planned."""

    reference: Reference
    mission: Code
    title: Annotated[Title, Field(min_length=1)]
    trigger: Trigger = Trigger.RENEWAL
    reason: Reason = ""
    resolution: Word = ""
    vote_on: Day | None = None
    source: LongLine = ""

    def terms(self) -> ConsultationTerms:
        """Return the content as terms."""
        return ConsultationTerms(**{**self.model_dump(), "trigger": self.trigger.value})


class ConsultationChangeBody(Body):
    """Title, reason and day of the vote; and the version that was read."""

    title: Annotated[Title, Field(min_length=1)]
    reason: Reason = ""
    vote_on: Day | None = None
    version: Version


class ConsultationStageBody(Body):
    """Which stage a consultation takes on: open, closed with the resolution decided, cancelled with the reason."""

    stage: ConsultationStage
    resolution: Word = ""
    reason: Reason = ""
    version: Version


class ConsultationHoldingBody(Body):
    """That a step was held; who attended is kept of the formal meeting."""

    kind: StepKind
    held_on: Day
    format: MeetingFormat = MeetingFormat.NONE
    place: Line = ""
    summary: Prose = ""
    attended: Annotated[list[Code], Field(max_length=300)] = []
    version: Version

    def terms(self) -> HoldingTerms:
        """Return the content as terms."""
        return HoldingTerms(self.held_on, self.format.value, self.place, self.summary, tuple(self.attended))


class AgendaPointBody(Body):
    """A point of the agenda."""

    title: Annotated[Title, Field(min_length=1)]
    task: Task = ""
    words: Words = ""


class ConsultationAgendaBody(Body):
    """The whole agenda in its order; empty: proposed from the record."""

    points: Annotated[list[AgendaPointBody], Field(max_length=60)]
    version: Version

    def terms(self) -> tuple[AgendaTerms, ...]:
        """Return the points as terms."""
        return tuple(AgendaTerms(**one.model_dump()) for one in self.points)


class PackDocumentBody(Body):
    """A document of the pack; without a day it is owed by the parameter of its kind."""

    kind: PackKind
    title: Annotated[Title, Field(min_length=1)]
    due_on: Day | None = None
    where: LongLine = ""


class ConsultationPackBody(Body):
    """The whole pack in its order."""

    documents: Annotated[list[PackDocumentBody], Field(max_length=60)]
    version: Version

    def terms(self) -> tuple[DocumentTerms, ...]:
        """Return the documents as terms."""
        return tuple(DocumentTerms(one.kind.value, one.title, one.due_on, one.where) for one in self.documents)


class DocumentDeliveryBody(Body):
    """That a document was delivered, and where it lies."""

    number: DocumentNumber
    delivered_on: Day
    where: LongLine = ""
    version: Version


class ConsultedPartyBody(Body):
    """Somebody put on the list, or taken off it where `is_removed`; no party: computed from the record."""

    party: Annotated[str, Field(pattern=r"^[^\x00/]*$", max_length=40)] = ""
    capacity: Capacity = Capacity.COUNCIL
    reason: LongLine = ""
    is_removed: Annotated[bool, Field(strict=True)] = False
    version: Version
