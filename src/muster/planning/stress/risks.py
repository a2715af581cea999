"""How likely what may go wrong is: given by the caller, for the planner knows no level and no history."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from muster.planning.stress.scenario import ScenarioRefused


@dataclass(frozen=True, slots=True)
class PledgeRisk:
    """A pledge's chances over the horizon, each 0 to 1.

    `withdrawal`: that it is withdrawn. `delays`: that it is ready 1, 2, ... periods later than it said; together at
    most 1, the rest is the chance that it keeps its day.
    """

    withdrawal: float = 0.0
    delays: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "delays", tuple(self.delays))
        each = {f"delay of {periods}": chance for periods, chance in enumerate(self.delays, start=1)}
        _refuse_unless_chances("a pledge", withdrawal=self.withdrawal, delays=sum(self.delays), **each)


@dataclass(frozen=True, slots=True)
class MissionRisk:
    """A mission's chances over the horizon, each 0 to 1, and how large what happens then is.

    `surge`: that `surge_posts` more posts are wanted from some period on. `block`: that its host lets nobody in or out
    for `block_periods` periods. `closure`: that it is closed at some period.
    """

    surge: float = 0.0
    surge_posts: int = 1
    block: float = 0.0
    block_periods: int = 1
    closure: float = 0.0

    def __post_init__(self) -> None:
        _refuse_unless_chances("a mission", surge=self.surge, block=self.block, closure=self.closure)
        if self.surge_posts < 1 or self.block_periods < 1:
            raise ScenarioRefused("risks: a surge has at least one post and a block at least one period")


def _refuse_unless_chances(whose: str, **chances: float) -> None:
    for name, chance in chances.items():
        if not (math.isfinite(chance) and 0.0 <= chance <= 1.0 + 1e-9):
            raise ScenarioRefused(f"risks: {name} of {whose} must be a chance from 0 to 1 ({chance:g})")


@dataclass(frozen=True)
class Risks:
    """The risks by pledge and mission; the other two are for whatever is not listed."""

    pledges: Mapping[str, PledgeRisk] = field(default_factory=dict)
    missions: Mapping[str, MissionRisk] = field(default_factory=dict)
    other_pledges: PledgeRisk = PledgeRisk()
    other_missions: MissionRisk = MissionRisk()

    def of_pledge(self, pledge: str) -> PledgeRisk:
        """The pledge's risk."""
        return self.pledges.get(pledge, self.other_pledges)

    def of_mission(self, mission: str) -> MissionRisk:
        """The mission's risk."""
        return self.missions.get(mission, self.other_missions)

    def to_json(self) -> dict[str, Any]:
        """The risks as JSON content."""
        return {
            "other_pledges": asdict(self.other_pledges) | {"delays": list(self.other_pledges.delays)},
            "other_missions": asdict(self.other_missions),
            "pledges": {
                name: asdict(risk) | {"delays": list(risk.delays)} for name, risk in sorted(self.pledges.items())
            },
            "missions": {name: asdict(risk) for name, risk in sorted(self.missions.items())},
        }

    @classmethod
    def from_json(cls, content: Any) -> Self:
        """Risks from JSON content; raises `ScenarioRefused` in one line when they are not of `to_json`'s form."""
        known = {"pledges", "missions", "other_pledges", "other_missions"}
        if not isinstance(content, dict) or not set(content) <= known:
            raise ScenarioRefused(f"risks: must be an object with the keys {', '.join(sorted(known))}")
        try:
            return cls(
                pledges={name: PledgeRisk(**row) for name, row in content.get("pledges", {}).items()},
                missions={name: MissionRisk(**row) for name, row in content.get("missions", {}).items()},
                other_pledges=PledgeRisk(**content.get("other_pledges", {})),
                other_missions=MissionRisk(**content.get("other_missions", {})),
            )
        except (AttributeError, TypeError) as error:
            raise ScenarioRefused(f"risks: are not of the form that Muster reads ({error})") from None
