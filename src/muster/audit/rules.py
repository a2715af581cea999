"""How events are chained, and what shows afterwards that somebody wrote in the log behind the program. Pure.

The digest of an event covers its content, its number and the digest of the event before: whatever is altered, taken
out, put in or moved breaks the chain at that place. What is cut off at the end breaks nothing; that the anchors show
(`anchor_rules`). Personal values stand outside the chain (`personal_rules`).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FIRST_DIGEST = "0" * 64
MOST_PLACES_TRIED = 300
"""Events that do not fit are tried in one another's places, to say of a moved one where it came from; up to so many."""


class FindingKind(StrEnum):
    """What was done to the log."""

    ALTERED = "altered"
    REMOVED = "removed"
    MOVED = "moved"
    UNLINKED = "unlinked"
    CUT_OFF = "cut off"
    NOT_AS_ANCHORED = "not as anchored"
    ANCHOR_UNREADABLE = "anchor unreadable"
    PERSONAL_ALTERED = "personal value altered"
    PERSONAL_REMOVED = "personal value removed"
    PERSONAL_FOREIGN = "personal value foreign"


@dataclass(frozen=True)
class Finding:
    """One thing wrong: with the events `first` to `last` (both included), in words."""

    kind: FindingKind
    first: int
    last: int
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class ChainedEvent:
    """What the digest covers of one event. `content` holds only what JSON can say."""

    sequence: int
    content: Mapping[str, Any]
    previous_digest: str
    digest: str


def digest_of(sequence: int, content: Mapping[str, Any], previous_digest: str) -> str:
    """Return the SHA-256 over the event in canonical JSON."""
    text = json.dumps([sequence, previous_digest, content], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def events_in_words(first: int, last: int) -> str:
    """Return the events in words: event 3, events 3 to 5."""
    return f"event {first}" if first == last else f"events {first} to {last}"


class ChainCheck:
    """Takes the events in the order of their numbers, one by one, and keeps what is wrong; a chain needs no memory."""

    def __init__(self) -> None:
        self.count = 0
        self.last_sequence = 0
        self._previous_digest = FIRST_DIGEST
        self._findings: list[Finding] = []
        self._altered: dict[int, ChainedEvent] = {}

    def take(self, event: ChainedEvent) -> None:
        """Compare one event with its digest and with the event before it."""
        self.count += 1
        expected = self.last_sequence + 1
        if event.sequence > expected:
            words = f"{events_in_words(expected, event.sequence - 1)} {_are(expected, event.sequence - 1)} missing"
            self._add(FindingKind.REMOVED, expected, event.sequence - 1, f"{words}: the next one is {event.sequence}")
        elif event.sequence < expected:
            words = f"event {event.sequence} stands where event {expected} is expected"
            self._add(FindingKind.MOVED, event.sequence, event.sequence, words)
        elif event.previous_digest != self._previous_digest:
            words = f"event {event.sequence} does not follow the event before it"
            self._add(FindingKind.UNLINKED, event.sequence, event.sequence, words)
        if event.digest != digest_of(event.sequence, event.content, event.previous_digest):
            self._altered[event.sequence] = event
        self.last_sequence = max(self.last_sequence, event.sequence)
        self._previous_digest = event.digest

    def _add(self, kind: FindingKind, first: int, last: int, words: str) -> None:
        self._findings.append(Finding(kind, first, last, words))

    def findings(self) -> list[Finding]:
        """Return what is wrong with the events taken so far, by number."""
        altered = [self._of_altered(event) for event in self._altered.values()]
        return sorted([*self._findings, *altered], key=lambda one: (one.first, one.last))

    def _of_altered(self, event: ChainedEvent) -> Finding:
        """Return the finding on an event that is not as its digest says: it fits another place, or it was altered."""
        if len(self._altered) > MOST_PLACES_TRIED:
            return _altered(event)
        missing = [number for one in self._findings if one.kind == FindingKind.REMOVED for number in _numbers(one)]
        for place in [*self._altered, *missing][:MOST_PLACES_TRIED]:
            if event.digest == digest_of(place, event.content, event.previous_digest):
                words = f"event {place} was moved to the place of event {event.sequence}"
                return Finding(FindingKind.MOVED, event.sequence, event.sequence, words)
        return _altered(event)


def _altered(event: ChainedEvent) -> Finding:
    return Finding(FindingKind.ALTERED, event.sequence, event.sequence, f"event {event.sequence} was altered")


def _are(first: int, last: int) -> str:
    return "is" if first == last else "are"


def _numbers(finding: Finding) -> range:
    return range(finding.first, min(finding.last, finding.first + MOST_PLACES_TRIED) + 1)


def broken_links(events: Iterable[ChainedEvent]) -> list[Finding]:
    """Return a finding for each event of the ordered `events` that was altered, taken out, put in or moved."""
    check = ChainCheck()
    for event in events:
        check.take(event)
    return check.findings()
