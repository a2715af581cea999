"""The forms of what hangs on a pledge: a file to attach, a person to answer for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.documents.file_kinds import ENDINGS
from muster.people.models import Person
from muster.pledges.forms.fields import NO_CHOICE, table_choices
from muster.pledges.models import FocalPoint


class AttachmentForm(forms.Form):
    """A file of a kind."""

    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: table_choices("attachment_kinds"))
    title = forms.CharField(label=_("Title"), max_length=200, required=False, help_text=_("Empty: the file's name."))
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}))


class FocalPointForm(forms.ModelForm[FocalPoint]):
    """Who answers for the pledge: one of the persons that the State holds as focal points."""

    number = forms.TypedChoiceField(
        label=_("Person"), coerce=int, help_text=_("Persons held as focal points; enter a new one under People first.")
    )

    class Meta:
        model = FocalPoint
        fields = ("function",)
        help_texts = {"function": _("For example: force generation desk, ministry of defence.")}

    field_order = ("number", "function")

    def __init__(self, persons: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.given_names} {one.family_name}, {one.post}".strip(" ,")) for one in persons]
        self.fields["number"].choices = [NO_CHOICE, *choices]  # type: ignore[attr-defined]
