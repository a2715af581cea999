"""Forms of convening a consultation."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from muster.consultations.models import AgendaItem, Capacity, MeetingFormat, PackDocument, PackKind, StepKind, Trigger
from muster.consultations.terms import AgendaTerms, ConsultationTerms, DocumentTerms, HoldingTerms
from muster.kit.forms import DateInput
from muster.reference.mandates import mandate_tasks

SPARE_LINES, MOST_LINES = 3, 60


class ReadVersionForm(forms.Form):
    """The version of a consultation that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PlanForm(forms.Form):
    """A consultation to be planned."""

    reference = forms.SlugField(label=_("Reference"), max_length=60)
    mission = forms.ChoiceField(label=_("Operation"))
    title = forms.CharField(label=_("Title"), max_length=200)
    trigger = forms.ChoiceField(label=_("Called for by"), choices=Trigger.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    resolution = forms.CharField(
        label=_("Mandate that ends (resolution)"), max_length=80, required=False,
        help_text=_("Empty: for a renewal, the last one known."),
    )  # fmt: skip
    vote_on = forms.DateField(
        label=_("Vote on"), widget=DateInput(), required=False,
        help_text=_("Empty: for a renewal it is expected shortly before the mandate ends."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, missions: Sequence[tuple[str, str]], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["mission"].choices = list(missions)  # type: ignore[attr-defined]

    def terms(self) -> ConsultationTerms:
        """Return the cleaned content."""
        return ConsultationTerms(**self.cleaned_data)


class ChangeForm(ReadVersionForm):
    """Title, reason and day of the vote."""

    title = forms.CharField(label=_("Title"), max_length=200)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    vote_on = forms.DateField(
        label=_("Vote on"), widget=DateInput(), required=False,
        help_text=_("Steps and documents that are still ahead move with it."),
    )  # fmt: skip


class ReasonForm(ReadVersionForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(ReadVersionForm):
    """What was decided."""

    resolution = forms.ChoiceField(label=_("Decided mandate"), required=False)
    reason = forms.CharField(
        label=_("In words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where no mandate was decided."),
    )  # fmt: skip

    def __init__(self, data: Any, resolutions: Sequence[str], version: int) -> None:
        super().__init__(data, initial={"version": version})
        choices = [("", _("none")), *((one, one) for one in resolutions)]
        self.fields["resolution"].choices = choices  # type: ignore[attr-defined]


class ConsultedForm(ReadVersionForm):
    """Somebody put on the list by hand."""

    code = forms.ChoiceField(label=_("Party"))
    capacity = forms.ChoiceField(label=_("As"), choices=Capacity.choices)
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, data: Any, parties: Sequence[tuple[str, str]], version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["code"].choices = list(parties)  # type: ignore[attr-defined]


class HoldForm(ReadVersionForm):
    """That a step was held."""

    held_on = forms.DateField(label=_("Held on"), widget=DateInput())
    format = forms.ChoiceField(label=_("Format"), choices=MeetingFormat.choices, required=False)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    summary = forms.CharField(
        label=_("What came of it"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    attended = forms.MultipleChoiceField(
        label=_("Attended"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody ticked: it is not known who came."),
    )  # fmt: skip

    def __init__(self, data: Any, kind: str, participants: Sequence[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if kind == StepKind.FORMAL:
            self.fields["attended"].choices = list(participants)  # type: ignore[attr-defined]
        else:
            del self.fields["attended"]
        if kind not in (StepKind.FORMAL, StepKind.INFORMAL):
            del self.fields["format"]

    def terms(self) -> HoldingTerms:
        """Return the cleaned content."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return HoldingTerms(**{**said, "attended": tuple(said.get("attended", ()))})


class DeliveryForm(ReadVersionForm):
    """That a document was delivered."""

    delivered_on = forms.DateField(label=_("Delivered on"), widget=DateInput())
    where = forms.CharField(label=_("Where it lies"), max_length=300, required=False)


class RowForm(forms.Form):
    """A row of a list: one whose first field is empty, or was emptied, is left out."""

    def full_clean(self) -> None:
        """Hold a row to its fields unless it is left out."""
        first = next(iter(self.fields))
        if self.is_bound and not str(self[first].data or "").strip():
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()


def task_choices() -> list[tuple[str, str]]:
    """Return the controlled list of mandated tasks as a field's choices."""
    return [("", "—"), *((one.code, one.name) for one in mandate_tasks())]


class AgendaRowForm(RowForm):
    """A point of the agenda."""

    title = forms.CharField(label=_("Title"), max_length=200)
    task = forms.ChoiceField(label=_("Mandated task"), choices=task_choices, required=False)
    words = forms.CharField(
        label=_("In words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PackRowForm(RowForm):
    """A document of the pack."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PackKind.choices)
    due_on = forms.DateField(
        label=_("Due on"), widget=DateInput(), required=False, help_text=_("Empty: by the parameter of its kind.")
    )
    where = forms.CharField(label=_("Where it lies"), max_length=300, required=False)


def _rows(form: type[RowForm], data: Any, known: Sequence[dict[str, Any]]) -> Any:
    """Return a formset of rows, those on record first, with some to spare."""
    factory = forms.formset_factory(
        form, extra=SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES, validate_max=True
    )
    kwargs = {"empty_permitted": True, "use_required_attribute": False}
    return factory(data, initial=list(known), prefix="lines", form_kwargs=kwargs)


def agenda_rows(data: Any, points: Sequence[AgendaItem]) -> Any:
    """Return the agenda as rows."""
    return _rows(AgendaRowForm, data, [asdict(AgendaTerms(one.title, one.task, one.words)) for one in points])


def agenda_terms(rows: Any) -> tuple[AgendaTerms, ...]:
    """Return the points of rows that are not empty."""
    return tuple(AgendaTerms(**one.cleaned_data) for one in rows.forms if one.cleaned_data.get("title"))


def pack_rows(data: Any, documents: Sequence[PackDocument]) -> Any:
    """Return the pack as rows."""
    known = [asdict(DocumentTerms(one.kind, one.title, one.due_on, one.where)) for one in documents]
    return _rows(PackRowForm, data, known)


def pack_terms(rows: Any) -> tuple[DocumentTerms, ...]:
    """Return the documents of rows that are not empty."""
    return tuple(DocumentTerms(**one.cleaned_data) for one in rows.forms if one.cleaned_data.get("title"))
