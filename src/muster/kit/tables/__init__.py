"""Tables: declared once, drawn with sort, filters, totals and paging, and handed out as CSV, XLSX and JSON."""

from muster.kit.tables.bound import BoundTable, ExportEvent, exported, render_table
from muster.kit.tables.columns import Column, Table
from muster.kit.tables.on_page import tables_on_page
from muster.kit.tables.source import Source

__all__ = ["BoundTable", "Column", "ExportEvent", "Source", "Table", "exported", "render_table", "tables_on_page"]
