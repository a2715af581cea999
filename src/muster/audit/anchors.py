"""Anchors: the last event's number and digest, written outside the database at each daily run, export and backup."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from muster.audit.anchor_rules import Anchor, anchor_line, read_anchors
from muster.audit.models import AuditEvent
from muster.audit.rules import Finding
from muster.kit.append_line import append_line


class Occasion(StrEnum):
    """Why an anchor was written."""

    DAILY_RUN = "daily run"
    EXPORT = "export"
    BACKUP = "backup"
    BY_HAND = "by hand"


def anchors_file() -> Path:
    """Return where this installation keeps its anchors: `audit/anchors.jsonl` in MUSTER_HOME."""
    return Path(settings.HOME) / "audit" / "anchors.jsonl"


def write_anchor(occasion: Occasion) -> Anchor | None:
    """Write the end of the chain outside the database; with an empty chain there is nothing to write.

    Call it when the transaction of the last event is committed (`transaction.on_commit`): an anchor of an event that is
    then rolled back would accuse the log. Raises OSError where the file cannot be written.
    """
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "digest").first()
    return keep_anchor(*last, occasion) if last else None


def keep_anchor(sequence: int, digest: str, occasion: Occasion) -> Anchor:
    """Write one anchor as a line of the file. Raises OSError where the file cannot be written."""
    written_at = datetime.now(UTC).isoformat(timespec="seconds")
    anchor = Anchor(sequence, digest, written_at, Occasion(occasion).value)
    append_line(anchors_file(), anchor_line(anchor))
    return anchor


def kept_anchors(file: Path | None = None) -> tuple[list[Anchor], list[Finding]]:
    """Return the anchors of `file` (default: the installation's own) and its lines that cannot be read.

    Before the first anchor there is no file of the installation. Raises OSError where the file cannot be read, and
    FileNotFoundError where a named one is not there.
    """
    if file is None and not anchors_file().exists():
        return [], []
    text = (file or anchors_file()).read_text(encoding="utf-8", errors="replace")
    return read_anchors(text.splitlines())
