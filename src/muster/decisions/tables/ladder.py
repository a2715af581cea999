"""The steps of a ladder as a table."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.decisions.models import Dossier
from muster.decisions.queries.ladder import KnownRung
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table


def standing_badge(row: KnownRung) -> Badge:
    """Return how a step stands as a badge: done, late, critical, under way, ahead, or after the arrival."""
    placed = row.planned
    if placed is None:
        return Badge(_("after the arrival"), "neutral")
    if placed.is_done:
        return Badge(_("done"), "met")
    if placed.is_late:
        return Badge(_("late for the day wanted"), "short")
    if placed.is_critical:
        return Badge(_("critical"), "due")
    return Badge(_("under way") if row.entered.started_on is not None else _("ahead"), "neutral")


def _range(row: KnownRung) -> str:
    return f"{row.rung.least_days} – {row.rung.most_days}"


def _starts(row: KnownRung) -> date | None:
    return row.planned.starts_on if row.planned else row.begins_on


def _slack(row: KnownRung) -> int | None:
    return row.planned.slack_days if row.planned else None


def ladder_table(dossier: Dossier, *, writes: bool) -> Table:
    """Return the table of a dossier's ladder; whoever writes is led to the entry of each step."""

    def entry(row: KnownRung) -> str:
        return reverse("ladder-step", args=[dossier.reference, row.rung.code]) if writes else ""

    return Table(
        name="ladder",
        caption=_("Steps"),
        filters=False,
        columns=[
            Column("number", _("Step"), "rung.number", kind="integer"),
            Column("name", _("What"), "rung.name", kind="link", href=entry),
            Column("led_by", _("Led by"), "rung.led_by"),
            Column("output", _("What comes of it"), "rung.output"),
            Column("standing", _("Standing"), standing_badge, kind="badge"),
            Column("days", _("Days"), kind="integer", unit=_("days")),
            Column("range", _("Least to most"), _range, unit=_("days")),
            Column("starts_on", _("From"), _starts, kind="date"),
            Column("ends_on", _("Until"), lambda row: row.planned.ends_on if row.planned else None, kind="date"),
            Column("latest_end", _("Latest"), lambda row: row.planned.latest_end if row.planned else None, kind="date"),
            Column("slack", _("Slack"), _slack, kind="integer", unit=_("days")),
            Column("said_by", _("Done according to")),
            Column("note", _("Note")),
            Column("source", _("Source of the days"), "rung.source", hidden=True),
            Column("rung_standing", _("Standing of the days"), "rung.standing", hidden=True),
        ],
    )  # fmt: skip
