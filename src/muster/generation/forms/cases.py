"""The forms of cases: opening, the steps of a phase, the log, blocks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.models import CaseVariant, MissionBlock, NoteKind
from muster.generation.tables import held_choices
from muster.generation.terms import BlockTerms, CaseTerms
from muster.kit.forms import DateInput, with_unit
from muster.missions.queries import visible_missions, visible_posts
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.queries import visible_pledges

NONE = ("", "—")


class CaseForm(forms.Form):
    """A case as it is opened by hand."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example CASE-KAZ-UNDOF-2024."))
    post = forms.ChoiceField(label=_("Post"))
    state = forms.ModelChoiceField(label=_("State"), queryset=Organisation.objects.none(), to_field_name="code")
    pledge = forms.ChoiceField(
        label=_("Pledge"), required=False, help_text=_("Its level shortens the memorandum and the training.")
    )
    variant = forms.ChoiceField(label=_("Variant"), choices=CaseVariant.choices)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    strength = with_unit(
        forms.IntegerField(
            label=_("Strength"), required=False, min_value=0, max_value=100_000, help_text=_("Empty: the post's.")
        ),
        _("people"),
    )
    desk_officer = forms.CharField(label=_("Desk officer"), max_length=120, required=False)
    requested_on = forms.DateField(label=_("Requested on"), widget=DateInput())
    wanted_on = forms.DateField(
        label=_("Wanted in theatre on"),
        widget=DateInput(),
        required=False,
        help_text=_("Empty: the post's day; for a rapid-deployment call 60 days from the request."),
    )
    with_mission_phases = forms.BooleanField(
        label=_("The mission begins: with its analysis, resolution and concept"), required=False
    )
    is_drill = forms.BooleanField(label=_("Drill: exercised like a case, counts nowhere"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, viewer: Viewer, today: date, initial: dict[str, Any]) -> None:
        super().__init__(data, initial={"requested_on": today, **initial})
        fields: dict[str, Any] = self.fields
        fields["state"].queryset = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE)
        posts = visible_posts(viewer, today)
        fields["post"].choices = [
            (one.reference, f"{one.requirement.mission.acronym} · {one.reference} · {one.unit_type}") for one in posts
        ]
        pledges = visible_pledges(viewer, today).order_by("pledge__state__name", "pledge__reference")
        fields["pledge"].choices = [
            NONE,
            *((one.pledge.reference, f"{one.pledge.state.name} · {one.pledge.reference}") for one in pledges),
        ]

    def terms(self) -> CaseTerms:
        """Return the cleaned content as terms."""
        return CaseTerms(**{**self.cleaned_data, "state": self.cleaned_data["state"].code})


class VersionForm(forms.Form):
    """A form that says which version of the case its sender has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def said(self) -> dict[str, Any]:
        """Return the cleaned content for the action, the version as `expected_version`."""
        values = dict(self.cleaned_data)
        return {"expected_version": values.pop("version"), **values}


class CaseChangeForm(VersionForm):
    """What an open case says of itself."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    desk_officer = forms.CharField(label=_("Desk officer"), max_length=120, required=False)
    strength = with_unit(forms.IntegerField(label=_("Strength"), min_value=1, max_value=100_000), _("people"))
    wanted_on = forms.DateField(label=_("Wanted in theatre on"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed where the wanted day or the strength becomes another one; it goes into the log."),
    )


class StartForm(VersionForm):
    """The day on which a phase began."""

    started_on = forms.DateField(label=_("Began on"), widget=DateInput())
    reason = forms.CharField(
        label=_("Why ahead of its turn"),
        max_length=300,
        required=False,
        help_text=_("Only where what comes before is not done. It goes into the log as a decision."),
    )


class FinishForm(VersionForm):
    """The day on which a phase was done, or that it is not known."""

    started_on = forms.DateField(label=_("Began on"), widget=DateInput(), required=False)
    done_on = forms.DateField(
        label=_("Done on"), widget=DateInput(), required=False, help_text=_("Empty if the day is not known.")
    )
    day_not_known = forms.BooleanField(label=_("It is done, and nobody recorded the day"), required=False)
    outcome = forms.CharField(label=_("Outcome"), max_length=300, required=False)
    reason = forms.CharField(label=_("Why ahead of its turn"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a day left empty by oversight."""
        cleaned = super().clean() or self.cleaned_data
        unknown = cleaned.pop("day_not_known", False)
        if not unknown and cleaned.get("done_on") is None and "done_on" not in self.errors:
            self.add_error("done_on", _("Give the day, or say that nobody recorded it."))
        return cleaned


class LeaveOutForm(VersionForm):
    """Why a phase is left out."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class PromiseForm(VersionForm):
    """The day for which a phase is promised."""

    promised_for = forms.DateField(label=_("Done on"), widget=DateInput())
    words = forms.CharField(label=_("Words"), max_length=1000, required=False)


class DurationsForm(VersionForm):
    """Other durations of a phase, with the reason."""

    least = with_unit(forms.IntegerField(label=_("At least"), min_value=0, max_value=3650), _("days"))
    likely = with_unit(forms.IntegerField(label=_("Likely"), min_value=0, max_value=3650), _("days"))
    most = with_unit(forms.IntegerField(label=_("At most"), min_value=0, max_value=3650), _("days"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def said(self) -> dict[str, Any]:
        """Return the cleaned content for the action."""
        values = super().said()
        return {"days": tuple(values.pop(name) for name in ("least", "likely", "most")), **values}


class NoteForm(forms.Form):
    """An entry of the log."""

    kind = forms.ChoiceField(label=_("Kind"))
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    said_on = forms.DateField(label=_("On"), widget=DateInput())
    words = forms.CharField(label=_("Words"), max_length=2000, widget=forms.Textarea)

    def __init__(self, data: Any, phases: list[tuple[str, str]], today: date, *, may_decide: bool) -> None:
        super().__init__(data, initial={"said_on": today})
        kinds = [NoteKind.NOTE, NoteKind.DECISION] if may_decide else [NoteKind.NOTE]
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(one.value, one.label) for one in kinds]
        fields["phase"].choices = [NONE, *phases]


class ReasonForm(VersionForm):
    """Why a case is abandoned."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class BlockForm(forms.Form):
    """What holds phases up in a mission."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example MALI-2022-07."))
    mission = forms.ChoiceField(label=_("Mission"))
    phases = forms.MultipleChoiceField(
        label=_("Phases held up"), choices=held_choices, widget=forms.CheckboxSelectMultiple
    )
    held_from = forms.DateField(label=_("From"), widget=DateInput())
    held_until = forms.DateField(
        label=_("Until (excluded)"),
        widget=DateInput(),
        required=False,
        help_text=_("Empty while the end is not known."),
    )
    why = forms.CharField(label=_("Why"), max_length=300)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, viewer: Viewer, today: date, found: MissionBlock | None) -> None:
        initial: dict[str, Any] = {"held_from": today}
        if found is not None:
            names = ("reference", "held_from", "held_until", "why", "source")
            initial = {name: getattr(found, name) for name in names}
            initial |= {"mission": found.mission.acronym, "phases": list(found.phase_codes)}
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        missions = visible_missions(viewer, today, only_active=found is None)
        fields["mission"].choices = [(one.acronym, f"{one.acronym} · {one.name}") for one in missions]
        for name in ("reference", "mission") if found else ():
            fields[name].disabled = True

    def terms(self) -> BlockTerms:
        """Return the cleaned content as terms."""
        return BlockTerms(**{**self.cleaned_data, "phases": tuple(self.cleaned_data["phases"])})
