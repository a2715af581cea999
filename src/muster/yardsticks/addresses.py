"""Where records behind a figure are looked at, and the addresses of the measures themselves."""

from collections.abc import Mapping
from types import MappingProxyType

from django.urls import reverse

from muster.yardsticks.facts.reading import Scope, Subject
from muster.yardsticks.measures.shape import Behind, Sort

NAMES: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.PLEDGE: "pledge",
        Sort.ANNOUNCEMENT: "announcement",
        Sort.CASE: "case",
        Sort.POST: "requirement",
        Sort.VISIT: "visit",
        Sort.FINDING: "finding",
        Sort.OFFER: "force-offer",
        Sort.TOUR: "tour",
        Sort.UNIT: "deployed-unit",
        Sort.INDIVIDUAL_POST: "individual-post",
        Sort.INSPECTION: "inspection",
        Sort.CLAIM: "claim",
        Sort.STATE: "yardsticks-of-state",
        Sort.MISSION: "mission",
        Sort.COURSE: "course",
        Sort.POOL: "pool-place",
        Sort.CONSULTATION: "consultation",
    }
)
"""The name of the address of each kind of record; those of no kind have none."""
PREFIXES: Mapping[Scope, str] = MappingProxyType({Scope.MISSION: "-of-mission", Scope.STATE: "-of-state"})


def record_address(one: Behind) -> str | None:
    """Return where a record is looked at, None where it has no page of its own."""
    return reverse(NAMES[one.sort], args=one.parts) if one.sort in NAMES else None


def subject_address(subject: Subject) -> str:
    """Return the page of all measures of a subject."""
    return _address("yardsticks", subject)


def part_address(subject: Subject, part: str) -> str:
    """Return one part of that page."""
    return _address("yardsticks-part", subject, part)


def measure_address(subject: Subject, code: str) -> str:
    """Return the page of one measure of a subject, with the records behind it."""
    return _address("yardstick", subject, code)


def report_address(subject: Subject, quarter: str) -> str:
    """Return the report of a quarter as PDF."""
    return _address("yardsticks-report", subject, quarter)


def _address(name: str, subject: Subject, *more: str) -> str:
    before = () if subject.scope == Scope.EVERYTHING else (subject.code,)
    return reverse(f"{name}{PREFIXES.get(subject.scope, '')}", args=[*before, *more])
