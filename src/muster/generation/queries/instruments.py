"""The instruments of cases: the two sides see them from the draft on, the mission from the signature on."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from muster.generation.models import Case, Instrument, InstrumentLine, InstrumentStageEvent, InstrumentVersion
from muster.generation.queries.case_parts import MISSION
from muster.generation.rules.instrument_lines import LineTerms
from muster.generation.rules.instruments import BINDING, Stage
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

SIDES_FIELDS = visibility.Fields(owner="case__register_id", partner="case__state_id")
OTHER_FIELDS = visibility.Fields(
    partner="other_state_id",
    mission=f"case__{MISSION}",
    stage="stage",
    withheld_stages=tuple(one.value for one in Stage if one not in BINDING),
)
"""A co-deploying State is a partner from the draft on; the mission sees what binds."""


def instruments_condition(viewer: Viewer) -> Q:
    """Return the condition that the viewer may see an instrument."""
    return visibility.rows(viewer, SIDES_FIELDS) | visibility.rows(viewer, OTHER_FIELDS)


def visible_instruments(viewer: Viewer, day: date) -> QuerySet[Instrument]:
    """Return the instruments that the viewer may see, known on `day`."""
    found = known_on(Instrument.objects.filter(instruments_condition(viewer)), day)
    return found.select_related(
        "case__state", "case__register", "case__post__requirement__mission__organisation", "other_state"
    )


def instruments_of(viewer: Viewer, day: date, case: Case) -> QuerySet[Instrument]:
    """Return the instruments of one case that the viewer may see, known on `day`."""
    return visible_instruments(viewer, day).filter(case=case)


def visible_instrument(viewer: Viewer, day: date, reference: str) -> Instrument:
    """Return one instrument with its events. Raises NotFound if there is none that the viewer may see."""
    events = Prefetch(
        "stage_events",
        queryset=known_on(InstrumentStageEvent.objects.select_related("by"), day),
        to_attr="known_events",
    )
    found = visible_instruments(viewer, day).prefetch_related(events).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no instrument {reference!r} that you may see as of {long_day(day)}.")
    return found


def versions_of(instrument: Instrument, day: date) -> list[InstrumentVersion]:
    """Return the versions known on `day`, each with its lines, the latest first."""
    found = known_on(InstrumentVersion.objects.filter(instrument=instrument), day)
    return list(found.prefetch_related("lines").order_by("-number"))


def line_terms(lines: "QuerySet[InstrumentLine] | list[InstrumentLine]") -> tuple[LineTerms, ...]:
    """Return stored lines as the rules read them."""
    names = LineTerms.__dataclass_fields__
    return tuple(LineTerms(**{name: getattr(one, name) for name in names}) for one in lines)


def stage_on(instrument: Instrument, day: date) -> str:
    """Return the stage that held on `day`, of an instrument read by `visible_instrument`."""
    held = [one.stage for one in instrument.known_events if one.held_from <= day]  # type: ignore[attr-defined]
    return held[-1] if held else Stage.DRAFT.value
