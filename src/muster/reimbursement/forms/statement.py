"""Which days a statement is asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.kit.intervals import DateInterval
from muster.reimbursement.rules.statement_days import days_problems, quarter_before


class StatementDaysForm(forms.Form):
    """The days `[from, until)` of a statement; the last quarter that is over where none are given."""

    start = forms.DateField(label=_("From"), widget=DateInput())
    until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())

    def __init__(self, data: Any, day: date) -> None:
        quarter = quarter_before(day)
        initial = {"start": quarter.start, "until": quarter.until}
        given = data if data and ("start" in data or "until" in data) else None
        super().__init__(given, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Hold the days to the rules."""
        given = super().clean() or {}
        if given.get("start") and given.get("until"):
            for problem in days_problems(given["start"], given["until"]):
                self.add_error(problem.field, f"{problem.message}; {problem.remedy}")
        return given

    def days(self) -> DateInterval:
        """Return the days asked for; those of the quarter where none were given or they cannot be used."""
        if self.is_bound and self.is_valid():
            return DateInterval(self.cleaned_data["start"], self.cleaned_data["until"])
        return DateInterval(self.initial["start"], self.initial["until"])
