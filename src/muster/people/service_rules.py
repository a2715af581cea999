"""What is wrong with an individual's details and proofs as they are entered. Pure.

Local choice, except where a rule names its source: that details are kept of individuals alone follows from the purpose.
"""

from collections.abc import Collection
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.people.rules import allowed_proofs, allows_details

INDIVIDUAL = "individual"
"""The purpose that details of service and proofs are kept for."""

NAMED_SUBJECT = ("language", "training")
"""Proofs that say of which language or course they are."""

ISSUED_BY_SECRETARIAT = ("vetting",)
"""Proofs that the Secretariat enters (S41: the organisation checks its own records); the State enters all others."""


def purpose_problems(purposes: Collection[str]) -> list[Problem]:
    """Return why a person cannot be nominated or serve: none of the purposes is that of an individual."""
    if INDIVIDUAL in purposes:
        return []
    return [Problem("purpose", f"is {' and '.join(purposes)}", "keep the person as an individual too, on their page")]


def proof_problems(purposes: Collection[str], kind: str) -> list[Problem]:
    """Return why a kind of proof may not be kept of a person: none of the purposes needs it."""
    if kind in allowed_proofs(purposes):
        return []
    words = f"is {' and '.join(purposes)}, which needs no proof of {kind}"
    return [Problem("purpose", words, "keep the person for a purpose that needs it, on their page")]


def details_problems(purposes: Collection[str]) -> list[Problem]:
    """Return why the days of birth and of entry into service may not be kept: none of the purposes needs them."""
    if allows_details(purposes):
        return []
    words = f"is {' and '.join(purposes)}, which needs no details of service"
    return [Problem("purpose", words, "keep the person for a purpose that needs them, on their page")]


def detail_problems(born_on: date | None, service_from: date | None, today: date) -> list[Problem]:
    """Return what is wrong with the days of birth and of entry into service."""
    problems = []
    if born_on is not None and born_on >= today:
        problems.append(Problem("born on", "has not come yet", "give the date of birth"))
    if service_from is not None and service_from > today:
        problems.append(Problem("in service from", "has not come yet", "give the day of entry into service"))
    if born_on is not None and service_from is not None and service_from <= born_on:
        problems.append(Problem("in service from", "is before the birth", "give the day of entry into service"))
    return problems


def credential_problems(
    kind: str, subject: str, valid_from: date, valid_until: date | None, today: date
) -> list[Problem]:
    """Return what is wrong with a proof: its days, and whether it names the language or course."""
    problems = []
    if valid_until is not None and valid_until <= valid_from:
        problems.append(Problem("valid until", "is not after its first day", "give a later day, or none"))
    if valid_from > today:
        problems.append(Problem("valid from", "has not come yet", "enter it when it has"))
    if kind in NAMED_SUBJECT and not subject.strip():
        problems.append(Problem("language or course", "there is none", "give the language's code or the course"))
    return problems


def ending_problems(valid_from: date, valid_until: date | None, on: date) -> list[Problem]:
    """Return what is wrong with ending a proof on a day: one that holds longer is a proof of its own."""
    if on <= valid_from:
        return [Problem("on", "is not after the proof's first day", "give a later day, or take the proof away")]
    if valid_until is not None and on >= valid_until:
        words = f"the proof ends on {long_day(valid_until)} already"
        return [Problem("on", words, "give an earlier day, or enter the new proof")]
    return []


def bar_problems(*, reason: str, due_process: str) -> list[Problem]:
    """Return what a bar lacks: why, and how the person was heard (section 6.5 of the dossier)."""
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", "there is none", "say why the person may not serve"))
    if not due_process.strip():
        problems.append(Problem("due process", "is not told", "say how the person was heard and who decided"))
    return problems


def bar_lasts(barred_from: date, barred_until: date | None, day: date) -> bool:
    """Return whether a bar holds on a day; without an end it holds for good."""
    return barred_from <= day and (barred_until is None or day < barred_until)
