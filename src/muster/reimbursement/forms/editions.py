"""The forms of editions: the head with a file of rows, rows alone, the end, a revision, and which two to compare."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput, with_unit
from muster.reimbursement.models import RateEdition
from muster.reimbursement.rules.edition_revision import LEAST_PERCENT, MOST_PERCENT
from muster.reimbursement.rules.edition_rows import MOST_EQUIPMENT_DECIMALS, MOST_SERVICE_DECIMALS
from muster.reimbursement.rules.edition_terms import CategoryRevision, EditionTerms, RateRows, Revision

SPARE_CATEGORIES = 5
PERCENT_DECIMALS = 4


def _percent(label: Any, *, required: bool = False) -> forms.DecimalField:
    field = forms.DecimalField(
        label=label, min_value=LEAST_PERCENT, max_value=MOST_PERCENT, decimal_places=PERCENT_DECIMALS, required=required
    )
    return with_unit(field, _("percent"))


class RatesFileForm(forms.Form):
    """A file with the rows of an edition."""

    file = forms.FileField(
        label=_("Rates (.xlsx or .csv)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Start from the empty workbook or CSV file, or from one of an edition on record."),
    )


class EditionHeadForm(forms.Form):
    """The head of an edition."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example rates-2023."))
    title = forms.CharField(label=_("Title"), max_length=200)
    manual = forms.CharField(label=_("Manual (symbol)"), max_length=80, required=False)
    valid_from = forms.DateField(label=_("In force from"), widget=DateInput())
    valid_until = forms.DateField(
        label=_("In force until (excluded)"), widget=DateInput(), required=False, help_text=_("Empty: without an end.")
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("The document from which the table was taken.")
    )

    def terms(self) -> EditionTerms:
        """Return the cleaned head."""
        names = ("reference", "title", "manual", "valid_from", "valid_until", "source")
        return EditionTerms(**{name: self.cleaned_data[name] for name in names})


class LoadEditionForm(EditionHeadForm, RatesFileForm):
    """The head of an edition with how its tables are rounded, and the file of its rows."""

    equipment_decimals = forms.IntegerField(
        label=_("Decimals of equipment rates"), min_value=0, max_value=MOST_EQUIPMENT_DECIMALS, initial=0,
        help_text=_("To which the table itself is rounded: 0 is whole dollars."),
    )  # fmt: skip
    service_decimals = forms.IntegerField(
        label=_("Decimals of self-sustainment rates"), min_value=0, max_value=MOST_SERVICE_DECIMALS, initial=2
    )
    field_order = (*EditionHeadForm.base_fields, "equipment_decimals", "service_decimals", "file")

    def whole_terms(self) -> EditionTerms:
        """Return the cleaned head with the rounding of the tables."""
        said = self.cleaned_data
        return replace(
            self.terms(),
            equipment_decimals=said["equipment_decimals"],
            service_decimals=said["service_decimals"],
        )


class ReplaceRatesForm(RatesFileForm):
    """The rows of an edition, all of them, from the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class EndEditionForm(forms.Form):
    """The end of an edition's validity."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    valid_until = forms.DateField(label=_("In force until (excluded)"), widget=DateInput())

    def day(self) -> date:
        """Return the first day on which it holds no longer."""
        day: date = self.cleaned_data["valid_until"]
        return day


class ReviseEditionForm(EditionHeadForm):
    """The head of the new edition, and the percentages for all rows."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    gfmv_percent = _percent(_("Generic fair market value, all categories"))
    maintenance_percent = _percent(_("Maintenance, all categories"))
    service_percent = _percent(_("Self-sustainment, all categories"))

    def revision(self, categories: Sequence[CategoryRevision]) -> Revision:
        """Return the percentages; what is left empty is 0."""
        names = ("gfmv_percent", "maintenance_percent", "service_percent")
        given = {name: self.cleaned_data[name] for name in names if self.cleaned_data[name] is not None}
        return Revision(**given, categories=tuple(categories))


class CategoryRevisionForm(forms.Form):
    """A category whose percentages differ; what is left empty is as for all."""

    category = forms.ChoiceField(label=_("Category"), required=False)
    gfmv_percent = _percent(_("Generic fair market value"))
    maintenance_percent = _percent(_("Maintenance"))
    service_percent = _percent(_("Self-sustainment"))

    def __init__(self, *args: Any, categories: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = [("", "—"), *categories]  # type: ignore[attr-defined]


class CategoryRevisionSet(forms.BaseFormSet[CategoryRevisionForm]):
    """Categories whose percentages differ."""

    def terms(self) -> list[CategoryRevision]:
        """Return the rows that name a category."""
        rows = [form.cleaned_data for form in self.forms]
        return [CategoryRevision(**row) for row in rows if row.get("category")]


CategoryRevisions = forms.formset_factory(CategoryRevisionForm, formset=CategoryRevisionSet, extra=SPARE_CATEGORIES)


def category_revisions(data: Any, rows: RateRows) -> CategoryRevisionSet:
    """Return the formset of an edition's categories."""
    names = dict.fromkeys([*(one.category for one in rows.equipment), *(one.category for one in rows.services)])
    choices = [(name, name) for name in names]
    made = CategoryRevisions(data, prefix="categories", form_kwargs={"categories": choices})
    assert isinstance(made, CategoryRevisionSet)
    return made


class CompareEditionsForm(forms.Form):
    """Which two editions are compared."""

    first = forms.ChoiceField(label=_("From"))
    second = forms.ChoiceField(label=_("To"))

    def __init__(self, data: Any, editions: Iterable[RateEdition]) -> None:
        both = {"first", "second"} <= set(data)
        choices = [(one.reference, f"{one.reference}: {one.title}") for one in editions]
        super().__init__(data if both else None, initial=data.dict())
        for name in ("first", "second"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
