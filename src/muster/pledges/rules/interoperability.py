"""Whether two units can stand in one battalion, from what is on record of them. Pure: no database, no clock.

Interoperability attributes are asked for in problem 28 of section 10 of the dossier; the ratings of NATO's OCC E&F in
7.4. How the aspects are weighed is a local choice: each function says so, and `unknown` stands where nothing is on
record.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from muster.kit.intervals import add_months

INTEROPERABLE = "interoperable"
"""The rating of a certification that speaks for a unit."""


class Answer(StrEnum):
    """Whether two units can stand together, in one aspect or in all."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Service:
    """A unit served together with units of another State (ISO alpha-3), in `[began_on, ended_on)`."""

    with_state: str
    name: str
    is_deployment: bool
    began_on: date
    ended_on: date | None = None


@dataclass(frozen=True)
class Certificate:
    """A step of a scheme outside the register that the unit took, with its rating, valid in `[certified_on, ...)`."""

    scheme: str
    step: str
    rating: str
    certified_on: date
    valid_until: date | None = None

    def counts_on(self, day: date) -> bool:
        """Return whether it is in force on `day` and says that the unit is interoperable."""
        in_force = self.certified_on <= day and (self.valid_until is None or day < self.valid_until)
        return in_force and self.rating == INTEROPERABLE


