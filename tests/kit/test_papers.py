"""A paper says the same in print and in Word, whatever its words are."""

import io
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.kit.papers import (
    Block,
    Facts,
    Grid,
    Heading,
    NewPage,
    Paper,
    Points,
    Signatures,
    Text,
    as_pdf,
    as_word,
)

DAY = date(2026, 3, 1)
BLOCKS = (
    Heading("Annex A", level=1),
    Text("The unit #strong[has] *120* people.\nIt comes by air."),
    Text("Source: S48.", is_note=True),
    Points(("patrol", "escort")),
    Points(("first", "second"), is_numbered=True),
    Facts((("Mission", "UNIFIL"), ("Base", "Naqoura"))),
    Grid(("Item", "Quantity"), (("Carrier $x$", "14"), ("Truck", "3")), frozenset({1}), totals=("All", "17")),
    Grid(("Item",), (), empty="none is asked for"),
    NewPage(),
    Signatures((("For the State", "A. Person"), ("For the United Nations", ""))),
)


def paper(**changes: Any) -> Paper:
    """A paper with a block of every kind."""
    values: dict[str, Any] = {"title": "Memorandum", "made_on": DAY, "blocks": BLOCKS, "issuer": "United Nations"}
    return Paper(**(values | changes))


def words_of(data: bytes) -> str:
    """All words of a Word document, tables included, in order."""
    found = []
    for part in docx.Document(io.BytesIO(data)).element.body.iter():
        if part.tag.endswith("}t"):
            found.append(part.text or "")
        elif part.tag.endswith("}br") or part.tag.endswith("}p"):
            found.append("\n")
    return "".join(found)


def test_every_block_stands_in_the_word_document_in_order() -> None:
    words = words_of(as_word(paper()))
    order = ["Memorandum", "Annex A", "#strong[has] *120* people", "S48", "patrol", "second", "Naqoura", "Carrier $x$"]
    order += ["17", "none is asked for", "For the State", "A. Person"]
    places = [words.index(one) for one in order]
    assert places == sorted(places)


def test_every_block_stands_in_print_and_words_are_no_markup() -> None:
    data = as_pdf(paper())
    assert data.startswith(b"%PDF-")
    assert b"/Lang (en" in data or b"/Lang(en" in data


def test_an_illustrative_paper_says_so_in_its_language() -> None:
    marked = words_of(as_word(paper(illustrative=True, language="fr")))
    assert "À titre d'illustration" in marked
    assert "illustration" not in words_of(as_word(paper(language="fr")))


def test_the_day_of_the_files_is_the_day_of_the_paper_and_the_author_its_issuer() -> None:
    properties = docx.Document(io.BytesIO(as_word(paper()))).core_properties
    assert (properties.created.date(), properties.author) == (DAY, "United Nations")


def test_a_landscape_paper_is_wider_than_high() -> None:
    section = docx.Document(io.BytesIO(as_word(paper(is_landscape=True)))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


@settings(max_examples=30)
@given(words=st.text(max_size=60))
def test_any_words_can_be_written_in_word(words: str) -> None:
    data = as_word(Paper(title="T", made_on=DAY, blocks=(Text(words), Grid(("a",), ((words,),)))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
    docx.Document(io.BytesIO(data))


def test_words_that_look_like_markup_can_be_printed() -> None:
    blocks: list[Block] = []
    for words in ("#panic()", "\\", "]", "$", '"', "*", "\n\n", "@x", "<a>", "\x07", "فارسی", ""):
        blocks += [Text(words), Heading(words), Points((words,)), Facts(((words, words),)), Grid((words,), ((words,),))]
    assert as_pdf(Paper(title="#panic()", made_on=DAY, blocks=blocks)).startswith(b"%PDF-")


def test_a_table_with_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 headings"):
        Grid(("a", "b"), (("1",),))


def test_a_heading_deeper_than_three_is_refused() -> None:
    with pytest.raises(ValueError, match="level 1 to 3, not 4"):
        Heading("x", level=4)
