"""What the page of a memorandum shows, as the kit's plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.pages.parameters import explained
from muster.generation.queries.instruments import visible_instruments
from muster.kit.day_text import long_day
from muster.kit.pages import Action, Badge, Crumb, Explanation, Fact, NextStep, PageHead, TimelineEntry, Tone
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.reimbursement.actions.loss_access import may_report
from muster.reimbursement.actions.memorandum_access import decides, drafts, may_amend, may_write
from muster.reimbursement.memorandum_terms import EquipmentTerms, ServiceTerms
from muster.reimbursement.models import Memorandum, MemorandumVersion
from muster.reimbursement.queries.agreed_terms import equipment_terms, service_terms
from muster.reimbursement.queries.memoranda import events_of
from muster.reimbursement.queries.mission_factors import factors_applying
from muster.reimbursement.rules.memorandum_changes import other_states
from muster.reimbursement.rules.memorandum_rates import RateBook, equipment_origin, service_origin
from muster.reimbursement.rules.memorandum_stages import STEPS
from muster.reimbursement.rules.memorandum_versions import until_of
from muster.reimbursement.stages import LeaseKind, MemorandumStage, RateOrigin
from muster.reimbursement.statement import dry_rate, shipped_parameters, transport_percent, wet_rate
from muster.reimbursement.tables.memoranda import MEMORANDUM_TONES, memorandum_badge

STEP_WORDS = {MemorandumStage.IN_FORCE: gettext_lazy("Put in force"), MemorandumStage.ENDED: gettext_lazy("End")}
ORIGIN_TONES: dict[RateOrigin, Tone] = {
    RateOrigin.EDITION: "met",
    RateOrigin.OTHERWISE: "due",
    RateOrigin.SPECIAL_CASE: "accent",
    RateOrigin.BY_HAND: "neutral",
}
CENTS = 100
SHOWN_PLACES = Decimal("0.0001")


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of memoranda."""
    return [Crumb(_("Reimbursement"), reverse("reimbursement")), *more]


def memorandum_crumb(reference: str) -> Crumb:
    """Return the step of a path that is a memorandum."""
    return Crumb(reference, reverse("reimbursement-memorandum", args=[reference]))


def steps_open(viewer: Viewer, memorandum: Memorandum) -> list[MemorandumStage]:
    """Return the stages to which the viewer may take a memorandum: either side gives a draft up."""
    stage = MemorandumStage(memorandum.stage)
    if decides(viewer, memorandum.unit):
        return list(STEPS[stage])
    gives_up = stage == MemorandumStage.DRAFT and drafts(viewer, memorandum.unit)
    return [MemorandumStage.ENDED] if gives_up else []


def memorandum_head(request: MusterRequest, memorandum: Any) -> PageHead:
    """Return the head of a memorandum's page with what the viewer may do."""
    reference, doors = memorandum.reference, []
    if may_write(request.viewer, memorandum):
        doors.append(Action(_("Write"), reverse("write-memorandum", args=[reference]), icon="edit"))
    if may_amend(request.viewer, memorandum):
        doors.append(Action(_("Amend"), reverse("amend-memorandum", args=[reference]), icon="edit"))
    if may_write(request.viewer, memorandum) or may_amend(request.viewer, memorandum):
        doors.append(Action(_("Import"), reverse("memorandum-import", args=[reference])))
    for stage in steps_open(request.viewer, memorandum):
        address = reverse("step-memorandum", args=[reference, stage.value])
        doors.append(Action(STEP_WORDS[stage], address, primary=stage == MemorandumStage.IN_FORCE))
    if memorandum.stage_then != MemorandumStage.DRAFT:
        doors.append(Action(_("Statement"), reverse("memorandum-statement", args=[reference])))
    if memorandum.seen_whole:
        doors.append(Action(_("Deductions and premiums"), reverse("adjustment-rules", args=["memoranda", reference])))
        if may_report(request.viewer, memorandum):
            doors.append(Action(_("Report a loss"), f"{reverse('new-loss')}?memorandum={reference}"))
        doors.append(Action(_("Workbook"), reverse("memorandum-workbook", args=[reference]), icon="download"))
    return PageHead(
        title=memorandum.title,
        kicker=f"{_('Memorandum of understanding')} · {reference}",
        lead="" if memorandum.seen_whole else _("You see the lines of your own part of this memorandum."),
        crumbs=crumbs(Crumb(reference)),
        status=memorandum_badge(memorandum),
        next_step=_next_step(memorandum),
        actions=doors,
        illustrative=memorandum.illustrative,
    )


