"""What a State asks of its own people before it takes them into its pool: each rule says yes, no or not known. Pure.

Kazakhstan's rows are seen (S48): English of IELTS 4.5, a STANAG level or TOEFL 566 (86), 25 to 55 years of age, at
least five years in the armed forces, a licence and skill with manual gear, captain to colonel, generals exceptionally.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.deployments.rules.eligibility import CredentialFacts, Finding, RuleVerdict
from muster.kit.day_text import long_day
from muster.kit.intervals import MONTHS_PER_YEAR, add_months, months_between
from muster.training.stages import RequirementRule

RANKS = (
    "private", "corporal", "sergeant", "warrant officer", "second lieutenant", "lieutenant", "captain", "major",
    "lieutenant colonel", "colonel", "brigadier general", "major general", "lieutenant general", "general",
)  # fmt: skip
"""Ranks of land forces from the lowest up (background, recalled); a rank that is none of them is not known."""

RANKS_ALIKE = {"senior lieutenant": "lieutenant", "first lieutenant": "lieutenant", "brigadier": "brigadier general"}
MANUAL = "manual"
"""The subject of a proof of driving with manual gear."""


@dataclass(frozen=True)
class ScoredTest:
    """A language test of a person: which one, its score (None: a level without one), valid in `[from, until)`."""

    test: str
    score: Decimal | None
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class CandidateFacts:
    """What is known of somebody; None and empty are not known. `drove`: passed the driving test of a camp."""

    rank: str = ""
    born_on: date | None = None
    service_from: date | None = None
    tests: tuple[ScoredTest, ...] = ()
    proofs: tuple[CredentialFacts, ...] = ()
    drove: bool | None = None


@dataclass(frozen=True)
class Requirement:
    """One row of a State's requirements."""

    rule: RequirementRule
    test: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    lowest_rank: str = ""
    highest_rank: str = ""


def requirement_findings(person: CandidateFacts, asked: Iterable[Requirement], day: date) -> list[Finding]:
    """Return what each rule that a State asks says of somebody on a day, in the order of the rules."""
    rows = list(asked)
    by_rule = {rule: [one for one in rows if one.rule == rule] for rule in RequirementRule}
    served = "years in the armed forces"
    found = [_years("age", "years old", person.born_on, one, day) for one in by_rule[RequirementRule.AGE]]
    found += [_years("service", served, person.service_from, one, day) for one in by_rule[RequirementRule.SERVICE]]
    found += [_rank(person.rank, one) for one in by_rule[RequirementRule.RANK]]
    if by_rule[RequirementRule.LANGUAGE]:
        found.append(_language(person.tests, by_rule[RequirementRule.LANGUAGE], day))
    if by_rule[RequirementRule.DRIVING]:
        found.append(_driving(person, day))
    return found


def unmet(found: Iterable[Finding]) -> list[Finding]:
    """Return what speaks against somebody: what is not met, and what is not known."""
    return [one for one in found if one.verdict != RuleVerdict.MET]


def rest_months(asked: Iterable[Requirement], usual: int) -> int:
    """Return how long somebody rests after a tour: as the State says, else as usual."""
    own = [int(one.minimum) for one in asked if one.rule == RequirementRule.REST and one.minimum is not None]
    return max(own, default=usual)


def _years(rule: str, words: str, since: date | None, asked: Requirement, day: date) -> Finding:
    """Whole years since a day within the bounds, both included."""
    if since is None:
        return Finding(rule, RuleVerdict.NOT_KNOWN, "no day is on record", "enter the details of service")
    years = months_between(since, day) // MONTHS_PER_YEAR
    told = f"{years} {words}, {_bounds(asked)} wanted"
    if asked.minimum is not None and years < asked.minimum:
        ready = add_months(since, int(asked.minimum) * MONTHS_PER_YEAR)
        return Finding(rule, RuleVerdict.NOT_MET, told, f"from {long_day(ready)} on it would do")
    if asked.maximum is not None and years > asked.maximum:
        return Finding(rule, RuleVerdict.NOT_MET, told, "take somebody else, or give the reason of an exception")
    return Finding(rule, RuleVerdict.MET, told)


