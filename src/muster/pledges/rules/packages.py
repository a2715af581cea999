"""A force package matched against the pool: which pledge takes which place, what is missing, what is nearest. Pure.

Source: model the Vanguard Brigade as slots (unit type and number) matched to pledges, with coverage in per cent (2.6 of
the dossier). What excludes a pledge from a place is said by `objections`, each with its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muster.pledges.levels import Level, rung

PERCENT = 100


@dataclass(frozen=True)
class Slot:
    """`units` places of one kind: strength of each in people, notice in days (None: any)."""

    number: int
    unit_type: str
    units: int
    strength: int
    minimum_level: str
    notice_days: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Offer:
    """A pledge of the pool as of the day. `trouble`: what in words takes it out of the pool altogether.

    `unit` is the code of the national unit, empty where none is named; `units` how many identical units are offered
    (one, where the unit is named). `confidence`: how far the register relies on it, 0 to 100.
    """

    reference: str
    state: str
    unit_type: str
    strength: int
    level: str
    notice_days: int
    unit: str = ""
    units: int = 1
    confidence: int = 0
    trouble: tuple[str, ...] = ()
    illustrative: bool = False


@dataclass(frozen=True)
class Place:
    """One place of a slot, and the pledge that takes it (None: nobody)."""

    slot: Slot
    number: int
    offer: Offer | None


@dataclass(frozen=True)
class Nearest:
    """The pledge that comes nearest to an empty place, and in words everything that speaks against it."""

    offer: Offer
    objections: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """Empty places of a slot, in words, and who comes nearest."""

    slot: Slot
    places: int
    words: str
    nearest: Nearest | None


@dataclass(frozen=True)
class Coverage:
    """A package against the pool. People count up to the strength of the place that they take."""

    places: tuple[Place, ...]
    missing: tuple[Missing, ...]

    @property
    def filled(self) -> int:
        """Return how many places are taken."""
        return sum(1 for place in self.places if place.offer)

    @property
    def slot_share(self) -> float:
        """Return the share of places taken, 0 to 1."""
        return self.filled / len(self.places) if self.places else 0.0

    @property
    def people_wanted(self) -> int:
        """Return the people of all places."""
        return sum(place.slot.strength for place in self.places)

    @property
    def people_covered(self) -> int:
        """Return the people of the pledges that take places, at most those wanted in each."""
        return sum(min(place.slot.strength, place.offer.strength) for place in self.places if place.offer)

    @property
    def people_share(self) -> float:
        """Return the share of people covered, 0 to 1."""
        return self.people_covered / self.people_wanted if self.people_wanted else 0.0


def objections(slot: Slot, offer: Offer, minimum_percent: int) -> tuple[str, ...]:
    """Return in words everything that keeps a pledge of the slot's unit type from a place; none: it fits.

    Level and notice are the slot's own. Strength as for a post: parameter strength_fit_minimum_percent. A package is
    kept ready for any mission, so that a hard caveat that binds excludes (local choice; its State may lift it), as do
    lapse, call and deployment (2.7: a pledge whose unit deploys leaves the pool).
    """
    found = list(offer.trouble)
    if rung(offer.level) < rung(slot.minimum_level):
        found.append(f"{Level(offer.level).label}: it must rise to {Level(slot.minimum_level).label}")
    if slot.notice_days is not None and offer.notice_days > slot.notice_days:
        found.append(f"notice of {offer.notice_days} days: it must come down to {slot.notice_days}")
    if offer.strength * PERCENT < slot.strength * minimum_percent:
        found.append(f"{offer.strength} people for {slot.strength} wanted: less than {minimum_percent} %")
    return tuple(found)


def _preference(offer: Offer) -> tuple[int, int, int, str]:
    """Return the key that sorts the preferred first: higher level, shorter notice, more confidence, reference."""
    return (-rung(offer.level), offer.notice_days, -offer.confidence, offer.reference)


def cover(slots: Sequence[Slot], offers: Iterable[Offer], minimum_percent: int) -> Coverage:
    """Match the pool to the places: as many as can be filled at all, with the most preferred units that allow it.

    Units are taken in the order of preference; each is kept if all those kept before can still be placed with it (an
    augmenting path), so that the number of places filled is the greatest possible and no unit is left out for a less
    preferred one. A national unit is counted once, however many pledges name it.
    """
    pool = sorted(offers, key=_preference)
    places = [Place(slot, number, None) for slot in slots for number in range(1, slot.units + 1)]
    by_unit = _by_unit(pool)
    fits = [_fitting(unit, places, minimum_percent) for unit in by_unit]
    taken: dict[int, int] = {}
    for at in range(len(by_unit)):
        _augment(at, fits, taken)
    filled = tuple(
        Place(place.slot, place.number, fits[taken[at]][at] if at in taken else None) for at, place in enumerate(places)
    )
    placed = {fits[unit][at].reference for at, unit in taken.items()}
    return Coverage(filled, tuple(_missing(filled, pool, placed, minimum_percent)))


def _by_unit(pool: Sequence[Offer]) -> list[list[Offer]]:
    """Return the pledges of each unit, in the order of preference; identical units offered are units of their own."""
    named: dict[str, list[Offer]] = {}
    units: list[list[Offer]] = []
    for offer in pool:
        if not offer.unit:
            units += [[offer] for _ in range(offer.units)]
        elif offer.unit in named:
            named[offer.unit].append(offer)
        else:
            named[offer.unit] = [offer]
            units.append(named[offer.unit])
    return units


def _fitting(unit: Sequence[Offer], places: Sequence[Place], minimum_percent: int) -> dict[int, Offer]:
    """Return the places that a unit may take, each with the most preferred of its pledges that fits."""
    found: dict[int, Offer] = {}
    for at, place in enumerate(places):
        for offer in unit:
            if offer.unit_type == place.slot.unit_type and not objections(place.slot, offer, minimum_percent):
                found[at] = offer
                break
    return found


def _augment(start: int, fits: Sequence[dict[int, Offer]], taken: dict[int, int]) -> bool:
    """Place unit `start`, moving others if need be; return whether it could be placed. Breadth first, no recursion."""
    came_from: dict[int, int] = {}
    waiting = [start]
    for unit in waiting:
        for at in fits[unit]:
            if at in came_from:
                continue
            came_from[at] = unit
            if at in taken:
                waiting.append(taken[at])
                continue
            _shift(at, start, came_from, taken)
            return True
    return False


def _shift(free: int, start: int, came_from: dict[int, int], taken: dict[int, int]) -> None:
    """Move each unit of the path that ends in the free place to the place after its own."""
    held = {unit: at for at, unit in taken.items()}
    at: int | None = free
    while at is not None:
        unit = came_from[at]
        before = held.get(unit)
        taken[at] = unit
        at = None if unit == start else before


def _missing(
    places: Sequence[Place], pool: Sequence[Offer], placed: set[str], minimum_percent: int
) -> Iterable[Missing]:
    """Yield what each slot lacks, in words, with the pledge of its type that comes nearest and has no place."""
    open_places: dict[int, list[Place]] = {}
    for place in places:
        if place.offer is None:
            open_places.setdefault(place.slot.number, []).append(place)
    for empty in open_places.values():
        slot = empty[0].slot
        of_type = [offer for offer in pool if offer.unit_type == slot.unit_type]
        free = [Nearest(one, objections(slot, one, minimum_percent)) for one in of_type if one.reference not in placed]
        free = [one for one in free if one.objections]
        nearest = min(free, key=lambda one: (len(one.objections), _preference(one.offer)), default=None)
        words = f"{len(empty)} of {slot.units} {slot.unit_type} at {Level(slot.minimum_level).label} or above"
        if slot.notice_days is not None:
            words += f" within {slot.notice_days} days"
        if not of_type:
            words += "; no pledge of this type is on the register"
        yield Missing(slot, len(empty), words, nearest)
