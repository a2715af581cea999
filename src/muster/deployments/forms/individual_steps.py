"""The forms of steps with individuals: of requests and nominees, and of tours that are extended, moved or ended.

Each carries the version that was read, so that nobody steps over what somebody else did meanwhile.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import (
    EndKind,
    ExtensionStage,
    IndividualPost,
    NominationStage,
    PersonnelRequestStage,
)
from muster.kit.forms import DateInput, with_unit


class Versioned(forms.Form):
    """A form that carries the version of the record that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, data: Any, version: int) -> None:
        super().__init__(data, initial={"version": version})


class RequestStepForm(Versioned):
    """The next stage of a request."""

    stage = forms.ChoiceField(label=_("Next stage"))

    def __init__(self, data: Any, version: int, ways: Iterable[str]) -> None:
        super().__init__(data, version)
        self.fields["stage"].choices = _choices(PersonnelRequestStage, ways)  # type: ignore[attr-defined]


class NominationStepForm(Versioned):
    """The next stage of a nominee."""

    stage = forms.ChoiceField(label=_("Next stage"))
    on = forms.DateField(label=_("On"), widget=DateInput(), required=False, help_text=_("Left empty: today."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed to reject and to withdraw; without personal detail."),
    )

    def __init__(self, data: Any, version: int, ways: Iterable[str]) -> None:
        super().__init__(data, version)
        self.fields["stage"].choices = _choices(NominationStage, ways)  # type: ignore[attr-defined]


class WaiverForm(Versioned):
    """A rule that is waived for a nominee, and why."""

    rule = forms.ChoiceField(label=_("Rule"))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Without personal detail."))

    def __init__(self, data: Any, version: int, rules: Iterable[str]) -> None:
        super().__init__(data, version)
        self.fields["rule"].choices = [(one, one) for one in rules]  # type: ignore[attr-defined]


class ExtensionForm(Versioned):
    """Until when somebody is to stay on."""

    until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    beyond_mandate = forms.BooleanField(label=_("Even beyond the mandate that is known"), required=False)


class ExtensionStepForm(Versioned):
    """The next stage of an extension."""

    stage = forms.ChoiceField(label=_("Next stage"))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False, help_text=_("Needed to refuse."))

    def __init__(self, data: Any, version: int, ways: Iterable[str]) -> None:
        super().__init__(data, version)
        self.fields["stage"].choices = _choices(ExtensionStage, ways)  # type: ignore[attr-defined]


class TransferForm(Versioned):
    """To which post of the same category somebody moves, and on which day; the end of the tour stays."""

    post = forms.ModelChoiceField(
        label=_("To the post"), queryset=IndividualPost.objects.none(), to_field_name="reference"
    )
    on = forms.DateField(label=_("On"), widget=DateInput())

    def __init__(self, data: Any, version: int, posts: Any) -> None:
        super().__init__(data, version)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


class EndForm(Versioned):
    """How and when a tour ended."""

    kind = forms.ChoiceField(label=_("Kind"))
    on = forms.DateField(label=_("Left on"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Without medical or personal detail.")
    )
    case = forms.CharField(label=_("Number of the case"), max_length=60, required=False)
    unfit_days = with_unit(forms.IntegerField(label=_("Unfit for"), min_value=0, required=False), _("days"))
    is_untreatable = forms.BooleanField(label=_("The treatment is not available there"), required=False)
    pre_existing = forms.BooleanField(label=_("The condition was there before the tour"), required=False)

    def __init__(self, data: Any, version: int, kinds: Iterable[str]) -> None:
        super().__init__(data, version)
        self.fields["kind"].choices = _choices(EndKind, kinds)  # type: ignore[attr-defined]


def _choices(kind: Any, ways: Iterable[str]) -> list[tuple[str, Any]]:
    return [(one, kind(one).label) for one in ways]
