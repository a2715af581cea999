"""What was asked of the optimisers, as a table."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.deployments.models import RunStage
from muster.kit.pages import Tone
from muster.kit.tables import Column, Table

RUN_TONES: dict[str, Tone] = {
    RunStage.QUEUED: "neutral",
    RunStage.RUNNING: "accent",
    RunStage.DONE: "met",
    RunStage.FAILED: "short",
}


def _run_address(row: Any) -> str:
    return str(row["href"])


RUNS = Table(
    name="runs",
    caption=_("What was planned"),
    empty=_("Nothing was planned yet. Fill in the form: the plan is made while you wait for it."),
    order="",
    filters=False,
    columns=[
        Column("number", _("Plan"), kind="link", href=_run_address),
        Column("day", _("As of"), kind="date"),
        Column("asked", _("Asked")),
        Column("made_by", _("Asked by")),
        Column("stage", _("Stage"), kind="badge", sortable=False),
        Column("accepted_on", _("Accepted on"), kind="date"),
    ],
)
