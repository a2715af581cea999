"""Entering what files say of mandates: what is on record changes nothing, whatever is refused is named by its row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from muster.kit.errors import MusterError, Problem, Refused
from muster.missions.actions import classify_mission, enter_mission, record_condition, renew_mandate
from muster.missions.mandate_terms import MandatedTaskTerms, task_terms
from muster.missions.models import (
    MandateKind,
    MandatePeriod,
    Mission,
    MissionClassification,
    MissionCondition,
)
from muster.missions.queries import visible_missions
from muster.missions.queries.mandates import known_conditions, known_mandates, with_tasks
from muster.parties.viewer import Viewer

NUMBERS = ("troop_ceiling", "police_ceiling", "observer_ceiling", "justice_ceiling")
DAYS = ("adopted_on", "valid_until", "ended_on")
PLACES = ("latitude", "longitude")


@dataclass
class Entered:
    """How many records of each kind were really entered or changed."""

    operations: int = 0
    periods: int = 0
    statements: int = 0
    classifications: int = 0

    @property
    def total(self) -> int:
        """Return how many there were in all."""
        return self.operations + self.periods + self.statements + self.classifications


@dataclass
class Entering:
    """An import under way, by one viewer on one day."""

    viewer: Viewer
    today: date
    done: Entered = field(default_factory=Entered)
    problems: list[Problem] = field(default_factory=list)
    missions: dict[str, Mission] = field(default_factory=dict)
    periods: dict[tuple[int, date], MandatePeriod] = field(default_factory=dict)

    def __post_init__(self) -> None:
        seen = visible_missions(self.viewer, self.today).prefetch_related("mandated_with")
        self.missions = {one.acronym: one for one in seen}
        for one in with_tasks(known_mandates(self.viewer, self.today)):
            self.periods[one.mission_id, one.valid_from] = one  # of several from one day, the last corrects the others

    def operation(self, place: str, said: Mapping[str, Any]) -> None:
        """Enter an operation, or change what the file says otherwise."""
        values = {key: _clean(key, value) for key, value in said.items() if key != "mandated_with"}
        partners = [code.strip() for code in (said["mandated_with"] or "").split(";") if code.strip()]
        known = self.missions.get(values["acronym"])
        if known is not None:
            held = sorted(one.code for one in known.mandated_with.all())
            if _says_the_same(known, values) and held == sorted(partners):
                return
        made = known or Mission()
        for key, value in values.items():
            setattr(made, key, value)
        deed = partial(enter_mission, self.viewer, made, today=self.today, mandated_with=partners)
        if (entered := self._attempt(place, deed)) is not None:
            self.missions[entered.acronym] = entered
            self.done.operations += 1

    def period(self, place: str, said: Mapping[str, Any], tasks: Sequence[MandatedTaskTerms] | None) -> None:
        """Enter a period that follows the last one that reaches up to it. `tasks` None: the file says nothing of them.

        One that is on record otherwise is refused: it is corrected with a reason, never changed by a file.
        """
        mission = self._mission(place, said["mission"])
        if mission is None:
            return
        values = {key: _clean(key, value) for key, value in said.items() if key != "mission"}
        values["kind"] = values.get("kind") or MandateKind.RENEWED.value
        known = self.periods.get((mission.pk, values["valid_from"]))
        if known is not None:
            held = task_terms(known.tasks_in_order)  # type: ignore[attr-defined]  # prefetched
            if not _says_the_same(known, values) or (tasks is not None and _plain(tasks, held) != _plain(held, tasks)):
                told = f"{mission.acronym} has another period from {values['valid_from']} on record"
                self.problems.append(Problem(place, told, "leave the row out, or correct the period on its page"))
            return
        made = MandatePeriod(mission=mission, known_from=self.today, **values)
        if self._attempt(place, partial(renew_mandate, self.viewer, made, tuple(tasks or ()))) is not None:
            self.done.periods += 1

    def statement(self, place: str, said: Mapping[str, Any]) -> None:
        """Enter a dated statement on an operation, unless it is on record."""
        mission = self._mission(place, said["mission"])
        if mission is None:
            return
        values = {key: _clean(key, value) for key, value in said.items() if key != "mission"}
        known = known_conditions(self.viewer, self.today, [mission.acronym])
        if known.filter(**values).exists():
            return
        made = MissionCondition(mission=mission, known_from=self.today, **values)
        if self._attempt(place, partial(record_condition, self.viewer, made)) is not None:
            self.done.statements += 1

    def classification(self, place: str, said: Mapping[str, Any]) -> None:
        """Enter a classification of an operation, unless it is on record."""
        mission = self._mission(place, said["mission"])
        if mission is None:
            return
        values = {key: _clean(key, value) for key, value in said.items() if key != "mission"}
        if MissionClassification.objects.filter(mission=mission, known_from__lte=self.today, **values).exists():
            return
        made = MissionClassification(mission=mission, known_from=self.today, **values)
        if self._attempt(place, partial(classify_mission, self.viewer, made)) is not None:
            self.done.classifications += 1

    def astray(self, place: str, told: str) -> None:
        """Note a row that belongs to nothing in the file."""
        self.problems.append(Problem(place, told, "add the period there, or leave the row out"))

    def finish(self) -> Entered:
        """Return what was done. Raises Refused with every problem, which undoes the transaction around it."""
        if self.problems:
            raise Refused("The file was not imported; nothing was saved.", self.problems)
        return self.done

    def _mission(self, place: str, acronym: str) -> Mission | None:
        found = self.missions.get(acronym)
        if found is None:
            told = f"there is no mission {acronym!r} on record"
            self.problems.append(Problem(place, told, "enter the operation first, or correct the acronym"))
        return found

    def _attempt(self, place: str, deed: Callable[[], Any]) -> Any:
        """Do one row's deed; what refuses it is noted with the row, and the others are looked at."""
        try:
            with transaction.atomic():
                return deed()
        except MusterError as refusal:
            told = refusal.problems if isinstance(refusal, Refused) else ()
            self.problems += [Problem(f"{place}, {one.place}", one.message, one.remedy) for one in told]
            if not told:
                self.problems.append(Problem(place, refusal.message, "correct the row, or leave it out"))
            return None


def _clean(key: str, value: Any) -> Any:
    """Return a cell as its field holds it: a blank is no text, no people, or no day."""
    if key in NUMBERS:
        return value or 0
    if key in PLACES:
        return float(value)
    if value is None and key not in (*DAYS, "people"):
        return ""
    return value


def _says_the_same(record: Any, values: Mapping[str, Any]) -> bool:
    return all(getattr(record, key) == value for key, value in values.items())


def _plain(tasks: Sequence[MandatedTaskTerms], others: Sequence[MandatedTaskTerms]) -> list[tuple[object, ...]]:
    """Return tasks to be compared; words and paragraphs count only where both sides have some."""
    worded = any(one.words or one.paragraph for one in tasks) and any(one.words or one.paragraph for one in others)
    return sorted((one.task, one.is_priority, *((one.words, one.paragraph) if worded else ())) for one in tasks)
