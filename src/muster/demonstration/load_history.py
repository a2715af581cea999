"""Enters what a State records of its own history, with figures and lessons, and publishes it."""

from decimal import Decimal

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row
from muster.parties.viewer import SYSTEM
from muster.statistics.actions.history import record_history, step_history
from muster.statistics.models import HistoryEntry
from muster.statistics.rules.history_terms import HistoryStage, HistoryTerms, PointTerms


def known_history() -> set[str]:
    """Return the references of the records there are."""
    return set(HistoryEntry.objects.values_list("reference", flat=True))


def load_history(row: Row, known: set[str], points: dict[str, list[Row]]) -> bool:
    """Enter a record with its points and publish it; False where it is there."""
    reference = row["reference"]
    if reference in known:
        return False
    terms = HistoryTerms(
        kind=row["kind"],
        title=row["title"],
        holds_from=row.day("holds_from"),
        from_precision=row["from_precision"],
        holds_until=row.optional_day("holds_until"),
        until_precision=row["until_precision"],
        operation=row["operation"],
        place=row["place"],
        led_by=row["led_by"],
        text=row["text"],
        points=tuple(_point(one) for one in points[reference]),
        source=row["source"],
        standing=row.standing,
    )
    today = row.day("known_from")
    record_history(SYSTEM, reference, organisation(row["state"]), terms, today=today)
    step_history(SYSTEM, reference, HistoryStage.PUBLISHED, today=today)
    return True


def _point(row: Row) -> PointTerms:
    amount = Decimal(row["amount"]) if row["amount"] else None
    return PointTerms(row["kind"], row["words"], amount, row["unit"])
