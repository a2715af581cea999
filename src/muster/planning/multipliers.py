"""The multipliers under which a bound is published: read by name, each fault with its place.

They are integers: prices of posts, options and pledges are multiples of `1 / grid`, those of one person's arrival of
`1 / arrival_grid`. See docs/planner.md for what each of them prices and which signs they may have.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from muster.planning.problem import Problem
from muster.planning.refusal import CertificateRefused, quoted

MOST_FAULTS = 20
LARGEST = 2**53

Row = tuple[int, ...]
Key = Any
"""The name that a row is for: an id, a pair of ids, or None for all missions."""


@dataclass(frozen=True)
class Multipliers:
    """Rows of one integer a period; what has no row is priced at nothing.

    `posts`: by post id, for the only post of a requirement. `options`: by (pledge id, post id), for a post that is one
    of several. `pledges`: by pledge id, for States under a ceiling. `arrivals`: by mission, None for all together.
    """

    grid: int = 1
    arrival_grid: int = 1
    posts: Mapping[str, Row] = field(default_factory=dict)
    options: Mapping[tuple[str, str], Row] = field(default_factory=dict)
    pledges: Mapping[str, Row] = field(default_factory=dict)
    arrivals: Mapping[str | None, Row] = field(default_factory=dict)


def read_multipliers(problem: Problem, content: Mapping[str, Any]) -> Multipliers:
    """The multipliers of the plan file; raises `CertificateRefused` with one line for each fault, at most twenty."""
    reader = _Reader(problem, content)
    multipliers = reader.read()
    if reader.faults:
        raise CertificateRefused(reader.faults[:MOST_FAULTS])
    return multipliers


class _Reader:
    """Reads list after list and notes what is wrong."""

    def __init__(self, problem: Problem, content: Mapping[str, Any]) -> None:
        self.problem = problem
        self.content = content
        self.faults: list[str] = []
        self.posts_of: dict[str, int] = {}
        for post in problem.posts:
            self.posts_of[post.requirement] = self.posts_of.get(post.requirement, 0) + 1
        self.leads = {row.lead for row in problem.requirements}
        self.capped = {row.state for row in problem.state_ceilings}
        self.limited = {row.mission for row in problem.arrivals}

    def read(self) -> Multipliers:
        return Multipliers(
            grid=self._grid("grid"),
            arrival_grid=self._grid("arrival_grid"),
            posts=self._rows("posts", ("post",), self._post_fault),
            options=self._rows("options", ("pledge", "post"), self._option_fault),
            pledges=self._rows("pledges", ("pledge",), self._pledge_fault),
            arrivals=self._rows("arrivals", ("mission",), self._arrival_fault),
        )

    def _fault(self, place: str, says: str) -> None:
        self.faults.append(f"prices.multipliers.{place}: {says}")

    def _grid(self, key: str) -> int:
        value = self.content.get(key)
        if type(value) is int and 1 <= value <= 2**30:
            return value
        self._fault(key, "must be an integer of 1 to 2^30")
        return 1

    def _rows(self, key: str, names: tuple[str, ...], fault_of: Callable[[Key], str | None]) -> dict[Key, Row]:
        """The rows of one list by the names that each carries."""
        listed = self.content.get(key)
        if not isinstance(listed, list):
            self._fault(key, "must be a list")
            return {}
        rows: dict[Key, Row] = {}
        for index, entry in enumerate(listed):
            place = f"{key}[{index}]"
            if not isinstance(entry, dict) or not all(isinstance(entry.get(n), str | None) for n in names):
                self._fault(place, f"must be an object with {' and '.join(names)} and a row")
                continue
            name: Key = entry.get(names[0]) if len(names) == 1 else tuple(entry.get(n) for n in names)
            fault = "is there twice" if name in rows else fault_of(name)
            if fault is not None:
                self._fault(place, fault)
                continue
            row_faults = list(self._row_faults(entry.get("row"), key == "options" and name[1] in self.leads))
            for fault in row_faults:
                self._fault(f"{place}.row", fault)
            rows[name] = () if row_faults else tuple(entry["row"])
        return rows

    def _row_faults(self, row: Any, any_sign: bool) -> Iterator[str]:
        """A row has one integer a period, and only that of a lead may be below 0."""
        if not isinstance(row, list) or len(row) != self.problem.count:
            yield f"must be a list of {self.problem.count} integers, one a period"
            return
        for period, value in enumerate(row):
            if type(value) is not int or abs(value) > LARGEST:
                yield f"period {period}: must be an integer within 53 bits"
                return
            if value < 0 and not any_sign:
                yield f"period {period}: is {value}, only the price of a lead may be below 0"
                return

    def _post_fault(self, name: str) -> str | None:
        post = self.problem.post_by_id.get(name)
        if post is None:
            return f"there is no post {quoted(name)}"
        if self.posts_of[post.requirement] > 1:
            return f"post {quoted(name)} is one of several in its requirement, whose prices go by option"
        return None

    def _option_fault(self, name: tuple[str, str]) -> str | None:
        if name not in self.problem.option_by_pair:
            return f"pledge {quoted(name[0])} has no option on post {quoted(name[1])}"
        if self.posts_of[self.problem.post_by_id[name[1]].requirement] == 1:
            return f"post {quoted(name[1])} is the only one of its requirement, whose prices go by post"
        return None

    def _pledge_fault(self, name: str) -> str | None:
        pledge = self.problem.pledge_by_id.get(name)
        if pledge is None:
            return f"there is no pledge {quoted(name)}"
        if pledge.state not in self.capped:
            return f"State {quoted(pledge.state)} has no ceiling"
        return None

    def _arrival_fault(self, name: str | None) -> str | None:
        return None if name in self.limited else f"there is no limit on arrivals in {quoted(name or 'all missions')}"
