"""Importers of public data sets: from files that a user has into the statistics store, with a report of every row."""

from muster.statistics.importing.report import FileReport, ImportReport, RefusedRow
from muster.statistics.importing.run import import_set
from muster.statistics.importing.sets import SETS, DataSet, data_set

__all__ = ["SETS", "DataSet", "FileReport", "ImportReport", "RefusedRow", "data_set", "import_set"]
