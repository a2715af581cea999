"""The forms of individuals: posts, requests, nominees and their steps, extensions and ends of tours."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import (
    EndKind,
    ExtensionStage,
    IndividualPost,
    NominationStage,
    PersonnelRequest,
    PersonnelRequestStage,
)
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


class RequestStepForm(forms.Form):
    """The next stage of a request."""

    stage = forms.ChoiceField(label=_("Next stage"))

    def __init__(self, data: Any, ways: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["stage"].choices = _choices(PersonnelRequestStage, ways)  # type: ignore[attr-defined]


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

    def __init__(self, data: Any, posts: Iterable[str], persons: Any) -> None:
        super().__init__(data)
        self.fields["post"].choices = [(one, one) for one in posts]  # type: ignore[attr-defined]
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]


class NominationStepForm(forms.Form):
    """The next stage of a nominee."""

    stage = forms.ChoiceField(label=_("Next stage"))
    on = forms.DateField(label=_("On"), widget=DateInput(), required=False, help_text=_("Left empty: today."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed to reject and to withdraw; without personal detail."),
    )

    def __init__(self, data: Any, ways: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["stage"].choices = _choices(NominationStage, ways)  # type: ignore[attr-defined]


class WaiverForm(forms.Form):
    """A rule that is waived for a nominee, and why."""

    rule = forms.ChoiceField(label=_("Rule"))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Without personal detail."))

    def __init__(self, data: Any, rules: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["rule"].choices = [(one, one) for one in rules]  # type: ignore[attr-defined]


class ExtensionForm(forms.Form):
    """Until when somebody is to stay on."""

    until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    beyond_mandate = forms.BooleanField(label=_("Even beyond the mandate that is known"), required=False)


class ExtensionStepForm(forms.Form):
    """The next stage of an extension."""

    stage = forms.ChoiceField(label=_("Next stage"))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False, help_text=_("Needed to refuse."))

    def __init__(self, data: Any, ways: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["stage"].choices = _choices(ExtensionStage, ways)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """How and when a tour ended."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[one for one in EndKind.choices if one[0] != EndKind.TRANSFER])
    on = forms.DateField(label=_("Left on"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Without medical or personal detail.")
    )
    case = forms.CharField(label=_("Number of the case"), max_length=60, required=False)
    unfit_days = with_unit(forms.IntegerField(label=_("Unfit for"), min_value=0, required=False), _("days"))
    is_untreatable = forms.BooleanField(label=_("The treatment is not available there"), required=False)
    pre_existing = forms.BooleanField(label=_("The condition was there before the tour"), required=False)


def _choices(kind: Any, ways: Iterable[str]) -> list[tuple[str, Any]]:
    return [(one, kind(one).label) for one in ways]
