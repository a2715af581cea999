"""What the writes to instruments share: the instrument held fast, its versions, its stages."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from muster.generation.models import Instrument, InstrumentLine, InstrumentStageEvent, InstrumentVersion
from muster.generation.queries.instruments import instruments_condition
from muster.generation.rules.instrument_lines import LineTerms, line_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer


def require_lines(instrument: Instrument, lines: Sequence[LineTerms]) -> None:
    """Raise Refused with every problem of the lines."""
    problems = line_problems(instrument.kind, lines)
    if problems:
        raise Refused(f"Instrument {instrument.reference} cannot be recorded.", problems)


def write_version(
    instrument: Instrument,
    lines: Sequence[LineTerms],
    number: int,
    today: date,
    *,
    reason: str,
    told: Sequence[str] = (),
) -> None:
    """Store a version with its lines."""
    version = InstrumentVersion(
        instrument=instrument, number=number, changes=list(told), reason=reason, known_from=today
    )
    require_clean_fields(version, f"Instrument {instrument.reference}")
    version.save(force_insert=True)
    rows = [InstrumentLine(version=version, number=at, **asdict(line)) for at, line in enumerate(lines, 1)]
    for row in rows:
        require_clean_fields(row, f"Instrument {instrument.reference}, line {row.number}")
    InstrumentLine.objects.bulk_create(rows)


def add_event(
    actor: Viewer,
    instrument: Instrument,
    stage: str,
    held_from: date,
    today: date,
    source: str = "",
    standing: str = Standing.ENTERED.value,
    reason: str = "",
) -> None:
    """Record that the instrument is at `stage` from a day on."""
    event = InstrumentStageEvent(
        instrument=instrument,
        stage=stage,
        held_from=held_from,
        by_id=actor.organisation_id,
        reason=reason,
        source=source,
        standing=standing,
        known_from=today,
    )
    require_clean_fields(event, f"Instrument {instrument.reference}")
    event.save(force_insert=True)


def locked_instrument(actor: Viewer, reference: str, expected_version: int | None) -> Instrument:
    """Return the instrument, locked. Raises NotFound if there is none that the actor may see."""
    condition = instruments_condition(actor)
    found = Instrument.objects.select_for_update(of=("self",)).filter(condition, reference=reference).first()
    if found is None:
        raise NotFound(f"There is no instrument {reference!r} that you may see.")
    require_version(f"Instrument {reference}", found.version, expected_version)
    return found
