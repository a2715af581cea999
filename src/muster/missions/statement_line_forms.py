"""The forms of a statement's lists: a row a line, read and written whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.errors import Problem, Refused
from muster.kit.forms import Grouped, with_unit
from muster.kit.pages import Text
from muster.missions.models import (
    AcceptedSubstitute,
    RequiredCapability,
    RequiredEquipment,
    RequiredPost,
    RequiredSelfSustainment,
    RequiredTask,
)
from muster.missions.rules.statements import MOST_LINES, PLACES
from muster.missions.statement_terms import LISTS, StatementTerms
from muster.reference.catalogue import table

SPARE_ROWS = 5


def _names(name: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(LISTS[name]))


def _category_choices(table_name: str) -> list[tuple[str, str]]:
    rows = table(table_name).by_key.items()
    return [("", "—"), *((code, f"{code} · {row['name']}") for code, row in rows)]


class LineForm(Grouped, forms.ModelForm[Any]):
    """One line of a list. A row left empty is none."""

    def clean(self) -> dict[str, Any]:
        """Leave what concerns several fields or lines to the rules."""
        return self.cleaned_data


class TaskForm(LineForm):
    """A task of the unit."""

    class Meta:
        model = RequiredTask
        fields = _names("tasks")


class CapabilityForm(LineForm):
    """A capability statement."""

    class Meta:
        model = RequiredCapability
        fields = _names("capabilities")


class PostForm(LineForm):
    """People of one speciality."""

    class Meta:
        model = RequiredPost
        fields = _names("posts")


class EquipmentForm(LineForm):
    """A line of major equipment."""

    category = forms.ChoiceField(label=_("Category"), choices=lambda: _category_choices("equipment_categories"))

    class Meta:
        model = RequiredEquipment
        fields = _names("equipment")


class SubstituteForm(LineForm):
    """What is accepted for a line of equipment."""

    line = forms.IntegerField(label=_("For line of equipment"), min_value=1)

    class Meta:
        model = AcceptedSubstitute
        fields = tuple(name for name in _names("substitutes") if name != "line")

    field_order = _names("substitutes")


class SelfSustainmentForm(LineForm):
    """A category of self-sustainment."""

    category = forms.ChoiceField(label=_("Category"), choices=lambda: _category_choices("self_sustainment_categories"))

    class Meta:
        model = RequiredSelfSustainment
        fields = _names("self_sustainment")
        labels = {"stock_days": _("Stock at arrival")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_unit(self.fields["stock_days"], _("days"))


@dataclass(frozen=True)
class ListForm:
    """One list: its name in the terms, its title, what one line is called, its row, and what the page is for."""

    name: str
    title: Text
    line: Text
    form: type[LineForm]
    lead: Text


LIST_FORMS: Mapping[str, ListForm] = {
    one.name: one
    for one in (
        ListForm("tasks", _("Tasks"), _("Task"), TaskForm,
                 _("What the unit does, in the words that caveats exclude: patrol, escort, night-movement.")),
        ListForm("capabilities", _("Capability statements"), _("Capability"), CapabilityForm,
                 _("What the unit must be able to do, in measurable words.")),
        ListForm("posts", _("Posts"), _("Post"), PostForm,
                 _("Posts that the unit must fill: so many people of one speciality.")),
        ListForm("equipment", _("Major equipment"), _("Line"), EquipmentForm,
                 _("What the unit must bring. Accepted substitutes of a line that goes go with it.")),
        ListForm("substitutes", _("Accepted substitutes"), _("Substitute"), SubstituteForm,
                 _("What is accepted instead of a line of equipment, by its number, and what it costs more.")),
        ListForm("self_sustainment", _("Self-sustainment"), _("Line"), SelfSustainmentForm,
                 _("For each category who provides it, and the days of stock at arrival.")),
    )
}  # fmt: skip
"""The lists by their name."""


class BoundList:
    """The rows of one list of a statement, as sent or as they are on record."""

    def __init__(self, kind: ListForm, data: Any, lines: Sequence[Any]) -> None:
        most = MOST_LINES[kind.name]
        factory: Any = forms.formset_factory(
            kind.form,
            extra=SPARE_ROWS if len(lines) < most else 0,
            can_delete=True,
            can_delete_extra=False,
            max_num=most,
            absolute_max=most,
            validate_max=True,
        )
        self.kind = kind
        self.rows = factory(data, initial=[vars(line) for line in lines], prefix=kind.name)

    def is_valid(self) -> bool:
        """Return whether every row can be read."""
        return bool(self.rows.is_valid())

    @property
    def _kept(self) -> list[LineForm]:
        """Return the rows that stay, without those left empty or marked to go."""
        return [form for form in self.rows.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]

    def put_into(self, terms: StatementTerms) -> dict[str, Any]:
        """Return the lists that the rows change: this one, and the substitutes of lines of equipment that moved."""
        shape = LISTS[self.kind.name]
        lines = tuple(
            shape(**{name: form.cleaned_data[name] for name in _names(self.kind.name)}) for form in self._kept
        )
        said: dict[str, Any] = {self.kind.name: lines}
        if self.kind.name == "equipment":
            at = {self.rows.forms.index(form) + 1: number for number, form in enumerate(self._kept, 1)}
            said["substitutes"] = tuple(
                type(one)(**{**vars(one), "line": at[one.line]}) for one in terms.substitutes if one.line in at
            )
        if self.kind.name == "substitutes":
            said["substitutes"] = tuple(sorted(lines, key=lambda line: line.line))
        return said

    def take(self, refusal: Refused) -> list[Problem]:
        """Put each problem that is of one of these lines on its row and field; returns those."""
        kept = self._kept
        if self.kind.name == "substitutes":
            kept.sort(key=lambda form: form.cleaned_data["line"])
        taken = []
        for problem in refusal.problems:
            word, _space, number = problem.place.rpartition(" ")
            if word == PLACES[self.kind.name] and number.isdigit() and 0 < int(number) <= len(kept):
                kept[int(number) - 1].add_error(problem.field or None, f"{problem.message}; {problem.remedy}")
                taken.append(problem)
        return taken
