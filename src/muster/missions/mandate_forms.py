"""Forms of mandates: a period with its tasks, a dated statement, a classification, a CSV file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from muster.kit.days import day_words
from muster.kit.forms import DateInput, Group, Grouped
from muster.kit.pages import Text
from muster.missions.mandate_terms import MandatedTaskTerms
from muster.missions.models import MandatePeriod, MissionClassification, MissionCondition
from muster.reference.mandates import SCHEME_NAMES, classification_schemes, mandate_tasks

SPARE_TASKS, MOST_TASKS = 6, 60
CONTENT = (
    "resolution",
    "kind",
    "adopted_on",
    "chapter",
    "valid_from",
    "valid_until",
    "troop_ceiling",
    "police_ceiling",
    "observer_ceiling",
    "justice_ceiling",
    "exit_conditions",
    "note",
    "source",
)
"""What a form, a file or the API says of a period, tasks aside."""


class PeriodForm(Grouped, forms.ModelForm[MandatePeriod]):
    """A mandate period: days, ceilings, conditions of its end, and which period it follows."""

    follows_number = forms.ChoiceField(
        label=_("Follows"),
        required=False,
        help_text=_("The period that it renews or amends, which then ends where this one begins at latest."),
    )
    groups = (
        Group(_("Ceilings"), ("troop_ceiling", "police_ceiling", "observer_ceiling", "justice_ceiling")),
        Group(_("Conditions and source"), ("exit_conditions", "note", "source")),
    )

    class Meta:
        model = MandatePeriod
        fields = CONTENT
        widgets = {
            "valid_from": DateInput(),
            "valid_until": DateInput(),
            "adopted_on": DateInput(),
            "exit_conditions": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, known: Iterable[MandatePeriod], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Text]] = [("", _("the last period that reaches up to its first day"))]
        choices += [(str(one.pk), f"{one.resolution or '—'}, {day_words(one.valid_from)}") for one in known]
        self.fields["follows_number"].choices = choices  # type: ignore[attr-defined]

    def period(self) -> MandatePeriod:
        """Return the cleaned period, unsaved, without its mission."""
        made: MandatePeriod = self.save(commit=False)
        made.follows_id = int(self.cleaned_data["follows_number"]) if self.cleaned_data["follows_number"] else None
        return made


class CorrectionForm(PeriodForm):
    """What a period should have said; its first day stays, and a reason is asked for."""

    reason = forms.CharField(label=_("What was wrong"), max_length=280)

    class Meta(PeriodForm.Meta):
        fields = tuple(name for name in CONTENT if name not in ("valid_from", "note"))  # type: ignore[assignment]

    groups = (
        Group(_("Ceilings"), ("troop_ceiling", "police_ceiling", "observer_ceiling", "justice_ceiling")),
        Group(_("Conditions and source"), ("exit_conditions", "source")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__((), *args, **kwargs)
        del self.fields["follows_number"]


def _task_choices() -> list[tuple[str, str]]:
    return [("", "—"), *((one.code, one.name) for one in mandate_tasks())]


class TaskForm(forms.Form):
    """A task of a period. A row without a task is left out."""

    task = forms.ChoiceField(label=_("Task"), choices=_task_choices)
    is_priority = forms.BooleanField(label=_("Priority"), required=False)
    paragraph = forms.CharField(label=_("Paragraph"), max_length=40, required=False)
    words = forms.CharField(label=_("In words"), max_length=400, required=False)

    def full_clean(self) -> None:
        """Hold a row to its fields unless no task is chosen in it."""
        if self.is_bound and not (self["task"].data or "").strip():
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()


def task_forms(data: Any, known: Sequence[MandatedTaskTerms] = ()) -> Any:
    """Return the rows of tasks: those given and some spare ones."""
    factory = forms.formset_factory(TaskForm, extra=SPARE_TASKS, max_num=MOST_TASKS, validate_max=True)
    return factory(data, initial=[vars(one) for one in known], prefix="tasks")


def said_tasks(rows: Any) -> tuple[MandatedTaskTerms, ...]:
    """Return the tasks of valid rows."""
    return tuple(MandatedTaskTerms(**row.cleaned_data) for row in rows if row.cleaned_data.get("task"))


class ConditionForm(forms.ModelForm[MissionCondition]):
    """A dated statement on an operation."""

    class Meta:
        model = MissionCondition
        fields = ("kind", "party", "status", "people", "valid_from", "words", "source")
        widgets = {"valid_from": DateInput(), "words": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "party": _("Who consents, signs or says so; empty where it is the operation's own."),
            "people": _("For casualties alone: how many were hurt or killed."),
            "status": _("Which of these a kind of statement may have is told where another is chosen."),
        }


def _value_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (words, [(f"{one.scheme}:{one.value}", one.name) for one in classification_schemes() if one.scheme == scheme])
        for scheme, words in SCHEME_NAMES.items()
    ]


class ClassificationForm(forms.ModelForm[MissionClassification]):
    """A value of one scheme for an operation."""

    scheme_value = forms.ChoiceField(label=_("Scheme and value"), choices=_value_choices)

    class Meta:
        model = MissionClassification
        fields = ("valid_from", "valid_until", "note", "source")
        widgets = {"valid_from": DateInput(), "valid_until": DateInput()}

    field_order = ("scheme_value", "valid_from", "valid_until", "note", "source")

    def classification(self) -> MissionClassification:
        """Return the cleaned classification, unsaved, without its mission."""
        made: MissionClassification = self.save(commit=False)
        made.scheme, _colon, made.value = self.cleaned_data["scheme_value"].partition(":")
        return made


class MandateFileForm(forms.Form):
    """A CSV file of mandate periods."""

    workbook = forms.FileField(
        label=_("CSV file of mandates"),
        help_text=_("One row a period, tasks separated by semicolons. Either all is saved, or nothing."),
    )
