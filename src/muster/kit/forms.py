"""How forms are drawn: one column, labels above, help under, errors at the field and listed on top with links.

``{{ form }}`` is enough in a template; ``FORM_RENDERER = "muster.kit.forms.MusterFormRenderer"`` in the settings does
the rest. A unit stands beside its input when the field's widget has the attribute ``data-unit``; ``with_unit`` sets
it.
"""

from typing import Any, TypeVar

from django import forms
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


def with_unit(field: FieldT, unit: Text) -> FieldT:
    """Put a unit beside the input of a field: ``strength = with_unit(forms.IntegerField(), _("people"))``."""
    field.widget.attrs["data-unit"] = unit
    return field
