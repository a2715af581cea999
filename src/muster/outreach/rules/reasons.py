"""Why a State stands where it stands: words with the figures behind them, and what each adds to the score.

The words are templates, so that a page can translate them before the figures go in. What adds nothing is told too where
it helps to judge an approach: a contingent withdrawn elsewhere (which may free a unit), a language of the host.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from muster.outreach.rules.facts import Numbers
from muster.outreach.rules.features import row_of
from muster.outreach.rules.ranking import Ranking
from muster.outreach.rules.scene import Scene
from muster.outreach.rules.unit_kinds import ANY

PARTNERS_NAMED = 3
NONE = "-"
Figures = dict[str, str]


@dataclass(frozen=True)
class Reason:
    """One reason: its template and figures, the features it tells of, and what these add to the score."""

    name: str
    template: str
    figures: Mapping[str, str]
    adds: float

    @property
    def words(self) -> str:
        """The reason in English."""
        return self.template.format(**self.figures)


@dataclass(frozen=True)
class _Telling:
    """What tells a reason: the features that it is about, and what gives its template and figures, if any."""

    name: str
    features: tuple[str, ...]
    tell: Callable[[Scene, Ranking, int], tuple[str, Figures] | None]


def reasons(scene: Scene, ranking: Ranking, state: int) -> list[Reason]:
    """The reasons for a State's place, those that add most first, then what adds nothing."""
    tellings = ARRIVAL if ranking.kind == ANY else UNIT
    found = []
    for telling in tellings:
        told = telling.tell(scene, ranking, state)
        if told:
            adds = sum(ranking.contribution(name, state) for name in telling.features)
            found.append(Reason(telling.name, told[0], told[1], round(adds, 2)))
    return sorted(found, key=lambda one: (-abs(one.adds), one.name))


def _presence(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    people = int(_cell(scene, ranking, scene.people, state))
    if not people:
        return None
    figures = {"people": f"{people:,}", "mission": ranking.at.mission, "on": _day(scene.on)}
    kind = "police officers" if ranking.features["police_only"][state] else "people"
    if scene.people_before is None:
        return f"{{people}} {kind} in {{mission}} on {{on}}", figures
    before = int(_cell(scene, ranking, scene.people_before, state))
    return f"{{people}} {kind} in {{mission}} on {{on}}, {{before}} a year before", {**figures, "before": f"{before:,}"}


def _was_there(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    last = int(_cell(scene, ranking, scene.last_there, state))
    if not last or not ranking.features["was_there"][state]:
        return None
    return "had a contingent in {mission}, last seen {last}", {
        "mission": ranking.at.mission,
        "last": _day(date.fromordinal(last)),
    }


def _size(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    now, peak = int(scene.world[state]), int(scene.peak[state])
    if not peak:
        return None
    return "{now} troops in all missions, at most {peak} so far", {"now": f"{now:,}", "peak": f"{max(now, peak):,}"}


def _entries(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    missions = [
        scene.history.missions[row]
        for back in range(scene.bounds.entry_years)
        for row in np.flatnonzero(scene.there[back][:, state] & ~scene.there[back + 1][:, state])
    ]
    if not missions:
        return None
    return "newly sent contingents within three years: {missions}", {"missions": _list(missions)}


def _group(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    here, everywhere = _there(scene, ranking), scene.there[0].sum(axis=0)
    members = np.array([group == scene.history.roll.groups[state] for group in scene.history.roll.groups])
    if not here.sum() or not everywhere.sum():
        return None
    expected = everywhere[members].sum() / everywhere.sum() * here.sum()
    template = "its regional group ({group}) sends {here} of {all} contingents there; its share elsewhere: {expected}"
    return template, {
        "group": scene.history.roll.groups[state],
        "here": str(int(here[members].sum())),
        "all": str(int(here.sum())),
        "expected": f"{expected:.1f}",
    }


def _partners(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    alike = ranking.likeness[state] * _there(scene, ranking)
    nearest = [int(one) for one in np.argsort(-alike, kind="stable")[:PARTNERS_NAMED] if alike[one] > 0]
    if not nearest:
        return None
    names = [scene.history.roll.names[one] for one in nearest]
    return "usual partners are there: {partners}", {"partners": ", ".join(names)}


def _african(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    if not ranking.features["african_in_africa"][state]:
        return None
    return "African States serve in African missions largely as police and staff officers", {}


def _exits(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    left = np.flatnonzero(scene.there[1][:, state] & ~scene.there[0][:, state])
    if not len(left):
        return None
    missions = _list([scene.history.missions[row] for row in left])
    return "withdrew within a year, which may free a unit: {missions}", {"missions": missions}


def _language(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    roll = scene.history.roll
    if ranking.at.host not in roll.index:
        return None
    shared = roll.languages[state] & roll.languages[roll.index[ranking.at.host]]
    return ("shares an official language with the host: {languages}", {"languages": _list(shared)}) if shared else None


def _strength(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    contingent = int(_cell(scene, ranking, scene.contingents, state))
    if not contingent:
        return None
    template = "about {people} troops and formed police in {mission} on {on}"
    return template, {"people": f"{contingent:,}", "mission": ranking.at.mission, "on": _day(scene.on)}


def _own_before(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    if not ranking.features["own_there_before"][state]:
        return None
    return "had a unit of this kind of its own in {mission}", {"mission": ranking.at.mission}


def _own_elsewhere(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    missions = [m for (kind, m), own in scene.map_history.items() if kind == ranking.kind and own[state]]
    if not missions:
        return None
    return "had units of this kind of its own in {missions}", {"missions": _list(missions)}


def _shared(scene: Scene, ranking: Ranking, state: int) -> tuple[str, Figures] | None:
    if not ranking.features["shared_there"][state]:
        return None
    template = "is with others at a base of {mission} where such a unit is: it may be its own"
    return template, {"mission": ranking.at.mission}


PRESENCE = ("present", "police_only", "present_large", "rose", "growth")
ARRIVAL = (
    _Telling("presence", PRESENCE, _presence),
    _Telling("past presence", ("was_there",), _was_there),
    _Telling("size", ("troops", "spare"), _size),
    _Telling("entries elsewhere", ("entries",), _entries),
    _Telling("regional group", ("group",), _group),
    _Telling("partners", ("partners",), _partners),
    _Telling("African in Africa", ("african_in_africa",), _african),
    _Telling("exits elsewhere", (), _exits),
    _Telling("language", (), _language),
)
UNIT = (
    _Telling("contingent", ("strength_there", "contingent_there"), _strength),
    _Telling("size", ("troops",), _size),
    _Telling("unit there before", ("own_there_before",), _own_before),
    _Telling("units elsewhere", ("own_elsewhere",), _own_elsewhere),
    _Telling("shared base", ("shared_there",), _shared),
    _Telling("exits elsewhere", (), _exits),
    _Telling("language", (), _language),
)


def _cell(scene: Scene, ranking: Ranking, table: Numbers, state: int) -> float:
    return float(row_of(scene, ranking.at, table)[state])


def _there(scene: Scene, ranking: Ranking) -> Numbers:
    return row_of(scene, ranking.at, scene.there[0])


def _list(words: Iterator[str] | list[str] | frozenset[str]) -> str:
    return ", ".join(sorted(set(words))) or NONE


def _day(day: date) -> str:
    return day.isoformat()
