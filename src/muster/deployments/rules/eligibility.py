"""Whether an individual may be nominated for a post: one rule a question, each met, not met or not known. Pure.

Source: section 5.5 of the dossier. Which rule is asked of which category, and who may waive it, is the reference table
`individual_rules`; the numbers are parameters. What nobody has entered is not known, and is never taken for a yes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.kit.day_text import long_day
from muster.kit.intervals import MONTHS_PER_YEAR, add_months, months_between


class RuleVerdict(StrEnum):
    """What a rule says of a person."""

    MET = "met"
    NOT_MET = "not met"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class CredentialFacts:
    """One proof of a person, valid in `[valid_from, valid_until)`; for a medical, the day of the examination."""

    kind: str
    valid_from: date
    valid_until: date | None = None
    subject: str = ""


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person; None and empty are not known."""

    rank: str = ""
    born_on: date | None = None
    service_from: date | None = None
    credentials: tuple[CredentialFacts, ...] = ()


@dataclass(frozen=True)
class PostWants:
    """What a post wants. `ranks` empty: those that are usual. `languages` are codes, all of them wanted."""

    category: str
    arrives_on: date
    ranks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class EligibilityParameters:
    """unmo_age_years and police_age_years by category, individual_usual_ranks, and the other numbers of section 5.5."""

    age_years: Mapping[str, tuple[int, int]]
    usual_ranks: Mapping[str, tuple[str, ...]]
    service_years: int
    driving_years: int
    medical_months: int


@dataclass(frozen=True)
class Finding:
    """What one rule says: in words, with what would help."""

    rule: str
    verdict: RuleVerdict
    words: str
    remedy: str = ""


Rule = Callable[[PersonFacts, PostWants, EligibilityParameters, date], Finding]


def has_passport(person: PersonFacts, post: PostWants, _numbers: EligibilityParameters, _submitted: date) -> Finding:
    """A citizen of the State that nominates, with a passport valid on arrival (S38)."""
    return _valid_on_arrival("passport", person, post)


def is_of_age(person: PersonFacts, post: PostWants, numbers: EligibilityParameters, _submitted: date) -> Finding:
    """Of an age within the bounds of the category on the day of arrival, both included (S37, S38; police recalled)."""
    bounds = numbers.age_years.get(post.category)
    if bounds is None:
        return Finding("age", RuleVerdict.MET, "no bound of age is known for the category")
    if person.born_on is None:
        return Finding("age", RuleVerdict.NOT_KNOWN, "no date of birth is on record", "enter the date of birth")
    years = _whole_years(person.born_on, post.arrives_on)
    least, most = bounds
    words = f"{years} years old on arrival, {least} to {most} wanted"
    if least <= years <= most:
        return Finding("age", RuleVerdict.MET, words)
    return Finding("age", RuleVerdict.NOT_MET, words, "nominate somebody else, or have it waived")


def has_served(person: PersonFacts, post: PostWants, numbers: EligibilityParameters, _submitted: date) -> Finding:
    """In active service for the years wanted on the day of arrival (S37, S38; police recalled)."""
    if person.service_from is None:
        return Finding("service", RuleVerdict.NOT_KNOWN, "no day of entry into service is on record", "enter the day")
    ready_on = add_months(person.service_from, numbers.service_years * MONTHS_PER_YEAR)
    years = _whole_years(person.service_from, post.arrives_on)
    words = f"{years} years of service on arrival, {numbers.service_years} wanted"
    if ready_on <= post.arrives_on:
        return Finding("service", RuleVerdict.MET, words)
    return Finding("service", RuleVerdict.NOT_MET, words, f"an arrival on {long_day(ready_on)} or later would do")


def has_rank(person: PersonFacts, post: PostWants, numbers: EligibilityParameters, _submitted: date) -> Finding:
    """Of a rank that the post asks for, or where it asks for none, of a usual one of the category (S37, S38)."""
    wanted = post.ranks or numbers.usual_ranks.get(post.category, ())
    if not wanted:
        return Finding("rank", RuleVerdict.MET, "the post asks for no rank")
    if not person.rank.strip():
        return Finding("rank", RuleVerdict.NOT_KNOWN, "no rank is on record", "enter the rank")
    words = f"{person.rank}; wanted is {' or '.join(wanted)}"
    if person.rank.strip().casefold() in {one.casefold() for one in wanted}:
        return Finding("rank", RuleVerdict.MET, words)
    return Finding("rank", RuleVerdict.NOT_MET, words, "nominate somebody else, or have it waived")


