"""Inputs of large tables, drawn without a template each: a memorandum has thousands of cells."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def _attributes(widget: forms.Widget, name: str, attrs: dict[str, Any] | None) -> str:
    return flatatt({**widget.attrs, **(attrs or {}), "name": name})


class PlainText(forms.TextInput):
    """A line of text, or a number, as text."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the input."""
        shown = self.format_value(value)
        return format_html('<input type="text" value="{}"{}>', shown or "", _attributes(self, name, attrs))


class PlainCheckbox(forms.CheckboxInput):
    """A box to tick."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the input."""
        ticked = " checked" if self.check_test(value) else ""
        return format_html('<input type="checkbox"{}{}>', _attributes(self, name, attrs), ticked)


class PlainSelect(forms.Select):
    """One of a few choices without groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the input."""
        chosen = {str(one) for one in self.format_value(value)}
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, " selected" if str(code) in chosen else "", label) for code, label in self.choices),
        )
        return format_html("<select{}>{}</select>", _attributes(self, name, attrs), options)
