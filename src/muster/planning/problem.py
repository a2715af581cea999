"""The force-generation planning problem: immutable, and complete in itself.

Time is cut into periods `0 .. count-1`; intervals are half open, `start <= t < end`. The file format is that of the
contract in `tests/contracts/planning/README.md`, and the names here are the format's.
"""

import calendar
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal, Self

Unit = Literal["month", "week", "day"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A Statement of Unit Requirement, made of posts.

    `max_states`: the most different States that may stand in it in one period. `lead`: the post that must be covered
    whenever any other post of the requirement is, or None.
    """

    id: str
    mission: str
    max_states: int = 1
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One unit's place in a requirement, wanted in `[start, end)`; `strength` in personnel."""

    id: str
    requirement: str
    unit_type: str
    strength: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pledge:
    """A unit that a State has registered.

    It may first deploy in period `ready_from`; a stay lasts `min_stay .. max_stay` periods; from the end of a stay to
    the start of its next at least `dwell` periods pass. `strength` in personnel.
    """

    id: str
    state: str
    unit_type: str
    strength: int
    ready_from: int
    min_stay: int
    max_stay: int
    dwell: int


@dataclass(frozen=True, slots=True)
class Option:
    """An eligible pair of pledge and post.

    `value` is the worth of one covered period, `start_cost` is paid once a stay, and the stay lies in
    `[earliest, latest)`.
    """

    pledge: str
    post: str
    value: int
    start_cost: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class StateCeiling:
    """The most personnel that the State has deployed in any one period, all missions together."""

    state: str
    personnel: int


@dataclass(frozen=True, slots=True)
class ArrivalLimit:
    """The most personnel whose stays may start in one period in the mission; None is the limit over all missions."""

    mission: str | None
    personnel: int


@dataclass(frozen=True, slots=True)
class CommittedStay:
    """A stay under way or agreed: part of every plan, earning nothing. `start` may be negative, `end` past the end."""

    pledge: str
    post: str
    start: int
    end: int


@dataclass(frozen=True)
class Problem:
    """All that the planner knows. Raises `ProblemRefused` when a reference, a range or a committed stay is wrong.

    `file_sha256` is the digest of the file that it was read from; without a file, `sha256` is that of the canonical
    bytes.
    """

    start: date
    count: int
    requirements: tuple[Requirement, ...] = ()
    posts: tuple[Post, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    options: tuple[Option, ...] = ()
    state_ceilings: tuple[StateCeiling, ...] = ()
    arrivals: tuple[ArrivalLimit, ...] = ()
    incompatible: tuple[tuple[str, str], ...] = ()
    committed: tuple[CommittedStay, ...] = ()
    unit: Unit = "month"
    file_sha256: str | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        from muster.planning.consistency import refuse_unless_consistent

        for name in _LISTS:
            object.__setattr__(self, name, tuple(getattr(self, name)))
        refuse_unless_consistent(self)

    @classmethod
    def from_json_bytes(cls, raw: bytes) -> Self:
        """Read a problem file's bytes; raises `ProblemRefused` with one line for each fault."""
        from muster.planning.reading import read_problem_fields

        return cls(**read_problem_fields(raw), file_sha256=hashlib.sha256(raw).hexdigest())

    def to_json_bytes(self) -> bytes:
        """The problem as a canonical file: the same problem gives the same bytes."""
        content: dict[str, Any] = {
            "version": 1,
            "periods": {"start": self.start.isoformat(), "unit": self.unit, "count": self.count},
        }
        for name in _LISTS:
            rows: Iterable[Any] = getattr(self, name)
            content[name] = [list(row) if isinstance(row, tuple) else _as_object(row) for row in rows]
        return (json.dumps(content, ensure_ascii=True, separators=(",", ":")) + "\n").encode()

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the file's bytes, or of the canonical bytes where there was no file."""
        return self.file_sha256 or hashlib.sha256(self.to_json_bytes()).hexdigest()

    @cached_property
    def requirement_by_id(self) -> dict[str, Requirement]:
        """Requirements by their id."""
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def post_by_id(self) -> dict[str, Post]:
        """Posts by their id."""
        return {post.id: post for post in self.posts}

    @cached_property
    def pledge_by_id(self) -> dict[str, Pledge]:
        """Pledges by their id."""
        return {pledge.id: pledge for pledge in self.pledges}

    @cached_property
    def option_by_pair(self) -> dict[tuple[str, str], Option]:
        """Options by (pledge id, post id)."""
        return {(option.pledge, option.post): option for option in self.options}

    def mission_of_post(self, post_id: str) -> str:
        """The mission of the post's requirement."""
        return self.requirement_by_id[self.post_by_id[post_id].requirement].mission

    def period_start(self, period: int) -> date:
        """The first day of a period; periods below 0 and past the end have one as well."""
        if self.unit == "day":
            return self.start + timedelta(days=period)
        if self.unit == "week":
            return self.start + timedelta(weeks=period)
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + period, 12)
        day = min(self.start.day, calendar.monthrange(year, month + 1)[1])
        return date(year, month + 1, day)


def _as_object(row: Any) -> dict[str, Any]:
    """The fields of a row by name; a stress test asks for the digest of a thousand problems."""
    return {name: getattr(row, name) for name in row.__slots__}


_LISTS = (
    "requirements",
    "posts",
    "pledges",
    "options",
    "state_ceilings",
    "arrivals",
    "incompatible",
    "committed",
)
