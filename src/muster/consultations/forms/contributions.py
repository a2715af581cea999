"""Forms of questions, positions, traces and commitments."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.consultations.contribution_terms import CommitmentTerms, PositionTerms, QuestionTerms, TraceTerms
from muster.consultations.models import AgendaItem, Sharing, TraceOutcome
from muster.consultations.rules.tracing import TextTask
from muster.kit.forms import DateInput
from muster.parties.models import Organisation
from muster.reference.mandates import mandate_tasks

NONE = [("", "—")]


def _points(items: Iterable[AgendaItem]) -> list[tuple[str, str]]:
    return [*NONE, *((str(one.number), str(one)) for one in items)]


def _tasks() -> list[tuple[str, str]]:
    return [*NONE, *((one.code, one.name) for one in mandate_tasks())]


def _number(value: str) -> int | None:
    return int(value) if value else None


class QuestionForm(forms.Form):
    """A question of a State."""

    item = forms.ChoiceField(label=_("Point of the agenda"), required=False)
    text = forms.CharField(label=_("Question"), max_length=2000, widget=forms.Textarea)
    sharing = forms.ChoiceField(
        label=_("Read by"),
        choices=[one for one in Sharing.choices if one[0] != Sharing.OWN],
        help_text=_("It can be shared with more later, never with fewer."),
    )

    def __init__(self, data: Any, items: Iterable[AgendaItem]) -> None:
        super().__init__(data)
        self.fields["item"] = forms.ChoiceField(label=_("Point of the agenda"), required=False, choices=_points(items))

    def terms(self) -> QuestionTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return QuestionTerms(said["text"], _number(said["item"]), said["sharing"])


class AnswerForm(forms.Form):
    """The answer of the convening secretariat."""

    answer = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea)


class PositionForm(forms.Form):
    """A position of a State."""

    item = forms.ChoiceField(label=_("Point of the agenda"), required=False)
    task = forms.ChoiceField(
        label=_("Mandated task"), required=False, choices=_tasks, help_text=_("Empty: the task of the point, if any.")
    )
    text = forms.CharField(label=_("Position"), max_length=4000, widget=forms.Textarea)
    wanted_words = forms.CharField(
        label=_("Words wanted in the mandate"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Afterwards they are compared with the words of the decided text."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, data: Any, items: Iterable[AgendaItem], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["item"] = forms.ChoiceField(label=_("Point of the agenda"), required=False, choices=_points(items))

    def terms(self) -> PositionTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return PositionTerms(said["text"], said["wanted_words"], _number(said["item"]), said["task"])


class StepForm(forms.Form):
    """A step of a position, at the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class TraceForm(forms.Form):
    """What became of an input in the text."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=TraceOutcome.choices)
    task = forms.ChoiceField(label=_("Task of the decided text"), required=False)
    paragraph = forms.CharField(label=_("Paragraph"), max_length=40, required=False)
    words = forms.CharField(
        label=_("Words of the text"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Empty: the words of the task."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Required where it was taken in part or not at all."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, tasks: Sequence[TextTask], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        lines = [(str(one.number), f"{one.number}. {one.words or one.task}") for one in tasks]
        self.fields["task"] = forms.ChoiceField(
            label=_("Task of the decided text"), required=False, choices=[*NONE, *lines]
        )

    def terms(self) -> TraceTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return TraceTerms(said["outcome"], _number(said["task"]), said["paragraph"], said["words"], said["reason"])


class CommentForm(forms.Form):
    """What the State says of the trace."""

    comment = forms.CharField(label=_("Comment"), max_length=2000, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CommitmentForm(forms.Form):
    """What is promised, by whom and by when."""

    owner = forms.ChoiceField(label=_("Owner"))
    text = forms.CharField(label=_("Commitment"), max_length=2000, widget=forms.Textarea)
    due_on = forms.DateField(label=_("Due on"), widget=DateInput())
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, data: Any, owners: Iterable[Organisation]) -> None:
        super().__init__(data)
        self.fields["owner"] = forms.ChoiceField(label=_("Owner"), choices=[(one.code, one.name) for one in owners])

    def terms(self) -> CommitmentTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return CommitmentTerms(said["text"], said["due_on"], said["note"])


class DoneForm(forms.Form):
    """That a commitment is done."""

    note = forms.CharField(label=_("How it was done"), max_length=300, required=False)
