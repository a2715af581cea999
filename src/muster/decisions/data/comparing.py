"""Missions beside each other for one State and day: the question that a ministry asks before it chooses one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.decisions.data import keys
from muster.decisions.data.point import Asked, DataPoint, Suggestion
from muster.decisions.data.reading import read_data
from muster.decisions.data.suggesting import suggest
from muster.decisions.models import Criterion
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

GATES = (Criterion.AGREEMENT, Criterion.RESOURCES, Criterion.RISK)
"""Criteria with data that rules read; the other two are judgements."""


@dataclass(frozen=True)
class Candidate:
    """One mission as it would stand in a dossier: its data by criterion, and what rules suggest on them."""

    asked: Asked
    data: dict[str, tuple[DataPoint, ...]]
    suggested: dict[str, Suggestion]

    @property
    def mission(self) -> str:
        """Return the acronym."""
        return self.asked.mission

    def value(self, criterion: str, key: str) -> str:
        """Return the value of a datum, empty where nothing is known."""
        return next((one.value for one in self.data[criterion] if one.key == key), "")

    def risk(self, key: str) -> str:
        """Return the value of a datum of the risk."""
        return self.value(Criterion.RISK, key)


def compare(
    viewer: Viewer, state: Organisation, missions: Iterable[str], day: date, *, people: int = 0
) -> list[Candidate]:
    """Return missions for a State as known on a day, the least dangerous first: by malicious acts, then every cause.

    A mission without a rate comes last: it is not known to be safe.
    """
    found = [_candidate(viewer, Asked(state.pk, state.code, one, people), day) for one in dict.fromkeys(missions)]
    return sorted(found, key=_danger)


def _candidate(viewer: Viewer, asked: Asked, day: date) -> Candidate:
    data = {str(criterion): read_data(viewer, asked, criterion, day) for criterion in GATES}
    return Candidate(asked, data, {criterion: suggest(criterion, points, day) for criterion, points in data.items()})


DANGER = (keys.HOSTILE_RATE, keys.HOSTILE_HIGH, keys.FATALITY_RATE, keys.FATALITY_HIGH)


def _danger(one: Candidate) -> tuple[bool, Sequence[float], str]:
    figures = [one.risk(key) for key in DANGER]
    return ("" in figures, [float(figure) if figure else 0.0 for figure in figures], one.mission)
