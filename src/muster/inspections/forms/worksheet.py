"""The form of a worksheet: a dense table of equipment and one of self-sustainment, saved whole."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.inspections.rules.worksheet import MOST_LINES, EquipmentTerms, ServiceTerms, Worksheet
from muster.inspections.stages import ServiceVerdict
from muster.kit.named import choices

SPARE_LINES = 3
MOST_ITEMS = 100_000


def _count(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"size": 5, "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_ITEMS, required=False, widget=widget)


def _words(label: Any, most: int, size: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.TextInput(attrs={"size": size}))


class LineForm(forms.Form):
    """A line: what is agreed of it is written only where it was added by hand."""

    AGREED: tuple[str, ...] = ()
    NAME = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial: dict[str, Any] = dict(self.initial or {})
        self.is_basis = bool(initial) and not initial.get("by_hand")
        if self.is_basis:
            for name in self.AGREED:
                self.fields[name].disabled = True
        self.agreed_cells = [self[name] for name in self.AGREED]
        self.counted_cells = [self[name] for name in self.fields if name not in self.AGREED]

    @property
    def agreed_words(self) -> list[Any]:
        """Return what is agreed of a line out of the basis, for reading."""
        initial = self.initial or {}
        return ["—" if initial.get(name) in (None, "") else initial[name] for name in self.AGREED]


class EquipmentForm(LineForm):
    """A line of major equipment."""

    AGREED = ("item", "category", "lease", "agreed")
    NAME = "item"
    item = _words(_("Item"), 200, 18)
    category = _words(_("Category"), 60, 8)
    lease = forms.ChoiceField(
        label=_("Lease"), required=False,
        choices=[("", "—"), ("wet", _("wet")), ("dry", _("dry")), ("wet; dry", "wet; dry"), ("dry; wet", "dry; wet")],
    )  # fmt: skip
    agreed = _count(_("Agreed"))
    present = _count(_("Present"))
    operational = _count(_("Operational"))
    painted = _count(_("In colours"))
    beyond_control = forms.BooleanField(label=_("Beyond control"), required=False)
    remark = _words(_("Remark"), 500, 24)


class ServiceForm(LineForm):
    """A category of self-sustainment."""

    AGREED = ("category", "ceiling")
    NAME = "category"
    category = _words(_("Category"), 60, 18)
    ceiling = _count(_("People agreed"))
    served = _count(_("People served"))
    verdict = forms.ChoiceField(label=_("Found"), required=False, choices=[("", "—"), *choices(ServiceVerdict)])
    stock_days = forms.IntegerField(
        label=_("Stock (days)"), min_value=0, max_value=3650, required=False,
        widget=forms.NumberInput(attrs={"size": 4, "inputmode": "numeric"}),
    )  # fmt: skip
    remark = _words(_("Remark"), 500, 24)


class VersionForm(forms.Form):
    """The version of the inspection that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class BoundSheet:
    """A worksheet as two formsets, the lines on record first and spare ones for what is added by hand."""

    def __init__(self, data: Any, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.equipment = _rows(EquipmentForm, data, sheet.equipment, "equipment")
        self.services = _rows(ServiceForm, data, sheet.services, "services")

    def is_valid(self) -> bool:
        """Return whether both tables hold."""
        return bool(self.equipment.is_valid() & self.services.is_valid())

    def terms(self) -> Worksheet:
        """Return the worksheet that valid rows say; a row by hand that is left empty or emptied goes."""
        return Worksheet(
            tuple(EquipmentTerms(**said) for said in _said(self.equipment, self.sheet.equipment, {"agreed": 0})),
            tuple(ServiceTerms(**said) for said in _said(self.services, self.sheet.services, {})),
        )


def _rows(form: type[LineForm], data: Any, lines: Sequence[EquipmentTerms | ServiceTerms], prefix: str) -> Any:
    factory: Any = forms.formset_factory(
        form, extra=SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES, validate_max=True
    )
    return factory(data, initial=[asdict(one) for one in lines], prefix=prefix)


def _said(rows: Any, lines: Sequence[EquipmentTerms | ServiceTerms], empty: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the content of each row with its number; a row by hand gets the next free one."""
    found = []
    following = max((one.number for one in lines), default=0)
    for place, form in enumerate(rows.forms):
        said = dict(form.cleaned_data)
        if not str(said.get(form.NAME) or "").strip():
            continue
        if place < len(lines):
            number = lines[place].number
        else:
            following += 1
            number = following
        said |= {name: value for name, value in empty.items() if said.get(name) is None}
        found.append({**said, "number": number})
    return found