def has_languages(person: PersonFacts, post: PostWants, _numbers: EligibilityParameters, _submitted: date) -> Finding:
    """Each language of the post proven by a test valid on arrival (S37; police S39)."""
    if not post.languages:
        return Finding("language", RuleVerdict.MET, "the post asks for no language")
    tests = {one.subject.casefold() for one in _valid("language", person.credentials, post.arrives_on)}
    missing = [one for one in post.languages if one.casefold() not in tests]
    if not missing:
        return Finding("language", RuleVerdict.MET, f"proven: {', '.join(post.languages)}")
    words = f"no test valid on arrival of {', '.join(missing)}"
    return Finding("language", RuleVerdict.NOT_KNOWN, words, "enter the result of a test, or have it waived")


def drives(person: PersonFacts, post: PostWants, numbers: EligibilityParameters, _submitted: date) -> Finding:
    """A licence valid on arrival and held for the years wanted (S37; whether somebody drives daily is tested there)."""
    licences = _valid("driving", person.credentials, post.arrives_on)
    if not licences:
        return _valid_on_arrival("driving", person, post)
    ready_on = min(add_months(one.valid_from, numbers.driving_years * MONTHS_PER_YEAR) for one in licences)
    if ready_on <= post.arrives_on:
        return Finding("driving", RuleVerdict.MET, f"a licence for {numbers.driving_years} years or more on arrival")
    words = f"the licence is younger than {numbers.driving_years} years on arrival"
    return Finding("driving", RuleVerdict.NOT_MET, words, f"an arrival on {long_day(ready_on)} or later would do")


def is_medically_examined(
    person: PersonFacts, _post: PostWants, numbers: EligibilityParameters, submitted: date
) -> Finding:
    """A medical examination that is not older than the months set when it is submitted (S37)."""
    exams = [one.valid_from for one in person.credentials if one.kind == "medical" and one.valid_from <= submitted]
    if not exams:
        return Finding(
            "medical", RuleVerdict.NOT_KNOWN, "no examination is on record", "enter the day of the examination"
        )
    last = max(exams)
    words = f"examined on {long_day(last)}, submitted on {long_day(submitted)}"
    if last >= add_months(submitted, -numbers.medical_months):
        return Finding("medical", RuleVerdict.MET, words)
    words += f": more than {numbers.medical_months} months"
    return Finding("medical", RuleVerdict.NOT_MET, words, "have the person examined again")


def is_vetted(person: PersonFacts, post: PostWants, _numbers: EligibilityParameters, _submitted: date) -> Finding:
    """Checked against earlier misconduct, and the answer valid on arrival (S41). Nobody waives it."""
    return _valid_on_arrival("vetting", person, post)


def is_trained(person: PersonFacts, post: PostWants, _numbers: EligibilityParameters, _submitted: date) -> Finding:
    """A certificate of pre-deployment training valid on the day of arrival (recalled)."""
    return _valid_on_arrival("training", person, post)


RULES: Mapping[str, Rule] = {
    "passport": has_passport,
    "age": is_of_age,
    "service": has_served,
    "rank": has_rank,
    "language": has_languages,
    "driving": drives,
    "medical": is_medically_examined,
    "vetting": is_vetted,
    "training": is_trained,
}
"""Every rule by the name that the table `individual_rules` asks for it by, in the order in which people read them."""


def findings(
    person: PersonFacts, post: PostWants, parameters: EligibilityParameters, submitted: date, asked: Collection[str]
) -> list[Finding]:
    """Return what each of the rules `asked` says of a person who is submitted for a post on a day."""
    return [rule(person, post, parameters, submitted) for name, rule in RULES.items() if name in asked]


def hindering(found: Sequence[Finding], waived: Collection[str]) -> list[Finding]:
    """Return what speaks against a person: what is not met or not known, and not waived."""
    return [one for one in found if one.verdict != RuleVerdict.MET and one.rule not in waived]


def _valid(kind: str, credentials: Sequence[CredentialFacts], day: date) -> list[CredentialFacts]:
    return [
        one
        for one in credentials
        if one.kind == kind and one.valid_from <= day and (one.valid_until is None or day < one.valid_until)
    ]


def _valid_on_arrival(kind: str, person: PersonFacts, post: PostWants) -> Finding:
    """Return whether a proof of a kind is valid on arrival: one that ends before is no longer, none is not known."""
    if _valid(kind, person.credentials, post.arrives_on):
        return Finding(kind, RuleVerdict.MET, "valid on arrival")
    ended = [
        one.valid_until
        for one in person.credentials
        if one.kind == kind and one.valid_until is not None and one.valid_until <= post.arrives_on
    ]
    if ended:
        words = f"ends on {long_day(max(ended))}, arrival is on {long_day(post.arrives_on)}"
        return Finding(kind, RuleVerdict.NOT_MET, words, "renew it and enter the new one")
    return Finding(kind, RuleVerdict.NOT_KNOWN, "none valid on arrival is on record", "enter it with its days")


def _whole_years(start: date, end: date) -> int:
    """Return the whole years from `start` to `end`; somebody born on 29 February is a year older on the 28th."""
    return months_between(start, end) // MONTHS_PER_YEAR
