"""What is said when a question, a position, a trace or a commitment is recorded, as plain values."""

from dataclasses import dataclass
from datetime import date

from muster.kit.standing import Standing


@dataclass(frozen=True)
class QuestionTerms:
    """A question: its words, the number of the point of the agenda (None: of none), and with whom it is shared."""

    text: str
    item: int | None = None
    sharing: str = "secretariat"
    source: str = ""
    standing: str = Standing.ENTERED.value


@dataclass(frozen=True)
class PositionTerms:
    """A position: its words, the words wanted in the mandate, the point (number) and mandated task that it is about."""

    text: str
    wanted_words: str = ""
    item: int | None = None
    task: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value


@dataclass(frozen=True)
class TraceTerms:
    """What became of a position: outcome, the line of the decided mandate's tasks or its paragraph, words, reason."""

    outcome: str
    task: int | None = None
    paragraph: str = ""
    words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class CommitmentTerms:
    """What is promised, and by which day."""

    text: str
    due_on: date
    note: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value
