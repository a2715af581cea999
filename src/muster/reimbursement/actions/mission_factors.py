"""Writes to mission factors: entered from a day on, corrected, with the decision sheet behind them.

Raises NotFound, NotAllowed for whoever is neither of the mission nor of the secretariat that mandates it, Refused.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models.believed import keep_earlier
from muster.documents.actions import share_document, store_document
from muster.documents.models import Document
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.missions.queries import visible_mission
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reimbursement.memorandum_terms import FactorTerms
from muster.reimbursement.models import Memorandum, MissionFactorSet
from muster.reimbursement.queries.mission_factors import visible_factor_set
from muster.reimbursement.rules.mission_factors import (
    PLACES,
    Span,
    factor_problems,
    overlap_problems,
    predecessor,
)
from muster.reimbursement.stages import MemorandumStage
from muster.reimbursement.statement import hostile_percent, shipped_parameters

CAP = "factor_cap_percent"
SAID = (
    "region", "holds_from", "holds_until", "environment_percent", "intensified_percent", "hostile_points",
)  # fmt: skip
AUDITED = (*SAID, "hostile_percent", "source", "standing")


def snapshot(factors: MissionFactorSet) -> dict[str, object]:
    """Return a set of factors as the audit event keeps it."""
    return {name: getattr(factors, name) for name in AUDITED} | {"sheet": factors.sheet_id}


def sets_factors(actor: Viewer, mission: Mission) -> bool:
    """Return whether the actor is an officer of the mission or of the secretariat that mandates it."""
    sides = (mission.organisation_id, mission.mandated_by_id)
    return actor.is_system or (actor.organisation_id in sides and actor.has_role(Role.OFFICER))


def _require_setter(actor: Viewer, mission: Mission, standing: str) -> None:
    what = f"Mission factors of {mission.acronym}"
    if not sets_factors(actor, mission):
        raise NotAllowed(f"{what}: this is for officers of the mission and of the secretariat that mandates it.")
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")


@transaction.atomic
def enter_factors(
    actor: Viewer, terms: FactorTerms, *, today: date, sheet: tuple[str, bytes] | None = None
) -> MissionFactorSet:
    """Enter factors from a day on; open ones of the same region that began earlier end on that day.

    `sheet` is the decision sheet as name and bytes: kept by the actor's organisation, and read by the mission, the
    secretariat and the States whose memoranda in the mission are in force.
    """
    mission = _held(actor, terms.mission, today)
    _require_setter(actor, mission, terms.standing)
    what = f"Mission factors of {mission.acronym}"
    spans = _spans(mission)
    before = predecessor(spans, terms.region, terms.holds_from)
    _require_terms(what, terms, [one for one in spans if one != before])
    if before is not None:
        _end(actor, before.number, terms.holds_from, today)
    factors = MissionFactorSet(mission=mission, known_from=terms.known_from or today)
    _take(factors, terms)
    if sheet is not None:
        factors.sheet = _kept_sheet(actor, mission, sheet, today)
    require_clean_fields(factors, what)
    factors.save(force_insert=True)
    audit.record(actor, "reimbursement:mission-factors:entered", _subject(factors), after=snapshot(factors))
    return factors


@transaction.atomic
def correct_factors(
    actor: Viewer, number: int, terms: FactorTerms, *, today: date, sheet: tuple[str, bytes] | None = None,
    expected_version: int | None = None,
) -> MissionFactorSet:  # fmt: skip
    """Correct a set of factors; what was believed before stays on record for those who look back."""
    seen = visible_factor_set(actor, today, number)
    mission = _held(actor, seen.mission.acronym, today)
    _require_setter(actor, mission, terms.standing)
    what = f"Mission factors of {mission.acronym}"
    factors: MissionFactorSet = MissionFactorSet.objects.select_for_update(of=("self",)).get(pk=number)
    require_version(what, factors.version, expected_version)
    _require_terms(what, terms, _spans(mission), leaving_out=number)
    before = snapshot(factors)
    keep_earlier(factors, today)
    _take(factors, terms)
    if sheet is not None:
        factors.sheet = _kept_sheet(actor, mission, sheet, today)
    factors.version += 1
    require_clean_fields(factors, what)
    factors.save()
    audit.record(actor, "reimbursement:mission-factors:corrected", _subject(factors), before=before,
                 after=snapshot(factors))  # fmt: skip
    return factors


def _held(actor: Viewer, acronym: str, today: date) -> Mission:
    """Return the mission, its row held: sets of one mission are entered one after the other."""
    seen = visible_mission(actor, today, acronym)
    return Mission.objects.select_for_update(of=("self",)).select_related("organisation", "mandated_by").get(pk=seen.pk)


def _spans(mission: Mission) -> list[Span]:
    rows = MissionFactorSet.objects.filter(mission=mission).order_by("holds_from")
    return [Span(one.pk, one.region, one.holds_from, one.holds_until) for one in rows]


def _require_terms(what: str, terms: FactorTerms, spans: list[Span], leaving_out: int | None = None) -> None:
    cap = parameter(CAP, terms.holds_from).decimal
    problems = factor_problems(terms, cap) + overlap_problems(terms, spans, leaving_out)
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)


def _take(factors: MissionFactorSet, terms: FactorTerms) -> None:
    """Write the terms; with points the factor for hostile action follows from them, rounded for display alone."""
    for name in SAID:
        setattr(factors, name, getattr(terms, name))
    factors.region = terms.region.strip()
    factors.hostile_percent = terms.hostile_percent
    if terms.hostile_points is not None:
        factors.hostile_percent = points_as_percent(terms.hostile_points, terms.holds_from)
    factors.source, factors.standing = terms.source, terms.standing


def points_as_percent(points: int, day: date) -> Decimal:
    """Return the factor that points of a decision sheet give, to four places; the statement reckons it exactly."""
    exact: Fraction = hostile_percent(points, shipped_parameters(day))
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(PLACES)


def _end(actor: Viewer, number: int, day: date, today: date) -> None:
    """End an open set on the first day of the one that follows it."""
    factors = MissionFactorSet.objects.select_related("mission").get(pk=number)
    before = snapshot(factors)
    keep_earlier(factors, today)
    factors.holds_until = day
    factors.version += 1
    factors.save()
    audit.record(actor, "reimbursement:mission-factors:ended", _subject(factors), before=before,
                 after=snapshot(factors))  # fmt: skip


def _kept_sheet(actor: Viewer, mission: Mission, sheet: tuple[str, bytes], today: date) -> Document:
    """Keep a decision sheet as its sender's document, and let those read it whom the factors concern."""
    name, data = sheet
    is_of_mission = actor.organisation_id == mission.organisation_id
    owner = mission.organisation if is_of_mission else mission.mandated_by
    kept = store_document(actor, owner=owner, name=name, data=data, today=today,
                          title=f"Decision sheet of {mission.acronym}")  # fmt: skip
    states = Memorandum.objects.filter(unit__post__requirement__mission=mission, stage=MemorandumStage.IN_FORCE)
    concerned = Organisation.objects.filter(pk__in=states.values("unit__state"))
    for to in {one.pk: one for one in (mission.organisation, mission.mandated_by, *concerned)}.values():
        share_document(actor, kept, to, today=today)
    return kept


def _subject(factors: MissionFactorSet) -> str:
    """Return the name by which audit events speak of a set of factors."""
    return f"{factors.mission.acronym} factors {factors.pk}"
