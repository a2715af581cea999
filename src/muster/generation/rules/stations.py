"""The groups of phases in which a desk thinks: the columns of its board. Pure.

The grouping is Muster's own (local choice) over the phases of section 3.1 of the dossier.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Station:
    """Some phases that are worked on together."""

    code: str
    name: str
    phases: tuple[str, ...]


IN_THEATRE = "in-theatre"
"""The station at which a unit has arrived."""

STATIONS = (
    Station("requirement", "Mandate and requirement", ("analysis", "soundings", "mandate", "concept")),
    Station("choice", "Request and selection", ("request", "offers", "selection")),
    Station("agreement", "Authorisation and memorandum", ("authorisation", "memorandum")),
    Station("preparation", "Reconnaissance, training, visit", ("reconnaissance", "training", "pre-deployment-visit")),
    Station("movement", "Cargo, clearances, movement", ("load-list", "clearances", "movement")),
    Station(IN_THEATRE, "In theatre", ("arrival-inspection", "induction")),
)
NOWHERE = Station("none", "No phase open", ())
"""Where a case stands that has no phase left to begin."""

_STATION_OF = {phase: station for station in STATIONS for phase in station.phases}


def station_of(phase: str) -> Station:
    """Return the station at which a case in a phase stands."""
    return _STATION_OF.get(phase, NOWHERE)
