"""The forms of evaluations and of performance improvement plans."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.inspections.evaluation_terms import (
    MOST_LINES,
    EvaluationContent,
    EvaluationTerms,
    MeasureTerms,
    PlanTerms,
    StandardTerms,
)
from muster.inspections.stages import ActingSide, EvaluationKind, EvaluationStage, ImprovementStage, Rating
from muster.kit.forms import DateInput
from muster.kit.named import choices
from muster.kit.pages import Text
from muster.reference.evaluations import evaluation_areas

SPARE_LINES = 3
MORE_LINES = 10
TEXT = forms.Textarea(attrs={"rows": 5})


class EvaluationForm(forms.Form):
    """A new evaluation of a unit."""

    reference = forms.SlugField(label=_("Reference"), max_length=80, help_text=_("For example KAZ-UNIFIL-COY-EV-1."))
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(EvaluationKind))
    covers_from = forms.DateField(label=_("Covers from"), widget=DateInput())
    covers_until = forms.DateField(label=_("Covers until (excluded)"), widget=DateInput())
    evaluator = forms.CharField(
        label=_("Evaluated by (office)"), max_length=120, help_text=_("An office, not a person's name.")
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self, unit: str) -> EvaluationTerms:
        """Return the cleaned content as terms."""
        return EvaluationTerms(unit=unit, **self.cleaned_data)


class WholeForm(forms.Form):
    """What an evaluation says of the unit as a whole."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    rating = forms.ChoiceField(
        label=_("Overall"),
        choices=[("", "—"), *choices(Rating)],
        required=False,
        help_text=_("Your own rating of the whole; nothing is reckoned from the lines."),
    )
    summary = forms.CharField(label=_("Summary"), max_length=4000, required=False, widget=TEXT)


class StandardForm(forms.Form):
    """One line: how the unit does at a task by a standard."""

    task = forms.CharField(label=_("Task"), max_length=200, required=False)
    area = forms.ChoiceField(label=_("Area"))
    standard = forms.CharField(label=_("Standard"), max_length=300, required=False)
    indicator = forms.CharField(label=_("Indicator"), max_length=300, required=False)
    rating = forms.ChoiceField(label=_("Rating"), choices=[("", "—"), *choices(Rating)], required=False)
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(one.code, one.name) for one in evaluation_areas()]  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """A row whose area alone was touched is still an empty one."""
        return bool(set(self.changed_data) - {"area"})

    def clean(self) -> dict[str, Any]:
        """A row that says anything names its task; to take it away, everything in it is emptied."""
        said: dict[str, Any] = super().clean() or {}
        rest = any(said.get(name) for name in ("standard", "indicator", "rating", "remark"))
        if rest and not said.get("task", "").strip():
            self.add_error("task", _("Name the task, or empty the row."))
        return said


class MeasureForm(forms.Form):
    """One measure: who does what by when."""

    words = forms.CharField(label=_("Measure"), max_length=500, required=False)
    side = forms.ChoiceField(label=_("To act"), choices=choices(ActingSide))
    due_on = forms.DateField(label=_("Due on"), widget=DateInput(), required=False)
    indicator = forms.CharField(label=_("Indicator"), max_length=300, required=False)

    def has_changed(self) -> bool:
        """A row whose side alone was touched is still an empty one."""
        return bool(set(self.changed_data) - {"side"})

    def clean(self) -> dict[str, Any]:
        """A measure has its words and its day; an emptied row goes."""
        said: dict[str, Any] = super().clean() or {}
        words = said.get("words", "").strip()
        if words and "due_on" not in self.errors and said.get("due_on") is None:
            self.add_error("due_on", _("Give the day by which it is done."))
        if not words and (said.get("due_on") or said.get("indicator")):
            self.add_error("words", _("Say what is done, or empty the row."))
        return said


@dataclass(frozen=True)
class LineKind:
    """What a list of rows is called, and one of its rows."""

    title: Text
    line: Text


