"""Enters triangular consultations with what States brought in.

A consultation is planned and opened on its days, with whom the secretariat put on the list by hand; then documents and
meetings; at the end what was decided. What States bring in comes between: positions before the outcome, traces after.
"""

from muster.consultations.actions import convening, convening_lines, convening_steps
from muster.consultations.models import Consultation, ConsultationStage, ConsultationStep, PackDocument
from muster.consultations.terms import ConsultationTerms, HoldingTerms
from muster.demonstration.load_contributions import BROUGHT_IN, TRACED
from muster.demonstration.load_evaluations import rows_by
from muster.demonstration.rows import FileLoader, Row, RowLoader, place
from muster.parties.viewer import SYSTEM
from muster.pledges.terms import split_list


def consultations() -> RowLoader:
    """Return the loader of consultations, each with those who were put on the list by hand."""
    known = set(Consultation.objects.values_list("reference", flat=True))
    by_hand = rows_by("consultation_participants", "consultation")

    def load(row: Row) -> bool:
        if row["reference"] in known:
            return False
        _plan(row, by_hand[row["reference"]])
        return True

    return load


def _plan(row: Row, by_hand: list[Row]) -> None:
    reference, opened_on = row["reference"], row.optional_day("opened_on")
    terms = ConsultationTerms(
        reference=reference,
        mission=row["mission"],
        title=row["title"],
        trigger=row["trigger"],
        reason=row["reason"],
        resolution=row["resolution"],
        vote_on=row.optional_day("vote_on"),
        source=row["source"],
        standing=row.standing,
    )
    today = row.day("planned_on")
    convening.plan_consultation(SYSTEM, terms, today=today)
    for one in by_hand:
        with place(one):
            convening_lines.add_participant(
                SYSTEM, reference, one["party"], one["capacity"], reason=one["reason"], today=today
            )
    if opened_on is not None:
        convening_lines.refresh_participants(SYSTEM, reference, today=opened_on)
        convening.open_consultation(SYSTEM, reference, today=opened_on)


def documents() -> RowLoader:
    """Return the loader of delivered documents."""
    delivered = set(
        PackDocument.objects.filter(delivered_on__isnull=False).values_list("consultation__reference", "number")
    )

    def load(row: Row) -> bool:
        reference, number = row["consultation"], row.integer("number")
        if (reference, number) in delivered:
            return False
        on = row.day("delivered_on")
        convening_lines.deliver_document(SYSTEM, reference, number, delivered_on=on, where=row["where"], today=on)
        return True

    return load


def steps() -> RowLoader:
    """Return the loader of steps that were held."""
    held = set(ConsultationStep.objects.filter(held_on__isnull=False).values_list("consultation__reference", "kind"))

    def load(row: Row) -> bool:
        if (row["consultation"], row["kind"]) in held:
            return False
        on = row.day("held_on")
        terms = HoldingTerms(on, row["format"], row["place"], row["summary"], split_list(row["attended"]))
        convening_steps.hold_step(SYSTEM, row["consultation"], row["kind"], terms, today=on)
        return True

    return load


def outcomes() -> RowLoader:
    """Return the loader of what was decided, or why a consultation was given up."""
    ended = set(Consultation.objects.filter(closed_on__isnull=False).values_list("reference", flat=True))

    def load(row: Row) -> bool:
        reference, today = row["consultation"], row.day("ended_on")
        if reference in ended:
            return False
        if row["stage"] == ConsultationStage.CANCELLED:
            convening.cancel_consultation(SYSTEM, reference, reason=row["reason"], today=today)
        else:
            convening.close_consultation(
                SYSTEM, reference, resolution=row["resolution"], reason=row["reason"], today=today
            )
        return True

    return load


CONVENED: tuple[tuple[str, FileLoader], ...] = (
    ("consultations", consultations),
    ("consultation_documents", documents),
    ("consultation_steps", steps),
)
"""Before what States bring in."""

DECIDED: tuple[tuple[str, FileLoader], ...] = (("consultation_outcomes", outcomes),)
"""After their positions, before the traces."""

FILES: tuple[tuple[str, FileLoader], ...] = (*CONVENED, *BROUGHT_IN, *DECIDED, *TRACED)
"""The files in the order in which they are loaded, each with what makes its loader of rows."""
