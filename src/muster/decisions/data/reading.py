"""Reads the data of a criterion as known on a day."""

from datetime import date

from muster.decisions.data.point import Asked, DataPoint
from muster.parties.viewer import Viewer


def read_data(viewer: Viewer, asked: Asked, criterion: str, day: date) -> tuple[DataPoint, ...]:
    """Return the data that the record and the statistics hold on a criterion, as far as the viewer may see them."""
    return ()
