"""What is entered of a person, as plain values: what forms, the API and actions hand to one another."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PersonTerms:
    """A person's data. Empty texts are not known or not asked for; without `keep_until` the default retention holds."""

    purpose: str
    family_name: str
    given_names: str = ""
    rank: str = ""
    sex: str = ""
    post: str = ""
    email: str = ""
    telephone: str = ""
    keep_until: date | None = None
