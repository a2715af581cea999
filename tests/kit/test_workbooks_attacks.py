"""Whatever bytes arrive as a workbook, reading ends in rows or in named problems, quickly and in little memory."""

import io
import random
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.kit.workbooks import Limits, read
from tests.kit.workbook_samples import BOOK, UNITS_PART, packed, parts_of, valid_bytes, with_part, with_units_xml

VALID = valid_bytes()
DOCUMENT_TYPE = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
ROW_END = b"</sheetData>"


def zip_bomb() -> bytes:
    return with_part("xl/media/zeros.bin", bytes(100_000_001))


def lying_zip_bomb() -> bytes:
    """A part that unpacks to 30 MB and says that it has 100 bytes."""
    honest = with_part(UNITS_PART, b" " * 30_000_000)
    size = struct.pack("<I", 30_000_000)
    assert honest.count(size) >= 2
    return honest.replace(size, struct.pack("<I", 100))


def many_parts() -> bytes:
    return packed({**parts_of(VALID), **{f"xl/media/{number}": b"" for number in range(600)}})


def part_twice() -> bytes:
    stream = io.BytesIO(VALID)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(UNITS_PART.upper(), b"<worksheet/>")
    return stream.getvalue()


def encrypted() -> bytes:
    """The flag of encryption set on every entry of the directory."""
    return VALID.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


