"""What narrows the rows on the page behind a figure; it stands in the address, so that a view can be sent on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state
from muster.statistics.explorer.rows import Asked
from muster.statistics.store import TABLES

DATE_PARTS = 3


class PartialDateField(forms.CharField):
    """A day written as YYYY, YYYY-MM or YYYY-MM-DD; the first day of a year or month that is not told further."""

    def clean(self, value: Any) -> date | None:
        """Return the day, or None where nothing is written. Raises ValidationError."""
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            numbers = [int(part) for part in text.split("-")]
            year, month, day = (*numbers, 1, 1)[:DATE_PARTS]
            if len(numbers) > DATE_PARTS:
                raise ValueError(text)
            return date(year, month, day)
        except ValueError:
            words = _("“%(text)s” is no date; write it as 2018, 2018-10 or 2018-10-31.") % {"text": text}
            raise forms.ValidationError(words) from None


class RowsForm(forms.Form):
    """Table, State, mission, type, sex, grain, source, file, from and until."""

    table = forms.ChoiceField(label=gettext_lazy("Table"), required=False)
    state = forms.CharField(label=gettext_lazy("State"), required=False, max_length=100)
    mission = forms.CharField(label=gettext_lazy("Mission"), required=False, max_length=100)
    type = forms.CharField(label=gettext_lazy("Type"), required=False, max_length=100)
    sex = forms.CharField(label=gettext_lazy("Sex"), required=False, max_length=20)
    grain = forms.CharField(label=gettext_lazy("Grain"), required=False, max_length=20)
    source = forms.CharField(label=gettext_lazy("Data set"), required=False, max_length=100)
    file = forms.CharField(label=gettext_lazy("File"), required=False, max_length=200)
    until = PartialDateField(label=gettext_lazy("Until (exclusive)"), required=False, max_length=10)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["from"] = PartialDateField(label=_("From"), required=False, max_length=10)
        self.fields["table"].choices = [(one.name, one.name.replace("_", " ")) for one in TABLES]  # type: ignore[attr-defined]
        self.order_fields(["table", "state", "mission", "type", "sex", "grain", "source", "file", "from", "until"])

    def clean_state(self) -> str:
        """Return the State's code; a code that the tables do not have stays as it is, for States that are no more."""
        text = str(self.cleaned_data["state"]).strip()
        try:
            return find_state(text).iso3 if text else ""
        except UnknownStateError:
            return text

    def asked(self) -> Asked:
        """Return what is asked for, of a form that is valid."""
        given = self.cleaned_data
        return Asked(
            table=given["table"] or "contributions",
            state=given["state"],
            mission=given["mission"].strip(),
            kind=given["type"].strip(),
            sex=given["sex"].strip(),
            grain=given["grain"].strip(),
            source=given["source"].strip(),
            file=given["file"].strip(),
            start=given["from"],
            until=given["until"],
        )
