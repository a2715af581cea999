"""What may be kept of a person, for what, and for how long. Pure: no database, no clock.

The rules of this file are Muster's own (local choice), after the principles common to data protection: a purpose is
named, no more is kept than it needs, and not for longer. The organisation that holds the data answers for its choice.
"""

from collections.abc import Collection
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import add_months
from muster.people.terms import PersonTerms

PERSONAL_FIELDS = ("family_name", "given_names", "rank", "sex", "post", "email", "telephone")
"""The fields that say something of a person; they go into the audit log as salted digests only."""

CONTACT_FIELDS = ("family_name", "given_names", "rank", "post", "email", "telephone")
ALLOWED_FIELDS = {
    "focal-point": CONTACT_FIELDS,
    "visit-team": CONTACT_FIELDS,
    "pool-candidate": (*CONTACT_FIELDS, "sex"),
    "individual": (*CONTACT_FIELDS, "sex"),
    "trainee": ("family_name", "given_names", "rank", "sex"),
    "instructor": CONTACT_FIELDS,
    "unit-member": ("family_name", "given_names", "rank", "sex"),
}
"""Purpose: the fields that it needs. Sex is asked for where the share of women among individuals is reported."""


def allowed_fields(purposes: Collection[str]) -> tuple[str, ...]:
    """Return the personal fields that any of the purposes allows, in their order; whoever holds for none sees none."""
    allowed = {name for purpose in purposes for name in ALLOWED_FIELDS[purpose]}
    return tuple(name for name in PERSONAL_FIELDS if name in allowed)


def field_problems(terms: PersonTerms) -> list[Problem]:
    """Return what is wrong with the fields: each purpose allows the fields that it needs, and no other.

    Nobody may waive it; a further purpose is a further record with its own end.
    """
    if terms.purpose not in ALLOWED_FIELDS:
        known = ", ".join(ALLOWED_FIELDS)
        return [Problem("purpose", f"{terms.purpose!r} is no purpose", f"give one of {known}")]
    problems = []
    if not terms.family_name.strip():
        problems.append(Problem("family name", "there is none", "give the name that the person goes by"))
    for name in PERSONAL_FIELDS:
        if getattr(terms, name) and name not in ALLOWED_FIELDS[terms.purpose]:
            words = f"is not needed of a person kept as {terms.purpose}"
            problems.append(Problem(name.replace("_", " "), words, "leave it empty"))
    return problems


def default_end(today: date, retention_months: int) -> date:
    """Return the first day on which the data are no longer kept, where nobody names one (a parameter, local choice)."""
    return add_months(today, retention_months)


def end_problems(keep_until: date, today: date, retention_months: int) -> list[Problem]:
    """Return what is wrong with the end: it lies ahead, and no further than the retention reckoned from today.

    The holder may renew it before it comes, by a change; so somebody looks at each person's data once in that time.
    """
    latest = default_end(today, retention_months)
    if keep_until <= today:
        return [Problem("keep until", f"{long_day(keep_until)} is not after today", "give a later day, or erase")]
    if keep_until > latest:
        words = f"{long_day(keep_until)} is more than {retention_months} months away"
        return [Problem("keep until", words, f"give {long_day(latest)} or an earlier day, and renew it in time")]
    return []


def share_problems(*, purpose: str, until: date, keep_until: date, today: date, is_own: bool) -> list[Problem]:
    """Return what is wrong with handing data on: to another organisation, for a named purpose, no longer than kept."""
    problems = []
    if is_own:
        problems.append(Problem("organisation", "holds the data itself", "name another organisation"))
    if purpose not in ALLOWED_FIELDS:
        problems.append(Problem("purpose", f"{purpose!r} is no purpose", f"give one of {', '.join(ALLOWED_FIELDS)}"))
    if until <= today:
        problems.append(Problem("until", f"{long_day(until)} is not after today", "give a later day"))
    elif until > keep_until:
        words = f"{long_day(until)} is after the day on which the data go"
        problems.append(Problem("until", words, f"give {long_day(keep_until)} or an earlier day"))
    return problems


def is_due(keep_until: date, today: date) -> bool:
    """Return whether the data are to be erased: `keep_until` is the first day on which they are no longer kept."""
    return keep_until <= today
