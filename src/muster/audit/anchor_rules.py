"""What the anchors prove: the number and the digest of the last event, written outside the database. Pure.

A chain alone cannot see its tail cut off, nor that it was made anew from the start. Whoever keeps the anchors, or a
copy of them, where the writer of the database cannot reach, sees both.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from muster.audit.rules import Finding, FindingKind, events_in_words


@dataclass(frozen=True)
class Anchor:
    """The last event's number and digest as written outside the database. `written_at` is an ISO time in UTC."""

    sequence: int
    digest: str
    written_at: str
    occasion: str


def anchor_findings(anchors: Sequence[Anchor], digests: Mapping[int, str], last_sequence: int) -> list[Finding]:
    """Return what the anchors show of a chain that ends with `last_sequence`.

    `digests` are those of the chain by number, at least for the anchored ones. Events that an anchor proves and that
    lie beyond the end were cut off; an anchored event with another digest was replaced, and perhaps all after it too.
    """
    findings: list[Finding] = []
    beyond = [anchor for anchor in anchors if anchor.sequence > last_sequence]
    if beyond:
        furthest = max(beyond, key=lambda anchor: anchor.sequence)
        first, last = last_sequence + 1, furthest.sequence
        words = (
            f"{events_in_words(first, last)} {_were(first, last)} cut off: event {last} was anchored {_when(furthest)}"
        )
        findings.append(Finding(FindingKind.CUT_OFF, first, last, words))
    told: set[int] = set()
    for anchor in anchors:
        if anchor.sequence > last_sequence or anchor.sequence in told:
            continue
        if digests.get(anchor.sequence) != anchor.digest:
            told.add(anchor.sequence)
            how = "is not the one" if anchor.sequence in digests else "is missing, and was there: it is one"
            words = f"event {anchor.sequence} {how} that was anchored {_when(anchor)}"
            findings.append(Finding(FindingKind.NOT_AS_ANCHORED, anchor.sequence, anchor.sequence, words))
    return findings


def _were(first: int, last: int) -> str:
    return "was" if first == last else "were"


def _when(anchor: Anchor) -> str:
    return f"on {anchor.written_at} ({anchor.occasion})"


def anchor_line(anchor: Anchor) -> str:
    """Return an anchor as a line of JSON."""
    return json.dumps(asdict(anchor), ensure_ascii=False)


def read_anchors(lines: Iterable[str]) -> tuple[list[Anchor], list[Finding]]:
    """Return the anchors of a file's lines, and a finding for each line that is none."""
    anchors: list[Anchor] = []
    findings: list[Finding] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        anchor = _anchor(line)
        if isinstance(anchor, Anchor):
            anchors.append(anchor)
        else:
            words = f"line {number} of the anchors cannot be read"
            findings.append(Finding(FindingKind.ANCHOR_UNREADABLE, 0, 0, words))
    return anchors, findings


def _anchor(line: str) -> Anchor | str:
    """Return the anchor that a line holds, or what is wrong with the line."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return "no JSON"
    if not isinstance(content, dict) or set(content) != set(Anchor.__dataclass_fields__):
        return "not the fields of an anchor"
    sequence, texts = content["sequence"], [content[name] for name in ("digest", "written_at", "occasion")]
    if type(sequence) is not int or sequence < 1 or not all(isinstance(text, str) for text in texts):
        return "values of another kind"
    return Anchor(**content)
