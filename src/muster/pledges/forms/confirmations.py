"""The forms by which a State confirms its pledges: one, or all that still hold."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.pledges.models import Confirmation


class ConfirmationForm(forms.ModelForm[Confirmation]):
    """The note verbale by which one pledge is confirmed."""

    class Meta:
        model = Confirmation
        fields = ("note_verbale",)


class ConfirmationsForm(ConfirmationForm):
    """Which pledges still hold, and the note verbale that says so."""

    pledges = forms.MultipleChoiceField(
        label=_("Pledges that still hold"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take the mark from those that no longer hold; withdraw or change these on their own pages."),
    )
    field_order = ("pledges", "note_verbale")

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pledges"].choices = choices  # type: ignore[attr-defined]
        self.fields["pledges"].initial = [reference for reference, _label in choices]
