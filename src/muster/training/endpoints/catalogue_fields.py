"""Fields that bodies of the API of the catalogue share: references, codes, minutes, seats, marks."""

from typing import Annotated

from pydantic import Field

from muster.kit.openapi.fields import WHOLE

CourseReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=60)]
SessionReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
StandardCode = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=20)]
Short = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=12)]
LanguageCode = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=8)]
Minutes = Annotated[int, Field(ge=1, le=100_000), WHOLE]
Months = Annotated[int, Field(ge=1, le=600), WHOLE]
Seats = Annotated[int, Field(ge=1, le=10_000), WHOLE]
Mark = Annotated[int, Field(ge=1, le=5), WHOLE]
Percent = Annotated[int, Field(ge=0, le=100), WHOLE]
Words = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=1000)]