def _next_step(memorandum: Any) -> NextStep | None:
    if memorandum.stage_then != MemorandumStage.DRAFT:
        return None
    secretariat = memorandum.unit.post.requirement.mission.mandated_by
    return NextStep(secretariat.name, _("puts it in force once both sides agree on the lines"))


def memorandum_facts(viewer: Viewer, memorandum: Any, version: MemorandumVersion | None, day: date) -> list[Fact]:
    """Return what is on record of a memorandum, and what the version says besides its lines."""
    unit = memorandum.unit
    mission = unit.post.requirement.mission.acronym
    facts = [
        Fact(_("Unit"), unit.title, href=reverse("deployed-unit", args=[unit.reference])),
        Fact(_("State"), unit.state.name),
        Fact(_("Mission"), mission, href=reverse("mission", args=[mission])),
        Fact(_("Number"), memorandum.number or "—"),
    ]
    instrument = memorandum.instrument
    if instrument is not None and memorandum.seen_whole:
        is_seen = visible_instruments(viewer, day).filter(pk=instrument.pk).exists()
        address = reverse("instrument", args=[instrument.case.reference, instrument.reference]) if is_seen else ""
        facts.append(Fact(_("Instrument"), instrument.reference, href=address))
    if version is not None:
        facts += _version_facts(memorandum, version)
    return [*facts, Fact(_("Source"), memorandum.source or "—", standing=memorandum.standing)]


def _version_facts(memorandum: Any, version: MemorandumVersion) -> list[Fact]:
    until = until_of(version, memorandum.versions_known)
    facts = [Fact(_("Holds from"), version.holds_from), Fact(_("Until (excluded)"), until or "—")]
    if not memorandum.seen_whole:
        return facts
    facts.append(Fact(_("Personnel, at most"), version.personnel_ceiling, unit=_("people")))
    edition = version.edition
    rates = f"{edition.reference}: {edition.title}" if edition else _("none: rates are entered by hand")
    facts.append(Fact(_("Edition of rates"), rates, standing=edition.standing if edition else ""))
    if version.reason:
        facts.append(Fact(_("Reason"), version.reason))
    return facts


def factor_facts(memorandum: Any, version: MemorandumVersion, day: date) -> list[Fact]:
    """Return the mission factors that apply on a day, with the route's; for a side of the memorandum. One query."""
    mission = memorandum.unit.post.requirement.mission
    found = factors_applying(mission.pk, version.region, day, day)
    address = reverse("factors-of-mission", args=[mission.acronym])
    facts = [_transport_fact(version, day)]
    if found is None:
        words = _("none on record as of %(day)s") % {"day": long_day(day)}
        return [Fact(_("Mission factors"), words, href=address), *facts]
    where = found.region or _("whole mission")
    values = (
        (_("Extreme environment"), found.environment_percent),
        (_("Intensified operations"), found.intensified_percent),
        (_("Hostile action"), found.hostile_percent),
    )
    return [
        Fact(_("Set for"), f"{mission.acronym}, {where}", href=address, standing=found.standing),
        *(Fact(label, plain_decimal(value), unit=_("percent")) for label, value in values),
        *facts,
    ]


def _transport_fact(version: MemorandumVersion, day: date) -> Fact:
    """Return the factor for incremental transportation: as agreed, or reckoned from the route."""
    label = _("Incremental transportation")
    if version.route_km is None:
        value = version.transport_percent
        return Fact(label, "—" if value is None else plain_decimal(value), unit="" if value is None else _("percent"))
    found = transport_percent(version.route_km, shipped_parameters(day))
    how = Explanation(
        formula=_("a step for each complete stretch of the route beyond the first: %(km)s km")
        % {"km": version.route_km},
        parameters=explained(["transport_percent_per_step", "transport_step_km"], day),
    )
    return Fact(label, plain_decimal(_decimal(found)), unit=_("percent"), explanation=how)


def plain_decimal(value: Decimal) -> str:
    """Return a decimal without zeros at its end."""
    return f"{value.normalize():f}"


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(SHOWN_PLACES)


@dataclass(frozen=True)
class EquipmentRow:
    """An agreed line of major equipment as its table reads it; money in US dollars."""

    number: int
    item: str
    category: str
    group: str
    quantity: int
    lease: str
    of_state: str
    rate: Decimal
    together: Decimal
    origin: Badge
    gfmv: Decimal
    life_years: Decimal
    no_fault_percent: Decimal
    maintenance: Decimal
    paint: Decimal | None
    serves: str


