"""The forms of stays and arrivals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import Arrival, Stay
from muster.kit.forms import DateInput
from muster.missions.models import Post
from muster.parties.models import Organisation, OrganisationKind
from muster.pledges.models import Pledge


class StayForm(forms.ModelForm[Stay]):
    """A stay: which pledge holds which post, from when until when. Pledge and post are given once."""

    pledge = forms.ModelChoiceField(label=_("Pledge"), queryset=Pledge.objects.none(), to_field_name="reference")
    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none(), to_field_name="reference")

    class Meta:
        model = Stay
        fields = ("pledge", "post", "stay_from", "stay_until", "stage", "source")
        widgets = {"stay_from": DateInput(), "stay_until": DateInput()}

    def __init__(self, pledges: Any, posts: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("pledge", pledges), ("post", posts)):
            self.fields[name].queryset = choices  # type: ignore[attr-defined]
            if self.instance.pk:
                self.fields[name].disabled = True
                self.initial[name] = getattr(self.instance, name).reference


class ArrivalForm(forms.ModelForm[Arrival]):
    """An arrival that happened: the first deployment or a rotation."""

    state = forms.ModelChoiceField(
        label=_("State"),
        queryset=Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE),
        to_field_name="code",
    )
    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none(), to_field_name="reference")

    class Meta:
        model = Arrival
        fields = (
            "state",
            "post",
            "rotation",
            "arrived_on",
            "day_is_known",
            "personnel",
            "women",
            "staff_officers",
            "note",
            "source",
        )
        widgets = {"arrived_on": DateInput()}

    def __init__(self, posts: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