@dataclass(frozen=True)
class UnitProfile:
    """What is on record of a unit. An empty set says nothing; `has_profile`: whether anything was said at all."""

    code: str
    state: str
    languages: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    communications: frozenset[str] = frozenset()
    services: tuple[Service, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    has_profile: bool = True
    illustrative: bool = False


@dataclass(frozen=True)
class Aspect:
    """What one aspect says, in words."""

    name: str
    answer: Answer
    words: str


@dataclass(frozen=True)
class Verdict:
    """Whether two units can stand in one battalion, with what each aspect says."""

    answer: Answer
    reasons: tuple[Aspect, ...]


def can_stand_together(a: UnitProfile, b: UnitProfile, day: date, service_months: int) -> Verdict:
    """Return whether two units can stand in one battalion on `day`.

    A common deployment within `service_months` (parameter interoperability_service_months) proves it. Else every aspect
    must say yes; one no is a no; anything else is unknown. A common exercise in that time, or the same scheme's rating
    "interoperable" on both sides, speaks for procedures and communications, never for a common language.
    Local choice; who decides on a selection may waive it, for what is on record may be less than what is so.
    """
    if a.state == b.state:
        return Verdict(Answer.YES, (Aspect("State", Answer.YES, "both are units of one State"),))
    together = _common_service(a, b, day, service_months)
    deployment = next((one for one in together if one.is_deployment), None)
    if deployment is not None:
        return Verdict(Answer.YES, (Aspect("service", Answer.YES, f"deployed together: {deployment.name}"),))
    reasons = [
        _shared("language", a.languages, b.languages),
        _shared("procedures", a.procedures, b.procedures),
        _shared("communications", a.communications, b.communications),
    ]
    proof = _proof(a, b, together, day)
    if proof:
        reasons[1:] = [
            one if one.answer == Answer.YES else Aspect(one.name, Answer.YES, f"{one.words}; but {proof}")
            for one in reasons[1:]
        ]
    return Verdict(_of_all(reasons), tuple(reasons))


def _of_all(reasons: Iterable[Aspect]) -> Answer:
    """Return no if any aspect says no, yes if all say yes, else unknown."""
    answers = {one.answer for one in reasons}
    if Answer.NO in answers:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES


def _shared(name: str, a: frozenset[str], b: frozenset[str]) -> Aspect:
    """Return what one aspect says: shared, not shared, or not on record on one side at least."""
    if not a or not b:
        return Aspect(name, Answer.UNKNOWN, "not on record for both")
    common = sorted(a & b)
    if common:
        return Aspect(name, Answer.YES, f"both: {', '.join(common)}")
    return Aspect(name, Answer.NO, f"{', '.join(sorted(a))} against {', '.join(sorted(b))}")


def _common_service(a: UnitProfile, b: UnitProfile, day: date, service_months: int) -> list[Service]:
    """Return what the two did together that is recent enough to count on `day`, by either side's record."""
    earliest = add_months(day, -service_months)
    found = [one for one in a.services if one.with_state == b.state]
    found += [one for one in b.services if one.with_state == a.state]
    return [one for one in found if one.began_on <= day and (one.ended_on is None or one.ended_on > earliest)]


def _proof(a: UnitProfile, b: UnitProfile, together: Sequence[Service], day: date) -> str:
    """Return in words what speaks for common procedures and communications: an exercise, or one scheme's rating."""
    if together:
        return f"exercised together: {together[0].name}"
    schemes = {one.scheme for one in a.certificates if one.counts_on(day)}
    common = sorted(schemes & {one.scheme for one in b.certificates if one.counts_on(day)})
    return f"both rated interoperable by {common[0]}" if common else ""


# States


@dataclass(frozen=True)
class KeptApart:
    """Two States (ISO alpha-3, in order) no pair of whose units may stand together, and in words why."""

    first: str
    second: str
    words: str
    illustrative: bool = False


def states_kept_apart(profiles: Iterable[UnitProfile], day: date, service_months: int) -> tuple[KeptApart, ...]:
    """Return the pairs of States that are incompatible: profiles on record on both sides, every pair of units says no.

    `unknown` keeps nobody apart. Units that look alike are asked once, within a State and over all pairs of States: the
    work grows with the kinds of units on record, hardly with their number.
    """
    looks: dict[tuple[object, ...], int] = {}
    kinds: dict[str, dict[object, tuple[int, UnitProfile]]] = {}
    for one in profiles:
        if one.has_profile:
            certified = frozenset(taken.scheme for taken in one.certificates if taken.counts_on(day))
            look = looks.setdefault((one.languages, one.procedures, one.communications, certified), len(looks))
            kinds.setdefault(one.state, {}).setdefault((look, one.services, one.illustrative), (look, one))
    known: dict[tuple[int, int], str] = {}
    found = []
    for first, second in combinations(sorted(kinds), 2):
        refusal = _every_pair_refuses(kinds[first].values(), kinds[second].values(), known, day, service_months)
        if refusal:
            made_up = any(one.illustrative for _, one in (*kinds[first].values(), *kinds[second].values()))
            found.append(KeptApart(first, second, refusal, made_up))
    return tuple(found)


def _every_pair_refuses(
    first: Collection[tuple[int, UnitProfile]],
    second: Collection[tuple[int, UnitProfile]],
    known: dict[tuple[int, int], str],
    day: date,
    service_months: int,
) -> str:
    """Return why no pair may stand together, by the first of them; empty where one may. `known`: by two looks."""
    words = ""
    for look_a, a in first:
        for look_b, b in second:
            served = any(one.with_state == b.state for one in a.services)
            served = served or any(one.with_state == a.state for one in b.services)
            refusal = None if served else known.get((look_a, look_b))
            if refusal is None:
                refusal = _refusal(can_stand_together(a, b, day, service_months))
                if not served:
                    known[look_a, look_b] = refusal
            if not refusal:
                return ""
            words = words or refusal
    return words


def _refusal(verdict: Verdict) -> str:
    """Return in words what says no; empty unless the verdict is no."""
    if verdict.answer != Answer.NO:
        return ""
    return "; ".join(f"{one.name}: {one.words}" for one in verdict.reasons if one.answer == Answer.NO)


# Certifications as evidence


@dataclass(frozen=True)
class SupportedLine:
    """A line of the visits' checklists for which a certification may be shown as evidence."""

    area: str
    line: str
    scheme: str
    step: str


def supported_lines(
    certificates: Iterable[Certificate], lines: Mapping[tuple[str, str], Iterable[tuple[str, str]]], day: date
) -> tuple[SupportedLine, ...]:
    """Return the checklist lines that the certifications in force on `day` support.

    `lines`: (area, line; empty line: the area as a whole) by (scheme, step). They are evidence for the team to look at
    and never stand in for a visit (7.4 of the dossier): nothing here is evidence for a level.
    """
    found = {
        SupportedLine(area, line, one.scheme, one.step)
        for one in certificates
        if one.counts_on(day)
        for area, line in lines.get((one.scheme, one.step), ())
    }
    return tuple(sorted(found, key=lambda one: (one.area, one.line, one.scheme, one.step)))