class Lines:
    """A list of rows as the page of lines draws it, those on record first."""

    form: type[forms.Form]
    kind: LineKind
    first: str

    def __init__(self, data: Any, known: Sequence[dict[str, Any]], *, more: bool = False) -> None:
        factory: Any = forms.formset_factory(
            self.form, extra=MORE_LINES if more else SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES,
            validate_max=True,
        )  # fmt: skip
        self.rows = factory(data, initial=list(known), prefix="lines")

    def said(self) -> list[dict[str, Any]]:
        """Return the content of valid rows, those left empty or emptied out."""
        return [
            one.cleaned_data for one in self.rows.forms if one.cleaned_data and one.cleaned_data[self.first].strip()
        ]


class StandardLines(Lines):
    """The standards of an evaluation."""

    form = StandardForm
    kind = LineKind(_("Standards"), _("Standard"))
    first = "task"

    def content(self, whole: dict[str, Any]) -> EvaluationContent:
        """Return the content of the evaluation with that of the whole."""
        return EvaluationContent(
            rating=whole["rating"],
            summary=whole["summary"],
            standards=tuple(StandardTerms(**one) for one in self.said()),
        )


class MeasureLines(Lines):
    """The measures of a plan."""

    form = MeasureForm
    kind = LineKind(_("Measures"), _("Measure"))
    first = "words"

    def terms(self) -> tuple[MeasureTerms, ...]:
        """Return the measures."""
        return tuple(MeasureTerms(**one) for one in self.said())


def known_standards(evaluation: Any) -> list[dict[str, Any]]:
    """Return the standards on record as the rows begin with them."""
    names = list(asdict(StandardTerms("", "")))
    return [{name: getattr(one, name) for name in names} for one in evaluation.lines]


def known_measures(plan: Any) -> list[dict[str, Any]]:
    """Return the measures on record as the rows begin with them."""
    names = ("words", "side", "due_on", "indicator")
    return [{name: getattr(one, name) for name in names} for one in plan.measures.all()]


WORDS_OF: dict[str, tuple[Any, int]] = {
    EvaluationStage.COMMENTED: (_("Comment"), 8000),
    EvaluationStage.FINAL: (_("Answer to the comment"), 4000),
    ImprovementStage.MET: (_("What was reached"), 500),
    ImprovementStage.NOT_MET: (_("What was reached"), 500),
}
"""What the words of a step are called, and how long they may be; a reason elsewhere."""


class StepForm(forms.Form):
    """A step on a day, with only what goes with it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    day = forms.DateField(label=_("On"), widget=DateInput())

    def __init__(self, data: Any, following: str, *, version: int, day: date, has_words: bool, has_due: bool) -> None:
        super().__init__(data, initial={"version": version, "day": day})
        if has_words:
            label, most = WORDS_OF.get(following, (_("Reason"), 300))
            widget = forms.Textarea(attrs={"rows": 5})
            self.fields["words"] = forms.CharField(label=label, max_length=most, widget=widget)
        if has_due:
            self.fields["comment_due_on"] = forms.DateField(
                label=_("Comment due on"),
                widget=DateInput(),
                required=False,
                help_text=_("Empty: the least time that the contributor is given."),
            )


class PlanForm(forms.Form):
    """A new performance improvement plan of a unit."""

    reference = forms.SlugField(label=_("Reference"), max_length=80, help_text=_("For example KAZ-UNIFIL-COY-PIP-1."))
    aim = forms.CharField(label=_("Aim"), max_length=500, help_text=_("What the unit is to reach."))
    due_on = forms.DateField(label=_("To be reached by"), widget=DateInput())
    evaluation = forms.CharField(label=_("Because of the evaluation"), max_length=80, required=False)
    inspection = forms.CharField(label=_("Because of the inspection"), max_length=80, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self, unit: str) -> PlanTerms:
        """Return the cleaned content as terms."""
        return PlanTerms(unit=unit, **self.cleaned_data)


class PlanWholeForm(forms.Form):
    """The aim and the day of a draft plan."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    aim = forms.CharField(label=_("Aim"), max_length=500)
    due_on = forms.DateField(label=_("To be reached by"), widget=DateInput())


class MoveForm(forms.Form):
    """Another day for a plan that is agreed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    due_on = forms.DateField(label=_("To be reached by"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300)


class DoneForm(forms.Form):
    """When a measure was done, and what shows it."""

    done_on = forms.DateField(label=_("Done on"), widget=DateInput())
    shown_by = forms.CharField(label=_("Shown by"), max_length=300, help_text=_("What shows that it is done."))
