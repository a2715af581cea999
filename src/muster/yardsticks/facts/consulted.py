"""Consultations as the measure of their quality reads them."""

from muster.consultations.models import ConsultationStage
from muster.consultations.parameters import least_days
from muster.consultations.queries import measured, visible_consultations, with_measured
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.measures.consultation_quality import ConsultationFact, InputFact, PackFact


def consultations(reading: Reading) -> list[ConsultationFact]:
    """Return the consultations that the viewer may see and that were opened, those given up left out. Five queries."""
    seen = visible_consultations(reading.viewer, reading.day).filter(reading.subject.condition("mission__acronym"))
    opened = seen.exclude(stage_then__in=(ConsultationStage.PLANNED, ConsultationStage.CANCELLED))
    least = least_days(reading.day)
    return [
        ConsultationFact(
            reference=one.facts.reference,
            mission=one.facts.mission,
            known_from=one.consultation.known_from,
            formal_on=one.facts.formal_on,
            vote_on=one.facts.vote_on,
            least_days=least,
            documents=tuple(PackFact(paper.due_on, paper.delivered_on) for paper in one.facts.documents),
            inputs=tuple(
                InputFact(position.submitted_on, position.traced_on if position.outcome else None)
                for position in one.facts.positions
                if position.submitted_on is not None and not position.is_withdrawn
            ),
            illustrative=one.illustrative,
        )
        for one in measured(with_measured(opened, reading.day), reading.day)
    ]
