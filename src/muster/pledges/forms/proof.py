"""Forms of levels with proof: evidence handed in and decided, caps, change requests, the pool."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from muster.documents.file_kinds import ENDINGS
from muster.kit.forms import DateInput
from muster.pledges.forms.register import PledgeForm
from muster.pledges.rules.evidence import Verdict

Choices = list[tuple[str, str]]


class HandInForm(forms.Form):
    """A file that proves a level."""

    file = forms.FileField(
        label=_("File"), help_text=format_lazy(_("Of these kinds: {kinds}."), kinds=", ".join(ENDINGS))
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Left empty: the name of the evidence.")
    )


class ReviewForm(forms.Form):
    """The decision on evidence."""

    verdict = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Verdict.APPROVED.value, _("approve")), (Verdict.REFUSED.value, _("refuse"))],
    )
    remarks = forms.CharField(
        label=_("Remarks"), max_length=500, required=False, help_text=_("A refusal says what a better one must show.")
    )
    valid_until = forms.DateField(
        label=_("Proves until (excluded)"),
        required=False,
        widget=DateInput(),
        help_text=_("Left empty: as long as the register allows; it can be shorter, not longer."),
    )


class CapForm(forms.Form):
    """A cap on the level with its reason."""

    level = forms.ChoiceField(label=_("Highest level"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("For example the national law that forbids a higher one.")
    )

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_cap_%s")
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = choices  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    """The end of a cap."""

    reason = forms.CharField(label=_("What has changed"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_lift_%s")
        super().__init__(*args, **kwargs)


class DecideChangeForm(forms.Form):
    """The decision on a requested change."""

    decision = forms.ChoiceField(label=_("Decision"), choices=[("accept", _("accept")), ("refuse", _("refuse"))])
    answer = forms.CharField(label=_("Answer"), max_length=500, required=False, help_text=_("A refusal says why."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_decide_%s")
        super().__init__(*args, **kwargs)


class AskChangeForm(PledgeForm):
    """A pledge's content as it shall be, and why: what was verified is changed by a request."""

    reason = forms.CharField(
        label=_("Why the change is asked for"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("reason", *PledgeForm.field_order)


class CallForm(forms.Form):
    """A call of a unit at the Rapid Deployment Level."""

    mission = forms.CharField(label=_("Mission (acronym)"), max_length=40)
    called_on = forms.DateField(label=_("Called on"), widget=DateInput())


class PoolForm(forms.Form):
    """A step in the pool: deployed, or back in it."""

    standing = forms.ChoiceField(label=_("The unit is"))
    held_from = forms.DateField(label=_("From"), widget=DateInput())
    mission = forms.CharField(label=_("Mission (acronym)"), max_length=40, required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed where it is back in the pool.")
    )

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = choices  # type: ignore[attr-defined]
