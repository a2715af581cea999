"""The form of a force package with its slots."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.pledges.actions.packages import PackageTerms, SlotTerms, package_terms
from muster.pledges.levels import LABELS, LADDER, Level
from muster.pledges.models import ForcePackage
from muster.pledges.tables import unit_type_choices

SPARE_SLOTS = 5
MOST_SLOTS = 60
LEVELS = [(level.value, LABELS[level]) for level in LADDER[1:]]


class PackageForm(forms.Form):
    """What a package is; the reference is given once."""

    reference = forms.SlugField(label=_("Reference"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=160)
    purpose = forms.CharField(label=_("Purpose"), max_length=500, required=False)
    strength_aim = forms.IntegerField(
        label=_("Strength aimed at (people)"), min_value=1, max_value=1_000_000, required=False
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, package: ForcePackage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if package is not None:
            for name in ("reference", "name", "purpose", "strength_aim", "source", "version"):
                self.fields[name].initial = getattr(package, name)
            self.fields["reference"].disabled = True

    def terms(self, slots: Any) -> PackageTerms:
        """Return the cleaned content with the slots of a valid formset."""
        values = {name: self.cleaned_data[name] for name in ("reference", "name", "purpose", "strength_aim", "source")}
        rows = (form.cleaned_data for form in slots if form.has_changed() or form.initial)
        return PackageTerms(slots=tuple(_slot(row) for row in rows if row.get("unit_type")), **values)


class SlotForm(forms.Form):
    """Places of one kind. A row without a unit type is left out."""

    unit_type = forms.ChoiceField(
        label=_("Unit type"), choices=lambda: [("", "—"), *unit_type_choices()], required=False
    )
    name = forms.CharField(label=_("Place"), max_length=160, required=False)
    units = forms.IntegerField(label=_("Units"), min_value=1, max_value=100, required=False, initial=1)
    strength = forms.IntegerField(label=_("Strength of each (people)"), min_value=1, max_value=100_000, required=False)
    minimum_level = forms.ChoiceField(label=_("At least at level"), choices=LEVELS, initial=Level.LEVEL_3.value)
    notice_days = forms.IntegerField(label=_("Notice at most (days)"), min_value=0, max_value=730, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a place whose strength is not said."""
        cleaned = super().clean() or {}
        if cleaned.get("unit_type") and not cleaned.get("strength"):
            self.add_error("strength", _("Say how many people a unit in this place has."))
        return cleaned


def _slot(row: dict[str, Any]) -> SlotTerms:
    return SlotTerms(
        unit_type=row["unit_type"],
        units=row["units"] or 1,
        strength=row["strength"],
        minimum_level=row["minimum_level"],
        notice_days=row["notice_days"],
        name=row["name"],
    )


def slot_forms(data: Any, package: ForcePackage | None) -> Any:
    """Return the slots' forms: those of the package and some spare ones."""
    factory = forms.formset_factory(SlotForm, extra=SPARE_SLOTS, max_num=MOST_SLOTS)
    initial = [vars(slot) for slot in package_terms(package).slots] if package else []
    return factory(data, initial=initial, prefix="slots")
