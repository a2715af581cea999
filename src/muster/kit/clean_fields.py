"""Keeps what a record's fields cannot hold out of the database, whichever door it came through."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models

from muster.kit.errors import Problem, Refused

REMEDY = "give a value that the field can hold"


def require_clean_fields(record: models.Model, what: str) -> None:
    """Raise Refused, a problem for each field, unless lengths, bounds and choices of `record` are kept.

    Relations are left out: the action has looked them up. SQLite keeps neither lengths nor bounds itself.
    """
    relations: Collection[str] = {field.name for field in record._meta.fields if field.is_relation}
    try:
        record.clean_fields(exclude=relations)
    except ValidationError as error:
        problems = [
            Problem(str(record._meta.get_field(name).verbose_name), " ".join(messages), REMEDY)  # type: ignore[union-attr]
            for name, messages in error.message_dict.items()
        ]
        raise Refused(f"{what} cannot be recorded.", problems) from error
