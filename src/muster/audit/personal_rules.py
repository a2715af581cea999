"""Personal values beside the chain: events hold salted digests, value and salt lie apart, erased together. Pure.

An event names a value as `{"personal": digest}`; an event of erasure lists the digests under `erased_personal`. So the
chain stays whole when a person is forgotten, and a value that vanished otherwise is told from one that was erased.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from muster.audit.rules import Finding, FindingKind

PERSONAL = "personal"
ERASED_PERSONAL = "erased_personal"


@dataclass(frozen=True)
class KeptValue:
    """A personal value that lies outside the chain, with its salt and the digest that stands in events."""

    digest: str
    salt: str
    subject: str
    value: str


def personal_digest(salt: str, subject: str, value: str) -> str:
    """Return what stands in an event for a personal value: the SHA-256 over salt, subject and value."""
    text = json.dumps([salt, subject, value], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def named_digests(content: Any) -> Iterator[str]:
    """Yield the digests of personal values that an event's before or after names: `{"personal": digest}`, anywhere."""
    if isinstance(content, Mapping):
        marker = content.get(PERSONAL)
        if len(content) == 1 and isinstance(marker, str):
            yield marker
            return
        for value in content.values():
            yield from named_digests(value)
    elif isinstance(content, list):
        for value in content:
            yield from named_digests(value)


def erased_digests(after: Any) -> list[str]:
    """Return the digests that an event of erasure lists."""
    listed = after.get(ERASED_PERSONAL) if isinstance(after, Mapping) else None
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


class PersonalCheck:
    """Collects which personal values the chain names and which it says were erased; then looks at those kept."""

    def __init__(self) -> None:
        self._named: dict[str, int] = {}
        self._later: set[str] = set()
        self._erased: set[str] = set()

    def take(self, sequence: int, before: Any, after: Any) -> None:
        """Note what one event names and what it erased."""
        for digest in (*named_digests(before), *named_digests(after)):
            self._named.setdefault(digest, sequence)
        self._erased.update(erased_digests(after))

    def take_later(self, before: Any, after: Any) -> None:
        """Note an event that was written while the kept values were read: it excuses, and proves nothing missing."""
        self._later.update(named_digests(before))
        self._later.update(named_digests(after))
        self._erased.update(erased_digests(after))

    def outcome(self, kept: Iterable[KeptValue]) -> tuple[list[Finding], int]:
        """Return what is wrong with the `kept` values, and how many named ones were erased as an event says."""
        findings: list[Finding] = []
        there: set[str] = set()
        for value in kept:
            there.add(value.digest)
            at = self._named.get(value.digest, 0)
            if not at and value.digest not in self._later:
                words = f"a personal value of {value.subject} is named by no event"
                findings.append(Finding(FindingKind.PERSONAL_FOREIGN, 0, 0, words))
            elif value.digest != personal_digest(value.salt, value.subject, value.value):
                words = f"a personal value of {value.subject}, named by event {at}, was altered"
                findings.append(Finding(FindingKind.PERSONAL_ALTERED, at, at, words))
        gone = set(self._named) - there
        for digest in sorted(gone - self._erased, key=self._named.__getitem__):
            at = self._named[digest]
            words = f"a personal value named by event {at} was removed, and no event says that it was erased"
            findings.append(Finding(FindingKind.PERSONAL_REMOVED, at, at, words))
        return findings, len(gone & self._erased)
