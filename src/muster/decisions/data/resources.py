"""Criterion 4: do the resources match the mandate, and is it financed (section 7.2 of the dossier)."""

from datetime import date

from muster.decisions.data.agreed import agreed_points
from muster.decisions.data.law import law_points
from muster.decisions.data.mandate import mandate_points
from muster.decisions.data.point import Asked, DataPoint
from muster.decisions.data.statements import statement_points
from muster.missions.models import ConditionKind
from muster.missions.queries import conditions_in_force
from muster.parties.viewer import Viewer


def resources_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return mandate and ceiling, financing, what is agreed and owed, and what the State's law has room for."""
    stated = conditions_in_force(viewer, day, [asked.mission])
    return [
        *mandate_points(viewer, asked, day),
        *statement_points(asked.mission, stated, [ConditionKind.FINANCING]),
        *agreed_points(viewer, asked, day),
        *law_points(viewer, asked, day),
    ]
