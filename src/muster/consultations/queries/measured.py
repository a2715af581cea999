"""How meaningful consultations were, each and over a period, among those that the viewer may see.

Inputs are counted by their number alone: of a position that its State keeps to itself nothing is read, and what became
of one is not told by whose it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from muster.consultations.models import (
    ConsultationPosition,
    ConsultationStage,
    PackDocument,
    PackKind,
    StepKind,
)
from muster.consultations.parameters import least_days
from muster.consultations.queries.calendar import with_steps
from muster.consultations.queries.consultations import visible_consultations
from muster.consultations.rules.measures import (
    ConsultationFacts,
    Meaningfulness,
    PeriodMeasures,
    PositionFact,
    meaningfulness,
    period_measures,
)
from muster.consultations.rules.pack import DocumentFact
from muster.kit.facts import known_on
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class MeasuredConsultation:
    """A consultation with its measures as of a day."""

    consultation: Any
    facts: ConsultationFacts
    measures: Meaningfulness

    @property
    def illustrative(self) -> bool:
        """Return whether it is no published fact."""
        return self.facts.illustrative


def with_measured(consultations: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Return consultations with what the measures read; three queries more."""
    inputs = known_on(ConsultationPosition.objects.filter(submitted_on__lte=day), day).select_related("trace")
    return with_steps(consultations).prefetch_related(
        Prefetch("pack", queryset=PackDocument.objects.order_by("number"), to_attr="documents_in_order"),
        Prefetch("positions", queryset=inputs, to_attr="inputs"),
    )


def facts_of(consultation: Any, day: date) -> ConsultationFacts:
    """Return a consultation (of `with_measured`) as the measures read it."""
    held = {one.kind: one.held_on for one in consultation.steps_in_order}
    documents = consultation.documents_in_order
    reports = [one.delivered_on for one in documents if one.kind == PackKind.REPORT and one.delivered_on]
    return ConsultationFacts(
        reference=consultation.reference,
        mission=consultation.mission.acronym,
        formal_on=held.get(StepKind.FORMAL),
        vote_on=held.get(StepKind.VOTE),
        report_on=min(reports, default=None),
        documents=tuple(DocumentFact(one.kind, one.due_on, one.delivered_on) for one in documents),
        positions=tuple(_position(one, day) for one in consultation.inputs),
        is_cancelled=consultation.stage_then == ConsultationStage.CANCELLED,
        illustrative=consultation.illustrative,
    )


def _position(one: ConsultationPosition, day: date) -> PositionFact:
    trace = getattr(one, "trace", None)
    withdrawn = one.withdrawn_on is not None and one.withdrawn_on <= day
    if trace is None or trace.known_from > day:
        return PositionFact(one.submitted_on, is_withdrawn=withdrawn)
    return PositionFact(one.submitted_on, trace.outcome, trace.traced_on, withdrawn)


def measured_consultations(
    viewer: Viewer, day: date, start: date | None = None, until: date | None = None
) -> list[MeasuredConsultation]:
    """Return the consultations opened by `day` whose vote falls into `[start, until)`, with their measures."""
    found = visible_consultations(viewer, day).exclude(stage_then=ConsultationStage.PLANNED)
    found = found.exclude(stage_then=ConsultationStage.CANCELLED)
    if start is not None:
        found = found.filter(vote_on__gte=start)
    if until is not None:
        found = found.filter(vote_on__lt=until)
    return measured(with_measured(found.order_by("vote_on", "reference"), day), day)


def measured(consultations: Iterable[Any], day: date) -> list[MeasuredConsultation]:
    """Return consultations (of `with_measured`) with their measures."""
    least = least_days(day)
    rows = []
    for one in consultations:
        facts = facts_of(one, day)
        rows.append(MeasuredConsultation(one, facts, meaningfulness(facts, day, least)))
    return rows


def measured_period(viewer: Viewer, day: date, start: date, until: date) -> PeriodMeasures:
    """Return the measures of the consultations whose vote falls into `[start, until)`, together."""
    return period_measures(one.measures for one in measured_consultations(viewer, day, start, until))
