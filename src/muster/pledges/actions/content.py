"""What a State says in a pledge: made and changed. Each write is a new version in one transaction."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.actions.units import warn_of_double_hatting
from muster.pledges.actions.writing import TAKEN, Writer, Writing
from muster.pledges.models import FINAL_STAGES, Evidence, Pledge
from muster.pledges.rules.changes import changed_fields
from muster.pledges.rules.content import pledge_problems
from muster.pledges.rules.verified import field_words, verified_fields
from muster.pledges.terms import PledgeTerms
from muster.pledges.versions import same_content, terms_of, with_caveats, with_lines


def _state(code: str) -> Organisation:
    """Return the Member State of an ISO code. Raises Refused with the remedy."""
    found = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code=code).first()
    if found is None:
        raise Refused(f"State {code!r} is not a party to this record; give the ISO alpha-3 code of a Member State.")
    return found


def _check(actor: Viewer, terms: PledgeTerms) -> Organisation:
    """Raise NotAllowed or Refused unless `actor` may record these terms; return the State."""
    state = _state(terms.state)
    visibility.require_owner(actor, state.pk, f"Pledge {terms.reference}")
    if terms.standing not in (None, Standing.ENTERED) and not actor.is_system:
        raise Refused(f"Pledge {terms.reference}: the standing of a pledge entered by its State is 'entered'.")
    problems = pledge_problems(terms)
    if problems:
        raise Refused(f"Pledge {terms.reference} cannot be recorded.", problems)
    return state


@transaction.atomic
def create_pledge(actor: Viewer, terms: PledgeTerms, *, register: Organisation, today: date) -> Pledge:
    """Record a new pledge as a draft of its State."""
    state = _check(actor, terms)
    if register.kind != OrganisationKind.SECRETARIAT:
        raise Refused(f"Pledge {terms.reference}: {register.name} keeps no register; name a secretariat.")
    if Pledge.objects.filter(reference=terms.reference).exists():
        raise Refused(TAKEN.format(terms.reference))
    pledge = Pledge(reference=terms.reference, register=register, state=state, known_from=today)
    Writer(actor, today=today).write([Writing(pledge, terms)])
    return pledge


@dataclass(frozen=True)
class Change:
    """What became of a change: the pledge, and whether anything was other than before."""

    pledge: Pledge
    is_change: bool


def latest_content(pledge: Pledge, *, today: date) -> PledgeTerms:
    """Return what the pledge says now."""
    latest = with_caveats(with_lines(pledge.versions.filter(known_until__isnull=True)), today)
    return terms_of(latest.get())


@transaction.atomic
def change_pledge(actor: Viewer, terms: PledgeTerms, *, today: date, expected_version: int | None = None) -> Change:
    """Change a pledge's content. `expected_version` refuses the change if somebody else was quicker."""
    state = _check(actor, terms)
    pledge = Pledge.objects.select_for_update().filter(reference=terms.reference, state=state).first()
    if pledge is None:
        raise NotFound(f"There is no pledge {terms.reference!r} of {state.name}.")
    if pledge.stage in FINAL_STAGES:
        raise Refused(f"Pledge {terms.reference} was withdrawn and can no longer be changed; make a new one.")
    require_version(f"Pledge {terms.reference}", pledge.version, expected_version)
    before = latest_content(pledge, today=today)
    if problems := verified_problems(actor, pledge, before, terms):
        raise Refused(problems=problems)
    return Change(pledge, write_change(actor, pledge, terms, today=today))


def verified_problems(actor: Viewer, pledge: Pledge, before: PledgeTerms, terms: PledgeTerms) -> list[Problem]:
    """Return what is wrong with changing verified facts directly: that is asked for by a request.

    The installation itself may change them.
    """
    if actor.is_system:
        return []
    approved = pledge.evidence.filter(verdict=Evidence.Verdict.APPROVED).values_list("level", flat=True)
    verified = set(verified_fields(approved))
    names = [field_words(name) for name in changed_fields(before, terms) if name in verified] if verified else []
    if not names:
        return []
    told = f"verified: {', '.join(names)} cannot be changed directly"
    return [Problem(f"pledge {pledge.reference}", told, "ask for the change; the Secretariat decides on it")]


def write_change(actor: Viewer, pledge: Pledge, terms: PledgeTerms, *, today: date, reason: str = "") -> bool:
    """Write a change that was checked, as the next version of a locked pledge; returns whether it changed anything."""
    before = latest_content(pledge, today=today)
    if same_content(before, terms):
        return False
    Writer(actor, today=today).write([Writing(pledge, terms, before, reason)])
    warn_of_double_hatting(pledge, today=today)
    return True
