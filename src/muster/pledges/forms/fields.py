"""Kinds of field that forms of the register share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from muster.reference.catalogue import table
from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state

NO_CHOICE = ("", "—")


class StateField(forms.CharField):
    """A State by name in any language of the tables, or by code; its value is the ISO alpha-3 code."""

    def clean(self, value: Any) -> str:
        """Return the code, empty where nothing was written. Raises ValidationError with near names."""
        text = str(super().clean(value))
        if not text:
            return ""
        try:
            return find_state(text).iso3
        except UnknownStateError as error:
            raise ValidationError(str(error)) from error


def table_choices(name: str) -> list[tuple[str, str]]:
    """Return a reference table as choices: code, and code with name; the first one says nothing."""
    return [NO_CHOICE, *((code, f"{code} · {row['name']}") for code, row in table(name).by_key.items())]
