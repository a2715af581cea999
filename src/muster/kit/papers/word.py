"""A paper as a Word document, for those who go on writing in it."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import Any

from muster.kit.papers.illustrative_words import ILLUSTRATIVE
from muster.kit.papers.paper import Code, Facts, Grid, Heading, NewPage, Paper, Points, Signatures, Text

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
SMALL_POINTS, TEXT_POINTS, TITLE_POINTS = 8.5, 10.5, 17
MARGIN_CM = 2
LOCALES: Mapping[str, str] = MappingProxyType({"en": "en-GB", "fr": "fr-FR"})
SIGNING_LINE = "_" * 30


def as_word(paper: Paper) -> bytes:
    """Return the paper as a Word document (docx), A4."""
    import docx  # loaded where a document is written: it takes a while

    document = docx.Document()
    _describe(document, paper)
    _set_page(document, paper)
    _write_head(document, paper)
    for block in paper.blocks:
        WRITERS[type(block)](document, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _clean(words: str) -> str:
    """Return the words without what a document cannot hold."""
    return UNWRITABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def _describe(document: Any, paper: Paper) -> None:
    """Fill in the document's properties; its author is the issuer, never the template's."""
    noon = datetime.combine(paper.made_on, time(12), tzinfo=UTC)
    properties = document.core_properties
    properties.title, properties.author = _clean(paper.title)[:255], _clean(paper.issuer)[:255]
    properties.comments, properties.language = "", LOCALES[paper.language]
    properties.created = properties.modified = noon


def _set_page(document: Any, paper: Paper) -> None:
    """Set A4, margins, letters, and the foot of the page."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    width, height = Cm(21), Cm(29.7)
    if paper.is_landscape:
        section.orientation, width, height = WD_ORIENT.LANDSCAPE, height, width
    section.page_width, section.page_height = width, height
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(MARGIN_CM))
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(TEXT_POINTS)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].font.name, styles[name].font.color.rgb = "Arial", RGBColor(0, 0, 0)
    styles["Title"].font.size = Pt(TITLE_POINTS)
    foot = [part for part in (paper.issuer, paper.reference) if part]
    words = " · ".join(foot)
    if paper.illustrative:
        words = f"{ILLUSTRATIVE[paper.language]}\n{words}"
    _small(section.footer.paragraphs[0], words)


def _write_head(document: Any, paper: Paper) -> None:
    """Write issuer, reference, title and subtitle."""
    head = [part for part in (paper.issuer, paper.reference) if part]
    if head:
        _small(document.add_paragraph(), "    ".join(head))
    document.add_heading(_clean(paper.title), level=0)
    if paper.subtitle:
        document.add_paragraph(_clean(paper.subtitle))
    if paper.illustrative:
        _small(document.add_paragraph(), ILLUSTRATIVE[paper.language], is_italic=True)


def _small(paragraph: Any, words: str, *, is_italic: bool = False, is_bold: bool = False) -> None:
    """Add small words to a paragraph."""
    from docx.shared import Pt

    run = paragraph.add_run(_clean(words))
    run.font.size = Pt(SMALL_POINTS)
    run.italic, run.bold = is_italic, is_bold


def _heading(document: Any, block: Heading) -> None:
    document.add_heading(_clean(block.words), level=block.level)


def _text(document: Any, block: Text) -> None:
    if block.is_note:
        _small(document.add_paragraph(), block.words)
    else:
        document.add_paragraph(_clean(block.words))


def _points(document: Any, block: Points) -> None:
    style = "List Number" if block.is_numbered else "List Bullet"
    for item in block.items:
        document.add_paragraph(_clean(item), style=style)


def _facts(document: Any, block: Facts) -> None:
    table = document.add_table(rows=0, cols=2)
    for label, value in block.rows:
        cells = table.add_row().cells
        _small(cells[0].paragraphs[0], label, is_bold=True)
        _small(cells[1].paragraphs[0], value)
    document.add_paragraph()


def _grid(document: Any, block: Grid) -> None:
    table = document.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    _repeat_at_page_breaks(table.rows[0])
    _row(table.rows[0], block.headings, block, is_bold=True)
    for row in block.rows:
        _row(table.add_row(), row, block)
    if not block.rows:
        cells = table.add_row().cells
        _small(cells[0].merge(cells[-1]).paragraphs[0], block.empty)
    if block.totals:
        _row(table.add_row(), block.totals, block, is_bold=True)
    document.add_paragraph()


def _row(row: Any, words: Sequence[str], block: Grid, *, is_bold: bool = False) -> None:
    """Write the cells of a row; figures stand to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for column, (cell, one) in enumerate(zip(row.cells, words, strict=True)):
        paragraph = cell.paragraphs[0]
        _small(paragraph, one, is_bold=is_bold)
        if column in block.figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat_at_page_breaks(row: Any) -> None:
    """Let the row stand again at the top of each page that the table goes on to."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _signatures(document: Any, block: Signatures) -> None:
    document.add_paragraph()
    table = document.add_table(rows=1, cols=len(block.places))
    for cell, (side, name) in zip(table.rows[0].cells, block.places, strict=True):
        _small(cell.paragraphs[0], f"{SIGNING_LINE}\n{side}\n{name}")


def _code(document: Any, block: Code) -> None:
    """Write the address in letters: who reads the document on a screen follows it without a code."""
    _small(document.add_paragraph(), f"{block.words}\n{block.address}".strip())


def _new_page(document: Any, block: NewPage) -> None:
    document.add_page_break()


WRITERS: Mapping[type, Callable[[Any, Any], None]] = MappingProxyType(
    {
        Heading: _heading,
        Text: _text,
        Points: _points,
        Facts: _facts,
        Grid: _grid,
        Signatures: _signatures,
        NewPage: _new_page,
        Code: _code,
    }
)