@dataclass(frozen=True)
class ServiceRow:
    """An agreed line of self-sustainment as its table reads it; money in US dollars."""

    number: int
    category: str
    ceiling: int
    of_state: str
    rate: Decimal
    together: Decimal
    origin: Badge


def monthly_rate(line: EquipmentTerms) -> Fraction:
    """Return what one item earns a month under its lease before the factors, in US dollars; exact."""
    maintenance = Fraction(line.maintenance_cents or 0, CENTS)
    if line.lease == LeaseKind.MAINTENANCE_ONLY:
        return maintenance
    basis = (
        Fraction(line.gfmv_cents or 0, CENTS),
        Fraction(line.life_years or 1),
        Fraction(line.no_fault_percent or 0),
    )
    return wet_rate(*basis, maintenance) if line.lease == LeaseKind.WET else dry_rate(*basis)


def _badge(origin: RateOrigin) -> Badge:
    return Badge(origin.label, ORIGIN_TONES[origin])


def equipment_rows(lines: Any, book: RateBook) -> list[EquipmentRow]:
    """Return lines of major equipment as their table reads them; what serves self-sustainment earns nothing itself."""
    return [_equipment_row(one, equipment_terms(one), book) for one in lines]


def _equipment_row(one: Any, terms: EquipmentTerms, book: RateBook) -> EquipmentRow:
    rate = monthly_rate(terms)
    together = 0 if one.used_for_self_sustainment else rate * one.quantity
    paint = one.paint_cents
    return EquipmentRow(
        one.number, one.item, one.category, one.group, one.quantity, LeaseKind(one.lease).label,
        other_states(terms), _decimal(rate), _decimal(Fraction(together)),
        _badge(equipment_origin(terms, book)), Decimal(one.gfmv_cents) / CENTS, one.life_years, one.no_fault_percent,
        Decimal(one.maintenance_cents) / CENTS, None if paint is None else Decimal(paint) / CENTS,
        _("yes") if one.used_for_self_sustainment else "",
    )  # fmt: skip


def service_rows(lines: Any, book: RateBook) -> list[ServiceRow]:
    """Return lines of self-sustainment as their table reads them."""
    found = []
    for one in lines:
        terms: ServiceTerms = service_terms(one)
        origin = _badge(service_origin(terms, book))
        found.append(
            ServiceRow(one.number, one.category, one.ceiling, terms.provider, one.rate_usd,
                       one.rate_usd * one.ceiling, origin)
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class VersionRow:
    """A version as its table reads it."""

    number: int
    href: str
    holds_from: date
    until: date | None
    known_from: date
    edition: str
    personnel: int | None
    reason: str
    changes: str


def version_rows(memorandum: Any) -> list[VersionRow]:
    """Return the versions known on the day, the latest first; what they say is for the sides alone."""
    whole = memorandum.seen_whole
    return [
        VersionRow(
            one.number, reverse("memorandum-version", args=[memorandum.reference, one.number]), one.holds_from,
            until_of(one, memorandum.versions_known), one.known_from,
            one.edition.reference if whole and one.edition else "", one.personnel_ceiling if whole else None,
            one.reason if whole else "", "; ".join(one.changes) if whole else "",
        )
        for one in reversed(memorandum.versions_known)
    ]  # fmt: skip


def version_title(memorandum: Any, version: MemorandumVersion, day: date) -> str:
    """Return in words which version is shown, and whether it holds on the day."""
    words = _("Version %(number)s, from %(day)s") % {"number": version.number, "day": long_day(version.holds_from)}
    until = until_of(version, memorandum.versions_known)
    if until is not None and until <= day:
        return _("%(version)s, no longer in place on %(day)s") % {"version": words, "day": long_day(day)}
    if day < version.holds_from:
        return _("%(version)s, not in place yet on %(day)s") % {"version": words, "day": long_day(day)}
    return words


def memorandum_timeline(memorandum: Any, day: date) -> list[TimelineEntry]:
    """Return the stages of a memorandum with their days; reasons are for the sides."""
    return [
        TimelineEntry(one.held_from, MemorandumStage(one.stage).label, one.reason if memorandum.seen_whole else "",
                      tone=MEMORANDUM_TONES[one.stage])
        for one in events_of(memorandum, day)
    ]  # fmt: skip
