"""What was decided about selections and deviations, for the handover of a desk; each to those who may see it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from muster.generation.models import Selection
from muster.generation.queries.selection import visible_selections
from muster.generation.rules.handover import (
    DEVIATION,
    SELECTION_APPROVED,
    SELECTION_PROPOSED,
    SELECTION_REVOKED,
    DecisionLine,
)
from muster.matching.models import DeviationStage
from muster.matching.queries.deviations import visible_deviations
from muster.parties.viewer import Viewer


def selection_decisions(viewer: Viewer, day: date, of_desk: Q, most: int) -> Iterator[DecisionLine]:
    """Return the selections proposed, approved and revoked by `day`, with the written reason where one was needed.

    They are the register's own: nobody else sees who was preferred to whom. `of_desk` is a condition on selections.
    """
    known = visible_selections(viewer, day).filter(of_desk, proposed_on__lte=day)
    for one in known.order_by("-proposed_on", "-pk")[:most]:
        words = _words(one)
        steps = (
            (one.proposed_on, SELECTION_PROPOSED, words),
            (one.approved_on, SELECTION_APPROVED, words),
            (one.revoked_on, SELECTION_REVOKED, one.revoked_reason),
        )
        for on, kind, said in steps:
            if on is not None and on <= day:
                yield DecisionLine(
                    on=on,
                    record=one.reference,
                    kind=kind,
                    words=said,
                    who=one.request.register.name,
                    illustrative=one.request.illustrative,
                )


def _words(selection: Selection) -> str:
    """Return who was chosen for what, and the written reason: why it is not the best score, if it is not."""
    chosen = f"{selection.offer.state.name} for {selection.post.reference}"
    return f"{chosen}: {selection.justification}" if selection.justification else chosen


def deviation_decisions(viewer: Viewer, day: date, of_desk: Q, most: int) -> Iterator[DecisionLine]:
    """Return the deviations that were agreed by `day`, those withdrawn since too; `of_desk` is a condition on them."""
    decided = visible_deviations(viewer, day).filter(of_desk, decided_on__lte=day)
    for one in decided.exclude(stage=DeviationStage.REFUSED).order_by("-decided_on", "-pk")[:most]:
        if one.decided_on is None:
            continue
        answer = f" ({one.answer})" if one.answer else ""
        yield DecisionLine(
            on=one.decided_on,
            record=one.statement.reference,
            kind=DEVIATION,
            words=f"{one.pledge.reference}, {one.line}: {one.words}{answer}",
            who=one.decided_by.name if one.decided_by else "",
            illustrative=one.illustrative,
        )
