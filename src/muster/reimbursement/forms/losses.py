"""The forms of losses: a report, its items, a step, evidence."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.inspections.forms.evaluations import MORE_LINES, SPARE_LINES, LineKind, Lines
from muster.kit.forms import DateInput, with_unit
from muster.kit.named import choices
from muster.reimbursement.loss_terms import MOST_ITEMS, LossContent, LossItemTerms, LossTerms
from muster.reimbursement.models import AgreedEquipment, LossEvent, LossItem, Memorandum
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossKind
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

USD = _("US dollars")
MOST_USD = Decimal(10) ** 12


def _dollars(label: Any, help_text: Any = "") -> Any:
    field = forms.DecimalField(
        label=label, required=False, min_value=0, max_value=MOST_USD, decimal_places=2, help_text=help_text
    )
    return with_unit(field, USD)


def cents_of(dollars: Decimal | None) -> int | None:
    """Return dollars of a form as cents."""
    return None if dollars is None else int(dollars * CENTS_PER_DOLLAR)


def dollars_of(cents: int | None) -> Decimal | None:
    """Return cents as a form shows them."""
    return None if cents is None else Decimal(cents) / CENTS_PER_DOLLAR


class LossForm(forms.Form):
    """What happened; the items follow on a page of their own."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices(LossKind))
    happened_on = forms.DateField(label=_("Day"), widget=DateInput())
    place = forms.CharField(label=_("Place"), max_length=200)
    description = forms.CharField(label=_("Description"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    inquiry = forms.CharField(
        label=_("Board of inquiry"), max_length=120, required=False, help_text=_("Its reference, once there is one.")
    )

    def content(self, items: tuple[LossItemTerms, ...] = ()) -> LossContent:
        """Return the cleaned content with items."""
        names = ("kind", "happened_on", "place", "description", "inquiry")
        return LossContent(**{name: self.cleaned_data[name] for name in names}, items=items)


class NewLossForm(LossForm):
    """A new report."""

    memorandum = forms.ChoiceField(label=_("Memorandum"))
    reference = forms.SlugField(label=_("Reference"), max_length=80, help_text=_("For example KAZ-UNDOF-LOSS-1."))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ("memorandum", "reference", "kind", "happened_on", "place", "description", "inquiry", "source")

    def __init__(self, data: Any, memoranda: Sequence[Memorandum], chosen: str) -> None:
        super().__init__(data, initial={"memorandum": chosen})
        offered = [(one.reference, f"{one.reference}: {one.unit.title}") for one in memoranda]
        self.fields["memorandum"].choices = offered  # type: ignore[attr-defined]

    def terms(self) -> LossTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return LossTerms(said["reference"], said["memorandum"], self.content(), said["source"])


class WholeLossForm(LossForm):
    """What a case says, beside its items."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class LossItemForm(forms.Form):
    """One item. With an agreed line chosen, what is left empty is taken from it."""

    agreed = forms.TypedChoiceField(
        label=_("Agreed line"), required=False, coerce=int, empty_value=None,
        help_text=_("What is left empty below is taken from it."),
    )  # fmt: skip
    item = forms.CharField(label=_("Item"), max_length=200, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=100_000, required=False)
    repair = _dollars(_("Repair, a unit"), _("Empty: lost outright."))
    gfmv = _dollars(_("Generic fair market value, a unit"))
    life_years = with_unit(
        forms.DecimalField(
            label=_("Useful life"), required=False, min_value=Decimal("0.01"), max_digits=6, decimal_places=2
        ),
        _("years"),
    )
    months_used = forms.DecimalField(
        label=_("Months used"), required=False, min_value=0, max_digits=9, decimal_places=4,
        help_text=_("Empty: counted since the memorandum first held."),
    )  # fmt: skip
    factors = _dollars(_("Factor payments, all units"), _("Empty: reckoned from the mission factors on record."))
    lease = forms.ChoiceField(label=_("Lease"), choices=[("", "—"), *choices(LeaseKind)], required=False)
    is_special_case = forms.BooleanField(label=_("Special case"), required=False)
    is_minor = forms.BooleanField(label=_("Spares or minor equipment"), required=False)

    def __init__(self, *args: Any, lines: Sequence[AgreedEquipment] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.number, f"{one.number}. {one.item} ({one.quantity})") for one in lines]
        self.fields["agreed"].choices = [("", "—"), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A row that says anything names its item or an agreed line; an emptied row goes."""
        said: dict[str, Any] = super().clean() or {}
        is_named = said.get("agreed") is not None or said.get("item", "").strip()
        rest = any(value not in (None, "", False) for name, value in said.items() if name not in ("agreed", "item"))
        if rest and not is_named and not self.errors:
            self.add_error("item", _("Name the item or choose an agreed line, or empty the row."))
        return said


class LossItemLines(Lines):
    """The items of a case."""

    kind = LineKind(_("Items"), _("Item"))

    def __init__(
        self, data: Any, known: Sequence[dict[str, Any]], lines: Sequence[AgreedEquipment], *, more: bool = False
    ) -> None:
        factory: Any = forms.formset_factory(
            LossItemForm, extra=MORE_LINES if more else SPARE_LINES, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS,
            validate_max=True,
        )  # fmt: skip
        self.rows = factory(data, initial=list(known), prefix="lines", form_kwargs={"lines": lines})

    def terms(self) -> tuple[LossItemTerms, ...]:
        """Return the items of valid rows, those left empty or emptied out."""
        said = [one.cleaned_data for one in self.rows.forms if one.cleaned_data]
        return tuple(_item_terms(one) for one in said if one["agreed"] is not None or one["item"].strip())


def _item_terms(said: dict[str, Any]) -> LossItemTerms:
    return LossItemTerms(
        item=said["item"],
        quantity=said["quantity"] or 1,
        agreed=said["agreed"],
        gfmv_cents=cents_of(said["gfmv"]),
        life_years=said["life_years"],
        months_used=said["months_used"],
        repair_cents=cents_of(said["repair"]),
        factors_cents=cents_of(said["factors"]),
        lease=said["lease"],
        is_special_case=said["is_special_case"],
        is_minor=said["is_minor"],
    )


def known_loss(event: LossEvent) -> dict[str, Any]:
    """Return what a case says as the form begins with it."""
    names = ("version", "kind", "happened_on", "place", "description", "inquiry")
    return {name: getattr(event, name) for name in names}


def known_items(event: LossEvent) -> list[dict[str, Any]]:
    """Return the items on record as the rows begin with them; what was counted from the record is counted again."""
    return [_known_item(one) for one in event.items.all()]


def _known_item(one: LossItem) -> dict[str, Any]:
    return {
        "agreed": one.agreed.number if one.agreed else None,
        "item": one.item,
        "quantity": one.quantity,
        "gfmv": dollars_of(one.gfmv_cents),
        "life_years": one.life_years,
        "months_used": None if one.months_counted else one.months_used,
        "repair": dollars_of(one.repair_cents),
        "factors": None if one.factors_counted else dollars_of(one.factors_cents),
        "lease": one.lease,
        "is_special_case": one.is_special_case,
        "is_minor": one.is_minor,
    }


WORDS_OF: dict[LossStage, Any] = {
    LossStage.INVESTIGATED: _("What was found"),
    LossStage.DECIDED: _("Ground of the decision"),
    LossStage.SETTLED: _("Payment"),
    LossStage.REFUSED: _("Reason"),
}
"""What the words of a step are called."""


class LossStepForm(forms.Form):
    """A step on a day, with its words."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    day = forms.DateField(label=_("On"), widget=DateInput())
    words = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, data: Any, following: LossStage, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["words"].label = WORDS_OF[following]


class LossEvidenceForm(forms.Form):
    """A document that shows something of the event."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    file = forms.FileField(label=_("File"))
    title = forms.CharField(label=_("Title of the file"), max_length=200, required=False)
