"""The forms of the national pool and of selection camps."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.kit.named import choices
from muster.training.models import NationalRequirement, SelectionCamp
from muster.training.queries.camps import CampRow
from muster.training.queries.pool import PoolRow
from muster.training.stages import CampTest, PoolStage, PoolTrack

WILLING = (("", _("not known")), ("yes", _("willing")), ("no", _("not willing")))


def willing_from(value: str) -> bool | None:
    """Return what a choice of willingness means."""
    return {"yes": True, "no": False}.get(value)


class EnterPoolForm(forms.Form):
    """Whom of the persons held is made a candidate, and on which track."""

    person = forms.IntegerField(
        label=_("Person (number)"), min_value=1, help_text=_("Somebody whose data your State holds already.")
    )
    track = forms.ChoiceField(label=_("Track"), choices=choices(PoolTrack))
    is_volunteer = forms.ChoiceField(label=_("Willing to serve"), choices=WILLING, required=False)


class PoolStepForm(forms.Form):
    """The next stage of somebody in the pool."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    stage = forms.ChoiceField(label=_("Next stage"))
    pooled_until = forms.DateField(
        label=_("In the pool until (excluded)"),
        widget=DateInput(),
        required=False,
        help_text=_("Of a place in the pool; left empty, the months set."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("Without a name or medical words.")
    )
    exception = forms.CharField(
        label=_("Why in spite of the requirements"),
        max_length=90,
        required=False,
        help_text=_("For somebody who does not meet what the State asks, taken exceptionally."),
    )

    def __init__(self, data: Any, version: int, ways: Iterable[PoolStage]) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["stage"].choices = [(one.value, one.label) for one in sorted(ways)]  # type: ignore[attr-defined]


class WillingForm(forms.Form):
    """Whether somebody is willing to serve."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    is_volunteer = forms.ChoiceField(label=_("Willing to serve"), choices=WILLING, required=False)

    def __init__(self, data: Any, version: int, known: bool | None) -> None:
        said = {True: "yes", False: "no"}.get(known, "") if known is not None else ""
        super().__init__(data, initial={"version": version, "is_volunteer": said})


class NationalRequirementForm(forms.ModelForm[NationalRequirement]):
    """What a State asks of its own people."""

    class Meta:
        model = NationalRequirement
        fields = (
            "track", "rule", "test", "minimum", "maximum", "lowest_rank", "highest_rank", "valid_from", "valid_until",
            "source",
        )  # fmt: skip
        widgets = {"valid_from": DateInput(), "valid_until": DateInput()}
        help_texts = {
            "track": _("Left empty: of everybody."),
            "test": _("Of a language: IELTS, TOEFL, STANAG; one of several tests is enough."),
            "minimum": _("Years, months of rest, or the score."),
        }

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which names the remedy."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class EndRequirementForm(forms.Form):
    """On which day a requirement ends."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    on = forms.DateField(label=_("Ends on (excluded)"), widget=DateInput())


class CampForm(forms.ModelForm[SelectionCamp]):
    """A selection camp; the reference is given once."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    tests = forms.MultipleChoiceField(label=_("Tests"), choices=choices(CampTest), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = SelectionCamp
        fields = (
            "reference", "track", "title", "place", "held_from", "held_until", "tests", "announced_candidates",
            "announced_women", "source",
        )  # fmt: skip
        widgets = {"held_from": DateInput(), "held_until": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["reference"]
            self.fields["version"].initial = self.instance.version

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which names the remedy."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class CallForm(forms.Form):
    """Who of the pool is called to a camp."""

    candidates = forms.MultipleChoiceField(label=_("Candidates"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, rows: Sequence[PoolRow]) -> None:
        super().__init__(data)
        self.fields["candidates"].choices = [  # type: ignore[attr-defined]
            (one.number, f"{one.label}, {one.place.where.label}") for one in rows
        ]


class ResultForm(forms.Form):
    """What a candidate reached in one test."""

    candidate = forms.ChoiceField(label=_("Candidate"))
    test = forms.ChoiceField(label=_("Test"))
    has_passed = forms.ChoiceField(label=_("Passed"), choices=(("yes", _("yes")), ("no", _("no"))))
    value = forms.CharField(
        label=_("Result"),
        max_length=40,
        required=False,
        help_text=_("A figure; nothing of a medical board or a psychological test."),
    )

    def __init__(self, data: Any, rows: Sequence[CampRow], tests: Sequence[str]) -> None:
        super().__init__(data)
        self.fields["candidate"].choices = [(one.entry, one.label) for one in rows]  # type: ignore[attr-defined]
        self.fields["test"].choices = [(one, CampTest(one).label) for one in tests]  # type: ignore[attr-defined]


class TakeInForm(forms.Form):
    """That everybody who passed is taken into the pool."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, data: Any, version: int) -> None:
        super().__init__(data, initial={"version": version})


class ContingentForm(forms.Form):
    """How many people a contingent needs that is to be staffed by volunteers."""

    people = forms.IntegerField(label=_("Contingent of (people)"), min_value=1, max_value=100_000, required=False)
