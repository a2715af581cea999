"""The statistics store: one folder of Parquet files, one table a kind of fact, read by DuckDB. No Django."""

from muster.statistics.store.folder import store_folder
from muster.statistics.store.schema import ROLL_UPS, TABLES, Column, Table, table
from muster.statistics.store.store import Rows, Store, open_store

__all__ = ["ROLL_UPS", "TABLES", "Column", "Rows", "Store", "Table", "open_store", "store_folder", "table"]
