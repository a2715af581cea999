"""Whether a person may take part in a course, one rule a question, each met, not met or not known. Pure.

The rules ask what the course says (rank, years of service, a language, how old a medical examination may be), on the
first day of the session, of the same facts as a nomination to a post (section 5.5 of the dossier). What nobody has
entered is not known, and is never taken for a yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.deployments.rules.eligibility import Finding, PersonFacts, RuleVerdict
from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import MONTHS_PER_YEAR, add_months, months_between


@dataclass(frozen=True)
class CourseWants:
    """What a course asks of participants; empty and None ask for nothing."""

    ranks: tuple[str, ...] = ()
    service_years: int | None = None
    language: str = ""
    medical_months: int | None = None


def wanted_ranks(text: str) -> tuple[str, ...]:
    """Return the ranks that a course's text names, separated by `;`."""
    return tuple(one.strip() for one in text.split(";") if one.strip())


def course_findings(person: PersonFacts, wants: CourseWants, first_day: date) -> list[Finding]:
    """Return what each rule that the course asks says of a person who comes to a session on its first day."""
    asked = (
        (_rank, bool(wants.ranks)),
        (_service, wants.service_years is not None),
        (_language, bool(wants.language)),
        (_medical, wants.medical_months is not None),
    )
    return [rule(person, wants, first_day) for rule, is_asked in asked if is_asked]


def hindrances(found: Sequence[Finding]) -> list[Problem]:
    """Return what speaks against a person, as problems with what would help."""
    return [Problem(one.rule, one.words, one.remedy) for one in found if one.verdict != RuleVerdict.MET]


def verdicts(found: Sequence[Finding]) -> dict[str, str]:
    """Return the verdict of each rule alone, without what it rests on: what the institution is told."""
    return {one.rule: one.verdict.value for one in found}


def _rank(person: PersonFacts, wants: CourseWants, _day: date) -> Finding:
    if not person.rank.strip():
        return Finding("rank", RuleVerdict.NOT_KNOWN, "no rank is on record", "enter the rank")
    words = f"{person.rank}; the course is for {' or '.join(wants.ranks)}"
    if person.rank.strip().casefold() in {one.casefold() for one in wants.ranks}:
        return Finding("rank", RuleVerdict.MET, words)
    return Finding("rank", RuleVerdict.NOT_MET, words, "send somebody else, or ask for an exception")


def _service(person: PersonFacts, wants: CourseWants, day: date) -> Finding:
    if person.service_from is None:
        return Finding("service", RuleVerdict.NOT_KNOWN, "no day of entry into service is on record", "enter the day")
    wanted = wants.service_years or 0
    years = months_between(person.service_from, day) // MONTHS_PER_YEAR if person.service_from <= day else 0
    words = f"{years} years of service on the first day, {wanted} wanted"
    ready_on = add_months(person.service_from, wanted * MONTHS_PER_YEAR)
    if ready_on <= day:
        return Finding("service", RuleVerdict.MET, words)
    remedy = f"a session from {long_day(ready_on)} on would do, or ask for an exception"
    return Finding("service", RuleVerdict.NOT_MET, words, remedy)


def _language(person: PersonFacts, wants: CourseWants, day: date) -> Finding:
    wanted = wants.language.casefold()
    tests = [one for one in person.credentials if one.kind == "language" and one.subject.casefold() == wanted]
    if any(one.valid_from <= day and (one.valid_until is None or day < one.valid_until) for one in tests):
        return Finding("language", RuleVerdict.MET, f"a test of {wants.language} is valid on the first day")
    ended = [one.valid_until for one in tests if one.valid_until is not None and one.valid_until <= day]
    if ended:
        words = f"the test of {wants.language} ends on {long_day(max(ended))}"
        return Finding("language", RuleVerdict.NOT_MET, words, "have it taken again, and enter the new one")
    words = f"no test of {wants.language} valid on the first day is on record"
    return Finding("language", RuleVerdict.NOT_KNOWN, words, "enter the result of a test")


def _medical(person: PersonFacts, wants: CourseWants, day: date) -> Finding:
    months = wants.medical_months or 0
    exams = [one.valid_from for one in person.credentials if one.kind == "medical" and one.valid_from <= day]
    if not exams:
        remedy = "enter the day of the examination"
        return Finding("medical", RuleVerdict.NOT_KNOWN, "no examination is on record", remedy)
    last = max(exams)
    words = f"examined on {long_day(last)}, at most {months} months before the first day are wanted"
    if last >= add_months(day, -months):
        return Finding("medical", RuleVerdict.MET, words)
    return Finding("medical", RuleVerdict.NOT_MET, words, "have the person examined again")
