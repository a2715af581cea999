"""What is said when a consultation is planned, prepared and held, as plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ConsultationTerms:
    """A consultation to be planned on a mission. `resolution` names the period that ends; empty: the last one known.

    `vote_on` empty: expected by parameter before the end of that period, where one is known.
    """

    reference: str
    mission: str
    title: str
    trigger: str = "renewal"
    reason: str = ""
    resolution: str = ""
    vote_on: date | None = None
    source: str = ""
    standing: str = ""


@dataclass(frozen=True)
class AgendaTerms:
    """A point of the agenda; `task` is a code of the controlled list, or empty."""

    title: str
    task: str = ""
    words: str = ""


@dataclass(frozen=True)
class DocumentTerms:
    """A document of the pack. `due_on` empty: by the parameter of its kind."""

    kind: str
    title: str
    due_on: date | None = None
    where: str = ""


@dataclass(frozen=True)
class HoldingTerms:
    """That a step was held: when, in which format and where, what came of it, and the codes of those who attended."""

    held_on: date
    format: str = ""
    place: str = ""
    summary: str = ""
    attended: tuple[str, ...] = ()
