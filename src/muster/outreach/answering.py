"""Questions answered from the statistics store: the history is read once a state of the store, scenes once a day.

Two days between which nothing became known share one scene, so that a file of a thousand cases is answered at once.
"""

import threading
from collections import OrderedDict
from datetime import date

from muster.kit.errors import Problem, Refused
from muster.outreach.rules.facts import History
from muster.outreach.rules.ranking import Ranking, rank
from muster.outreach.rules.scene import Scene
from muster.outreach.rules.unit_kinds import ANY
from muster.outreach.rules.weights import Settings
from muster.outreach.source import history_of, line_of
from muster.statistics.store import Store, open_store

SCENES_KEPT = 32


class Outreach:
    """Answers from one history."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._scenes: OrderedDict[tuple[object, ...], Scene] = OrderedDict()
        self._lock = threading.Lock()

    def scene(self, on: date, settings: Settings) -> Scene:
        """What was known on a day."""
        known = self.history.known(on)
        key = (known.extent, settings.bounds)
        with self._lock:
            found = self._scenes.get(key)
            if found is None:
                found = self._scenes[key] = Scene(known, settings.bounds)
                if len(self._scenes) > SCENES_KEPT:
                    self._scenes.popitem(last=False)
            return found

    def ranking(self, mission: str, kind: str, on: date, settings: Settings) -> tuple[Scene, Ranking]:
        """The States to approach for a mission, by whatever acronym, on what was known on a day."""
        scene = self.scene(on, settings)
        return scene, rank(scene, settings, line_of(mission), kind)

    def states(self, mission: str, kind: str, on: date, settings: Settings) -> list[str]:
        """Their codes alone, first the one to approach first."""
        scene, ranking = self.ranking(mission, kind or ANY, on, settings)
        return [scene.history.roll.states[state] for state in ranking.order]


_kept: dict[str, tuple[str, Outreach]] = {}
_lock = threading.Lock()


def outreach_of(store: Store | None = None) -> Outreach:
    """Answers from a store (by default the one of the settings), read anew after an import.

    Raises Refused if no contributions are on record: a ranking without facts would be the order of the alphabet.
    """
    found = store or open_store()
    if not found.has("contributions") and not found.has("base_contributors"):
        remedy = "import a data set first: muster import ipi PATH, un-yearly, un-contributions or geopko"
        raise Refused(problems=[Problem("statistics", "no contributions are on record", remedy)])
    where = str(found.folder)
    with _lock:
        known = _kept.get(where)
        if known is None or known[0] != found.generation:
            known = _kept[where] = (found.generation, Outreach(history_of(found)))
        return known[1]
