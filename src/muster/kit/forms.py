"""How forms are drawn: one column, labels above, help under, errors at the field and listed on top with links.

``{{ form }}`` is enough in a template; ``FORM_RENDERER = "muster.kit.forms.MusterFormRenderer"`` in the settings does
the rest. A unit stands beside its input when the field's widget has the attribute ``data-unit``; ``with_unit`` sets
it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

from muster.kit.pages import Text

FieldT = TypeVar("FieldT", bound=forms.Field)


class MusterFormRenderer(DjangoTemplates):
    """Draws forms and fields from ``templates/kit/forms/``; widgets keep Django's own templates."""

    form_template_name = "kit/forms/form.html"
    field_template_name = "kit/forms/field.html"


class DateInput(forms.DateInput):
    """A date typed or picked; it is sent and shown in ISO form, which is what the browser's picker wants."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


@dataclass(frozen=True)
class Group:
    """Fields of a form that belong together, under a legend. A `folded` one is opened by the reader, or by an error."""

    legend: Text
    fields: tuple[str, ...]
    help: Text = ""
    folded: bool = False


@dataclass(frozen=True)
class BoundGroup:
    """A group with the fields of one form, as the template draws it."""

    group: Group
    fields: Sequence[BoundField]

    @property
    def is_open(self) -> bool:
        """Whether a folded group is to be shown open: something in it is wrong."""
        return any(field.errors for field in self.fields)


class Grouped(forms.BaseForm):
    """A form whose fields stand in groups; what no group names comes first. `groups` is the form's own."""

    groups: ClassVar[tuple[Group, ...]] = ()

    @property
    def bound_groups(self) -> list[BoundGroup]:
        """Return the groups with their fields, in order."""
        return [BoundGroup(group, [self[name] for name in group.fields]) for group in self.groups]

    @property
    def ungrouped(self) -> list[BoundField]:
        """Return the visible fields that are in no group."""
        grouped = {name for group in self.groups for name in group.fields}
        return [field for field in self.visible_fields() if field.name not in grouped]


def with_unit(field: FieldT, unit: Text) -> FieldT:
    """Put a unit beside the input of a field: ``strength = with_unit(forms.IntegerField(), _("people"))``."""
    field.widget.attrs["data-unit"] = unit
    return field
