"""What a load list adds up to: volume, weight, lane metres, containers. Sizes in centimetres, weights in kilograms."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from muster.kit.errors import Problem

ROLLING, CONTAINER, LOOSE = "rolling", "container", "loose"
STOWAGES = (ROLLING, CONTAINER, LOOSE)
MOST_LINES = 1_000
CM3_PER_M3 = 1_000_000
KG_PER_T = 1_000
CM_PER_M = 100
PERCENT = 100
HAZARD_CLASSES = {str(number) for number in range(1, 10)}


@dataclass(frozen=True)
class LoadTerms:
    """One line: `pieces` like items. Sizes and weight are of one item as shipped; None: not known yet."""

    item: str
    pieces: int
    category: str = ""
    length_cm: int | None = None
    width_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    stowage: str = CONTAINER
    hazard_class: str = ""
    note: str = ""


@dataclass(frozen=True)
class StowageRule:
    """The parameters of containers and lanes: what a container holds inside, how full it gets, how wide a lane is."""

    volume_m3: Decimal
    payload_t: Decimal
    length_cm: int
    width_cm: int
    height_cm: int
    fill_percent: int
    lane_width_cm: int
    lane_gap_cm: int


@dataclass(frozen=True)
class Measures:
    """What lines add up to. `unmeasured` names those whose size or weight is not known; they are left out of it."""

    pieces: int
    volume_m3: Decimal
    weight_t: Decimal
    lane_metres: Decimal
    containers: int
    hazardous_pieces: int
    unmeasured: tuple[str, ...]


def is_measured(line: LoadTerms) -> bool:
    """Return whether size and weight of a line are known."""
    return None not in (line.length_cm, line.width_cm, line.height_cm, line.weight_kg)


def volume_m3(line: LoadTerms) -> Decimal | None:
    """Return the volume of all pieces of a line, None where a size is not known."""
    if line.length_cm is None or line.width_cm is None or line.height_cm is None:
        return None
    return Decimal(line.length_cm * line.width_cm * line.height_cm * line.pieces) / CM3_PER_M3


def weight_t(line: LoadTerms) -> Decimal | None:
    """Return the weight of all pieces of a line, None where it is not known."""
    return None if line.weight_kg is None else Decimal(line.weight_kg * line.pieces) / KG_PER_T


def lane_metres(line: LoadTerms, rule: StowageRule) -> Decimal | None:
    """Return the metres of lane that the pieces of a rolling line take; 0 for others, None where a size is not known.

    Each piece takes its length and a gap; what is wider than a lane takes two (local choice).
    """
    if line.stowage != ROLLING:
        return Decimal(0)
    if line.length_cm is None or line.width_cm is None:
        return None
    lanes = ceil(line.width_cm / rule.lane_width_cm)
    return Decimal((line.length_cm + rule.lane_gap_cm) * lanes * line.pieces) / CM_PER_M


def fits_a_container(line: LoadTerms, rule: StowageRule) -> bool:
    """Return whether one item goes into a container, lying along it one way or the other; unknown sizes do."""
    if not is_measured(line):
        return True
    length, width, height = line.length_cm or 0, line.width_cm or 0, line.height_cm or 0
    floor = sorted((length, width))
    is_inside = floor[0] <= rule.width_cm and floor[1] <= rule.length_cm and height <= rule.height_cm
    return is_inside and (line.weight_kg or 0) <= rule.payload_t * KG_PER_T


def usual_stowage(line: LoadTerms, rule: StowageRule, *, has_wheels: bool) -> str:
    """Return how an item travels unless somebody says otherwise: vehicles roll, the rest is packed if it fits."""
    if has_wheels:
        return ROLLING
    return CONTAINER if fits_a_container(line, rule) else LOOSE


def containers_for(lines: Sequence[LoadTerms], rule: StowageRule) -> int:
    """Return how many containers the packed lines need: by volume at the usual filling, or by weight if that is more.

    Local choice; dangerous goods are counted with the rest, though some classes may not travel together.
    """
    packed = [line for line in lines if line.stowage == CONTAINER and is_measured(line)]
    volume = sum((volume_m3(line) or Decimal(0) for line in packed), Decimal(0))
    weight = sum((weight_t(line) or Decimal(0) for line in packed), Decimal(0))
    usable = rule.volume_m3 * rule.fill_percent / PERCENT
    return max(ceil(volume / usable), ceil(weight / rule.payload_t))


def measures(lines: Sequence[LoadTerms], rule: StowageRule) -> Measures:
    """Return what a load list adds up to; lines without sizes are named and counted as pieces only."""
    known = [line for line in lines if is_measured(line)]
    return Measures(
        pieces=sum(line.pieces for line in lines),
        volume_m3=sum((volume_m3(line) or Decimal(0) for line in known), Decimal(0)),
        weight_t=sum((weight_t(line) or Decimal(0) for line in known), Decimal(0)),
        lane_metres=sum((lane_metres(line, rule) or Decimal(0) for line in known), Decimal(0)),
        containers=containers_for(lines, rule),
        hazardous_pieces=sum(line.pieces for line in lines if line.hazard_class),
        unmeasured=tuple(line.item for line in lines if not is_measured(line)),
    )


def load_problems(lines: Sequence[LoadTerms], rule: StowageRule) -> list[Problem]:
    """Return what is wrong with the lines, a line each with its remedy. Unknown sizes are no fault."""
    problems = []
    if len(lines) > MOST_LINES:
        problems.append(Problem("lines", f"there are {len(lines)}", f"keep to {MOST_LINES}"))
    for number, line in enumerate(lines, 1):
        place = f"line {number}"
        if not line.item.strip():
            problems.append(Problem(place, "names nothing", "say what is shipped", "item"))
        if line.pieces < 1:
            problems.append(Problem(place, f"has {line.pieces} pieces", "give at least one", "pieces"))
        if line.stowage not in STOWAGES:
            told = f"{line.stowage!r} is no way to travel"
            problems.append(Problem(place, told, f"take {', '.join(STOWAGES)}", "stowage"))
        elif line.stowage == CONTAINER and not fits_a_container(line, rule):
            problems.append(Problem(place, f"{line.item} fits no container", "let it roll or travel loose", "stowage"))
        if line.hazard_class and line.hazard_class[:1] not in HAZARD_CLASSES:
            told = f"hazard class {line.hazard_class!r} is none"
            problems.append(Problem(place, told, "give the class, 1 to 9, with its division", "hazard_class"))
    return problems
