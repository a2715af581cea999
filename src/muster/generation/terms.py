"""What is said of a case, as plain values: the shape that form, API and other rooms' actions share. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DonePhase:
    """A phase that was done before the case was opened. Days that are not known are None."""

    code: str
    started_on: date | None = None
    done_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class CaseTerms:
    """A case as it is opened. `state` is an ISO alpha-3 code, `post` and `pledge` are references, `register` a code.

    `register` empty: the actor's own organisation. `pledge` empty: the unit is on no register. `strength` None: the
    post's. `wanted_on` None: the post's day, or for a rapid-deployment call the days of parameter rdl_response_days
    from the request. `with_mission_phases`: the case of a mission that begins has the phases 1 to 4 too. `done` are
    phases behind it when it is opened (from a selection: request, offers and selection with their days).
    """

    reference: str
    state: str
    post: str
    requested_on: date
    variant: str = "formed-unit"
    pledge: str = ""
    register: str = ""
    title: str = ""
    strength: int | None = None
    desk_officer: str = ""
    is_drill: bool = False
    wanted_on: date | None = None
    with_mission_phases: bool = False
    done: tuple[DonePhase, ...] = ()
    source: str = ""
    standing: str = "entered"


@dataclass(frozen=True)
class CaseChange:
    """What an open case says of itself from now on. `reason`: why the wanted day or the strength is another one."""

    title: str
    desk_officer: str
    strength: int
    wanted_on: date
    reason: str = ""


@dataclass(frozen=True)
class BlockTerms:
    """What holds phases up in a mission over `[held_from, held_until)`; no end is not yet known."""

    reference: str
    mission: str
    phases: tuple[str, ...]
    held_from: date
    held_until: date | None
    why: str
    source: str = ""
    standing: str = "entered"
