"""The forms of individuals: posts, requests, and whom a State names."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.deployments.actions.individual_posts import CHANGED
from muster.deployments.models import IndividualPost, PersonnelRequest
from muster.kit.forms import DateInput, with_unit
from muster.missions.models import Mission
from muster.parties.models import Organisation, OrganisationKind
from muster.people.models import Person


class IndividualPostForm(forms.ModelForm[IndividualPost]):
    """A new post for an individual."""

    mission = forms.ModelChoiceField(
        label=_("Mission"), queryset=Mission.objects.none(), to_field_name="acronym", required=False,
        help_text=_("Left empty for a post of the Secretariat."),
    )  # fmt: skip

    class Meta:
        model = IndividualPost
        fields = (
            "reference",
            "title",
            "mission",
            "place",
            "category",
            "is_command",
            "ranks",
            "languages",
            "needed_from",
            "needed_until",
            "source",
        )
        widgets = {"needed_from": DateInput(), "needed_until": DateInput()}
        help_texts = {"ranks": _("Left empty: the usual ones of the category.")}

    def __init__(self, missions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mission"].queryset = missions  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which names the remedy."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class ChangePostForm(forms.ModelForm[IndividualPost]):
    """What may be changed of a post: its reference, mission and category stay."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = IndividualPost
        fields = CHANGED
        widgets = {"needed_from": DateInput(), "needed_until": DateInput()}
        help_texts = {"ranks": _("Left empty: the usual ones of the category.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which names the remedy."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class PersonnelRequestForm(forms.ModelForm[PersonnelRequest]):
    """A new request for individuals."""

    state = forms.ModelChoiceField(
        label=_("State"),
        queryset=Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE),
        to_field_name="code",
    )
    posts = forms.ModelMultipleChoiceField(
        label=_("Posts"), queryset=IndividualPost.objects.none(), to_field_name="reference"
    )
    tour_months = with_unit(forms.IntegerField(label=_("Tour"), min_value=1, max_value=60), _("months"))

    class Meta:
        model = PersonnelRequest
        fields = ("reference", "state", "kind", "posts", "tour_months", "remarks", "source")

    def __init__(self, posts: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].queryset = posts  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Leave taken references to the action, which names the remedy."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class PersonChoice(forms.ModelChoiceField[Person]):
    """Persons by number and name, to their holder."""

    def label_from_instance(self, obj: Person) -> str:
        """Return rank and name beside the number."""
        name = " ".join(filter(None, (obj.rank, obj.given_names, obj.family_name)))
        return f"{obj.number}: {name}"


class NominateForm(forms.Form):
    """Whom a State names for which post of a request."""

    post = forms.ChoiceField(label=_("Post"))
    person = PersonChoice(label=_("Person"), queryset=Person.objects.none())

    def __init__(self, data: Any, posts: Iterable[str], persons: Any, initial: dict[str, str | None]) -> None:
        super().__init__(data, initial=initial)
        self.fields["post"].choices = [(one, one) for one in posts]  # type: ignore[attr-defined]
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]
