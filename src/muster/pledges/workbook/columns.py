"""Columns of the workbook after the fields of the record: the same lengths, bounds and choices hold in both."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from muster.kit.workbooks import BOOLEAN, CHOICE, DATE, INTEGER, TEXT, Cell, Field, Kind, Unfit
from muster.reference.catalogue import table
from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state, state, states

LARGEST: Mapping[type[models.Field[Any, Any]], int] = {
    models.PositiveSmallIntegerField: 32_767,
    models.PositiveIntegerField: 2_147_483_647,
}
"""What every database can hold in a column of the type."""


def _parse_state(cell: Cell, field: Field) -> str:
    """Return the ISO alpha-3 code of the State that the cell names. Raises Unfit with near names."""
    named = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    try:
        return find_state(named).iso3
    except UnknownStateError as error:
        raise Unfit(str(error), "give a State's name or code") from None


def _format_state(value: Any, field: Field) -> Cell:
    """Return the State's name; a code that is no State's as it is, for the parser to refuse."""
    try:
        return state(value).display_name
    except UnknownStateError:
        return str(value)


STATE = Kind("State", "a State, by name in any official language or by code", _parse_state, _format_state, blank="")
"""A State, kept as its ISO alpha-3 code."""


@cache
def state_names() -> tuple[str, ...]:
    """Return the names of all States in their order."""
    return tuple(sorted(one.display_name for one in states()))


def state_column(key: str, heading: str, *, required: bool = False, note: str = "") -> Field:
    """Return a column of States; the names are offered, any spelling and code is read."""
    return Field(key=key, heading=heading, kind=STATE, required=required, suggestions=state_names(), help=note)


def catalogue_column(key: str, heading: str, table_name: str) -> Field:
    """Return a required column of the codes of a reference table, offered with their names."""
    choices = {code: f"{code} · {row['name']}" for code, row in table(table_name).by_key.items()}
    return Field(key=key, heading=heading, kind=CHOICE, required=True, choices=choices)


class Columns:
    """Makes the columns of one list: `model` says what a field can hold, `terms` what a blank cell means."""

    def __init__(self, model: type[models.Model], terms: type[Any]) -> None:
        self._model = model
        self._defaults = {one.name: one.default for one in fields(terms) if one.default is not MISSING}

    def __call__(self, key: str, heading: str, unit: str = "", *, required: bool = False, note: str = "") -> Field:
        """Return the column of a field; `note` is the help that its kind alone does not give."""
        held = self._model._meta.get_field(key)
        assert isinstance(held, models.Field)
        kind, bounds = _kind_of(held)
        return Field(
            key=key,
            heading=heading,
            unit=unit,
            kind=kind,
            required=required,
            help=" ".join(filter(None, (note, self._if_blank(key, kind, held, required)))),
            choices=[(str(code), str(label)) for code, label in held.choices or ()],
            multiline=isinstance(held, models.TextField),
            **bounds,
        )

    def _if_blank(self, key: str, kind: Kind, held: "models.Field[Any, Any]", required: bool) -> str:
        """Return what a blank cell stands for, where that is not simply nothing."""
        default = self._defaults.get(key)
        if required or default in (None, ""):
            return ""
        if kind is BOOLEAN:
            return f"Blank: {'yes' if default else 'no'}."
        return f"Blank: {dict(held.flatchoices).get(default, default)}."


def _kind_of(held: "models.Field[Any, Any]") -> tuple[Kind, dict[str, Any]]:
    """Return the kind of column that holds a field's values, and its bounds."""
    if held.choices:
        return CHOICE, {}
    if isinstance(held, models.BooleanField):
        return BOOLEAN, {}
    if isinstance(held, models.DateField):
        return DATE, {}
    if isinstance(held, models.IntegerField):
        most = [one.limit_value for one in held.validators if isinstance(one, MaxValueValidator)]
        least = [one.limit_value for one in held.validators if isinstance(one, MinValueValidator)]
        return INTEGER, {"minimum": max([0, *least]), "maximum": min([LARGEST[type(held)], *most])}
    return TEXT, {"maximum": held.max_length}
