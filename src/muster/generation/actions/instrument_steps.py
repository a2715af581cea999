"""What becomes of an instrument: its lines written until it is agreed, its stages, its amendments."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import require_register
from muster.generation.actions.instrument_writing import add_event, locked_instrument, require_lines, write_version
from muster.generation.models import Instrument, InstrumentKind
from muster.generation.queries.instruments import line_terms
from muster.generation.rules.instrument_lines import LineTerms, changes
from muster.generation.rules.instruments import InstrumentFacts, Stage, may_be_amended, may_be_edited, step_problems
from muster.kit.errors import NotAllowed, Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer


@transaction.atomic
def write_lines(
    actor: Viewer,
    reference: str,
    lines: Sequence[LineTerms],
    *,
    today: date,
    reason: str = "",
    expected_version: int | None = None,
) -> Instrument:
    """Replace what a draft says, as a new version that tells the changes; without a change nothing is written.

    Raises NotFound, NotAllowed (only the register writes), Refused: what is agreed is not edited but amended.
    """
    instrument = locked_instrument(actor, reference, expected_version)
    require_register(actor, instrument.case)
    if not may_be_edited(instrument.stage):
        raise Refused(
            f"Instrument {reference} is {instrument.get_stage_display()}; only a draft is edited: "
            "reopen what is agreed, amend what is in force."
        )
    _new_version(actor, instrument, lines, today=today, reason=reason)
    return instrument


def _new_version(
    actor: Viewer, instrument: Instrument, lines: Sequence[LineTerms], *, today: date, reason: str
) -> list[str]:
    """Store what is said now after the latest version; returns the changes in words."""
    require_lines(instrument, lines)
    latest = instrument.latest
    told = changes(line_terms(list(latest.lines.all())), lines)
    if not told:
        return told
    latest.known_until = today
    latest.save(update_fields=["known_until"])
    write_version(instrument, lines, latest.number + 1, today, reason=reason, told=told)
    instrument.version += 1
    instrument.save(update_fields=["version"])
    after = {"version": latest.number + 1, "changes": told}
    audit.record(actor, "generation:instrument:written", instrument.reference, after=after, reason=reason)
    return told


@transaction.atomic
def take_step(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    held_from: date,
    today: date,
    reason: str = "",
    expected_version: int | None = None,
) -> Instrument:
    """Take an instrument to its next stage on a day. The ratification may also be recorded by the State that ratifies.

    Raises NotFound, NotAllowed, Refused naming the legal ways. What is in force is amended by `amend_instrument`.
    """
    instrument = locked_instrument(actor, reference, expected_version)
    _require_step_taker(actor, instrument, following)
    if following == Stage.AMENDED:
        raise Refused(f"Instrument {reference}: an amendment says what changes; amend its lines.")
    _step(actor, instrument, following, held_from=held_from, today=today, reason=reason)
    return instrument


def _require_step_taker(actor: Viewer, instrument: Instrument, following: str) -> None:
    """The register records steps, the State whose law asks for it its ratification, both States their memorandum."""
    what = f"Instrument {instrument.reference}"
    allowed = [instrument.case.register_id]
    if following == Stage.RATIFIED or instrument.kind == InstrumentKind.STATE_MEMORANDUM:
        allowed.append(instrument.case.state_id)
    for organisation_id in allowed:
        try:
            visibility.require_owner(actor, organisation_id, what)
        except NotAllowed:
            continue
        return
    visibility.require_owner(actor, instrument.case.register_id, what)


def _step(actor: Viewer, instrument: Instrument, following: str, *, held_from: date, today: date, reason: str) -> None:
    facts = InstrumentFacts(
        instrument.stage,
        instrument.stage_on,
        instrument.needs_ratification,
        instrument.number,
        instrument.latest.lines.count(),
    )
    problems = step_problems(facts, following, held_from, today=today, reason=reason)
    if problems:
        raise Refused(f"Instrument {instrument.reference}: the step cannot be taken.", problems)
    before = {"stage": instrument.stage, "on": instrument.stage_on}
    instrument.stage, instrument.stage_on = following, held_from
    instrument.version += 1
    instrument.save(update_fields=["stage", "stage_on", "version"])
    add_event(actor, instrument, following, held_from, today, instrument.source, instrument.standing, reason)
    after = {"stage": following, "on": held_from}
    audit.record(actor, "generation:instrument:step", instrument.reference, before=before, after=after, reason=reason)


@transaction.atomic
def amend_instrument(
    actor: Viewer,
    reference: str,
    lines: Sequence[LineTerms],
    *,
    held_from: date,
    today: date,
    reason: str,
    expected_version: int | None = None,
) -> Instrument:
    """Amend what is in force: a new version that holds from a day, with the reason.

    Raises NotFound, NotAllowed, Refused.
    """
    instrument = locked_instrument(actor, reference, expected_version)
    require_register(actor, instrument.case)
    if not may_be_amended(instrument.stage):
        raise Refused(f"Instrument {reference} is {instrument.get_stage_display()}; only what is in force is amended.")
    _step(actor, instrument, Stage.AMENDED, held_from=held_from, today=today, reason=reason)
    if not _new_version(actor, instrument, lines, today=today, reason=reason):
        raise Refused(f"Instrument {reference}: nothing is changed; an amendment changes something.")
    return instrument
