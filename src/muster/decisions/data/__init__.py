"""The data that the system itself brings to a dossier, as known on a day, and the verdict that the rules suggest."""

from muster.decisions.data.point import Asked, DataPoint, Suggestion
from muster.decisions.data.reading import read_data
from muster.decisions.data.suggesting import suggest

__all__ = ["Asked", "DataPoint", "Suggestion", "read_data", "suggest"]
