"""National capacity: people ready in the pool against those needed for the next rotations. Pure.

Formula of section 9.2 of the dossier: ready in the person pool / needed for the next 3 rotations. Each post that the
State holds needs one person a rotation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, count
from muster.yardsticks.measures.window import Window


@dataclass(frozen=True, slots=True)
class PoolFact:
    """Somebody in a State's pool: the stage of each day, and until when a place holds."""

    number: int
    person: int
    state: str
    known_from: date
    stages: Sequence[tuple[date, date, str, date | None]] = ()

    def place(self, day: date) -> str:
        """Return the stage of a day, `lapsed` where the place has run out; empty before the first."""
        held = [one for one in self.stages if one[0] <= day and one[1] <= day]
        if not held:
            return ""
        _from, _known, stage, until = held[-1]
        return "lapsed" if stage == POOLED and until is not None and until <= day else stage


POOLED = "pooled"


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody of the State holds in `[held_from, held_until)`."""

    post: str
    person: int
    state: str
    mission: str
    held_from: date
    held_until: date
    known_from: date
    illustrative: bool = False


def national_capacity(pool: Iterable[PoolFact], posts: Iterable[HeldPost], rotations: int, window: Window) -> Measured:
    """Return who is ready over who is needed. Whoever is in a post is not ready for the next rotation of it."""
    day = window.day
    held = [one for one in window.known(posts) if one.held_from <= day < one.held_until]
    away = {one.person for one in held}
    places = [(one, one.place(day)) for one in window.known(pool)]
    ready = [one for one, place in places if place == POOLED and one.person not in away]
    needed = rotations * len(held)
    label = f"Ready in the pool over needed for {rotations} rotations"
    return Measured(
        (
            Figure(label, Unit.RATIO, len(ready) / needed if needed else None, needed, len(ready)),
            count("Ready in the pool", len(ready)),
            count("Posts held", len(held)),
        ),
        (*(_person(one, place, away) for one, place in places if place), *(_post(one, rotations) for one in held)),
        "Only a State sees its own pool; of yours nobody is in a post on the day.",
    )


def _person(one: PoolFact, place: str, away: set[int]) -> Behind:
    is_ready = place == POOLED and one.person not in away
    return Behind(
        Sort.POOL,
        (str(one.number),),
        f"place {one.number} of the pool",
        Verdict.COUNTS if is_ready else Verdict.ASIDE,
        "in a post" if one.person in away else place,
        state=one.state,
    )


def _post(one: HeldPost, rotations: int) -> Behind:
    return Behind(
        Sort.INDIVIDUAL_POST,
        (one.post,),
        one.post,
        Verdict.FAILS,
        f"needs {rotations} people for {rotations} rotations",
        state=one.state,
        mission=one.mission,
        on=one.held_until,
        number=float(rotations),
        illustrative=one.illustrative,
    )
