"""What goes in and comes out of the API of what inspections find."""

from datetime import date
from typing import Annotated

from pydantic import Field

from muster.inspections.endpoints.inspection_shapes import Items, LineNumber, Remark
from muster.inspections.models import Discrepancy
from muster.inspections.queries.discrepancies import standing_on
from muster.inspections.rules.serviceability import Serviceability
from muster.inspections.stages import About, ActingSide, DiscrepancyStanding, InspectionKind, ServiceVerdict
from muster.kit.openapi import Answer, Body
from muster.kit.openapi.fields import Day, Line, Title, Version, Word

Key = Annotated[str, Field(pattern=r"^[-a-z0-9]+$", max_length=60)]


class DiscrepancyAnswer(Answer):
    """A discrepancy at the standing of the day."""

    reference: str
    inspection: str
    unit: str
    state: str
    mission: str
    about: About
    code: str
    line: int | None
    words: str
    items: int | None
    to_act: ActingSide
    due_on: date | None
    standing: DiscrepancyStanding
    version: int
    illustrative: bool


class DiscrepancyEntered(Body):
    """A discrepancy that no line of the worksheet shows."""

    about: About
    words: Annotated[Remark, Field(min_length=1)]
    to_act: ActingSide
    line: LineNumber | None = None
    items: Items | None = None


class DiscrepanciesBody(Body):
    """Discrepancies to be accepted: those that the worksheet shows by their keys, or one in words."""

    keys: Annotated[list[Key], Field(max_length=500)] = []
    entered: DiscrepancyEntered | None = None
    due_on: Day | None = None


class DiscrepancyProposal(Answer):
    """A discrepancy that the worksheet shows and nobody has accepted."""

    key: str
    about: About
    line: int
    words: str
    items: int | None
    to_act: ActingSide


class DiscrepancyStepBody(Body):
    """A step of a discrepancy."""

    standing: DiscrepancyStanding
    on: Day
    note: Remark = ""
    version: Version | None = None


class ServiceabilityShare(Answer):
    """A share of agreed items; `percent` is null where nothing agreed has been counted."""

    category: str
    agreed: int
    serviceable: int
    percent: int | None
    reaches_threshold: bool | None
    overstock: int
    lacking_beyond_control: int
    uncounted: int


class ServiceabilityPoint(Answer):
    """What an inspection or report counted; the first share is that of all lines."""

    inspection: str
    kind: InspectionKind
    on: date
    reported: bool = Field(description="true: by the contingent, and so no verification")
    shares: list[ServiceabilityShare]


class ServiceabilityAnswer(Answer):
    """Serviceability of a unit over time."""

    unit: str
    threshold_percent: int
    points: list[ServiceabilityPoint]


class VerifiedEquipmentAnswer(Answer):
    """A line of major equipment as verified, since when and by which inspection."""

    category: Word
    item: Title
    lease: Line
    agreed: int
    present: int | None
    operational: int | None
    beyond_control: bool
    remark: str
    since: date
    inspection: str


class VerifiedServiceAnswer(Answer):
    """A category of self-sustainment as verified, since when and by which inspection."""

    category: str
    ceiling: int | None
    served: int | None
    verdict: ServiceVerdict
    since: date
    inspection: str


class VerifiedAnswer(Answer):
    """What holds as verified in `[start, until)`; empty lists: nothing was verified by then."""

    unit: str
    start: date
    until: date
    equipment: list[VerifiedEquipmentAnswer]
    self_sustainment: list[VerifiedServiceAnswer]


def discrepancy_answer(one: Discrepancy) -> DiscrepancyAnswer:
    """Return a discrepancy read with its events as the API answers it."""
    names = ("reference", "about", "code", "line", "words", "items", "due_on", "version")
    unit = one.inspection.unit
    return DiscrepancyAnswer.model_validate(
        {
            **{name: getattr(one, name) for name in names},
            "inspection": one.inspection.reference,
            "unit": unit.reference,
            "state": unit.state.code,
            "mission": unit.post.requirement.mission.acronym,
            "to_act": one.side,
            "standing": standing_on(one),
            "illustrative": one.inspection.illustrative,
        }
    )


def share_answer(category: str, share: Serviceability, threshold: int) -> ServiceabilityShare:
    """Return a share as the API answers it."""
    return ServiceabilityShare(
        category=category,
        agreed=share.agreed,
        serviceable=share.serviceable,
        percent=share.percent,
        reaches_threshold=share.meets(threshold),
        overstock=share.overstock,
        lacking_beyond_control=share.excused,
        uncounted=share.uncounted,
    )
