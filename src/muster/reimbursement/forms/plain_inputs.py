"""Inputs of large tables, drawn without a template each: a memorandum has thousands of cells."""

import html
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def _attributes(widget: forms.Widget, name: str, attrs: dict[str, Any] | None) -> SafeString:
    """Return the attributes as markup, all values escaped; Django's own helper took most of the page's time."""
    pairs = {**widget.attrs, **(attrs or {}), "name": name}
    named = "".join(
        f' {key}="{html.escape(str(value))}"' for key, value in pairs.items() if not isinstance(value, bool | None)
    )
    return SafeString(named + "".join(f" {key}" for key, value in pairs.items() if value is True))


class PlainText(forms.TextInput):
    """A line of text, or a number, as text."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the input."""
        shown = self.format_value(value)
        written = html.escape(str(shown or ""))
        return SafeString(f'<input type="text" value="{written}"{_attributes(self, name, attrs)}>')


class PlainCheckbox(forms.CheckboxInput):
    """A box to tick."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the input."""
        ticked = " checked" if self.check_test(value) else ""
        return SafeString(f'<input type="checkbox"{_attributes(self, name, attrs)}{ticked}>')


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
