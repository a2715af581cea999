"""Records of history of the small record: one that every party reads, one that Kazakhstan alone does."""

from datetime import date
from decimal import Decimal

from muster.parties.queries import organisation
from muster.parties.viewer import SYSTEM
from muster.statistics.actions.history import record_history, step_history
from muster.statistics.models import HistoryEntry
from muster.statistics.rules.history_terms import HistoryStage, HistoryTerms, PointTerms
from tests.record import KNOWN

IRAQ = HistoryTerms(
    kind="operation",
    title="Engineers of Kazakhstan in Iraq",
    holds_from=date(2003, 1, 1),
    from_precision="year",
    holds_until=date(2009, 1, 1),
    until_precision="year",
    place="Iraq",
    text="They cleared ordnance.",
    points=(
        PointTerms("figure", "people who served", Decimal(290), "people"),
        PointTerms("lesson", "Language training comes first"),
    ),
    source="A source of Kazakhstan",
)


def history_of_kazakhstan() -> dict[str, HistoryEntry]:
    """Enter a published record and a draft."""
    state = organisation("KAZ")
    draft = HistoryTerms(kind="exercise", title="Draft exercise of Kazakhstan", holds_from=date(2012, 6, 1))
    made = {
        "published": record_history(SYSTEM, "history-kaz", state, IRAQ, today=KNOWN),
        "draft": record_history(SYSTEM, "history-kaz-draft", state, draft, today=KNOWN),
    }
    step_history(SYSTEM, "history-kaz", HistoryStage.PUBLISHED, today=KNOWN)
    return made
