"""National units: registered by their State, with what says whether they can stand beside others."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.standing import Standing
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.models import (
    OPEN_STAGES,
    ExternalCertification,
    InteroperabilityProfile,
    NationalUnit,
    Pledge,
    SharedService,
)
from muster.pledges.queries.units import standing_pledges_of, visible_unit
from muster.pledges.terms import split_list
from muster.reference.catalogue import table
from muster.reference.certifications import certification_ratings, certification_steps
from muster.reference.states import states


@dataclass(frozen=True)
class UnitTerms:
    """A unit of a State's forces or police, by its national name."""

    code: str
    name: str
    home_base: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value


@dataclass(frozen=True)
class ProfileTerms:
    """What a unit works with; lists are written with semicolons."""

    languages: str = ""
    procedures: str = ""
    communications: str = ""
    remarks: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value


@dataclass(frozen=True)
class CertificationTerms:
    """A step of a scheme that a unit took."""

    scheme: str
    step: str
    rating: str
    certified_on: date
    valid_until: date | None = None
    remarks: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value


@dataclass(frozen=True)
class ServiceTerms:
    """What a unit did together with units of another State."""

    kind: str
    name: str
    with_state: str
    began_on: date
    ended_on: date | None = None
    source: str = ""
    standing: str = Standing.ENTERED.value


@transaction.atomic
def register_unit(actor: Viewer, terms: UnitTerms, *, today: date, state: Organisation | None = None) -> NationalUnit:
    """Enter a national unit, by an officer of its State. `state`: whose it is, where the installation acts."""
    owner = state if actor.is_system else Organisation.objects.filter(pk=actor.organisation_id or 0).first()
    if owner is None or owner.kind != OrganisationKind.MEMBER_STATE:
        raise NotAllowed("A national unit is entered by an officer of its Member State; sign in as one.")
    visibility.require_owner(actor, owner.pk, f"National unit {terms.code}")
    _require_entered(actor, terms.standing)
    unit = NationalUnit(state=owner, known_from=today, **asdict(terms))
    require_clean_fields(unit, f"National unit {terms.code}")
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"National unit {terms.code}: the code is taken; choose another one.") from error
    audit.record(actor, "pledges:unit:registered", unit.code, after={**asdict(terms), "state": owner.code})
    return unit


def _require_entered(actor: Viewer, standing: str) -> None:
    """Raise Refused unless what a State enters has the standing of what is entered; the installation may say other."""
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused("The standing of what is entered by its State is 'entered'.")


def _own_unit(actor: Viewer, code: str, standing: str, today: date) -> NationalUnit:
    """Return a unit of the actor's State, locked. Raises NotFound, NotAllowed or Refused."""
    _require_entered(actor, standing)
    unit = visible_unit(actor, today, code)
    visibility.require_owner(actor, unit.state_id, f"National unit {code}")
    return NationalUnit.objects.select_for_update().get(pk=unit.pk)


@transaction.atomic
def change_unit(actor: Viewer, terms: UnitTerms, *, today: date) -> NationalUnit:
    """Change what a unit is called and where it is at home; its code stays."""
    unit = _own_unit(actor, terms.code, terms.standing, today)
    names = ("name", "home_base", "source", "standing")
    before = {name: getattr(unit, name) for name in names}
    after = {name: getattr(terms, name) for name in names}
    if before == after:
        return unit
    for name, value in after.items():
        setattr(unit, name, value)
    require_clean_fields(unit, f"National unit {terms.code}")
    unit.save(update_fields=list(names))
    audit.record(actor, "pledges:unit:changed", unit.code, before=before, after=after)
    return unit


@transaction.atomic
def record_profile(actor: Viewer, code: str, terms: ProfileTerms, *, today: date) -> InteroperabilityProfile:
    """Record what a unit works with from now on; earlier profiles stay on record."""
    unit = _own_unit(actor, code, terms.standing, today)
    what = f"Profile of unit {code}"
    unknown = sorted(set(split_list(terms.languages)) - set(table("languages").by_key))
    if unknown:
        remedy = "write ISO 639 codes such as en; fr"
        raise Refused(f"{what} cannot be recorded.", [Problem("languages", f"{', '.join(unknown)} unknown", remedy)])
    profile = InteroperabilityProfile(unit=unit, known_from=today, **asdict(terms))
    require_clean_fields(profile, what)
    profile.save(force_insert=True)
    audit.record(actor, "pledges:unit:profiled", code, after=asdict(terms))
    return profile


