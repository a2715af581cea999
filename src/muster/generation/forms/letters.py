"""The form of a letter about a case: what the kind does not need is left empty."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.letter_values import values_of
from muster.generation.models import Case, LetterKind, LetterLanguage
from muster.generation.rules.letters import LetterValues
from muster.kit.forms import DateInput
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_type

REPLY_DAYS = "letter_reply_days"
A_LINE_EACH = forms.Textarea(attrs={"rows": 4})


class LetterForm(forms.Form):
    """A letter about a case. Names come from the record; the unit is named in the language of the letter."""

    kind = forms.ChoiceField(label=_("Kind"), choices=LetterKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=LetterLanguage.choices)
    number = forms.CharField(label=_("Number"), max_length=80)
    dated = forms.DateField(label=_("Dated"), widget=DateInput())
    unit = forms.CharField(
        label=_("Unit"), max_length=160, help_text=_("As the letter is to name it, in its language.")
    )
    reply_by = forms.DateField(label=_("Answer asked for by"), widget=DateInput(), required=False)
    visit_from = forms.DateField(label=_("Visit from"), widget=DateInput(), required=False)
    visit_until = forms.DateField(label=_("Visit until (included)"), widget=DateInput(), required=False)
    team = forms.CharField(label=_("Team"), widget=A_LINE_EACH, required=False, help_text=_("A line each."))
    reasons = forms.CharField(
        label=_("Why it was not selected"), widget=A_LINE_EACH, required=False, help_text=_("A line each.")
    )
    improvements = forms.CharField(
        label=_("What would make a later offer stronger"), widget=A_LINE_EACH, required=False,
        help_text=_("A line each."),
    )  # fmt: skip

    def __init__(self, data: Any, case: Case, *, today: date) -> None:
        kind = case.pledge.latest.unit_type if case.pledge else case.post.unit_type
        reply = today + timedelta(days=parameter(REPLY_DAYS, today).integer)
        initial = {"dated": today, "unit": unit_type(kind).name, "kind": LetterKind.SELECTION, "reply_by": reply}
        super().__init__(data, initial=initial)

    def values(self, case: Case) -> LetterValues:
        """Return what the letter says: names from the record, the rest from the form."""
        return values_of(case, self.cleaned_data["kind"], self.cleaned_data["language"], self.cleaned_data)
