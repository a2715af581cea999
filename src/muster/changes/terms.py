"""What is said of a change and of the records that it reaches."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ChangeTerms:
    """A change as it is told: kind (a ChangeKind), codes of mission and State, the fact, what it was and is in words.

    `state_id` is the key of the State whose law or act changed, None for facts of missions. `status` is the code of the
    standing that the fact has now, where it has one: whether anything rests on it follows from that.
    """

    kind: str
    subject: str
    before: str
    after: str
    true_from: date
    mission: str = ""
    state_id: int | None = None
    source: str = ""
    standing: str = ""
    status: str = ""


@dataclass(frozen=True)
class ReachTerms:
    """A record that rests on a changed fact, and why; `page` is the name of its address, `reference` its argument."""

    kind: str
    page: str
    reference: str
    title: str
    why: str
    owner_id: int
    addressee_id: int | None = None
