"""Who of a State's pool could go to a post: what each lacks, by when it is wanted, and in which order they are shown.

Pure. There is no score. The order is told with the list, and everything that it rests on stands in the row: first those
whom nothing else binds, then by the rules not met, then by those not known, then by number. Which rule is asked at
which step is that of `nominations`; vetting follows a nomination, so that it puts nobody back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.deployments.rules.eligibility import Finding, RuleVerdict
from muster.deployments.rules.nominations import CONFIRMED, GATES

AFTER_NOMINATION = frozenset({"vetting"})
"""Rules that are answered by the Secretariat once somebody is nominated."""


@dataclass(frozen=True)
class Lack:
    """A rule that is not met or not known of somebody, and by when it is wanted."""

    finding: Finding
    by: date


@dataclass(frozen=True)
class PoolFacts:
    """What is known of a person of the pool for one post. `serves_until` is the end of a tour that holds on arrival."""

    person: int
    findings: tuple[Finding, ...]
    is_barred: bool = False
    nominated_in: str = ""
    serves_in: str = ""
    serves_until: date | None = None
    kept_until: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A person as a candidate for a post: what binds them, which rules are met, and what is lacking."""

    person: int
    bound: tuple[str, ...]
    met: int
    asked: int
    lacks: tuple[Lack, ...]

    @property
    def can_be_nominated(self) -> bool:
        """Return whether nothing binds them and every rule that comes before vetting is met."""
        return not self.bound and not self.lacks


def candidate(facts: PoolFacts, arrives_on: date, nominate_by: date, travel_by: date) -> Candidate:
    """Return somebody as a candidate for a post. What data confirmation asks is wanted by the day of nomination."""
    asked = [one for one in facts.findings if one.rule not in AFTER_NOMINATION]
    lacks = tuple(
        Lack(one, nominate_by if one.rule in GATES[CONFIRMED] else travel_by)
        for one in asked
        if one.verdict != RuleVerdict.MET
    )
    return Candidate(facts.person, _bound(facts, arrives_on), len(asked) - len(lacks), len(asked), lacks)


def _bound(facts: PoolFacts, arrives_on: date) -> tuple[str, ...]:
    """Return what stands against a nomination whatever somebody has proven."""
    found = []
    if facts.is_barred:
        found.append("barred from service")
    if facts.nominated_in:
        found.append(f"nominee of {facts.nominated_in}")
    if facts.serves_until is not None and facts.serves_until > arrives_on:
        found.append(f"serves in {facts.serves_in} until {facts.serves_until.isoformat()}")
    if facts.kept_until is not None and facts.kept_until <= arrives_on:
        found.append("the data go before the arrival; renew how long they are kept")
    return tuple(found)


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates in the order in which they are shown."""
    return sorted(candidates, key=_order)


def _order(one: Candidate) -> tuple[bool, int, int, int]:
    return bool(one.bound), _count(one.lacks, RuleVerdict.NOT_MET), _count(one.lacks, RuleVerdict.NOT_KNOWN), one.person


def _count(lacks: Sequence[Lack], verdict: RuleVerdict) -> int:
    return sum(1 for one in lacks if one.finding.verdict == verdict)
