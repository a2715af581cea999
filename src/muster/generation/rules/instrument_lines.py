"""The lines of an instrument: generated from pledge and statement of unit requirement, compared, and checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from muster.kit.errors import Problem

MOST_LINES = 500


class AnnexCode(StrEnum):
    """Where a line stands, as the record names it."""

    PERSONNEL = "A"
    EQUIPMENT = "B"
    SELF_SUSTAINMENT = "C"
    CLAUSE = "clause"


class Origin(StrEnum):
    """Where a line comes from, as the record names it."""

    PLEDGE = "pledge"
    STATEMENT = "statement"
    BOTH = "both"
    ENTERED = "entered"


@dataclass(frozen=True)
class LineTerms:
    """One line as it is said. `quantity` is people or items; `lease` wet or dry; see the model for the rest."""

    annex: str
    item: str
    category: str = ""
    quantity: int | None = None
    lease: str = ""
    provider: str = ""
    words: str = ""
    origin: str = Origin.ENTERED.value
    pledged: str = ""
    required: str = ""
    differs: bool = False


@dataclass(frozen=True)
class Wanted:
    """What pledge or statement says of one thing: posts, items of equipment, or a category of self-sustainment.

    `detail` is the lease of equipment or the provider of self-sustainment, `note` more words (rank, level).
    """

    item: str
    category: str = ""
    quantity: int | None = None
    detail: str = ""
    note: str = ""
    is_mandatory: bool = True


@dataclass(frozen=True)
class Side:
    """One side's three lists, and its strength in words and people."""

    strength: int
    strength_words: str
    personnel: tuple[Wanted, ...] = ()
    equipment: tuple[Wanted, ...] = ()
    self_sustainment: tuple[Wanted, ...] = ()


TOTAL_STRENGTH = "Total strength"


def memorandum_lines(pledge: Side, statement: Side | None) -> tuple[LineTerms, ...]:
    """Return the lines of annexes A, B and C: what the pledge offers, beside what the statement asks for.

    Where both speak of a thing, the quantity is what the pledge offers, and the line tells whether they differ. What
    only the statement asks for stands with quantity 0, so that nobody overlooks it. No rate stands in any line.
    """
    asked = statement or Side(0, "")
    is_alike = statement is None or asked.strength_words == pledge.strength_words
    total = LineTerms(
        AnnexCode.PERSONNEL.value,
        TOTAL_STRENGTH,
        quantity=pledge.strength,
        origin=Origin.BOTH.value if statement else Origin.PLEDGE.value,
        pledged=pledge.strength_words,
        required=asked.strength_words,
        differs=not is_alike and not _within(pledge.strength, asked.strength_words),
    )
    compare = statement is not None
    return (
        total,
        *_annex(AnnexCode.PERSONNEL, pledge.personnel, asked.personnel, compare=compare),
        *_annex(AnnexCode.EQUIPMENT, pledge.equipment, asked.equipment, compare=compare),
        *_annex(AnnexCode.SELF_SUSTAINMENT, pledge.self_sustainment, asked.self_sustainment, compare=compare),
    )


def _within(strength: int, words: str) -> bool:
    """Return whether a strength lies in a range written as "110 to 130"."""
    least, _to, greatest = words.partition(" to ")
    return bool(least) and int(least) <= strength <= int(greatest or least)


def strength_range(least: int, greatest: int) -> str:
    """Return the strength that a statement asks for in words: "110 to 130", or "120"."""
    return str(least) if least == greatest else f"{least} to {greatest}"


def _key(one: Wanted) -> tuple[str, str]:
    """What makes two lines speak of the same thing: category and item, however they are written."""
    return one.category.casefold().strip(), " ".join(one.item.casefold().split())


def _summed(wanted: Iterable[Wanted]) -> dict[tuple[str, str], Wanted]:
    """Return one line a thing, quantities added up; details and notes that differ are told one after the other."""
    found: dict[tuple[str, str], Wanted] = {}
    for one in wanted:
        before = found.get(_key(one))
        if before is None:
            found[_key(one)] = one
            continue
        quantity = None if before.quantity is None else before.quantity + (one.quantity or 0)
        found[_key(one)] = Wanted(
            before.item,
            before.category,
            quantity,
            _joined(before.detail, one.detail),
            _joined(before.note, one.note),
            before.is_mandatory or one.is_mandatory,
        )
    return found


def _joined(first: str, second: str) -> str:
    parts = [part for part in first.split("; ") if part]
    return "; ".join(parts if not second or second in parts else [*parts, second])


def _annex(annex: AnnexCode, pledged: Sequence[Wanted], asked: Sequence[Wanted], *, compare: bool) -> list[LineTerms]:
    """Return an annex: the pledge's lines in its order, then what the statement alone has."""
    offers, wants = _summed(pledged), _summed(asked)
    lines = [_line(annex, one, wants.get(key), compare=compare) for key, one in offers.items()]
    return lines + [_only_wanted(annex, one) for key, one in wants.items() if key not in offers]