def _rank(rank: str, asked: Requirement) -> Finding:
    """A rank between the lowest and the highest, both included; above it exceptionally."""
    if not rank.strip():
        return Finding("rank", RuleVerdict.NOT_KNOWN, "no rank is on record", "enter the rank")
    place = rank_order(rank)
    told = f"{rank}; wanted is {asked.lowest_rank or 'any'} to {asked.highest_rank or 'any'}"
    if place is None:
        return Finding("rank", RuleVerdict.NOT_KNOWN, f"{told}: the rank is none known", "give the English rank")
    lowest, highest = rank_order(asked.lowest_rank), rank_order(asked.highest_rank)
    if lowest is not None and place < lowest:
        return Finding("rank", RuleVerdict.NOT_MET, told, "take somebody else, or give the reason of an exception")
    if highest is not None and place > highest:
        return Finding("rank", RuleVerdict.NOT_MET, told, "taken exceptionally alone: give the reason")
    return Finding("rank", RuleVerdict.MET, told)


def rank_order(rank: str) -> int | None:
    """Return the place of a rank in the order, None for one that is not known."""
    words = " ".join(rank.casefold().replace("-", " ").split())
    words = RANKS_ALIKE.get(words, words)
    return RANKS.index(words) if words in RANKS else None


def _language(tests: Sequence[ScoredTest], asked: Sequence[Requirement], day: date) -> Finding:
    """One of the tests with the score wanted, valid on the day."""
    wanted = " or ".join(f"{one.test} {_number(one.minimum)}".strip() for one in asked)
    valid = [one for one in tests if one.valid_from <= day and (one.valid_until is None or day < one.valid_until)]
    told = [f"{one.test} {_number(one.score)}".strip() for one in valid if one.test]
    if any(_suffices(one, row) for one in valid for row in asked):
        return Finding("language", RuleVerdict.MET, f"{', '.join(told)}; wanted is {wanted}")
    known = [one for one in valid if one.test.casefold() in {row.test.casefold() for row in asked}]
    if known:
        words = f"{', '.join(told)}; wanted is {wanted}"
        return Finding("language", RuleVerdict.NOT_MET, words, "repeat the test, or give the reason of an exception")
    return Finding("language", RuleVerdict.NOT_KNOWN, f"none of the tests wanted: {wanted}", "enter a test's score")


def _suffices(one: ScoredTest, row: Requirement) -> bool:
    """Return whether a test is the one asked for with the score asked for; without a score asked any level will do."""
    if one.test.casefold() != row.test.casefold():
        return False
    return row.minimum is None or (one.score is not None and one.score >= row.minimum)


def _driving(person: CandidateFacts, day: date) -> Finding:
    """A licence valid on the day, and skill with manual gear: by a proof of it, or by the test of a camp."""
    licences = [one for one in person.proofs if one.kind == "driving" and _holds(one, day)]
    if not licences:
        return Finding("driving", RuleVerdict.NOT_KNOWN, "no valid licence is on record", "enter the licence")
    if person.drove or any(one.subject.strip().casefold() == MANUAL for one in licences):
        return Finding("driving", RuleVerdict.MET, "a licence, and drives with manual gear")
    if person.drove is False:
        return Finding("driving", RuleVerdict.NOT_MET, "did not pass driving with manual gear", "repeat the test")
    return Finding("driving", RuleVerdict.NOT_KNOWN, "a licence; manual gear is not proven", "test it at a camp")


def _holds(one: CredentialFacts, day: date) -> bool:
    return one.valid_from <= day and (one.valid_until is None or day < one.valid_until)


def _bounds(asked: Requirement) -> str:
    parts: Collection[str] = [
        f"at least {_number(asked.minimum)}" if asked.minimum is not None else "",
        f"at most {_number(asked.maximum)}" if asked.maximum is not None else "",
    ]
    return " and ".join(filter(None, parts)) or "any"


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
