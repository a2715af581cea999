"""The phases after the arrival on the page of a case."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.queries import leading
from muster.generation.rules.theatre import TheatreEntry
from muster.generation.tables import phase_name
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.reference.phases import phase

THEATRE = Table(
    name="theatre",
    caption=_("After the arrival"),
    filters=False,
    tools=False,
    columns=[
        Column("phase", _("Phase"), sortable=False),
        Column("number", _("Occurrence"), kind="integer", sortable=False),
        Column("starts_on", _("From"), kind="date", sortable=False),
        Column("prepare_from", _("Training begins"), kind="date", sortable=False),
        Column("lead", _("Led by"), sortable=False),
        Column("output", _("Brings forth"), sortable=False),
        Column("limit", _("Limit"), kind="badge", sortable=False),
    ],
)


def theatre_rows(case: Any, entries: tuple[TheatreEntry, ...]) -> list[dict[str, Any]]:
    """Return the phases after the arrival, each with its side and what it brings forth."""
    return [
        {
            "phase": phase_name(one.code),
            "number": one.number,
            "starts_on": one.starts_on,
            "prepare_from": one.prepare_from,
            "lead": leading(case, phase(one.code).lead).name,
            "output": _now(phase(one.code).output),
            "limit": Badge(_now("needs the mandate renewed"), "due") if one.needs_mandate else None,
        }
        for one in entries
    ]
