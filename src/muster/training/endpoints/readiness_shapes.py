"""What goes in and comes out of the API of rosters, training states, required training and certifications."""

from datetime import date
from typing import Annotated

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import Code, Day, Line, LongLine, RecordId, Reference, Truth, Version, Word
from muster.training.models import RequiredTraining, TrainingCertification
from muster.training.planning.sessions import Without
from muster.training.queries.readiness_sessions import PlannedSeats, seats_mark
from muster.training.queries.readiness_states import RotationState, arrival
from muster.training.readiness_terms import CertificationTerms
from muster.training.rules.readiness_required import RequiredItem
from muster.training.stages import CertificationStage

WITHOUT_NUL = r"^[^\x00]*$"
FunctionWord = Annotated[str, Field(pattern=r"^[-a-z0-9]*$", max_length=40)]
CertificationReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
StandardCode = Annotated[str, Field(pattern=r"^[-A-Z0-9]+$", min_length=1, max_length=20)]
ExceptionReason = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=160)]


class TrainingItemAnswer(Answer):
    """A required item on the day of deployment: how many people need it, hold it, and hold it from where."""

    standard: str
    needed: int
    valid: int
    missing: int
    recognised: int
    lapsing: int


class RequiredItemAnswer(Answer):
    """What is required of whom, by whom and on what ground."""

    standard: str
    unit_type: str
    personnel_category: str
    function: str
    asked_by: str
    source: str
    standing: str


class RotationTrainingAnswer(Answer):
    """The training state of a rotation; null where nobody is named: that is not known. No person is named."""

    unit: str
    rotation: str
    state: str
    mission: str
    deploys_on: date
    strength: int
    named: int
    trained: int | None = Field(description="of those named; null: not known")
    items: list[TrainingItemAnswer] | None = Field(description="null: not known")
    required: list[RequiredItemAnswer]


def required_item_answer(one: RequiredItem) -> RequiredItemAnswer:
    """Return a required item as the API tells it."""
    names = ("standard", "unit_type", "personnel_category", "function", "asked_by", "source", "standing")
    return RequiredItemAnswer(**{name: getattr(one, name) for name in names})


def rotation_answer(found: RotationState) -> RotationTrainingAnswer:
    """Return a training state as the API tells it."""
    tour, state = found.tour, found.state
    items = None
    if state is not None:
        items = [
            TrainingItemAnswer(
                standard=one.standard,
                needed=one.needed,
                valid=one.valid,
                missing=len(one.missing),
                recognised=one.recognised,
                lapsing=len(one.lapsing),
            )
            for one in state.items
        ]
    return RotationTrainingAnswer(
        unit=tour.unit.reference,
        rotation=tour.rotation,
        state=tour.unit.state.code,
        mission=tour.unit.post.requirement.mission.acronym,
        deploys_on=arrival(tour),
        strength=tour.strength,
        named=len(found.members),
        trained=state.trained if state else None,
        items=items,
        required=[required_item_answer(one) for one in found.items],
    )


class RosterPlaceAnswer(Answer):
    """A place on a roster: the person is a number."""

    person: int
    function: str
    lacks: list[str]
    version: int


class RosterPlaceBody(Body):
    """Who is put on a roster, in which function."""

    person: RecordId
    function: FunctionWord = ""


class RosterRemovalBody(Body):
    """The version of the place that was read."""

    version: Version


class TrainingSeatAnswer(Answer):
    """A seat that the plan proposes."""

    person: int
    session: str


class TrainingWithoutAnswer(Answer):
    """Why somebody stays without an item."""

    person: int
    standard: str
    reason: Without


class TrainingPlanAnswer(Answer):
    """Which sessions could still supply what lacks, with the bounds that no plan exceeds. Nobody is enrolled by it."""

    trained: int
    trained_bound: int
    seats_given: int
    seats_bound: int
    cost_days: int
    is_proven: bool
    seats: list[TrainingSeatAnswer]
    without: list[TrainingWithoutAnswer]
    seen: str = Field(description="the mark of this plan, to be given where its seats are applied for")


class SeatApplicationsBody(Body):
    """The mark of the plan that was read."""

    seen: Line


class SeatRefusalAnswer(Answer):
    """A seat of the plan for which the rules of its session say no, and why."""

    person: int
    session: str
    why: str


