"""Individuals with where they are and what lapses, their nominations and their tours, as tables."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.queries.individual_files import FileRow
from muster.deployments.rules.individual_pool import Lapse, PoolState
from muster.deployments.tables.individuals import post_address, stage_badge
from muster.kit.days import day_words
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.people.models import CredentialKind

POOL_TONES: dict[PoolState, Tone] = {
    PoolState.BARRED: "short",
    PoolState.IN_POST: "accent",
    PoolState.NOMINATED: "due",
    PoolState.AVAILABLE: "met",
}
POOL_WORDS = {
    PoolState.BARRED: gettext_lazy("barred"),
    PoolState.IN_POST: gettext_lazy("in post"),
    PoolState.NOMINATED: gettext_lazy("nominated"),
    PoolState.AVAILABLE: gettext_lazy("available"),
}


def pool_badge(pool: PoolState) -> Badge:
    """Return where somebody is as a badge."""
    return Badge(POOL_WORDS[pool], POOL_TONES[pool])


def file_address(number: int) -> str:
    """Return the address of an individual's file."""
    return reverse("individual-file", args=[number])


def lapse_words(lapse: Lapse, today: date) -> str:
    """Return what lapses, and when, or that it has."""
    what = " ".join(filter(None, (str(CredentialKind(lapse.kind).label), lapse.subject)))
    if lapse.on <= today:
        return _("%(what)s lapsed on %(day)s") % {"what": what, "day": day_words(lapse.on)}
    return _("%(what)s until %(day)s") % {"what": what, "day": day_words(lapse.on)}


def files_table(today: date) -> Table:
    """Return the table of individuals as of today."""
    return Table(
        name="individual_files",
        caption=gettext_lazy("Individuals whose service you may see"),
        empty=gettext_lazy("Your organisation holds no individual, and was handed none."),
        order="",
        illustrative=lambda row: False,
        columns=[
            Column("person", gettext_lazy("Person"), kind="integer", href=lambda row: file_address(row.person)),
            Column("name", gettext_lazy("Name")),
            Column("rank", gettext_lazy("Rank"), filter="choice"),
            Column("sex", gettext_lazy("Sex"), filter="choice", hidden=True),
            Column("state", gettext_lazy("Held by"), filter="choice"),
            Column("pool", gettext_lazy("Pool"), lambda row: pool_badge(row.pool), kind="badge"),
            Column("where", gettext_lazy("Post")),
            Column("until", gettext_lazy("Until"), kind="date"),
            Column("lapse_on", gettext_lazy("First proof to lapse"), _first_day, kind="date"),
            Column("lapses", gettext_lazy("What lapses"), lambda row: _lapses(row, today), sortable=False),
        ],
    )


def _first_day(row: FileRow) -> date | None:
    return row.lapses[0].on if row.lapses else None


def _lapses(row: FileRow, today: date) -> str:
    return "; ".join(lapse_words(one, today) for one in row.lapses)


NOMINATIONS = Table(
    name="nominations",
    caption=gettext_lazy("Nominations"),
    empty=gettext_lazy("No nomination that you may see is on record."),
    order="-submitted_on",
    filters=False,
    tools=False,
    illustrative=lambda row: row.requested.request.illustrative,
    columns=[
        Column("nominee", gettext_lazy("Nomination"), "pk", kind="integer",
               href=lambda row: reverse("nomination", args=[row.pk])),
        Column("post", gettext_lazy("Post"), "requested.post.reference", kind="link",
               href=lambda row: post_address(row.requested.post.reference)),
        Column("request", gettext_lazy("Request"), "requested.request.reference"),
        Column("submitted_on", gettext_lazy("Submitted on"), kind="date", lookup="submitted_on"),
        Column("arrives_on", gettext_lazy("There by"), "requested.arrives_on", kind="date"),
        Column("stage", gettext_lazy("Stage"), stage_badge, kind="badge"),
    ],
)  # fmt: skip

TOURS = Table(
    name="tours_of_a_person",
    caption=gettext_lazy("Tours"),
    empty=gettext_lazy("No tour that you may see is on record."),
    order="-held_from",
    filters=False,
    tools=False,
    columns=[
        Column("assignment", gettext_lazy("Assignment"), "pk", kind="integer",
               href=lambda row: reverse("assignment", args=[row.pk])),
        Column("post", gettext_lazy("Post"), "post.reference", kind="link",
               href=lambda row: post_address(row.post.reference)),
        Column("mission", gettext_lazy("Mission"), "post.mission.acronym"),
        Column("held_from", gettext_lazy("From"), kind="date", lookup="held_from"),
        Column("held_until", gettext_lazy("Until"), kind="date", lookup="held_until"),
        Column("ended_as", gettext_lazy("Ended as"), "get_ended_as_display"),
        Column("paid_by", gettext_lazy("Way home paid by")),
    ],
)  # fmt: skip
