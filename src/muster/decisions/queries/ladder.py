"""The ladder of a dossier as known on a day: what its State entered, what the record itself says, and the plan."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from muster.decisions.models import Dossier, LadderStep
from muster.decisions.rules.ladder import (
    ARRIVAL,
    NOTHING_ENTERED,
    TRAINING,
    AfterArrival,
    Entered,
    LadderPlan,
    PlannedRung,
    Rung,
    after_arrival,
    contingents_at_once,
    plan_ladder,
)
from muster.deployments.queries.units import visible_units
from muster.kit.facts import known_on
from muster.parties.viewer import Viewer
from muster.reference.ladder import AFTER, BEFORE, LadderRung, ladder_dependencies, ladder_rungs
from muster.reference.parameters import Parameter, parameter

REST = "ladder_rest_days"


@dataclass(frozen=True)
class KnownRung:
    """A step of a dossier: the table's, what is on record of it, and its place on the plan (none after the arrival).

    `said_by` is who says that it is done: the State's entry, or the record; `begins_on` is set after the arrival alone.
    """

    rung: LadderRung
    entered: Entered
    days: int
    said_by: str = ""
    note: str = ""
    planned: PlannedRung | None = None
    begins_on: date | None = None


@dataclass(frozen=True)
class LadderOfDossier:
    """The steps of a dossier in order, the plan behind them, and how many contingents a lasting presence holds."""

    rungs: tuple[KnownRung, ...]
    plan: LadderPlan
    after: AfterArrival
    contingents: int | None
    rest: Parameter


def ladder_of(viewer: Viewer, dossier: Dossier, day: date) -> LadderOfDossier:
    """Return the ladder of a dossier that the viewer may see, as known on `day`. Four queries at most."""
    entries = _entries(dossier, day)
    recorded = _recorded(viewer, dossier, day)
    waits: dict[str, list[str]] = defaultdict(list)
    for one in ladder_dependencies():
        waits[one.step].append(one.after)
    known, rungs = [], []
    for rung in ladder_rungs():
        found = _known(rung, entries.get(rung.code), recorded.get(rung.code))
        known.append(found)
        if rung.side == BEFORE:
            rungs.append(Rung(rung.code, found.days, tuple(waits[rung.code])))
    plan = plan_ladder(rungs, {one.rung.code: one.entered for one in known}, dossier.wanted_on, day)
    training = next(one.days for one in known if one.rung.code == TRAINING)
    follows = after_arrival(plan.arrival_on, dossier.tour_months, training)
    rest = parameter(REST, day)
    at_once = contingents_at_once(dossier.tour_months, training, rest.integer) if dossier.tour_months else None
    return LadderOfDossier(tuple(_placed(one, plan, follows) for one in known), plan, follows, at_once, rest)


def _entries(dossier: Dossier, day: date) -> dict[str, LadderStep]:
    """Return the latest entry of each step known on a day."""
    rows = known_on(LadderStep.objects.filter(dossier=dossier), day).order_by("known_from", "pk")
    return {one.step: one for one in rows}


def _recorded(viewer: Viewer, dossier: Dossier, day: date) -> dict[str, tuple[date, str]]:
    """Return the steps that the record itself knows to be done, with what says so."""
    found: dict[str, tuple[date, str]] = {}
    request, act = dossier.request, dossier.act
    if request is not None and request.issued_on is not None and request.issued_on <= day:
        found["request"] = (request.issued_on, str(request))
    if act is not None and act.known_from <= day:
        found["decision"] = (act.decided_on, str(act))
    if dossier.case_id is not None:
        unit = visible_units(viewer, day).filter(case=dossier.case_id, present_from__lte=day).first()
        if unit is not None:
            found[ARRIVAL] = (unit.present_from, str(unit))
    return found


def _known(rung: LadderRung, entry: LadderStep | None, recorded: tuple[date, str] | None) -> KnownRung:
    """Return a step with what is on record of it; the State's own entry goes before what the record says."""
    days = entry.days if entry is not None and entry.days is not None else rung.likely_days
    note = entry.note if entry is not None else ""
    if entry is not None and (entry.ready_on is not None or recorded is None):
        said = str(entry.dossier.state) if entry.ready_on is not None else ""
        return KnownRung(rung, Entered(entry.started_on, entry.ready_on), days, said, note)
    if recorded is not None:
        started = entry.started_on if entry is not None else None
        return KnownRung(rung, Entered(started, recorded[0]), days, recorded[1], note)
    return KnownRung(rung, NOTHING_ENTERED, days, "", note)


def _placed(one: KnownRung, plan: LadderPlan, follows: AfterArrival) -> KnownRung:
    """Return a step with its place: on the plan before the arrival, else with the day on which it begins."""
    if one.rung.side == AFTER:
        begins = {
            "rotation": follows.next_training_from,
            "return": follows.returns_on,
            "account": follows.account_from,
        }
        return KnownRung(one.rung, one.entered, one.days, one.said_by, one.note, None, begins[one.rung.code])
    planned = next(found for found in plan.rungs if found.code == one.rung.code)
    return KnownRung(one.rung, one.entered, one.days, one.said_by, one.note, planned)