class SeatApplicationsAnswer(Answer):
    """What came of a plan: the numbers of the enrolments applied for, and the seats that were refused."""

    applied: list[int]
    refused: list[SeatRefusalAnswer]


def plan_answer(found: PlannedSeats) -> TrainingPlanAnswer:
    """Return a plan as the API tells it."""
    plan = found.plan
    return TrainingPlanAnswer(
        trained=plan.trained,
        trained_bound=plan.trained_bound,
        seats_given=plan.items,
        seats_bound=plan.items_bound,
        cost_days=plan.cost_days,
        is_proven=plan.is_proven,
        seats=[
            TrainingSeatAnswer(person=person, session=session)
            for person, taken in sorted(plan.seats.items())
            for session in taken
        ],
        without=[
            TrainingWithoutAnswer(person=person, standard=standard, reason=reason)
            for (person, standard), reason in sorted(plan.without.items())
        ],
        seen=seats_mark(plan),
    )


class RequiredTrainingAnswer(Sourced):
    """What is asked for besides what the field requires."""

    number: int
    standard: str
    unit_type: str
    function: str
    mission: str | None
    asked_by: str
    valid_from: date
    valid_until: date | None
    version: int


def required_answer(one: RequiredTraining) -> RequiredTrainingAnswer:
    """Return what is asked for as the API tells it."""
    return RequiredTrainingAnswer(
        number=one.pk,
        standard=one.standard,
        unit_type=one.unit_type,
        function=one.function,
        mission=one.mission.acronym if one.mission else None,
        asked_by=one.asked_by.code,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        version=one.version,
        **sourced(one),
    )


class RequiredTrainingBody(Body):
    """What is asked for."""

    standard: StandardCode
    unit_type: Word = ""
    function: FunctionWord = ""
    mission: Word = ""
    valid_from: Day
    valid_until: Day | None = None
    source: LongLine = ""


class RequiredTrainingEndBody(Body):
    """The first day on which it is no longer asked for, and the version that was read."""

    until: Day
    version: Version


class TrainingCertificationAnswer(Sourced):
    """A certification of training; what was counted once it is signed. No person is named."""

    reference: str
    unit: str
    rotation: str
    state: str
    stage: CertificationStage
    people: int | None
    trained: int | None
    exceptions: dict[str, str]
    note_verbale: str
    signed_by: str
    signed_on: date | None
    revoked_on: date | None
    revoked_reason: str
    roster_changed: bool
    version: int


def certification_answer(
    found: TrainingCertification, stage: CertificationStage, exceptions: dict[str, str], *, has_changed: bool
) -> TrainingCertificationAnswer:
    """Return a certification as the API tells it."""
    return TrainingCertificationAnswer(
        reference=found.reference,
        unit=found.unit.reference,
        rotation=found.rotation,
        state=found.state.code,
        stage=stage,
        people=found.content.get("people"),
        trained=found.content.get("trained"),
        exceptions=exceptions,
        note_verbale=found.note_verbale,
        signed_by=found.signed_by,
        signed_on=found.signed_on,
        revoked_on=found.revoked_on,
        revoked_reason=found.revoked_reason,
        roster_changed=has_changed,
        version=found.version,
        **sourced(found),
    )


class TrainingExceptionBody(Body):
    """A standard that somebody on the roster has not, and why they deploy all the same."""

    standard: StandardCode
    reason: ExceptionReason


class CertificationTermsBody(Body):
    """What the State certifies besides training, and why who misses an item goes, by standard."""

    is_ready: Truth
    has_clean_conduct: Truth
    exceptions: Annotated[list[TrainingExceptionBody], Field(max_length=40)] = []

    def terms(self) -> CertificationTerms:
        """Return what is certified as terms."""
        return CertificationTerms(
            self.is_ready, self.has_clean_conduct, {one.standard: one.reason for one in self.exceptions}
        )


class CertificationDraftBody(CertificationTermsBody):
    """A certification of a rotation to draft."""

    unit: Reference
    rotation: Code


class CertificationChangeBody(CertificationTermsBody):
    """The whole new content of a draft, and the version that was read."""

    version: Version


class CertificationSignatureBody(Body):
    """The signature of an office with a note verbale, and the version that was read."""

    office: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=160)]
    note_verbale: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=120)]
    on: Day
    version: Version


class CertificationRevocationBody(Body):
    """Why it is revoked, and the version that was read."""

    reason: Annotated[LongLine, Field(min_length=1)]
    version: Version