@transaction.atomic
def record_certification(actor: Viewer, code: str, terms: CertificationTerms, *, today: date) -> ExternalCertification:
    """Record a step of an outside scheme: evidence for lines of a visit's checklists, never a visit (7.4)."""
    unit = _own_unit(actor, code, terms.standing, today)
    problems = []
    if (terms.scheme, terms.step) not in {(one.scheme, one.step) for one in certification_steps()}:
        problems.append(Problem("step", f"{terms.scheme} {terms.step} is not in the table", "take one of its steps"))
    if terms.rating not in {one.code for one in certification_ratings()}:
        problems.append(Problem("rating", f"{terms.rating!r} is not in the table", "take one of its ratings"))
    if terms.certified_on > today:
        problems.append(Problem("certified on", "is not yet", "give today or an earlier day"))
    if terms.valid_until is not None and terms.valid_until <= terms.certified_on:
        problems.append(Problem("valid until", "is not after the certification", "give a later day, or leave it empty"))
    if problems:
        raise Refused(f"The certification of unit {code} cannot be recorded.", problems)
    found = ExternalCertification(unit=unit, known_from=today, **asdict(terms))
    require_clean_fields(found, f"Certification of unit {code}")
    found.save(force_insert=True)
    audit.record(actor, "pledges:unit:certified", code, after=asdict(terms))
    return found


@transaction.atomic
def record_shared_service(actor: Viewer, code: str, terms: ServiceTerms, *, today: date) -> SharedService:
    """Record an exercise or deployment together with units of another State."""
    unit = _own_unit(actor, code, terms.standing, today)
    problems = []
    if terms.with_state not in {one.iso3 for one in states()} or terms.with_state == unit.state.code:
        problems.append(Problem("with", f"{terms.with_state!r} is no other State", "give an ISO alpha-3 code"))
    if terms.ended_on is not None and terms.ended_on <= terms.began_on:
        problems.append(Problem("ended on", "is not after it began", "give a later day, or leave it empty"))
    if problems:
        raise Refused(f"The common service of unit {code} cannot be recorded.", problems)
    found = SharedService(unit=unit, known_from=today, **asdict(terms))
    require_clean_fields(found, f"Common service of unit {code}")
    found.save(force_insert=True)
    audit.record(actor, "pledges:unit:served-together", code, after=asdict(terms))
    return found


def warn_of_double_hatting(pledge: Pledge, *, today: date) -> int:
    """Tell the State and each register if the unit of a submitted pledge is pledged to two; return how many were told.

    Each register learns the other's name, nothing else of its pledge. Called in the transaction that makes it so; each
    organisation is told once of the same registers.
    """
    if pledge.unit_id is None or pledge.stage not in OPEN_STAGES:
        return 0
    others = [one for one in standing_pledges_of([pledge.unit_id], today) if one.register_id != pledge.register_id]
    if not others:
        return 0
    unit = NationalUnit.objects.select_related("state").get(pk=pledge.unit_id)
    registers = {one.register_id: one for one in (pledge, *others)}
    key = f"double-hatting:{unit.code}:" + ",".join(sorted(one.register.code for one in registers.values()))
    told = [(one.register, one) for one in registers.values()] + [(unit.state, pledge)]
    new = 0
    for organisation, seen in told:
        names = ", ".join(one.register.name for one in registers.values() if one.register_id != organisation.pk)
        new += notify(
            topic="double-hatting",
            to=organisation,
            title=f"{unit.name} is pledged to two registers",
            body=f"The unit behind {seen.reference} is pledged to {names} too. It is one unit, and counted once.",
            day=today,
            subject=Subject("pledge", seen.reference, state=unit.state.code),
            href=reverse("pledge", args=[seen.reference]),
            once=key,
        ).is_new
    return new
