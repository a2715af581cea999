"""Keeps what a record's fields cannot hold out of the database, whichever door it came through."""

from collections.abc import Callable, Collection, Hashable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from muster.kit.errors import Problem, Refused
from muster.kit.references import WORDS_OF_ADDRESSES, reference_problems

REMEDY = "give a value that the field can hold"


def require_clean_fields(record: models.Model, what: str) -> None:
    """Raise Refused, a problem for each field, unless lengths, bounds and choices of `record` are kept.

    Relations are left out: the action has looked them up. SQLite keeps neither lengths nor bounds itself. A reference
    that is a word of the site's addresses is refused: the record could not be looked at.
    """
    own = str(getattr(record, "reference", ""))
    if own in WORDS_OF_ADDRESSES:
        raise Refused(f"{what} cannot be recorded.", reference_problems(own, "reference"))
    relations: Collection[str] = {field.name for field in record._meta.fields if field.is_relation}
    try:
        record.clean_fields(exclude=relations)
    except ValidationError as error:
        problems = [
            Problem(str(record._meta.get_field(name).verbose_name), " ".join(messages), REMEDY)  # type: ignore[union-attr]
            for name, messages in error.message_dict.items()
        ]
        raise Refused(f"{what} cannot be recorded.", problems) from error


class FieldCleaner:
    """Cleans many records as `require_clean_fields` does, but looks at each value of a field once.

    What a field makes of a value depends on the value alone; in an import most values come again and again.
    """

    def __init__(self) -> None:
        self._clean: dict[tuple[models.Field[Any, Any], type[Any], Any], Any] = {}
        self._fields: dict[type[models.Model], list[models.Field[Any, Any]]] = {}

    def require(self, record: models.Model, what: Callable[[], str]) -> None:
        """Raise Refused, a problem for each field, unless lengths, bounds and choices of `record` are kept.

        `what` names the record, and is asked only then.
        """
        try:
            for field in self._fields_of(type(record)):
                raw = getattr(record, field.attname)
                if field.blank and raw in field.empty_values:
                    continue
                if not isinstance(raw, Hashable):  # a JSON value; it is not worth remembering
                    setattr(record, field.attname, field.clean(raw, record))
                    continue
                key = (field, type(raw), raw)
                if key not in self._clean:
                    self._clean[key] = field.clean(raw, record)
                setattr(record, field.attname, self._clean[key])
        except ValidationError:
            require_clean_fields(record, what())
            raise

    def _fields_of(self, model: type[models.Model]) -> list["models.Field[Any, Any]"]:
        if model not in self._fields:
            plain = (field for field in model._meta.concrete_fields if not field.is_relation and not field.primary_key)
            self._fields[model] = [field for field in plain if not field.generated]
        return self._fields[model]
