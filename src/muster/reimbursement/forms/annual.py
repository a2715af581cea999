"""Of which year a report is asked."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.reimbursement.queries.annual_report import years_offered


class YearForm(forms.Form):
    """The year; that of the day looked at where none is given."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, data: Any, day: date) -> None:
        offered = sorted(years_offered(day), reverse=True)
        super().__init__(data if data and "year" in data else None, initial={"year": day.year})
        self.fields["year"].choices = [(one, str(one)) for one in offered]  # type: ignore[attr-defined]

    def asked(self) -> int:
        """Return the year asked for; that of the day where none usable is given."""
        if self.is_bound and self.is_valid():
            return int(self.cleaned_data["year"])
        return int(self.initial["year"])
