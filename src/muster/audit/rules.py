"""How events are chained: the digest of an event covers its content and the digest of the event before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIRST_DIGEST = "0" * 64


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


def broken_links(events: Iterable[ChainedEvent]) -> list[str]:
    """Return one sentence for each event of the ordered `events` that was altered, removed before, or moved."""
    sentences: list[str] = []
    expected_sequence, previous_digest = 1, FIRST_DIGEST
    for event in events:
        if event.sequence != expected_sequence:
            sentences.append(f"event {expected_sequence} is missing: the next one is {event.sequence}")
        elif event.previous_digest != previous_digest:
            sentences.append(f"event {event.sequence} does not follow the event before it")
        if event.digest != digest_of(event.sequence, event.content, event.previous_digest):
            sentences.append(f"event {event.sequence} was altered")
        expected_sequence, previous_digest = event.sequence + 1, event.digest
    return sentences
