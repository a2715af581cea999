"""Data sets, their files, and what their import repaired and refused."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.statistics.explorer.record import FileOnRecord
from muster.statistics.pages.addresses import rows_address

SETS_TABLE = Table(
    name="statistics-sets",
    caption=_("Data sets that can be imported"),
    filters=False,
    columns=[
        Column("name", _("Name"), lambda row: row.data_set.name),
        Column("title", _("Data set"), lambda row: row.data_set.title),
        Column("files", _("Files on record"), kind="integer"),
        Column("licence", _("Licence"), lambda row: row.data_set.licence),
        Column("cite", _("Cite as"), lambda row: row.data_set.cite),
        Column("as_of", _("Imported as of"), lambda row: row.as_of or (_("all that is known") if row.files else ""),
               hidden=True),
    ],
)  # fmt: skip
COMMANDS = Table(
    name="statistics-commands",
    caption=_("Data sets that can be imported, and the command for each"),
    filters=False,
    tools=False,
    columns=[
        Column("command", _("Command"), lambda row: f"muster import {row.data_set.name} PATH"),
        Column("title", _("Data set"), lambda row: row.data_set.title),
        Column("licence", _("Licence"), lambda row: row.data_set.licence),
    ],
)


def _rows_of(one: FileOnRecord) -> str | None:
    table = next(iter(one.tables), "")
    return rows_address(table, file=one.report.file, source=one.data_set.name) if table else None


def _kept(one: Any) -> str:
    return ", ".join(f"{table.replace('_', ' ')} {rows:,}" for table, rows in one.report.rows_kept.items())


FILES = Table(
    name="statistics-files",
    caption=_("Files on record"),
    empty=_("Nothing is imported yet; the commands above bring data sets in."),
    filters=False,
    page_size=100,
    columns=[
        Column("file", _("File"), lambda row: row.report.file, kind="link", href=_rows_of),
        Column("set", _("Data set"), lambda row: row.data_set.name),
        Column("first", _("First known"), kind="date"),
        Column("last", _("Last known"), kind="date"),
        Column("read", _("Rows read"), lambda row: row.report.rows_read, kind="integer", total=True),
        Column("kept", _("Rows of the store"), _kept),
        Column("known", _("Known on this day"), lambda row: row.rows, kind="integer", total=True),
        Column("repaired", _("Repairs"), lambda row: sum(row.report.repaired.values()), kind="integer", total=True),
        Column("left_out", _("Left out"), lambda row: sum(row.report.left_out.values()), kind="integer", total=True),
        Column("refused", _("Refused"), lambda row: row.report.refused_rows, kind="integer", total=True),
        Column("digest", _("Digest (SHA-256)"), lambda row: row.report.digest, hidden=True),
    ],
)
REPAIRS = Table(
    name="statistics-repairs",
    caption=_("Repaired and left out, by rule"),
    empty=_("No rule had anything to repair."),
    filters=False,
    page_size=100,
    columns=[
        Column("rule", _("Rule")),
        Column("kind", _("What was done"), filter="choice"),
        Column("rows", _("Rows"), kind="integer"),
        Column("file", _("File"), filter="choice"),
        Column("source", _("Data set"), filter="choice"),
    ],
)
REFUSALS = Table(
    name="statistics-refusals",
    caption=_("Refused rows"),
    empty=_("No row was refused."),
    page_size=25,
    columns=[
        Column("file", _("File"), filter="choice"),
        Column("line", _("Row"), kind="integer"),
        Column("reason", _("Reason")),
        Column("source", _("Data set"), filter="choice"),
    ],
)
WORLD_FILES = Table(
    name="statistics-record",
    caption=_("What is on record"),
    empty=_("Nothing was known on this day."),
    filters=False,
    page_size=50,
    columns=[FILES.by_key[key] for key in ("file", "set", "first", "last", "read", "known", "repaired", "refused")],
)
