"""What a paper is made of. Plain values: nothing in them is read as markup by either form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["en", "fr"]
PAPER_LANGUAGES: tuple[Language, ...] = ("en", "fr")
DEEPEST_HEADING = 3


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a part (an annex), 2 a section, 3 a subsection. The title stands above all of them."""

    words: str
    level: int = 2

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"a heading has level 1 to {DEEPEST_HEADING}, not {self.level}")


@dataclass(frozen=True)
class Text:
    """A paragraph; line breaks in `words` are kept. `is_note` sets it small: a source, a remark."""

    words: str
    is_note: bool = False


@dataclass(frozen=True)
class Points:
    """A list of points, numbered or not."""

    items: Sequence[str]
    is_numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels and what holds, a row each."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Grid:
    """A table. `figures` names the columns (from 0) that hold figures and stand to the right; `totals` is a last row.

    `widths` are shares of the width, one a column; empty: as the content needs.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: frozenset[int] = frozenset()
    totals: Sequence[str] = ()
    widths: Sequence[int] = ()
    empty: str = "–"

    def __post_init__(self) -> None:
        wide = len(self.headings)
        odd = [row for row in (*self.rows, *([self.totals] if self.totals else [])) if len(row) != wide]
        if odd:
            raise ValueError(f"a row of the table has {len(odd[0])} cells under {wide} headings")
        if self.widths and len(self.widths) != wide:
            raise ValueError(f"{len(self.widths)} widths are given for {wide} columns")


@dataclass(frozen=True)
class Signatures:
    """Places to sign, side by side: for whom, and who signs if that is known."""

    places: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Code:
    """A QR code that leads to `address`, with words above it; the address stands below in letters."""

    address: str
    words: str = ""


Block = Heading | Text | Points | Facts | Grid | Signatures | NewPage | Code


@dataclass(frozen=True)
class Paper:
    """A document. `issuer` and `reference` stand in its head and foot; an illustrative one says so on every page.

    `language` is that of the words and of the page numbers' separators. `made_on` is the day that the files carry.
    """

    title: str
    made_on: date
    blocks: Sequence[Block]
    subtitle: str = ""
    issuer: str = ""
    reference: str = ""
    language: Language = "en"
    illustrative: bool = False
    is_landscape: bool = False
