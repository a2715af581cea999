"""Where a reader puts what it reads: it keeps what was known on the day, and counts all the rest."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from muster.statistics.importing.cells import BadCell, rows_of
from muster.statistics.importing.report import FileReport
from muster.statistics.store.writing import FileWriter

NOT_YET_KNOWN = "not known on the day of the import"


class Sink:
    """Takes rows of one file. With `as_of`, a row known only later is counted and left out.

    A row of the file is taken whole or not at all: what is added and counted inside `row` is kept back until all of
    its cells are understood.
    """

    def __init__(
        self,
        data_set: str,
        report: FileReport,
        writer: FileWriter,
        as_of: date | None,
        progress: Callable[[str], None] = lambda words: None,
    ) -> None:
        self.as_of = as_of
        self.data_set = data_set
        self.report = report
        self.progress = progress
        self._set = data_set
        self._writer = writer
        self._in_row = self._later = False
        self._held: list[tuple[str, Mapping[str, Any]]] = []
        self._counted: list[tuple[Counter[str], str, int]] = []

    def rows(self, file: Path, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a CSV file with their numbers; one that is shorter or longer than the heading is refused.

        Raises Refused where a needed column is not there.
        """
        for line, cells in rows_of(file, needed):
            if None in cells or None in cells.values():
                self.report.rows_read += 1
                self.report.refuse(line, f"has {'more' if None in cells else 'fewer'} cells than the heading")
            else:
                yield line, cells

    @contextmanager
    def row(self, line: int, place: str = "") -> Iterator[None]:
        """Read one row of the file: a `BadCell` inside refuses it, with nothing of it kept or counted.

        `place` names the row more closely where the number alone does not. A row of which nothing was known on the day
        of the import counts as left out for that alone.
        """
        self.report.rows_read += 1
        self._in_row, self._later = True, False
        try:
            yield
        except BadCell as error:
            self.report.refuse(line, f"{place}: {error}" if place else str(error))
        else:
            if self._later and not self._held:
                self.report.left_out[NOT_YET_KNOWN] += 1
            else:
                self._take()
        finally:
            self._in_row = False
            self._held.clear()
            self._counted.clear()

    def _take(self) -> None:
        for table, values in self._held:
            self._writer.add(table, values)
        for counts, name, rows in self._counted:
            counts[name] += rows

    def read(self, rows: int = 1) -> None:
        """Count rows of the file as read, where they are not read one by one."""
        self.report.rows_read += rows

    def add(self, table: str, line: int, known_on: date | None, *, vintage: date | None = None, **values: Any) -> None:
        """Take one row of a table, read from row `line` of the file; without `known_on` it is of no date."""
        if self.as_of is not None and known_on is not None and known_on > self.as_of:
            self._later = True
            if not self._in_row:
                self.report.left_out[NOT_YET_KNOWN] += 1
            return
        values.update(source=self._set, file=self.report.file, line=line, vintage=vintage, known_on=known_on)
        if self._in_row:
            self._held.append((table, values))
        else:
            self._writer.add(table, values)

    @property
    def work(self) -> Path:
        """Folder of the disk that a reader of columns may use until the file is read."""
        return self._writer.work

    def add_contributions(self, parquet: Path, rows: int) -> None:
        """Take all contributions of the file at once, of a reader of columns; `rows` rows of the table.

        The Parquet file has the columns of `contributions` with `female`, `male` and `total` instead of `sex`, `count`
        and `stored`; the reader has left out what was not known on the day.
        """
        self._writer.add_by_sex(parquet, rows)

    def knows(self, day: date) -> bool:
        """Whether something of that day was known on the day of the import."""
        return self.as_of is None or day <= self.as_of

    def repaired(self, rule: str, rows: int = 1) -> None:
        """Count a repair under the name of its rule."""
        self._count(self.report.repaired, rule, rows)

    def left_out(self, reason: str, rows: int = 1) -> None:
        """Count something that is right but not taken over."""
        self._count(self.report.left_out, reason, rows)

    def refused(self, line: int, reason: str) -> None:
        """Count a row that cannot be used."""
        self.report.refuse(line, reason)

    def refused_many(self, told: Iterable[tuple[int, str]], rows: int) -> None:
        """Count rows that cannot be used, of which `told` names the first ones."""
        self.report.refuse_many(told, rows)

    def _count(self, counts: Counter[str], name: str, rows: int) -> None:
        if self._in_row:
            self._counted.append((counts, name, rows))
        else:
            counts[name] += rows
