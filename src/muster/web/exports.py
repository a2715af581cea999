"""Every table that leaves the system as a file is an event of the audit log."""

from typing import Any, cast

from muster.audit import actions as audit
from muster.kit.tables import ExportEvent
from muster.parties.request import MusterRequest


def record_export(sender: object, event: ExportEvent, **kwargs: Any) -> None:
    """Record who took which table, in what form, how many rows of it, under which filters."""
    viewer = cast(MusterRequest, event.request).viewer
    after = {"format": event.format, "rows": event.rows, "address": event.address, "columns": list(event.columns)}
    audit.record(viewer, "web:table:exported", event.table, after=after)
