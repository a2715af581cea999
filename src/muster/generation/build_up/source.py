"""Files of the record as rows; whatever cannot be read is told in one line that names the place."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from muster.kit.errors import Problem, Refused

HEADING_LINE = 1
Value = TypeVar("Value")


class Line:
    """One row of a file with its place, whose cells are read by name and refused by name."""

    def __init__(self, place: str, cells: Mapping[str, str]) -> None:
        self.place = place
        self._cells = cells

    def text(self, column: str) -> str:
        """The cell as it stands, without blanks around it."""
        return self._cells[column].strip()

    def read(self, column: str, reading: Callable[[str], Value], wanted: str) -> Value:
        """The cell as `reading` makes it. Raises Refused, saying what is wanted, where it raises ValueError."""
        text = self.text(column)
        try:
            return reading(text)
        except ValueError as error:
            raise self.refused(f'{column} is "{text}"', f"give {wanted}") from error

    def day(self, column: str) -> date:
        """The cell as a day. Raises Refused."""
        return self.read(column, date.fromisoformat, "a date such as 2014-09-30")

    def whole(self, column: str) -> int:
        """The cell as a whole number that is not negative. Raises Refused."""
        return self.read(column, _count, "a whole number")

    def refused(self, message: str, remedy: str) -> Refused:
        """The refusal of this line, to be raised."""
        return Refused(problems=[Problem(self.place, message, remedy)])


def lines_of(path: Path, columns: Iterable[str]) -> Iterator[Line]:
    """The rows of a comma separated file that has at least these columns. Raises Refused with the place."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                words = f"there is no column {', '.join(missing)}"
                raise Refused(problems=[Problem(f"{path}, line {HEADING_LINE}", words, "give the file as published")])
            for row in reader:
                place = f"{path}, line {reader.line_num}"
                if None in row or None in row.values():
                    raise Refused(problems=[Problem(place, "more or fewer cells than headings", "mend the line")])
                yield Line(place, row)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}; give the folder of the public data sets.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path} cannot be read as a comma separated table: {error}.") from error


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
