"""The forms of calls, drills and their play-books."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.actions import CallTerms
from muster.generation.models import BreachDecisionKind, CallAnswerKind, InjectKind
from muster.kit.forms import DateInput


class CallForm(forms.Form):
    """A unit called for a post, in earnest or as a drill."""

    reference = forms.SlugField(label=_("Reference"), max_length=60)
    pledge = forms.SlugField(label=_("Pledge"), max_length=60, help_text=_("At the Rapid Deployment Level."))
    post = forms.SlugField(label=_("Post"), max_length=60, help_text=_("Of the type of the unit."))
    called_on = forms.DateField(label=_("Called on"), widget=DateInput(), help_text=_("Day 0 of the call."))
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    desk_officer = forms.CharField(label=_("Desk officer"), max_length=120, required=False)
    is_drill = forms.BooleanField(
        label=_("This is a drill"), required=False,
        help_text=_("For practice: nobody is called, any pledge may be played with, and it counts nowhere."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, *, today: date, pledge: str = "", post: str = "") -> None:
        super().__init__(data, initial={"called_on": today, "pledge": pledge, "post": post})

    def terms(self) -> CallTerms:
        """Return the cleaned content."""
        return CallTerms(**self.cleaned_data)


class PackageCallForm(forms.Form):
    """The units of a force package called at once."""

    package = forms.SlugField(label=_("Force package"), max_length=60)
    mission = forms.CharField(label=_("Mission"), max_length=40, help_text=_("Its acronym."))
    reference = forms.SlugField(
        label=_("Reference"), max_length=50, help_text=_("Each case is given this and a number.")
    )
    called_on = forms.DateField(label=_("Called on"), widget=DateInput())
    is_drill = forms.BooleanField(label=_("This is a drill"), required=False)

    def __init__(self, data: Any, *, today: date, package: str = "") -> None:
        super().__init__(data, initial={"called_on": today, "package": package})


class AnswerForm(forms.Form):
    """What the State says to a call."""

    answer = forms.ChoiceField(label=_("Answer"), choices=CallAnswerKind.choices)
    said_on = forms.DateField(label=_("Said on"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False, help_text=_("A refusal needs one."))

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"said_on": today})


class DecisionForm(forms.Form):
    """What the register decides on a consequence."""

    decision = forms.ChoiceField(label=_("It"), choices=BreachDecisionKind.choices)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class TickForm(forms.Form):
    """A step that is done."""

    done_on = forms.DateField(label=_("Done on"), widget=DateInput())
    proof = forms.CharField(label=_("Proof"), max_length=300, required=False)

    def __init__(self, data: Any, *, played_on: date, proof: str) -> None:
        super().__init__(data, initial={"done_on": played_on})
        self.fields["proof"].help_text = proof


class TakeBackForm(forms.Form):
    """A tick that was wrong."""

    reason = forms.CharField(label=_("Why it is taken back"), max_length=300)


class ClockForm(forms.Form):
    """The day to which the clock of a drill is set."""

    day = forms.IntegerField(label=_("Day of the call"), min_value=0, max_value=10_000)


class InjectForm(forms.Form):
    """An event that the leader of a drill brings in."""

    kind = forms.ChoiceField(label=_("Kind"), choices=InjectKind.choices)
    words = forms.CharField(label=_("What happens"), max_length=300)
