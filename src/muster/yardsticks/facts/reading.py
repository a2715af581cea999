"""Who reads what as of when: the viewer, the day, and the mission or State that a measure is of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Q

from muster.kit.errors import NotFound
from muster.missions.queries import visible_mission
from muster.parties.models import OrganisationKind
from muster.parties.queries import organisations
from muster.parties.viewer import Viewer

Facts = TypeVar("Facts")


class Scope(StrEnum):
    """What a measure is of."""

    EVERYTHING = "everything"
    MISSION = "mission"
    STATE = "state"


@dataclass(frozen=True)
class Subject:
    """A mission (by acronym), a State (by ISO alpha-3 code), or everything that the viewer may see."""

    scope: Scope = Scope.EVERYTHING
    code: str = ""
    name: str = ""
    region: str = ""
    key: int | None = None

    @property
    def mission(self) -> str:
        """Return the mission's acronym, empty where it is of none."""
        return self.code if self.scope == Scope.MISSION else ""

    @property
    def state(self) -> str:
        """Return the State's code, empty where it is of none."""
        return self.code if self.scope == Scope.STATE else ""

    def condition(self, mission: str = "", state: str = "") -> Q:
        """Return the condition for its records, by the paths to the acronym of a mission and the code of a State.

        A path that is not given narrows nothing.
        """
        path = {Scope.MISSION: mission, Scope.STATE: state}.get(self.scope, "")
        return Q(**{path: self.code}) if path else Q()


EVERYTHING = Subject()


def subject_of(viewer: Viewer, day: date, scope: Scope, code: str) -> Subject:
    """Return the subject that is asked for. Raises NotFound where it is not on record as of the day."""
    if scope == Scope.MISSION:
        mission = visible_mission(viewer, day, code)
        return Subject(scope, mission.acronym, mission.name, mission.region, mission.pk)
    if scope == Scope.STATE:
        found = organisations(OrganisationKind.MEMBER_STATE).filter(code=code).first()
        if found is None:
            raise NotFound(f"There is no Member State {code!r} on record.")
        return Subject(scope, found.code, found.name, key=found.pk)
    return EVERYTHING


@dataclass
class Reading:
    """One reading of the record. `today` is asked of persons' data, whatever `day` is looked at."""

    viewer: Viewer
    day: date
    today: date
    subject: Subject = EVERYTHING
    _kept: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False)

    def once(self, collect: "Callable[[Reading], Facts]") -> Facts:
        """Return what a collector finds; it is asked once a reading."""
        if collect not in self._kept:
            self._kept[collect] = collect(self)
        found: Facts = self._kept[collect]
        return found

    def own_missions(self, path: str) -> Q:
        """Return the condition that keeps a Secretariat to the missions of its register; `path` leads to the mission.

        What stands in theatre is public to every party: without it a register would count another's units as its own.
        """
        if self.viewer.is_secretariat:
            return Q(**{f"{path}__mandated_by": self.viewer.organisation_id})
        return Q()
