"""The form of a record of history, with its figures and lessons as rows."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.kit.named import choices
from muster.reference.missions import missions
from muster.statistics.models import HistoryEntry
from muster.statistics.rules.history_terms import (
    MOST_POINTS,
    SAID,
    DayPrecision,
    HistoryKind,
    HistoryTerms,
    PointKind,
    PointTerms,
)

SPARE_ROWS = 3


class HistoryForm(forms.Form):
    """What a record says; its figures and lessons follow as rows."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(HistoryKind))
    title = forms.CharField(label=_("Title"), max_length=200)
    operation = forms.ChoiceField(
        label=_("Operation"),
        required=False,
        choices=lambda: [("", "—"), *((one.acronym, f"{one.acronym}: {one.name}") for one in missions())],
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    led_by = forms.CharField(
        label=_("Led by"), max_length=200, required=False, help_text=_("The organisation or State.")
    )
    holds_from = forms.DateField(label=_("From"), widget=DateInput())
    from_precision = forms.ChoiceField(label=_("Beginning known to the"), choices=choices(DayPrecision))
    holds_until = forms.DateField(
        label=_("Until (excluded)"), widget=DateInput(), required=False, help_text=_("Empty: it still is.")
    )
    until_precision = forms.ChoiceField(label=_("End known to the"), choices=choices(DayPrecision))
    text = forms.CharField(
        label=_("In words"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self, points: tuple[PointTerms, ...]) -> HistoryTerms:
        """Return the cleaned content with its points."""
        return HistoryTerms(**{name: self.cleaned_data[name] for name in SAID}, points=points)


class NewHistoryForm(HistoryForm):
    """A new record."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example kaz-iraq-engineers."))
    field_order = ("reference", *SAID)


class PointForm(forms.Form):
    """A figure or a lesson."""

    words = forms.CharField(
        label=_("What it counts, or what was learned"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(PointKind), required=False)
    amount = forms.DecimalField(
        label=_("Amount"), required=False, max_digits=16, decimal_places=2, min_value=Decimal(0)
    )
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)


def point_rows(data: Any, entry: HistoryEntry | None = None) -> Any:
    """Return the rows of points: those on record, and some to spare."""
    factory: Any = forms.formset_factory(PointForm, extra=SPARE_ROWS, max_num=MOST_POINTS, absolute_max=MOST_POINTS)
    known = [
        {"words": one.words, "kind": one.kind, "amount": one.amount, "unit": one.unit}
        for one in (entry.points.all() if entry else ())
    ]
    return factory(data, initial=known, prefix="points")


def points_of(rows: Any) -> tuple[PointTerms, ...]:
    """Return the points of valid rows; a row without words is left out."""
    said = [row.cleaned_data for row in rows.forms if row.cleaned_data and row.cleaned_data["words"].strip()]
    return tuple(
        PointTerms(one["kind"] or PointKind.LESSON.value, one["words"], one["amount"], one["unit"]) for one in said
    )


def known_history(entry: HistoryEntry) -> dict[str, Any]:
    """Return what is on record as the form begins with it."""
    return {name: getattr(entry, name) for name in (*SAID, "version")}
