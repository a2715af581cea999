"""The forms of claims, payments, debts and set-offs. Amounts are typed in US dollars and kept in cents."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.reimbursement.claim_terms import ClaimTerms, DebtTerms, PaymentTerms, SetOffTerms
from muster.reimbursement.models import StateDebt
from muster.reimbursement.rules.claim_content import ClaimAmounts
from muster.reimbursement.rules.claim_quarters import Quarter
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR
from muster.reimbursement.tables.statement import dollars

TEXT = forms.Textarea(attrs={"rows": 4})
KINDS = ("personnel", "major_equipment", "self_sustainment")


def cents(amount: Decimal | None) -> int:
    """Return an amount in dollars, of two decimals at most, in cents; nothing given is nothing."""
    return int((amount or Decimal(0)) * CENTS_PER_DOLLAR)


def typed(amount_cents: int) -> Decimal:
    """Return cents as a form shows an amount to be typed: with two decimals."""
    return dollars(amount_cents).quantize(Decimal("0.01"))


def money_field(label: Any, *, required: bool = True, least: Decimal = Decimal("0.01"), **more: Any) -> Any:
    """Return a field for an amount in US dollars."""
    field = forms.DecimalField(label=label, max_digits=15, decimal_places=2, min_value=least, required=required, **more)
    field.widget.attrs["data-unit"] = _("US dollars")
    return field


class ByHand(forms.Form):
    """Amounts by kind that are taken over from a paper; none of them: the statement gives them."""

    personnel = money_field(_("Personnel"), required=False, least=Decimal(0))
    major_equipment = money_field(_("Major equipment"), required=False, least=Decimal(0))
    self_sustainment = money_field(
        _("Self-sustainment"), required=False, least=Decimal(0),
        help_text=_("Leave all three empty: the statement of the memorandum gives the amounts line by line."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("The paper, where amounts are typed in.")
    )

    def amounts(self) -> ClaimAmounts | None:
        """Return the amounts that were typed in, None where none was."""
        given = [self.cleaned_data.get(name) for name in KINDS]
        return None if all(one is None for one in given) else ClaimAmounts(*(cents(one) for one in given))

    def source_given(self) -> str:
        """Return the source."""
        return str(self.cleaned_data["source"])


class ClaimForm(ByHand):
    """A claim of a payee for a quarter of a memorandum that is over."""

    payee = forms.ChoiceField(label=_("Payee"))
    quarter = forms.ChoiceField(label=_("Quarter"))
    field_order = ("payee", "quarter", *KINDS, "source")

    def __init__(
        self, data: Any, payees: Sequence[tuple[str, str]], quarters: Sequence[Quarter], initial: dict[str, str]
    ) -> None:
        super().__init__(data, initial=initial)
        words = [(one.start.isoformat(), f"{one.name}: {one.start} – {one.until}") for one in quarters]
        self.fields["payee"].choices = payees  # type: ignore[attr-defined]
        self.fields["quarter"].choices = words  # type: ignore[attr-defined]

    def terms(self, memorandum: str) -> ClaimTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        day = date.fromisoformat(said["quarter"])
        return ClaimTerms(memorandum, said["payee"], day, self.amounts(), self.source_given())


class SupplementForm(ByHand):
    """What is added to a certified claim: by the statement as it is now, or typed in."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ClaimStepForm(forms.Form):
    """A step of a claim on a day, with words where it has to have them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    day = forms.DateField(label=_("On"), widget=DateInput())

    def __init__(self, data: Any, *, version: int, day: date, words: Any) -> None:
        super().__init__(data, initial={"version": version, "day": day})
        if words:
            self.fields["words"] = forms.CharField(label=words, max_length=4000, widget=TEXT)


class PaymentForm(forms.Form):
    """A payment to a State from a mission's account."""

    reference = forms.SlugField(label=_("Reference"), max_length=80, help_text=_("For example PAY-2018-0042."))
    payee = forms.ChoiceField(label=_("Payee"))
    mission = forms.ChoiceField(label=_("Mission"), help_text=_("Whose account pays."))
    paid_on = forms.DateField(label=_("Paid on"), widget=DateInput())
    amount = money_field(_("Amount"))
    claims = forms.CharField(
        label=_("Claims"), max_length=4000, required=False, widget=TEXT,
        help_text=_("References, one a line. Empty: what is owed to the State in the mission, oldest first."),
    )  # fmt: skip
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(
        self, data: Any, payees: Sequence[tuple[str, str]], missions: Sequence[str], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["payee"].choices = payees  # type: ignore[attr-defined]
        self.fields["mission"].choices = [(one, one) for one in missions]  # type: ignore[attr-defined]

    def terms(self) -> PaymentTerms:
        """Return the cleaned content as terms."""
        said = dict(self.cleaned_data)
        claims, amount = tuple(said.pop("claims").split()), cents(said.pop("amount"))
        return PaymentTerms(claims=claims, amount_cents=amount, **said)


class DebtForm(forms.Form):
    """A debt of a State to the secretariat that enters it."""

    reference = forms.SlugField(label=_("Reference"), max_length=80, help_text=_("For example DEBT-KAZ-1."))
    state = forms.ChoiceField(label=_("State"))
    incurred_on = forms.DateField(label=_("Incurred on"), widget=DateInput())
    amount = money_field(_("Amount"))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("What is owed for."))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, states: Sequence[tuple[str, str]], day: date) -> None:
        super().__init__(data, initial={"incurred_on": day})
        self.fields["state"].choices = states  # type: ignore[attr-defined]

    def terms(self, creditor: str) -> DebtTerms:
        """Return the cleaned content as terms."""
        said = dict(self.cleaned_data)
        return DebtTerms(creditor=creditor, amount_cents=cents(said.pop("amount")), **said)


class SetOffForm(forms.Form):
    """A part of a State's debt that is set off against its claim."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    debt = forms.ChoiceField(label=_("Debt"))
    settled_on = forms.DateField(label=_("On"), widget=DateInput())
    amount = money_field(_("Amount"))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("By what agreement or rule."))

    def __init__(self, data: Any, debts: Sequence[Any], *, version: int, day: date, open_cents: int) -> None:
        most = min([open_cents, *(one.open_cents for one in debts[:1])])
        super().__init__(data, initial={"version": version, "settled_on": day, "amount": typed(most)})
        self.fields["debt"].choices = [(one.reference, _said(one)) for one in debts]  # type: ignore[attr-defined]

    def terms(self) -> SetOffTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return SetOffTerms(said["debt"], said["settled_on"], cents(said["amount"]), said["reason"])


def _said(debt: StateDebt) -> str:
    open_cents = debt.open_cents  # type: ignore[attr-defined]  # annotated by the query
    return f"{debt.reference}: {dollars(open_cents):,.2f}, {debt.reason}"