def shared_text_flood() -> bytes:
    """One text of 30,000 characters used by 2,000 cells: 60 million characters from a small file."""
    text = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    rows = b"".join(b'<row r="%d"><c r="H%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(10, 2_010))
    parts = parts_of(with_units_xml(ROW_END, rows + ROW_END))
    return packed({**parts, "xl/sharedStrings.xml": text})


def macro_content_type() -> bytes:
    types = parts_of(VALID)["[Content_Types].xml"]
    return with_part("[Content_Types].xml", types.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"))


def utf_16() -> bytes:
    return with_part(UNITS_PART, parts_of(VALID)[UNITS_PART].decode().encode("utf-16"))


def without(part: str) -> bytes:
    return packed({name: content for name, content in parts_of(VALID).items() if name != part})


def far_cell(reference: bytes) -> Callable[[], bytes]:
    return lambda: with_units_xml(ROW_END, b'<row><c r="' + reference + b'"><v>1</v></c></row>' + ROW_END)


ATTACKS: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b"", "not a whole Excel workbook"),
    ("plain text", lambda: b"Number;State\n1;KAZ\n", "not a whole Excel workbook"),
    ("truncated", lambda: VALID[: len(VALID) // 2], "not a whole Excel workbook"),
    ("old Excel", lambda: b"\xd0\xcf\x11\xe0" + bytes(512), "old (.xls) or encrypted"),
    ("too large", lambda: VALID + bytes(20_000_001), "the file has"),
    ("another archive", lambda: packed({"a.txt": b"a"}), "not an Excel workbook"),
    ("OpenDocument", lambda: packed({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    ("binary workbook", lambda: packed({"xl/workbook.bin": b""}), "binary workbook"),
    ("zip bomb", zip_bomb, "the file unpacks to"),
    ("lying zip bomb", lying_zip_bomb, "not a whole Excel workbook"),
    ("too many parts", many_parts, "parts"),
    ("a part twice", part_twice, "a part is there twice"),
    ("encrypted", encrypted, "encrypted"),
    ("macros", lambda: with_part("xl/vbaProject.bin", b"x"), "holds macros"),
    ("macro content type", macro_content_type, "may hold macros"),
    ("external link", lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "links to other workbooks"),
    ("document type in a sheet", lambda: with_units_xml(b"<worksheet", DOCUMENT_TYPE + b"<worksheet"), "document type"),
    ("document type in styles", lambda: with_part("xl/styles.xml", DOCUMENT_TYPE + b"<s>&b;</s>"), "document type"),
    ("document type in texts", lambda: with_part("xl/sharedStrings.xml", DOCUMENT_TYPE + b"<s/>"), "document type"),
    ("other encoding", utf_16, "not in UTF-8"),
    ("nested without end", lambda: with_part(UNITS_PART, b"<a>" * 100_000), "nested too deeply"),
    ("broken XML", lambda: with_units_xml(ROW_END, b"</sheetDate>"), "damaged"),
    ("no workbook part", lambda: without("xl/workbook.xml"), "not an Excel workbook"),
    ("no sheet part", lambda: without(UNITS_PART), "list of sheets is wrong"),
    ("a cell in the last row", far_cell(b"A1048576"), "there is a value in row 1048576"),
    ("a cell in the last column", far_cell(b"XFD2"), "there is a value in column number 16384"),
    ("a cell beyond Excel", far_cell(b"A99999999999"), "impossible address"),
    ("a cell without row", far_cell(b"ABC"), "impossible address"),
    ("a row beyond Excel", lambda: with_units_xml(ROW_END, b'<row r="99999999"/>' + ROW_END), "impossible address"),
    ("a text that is not there", lambda: with_units_xml(
        ROW_END, b'<row><c r="A9" t="s"><v>7</v></c></row>' + ROW_END), "no workbook program writes"),
    ("a yes or no of 7", lambda: with_units_xml(
        ROW_END, b'<row><c r="A9" t="b"><v>7</v></c></row>' + ROW_END), "no workbook program writes"),
    # calamine 0.9 panics on this one, which reaches Python as an exception that is no Exception.
    ("a date before all time", lambda: with_units_xml(b"<v>43404</v>", b"<v>-1e12</v>"), "no workbook program writes"),
    ("a shared text used too often", shared_text_flood, "too much text"),
]  # fmt: skip


@pytest.mark.parametrize(("attack", "told"), [pytest.param(make, told, id=name) for name, make, told in ATTACKS])
def test_an_attack_is_refused_in_one_line(attack: Callable[[], bytes], told: str) -> None:
    problems = read(BOOK, attack()).problems
    assert len(problems) == 1
    assert told in str(problems[0])
    assert problems[0].remedy


def test_sheets_that_reach_over_too_many_cells_are_refused_before_they_are_built() -> None:
    data = with_units_xml(ROW_END, b'<row><c r="GR99999"><v>1</v></c></row>' + ROW_END)
    tracemalloc.start()
    problems = read(BOOK, data).problems
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "too many cells" in problems[0].message
    assert peak_bytes < 20_000_000


def test_formatted_but_empty_cells_far_away_do_no_harm() -> None:
    data = with_units_xml(ROW_END, b'<row r="1048576"><c r="XFD1048576" s="1"/></row>' + ROW_END)
    assert len(read(BOOK, data).rows["Units"]) == 3


def test_limits_are_arguments() -> None:
    assert "row 4" in read(BOOK, VALID, Limits(rows=3)).problems[0].message
    assert "column number 8" in read(BOOK, VALID, Limits(columns=7)).problems[0].message
    assert "longer than 5 characters" in read(BOOK, VALID, Limits(cell_characters=5)).problems[0].message


@given(st.binary(max_size=500))
@settings(max_examples=150, deadline=None)
def test_random_bytes_give_named_problems(data: bytes) -> None:
    assert read(BOOK, data).problems
    assert read(BOOK, b"PK\x03\x04" + data).problems


@given(st.integers(0, 2**32), st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_a_file_with_changed_bytes_gives_rows_or_named_problems(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    data = bytearray(VALID)
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)
    reading = read(BOOK, bytes(data))
    assert reading.ok or all(str(problem) for problem in reading.problems)


@given(st.integers(0, 2**32), st.integers(1, 6))
@settings(max_examples=200, deadline=None)
def test_a_part_with_changed_text_gives_rows_or_named_problems(seed: int, changes: int) -> None:
    """Changes inside the parts get past the checksums of the archive and reach the parsers."""
    chance = random.Random(seed)
    parts = parts_of(VALID)
    name = chance.choice([UNITS_PART, UNITS_PART, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
    content = bytearray(parts[name])
    for _ in range(changes):
        start = chance.randrange(len(content))
        piece = chance.choice([b"", b"9", b"0", b"-", b"A", b'"', b"<", b">", b"&#x0;", b"99999999999", b"\xff", b"e"])
        content[start : start + chance.randrange(3)] = piece
    reading = read(BOOK, packed({**parts, name: bytes(content)}))
    assert reading.ok or all(problem.message and problem.remedy for problem in reading.problems)
