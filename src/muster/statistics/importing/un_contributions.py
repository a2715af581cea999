"""Uniformed personnel of the UN's Peace and Security Data Hub, set DPO-UCHISTORICAL: State, mission, month, type, sex.

The set may be large, so it is read as columns: every distinct spelling is understood once, and rows meet their meaning
in a join. A row gives the women, the men and both together.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from muster.kit.errors import Problem, Refused
from muster.statistics.importing import hub_meanings as hub
from muster.statistics.importing.cells import MISSING
from muster.statistics.importing.columns import Laid, Workshop, bits, lay_down, text
from muster.statistics.importing.hub_meanings import Meaning, Reading, understood
from muster.statistics.importing.ipi import MONTH_END
from muster.statistics.importing.names import MISSION_VARIANT, STATE_VARIANT, UMBRELLA
from muster.statistics.importing.report import MOST_REFUSALS_TOLD
from muster.statistics.importing.sink import NOT_YET_KNOWN, Sink
from muster.statistics.importing.source_file import SourceFile

NEEDED = ("mission_acronym", "personnel_type", "female_personnel", "male_personnel", "last_reporting_date")
COLUMNS = ("contribution_id", "isocode3", "m49_code", "contributing_country", *NEEDED)
GIVEN_TWICE = "row given twice under one contribution_id, taken once"
RULES = (
    hub.EXCHANGED,
    hub.BY_NUMBER,
    hub.BY_NAME,
    hub.OUTVOTED,
    STATE_VARIANT,
    MISSION_VARIANT,
    UMBRELLA,
    MONTH_END,
    hub.OTHER_DATE,
    hub.FIGURE_MISSING,
)
_BIT = {rule: position for position, rule in enumerate(RULES)}
MOST_SPELLINGS = 500_000
"""Distinct spellings of one thing that a file of contributions may have; more, and it is another file."""
SEXES = ("female", "male")
SEXES_A_ROW = 3
"""Rows of the store for a row of the file: the women, the men, and both."""


def read_hub(file: Path, sink: Sink) -> None:
    """State, mission, month, type and sex."""
    shop = Workshop(sink.work, sink.progress)
    try:
        laid = lay_down(shop, file, NEEDED, COLUMNS, MOST_REFUSALS_TOLD)
        sink.read(laid.rows)
        checked = sink.work / "checked.parquet"
        _understand(shop, file, laid)
        shop.run(f"COPY ({_checked(laid)}) TO {text(checked)} (FORMAT parquet, COMPRESSION snappy)", "checking")
        rows = f"read_parquet({text(checked)})"
        _find_doubles(shop, rows)
        _tell(shop, rows, laid, sink)
        _write(shop, rows, sink)
    finally:
        shop.close()


def _understand(shop: Workshop, file: Path, laid: Laid) -> None:
    """A table for each thing that has spellings: what each means, which repairs that took, or why it means nothing."""
    days = _meanings(shop, file, laid, "last_reporting_date", hub.month)
    _fill(shop, "day", ("spelling",), "DATE", days)
    _fill(
        shop,
        "type",
        ("spelling",),
        "VARCHAR",
        _meanings(shop, file, laid, "personnel_type", hub.personnel_type),
    )
    states = _meanings(shop, file, laid, "isocode3, m49_code, contributing_country", hub.contributor)
    _fill(shop, "contributor", ("iso3", "m49", "name"), "VARCHAR", states)
    on = {spelled[0]: meaning.value for spelled, meaning in days}

    def mission(acronym: str, day: str) -> tuple[str, tuple[str, ...]]:
        known = on[day]
        return hub.operation(acronym, known if isinstance(known, date) else date.max)

    pairs = _meanings(shop, file, laid, "mission_acronym, last_reporting_date", mission)
    _fill(shop, "operation", ("acronym", "day"), "VARCHAR", pairs)


def _meanings(
    shop: Workshop, file: Path, laid: Laid, columns: str, read: Reading
) -> list[tuple[tuple[str, ...], Meaning]]:
    found = shop.rows(f"SELECT DISTINCT {columns} FROM {laid.relation} LIMIT {MOST_SPELLINGS + 1}")
    if len(found) > MOST_SPELLINGS:
        problem = Problem(
            str(file), f"has more than {MOST_SPELLINGS} different {columns}", "give the file as published"
        )
        raise Refused(problems=[problem])
    spelled = [tuple(str(cell) for cell in row) for row in found]
    return [(one, understood(read, one)) for one in spelled]


def _fill(
    shop: Workshop, table: str, spelled: Sequence[str], kind: str, meanings: Sequence[tuple[tuple[str, ...], Meaning]]
) -> None:
    columns = dict.fromkeys(spelled, "VARCHAR") | {"value": kind, "rules": "INTEGER", "reason": "VARCHAR"}
    rows = [(*one, meaning.value, bits(meaning.rules, _BIT), meaning.reason) for one, meaning in meanings]
    shop.fill(f"{table}_meaning", columns, rows)


def _checked(laid: Laid) -> str:
    """Every row with what it means, its repairs as bits, and the reason if it cannot be used."""
    missing = ", ".join(text(one) for one in sorted(MISSING))

    def figure(name: str) -> str:
        return f"CASE WHEN {name}_personnel NOT IN ({missing}) THEN TRY_CAST({name}_personnel AS DOUBLE) END AS {name}"

    def wrong(name: str) -> str:
        # What is no number at all is empty as a number, though the cell is not.
        whole = f"({name} >= 0 AND {name} <= 2000000000 AND {name} = floor({name}))"
        return (
            f"WHEN {name}_personnel NOT IN ({missing}) AND NOT coalesce({whole}, false) "
            f"THEN '{name}_personnel ''' || {name}_personnel || ''' is no whole number of 0 or more'"
        )

    figures = f"(SELECT *, {figure('female')}, {figure('male')} FROM {laid.relation}) AS r"
    joined = (
        "SELECT line, TRY_CAST(contribution_id AS BIGINT) AS id, d.value AS date, s.value AS state, "
        "m.value AS mission, t.value AS personnel_type, female, male, "
        "d.rules | s.rules | m.rules | t.rules | CASE WHEN female IS NULL OR male IS NULL "
        f"THEN {1 << _BIT[hub.FIGURE_MISSING]} ELSE 0 END AS rules, "
        "coalesce(d.reason, s.reason, m.reason, t.reason, "
        f"CASE {wrong('female')} {wrong('male')} WHEN female IS NULL AND male IS NULL "
        f"THEN 'neither female_personnel nor male_personnel is given' END) AS reason FROM {figures} "
        "JOIN day_meaning AS d ON d.spelling = r.last_reporting_date "
        "JOIN type_meaning AS t ON t.spelling = r.personnel_type "
        "JOIN contributor_meaning AS s "
        "ON s.iso3 = r.isocode3 AND s.m49 = r.m49_code AND s.name = r.contributing_country "
        "JOIN operation_meaning AS m ON m.acronym = r.mission_acronym AND m.day = r.last_reporting_date"
    )
    whole = ", ".join(f"CASE WHEN reason IS NULL THEN coalesce({one}, 0)::INTEGER END AS {one}" for one in SEXES)
    return f"SELECT * REPLACE ({whole}) FROM ({joined})"


def _find_doubles(shop: Workshop, rows: str) -> None:
    """Rows that come again under the id of an earlier one of the same State, mission, month and type."""
    shop.run(
        "CREATE OR REPLACE TABLE double_ids AS "
        f"SELECT id FROM {rows} WHERE reason IS NULL AND id IS NOT NULL GROUP BY id HAVING count(*) > 1",
        "looking for ids given twice",
    )
    shop.run(
        "CREATE OR REPLACE TABLE again AS SELECT line, first_line, same, id FROM ("
        "SELECT line, id, first(line) OVER earlier AS first_line, "
        "(female, male) = first((female, male)) OVER earlier AS same, row_number() OVER earlier AS position "
        f"FROM {rows} SEMI JOIN double_ids USING (id) WHERE reason IS NULL "
        "WINDOW earlier AS (PARTITION BY id, state, mission, date, personnel_type ORDER BY line)) WHERE position > 1",
        "looking for rows given twice",
    )


def _tell(shop: Workshop, rows: str, laid: Laid, sink: Sink) -> None:
    """Count repairs by rule, and what was refused or left out."""
    told = [
        *laid.broken,
        *_told(
            shop.rows(
                f"SELECT line, reason FROM {rows} WHERE reason IS NOT NULL ORDER BY line LIMIT {MOST_REFUSALS_TOLD}"
            )
        ),
    ]
    told += _told(
        shop.rows(
            "SELECT line, 'contribution_id ' || id || ' has other figures in row ' || first_line "
            f"FROM again WHERE NOT same ORDER BY line LIMIT {MOST_REFUSALS_TOLD}"
        )
    )
    bad = shop.number(f"SELECT count(*) FROM {rows} WHERE reason IS NOT NULL")
    other = shop.number("SELECT count(*) FROM again WHERE NOT same")
    sink.refused_many(told, laid.broken_rows + bad + other)
    twice = shop.number("SELECT count(*) FROM again WHERE same")
    if twice:
        sink.repaired(GIVEN_TWICE, twice)
    kept = _kept(rows, sink.as_of)
    for found, number in shop.rows(f"SELECT rules, count(*) FROM {kept} GROUP BY rules"):
        for rule, position in _BIT.items():
            if int(str(found)) >> position & 1:
                sink.repaired(rule, int(str(number)))
    if sink.as_of is not None:
        later = shop.number(
            f"SELECT count(*) FROM {_kept(rows, None)} WHERE date > DATE {text(sink.as_of.isoformat())}"
        )
        if later:
            sink.left_out(NOT_YET_KNOWN, later)


def _told(found: Iterable[Sequence[object]]) -> list[tuple[int, str]]:
    return [(int(str(line)), str(reason)) for line, reason in found]


def _kept(rows: str, as_of: date | None) -> str:
    known = "" if as_of is None else f" AND date <= DATE {text(as_of.isoformat())}"
    return f"(SELECT * FROM {rows} ANTI JOIN again USING (line) WHERE reason IS NULL{known})"


def _write(shop: Workshop, rows: str, sink: Sink) -> None:
    """The rows sorted by day, mission and State: what a page or a query names lies together."""
    made = sink.work / "contributions.parquet"
    shop.run(
        "COPY (SELECT date, state, mission, personnel_type, female, male, female + male AS total, 'month' AS grain, "
        f"{text(sink.data_set)} AS source, {text(sink.report.file)} AS file, line::INTEGER AS line, "
        f"NULL::DATE AS vintage, date AS known_on FROM {_kept(rows, sink.as_of)} "
        f"ORDER BY date, mission, state, personnel_type, line) TO {text(made)} (FORMAT parquet, COMPRESSION zstd)",
        "sorting",
    )
    kept = shop.number(f"SELECT count(*) FROM read_parquet({text(made)})")
    if kept:
        sink.add_contributions(made, kept * SEXES_A_ROW)


FILES = (
    SourceFile("DPO-UCHISTORICAL*.csv", "contributor, mission, month, type and sex", read_hub, alone="*.csv"),
    SourceFile(
        "DPO-UCHISTORICAL*.json",
        "the same as JSON",
        read_hub,
        alone="*.json",
    ),
)
