"""The forms of visits: request, team, steps, report, outcome, checklist, finding."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.kit.named import choices
from muster.parties.models import Organisation, OrganisationKind
from muster.reference.checklists import ChecklistLine, visit_functions
from muster.reference.unit_types import unit_types
from muster.visits.models import Visit, VisitChecklist
from muster.visits.stages import Answer, Outcome, Severity, VisitKind, VisitMode, VisitStage
from muster.visits.terms import AnswerTerms, FindingTerms, MemberTerms, StepTerms, SubjectTerms, VisitTerms

SPARE_SUBJECTS = 3
SPARE_MEMBERS = 4
MOST_ROWS = 50
NO_CHOICE = ("", "—")


def _states() -> Any:
    return Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE)


def _missions() -> Any:
    return Organisation.objects.filter(kind=OrganisationKind.MISSION)


class VisitForm(forms.Form):
    """A visit as it is asked for. Reference, State and kind are given once; a State asks for visits to itself."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example AAV-KAZ-2019."))
    state = forms.ModelChoiceField(label=_("State"), queryset=Organisation.objects.none(), to_field_name="code")
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(VisitKind))
    mode = forms.ChoiceField(label=_("Mode"), choices=choices(VisitMode))
    mission = forms.ModelChoiceField(
        label=_("Mission"),
        queryset=Organisation.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("The mission that the units are meant for, or that a reconnaissance goes to."),
    )
    purpose = forms.CharField(label=_("Purpose"), max_length=300, required=False)
    requested_on = forms.DateField(label=_("Asked for on"), widget=DateInput())
    planned_from = forms.DateField(label=_("Planned from"), widget=DateInput(), required=False)
    planned_until = forms.DateField(
        label=_("Planned until (excluded)"),
        widget=DateInput(),
        required=False,
        help_text=_("The first day on which the team is no longer there."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, data: Any, found: Visit | None, *, own_state: Organisation | None, today: date) -> None:
        initial: dict[str, Any] = {"requested_on": today, "state": own_state.code if own_state else None}
        if found is not None:
            names = ("reference", "kind", "mode", "purpose", "requested_on", "planned_from", "planned_until", "version")
            initial = {name: getattr(found, name) for name in names} | {"state": found.state.code}
            initial["mission"] = found.mission.code if found.mission else None
        super().__init__(data, initial=initial)
        self.fields["state"].queryset = _states()  # type: ignore[attr-defined]
        self.fields["mission"].queryset = _missions()  # type: ignore[attr-defined]
        if own_state is None and found is None:
            kinds = [one for one in choices(VisitKind) if one[0] != VisitKind.RECONNAISSANCE]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        fixed = ("reference", "state", "kind", "requested_on") if found else ("state",) if own_state else ()
        for name in fixed:
            self.fields[name].disabled = True

    def terms(self, subjects: tuple[SubjectTerms, ...]) -> VisitTerms:
        """Return the cleaned content as terms."""
        names = ("reference", "kind", "mode", "purpose", "planned_from", "planned_until")
        values = {name: self.cleaned_data[name] for name in names}
        mission = self.cleaned_data["mission"]
        state = self.cleaned_data["state"].code
        return VisitTerms(state=state, mission=mission.code if mission else "", subjects=subjects, **values)


def _unit_types_or_none() -> list[tuple[str, str]]:
    return [NO_CHOICE, *[(kind.code, f"{kind.code} · {kind.name}") for kind in unit_types()]]


class SubjectForm(forms.Form):
    """One subject. A row without a reference is left out."""

    reference = forms.CharField(label=_("Reference"), max_length=60, required=False)
    kind = forms.SlugField(label=_("Kind"), max_length=20, initial="pledge", help_text=_("pledge, course ..."))
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    unit_type = forms.ChoiceField(label=_("Unit type"), choices=_unit_types_or_none, required=False)


def subject_forms(data: Any, visit: Visit | None) -> Any:
    """Return the forms of a visit's subjects and some spare ones."""
    names = ("reference", "kind", "title", "unit_type")
    known = [{name: getattr(one, name) for name in names} for one in visit.subjects.all()] if visit else []
    factory = forms.formset_factory(SubjectForm, extra=SPARE_SUBJECTS, max_num=MOST_ROWS)
    return factory(data, initial=known, prefix="subjects")


def subject_terms(formset: Any) -> tuple[SubjectTerms, ...]:
    """Return the subjects of a valid formset."""
    rows = (form.cleaned_data for form in formset)
    return tuple(SubjectTerms(**row) for row in rows if row.get("reference"))


class MemberForm(forms.Form):
    """One member of the team. A row without a function is left out."""

    function = forms.ChoiceField(label=_("Function"), required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=80, required=False)
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Optional; seen by the two sides only.")
    )
    is_lead = forms.BooleanField(label=_("Leads the team"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        functions = [(one.code, one.name) for one in visit_functions()]
        self.fields["function"].choices = [NO_CHOICE, *functions]  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """A day on which something held."""

    held_from = forms.DateField(label=_("On"), widget=DateInput())


def member_forms(data: Any, visit: Visit) -> Any:
    """Return the forms of a visit's team and some spare ones."""
    names = ("function", "organisation", "name", "is_lead")
    known = [{name: getattr(one, name) for name in names} for one in visit.team.all()]
    factory = forms.formset_factory(MemberForm, extra=SPARE_MEMBERS, max_num=MOST_ROWS)
    return factory(data, initial=known, prefix="members")


def member_terms(formset: Any) -> tuple[MemberTerms, ...]:
    """Return the members of a valid formset."""
    rows = (form.cleaned_data for form in formset)
    return tuple(MemberTerms(**row) for row in rows if row.get("function"))


class StepForm(forms.Form):
    """A step to a stage: the day, and what goes with the step."""

    held_from = forms.DateField(label=_("On"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300)
    invitation_reference = forms.CharField(label=_("Invitation (note verbale)"), max_length=120, required=False)
    invitation_on = forms.DateField(label=_("Date of the invitation"), widget=DateInput(), required=False)
    reply_reference = forms.CharField(label=_("Reply (fax)"), max_length=120, required=False)
    reply_on = forms.DateField(label=_("Date of the reply"), widget=DateInput(), required=False)
    carried_until = forms.DateField(
        label=_("Carried out until (excluded)"),
        widget=DateInput(),
        help_text=_("The first day on which the team was no longer there."),
    )
    comments = forms.CharField(
        label=_("Comments"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Write that there are none, if so."),
    )

    def __init__(self, data: Any, visit: Visit, following: VisitStage, day: date) -> None:
        initial = {"held_from": day, "carried_until": visit.planned_until}
        for name in ("invitation_reference", "invitation_on", "reply_reference", "reply_on", "comments"):
            initial[name] = getattr(visit, name)
        super().__init__(data, initial=initial)
        wanted = {"held_from", *_fields_of_step(visit, following)}
        for name in [one for one in self.fields if one not in wanted]:
            del self.fields[name]

    def terms(self) -> StepTerms:
        """Return the cleaned content as terms."""
        return StepTerms(**{name: value for name, value in self.cleaned_data.items() if value is not None})


def _fields_of_step(visit: Visit, following: VisitStage) -> tuple[str, ...]:
    """Return the fields that go with a step."""
    letters = ("invitation_reference", "invitation_on", "reply_reference", "reply_on")
    again = following == VisitStage.DRAFT_REPORT and visit.stage == VisitStage.COMMENTED
    return {
        VisitStage.AGREED: letters,
        VisitStage.DRAFT_REPORT: ("reason",) if again else ("carried_until",),
        VisitStage.COMMENTED: ("comments",),
        VisitStage.REQUESTED: ("reason",),
        VisitStage.CANCELLED: ("reason",),
        VisitStage.REFUSED: ("reason",),
    }.get(following, ())


class ReportForm(forms.Form):
    """The draft report: its summary, its file or both."""

    summary = forms.CharField(
        label=_("Summary"), max_length=8000, widget=forms.Textarea(attrs={"rows": 14}), required=False
    )
    file = forms.FileField(label=_("File"), required=False, help_text=_("Without one, the file on record stays."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class OutcomeForm(forms.Form):
    """What the visit comes to for one subject."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=choices(Outcome), widget=forms.RadioSelect)
    decided_on = forms.DateField(label=_("On"), widget=DateInput())
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class FindingForm(forms.Form):
    """A finding as it is raised."""

    text = forms.CharField(label=_("What was found"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    severity = forms.ChoiceField(label=_("Severity"), choices=choices(Severity), widget=forms.RadioSelect)
    subject = forms.ChoiceField(label=_("On"), required=False)
    owner = forms.ChoiceField(label=_("Who must remedy it"))
    area = forms.CharField(label=_("Area"), max_length=4, required=False, help_text=_("Letter of the checklist."))
    line = forms.CharField(label=_("Line"), max_length=8, required=False, help_text=_("For example L01."))
    raised_on = forms.DateField(label=_("Raised on"), widget=DateInput())
    due_on = forms.DateField(
        label=_("Due on"),
        widget=DateInput(),
        required=False,
        help_text=_("Left empty: as the severity says (see the parameters of findings)."),
    )

    def __init__(self, data: Any, visit: Visit, day: date) -> None:
        super().__init__(data, initial={"raised_on": day, "owner": visit.state.code})
        subjects = [(one.reference, str(one)) for one in visit.subjects.all()]
        owners = [visit.state, visit.register, *([visit.mission] if visit.mission else [])]
        self.fields["subject"].choices = [("", _("the State itself")), *subjects]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [(one.code, one.name) for one in owners]  # type: ignore[attr-defined]

    def terms(self) -> FindingTerms:
        """Return the cleaned content as terms."""
        names = ("text", "severity", "subject", "owner", "area", "line", "due_on")
        return FindingTerms(**{name: self.cleaned_data[name] for name in names})


class FindingStepForm(forms.Form):
    """A step of a finding: the day, what is shown or why, and a file."""

    held_from = forms.DateField(label=_("On"), widget=DateInput())
    note = forms.CharField(
        label=_("Evidence or reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    file = forms.FileField(label=_("File"), required=False)


class ChecklistForm(forms.Form):
    """All lines of one checklist: an answer, a remark and the evidence seen for each."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, data: Any, checklist: VisitChecklist, lines: tuple[ChecklistLine, ...]) -> None:
        self.lines = lines
        known = {one.line: one for one in checklist.known_answers}  # type: ignore[attr-defined]
        initial: dict[str, Any] = {"version": checklist.version}
        for line in lines:
            if line.code in known:
                for part in ("answer", "remark", "evidence"):
                    initial[f"{line.code}-{part}"] = getattr(known[line.code], part)
        super().__init__(data, initial=initial)
        for line in lines:
            self.fields[f"{line.code}-answer"] = forms.ChoiceField(
                label=_("Answer"), choices=[NO_CHOICE, *choices(Answer)], required=False
            )
            self.fields[f"{line.code}-remark"] = forms.CharField(label=_("Remark"), max_length=1000, required=False)
            self.fields[f"{line.code}-evidence"] = forms.CharField(
                label=_("Evidence seen"), max_length=300, required=False
            )

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Yield each line with its three fields."""
        for line in self.lines:
            yield {"line": line, "fields": [self[f"{line.code}-{part}"] for part in ("answer", "remark", "evidence")]}

    def answers(self) -> list[AnswerTerms]:
        """Return the cleaned answers."""
        values = self.cleaned_data
        return [
            AnswerTerms(line.code, *(values[f"{line.code}-{part}"] for part in ("answer", "remark", "evidence")))
            for line in self.lines
        ]
