"""The form by which a rule is switched: only what the rule reads is asked for."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput, with_unit
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.forms.losses import MOST_USD, cents_of, dollars_of
from muster.reimbursement.models import AdjustmentSwitch
from muster.reimbursement.rules.adjustments import AdjustmentRule
from muster.reimbursement.rules.switches import FOR_PEOPLE, FROM_A_DAY, most_percent

STEPS = ("first", "second", "third")


class SwitchForm(forms.Form):
    """A rule set on or off, with the numbers that it reads."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    is_on = forms.BooleanField(label=_("On"), required=False)
    holds_from = forms.DateField(label=_("From"), widget=DateInput(), required=False)
    holds_until = forms.DateField(label=_("Until (excluded)"), widget=DateInput(), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, data: Any, rule: AdjustmentRule, known: AdjustmentSwitch | None, on: date) -> None:
        super().__init__(data, initial=_initial(known))
        self.rule = rule
        most = most_percent(rule, on)
        if most is not None:
            self.fields["percent"] = _percent_field(most)
        if rule in FOR_PEOPLE:
            self.fields["people"] = forms.IntegerField(
                label=_("People"), min_value=0, max_value=100_000, required=False,
                help_text=_("Empty: the most that the rule allows."),
            )  # fmt: skip
        if rule == AdjustmentRule.RAPID_PREMIUM:
            labels = (_("Amount of the first step"), _("Amount of the second step"), _("Amount of the third step"))
            for step, label in zip(STEPS, labels, strict=True):
                self.fields[step] = with_unit(
                    forms.DecimalField(label=label, min_value=0, max_value=MOST_USD, decimal_places=2, required=False),
                    _("US dollars"),
                )
        if rule in FROM_A_DAY:
            self.fields["holds_from"].label = _("Operations ended on")
        self.order_fields([*[name for name in self.fields if name != "reason"], "reason"])

    def terms(self, *, memorandum: str = "", mission: str = "") -> SwitchTerms:
        """Return the cleaned content as terms for a memorandum or a mission."""
        said = self.cleaned_data
        first, second, third = (cents_of(said.get(step)) for step in STEPS)
        return SwitchTerms(
            rule=self.rule.value,
            is_on=said["is_on"],
            reason=said["reason"],
            memorandum=memorandum,
            mission=mission,
            holds_from=said["holds_from"],
            holds_until=said["holds_until"],
            percent=said.get("percent"),
            people=said.get("people"),
            premium_cents=(first, second, third),
        )


def _percent_field(most: Decimal) -> Any:
    field = forms.DecimalField(
        label=_("Percent"), min_value=0, max_value=most, max_digits=7, decimal_places=4, required=False,
        help_text=_("Empty: as the parameter of the rule says."),
    )  # fmt: skip
    return with_unit(field, "%")


def _initial(known: AdjustmentSwitch | None) -> dict[str, Any]:
    """Return what the switch before says."""
    if known is None:
        return {"version": 0}
    names = ("is_on", "holds_from", "holds_until", "percent", "people")
    amounts = (known.premium_first_cents, known.premium_second_cents, known.premium_third_cents)
    dollars = {step: dollars_of(cents) for step, cents in zip(STEPS, amounts, strict=True)}
    return {"version": known.number, **{name: getattr(known, name) for name in names}, **dollars}
