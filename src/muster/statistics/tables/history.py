"""Tables of history: operations since 1948, records of States, lessons, years seen."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.named import choices
from muster.kit.pages import Badge, Text
from muster.kit.tables import Column, Table
from muster.statistics.models import HistoryEntry, HistoryPoint
from muster.statistics.rules.history import day_words_of
from muster.statistics.rules.history_terms import HistoryKind, HistoryStage, PointKind

OPERATIONS = Table(
    name="past_operations",
    caption=gettext_lazy("Operations of the United Nations since 1948"),
    empty=gettext_lazy("No operation had begun by this day."),
    order="start",
    illustrative=lambda row: False,
    columns=[
        Column("acronym", gettext_lazy("Operation"), "fact.acronym"),
        Column("name", gettext_lazy("Name"), "fact.name"),
        Column("region", gettext_lazy("Region"), "fact.region", filter="choice"),
        Column("hosts", gettext_lazy("Hosts"), lambda row: ", ".join(row.fact.host_iso3)),
        Column("start", gettext_lazy("From"), "fact.start", kind="date"),
        Column("until", gettext_lazy("Until"), "fact.until", kind="date"),
        Column("peak", gettext_lazy("Most people"), kind="integer", unit=gettext_lazy("uniformed")),
        Column("peak_on", gettext_lazy("On"), kind="date", hidden=True),
        Column("fatalities", gettext_lazy("Fatalities"), kind="integer", total=True),
        Column("basis", gettext_lazy("Legal basis"), "fact.legal_basis", hidden=True),
        Column("source", gettext_lazy("Source"), "fact.source", hidden=True),
    ],
)


def held(row: HistoryEntry) -> str:
    """Return from when until when it was, its last day included, no more exactly than is known."""
    start = day_words_of(row.holds_from, row.from_precision)
    if row.holds_until is None:
        return _("since %(start)s") % {"start": start}
    last = day_words_of(row.holds_until - timedelta(days=1), row.until_precision)
    return start if last == start else f"{start} – {last}"


def stage_badge(row: HistoryEntry) -> Badge:
    """Return how far a record is, in a word."""
    stage = HistoryStage(row.stage)
    return Badge(stage.label, "met" if stage == HistoryStage.PUBLISHED else "neutral")


ENTRIES = Table(
    name="history_entries",
    caption=gettext_lazy("What States record of their own history"),
    empty=gettext_lazy("No record is to be seen as of this day. An officer of a State enters what it took part in."),
    order="from",
    columns=[
        Column(
            "title", gettext_lazy("Record"), kind="link", lookup="title",
            href=lambda row: reverse("history-entry", args=[row.reference]),
        ),
        Column("state", gettext_lazy("State"), "state.name", lookup="state__name", filter="choice"),
        Column(
            "kind", gettext_lazy("Kind"), "get_kind_display", lookup="kind", filter="choice",
            choices=choices(HistoryKind),
        ),
        Column("from", gettext_lazy("From"), "holds_from", lookup="holds_from", kind="date", hidden=True),
        Column("held", gettext_lazy("When"), held, sortable=False, filter="none"),
        Column("place", gettext_lazy("Place"), lookup="place"),
        Column("led_by", gettext_lazy("Led by"), lookup="led_by"),
        Column(
            "stage", gettext_lazy("Stage"), stage_badge, kind="badge", lookup="stage", choices=choices(HistoryStage),
        ),
        Column("source", gettext_lazy("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip


def _amount(row: HistoryPoint) -> str:
    if row.amount is None:
        return ""
    whole = row.amount == row.amount.to_integral_value()
    return f"{row.amount:,.0f}" if whole else f"{row.amount:,.2f}"


def _points(kind: PointKind, caption: Text, *, of_entry: bool) -> Table:
    columns = [] if of_entry else [
        Column(
            "entry", gettext_lazy("Record"), "entry.title", kind="link",
            href=lambda row: reverse("history-entry", args=[row.entry.reference]),
        ),
    ]  # fmt: skip
    if kind == PointKind.FIGURE:
        columns += [
            Column("amount", gettext_lazy("Amount"), _amount, filter="none"),
            Column("unit", gettext_lazy("Unit")),
        ]
    columns.append(
        Column("words", gettext_lazy("What was learned") if kind == PointKind.LESSON else gettext_lazy("What"))
    )
    return Table(
        name=f"history_{kind.value}s",
        caption=caption,
        empty=gettext_lazy("None is on record."),
        filters=not of_entry,
        tools=not of_entry,
        illustrative="entry.illustrative",
        columns=columns,
    )


FIGURES_OF_ENTRY = _points(PointKind.FIGURE, gettext_lazy("Figures"), of_entry=True)
LESSONS_OF_ENTRY = _points(PointKind.LESSON, gettext_lazy("Lessons"), of_entry=True)
LESSONS = _points(PointKind.LESSON, gettext_lazy("Lessons drawn"), of_entry=False)

YEARS_SEEN = Table(
    name="years_seen",
    caption=gettext_lazy("Where the public record saw its people"),
    empty=gettext_lazy("The statistics store holds nothing of this State; load a set with muster import."),
    order="first",
    illustrative=lambda row: False,
    columns=[
        Column("mission", gettext_lazy("Operation")),
        Column("first", gettext_lazy("First year"), lambda row: str(row.first)),
        Column("last", gettext_lazy("Last year"), lambda row: str(row.last)),
        Column("peak", gettext_lazy("Most people"), kind="integer"),
    ],
)
