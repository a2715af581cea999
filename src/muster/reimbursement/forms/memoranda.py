"""The forms of memoranda: opened, written line by line, amended, taken on. Money is typed in US dollars."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.models import Instrument
from muster.kit.forms import DateInput, with_unit
from muster.kit.named import choices
from muster.pledges.forms.fields import StateField
from muster.reimbursement.forms.plain_inputs import PlainCheckbox, PlainSelect, PlainText
from muster.reimbursement.memorandum_terms import (
    MOST_LINES,
    EquipmentTerms,
    MemorandumTerms,
    ServiceTerms,
    VersionTerms,
)
from muster.reimbursement.models import RateEdition
from muster.reimbursement.rules.instrument_takeover import EQUIPMENT, NotTaken
from muster.reimbursement.stages import LeaseKind

SPARE_LINES = 3
MORE_LINES = 10
MOST = 100_000
CENTS = 100
OF_MEMORANDUM = ("reference", "title", "number", "instrument", "source")
IN_DOLLARS = ("gfmv", "maintenance", "paint")


def _edition_choices(editions: Iterable[RateEdition]) -> list[tuple[str, Any]]:
    none = _("none: rates are entered by hand")
    return [("", none), *((one.reference, f"{one.reference}: {one.title}") for one in editions)]


class VersionForm(forms.Form):
    """What is agreed besides the lines, and from when to when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    holds_from = forms.DateField(label=_("Holds from"), widget=DateInput())
    holds_until = forms.DateField(
        label=_("Until (excluded)"), widget=DateInput(), required=False, help_text=_("Empty: until it is ended.")
    )
    personnel_ceiling = with_unit(
        forms.IntegerField(label=_("Personnel, at most"), min_value=0, max_value=MOST), _("people")
    )
    edition = forms.ChoiceField(label=_("Edition of rates"), required=False)
    region = forms.CharField(
        label=_("Region of mission factors"), max_length=80, required=False,
        help_text=_("Empty: the factors of the whole mission."),
    )  # fmt: skip
    route_km = with_unit(
        forms.IntegerField(
            label=_("Consignment route"),
            min_value=0,
            max_value=MOST,
            required=False,
            help_text=_("From the port of embarkation to the port of entry, for incremental transportation."),
        ),
        _("km"),
    )
    transport_percent = with_unit(
        forms.DecimalField(
            label=_("Incremental transportation"),
            min_value=0,
            max_digits=7,
            decimal_places=4,
            required=False,
            help_text=_("The factor itself, where no route is given."),
        ),
        _("percent"),
    )

    def __init__(self, data: Any, editions: Iterable[RateEdition], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["edition"].choices = _edition_choices(editions)  # type: ignore[attr-defined]

    def agreed(self, lines: "AgreedLines | None" = None) -> VersionTerms:
        """Return the cleaned content with lines as terms."""
        names = VersionTerms.__dataclass_fields__
        said = {name: value for name, value in self.cleaned_data.items() if name in names}
        if lines is not None:
            said |= {"equipment": lines.equipment_terms(), "services": lines.service_terms()}
        return VersionTerms(**said)


class AmendmentForm(VersionForm):
    """What an amendment agrees besides the lines, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class MemorandumForm(VersionForm):
    """A new memorandum of a unit."""

    reference = forms.SlugField(label=_("Reference"), max_length=80, help_text=_("For example KAZ-UNDOF-MOU."))
    title = forms.CharField(label=_("Title"), max_length=200)
    number = forms.CharField(label=_("Number"), max_length=80, required=False)
    instrument = forms.ChoiceField(
        label=_("Instrument of the case"), required=False,
        help_text=_("Its annexes A, B and C are taken over, with the rates of the edition."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ("reference", "title", "number", "instrument")

    def __init__(self, data: Any, editions: Iterable[RateEdition], instruments: Iterable[Instrument]) -> None:
        super().__init__(data, editions)
        named = [(one.reference, f"{one.reference}: {one.title}") for one in instruments]
        self.fields["instrument"].choices = [("", _("none")), *named]  # type: ignore[attr-defined]
        self.fields["personnel_ceiling"].required = False
        self.fields["personnel_ceiling"].help_text = _("Empty: what annex A of the instrument says.")

    def terms(self, unit: str) -> MemorandumTerms:
        """Return what is said of the memorandum itself."""
        return MemorandumTerms(unit=unit, **{name: self.cleaned_data[name] for name in OF_MEMORANDUM})

    def agreed(self, lines: "AgreedLines | None" = None) -> VersionTerms:
        """Return what is agreed; nobody is where no number is given."""
        self.cleaned_data["personnel_ceiling"] = self.cleaned_data["personnel_ceiling"] or 0
        return super().agreed(lines)


def _words(label: Any, most: int, size: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, widget=PlainText(attrs={"size": size}))


def _number(label: Any) -> forms.IntegerField:
    widget = PlainText(attrs={"size": 5, "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, required=False, widget=widget)


def _decimal(label: Any, digits: int, places: int) -> forms.DecimalField:
    widget = PlainText(attrs={"size": 8, "inputmode": "decimal"})
    return forms.DecimalField(
        label=label, min_value=0, max_digits=digits, decimal_places=places, required=False, widget=widget
    )


def _state(label: Any) -> StateField:
    return StateField(label=label, required=False, widget=PlainText(attrs={"size": 6}))


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, widget=PlainCheckbox())


class EquipmentForm(forms.Form):
    """A line of major equipment; what is left open is taken over from the edition."""

    NAME = "item"
    item = _words(_("Item"), 200, 22)
    quantity = _number(_("Quantity"))
    lease = forms.ChoiceField(label=_("Lease"), choices=choices(LeaseKind), required=False, widget=PlainSelect())
    category = _words(_("Category"), 80, 10)
    group = _words(_("Vehicle group"), 80, 10)
    gfmv = _decimal(_("Fair market value (US$)"), 14, 2)
    life_years = _decimal(_("Life (years)"), 6, 2)
    no_fault_percent = _decimal(_("No-fault (percent)"), 7, 4)
    maintenance = _decimal(_("Maintenance (US$ a month)"), 14, 2)
    paint = _decimal(_("Painting (US$)"), 14, 2)
    owner = _state(_("Owned by"))
    maintainer = _state(_("Maintained by"))
    rate_item = forms.CharField(
        label=_("Row of the edition"), max_length=200, required=False,
        widget=PlainText(attrs={"size": 16, "list": "edition-items"}),
    )  # fmt: skip
    is_special_case = _tick(_("Special case"))
    used_for_self_sustainment = _tick(_("Serves self-sustainment"))

    def has_changed(self) -> bool:
        """A row whose lease alone was touched is still an empty one."""
        return bool(set(self.changed_data) - {"lease"})

    def line(self) -> EquipmentTerms:
        """Return the cleaned row as a line."""
        said = dict(self.cleaned_data)
        for name in IN_DOLLARS:
            value: Decimal | None = said.pop(name)
            said[f"{name}_cents"] = None if value is None else int(value * CENTS)
        return EquipmentTerms(**said | {"quantity": said["quantity"] or 0, "lease": said["lease"] or ""})


class ServiceForm(forms.Form):
    """A category of self-sustainment; a rate that is left open is the edition's."""

    NAME = "category"
    category = forms.CharField(
        label=_("Category"), max_length=120, required=False, widget=PlainText(attrs={"size": 26})
    )
    ceiling = _number(_("People, at most"))
    rate_usd = _decimal(_("Rate (US$ a person and month)"), 12, 4)
    provider = _state(_("Provided by"))
    rate_category = forms.CharField(
        label=_("Row of the edition"), max_length=120, required=False,
        widget=PlainText(attrs={"size": 20, "list": "edition-categories"}),
    )  # fmt: skip

    def line(self) -> ServiceTerms:
        """Return the cleaned row as a line."""
        return ServiceTerms(**self.cleaned_data | {"ceiling": self.cleaned_data["ceiling"] or 0})


class AgreedLines:
    """Both lists as formsets, those on record first, then what the instrument has and nobody has agreed on yet."""

    def __init__(self, data: Any, agreed: VersionTerms, missing: Sequence[NotTaken] = ()) -> None:
        equipment = [_equipment_row(one) for one in agreed.equipment]
        services = [asdict(one) for one in agreed.services]
        self._on_record = {"equipment": len(equipment), "services": len(services)}
        for one in missing:
            if one.annex == EQUIPMENT:
                equipment.append({"item": one.item, "quantity": one.quantity, "lease": one.lease})
            else:
                services.append({"category": one.item, "ceiling": one.quantity or agreed.personnel_ceiling})
        self.equipment = _rows(EquipmentForm, data, equipment, "equipment")
        self.services = _rows(ServiceForm, data, services, "services")

    def is_valid(self) -> bool:
        """Return whether both lists hold."""
        return bool(self.equipment.is_valid() & self.services.is_valid())

    def equipment_terms(self) -> tuple[EquipmentTerms, ...]:
        """Return the lines of major equipment; a row whose item is empty goes."""
        return tuple(row.line() for row in self._said(self.equipment))

    def service_terms(self) -> tuple[ServiceTerms, ...]:
        """Return the lines of self-sustainment; a row whose category is empty goes."""
        return tuple(row.line() for row in self._said(self.services))

    def _said(self, rows: Any) -> Iterable[Any]:
        """Yield the rows that say something; what the instrument suggests and nobody has touched is not agreed on."""
        for place, row in enumerate(rows.forms):
            is_touched = place < self._on_record[rows.prefix] or row.has_changed()
            if is_touched and str(row.cleaned_data.get(row.NAME) or "").strip():
                yield row


def with_more_rows(data: Any) -> Any:
    """Return what was sent with more empty rows in each list; nothing of it is saved by that."""
    found = data.copy()
    for prefix in ("equipment", "services"):
        key = f"{prefix}-TOTAL_FORMS"
        count = int(found[key]) if str(found.get(key, "")).isdecimal() else 0
        found[key] = str(min(count + MORE_LINES, MOST_LINES))
    return found


def _rows(form: type[forms.Form], data: Any, known: Sequence[dict[str, Any]], prefix: str) -> Any:
    factory: Any = forms.formset_factory(
        form, extra=SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES, validate_max=True
    )
    return factory(data, initial=known, prefix=prefix)


def _equipment_row(line: EquipmentTerms) -> dict[str, Any]:
    said = asdict(line)
    for name in IN_DOLLARS:
        cents = said.pop(f"{name}_cents")
        said[name] = None if cents is None else Decimal(cents) / CENTS
    return said


def known_version(terms: VersionTerms, version: int, **more: Any) -> dict[str, Any]:
    """Return what a version says as a form begins with it, and the version of the record that was read."""
    names = ("holds_from", "holds_until", "personnel_ceiling", "edition", "region", "route_km", "transport_percent")
    return {name: getattr(terms, name) for name in names} | {"version": version} | more


class StepForm(forms.Form):
    """A step of a memorandum on a day."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    day = forms.DateField(label=_("On"), widget=DateInput())

    def __init__(self, data: Any, *, version: int, day: date, has_reason: bool) -> None:
        super().__init__(data, initial={"version": version, "day": day})
        if has_reason:
            self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=300)
