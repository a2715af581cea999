"""What may happen to a plan: a scenario is an immutable list of changes to a problem, with a name and a seed.

`muster.planning.stress.applying.apply` makes a problem of a problem and a scenario.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar, Self

from muster.planning.plan import Stay
from muster.planning.problem import Problem
from muster.planning.refusal import quoted


class ScenarioRefused(ValueError):  # noqa: N818 - named after what happened
    """A change names what the problem does not have, or a range is wrong; one line that says which."""


@dataclass(frozen=True, slots=True)
class PledgeWithdrawn:
    """The pledge is gone: its options and its committed stays go with it."""

    kind: ClassVar[str] = "pledge-withdrawn"
    pledge: str


@dataclass(frozen=True, slots=True)
class StateWithdrawn:
    """All pledges of the State are gone."""

    kind: ClassVar[str] = "state-withdrawn"
    state: str


@dataclass(frozen=True, slots=True)
class PledgeDelayed:
    """The pledge is ready so many periods later than it said; its committed stays are as they were."""

    kind: ClassVar[str] = "pledge-delayed"
    pledge: str
    periods: int


@dataclass(frozen=True, slots=True)
class MissionClosed:
    """From a period on nothing is wanted in the mission, and whoever stands there leaves."""

    kind: ClassVar[str] = "mission-closed"
    mission: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Surge:
    """So many more posts from a period on, each like one that is there, a requirement of its own.

    `mission`, `unit_type`: where the pattern is taken from (None: anywhere, any).
    """

    kind: ClassVar[str] = "surge"
    mission: str | None
    unit_type: str | None
    posts: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class RotationsBlocked:
    """A host lets nobody in or out of the mission in periods `[start, end)`: no stay starts or ends there.

    It comes unexpected: what the plan does in the mission before the block (`standing`, see `block_of_rotations`)
    happens, whoever is there when it begins stays until its end, and the next arrive after it.
    """

    kind: ClassVar[str] = "rotations-blocked"
    mission: str
    start: int
    end: int
    standing: tuple[Stay, ...] = ()


Change = PledgeWithdrawn | StateWithdrawn | PledgeDelayed | MissionClosed | Surge | RotationsBlocked
KINDS: dict[str, type[Change]] = {
    one.kind: one for one in (PledgeWithdrawn, StateWithdrawn, PledgeDelayed, MissionClosed, Surge, RotationsBlocked)
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes that happen together. `seed` is that of the search that solves the problem changed by them."""

    id: str
    changes: tuple[Change, ...] = ()
    seed: int = 0

    def to_json(self) -> dict[str, Any]:
        """The scenario as JSON content."""
        return {"id": self.id, "seed": self.seed, "changes": [change_to_json(change) for change in self.changes]}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """A scenario from JSON content; raises `ScenarioRefused` when it is not of the form that `to_json` gives."""
        try:
            changes = tuple(change_from_json(row) for row in content["changes"])
            return cls(str(content["id"]), changes, int(content["seed"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ScenarioRefused(f"scenario: is not of the form that Muster writes ({error})") from None


def change_to_json(change: Change) -> dict[str, Any]:
    """One change as JSON content."""
    return {"kind": change.kind, **asdict(change)}


def change_from_json(row: Mapping[str, Any]) -> Change:
    """One change from JSON content; raises `ScenarioRefused`."""
    kind = KINDS.get(str(row.get("kind")))
    if kind is None:
        raise ScenarioRefused(f"change: kind must be one of {', '.join(KINDS)}, not {quoted(str(row.get('kind')))}")
    given = {field.name: row[field.name] for field in fields(kind) if field.name in row}
    if "standing" in given:
        given["standing"] = tuple(Stay(**stay) for stay in given["standing"])
    try:
        return kind(**given)
    except TypeError:
        needed = ", ".join(field.name for field in fields(kind))
        raise ScenarioRefused(f"change: {kind.kind} needs {needed}") from None


def block_of_rotations(problem: Problem, stays: Iterable[Stay], mission: str, start: int, end: int) -> RotationsBlocked:
    """The block of a mission's rotations as it hits a plan: what its stays do there before the block happens."""
    standing = tuple(stay for stay in stays if stay.start < start and problem.mission_of_post(stay.post) == mission)
    return RotationsBlocked(mission, start, end, standing)


def hitting(problem: Problem, scenario: Scenario, stays: Sequence[Stay]) -> Scenario:
    """The scenario as it hits the plan of these stays: its blocks catch who stands there then."""
    changes = tuple(
        block_of_rotations(problem, stays, change.mission, change.start, change.end)
        if isinstance(change, RotationsBlocked)
        else change
        for change in scenario.changes
    )
    return replace(scenario, changes=changes)


def refuse_unless_of(problem: Problem, scenario: Scenario) -> None:
    """Raise `ScenarioRefused` in one line when a change names what the problem does not have."""
    missions = {requirement.mission for requirement in problem.requirements}
    states = {pledge.state for pledge in problem.pledges}
    unit_types = {post.unit_type for post in problem.posts}
    for change in scenario.changes:
        match change:
            case PledgeWithdrawn(pledge) | PledgeDelayed(pledge):
                _refuse_unknown("pledge", pledge, problem.pledge_by_id)
            case StateWithdrawn(state):
                _refuse_unknown("State", state, states)
            case MissionClosed(mission) | RotationsBlocked(mission):
                _refuse_unknown("mission", mission, missions)
            case Surge(mission, unit_type):
                _refuse_unknown("mission", mission, {*missions, None})
                _refuse_unknown("unit type", unit_type, {*unit_types, None})
        _refuse_ranges(change)


def _refuse_unknown(what: str, name: str | None, known: Iterable[str | None]) -> None:
    if name not in known:
        raise ScenarioRefused(f"the problem has no {what} {quoted(str(name))}")


def _refuse_ranges(change: Change) -> None:
    numbers = {field.name: getattr(change, field.name) for field in fields(change) if field.type is int}
    least = {"posts": 1, "periods": 1}
    for name, value in numbers.items():
        if type(value) is not int or value < least.get(name, 0):
            raise ScenarioRefused(
                f"{change.kind}: {name} must be an integer of at least {least.get(name, 0)} ({value})"
            )
    if isinstance(change, RotationsBlocked) and change.start >= change.end:
        raise ScenarioRefused(f"{change.kind}: start must be below end ({change.start} >= {change.end})")
