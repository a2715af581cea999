"""Announcements as tables and figures: what was said, what came of it, and how long it took."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, ExplainInput, Explanation, Fact
from muster.kit.tables import Column, Table
from muster.pledges.levels import LABELS, Level
from muster.pledges.models import Announcement
from muster.pledges.rules.conversion import DEPLOYED, REGISTERED, STEPS, Announced, Conversion, days_until_pledge


@dataclass(frozen=True)
class AnnouncedRow:
    """An announcement with what came of it, as far as the viewer may know; `pledges` None: not for this viewer."""

    announcement: Announcement
    pledges: int | None
    days: int | None
    is_taken_back: bool

    @property
    def illustrative(self) -> bool:
        """Return whether it is no published fact."""
        return self.announcement.illustrative


def came_of_it(row: AnnouncedRow) -> Badge:
    """Return in a word what came of an announcement."""
    if row.is_taken_back:
        return Badge(_("taken back"), "short")
    if row.pledges is None:
        return Badge(_("not shown to you"))
    if not row.pledges:
        return Badge(_("no pledge yet"), "due")
    return Badge(_("%(n)s pledged") % {"n": row.pledges}, "met")


ANNOUNCEMENTS = Table(
    name="announcements",
    caption=gettext_lazy("What States have announced"),
    empty=gettext_lazy("No announcement is on record as of this day. The Secretariat or the State enters one."),
    order="-announced_on,state",
    columns=[
        Column(
            "reference", gettext_lazy("Announcement"), "announcement.reference", kind="link",
            href=lambda row: reverse("announcement", args=[row.announcement.reference]),
        ),
        Column("state", gettext_lazy("State"), "announcement.state.name", filter="choice"),
        Column("occasion", gettext_lazy("Occasion"), "announcement.occasion", filter="choice"),
        Column("announced_on", gettext_lazy("Announced"), "announcement.announced_on", kind="date"),
        Column("text", gettext_lazy("What"), "announcement.text"),
        Column("unit_type", gettext_lazy("Unit type"), "announcement.unit_type", filter="choice"),
        Column("units", gettext_lazy("Units"), "announcement.units", kind="integer", total=True),
        Column(
            "strength", gettext_lazy("Strength"), "announcement.strength", kind="integer",
            unit=gettext_lazy("people"), total=True,
        ),
        Column("came_of_it", gettext_lazy("What came of it"), came_of_it, kind="badge"),
        Column("days", gettext_lazy("Until the pledge"), kind="integer", unit=gettext_lazy("days")),
        Column("source", gettext_lazy("Source"), "announcement.source", hidden=True),
    ],
)  # fmt: skip


def step_label(code: str) -> str:
    """Return a step of conversion in words."""
    if code == REGISTERED:
        return _("Registered")
    return _("Deployed") if code == DEPLOYED else str(LABELS[Level(code)])


def _step_columns() -> list[Column]:
    """Return the columns of each step: announcements that took it; people and median days are offered."""
    columns: list[Column] = []
    for at, code in enumerate(STEPS):
        label = step_label(code)
        people, days = _("%(step)s, people") % {"step": label}, _("%(step)s, median days") % {"step": label}
        columns += [
            Column(f"step_{at}", label, _of_step(at, "announcements"), kind="integer", total=True),
            Column(f"people_{at}", people, _of_step(at, "people"), kind="integer", total=True, hidden=True),
            Column(f"days_{at}", days, _of_step(at, "days"), kind="integer", hidden=True),
        ]
    return columns


def _of_step(at: int, name: str) -> Callable[[Conversion], int | None]:
    """Return what reads a figure of the step at a place."""

    def read(row: Conversion) -> int | None:
        return cast(int | None, getattr(row.steps[at], name))

    return read


def conversion_table(name: str, heading: str, caption: str) -> Table:
    """Return the table of conversion by one heading (State or occasion)."""
    return Table(
        name=name,
        caption=caption,
        empty=_("No announcement whose pledges you may see is on record as of this day."),
        filters=False,
        columns=[
            Column("heading", heading),
            Column("announcements", _("Announced"), kind="integer", total=True),
            Column("people", _("Announced, people"), kind="integer", total=True),
            Column("taken_back", _("Taken back"), kind="integer", total=True),
            *_step_columns(),
        ],
    )


def conversion_facts(total: Conversion) -> list[Fact]:
    """Return the conversion of all announcements as facts, each step with its share, people and median days."""
    facts = [
        Fact(_("Announced"), total.announcements, unit=_("announcements")),
        Fact(_("People announced"), total.people, unit=_("people, where a number was named")),
        Fact(_("Taken back"), total.taken_back, unit=_("announcements")),
    ]
    for step in total.steps:
        share = round(100 * total.share_of_announcements(step.code))
        wait = _("median %(n)s days") % {"n": step.days} if step.days is not None else _("not yet")
        words = _("%(n)s (%(share)s %%), %(people)s people, %(wait)s")
        told = {"n": step.announcements, "share": share, "people": step.people, "wait": wait}
        facts.append(
            Fact(step_label(step.code), words % told, explanation=_step_explanation(total, step.announcements))
        )
    return facts


def _step_explanation(total: Conversion, taken: int) -> Explanation:
    """Return how a step's figures come about."""
    return Explanation(
        formula=_(
            "share = announcements with a pledge that took the step by the day ÷ announcements made by the day; "
            "days = median from announcement to the first such pledge; people = strength × units of those pledges"
        ),
        inputs=(
            ExplainInput(_("took the step"), str(taken)),
            ExplainInput(_("announced"), str(total.announcements), href=reverse("announcements")),
        ),
        note=_("A pledge that was on record before the announcement counts 0 days; a step once taken stays counted."),
    )


def announced_row(announcement: Announcement, found: Announced | None, day: date) -> AnnouncedRow:
    """Return a row of the table. `found` None: what came of it is not for this viewer."""
    return AnnouncedRow(
        announcement,
        None if found is None else len(found.pledges),
        None if found is None else days_until_pledge(found, day),
        announcement.ended_on is not None and announcement.ended_on <= day,
    )
