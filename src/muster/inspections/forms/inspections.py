"""The forms of inspections: a plan, a report, a step, the contingent's answer, discrepancies."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.inspections.inspection_terms import DiscrepancyTerms, PlanTerms, StepTerms
from muster.inspections.models import Inspection
from muster.inspections.rules.discrepancies import Proposed
from muster.inspections.rules.inspection_stages import NEEDS_REASON, is_report
from muster.inspections.stages import About, ActingSide, InspectionKind, InspectionStage, Readiness
from muster.kit.forms import DateInput
from muster.kit.named import choices


class PlanForm(forms.Form):
    """An inspection to be planned."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[one for one in choices(InspectionKind) if not is_report(one[0])])
    planned_for = forms.DateField(label=_("Planned for"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False,
        help_text=_("Of an operational readiness inspection: the doubt that calls for it at once."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self, unit: str) -> PlanTerms:
        """Return the cleaned content."""
        return PlanTerms(unit, **self.cleaned_data)


class PlanDueForm(forms.Form):
    """All that falls due in a mission by a day."""

    mission = forms.ChoiceField(label=_("Mission"))
    until = forms.DateField(label=_("Due by"), widget=DateInput())

    def __init__(self, data: Any, missions: Sequence[str], until: date) -> None:
        super().__init__(data, initial={"until": until})
        self.fields["mission"].choices = [(one, one) for one in missions]  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    """The month of a report: any day of it."""

    month = forms.DateField(label=_("Month"), widget=DateInput(), help_text=_("Any day of the month."))


class CorrectionForm(forms.Form):
    """Why a report that is handed in is corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    reason = forms.CharField(label=_("What was wrong"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class StepForm(forms.Form):
    """A step of an inspection; what a step does not need is left out."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    on = forms.DateField(label=_("On"), widget=DateInput())
    carried_from = forms.DateField(label=_("First day on the ground"), widget=DateInput(), required=False)
    carried_until = forms.DateField(label=_("Day after the last one on the ground"), widget=DateInput(), required=False)
    readiness = forms.ChoiceField(label=_("Readiness"), choices=[("", "—"), *choices(Readiness)], required=False)
    summary = forms.CharField(
        label=_("Summary"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, data: Any, found: Inspection, following: str, today: date) -> None:
        names = ("version", "carried_from", "carried_until", "readiness", "summary")
        super().__init__(data, initial={"on": today, **{name: getattr(found, name) for name in names}})
        away: set[str] = set()
        if is_report(found.kind) or following == InspectionStage.CANCELLED:
            away |= {"carried_from", "carried_until"}
        if following == InspectionStage.UNDER_WAY:
            away |= {"carried_until", "summary"}
        if following != InspectionStage.SHARED or found.kind != InspectionKind.READINESS:
            away.add("readiness")
        if following == InspectionStage.CANCELLED:
            away.add("summary")
        if (found.stage, following) in NEEDS_REASON:
            self.fields["reason"].required = True
        for name in away:
            del self.fields[name]

    def terms(self) -> StepTerms:
        """Return the cleaned content."""
        return StepTerms(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class SignForm(forms.Form):
    """The contingent signs, with its remarks."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    on = forms.DateField(label=_("Signed on"), widget=DateInput())
    remarks = forms.CharField(
        label=_("Remarks"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class RefusalForm(forms.Form):
    """Why the contingent does not sign."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    words = forms.CharField(label=_("Why it does not sign"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class AcceptForm(forms.Form):
    """Which of the proposed discrepancies are accepted, and by when they are to be remedied."""

    keys = forms.MultipleChoiceField(label=_("What the worksheet shows"), widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(label=_("To be remedied by"), widget=DateInput())

    def __init__(self, data: Any, proposed: Sequence[Proposed], due_on: date) -> None:
        super().__init__(data, initial={"due_on": due_on, "keys": [one.key for one in proposed]})
        self.fields["keys"].choices = [(one.key, one.words) for one in proposed]  # type: ignore[attr-defined]


class DiscrepancyForm(forms.Form):
    """A discrepancy that no line of the worksheet shows."""

    about = forms.ChoiceField(label=_("About"), choices=choices(About))
    words = forms.CharField(label=_("What differs"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    line = forms.IntegerField(label=_("Line"), min_value=1, max_value=100_000, required=False)
    items = forms.IntegerField(label=_("Items"), min_value=0, max_value=100_000, required=False)
    side = forms.ChoiceField(label=_("To act"), choices=choices(ActingSide))
    due_on = forms.DateField(label=_("To be remedied by"), widget=DateInput())

    def terms(self) -> DiscrepancyTerms:
        """Return the cleaned content."""
        return DiscrepancyTerms(**self.cleaned_data)


class DiscrepancyStepForm(forms.Form):
    """A step of a discrepancy."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    on = forms.DateField(label=_("On"), widget=DateInput())
    note = forms.CharField(
        label=_("Evidence or reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
