"""Many pledges at once, all or none: every one is checked before the first is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from django.db import transaction

from muster.kit.errors import Problem, Refused
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.actions.content import latest_content, verified_problems
from muster.pledges.actions.writing import TAKEN, Writer, Writing
from muster.pledges.models import FINAL_STAGES, NationalUnit, Pledge, PledgeVersion
from muster.pledges.queries import VERSION_FIELDS
from muster.pledges.rules.content import pledge_problems
from muster.pledges.terms import PledgeTerms
from muster.pledges.versions import same_content, terms_of, with_caveats, with_lines

PLEDGES_A_BATCH = 25
MOST_PROBLEMS = 100


class Step(StrEnum):
    """What an import is at."""

    READING = "reading"
    CHECKING = "checking"
    SAVING = "saving"


Progress = Callable[[Step, int, int], None]
"""Called with the step, how many are done and how many there are."""
Locate = Callable[[str, Problem], Problem]
"""Gives a problem of the pledge of a reference its place in what was sent."""


def by_reference(reference: str, problem: Problem) -> Problem:
    """Return the problem with the pledge's reference before its place."""
    return Problem(f"pledge {reference}, {problem.place}", problem.message, problem.remedy)


def save_pledges(
    actor: Viewer,
    all_terms: Sequence[PledgeTerms],
    *,
    register: Organisation,
    today: date,
    progress: Progress | None = None,
    locate: Locate = by_reference,
) -> tuple[int, int]:
    """Create or change many pledges, all or none. Returns how many were created and how many really changed.

    Terms that say what is on record for the actor to see change nothing, whoever's pledge it is and however it stands.
    Raises NotAllowed for another State's pledge, and Refused with all that is wrong, each with its place by `locate`.
    """
    with transaction.atomic():
        check = _Check(actor, all_terms, register, today)
        for number, terms in enumerate(all_terms, 1):
            check.look_at(terms)
            if progress is not None:
                progress(Step.CHECKING, number, len(all_terms))
        if check.problems:
            raise _refusal([locate(reference, problem) for reference, problem in check.problems])
        _write(actor, check.writings, today, progress)
    created = sum(1 for one in check.writings if one.before is None)
    return created, len(check.writings) - created


def _write(actor: Viewer, writings: Sequence[Writing], today: date, progress: Progress | None) -> None:
    """Write what was checked, a batch after another."""
    writer = Writer(actor, today=today)
    for begin in range(0, len(writings), PLEDGES_A_BATCH):
        batch = writings[begin : begin + PLEDGES_A_BATCH]
        writer.write(batch)
        if progress is not None:
            progress(Step.SAVING, begin + len(batch), len(writings))


def _refusal(problems: Sequence[Problem]) -> Refused:
    """Return the refusal; where there are more problems than help anybody, the last line says so."""
    shown = list(problems[:MOST_PROBLEMS])
    if more := len(problems) - len(shown):
        shown.append(Problem("all pledges", f"{more} more problems", "correct these first, then try again"))
    return Refused("The pledges cannot be recorded; nothing was saved.", shown)


@dataclass
class _Check:
    """Holds pledges to the rules and to the record, and collects what is to be written and what is wrong."""

    actor: Viewer
    all_terms: Sequence[PledgeTerms]
    register: Organisation
    today: date
    writings: list[Writing] = field(default_factory=list)
    problems: list[tuple[str, Problem]] = field(default_factory=list)

    def __post_init__(self) -> None:
        references = [terms.reference for terms in self.all_terms]
        self._said_twice = [reference for reference, count in Counter(references).items() if count > 1]
        # Locked: nobody changes them until all are written.
        self._known = {
            one.reference: one for one in Pledge.objects.select_for_update().filter(reference__in=references)
        }
        seen = PledgeVersion.objects.filter(
            visibility.rows(self.actor, VERSION_FIELDS), pledge__reference__in=references, known_until__isnull=True
        )
        self._on_record = {one.reference: terms_of(one) for one in with_caveats(with_lines(seen), self.today)}
        self._states = _member_states({terms.state for terms in self.all_terms} | _partners(self.all_terms))
        self._units = _national_units(terms.unit for terms in self.all_terms)

    def look_at(self, terms: PledgeTerms) -> None:
        """Check one pledge. Raises NotAllowed for another State's."""
        before = self._on_record.get(terms.reference)
        if before is not None and same_content(before, terms):
            return
        state = self._states.get(terms.state)
        if state is None:
            self._complain(terms, "State", f"{terms.state!r} is not a party to this record", "give another State")
            return
        visibility.require_owner(self.actor, state.pk, f"Pledge {terms.reference}")
        found = [*pledge_problems(terms), *self._record_problems(terms, state)]
        self.problems += [(terms.reference, problem) for problem in found]
        pledge = self._pledge(terms, state)
        if pledge is not None and not found:
            if pledge.pk is not None and before is None:
                before = latest_content(pledge, today=self.today)
            verified = verified_problems(self.actor, pledge, before, terms) if before is not None else []
            self.problems += [(terms.reference, replace(one, place="reference")) for one in verified]
            self.writings.append(Writing(pledge, terms, before))

    def _pledge(self, terms: PledgeTerms, state: Organisation) -> Pledge | None:
        """Return the pledge on record that the terms change, or a new one; None after a complaint."""
        pledge = self._known.get(terms.reference)
        if terms.reference in self._said_twice:
            self._complain(terms, "reference", "the reference is there twice", "give each pledge its own")
        elif pledge is None and self.register.kind != OrganisationKind.SECRETARIAT:
            self._complain(terms, "reference", f"{self.register.name} keeps no register", "name a secretariat")
        elif pledge is None:
            return Pledge(reference=terms.reference, register=self.register, state=state, known_from=self.today)
        elif pledge.state_id != state.pk:
            self._complain(terms, "reference", TAKEN.format(terms.reference), "")
        elif pledge.stage in FINAL_STAGES:
            told = f"pledge {terms.reference} was withdrawn and can no longer be changed"
            self._complain(terms, "reference", told, "make a new one")
        else:
            return pledge
        return None

    def _record_problems(self, terms: PledgeTerms, state: Organisation) -> list[Problem]:
        """Return what the terms name that is not on record, and what is not the State's to say."""
        found = []
        if terms.standing not in (None, Standing.ENTERED) and not self.actor.is_system:
            found.append(Problem("reference", "the standing of a pledge entered by its State is 'entered'", ""))
        if terms.unit and self._units.get(terms.unit) != state.pk:
            told = f"national unit {terms.unit!r} is not on record for {state.name}"
            found.append(Problem("national unit", told, "enter it first, or leave it empty"))
        for number, line in enumerate(terms.contributions, 1):
            if line.state not in self._states:
                told = f"{line.state} is not a party to this record"
                found.append(Problem(f"contribution {number}", told, "give another State"))
        return found

    def _complain(self, terms: PledgeTerms, place: str, message: str, remedy: str) -> None:
        self.problems.append((terms.reference, Problem(place, message, remedy)))


def _partners(all_terms: Iterable[PledgeTerms]) -> set[str]:
    return {line.state for terms in all_terms for line in terms.contributions}


def _member_states(codes: Iterable[str]) -> Mapping[str, Organisation]:
    """Return the Member States on record by code."""
    found = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code__in=set(codes))
    return {one.code: one for one in found}


def _national_units(codes: Iterable[str]) -> Mapping[str, int]:
    """Return the key of the State of each national unit, by the unit's code."""
    wanted = {code for code in codes if code}
    return dict(NationalUnit.objects.filter(code__in=wanted).values_list("code", "state_id")) if wanted else {}
