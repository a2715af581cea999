"""What is agreed of a unit's equipment and self-sustainment: its memorandum in force, else what its pledge says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.deployments.models import BasisKind, DeployedUnit, LegalBasis
from muster.generation.instrument_sides import PROVIDERS
from muster.generation.models import Annex, Instrument, InstrumentKind, InstrumentStageEvent, InstrumentVersion
from muster.generation.rules.instruments import BINDING
from muster.inspections.rules.worksheet import AgreedItem, Worksheet, worksheet_of
from muster.kit.facts import known_on, true_on
from muster.pledges.models import PledgeVersion
from muster.pledges.queries.register import versions_on
from muster.reference.catalogue import table


@dataclass(frozen=True)
class Agreed:
    """The empty worksheet of what is agreed, where it comes from in words, and the version of the memorandum if any."""

    sheet: Worksheet
    words: str
    basis: InstrumentVersion | None = None


def agreed_for(unit: DeployedUnit, day: date) -> Agreed:
    """Return what is agreed of a unit on `day`; the worksheet is empty where neither memorandum nor pledge has lists.

    The two sides of an inspection are those of the memorandum, so whoever opens a worksheet may read what is agreed.
    """
    for version in _memoranda(unit, day):
        lines = list(version.lines.all())
        equipment = [
            AgreedItem(one.item, one.category, one.quantity, one.lease) for one in lines if one.annex == Annex.EQUIPMENT
        ]
        services = [
            AgreedItem(one.item, quantity=one.quantity, provider=one.provider)
            for one in lines
            if one.annex == Annex.SELF_SUSTAINMENT
        ]
        if equipment or services:
            words = f"annexes B and C of {version}"
            return Agreed(worksheet_of(equipment, services, unit.strength), words, version)
    return _of_pledge(unit, day)


def _memoranda(unit: DeployedUnit, day: date) -> Iterable[InstrumentVersion]:
    """Yield the versions known on `day` of the memoranda that bind, those of the unit's own legal basis first.

    Else those of cases of the State for the unit's post; of several, what binds since last comes first.
    """
    named = true_on(LegalBasis.objects.filter(unit=unit, kind=BasisKind.MEMORANDUM), day)
    keys = list(named.exclude(instrument=None).order_by("-valid_from").values_list("instrument", flat=True))
    of_case = known_on(
        Instrument.objects.filter(
            kind=InstrumentKind.MEMORANDUM,
            case__state=unit.state_id,
            case__post=unit.post_id,
            case__is_drill=False,
        ),
        day,
    )
    keys += [key for key in of_case.order_by("-stage_on", "-pk").values_list("pk", flat=True) if key not in keys]
    stages: dict[int, str] = {}
    events = known_on(InstrumentStageEvent.objects.filter(instrument__in=keys, held_from__lte=day), day)
    for event in events.order_by("held_from", "pk"):
        stages[event.instrument_id] = event.stage
    versions = known_on(InstrumentVersion.objects.filter(instrument__in=keys), day).select_related("instrument")
    latest = {one.instrument_id: one for one in versions.prefetch_related("lines").order_by("number")}
    for key in keys:
        if stages.get(key) in BINDING and key in latest:
            yield latest[key]


def _of_pledge(unit: DeployedUnit, day: date) -> Agreed:
    """Return what the version of the unit's pledge known on `day` lists."""
    version = PledgeVersion.objects.filter(versions_on(day), pledge=unit.pledge_id).first() if unit.pledge_id else None
    if version is None:
        return Agreed(Worksheet(), "nothing: the unit has no memorandum in force and no pledge; add lines by hand")
    equipment = [AgreedItem(one.item, one.category, one.quantity, one.lease) for one in version.equipment.all()]
    services = [
        AgreedItem(_service_name(one.category), provider=PROVIDERS[one.provider])
        for one in version.self_sustainment.all()
    ]
    words = f"pledge {version.pledge.reference}; no memorandum in force has lists"
    if not (equipment or services):
        words = f"nothing: pledge {version.pledge.reference} has no lists; add lines by hand"
    return Agreed(worksheet_of(equipment, services, unit.strength), words)


def _service_name(category: str) -> str:
    """Return a category of self-sustainment by its name; a code of nobody's stays as it is."""
    row = table("self_sustainment_categories").by_key.get(category)
    return str(row["name"]) if row else category
