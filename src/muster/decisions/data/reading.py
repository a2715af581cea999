"""Reads the data of a criterion as known on a day."""

from collections.abc import Callable, Mapping
from datetime import date

from muster.decisions.data.agreement import agreement_points
from muster.decisions.data.judgement import foreign_policy_points, national_interest_points
from muster.decisions.data.point import Asked, DataPoint
from muster.decisions.data.resources import resources_points
from muster.decisions.data.risk import risk_points
from muster.decisions.models import Criterion
from muster.kit.errors import NotFound
from muster.parties.viewer import Viewer

Reader = Callable[[Viewer, Asked, date], list[DataPoint]]
READERS: Mapping[str, Reader] = {
    Criterion.FOREIGN_POLICY: foreign_policy_points,
    Criterion.NATIONAL_INTEREST: national_interest_points,
    Criterion.AGREEMENT: agreement_points,
    Criterion.RESOURCES: resources_points,
    Criterion.RISK: risk_points,
}


def read_data(viewer: Viewer, asked: Asked, criterion: str, day: date) -> tuple[DataPoint, ...]:
    """Return the data that the record and the statistics hold on a criterion, as far as the viewer may see them.

    Only what was known on `day`. What nothing is known of stands there with an empty value, and its words say so.
    Raises NotFound for a criterion that there is not.
    """
    if criterion not in READERS:
        raise NotFound(f"There is no criterion {criterion!r}; name one of {', '.join(Criterion.values)}.")
    return tuple(READERS[criterion](viewer, asked, day))
