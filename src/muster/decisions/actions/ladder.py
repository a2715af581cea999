"""A State enters how far it is on a step of a dossier's ladder."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.decisions.models import Dossier, DossierStage, LadderStep
from muster.decisions.rules.ladder import entry_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.ladder import ladder_rungs


@dataclass(frozen=True)
class LadderTerms:
    """What is said of a step: the days that it takes as estimated, when it started and was done, and a note."""

    days: int | None = None
    started_on: date | None = None
    ready_on: date | None = None
    note: str = ""


@transaction.atomic
def enter_ladder_step(actor: Viewer, dossier: Dossier, step: str, terms: LadderTerms, *, today: date) -> LadderStep:
    """Enter how far the dossier's State is on a step, in place of what it said before. An officer of the State does.

    Raises NotAllowed, NotFound for a code that is no step's, and Refused with a line for each thing wrong.
    """
    what = f"Step {step} of dossier {dossier.reference}"
    visibility.require_owner(actor, dossier.state_id, what)
    if step not in [one.code for one in ladder_rungs()]:
        raise NotFound(f"There is no step {step!r} of a ladder; give one of the table of steps.")
    if dossier.stage in (DossierStage.DECLINED, DossierStage.CLOSED):
        raise Refused(f"{what}: the dossier is {dossier.get_stage_display()}; open it again first.")
    problems = entry_problems(terms.days, terms.started_on, terms.ready_on, today)
    if problems:
        raise Refused(f"{what} cannot be entered.", problems)
    before = LadderStep.objects.filter(dossier=dossier, step=step).order_by("known_from", "pk").last()
    entry = LadderStep(
        dossier=dossier,
        step=step,
        days=terms.days,
        started_on=terms.started_on,
        ready_on=terms.ready_on,
        note=terms.note,
        known_from=today,
    )
    require_clean_fields(entry, what)
    entry.save(force_insert=True)
    audit.record(
        actor,
        "decisions:ladder:entered",
        dossier.reference,
        before=_snapshot(before) if before is not None else {},
        after=_snapshot(entry),
    )
    return entry


def _snapshot(entry: LadderStep) -> dict[str, object]:
    """Return what an entry says, as the audit event keeps it."""
    return {name: getattr(entry, name) for name in ("step", "days", "started_on", "ready_on", "note")}
