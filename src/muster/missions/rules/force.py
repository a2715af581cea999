"""A line of the statement of force requirement (3.2 of the dossier): posts of one sector and unit type. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class ForcePost:
    """What a line needs to know of one post. `statement` is a reference or empty; strength in people."""

    reference: str
    requirement: str
    sector: str
    unit_type: str
    strength: int
    needed_from: date
    needed_until: date | None
    priority: int
    authority: str = ""
    statement: str = ""
    illustrative: bool = False

    def is_wanted_on(self, day: date) -> bool:
        """Return whether somebody is wanted in it on `day`."""
        return self.needed_from <= day and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """Return whether nobody is wanted in it any longer."""
        return self.needed_until is not None and self.needed_until <= day


class LineStatus(StrEnum):
    """How a line of the statement of force requirement stands (the four names are those of 3.2 of the dossier)."""

    OPEN = "open"
    FILLED = "filled"
    SURPLUS = "surplus"
    CLOSING = "closing"


@dataclass(frozen=True)
class ForceLine:
    """The posts of one sector and unit type that are wanted or still held, and how many of them are held."""

    sector: str
    unit_type: str
    posts: tuple[ForcePost, ...]
    held: int
    status: LineStatus

    @property
    def units(self) -> int:
        """Return the number of units."""
        return len(self.posts)

    @property
    def strength(self) -> int:
        """Return the people in all."""
        return sum(post.strength for post in self.posts)

    @property
    def strength_least(self) -> int:
        """Return the people of the smallest unit."""
        return min(post.strength for post in self.posts)

    @property
    def strength_most(self) -> int:
        """Return the people of the largest unit."""
        return max(post.strength for post in self.posts)

    @property
    def needed_by(self) -> date:
        """Return the day on which the first of the units is needed."""
        return min(post.needed_from for post in self.posts)

    @property
    def priority(self) -> int:
        """Return the highest priority of the posts' requirements (8 is the highest)."""
        return max(post.priority for post in self.posts)

    @property
    def authorities(self) -> tuple[str, ...]:
        """Return the authorities named, each once."""
        return tuple(sorted({post.authority for post in self.posts if post.authority}))

    @property
    def statements(self) -> tuple[str, ...]:
        """Return the statements of unit requirement that the posts mean, each once."""
        return tuple(sorted({post.statement for post in self.posts if post.statement}))

    @property
    def illustrative(self) -> bool:
        """Return whether any of the posts is made up for demonstration."""
        return any(post.illustrative for post in self.posts)


def line_status(posts: Collection[ForcePost], held: Collection[str], *, day: date, closing_days: int) -> LineStatus:
    """Return how a line stands on `day`. `held` are the references of the posts that somebody holds.

    The dossier (3.2) names the four, and no source defines them; so the tests are a local choice, the first that holds:
    surplus where a post is held in which nobody is wanted any longer; closing where every post ends within
    `closing_days`; filled where every post is held; open otherwise.
    """
    if any(post.has_ended(day) and post.reference in held for post in posts):
        return LineStatus.SURPLUS
    last = day + timedelta(days=closing_days)
    if all(post.needed_until is not None and post.needed_until <= last for post in posts):
        return LineStatus.CLOSING
    if all(post.reference in held for post in posts):
        return LineStatus.FILLED
    return LineStatus.OPEN


def force_lines(
    posts: Iterable[ForcePost], held: Collection[str], *, day: date, closing_days: int
) -> tuple[ForceLine, ...]:
    """Return the lines by sector and unit type. A post that has ended is left out, unless somebody holds it still."""
    by_line: dict[tuple[str, str], list[ForcePost]] = defaultdict(list)
    for post in posts:
        if not post.has_ended(day) or post.reference in held:
            by_line[post.sector, post.unit_type].append(post)
    return tuple(
        ForceLine(
            sector=sector,
            unit_type=unit_type,
            posts=tuple(sorted(own, key=lambda post: (post.needed_from, post.reference))),
            held=sum(post.reference in held for post in own),
            status=line_status(own, held, day=day, closing_days=closing_days),
        )
        for (sector, unit_type), own in sorted(by_line.items())
    )
