"""Kinds of fields that the endpoints of force generation share, and the bodies of steps that need no more."""

from typing import Annotated

from pydantic import Field

from muster.kit.openapi import Body
from muster.kit.openapi.fields import LongLine, Version

SLUG = r"^[-a-zA-Z0-9_]+$"
CaseReference = Annotated[str, Field(pattern=SLUG, min_length=1, max_length=60)]
OfferReference = Annotated[str, Field(pattern=SLUG, min_length=1, max_length=80)]
InstrumentReference = Annotated[str, Field(pattern=SLUG, min_length=1, max_length=80)]
SelectionReference = Annotated[str, Field(pattern=SLUG, min_length=1, max_length=140)]
ShortCode = Annotated[str, Field(pattern=r"^[-a-z0-9]+$", min_length=1, max_length=40)]
"""The code of a phase, a step of a play-book, a consequence or a criterion."""

StateCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", min_length=3, max_length=3)]
NoteVerbale = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=120)]
Reason = Annotated[LongLine, Field(min_length=1)]
ReadVersion = Annotated[Version, Field(description="the version that was read; refused if it has moved on")]


class VersionedStep(Body):
    """A step that needs no words."""

    version: ReadVersion


class ReasonedStep(Body):
    """A step with the reason for it."""

    version: ReadVersion
    reason: Reason
