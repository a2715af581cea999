"""The topics of notices: a reference table, to which each room adds what it tells."""

from dataclasses import dataclass
from typing import ClassVar

from muster.reference.catalogue import fact
from muster.reference.records import records


@dataclass(frozen=True)
class Topic:
    """One topic. `default_channel` holds for members who have no subscription of their own."""

    TABLE: ClassVar[str] = "notice_topics"

    code: str
    name: str
    description: str
    default_channel: str
    source: str
    standing: str
    note: str


def topics() -> tuple[Topic, ...]:
    """All topics, in the table's order."""
    return records(Topic)


def require_topic(code: str) -> None:
    """Raise UnknownFactError with near codes unless there is such a topic."""
    fact("notice_topics", code)


def topic_name(code: str) -> str:
    """Return a topic's name; the code itself where the topic has left the table since."""
    return next((topic.name for topic in topics() if topic.code == code), code)


def default_channels() -> dict[str, str]:
    """Return the default channel of each topic."""
    return {topic.code: topic.default_channel for topic in topics()}
