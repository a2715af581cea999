"""Kinds of fields in API schemas: everything bounded, nothing converted from another type on the quiet."""

import re
from datetime import date
from typing import Annotated, Any

from ninja.files import UploadedFile
from pydantic import BeforeValidator, Field, WithJsonSchema

DAY_PATTERN = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
WITHOUT_NUL = r"^[^\x00]*$"
LARGEST_ID = 2**63 - 1
MOST_PEOPLE = 100_000


def _iso_day(value: Any) -> Any:
    """Let only a date or an ISO date from 1900 to 2199 through; pydantic would also take numbers and times."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(DAY_PATTERN, value)):
        return value
    raise ValueError("give a date as YYYY-MM-DD, from 1900 to 2199")


def _whole(value: Any) -> Any:
    """Let only a number through that JSON calls an integer (5 and 5.0); pydantic would also take true and "5"."""
    if isinstance(value, bool | str):
        raise ValueError("give a whole number")
    return value


Day = Annotated[
    date, BeforeValidator(_iso_day), Field(json_schema_extra={"pattern": DAY_PATTERN}, examples=["2018-10-01"])
]
Reference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=60)]
Code = Annotated[str, Field(pattern=r"^[^\x00/]+$", min_length=1, max_length=40)]
Word = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=80)]
Line = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=160)]
Title = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=200)]
LongLine = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=300)]
Prose = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=4000)]
RecordId = Annotated[int, Field(ge=1, le=LARGEST_ID)]
WHOLE = BeforeValidator(_whole)
Version = Annotated[int, Field(ge=1, le=2**31 - 1), WHOLE]
People = Annotated[int, Field(ge=0, le=MOST_PEOPLE), WHOLE]
Strength = Annotated[int, Field(ge=1, le=MOST_PEOPLE), WHOLE]
HalfSteps = Annotated[float, Field(ge=0, le=99_999, multiple_of=0.5, strict=True)]
"""A number in steps of a half, as of language tests and years."""
Truth = Annotated[bool, Field(strict=True)]
SentFile = Annotated[UploadedFile, WithJsonSchema({"type": "string", "format": "binary", "minLength": 1})]
"""A file sent in a form; one without content is not sent at all by some programs, so the document asks for some."""
