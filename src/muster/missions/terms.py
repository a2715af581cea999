"""What a requirement says, as plain values: the shape that form, workbook and API share."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PostTerms:
    """One unit's place in a requirement, wanted in `[needed_from, needed_until)`.

    `statement` is the reference of the statement of unit requirement that it means, empty for none.
    """

    reference: str
    unit_type: str
    strength: int
    needed_from: date
    needed_until: date | None = None
    is_lead: bool = False
    location: str = ""
    tasks: str = ""
    languages: str = ""
    sector: str = ""
    statement: str = ""


@dataclass(frozen=True)
class RequirementTerms:
    """A statement of unit requirement with its posts. `mission` is an acronym, `unit_type` a code of the catalogue.

    `source` and `standing` None: as they are on record, and "entered" for a new requirement.
    """

    reference: str
    mission: str
    title: str
    posts: tuple[PostTerms, ...]
    maximum_states: int = 1
    priority: int = 2
    authority: str = ""
    source: str | None = None
    standing: str | None = None
