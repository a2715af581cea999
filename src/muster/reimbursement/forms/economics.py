"""The forms of a calculation: what it begins from, its head, and the lists of equipment, services and costs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.inspections.forms.evaluations import MORE_LINES, SPARE_LINES, LineKind
from muster.kit.forms import DateInput, Group, Grouped, with_unit
from muster.kit.named import choices
from muster.kit.standing import Standing
from muster.reimbursement.economics_terms import MOST_ECONOMICS_LINES
from muster.reimbursement.rules.economics.edition_change import name_key
from muster.reimbursement.rules.economics.terms import (
    MOST_MONTHS,
    CostBasis,
    CostHead,
    NationalCost,
    PlannedItem,
    PlannedService,
    UnitPlan,
)
from muster.reimbursement.stages import LeaseKind as Leases
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

USD, MONTHS, PEOPLE, PERCENT = _("US dollars"), _("months"), _("people"), _("percent")
MOST_USD = Decimal(10) ** 12
MOST_PEOPLE = 100_000
MOST_YEARS = 1000
FIVE_YEARS = 60
NOTHING = Decimal(0)


def _usd(label: Any, help_text: Any = "") -> Any:
    field = forms.DecimalField(
        label=label, required=False, min_value=0, max_value=MOST_USD, decimal_places=2, help_text=help_text
    )
    return with_unit(field, USD)


def _percent(label: Any, *, required: bool = False, help_text: Any = "") -> Any:
    field = forms.DecimalField(
        label=label, required=required, min_value=0, max_value=100, decimal_places=4, help_text=help_text
    )
    return with_unit(field, PERCENT)


def _months(label: Any, initial: int, help_text: Any = "") -> Any:
    field = forms.IntegerField(
        label=label, min_value=1, max_value=MOST_MONTHS, initial=initial, help_text=help_text
    )  # fmt: skip
    return with_unit(field, MONTHS)


def _people(label: Any, *, required: bool = True) -> Any:
    return with_unit(forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE, required=required), PEOPLE)


def _years(label: Any, help_text: Any = "") -> Any:
    field = forms.DecimalField(
        label=label, required=False, min_value=0, max_value=MOST_YEARS, decimal_places=2, help_text=help_text
    )
    return with_unit(field, _("years"))


def cents(dollars: Decimal | None) -> int:
    """Return dollars of a form as cents; none is 0."""
    return int((dollars or NOTHING) * CENTS_PER_DOLLAR)


def usd(amount: int | None) -> Decimal | None:
    """Return cents as a form shows them; None stays empty."""
    return None if amount is None else Decimal(amount) / CENTS_PER_DOLLAR


class NewEconomicsForm(forms.Form):
    """A new calculation: for when, and what it begins from. Its lines follow on a page of their own."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example KAZ-UNDOF-ECONOMICS."))
    title = forms.CharField(label=_("Title"), max_length=200)
    mission = forms.CharField(label=_("Mission"), max_length=80, required=False)
    start = forms.DateField(label=_("First day"), widget=DateInput(), help_text=_("The first day of a month."))
    tour_months = _months(_("Tour"), 12)
    horizon_months = _months(_("Horizon"), FIVE_YEARS, _("One tour, or five years: 60."))
    serviceable_percent = _percent(_("Serviceable"), required=True, help_text=_("What you expect of your equipment."))
    strength = _people(_("People (empty: as in what it begins from)"), required=False)
    memorandum = forms.ChoiceField(label=_("Begin from the memorandum"), required=False)
    pledge = forms.ChoiceField(label=_("Or from the pledge"), required=False)
    edition = forms.ChoiceField(
        label=_("At the rates of"), required=False, help_text=_("For a pledge: items and categories by their names.")
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(
        self,
        data: Any,
        day: date,
        *,
        memoranda: Sequence[tuple[str, str]],
        pledges: Sequence[tuple[str, str]],
        editions: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial={"start": day.replace(day=1)})
        for name, offered in (("memorandum", memoranda), ("pledge", pledges), ("edition", editions)):
            chosen = [(key, f"{key}: {title}" if title else key) for key, title in offered]
            self.fields[name].choices = [("", "—"), *chosen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take only one source of lines."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("memorandum") and said.get("pledge"):
            self.add_error("pledge", _("A calculation begins from a memorandum or a pledge, not from both."))
        return said


class EconomicsHeadForm(Grouped, forms.Form):
    """The head of a calculation."""

    groups = (
        Group(_("Time and people"), ("start", "tour_months", "horizon_months", "strength", "ceiling")),
        Group(
            _("What is assumed in theatre"),
            ("serviceable_percent", "environment_percent", "intensified_percent", "hostile_percent",
             "transport_percent"),
        ),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Title"), max_length=200)
    mission = forms.CharField(label=_("Mission"), max_length=80, required=False)
    start = forms.DateField(label=_("First day"), widget=DateInput(), help_text=_("The first day of a month."))
    tour_months = _months(_("Tour"), 12)
    horizon_months = _months(_("Horizon"), FIVE_YEARS)
    strength = _people(_("People"))
    ceiling = _people(_("People paid for, at most"))
    serviceable_percent = _percent(_("Serviceable"), required=True)
    environment_percent = _percent(_("Extreme environment"))
    intensified_percent = _percent(_("Intensified operations"))
    hostile_percent = _percent(_("Hostile action"))
    transport_percent = _percent(_("Incremental transportation"))

    def plan(
        self,
        equipment: tuple[PlannedItem, ...],
        services: tuple[PlannedService, ...],
        costs: tuple[NationalCost, ...],
    ) -> UnitPlan:
        """Return the cleaned head with its lists."""
        said: dict[str, Any] = {name: NOTHING if value is None else value for name, value in self.cleaned_data.items()}
        del said["version"]
        return UnitPlan(contributor="", equipment=equipment, services=services, costs=costs, **said)


class EquipmentLineForm(forms.Form):
    """A line of equipment: its rate, and what one unit costs the State."""

    item = forms.CharField(label=_("Item"), max_length=200, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=0, max_value=MOST_PEOPLE, required=False)
    lease = forms.ChoiceField(label=_("Lease"), choices=choices(Leases), required=False)
    group = forms.CharField(label=_("Vehicle group"), max_length=80, required=False)
    gfmv = _usd(_("Generic fair market value"))
    life_years = _years(_("Useful life"))
    no_fault_percent = _percent(_("No-fault factor"))
    maintenance = _usd(_("Maintenance rate, a month"))
    serviceable_percent = _percent(_("Serviceable"), help_text=_("Empty: as above."))
    purchase = _usd(_("Price you pay"))
    residual = _usd(_("Residue"))
    national_life_years = _years(_("Life with you"), _("Empty: the useful life."))
    upkeep = _usd(_("Your upkeep, a month"))
    organisation_upkeep = _usd(_("Upkeep by the organisation, a month"), _("Under dry lease."))

    def has_changed(self) -> bool:
        """A row whose lease alone was touched is still an empty one."""
        return bool(set(self.changed_data) - {"lease"})

    def clean(self) -> dict[str, Any]:
        """A row that says anything names its item and has a quantity and a life."""
        said: dict[str, Any] = super().clean() or {}
        is_named = bool(said.get("item", "").strip())
        if not is_named and any(value not in (None, "") for name, value in said.items() if name != "lease"):
            self.add_error("item", _("Name the item, or empty the row."))
        for name in ("quantity", "life_years"):
            if is_named and name not in self.errors and said.get(name) is None:
                self.add_error(name, _("Give a number."))
        return said


class ServiceLineForm(forms.Form):
    """A category of self-sustainment."""

    category = forms.CharField(label=_("Category"), max_length=120, required=False)
    rate_usd = with_unit(
        forms.DecimalField(label=_("Rate"), required=False, min_value=0, max_digits=12, decimal_places=4),
        _("US dollars a person and month"),
    )
    ceiling = _people(_("People, at most"), required=False)
    cost = _usd(_("Your cost, a person and month"))

    def clean(self) -> dict[str, Any]:
        """A row that says anything names its category and has a rate and a number of people."""
        said: dict[str, Any] = super().clean() or {}
        is_named = bool(said.get("category", "").strip())
        if not is_named and any(said.get(name) is not None for name in ("rate_usd", "ceiling", "cost")):
            self.add_error("category", _("Name the category, or empty the row."))
        for name in ("rate_usd", "ceiling"):
            if is_named and name not in self.errors and said.get(name) is None:
                self.add_error(name, _("Give a number."))
        return said


class CostLineForm(forms.Form):
    """A cost of the State."""

    words = forms.CharField(label=_("What"), max_length=200, required=False)
    head = forms.ChoiceField(label=_("Pays for"), choices=choices(CostHead), required=False)
    basis = forms.ChoiceField(label=_("Counted"), choices=choices(CostBasis), required=False)
    amount = _usd(_("Amount"))

    def has_changed(self) -> bool:
        """A row of which only the choices were touched is still an empty one."""
        return bool(set(self.changed_data) - {"head", "basis"})

    def clean(self) -> dict[str, Any]:
        """A cost has its words and its amount."""
        said: dict[str, Any] = super().clean() or {}
        words = said.get("words", "").strip()
        if words and "amount" not in self.errors and said.get("amount") is None:
            self.add_error("amount", _("Give the amount."))
        if not words and said.get("amount") is not None:
            self.add_error("words", _("Say what it pays for, or empty the row."))
        return said


class EconomicsRows:
    """A list of rows as the page of lines draws it, those on record first."""

    form: type[forms.Form]
    kind: LineKind
    first: str
    prefix: str

    def __init__(self, data: Any, known: Sequence[dict[str, Any]], *, more: bool = False) -> None:
        factory: Any = forms.formset_factory(
            self.form, extra=MORE_LINES if more else SPARE_LINES, max_num=MOST_ECONOMICS_LINES,
            absolute_max=MOST_ECONOMICS_LINES, validate_max=True,
        )  # fmt: skip
        self.rows = factory(data, initial=list(known), prefix=self.prefix)

    def said(self) -> list[dict[str, Any]]:
        """Return the content of valid rows, those left empty or emptied out."""
        return [
            one.cleaned_data for one in self.rows.forms if one.cleaned_data and one.cleaned_data[self.first].strip()
        ]


class EquipmentRows(EconomicsRows):
    """The equipment of a calculation."""

    form, kind, first, prefix = EquipmentLineForm, LineKind(_("Major equipment"), _("Line")), "item", "equipment"

    def items(self, known: Sequence[PlannedItem]) -> tuple[PlannedItem, ...]:
        """Return the lines; a rate that is as it was keeps its standing, another is entered."""
        made = tuple(_item(place, one) for place, one in enumerate(self.said(), start=1))
        before = {name_key(one.item): one for one in known}
        return tuple(replace(one, standing=_standing(one, before.get(name_key(one.item)))) for one in made)


def _standing(one: PlannedItem, before: PlannedItem | None) -> Standing:
    """Return the standing of a rate: what it was, as long as no number of it was touched."""
    names = ("gfmv_cents", "life_years", "no_fault_percent", "maintenance_cents")
    if before is not None and all(getattr(one, name) == getattr(before, name) for name in names):
        return before.standing
    return Standing.ENTERED


def _item(place: int, said: dict[str, Any]) -> PlannedItem:
    organisation = said["organisation_upkeep"]
    return PlannedItem(
        number=place,
        item=said["item"].strip(),
        quantity=said["quantity"],
        lease=Leases(said["lease"] or Leases.WET),
        gfmv_cents=cents(said["gfmv"]),
        life_years=said["life_years"],
        no_fault_percent=said["no_fault_percent"] or NOTHING,
        maintenance_cents=cents(said["maintenance"]),
        group=said["group"],
        serviceable_percent=said["serviceable_percent"],
        purchase_cents=cents(said["purchase"]),
        residual_cents=cents(said["residual"]),
        national_life_years=said["national_life_years"],
        upkeep_cents=cents(said["upkeep"]),
        organisation_upkeep_cents=None if organisation is None else cents(organisation),
    )


class ServiceRows(EconomicsRows):
    """The self-sustainment of a calculation."""

    form, kind, first, prefix = ServiceLineForm, LineKind(_("Self-sustainment"), _("Category")), "category", "services"

    def services(self, known: Sequence[PlannedService]) -> tuple[PlannedService, ...]:
        """Return the categories; a rate that is as it was keeps its standing, another is entered."""
        before = {name_key(one.category): one for one in known}
        found = []
        for place, said in enumerate(self.said(), start=1):
            old = before.get(name_key(said["category"]))
            kept = old is not None and old.rate_usd == said["rate_usd"]
            standing = old.standing if old is not None and kept else Standing.ENTERED
            category = said["category"].strip()
            found.append(
                PlannedService(place, category, said["rate_usd"], said["ceiling"], cents(said["cost"]), standing)
            )
        return tuple(found)


class CostRows(EconomicsRows):
    """The national costs of a calculation."""

    form, kind, first, prefix = CostLineForm, LineKind(_("What it costs the State"), _("Cost")), "words", "costs"

    def costs(self) -> tuple[NationalCost, ...]:
        """Return the costs."""
        return tuple(
            NationalCost(
                place, CostHead(said["head"] or CostHead.OTHER), said["words"].strip(),
                CostBasis(said["basis"] or CostBasis.MONTH), cents(said["amount"]),
            )
            for place, said in enumerate(self.said(), start=1)
        )  # fmt: skip


def shown_number(value: Any) -> Any:
    """Return a stored number without the zeros behind it: 90.0000 is 90; all else as it is."""
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value


def known_equipment(plan: UnitPlan) -> list[dict[str, Any]]:
    """Return the lines on record as the rows begin with them."""
    names = ("item", "quantity", "group", "life_years", "no_fault_percent", "serviceable_percent",
             "national_life_years")  # fmt: skip
    money = ("gfmv", "maintenance", "purchase", "residual", "upkeep", "organisation_upkeep")
    return [
        {name: shown_number(getattr(one, name)) for name in names}
        | {name: usd(getattr(one, f"{name}_cents")) for name in money}
        | {"lease": one.lease.value}
        for one in plan.equipment
    ]


def known_services(plan: UnitPlan) -> list[dict[str, Any]]:
    """Return the categories on record as the rows begin with them."""
    return [
        {
            "category": one.category,
            "rate_usd": shown_number(one.rate_usd),
            "ceiling": one.ceiling,
            "cost": usd(one.cost_cents),
        }
        for one in plan.services
    ]


def known_costs(plan: UnitPlan) -> list[dict[str, Any]]:
    """Return the costs on record as the rows begin with them."""
    return [
        {"words": one.words, "head": one.head.value, "basis": one.basis.value, "amount": usd(one.amount_cents)}
        for one in plan.costs
    ]


class WhatIfForm(forms.Form):
    """What is varied by how much, and at the rates of which other edition."""

    share = _percent(_("Vary each assumption by"), required=True)
    edition = forms.ChoiceField(label=_("At the rates of"), required=False)

    def __init__(self, data: Any, share: Decimal, editions: Sequence[tuple[str, str]]) -> None:
        given = data if data and ("share" in data or "edition" in data) else None
        super().__init__(given, initial={"share": share})
        self.fields["edition"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((key, f"{key}: {title}") for key, title in editions)
        ]  # fmt: skip

    def asked(self) -> tuple[Decimal, str]:
        """Return the share in percent and the edition; those it begins with where nothing usable is given."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data["share"], self.cleaned_data["edition"]
        return self.initial["share"], ""
