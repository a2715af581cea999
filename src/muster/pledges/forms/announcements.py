"""Forms of announcements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.models import Announcement
from muster.pledges.tables import unit_type_choices


class AnnouncementForm(forms.ModelForm[Announcement]):
    """What a State announced. A State's officer enters its own; the Secretariat those made to its register."""

    unit_type = forms.ChoiceField(
        label=_("Unit type"), choices=lambda: [("", "—"), *unit_type_choices()], required=False
    )

    class Meta:
        model = Announcement
        fields = (
            "reference",
            "state",
            "register",
            "occasion",
            "announced_on",
            "text",
            "unit_type",
            "units",
            "strength",
            "conditions",
            "source",
        )
        widgets = {"announced_on": DateInput()}

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE)
        registers = Organisation.objects.filter(kind=OrganisationKind.SECRETARIAT)
        if viewer.is_secretariat:
            registers = registers.filter(pk=viewer.organisation_id or 0)
        else:
            states = states.filter(pk=viewer.organisation_id or 0)
        for name, choices in (("state", states), ("register", registers)):
            field: Any = self.fields[name]
            field.queryset = choices
            if len(choices) == 1:
                field.initial = choices[0]


class LinkForm(forms.Form):
    """The pledge that came of an announcement."""

    pledge = forms.SlugField(label=_("Pledge"), max_length=60, help_text=_("The pledge's reference."))


class TakeBackForm(forms.Form):
    """That an announcement was taken back."""

    ended_on = forms.DateField(label=_("On"), widget=DateInput())
    reason = forms.CharField(label=_("Why"), max_length=300)