def _line(annex: AnnexCode, offer: Wanted, want: Wanted | None, *, compare: bool) -> LineTerms:
    """Return the line of a thing that the pledge offers."""
    differs = compare and want is None
    if want is not None:
        short = (offer.quantity or 0) < (want.quantity or 0)
        other = bool(want.detail) and want.detail != offer.detail
        differs = short or other
    return LineTerms(
        annex.value,
        offer.item,
        category=offer.category,
        quantity=offer.quantity,
        lease=offer.detail if annex == AnnexCode.EQUIPMENT else "",
        provider=offer.detail if annex == AnnexCode.SELF_SUSTAINMENT else "",
        words=offer.note,
        origin=Origin.BOTH.value if want else Origin.PLEDGE.value,
        pledged=said(offer),
        required=said(want) if want else "not asked for" if compare else "",
        differs=differs,
    )


def _only_wanted(annex: AnnexCode, want: Wanted) -> LineTerms:
    """Return the line of a thing that only the statement asks for: the pledge offers none of it."""
    is_service = annex == AnnexCode.SELF_SUSTAINMENT
    return LineTerms(
        annex.value,
        want.item,
        category=want.category,
        quantity=None if is_service else 0,
        provider=want.detail if is_service else "",
        words=want.note,
        origin=Origin.STATEMENT.value,
        pledged="nothing",
        required=said(want),
        differs=True,
    )


def said(one: Wanted) -> str:
    """Return what one side says of a thing in words: "12, wet", "the State, 30 days of stock"."""
    parts = ["" if one.quantity is None else str(one.quantity), one.detail, one.note]
    words = ", ".join(part for part in parts if part) or "named"
    return (words if one.is_mandatory else f"{words} (not mandatory)")[:200]


CLAUSES: dict[str, tuple[tuple[str, str], ...]] = {
    "state-memorandum": (
        ("Command and control", "Who commands the joint unit, and through whom each State's orders go."),
        ("Finance", "Which State is reimbursed for what, and what the two settle between them."),
        ("Medical support", "Who treats whom at which level, and who pays for evacuation."),
        ("Training", "Who trains the people, where and until when, before they deploy."),
        ("Ratification", "Which State's law asks for a ratification, and by whom."),
        ("Dual reporting", "What goes to the national authorities beside the line of the mission, and what does not."),
    ),
    "letter-of-assist": (
        ("Service", "What the State provides: aircraft, ship, transport of its own unit."),
        ("Route and dates", "From where to where, and when."),
        ("Conditions", "Crew, maintenance, insurance and liability."),
        ("Price", "To be entered when it is agreed; no rate is suggested here."),
    ),
}
"""What a new instrument without annexes begins with: heads and what belongs under each.

The heads of a memorandum between States are those seen in the India-Kazakhstan memorandum of August 2018 (S48), with
ratification and dual reporting (section 3.4); the words are ours, to be written over.
"""


def starting_clauses(kind: str) -> tuple[LineTerms, ...]:
    """Return the clauses that a new instrument of a kind begins with; none for one that has annexes."""
    return tuple(LineTerms(AnnexCode.CLAUSE.value, head, words=words) for head, words in CLAUSES.get(kind, ()))


def line_problems(kind: str, lines: Sequence[LineTerms]) -> list[Problem]:
    """Return what is wrong with the lines of an instrument, a line each with its remedy."""
    problems = []
    if len(lines) > MOST_LINES:
        problems.append(Problem("lines", f"there are {len(lines)}", f"keep to {MOST_LINES}"))
    annexes = {one.value for one in AnnexCode} - {AnnexCode.CLAUSE.value}
    allowed = annexes if kind == "memorandum" else {AnnexCode.CLAUSE.value}
    seen: set[tuple[str, str, str]] = set()
    for number, line in enumerate(lines, 1):
        place = f"line {number}"
        if line.annex not in allowed:
            known = ", ".join(sorted(allowed))
            problems.append(
                Problem(place, f"annex {line.annex!r} is none of this instrument", f"take {known}", "annex")
            )
        if not line.item.strip():
            problems.append(Problem(place, "names nothing", "say what it is about, or leave it out", "item"))
        if line.lease not in ("", "wet", "dry", "wet; dry", "dry; wet"):
            problems.append(Problem(place, f"lease {line.lease!r} is unknown", "wet or dry", "lease"))
        key = (line.annex, line.category.casefold(), line.item.casefold())
        if key in seen:
            problems.append(Problem(place, f"{line.item!r} stands twice", "put both into one line", "item"))
        seen.add(key)
    return problems


CHANGEABLE = tuple(one.name for one in fields(LineTerms) if one.name in ("quantity", "lease", "provider", "words"))


def changes(before: Sequence[LineTerms], after: Sequence[LineTerms]) -> list[str]:
    """Return what `after` says otherwise than `before`, in words: "B, Truck: quantity 10, was 12"."""
    old, new = ({(one.annex, one.category, one.item): one for one in lines} for lines in (before, after))
    told = []
    for key, line in new.items():
        known = old.get(key)
        if known is None:
            told.append(f"{line.annex}, {line.item}: added")
            continue
        for name in CHANGEABLE:
            was, now = getattr(known, name), getattr(line, name)
            if was != now and name == "words":
                told.append(f"{line.annex}, {line.item}: words changed")
            elif was != now:
                shown, past = ("none" if one in (None, "") else one for one in (now, was))
                told.append(f"{line.annex}, {line.item}: {name} {shown}, was {past}")
    told += [f"{line.annex}, {line.item}: left out" for key, line in old.items() if key not in new]
    return told
