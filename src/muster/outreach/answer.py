"""One question answered in full: each State with score and reasons, the weights, and where the figures come from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.outreach.answering import outreach_of
from muster.outreach.rules.ranking import Ranking
from muster.outreach.rules.reasons import Reason, reasons
from muster.outreach.rules.scene import Scene
from muster.outreach.rules.unit_kinds import ANY, kind_asked
from muster.outreach.rules.weights import ArrivalWeights, Settings, UnitWeights
from muster.reference.parameters import Parameter
from muster.statistics.store import Store, open_store

FILES = """
SELECT DISTINCT file FROM contributions WHERE state IS NOT NULL AND known_on <= $on
UNION SELECT DISTINCT file FROM base_contributors WHERE known_on <= $on ORDER BY file
"""


@dataclass(frozen=True)
class RankedState:
    """A State to approach, with its place, score and reasons."""

    rank: int
    iso3: str
    name: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Answer:
    """The answer to one question. `line`: the mission of the facts; `counted_on`: day of the last count."""

    mission: str
    line: str
    unit_type: str
    kind: str
    on: date
    counted_on: date
    states: tuple[RankedState, ...]
    weights: tuple[tuple[str, Parameter], ...]
    files: tuple[str, ...]


def answer_of(mission: str, unit_type: str, on: date, store: Store | None = None) -> Answer:
    """The States to approach for a mission and a unit type (a catalogue's code, a kind of the maps, or `any`) on a day.

    Raises Refused for an unknown unit type and where the store holds no contributions.
    """
    kind = kind_asked(unit_type or ANY, "unit type")
    found = store or open_store()
    settings = Settings.on(on)
    scene, ranking = outreach_of(found).ranking(mission, kind, on, settings)
    weights: type[ArrivalWeights] | type[UnitWeights] = ArrivalWeights if kind == ANY else UnitWeights
    return Answer(
        mission=mission.strip(),
        line=ranking.at.mission,
        unit_type=unit_type.strip() or ANY,
        kind=kind,
        on=on,
        counted_on=scene.on,
        states=tuple(_state(scene, ranking, place, state) for place, state in enumerate(ranking.order, start=1)),
        weights=tuple(weights.rows(on).items()),
        files=tuple(str(row[0]) for row in found.query(FILES, {"on": on})),
    )


def _state(scene: Scene, ranking: Ranking, place: int, state: int) -> RankedState:
    roll = scene.history.roll
    return RankedState(
        rank=place,
        iso3=roll.states[state],
        name=roll.names[state],
        score=round(float(ranking.scores[state]), 2),
        reasons=tuple(reasons(scene, ranking, state)),
    )


def answer_as_json(answer: Answer) -> dict[str, Any]:
    """The answer as the command and the notebook give it."""
    return {
        "mission": answer.mission,
        "line": answer.line,
        "unit_type": answer.unit_type,
        "kind": answer.kind,
        "on": answer.on.isoformat(),
        "as_counted_on": answer.counted_on.isoformat(),
        "states": [
            {
                "rank": one.rank,
                "state": one.iso3,
                "name": one.name,
                "score": one.score,
                "reasons": [
                    {"name": r.name, "words": r.words, "figures": dict(r.figures), "adds": r.adds} for r in one.reasons
                ],
            }
            for one in answer.states
        ],
        "weights": [
            {
                "name": name,
                "weight": float(row.decimal),
                "unit": row.unit,
                "source": row.source,
                "standing": row.standing,
                "note": row.note,
            }
            for name, row in answer.weights
        ],
        "source": {
            "file": ", ".join(answer.files),
            "date": answer.counted_on.isoformat(),
            "filter": f"known on or before {answer.on.isoformat()}",
        },
    }
