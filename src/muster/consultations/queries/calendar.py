"""The one page: each operation in force with its next end of mandate, the consultation due, its next step, its risks.

A dozen queries, whatever the number of operations.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from muster.consultations.models import Consultation, ConsultationStage, ConsultationStep, Trigger
from muster.consultations.parameters import lead_days
from muster.consultations.queries.at_risk import AtRisk, at_risk
from muster.consultations.queries.consultations import visible_consultations
from muster.consultations.queries.periods import EndingMandate, ending_mandate
from muster.consultations.rules.calendar import (
    LeadDays,
    StepFact,
    StepStanding,
    expected_vote,
    is_due,
    next_step,
    step_days,
    step_standing,
)
from muster.consultations.rules.stages import ENDED
from muster.missions.models import Mission
from muster.missions.queries import terms_by_mission, visible_missions
from muster.missions.rules.mandates import MandateCover, cover_from
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class CalendarRow:
    """An operation in force on a day.

    `ending` is its last period, None where no end is in sight or no period is known (`is_covered`). `consultation` is
    the one on its renewal that the viewer may see. `step` is the next step, of it or by the calendar alone.
    `is_unopened`: its report cycle has begun and no consultation is open; told to who convenes it alone.
    """

    mission: Mission
    is_known: bool
    is_covered: bool
    ending: EndingMandate | None
    vote_on: date | None
    consultation: Consultation | None
    step: StepFact | None
    standing: StepStanding | None
    is_unopened: bool
    others: tuple[Consultation, ...]
    at_risk: AtRisk
    day: date

    @property
    def days_left(self) -> int | None:
        """Return the days until the first without a mandate."""
        return (self.ending.until - self.day).days if self.ending else None

    @property
    def illustrative(self) -> bool:
        """Return whether the consultation shown is no published fact."""
        return self.consultation is not None and self.consultation.illustrative


def with_steps(consultations: QuerySet[Any]) -> QuerySet[Any]:
    """Return consultations with `steps_in_order`; one query more."""
    steps = ConsultationStep.objects.order_by("due_on", "pk")
    return consultations.prefetch_related(Prefetch("steps", queryset=steps, to_attr="steps_in_order"))


def step_facts(consultation: Any) -> list[StepFact]:
    """Return the steps of a consultation (of `with_steps`) as the rules read them."""
    return [StepFact(one.kind, one.due_on, one.held_on) for one in consultation.steps_in_order]


def calendar(viewer: Viewer, day: date) -> list[CalendarRow]:
    """Return a row for every operation in force on `day`, the next end of mandate first."""
    terms = terms_by_mission(viewer, day)
    covers = {acronym: cover_from(periods, day) for acronym, periods in terms.items()}
    beyond = at_risk(viewer, day, covers)
    seen: dict[int, list[Any]] = defaultdict(list)
    for one in with_steps(visible_consultations(viewer, day).exclude(stage_then__in=ENDED)):
        seen[one.mission_id].append(one)
    closed = visible_consultations(viewer, day).filter(stage_then=ConsultationStage.CLOSED)
    ended = set(closed.order_by().values_list("mandate", flat=True))
    lead = lead_days(day)
    rows = []
    for mission in visible_missions(viewer, day, only_active=True):
        ending = ending_mandate(terms.get(mission.acronym, ()), day)
        rows.append(
            _row(
                viewer,
                mission,
                covers.get(mission.acronym),
                ending,
                seen.get(mission.pk, []),
                beyond.get(mission.acronym, AtRisk()),
                lead,
                day,
                is_settled=ending is not None and ending.key in ended,
            )
        )
    return sorted(rows, key=_by_end)


def _by_end(row: CalendarRow) -> tuple[bool, date, str]:
    """Return the key that puts the next end first, and operations without one last."""
    return (row.ending is None, row.ending.until if row.ending else row.day, row.mission.acronym)


def _row(
    viewer: Viewer,
    mission: Mission,
    cover: MandateCover | None,
    ending: EndingMandate | None,
    consultations: Sequence[Any],
    beyond: AtRisk,
    lead: LeadDays,
    day: date,
    *,
    is_settled: bool,
) -> CalendarRow:
    renewal = next(
        (one for one in consultations if one.trigger == Trigger.RENEWAL and ending and one.mandate_id == ending.key),
        None,
    )
    vote_on = renewal.vote_on if renewal else expected_vote(ending.until, lead) if ending else None
    convenes = viewer.is_system or viewer.organisation_id == mission.mandated_by_id
    is_open = renewal is not None and renewal.stage_then != ConsultationStage.PLANNED
    is_unopened = convenes and not is_open and not is_settled and is_due(ending.until if ending else None, day, lead)
    step = _next(renewal, vote_on, lead, day)
    return CalendarRow(
        mission=mission,
        is_known=cover is not None,
        is_covered=cover is not None and cover.is_covered,
        ending=ending,
        vote_on=vote_on,
        consultation=renewal,
        step=step,
        standing=step_standing(step, day) if step else None,
        is_unopened=is_unopened,
        others=tuple(one for one in consultations if one is not renewal),
        at_risk=beyond,
        day=day,
    )


def _next(renewal: Consultation | None, vote_on: date | None, lead: LeadDays, day: date) -> StepFact | None:
    """Return the next step: of the consultation, else the next by the calendar alone that is still ahead."""
    if renewal is not None:
        return next_step(step_facts(renewal), day)
    if vote_on is None:
        return None
    ahead = [StepFact(kind, due_on) for kind, due_on in step_days(vote_on, lead).items() if due_on >= day]
    return next_step(ahead, day)


def due_unopened(viewer: Viewer, day: date) -> list[CalendarRow]:
    """Return the operations whose consultation is due by the calendar and not open, for who convenes it."""
    return [one for one in calendar(viewer, day) if one.is_unopened]


def proposals(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the consultations that are planned and not opened: the convening secretariat's own."""
    found = visible_consultations(viewer, day).filter(stage_then=ConsultationStage.PLANNED)
    return found.order_by("vote_on", "reference")
