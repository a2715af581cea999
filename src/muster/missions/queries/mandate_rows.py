"""Mandates as lists and pages show them: each mission under way with its period, renewal and what is stated of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.missions.models import ConditionKind, MandatedTask, MandatePeriod, Mission, MissionCondition
from muster.missions.queries.mandates import (
    conditions_in_force,
    known_mandates,
    mandates_in_force,
    terms_by_mission,
    with_tasks,
)
from muster.missions.queries.requirements import visible_missions
from muster.missions.rules.mandates import MandateTerm, effective_terms
from muster.missions.rules.renewals import ChainLink, Renewal, chain, renewal
from muster.parties.viewer import Viewer
from muster.reference.mandates import MandateTask, mandate_tasks
from muster.reference.parameters import parameter

WARNING = "mandate_end_warning_days"
"""The parameter that says how long before its end a mandate is due for renewal."""
CONSENTS = (ConditionKind.HOST_CONSENT, ConditionKind.PARTY_CONSENT)


@dataclass(frozen=True)
class MandateRow:
    """A mission under way on a day: the period in force (None where none is), its tasks, and what is stated of it."""

    mission: Mission
    period: MandatePeriod | None
    tasks: tuple[MandatedTask, ...]
    renewal: Renewal
    conditions: Mapping[str, tuple[MissionCondition, ...]]

    @property
    def illustrative(self) -> bool:
        """Return whether the period in force is no published fact."""
        return self.period is not None and self.period.illustrative


@dataclass(frozen=True)
class TaskRow:
    """A task of the controlled list, and which missions have it on a day: the lines of their periods, by acronym."""

    task: MandateTask
    missions: Mapping[str, MandatedTask]


@dataclass(frozen=True)
class PeriodRow:
    """A period known on a day, how it stands in the chain, and its tasks beside those of the one that it follows.

    `link` is None for one that holds no day any more: another took its place from its first day on.
    """

    period: MandatePeriod
    link: ChainLink | None
    tasks: tuple[MandatedTask, ...]
    new_tasks: tuple[str, ...]
    gone_tasks: tuple[str, ...]

    @property
    def illustrative(self) -> bool:
        """Return whether the period is no published fact."""
        return self.period.illustrative


def renewal_on(terms: Sequence[MandateTerm], mission: Mission, day: date) -> Renewal:
    """Return how a mission stands with its mandate on `day`."""
    warning = parameter(WARNING, day).integer
    return renewal(terms, day, warning_days=warning, ended_on=mission.ended_on)


def mandate_rows(viewer: Viewer, day: date) -> list[MandateRow]:
    """Return the missions under way on `day` with their mandates, as known on it. Five queries."""
    terms = terms_by_mission(viewer, day)
    held = {one.mission_id: one for one in with_tasks(mandates_in_force(viewer, day))}
    stated: dict[int, dict[str, list[MissionCondition]]] = {}
    for one in conditions_in_force(viewer, day):
        stated.setdefault(one.mission_id, {}).setdefault(one.kind, []).append(one)
    return [
        MandateRow(
            mission,
            held.get(mission.pk),
            _tasks(held[mission.pk]) if mission.pk in held else (),
            renewal_on(terms.get(mission.acronym, ()), mission, day),
            {kind: tuple(found) for kind, found in stated.get(mission.pk, {}).items()},
        )
        for mission in visible_missions(viewer, day, only_active=True).order_by("acronym")
    ]


def task_rows(viewer: Viewer, day: date) -> tuple[tuple[str, ...], list[TaskRow]]:
    """Return the missions whose mandate in force on `day` lists tasks, and each task with those that have it."""
    active = visible_missions(viewer, day, only_active=True)
    held = with_tasks(mandates_in_force(viewer, day).filter(mission__in=active)).select_related("mission")
    lines = {one.mission.acronym: {line.task: line for line in _tasks(one)} for one in held}
    with_any = tuple(sorted(acronym for acronym, found in lines.items() if found))
    rows = [
        TaskRow(task, {acronym: lines[acronym][task.code] for acronym in with_any if task.code in lines[acronym]})
        for task in mandate_tasks()
    ]
    return with_any, rows


def period_rows(viewer: Viewer, day: date, mission: Mission) -> list[PeriodRow]:
    """Return the periods of one mission known on `day`, by first day. Two queries."""
    periods = list(with_tasks(known_mandates(viewer, day).filter(mission=mission)))
    links = {link.term.key: link for link in chain(effective_terms(_term(one) for one in periods))}
    listed = {one.pk: [line.task for line in _tasks(one)] for one in periods}
    return [
        PeriodRow(
            one,
            links.get(one.pk),
            _tasks(one),
            *_difference(listed[one.pk], listed.get(one.follows_id or 0, [])),
        )
        for one in periods
    ]


def _difference(now: Sequence[str], before: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes that are new, and those that are gone; neither where one of the periods lists no task."""
    if not now or not before:
        return (), ()
    return tuple(one for one in now if one not in before), tuple(one for one in before if one not in now)


def _term(one: MandatePeriod) -> MandateTerm:
    return MandateTerm(one.pk, one.valid_from, one.valid_until, one.follows_id, one.resolution)


def _tasks(mandate: MandatePeriod) -> tuple[MandatedTask, ...]:
    return tuple(mandate.tasks_in_order)  # type: ignore[attr-defined]  # prefetched by with_tasks
