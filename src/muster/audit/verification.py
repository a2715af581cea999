"""Verifies the log as it is stored: the chain, the anchors outside the database, and the personal values beside it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from muster.audit.anchor_rules import Anchor, anchor_findings
from muster.audit.anchors import Occasion, kept_anchors, write_anchor
from muster.audit.models import AuditEvent, PersonalValue, Verification
from muster.audit.personal_rules import KeptValue, PersonalCheck
from muster.audit.queries import chained_events
from muster.audit.rules import ChainCheck, Finding

MOST_KEPT_FINDINGS = 100


@dataclass(frozen=True)
class Report:
    """What a verification found. `erased` counts personal values that were erased as their events say."""

    events: int
    last_sequence: int
    anchors: int
    last_anchor: Anchor | None
    erased: int
    findings: tuple[Finding, ...]


def verify(file: Path | None = None) -> Report:
    """Read the whole log once and return everything wrong with it. `file` names a copy of the anchors kept elsewhere.

    The installation may go on writing meanwhile: the anchors are read first, so that the chain holds all that they
    name; what is written while the personal values are read is looked at afterwards. Raises OSError where the anchors
    cannot be read.
    """
    anchors, findings = kept_anchors(file)
    anchored = {anchor.sequence for anchor in anchors}
    chain, personal = ChainCheck(), PersonalCheck()
    digests: dict[int, str] = {}
    for event in chained_events():
        chain.take(event)
        personal.take(event.sequence, event.content["before"], event.content["after"])
        if event.sequence in anchored:
            digests[event.sequence] = event.digest
    kept = [KeptValue(*row) for row in PersonalValue.objects.values_list("digest", "salt", "subject", "value")]
    for before, after in _written_after(chain.last_sequence):
        personal.take_later(before, after)
    wrong, erased = personal.outcome(kept)
    findings = [*chain.findings(), *anchor_findings(anchors, digests, chain.last_sequence), *findings, *wrong]
    return Report(
        chain.count, chain.last_sequence, len(anchors), anchors[-1] if anchors else None, erased, tuple(findings)
    )


def _written_after(sequence: int) -> list[tuple[object, object]]:
    """Return before and after of the events with a higher number."""
    return list(AuditEvent.objects.filter(sequence__gt=sequence).values_list("before", "after"))


def keep_verification(report: Report) -> Verification:
    """Keep what a verification found, for the page of the log: there a large chain is not read for every reader."""
    return Verification.objects.create(
        verified_at=datetime.now(UTC),
        events=report.events,
        anchors=report.anchors,
        findings=len(report.findings),
        erased=report.erased,
        first_findings=[str(finding) for finding in report.findings[:MOST_KEPT_FINDINGS]],
    )


def last_verification() -> Verification | None:
    """Return what the last verification found, or None before the first one."""
    return Verification.objects.first()


def daily_run() -> Report:
    """Verify the whole log, keep the outcome, and anchor the end of the chain. For the installation's daily run.

    Raises OSError where the anchors cannot be read or written.
    """
    report = verify()
    keep_verification(report)
    write_anchor(Occasion.DAILY_RUN)
    return report
