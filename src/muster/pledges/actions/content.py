"""What a State says in a pledge: made, changed, imported. Each write is a new version in one transaction."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.models import (
    FINAL_STAGES,
    Caveat,
    CaveatOrigin,
    Evidence,
    NationalUnit,
    Pledge,
    PledgeVersion,
)
from muster.pledges.queries import VERSION_FIELDS
from muster.pledges.rules.content import pledge_problems
from muster.pledges.rules.verified import changed_fields, field_words, verified_fields
from muster.pledges.terms import HEADER, LINES, PledgeTerms, terms_as_json
from muster.pledges.versions import caveat_terms, lines_of, same_content, terms_of, with_caveats, with_lines

Progress = Callable[[int, int], None]
"""Called with how many pledges are saved and how many there are."""


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


def snapshot(terms: PledgeTerms) -> dict[str, object]:
    """Return a pledge's content as the audit event keeps it: the header whole, each list by its count and digest.

    The versions themselves are never deleted; the digest proves that a list is the one that was written.
    """
    content = terms_as_json(terms)
    kept: dict[str, object] = {name: content[name] for name in (*HEADER, "unit", "caveats", "source", "standing")}
    for name in LINES:
        if content[name]:
            text = json.dumps(content[name], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            kept[name] = {"lines": len(content[name]), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return kept


def _unit(state: Organisation, code: str) -> NationalUnit | None:
    """Return the national unit that the terms name, if they name one. Raises Refused with the remedy."""
    if not code:
        return None
    found = NationalUnit.objects.filter(state=state, code=code).first()
    if found is None:
        raise Refused(f"National unit {code!r} is not on record for {state.name}; enter it first, or leave it empty.")
    return found


def _write(pledge: Pledge, terms: PledgeTerms, before: PledgeTerms | None, *, today: date) -> PledgeTerms:
    """Write the terms as the next version of the pledge; returns them with their source and standing filled in."""
    known_source = before.source if before else ""
    known_standing = before.standing if before else Standing.ENTERED.value
    said = replace(
        terms,
        source=known_source if terms.source is None else terms.source,
        standing=known_standing if terms.standing is None else terms.standing,
    )
    version = PledgeVersion(pledge=pledge, number=pledge.version, known_from=today)
    for name in (*HEADER, "source", "standing"):
        setattr(version, name, getattr(said, name))
    require_clean_fields(version, f"Pledge {terms.reference}")
    version.save(force_insert=True)
    partners = {line.state for line in said.contributions}
    state_ids = dict(
        Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code__in=partners).values_list("code", "pk")
        if partners
        else ()
    )
    if missing := sorted(partners - set(state_ids)):
        raise Refused(f"Pledge {terms.reference}: {', '.join(missing)} is not a party to this record.")
    for model, lines in lines_of(version, said, state_ids).items():
        for line in lines:
            require_clean_fields(line, f"Pledge {terms.reference}, {line._meta.verbose_name} {line}")
        model._default_manager.bulk_create(lines)
    _write_caveats(pledge, said, today=today)
    return said


def _write_caveats(pledge: Pledge, terms: PledgeTerms, *, today: date) -> None:
    """Bring the declared caveats to what the terms say; one that stays as it is keeps its source and standing."""
    open_ones = Caveat.objects.filter(pledge=pledge, known_until__isnull=True)
    on_record = {(one.kind, one.value): one for one in open_ones}
    kept = {key: one for key, one in on_record.items() if one.origin == CaveatOrigin.DECLARED}
    for said in terms.caveats:
        known = on_record.get((said.kind, said.value))
        if known is not None and caveat_terms(known) == said:
            kept.pop((said.kind, said.value), None)
            continue
        source, standing = (known.source, known.standing) if known else (terms.source or "", terms.standing or "")
        if known is not None:
            kept.pop((said.kind, said.value), None)
            known.known_until = today
            known.save(update_fields=["known_until"])
        caveat = Caveat(pledge=pledge, source=source, standing=standing, known_from=today, **vars(said))
        require_clean_fields(caveat, f"A caveat of pledge {terms.reference}")
        caveat.save(force_insert=True)
    for dropped in kept.values():
        dropped.known_until = today
        dropped.save(update_fields=["known_until"])


@transaction.atomic
def create_pledge(actor: Viewer, terms: PledgeTerms, *, register: Organisation, today: date) -> Pledge:
    """Record a new pledge as a draft of its State."""
    state = _check(actor, terms)
    if register.kind != OrganisationKind.SECRETARIAT:
        raise Refused(f"Pledge {terms.reference}: {register.name} keeps no register; name a secretariat.")
    taken = f"Pledge {terms.reference}: the reference is taken; choose another one."
    if Pledge.objects.filter(reference=terms.reference).exists():
        raise Refused(taken)
    pledge = Pledge(
        reference=terms.reference, register=register, state=state, unit=_unit(state, terms.unit), known_from=today
    )
    require_clean_fields(pledge, f"Pledge {terms.reference}")
    try:
        with transaction.atomic():
            pledge.save(force_insert=True)
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(taken) from error
    said = _write(pledge, terms, None, today=today)
    audit.record(actor, "pledges:pledge:created", pledge.reference, after=snapshot(said))
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
    if expected_version is not None and pledge.version != expected_version:
        raise Refused(
            f"Pledge {terms.reference} was changed by somebody else meanwhile; look at it and change it again."
        )
    require_unverified(actor, pledge, terms, today=today)
    return Change(pledge, write_change(actor, pledge, terms, today=today))


def require_unverified(actor: Viewer, pledge: Pledge, terms: PledgeTerms, *, today: date) -> None:
    """Raise Refused where terms change what was verified: that is asked for by a request. The installation may."""
    if actor.is_system:
        return
    approved = pledge.evidence.filter(verdict=Evidence.Verdict.APPROVED).values_list("level", flat=True)
    verified = set(verified_fields(approved))
    changed = changed_fields(latest_content(pledge, today=today), terms) if verified else ()
    if names := [field_words(name) for name in changed if name in verified]:
        told = f"verified: {', '.join(names)} cannot be changed directly"
        problem = Problem(f"pledge {pledge.reference}", told, "ask for the change; the Secretariat decides on it")
        raise Refused(problems=[problem])


def write_change(actor: Viewer, pledge: Pledge, terms: PledgeTerms, *, today: date, reason: str = "") -> bool:
    """Write a change that was checked, as the next version of a locked pledge; returns whether it changed anything."""
    before = latest_content(pledge, today=today)
    if same_content(before, terms):
        return False
    latest = pledge.versions.get(known_until__isnull=True)
    if today < latest.known_from:
        raise Refused(
            f"Pledge {pledge.reference}: what it says is known since {long_day(latest.known_from)}; "
            "a change is known from then on at the earliest."
        )
    latest.known_until = today
    latest.save(update_fields=["known_until"])
    pledge.version += 1
    pledge.unit = _unit(pledge.state, terms.unit)
    pledge.save(update_fields=["version", "unit"])
    said = _write(pledge, terms, before, today=today)
    was, now = snapshot(before), snapshot(said)
    changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    audit.record(
        actor,
        "pledges:pledge:changed",
        pledge.reference,
        before={name: was.get(name) for name in changed},
        after={name: now.get(name) for name in changed},
        reason=reason,
    )
    return True


def save_pledges(
    actor: Viewer,
    all_terms: Sequence[PledgeTerms],
    *,
    register: Organisation,
    today: date,
    progress: Progress | None = None,
) -> tuple[int, int]:
    """Create or change many pledges, all or none. Returns how many were created and how many really changed.

    Terms that say what is on record for the actor to see change nothing, whoever's pledge it is and however it stands.
    """
    references = [terms.reference for terms in all_terms]
    known = set(Pledge.objects.filter(reference__in=references).values_list("reference", flat=True))
    seen = PledgeVersion.objects.filter(
        visibility.rows(actor, VERSION_FIELDS), pledge__reference__in=references, known_until__isnull=True
    )
    on_record = {one.reference: terms_of(one) for one in with_caveats(with_lines(seen), today)}
    changed = 0
    with transaction.atomic():
        for number, terms in enumerate(all_terms, 1):
            before = on_record.get(terms.reference)
            if before is not None and same_content(before, terms):
                pass
            elif terms.reference in known:
                changed += change_pledge(actor, terms, today=today).is_change
            else:
                create_pledge(actor, terms, register=register, today=today)
            if progress is not None:
                progress(number, len(all_terms))
    return len(all_terms) - len(known), changed
