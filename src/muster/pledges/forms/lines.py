"""The forms of a pledge's lists: a row a line, read and written whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.errors import Problem, Refused
from muster.kit.forms import DateInput, Group, Grouped, with_unit
from muster.kit.pages import Text
from muster.pledges.forms.fields import StateField, table_choices
from muster.pledges.models import Contribution, EquipmentLine, PoolLine, SelfSustainmentLine, SubUnit, UnitPost
from muster.pledges.rules.content import MOST_LINES
from muster.pledges.rules.organisation import outline_key
from muster.pledges.terms import LINES

SPARE_ROWS = 5
STATE_HELP = _("Name or code; empty: the pledging State.")


class LineForm(Grouped, forms.ModelForm[Any]):
    """One line of a list. A row left empty is none."""

    def clean(self) -> dict[str, Any]:
        """Leave what concerns several fields or lines to the rules."""
        return self.cleaned_data


class SubUnitForm(LineForm):
    """A branch of the table of organisation."""

    contributor = StateField(label=_("Brought by"), required=False, help_text=STATE_HELP)

    class Meta:
        model = SubUnit
        fields = ("outline", "name", "contributor")
        help_texts = {"outline": _("1, 1.1, 1.2, 2 … 1.2 lies under 1.")}

    @property
    def depth(self) -> int:
        """Return how deep the sub-unit lies: 0 for the first level."""
        return str(self["outline"].value() or "").count(".")


class PostForm(LineForm):
    """Identical people in a sub-unit."""

    groups = (Group(_("Code, weapon, licence, language"), ("specialist_code", "weapon", "driving_licence", "language"),
                    folded=True),)  # fmt: skip

    class Meta:
        model = UnitPost
        fields = tuple(field.name for field in fields(LINES["posts"]))


class EquipmentForm(LineForm):
    """A line of major equipment."""

    category = forms.ChoiceField(label=_("Category"), choices=lambda: table_choices("equipment_categories"))
    contributor = StateField(label=_("Brought by"), required=False, help_text=STATE_HELP)
    groups = (
        Group(
            _("Condition, ownership, arms, fuel, marking"),
            ("built_in", "condition", "ownership", "lease", "armament", "fuel", "painting", "contributor"),
            folded=True,
        ),
        Group(_("Size and weight of one item"), ("length_cm", "width_cm", "height_cm", "weight_kg"), folded=True),
    )

    class Meta:
        model = EquipmentLine
        fields = tuple(field.name for field in fields(LINES["equipment"]))
        labels = {
            "length_cm": _("Length"),
            "width_cm": _("Width"),
            "height_cm": _("Height"),
            "weight_kg": _("Weight"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("length_cm", "width_cm", "height_cm"):
            with_unit(self.fields[name], _("cm"))
        with_unit(self.fields["weight_kg"], _("kg"))


class SelfSustainmentForm(LineForm):
    """A category of self-sustainment."""

    category = forms.ChoiceField(label=_("Category"), choices=lambda: table_choices("self_sustainment_categories"))
    contributor = StateField(label=_("Brought by"), required=False, help_text=STATE_HELP)

    class Meta:
        model = SelfSustainmentLine
        fields = tuple(field.name for field in fields(LINES["self_sustainment"]))
        labels = {"stock_days": _("Stock")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_unit(self.fields["stock_days"], _("days"))


class PoolForm(LineForm):
    """Individuals of one profile."""

    class Meta:
        model = PoolLine
        fields = tuple(field.name for field in fields(LINES["pool"]))


class ContributionForm(LineForm):
    """What one State brings."""

    state = StateField(label=_("State"), help_text=_("Name or code."))

    class Meta:
        model = Contribution
        fields = tuple(field.name for field in fields(LINES["contributions"]) if field.name != "state")
        labels = {"strength": _("Strength")}
        widgets = {"contributes_from": DateInput(), "contributes_until": DateInput()}

    field_order = tuple(field.name for field in fields(LINES["contributions"]))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_unit(self.fields["strength"], _("people"))


@dataclass(frozen=True)
class ListForm:
    """One list: its name in the terms, what one line is called, its row, and the rules' word for a line's place."""

    name: str
    title: Text
    line: Text
    form: type[LineForm]
    place: str
    is_by_outline: bool = False


LISTS: Mapping[str, ListForm] = {
    one.name: one
    for one in (
        ListForm("sub_units", _("Sub-units"), _("Sub-unit"), SubUnitForm, "sub-unit", is_by_outline=True),
        ListForm("posts", _("Posts"), _("Post"), PostForm, "post", is_by_outline=True),
        ListForm("equipment", _("Major equipment"), _("Line"), EquipmentForm, "equipment"),
        ListForm("self_sustainment", _("Self-sustainment"), _("Line"), SelfSustainmentForm, "self-sustainment"),
        ListForm("pool", _("Pool"), _("Line"), PoolForm, "pool"),
        ListForm("contributions", _("Contributions"), _("Contribution"), ContributionForm, "contribution"),
    )
}
"""The lists by their name."""


class BoundList:
    """The rows of one list of a pledge, as sent or as they are on record."""

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
        self._forms: list[LineForm] = []

    def is_valid(self) -> bool:
        """Return whether every row can be read."""
        return bool(self.rows.is_valid())

    def terms(self) -> tuple[Any, ...]:
        """Return the lines of valid rows, without those left empty or marked to go; outlines in reading order."""
        kept = [form for form in self.rows.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if self.kind.is_by_outline:
            kept.sort(key=lambda form: outline_key(form.cleaned_data["outline"]))
        self._forms = kept
        kind = LINES[self.kind.name]
        return tuple(kind(**{field.name: form.cleaned_data[field.name] for field in fields(kind)}) for form in kept)

    def take(self, refusal: Refused) -> list[Problem]:
        """Put each problem that is of one of these lines on its row and field; returns those."""
        taken = []
        for problem in refusal.problems:
            word, _space, number = problem.place.rpartition(" ")
            if word == self.kind.place and number.isdigit() and 0 < int(number) <= len(self._forms):
                form = self._forms[int(number) - 1]
                form.add_error(problem.field or None, f"{problem.message}; {problem.remedy}")
                taken.append(problem)
        return taken
