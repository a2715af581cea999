"""Workbooks broken in every way that people, programs and attackers find, from one that is whole; the same each run."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from muster.kit.workbooks import BOOLEAN, CHOICE, DATE, INTEGER, TEXT, Field, Kind, Sheet
from muster.pledges.workbook import form
from muster.pledges.workbook.columns import STATE

SEED = 2018
Mutant = tuple[str, bytes]
"""What was done to the workbook, and what came of it."""

PARTS = {sheet.name: f"xl/worksheets/sheet{number}.xml" for number, sheet in enumerate(form().sheets, start=2)}
"""The part of each sheet; the first one is Read me."""
FIRST = PARTS["Note verbale"]
INDEX = "xl/workbook.xml"
STYLES = "xl/styles.xml"
TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
END_OF_ROWS = b"</sheetData>"
DOCUMENT_TYPE = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'

NUMBER, WORDS, LOGICAL, ERROR, FORMULA = "n", "str", "b", "e", "f"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a packed file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(2018, 10, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


class Broken:
    """Breaks one whole workbook in one way at a time."""

    def __init__(self, whole: bytes, foreign: bytes) -> None:
        # Without the time of its making, the same bytes are broken each run.
        known = parts_of(whole)
        self.parts = {**known, CORE: _TIME.sub(b"2018-10-01T00:00:00Z", known[CORE])}
        self.whole = packed(self.parts)
        self.foreign = foreign

    def with_part(self, name: str, content: bytes) -> bytes:
        """Return the workbook with one part replaced or added."""
        return packed({**self.parts, name: content})

    def replaced(self, name: str, old: bytes, new: bytes) -> bytes:
        """Return the workbook with the first `old` of a part replaced, which must be there."""
        assert old in self.parts[name], f"{old!r} is not in {name}"
        return self.with_part(name, self.parts[name].replace(old, new, 1))

    def with_cell(self, sheet: str, address: str, kind: str, value: str) -> bytes:
        """Return the workbook with one cell written anew."""
        cell = _cell(address, kind, value)
        content = self.parts[PARTS[sheet]].decode()
        known = re.compile(rf'<c r="{address}"[^>]*?(/>|>.*?</c>)', re.DOTALL)
        if known.search(content):
            return self.with_part(PARTS[sheet], known.sub(lambda _: cell, content, count=1).encode())
        number = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        row = re.compile(rf'<row r="{number}">')
        if row.search(content):
            return self.with_part(PARTS[sheet], row.sub(lambda found: found.group() + cell, content, count=1).encode())
        return self.with_part(
            PARTS[sheet], content.replace("</sheetData>", f'<row r="{number}">{cell}</row></sheetData>').encode()
        )

    def with_columns_swapped(self, sheet: str, one: str, other: str) -> bytes:
        """Return the workbook with the headings of two columns exchanged and their values left."""
        content = self.parts[PARTS[sheet]].decode()
        renamed = {f'r="{one}1"': f'r="{other}1"', f'r="{other}1"': f'r="{one}1"'}
        both = re.compile("|".join(renamed))
        return self.with_part(PARTS[sheet], both.sub(lambda found: renamed[found.group()], content).encode())


def _cell(address: str, kind: str, value: str) -> str:
    if kind == WORDS:
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if kind == FORMULA:
        return f'<c r="{address}"><f>{escape(value)}</f></c>'
    stated = "" if kind == NUMBER else f' t="{kind}"'
    return f'<c r="{address}"{stated}><v>{escape(value)}</v></c>'


LONG = "x" * 5_000
WRONG_VALUES: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    TEXT: ((WORDS, LONG), (WORDS, "NUL _x0000_"), (LOGICAL, "1"), (ERROR, "#REF!"), (FORMULA, "A1&A2")),
    INTEGER: ((WORDS, "many"), (NUMBER, "-1"), (NUMBER, "1e300"), (NUMBER, "1.5"), (NUMBER, "NaN"), (LOGICAL, "1")),
    DATE: ((WORDS, "31.12.2018"), (WORDS, "2018-02-30"), (NUMBER, "43404"), (NUMBER, "1e12"), (LOGICAL, "0")),
    CHOICE: ((WORDS, "nonsense"), (NUMBER, "7"), (WORDS, "\u202ereversed\u202c"), (ERROR, "#N/A")),
    BOOLEAN: ((WORDS, "perhaps"), (NUMBER, "7"), (WORDS, "yes\u200f"), (FORMULA, "TRUE()")),
    STATE: ((WORDS, "Atlantis"), (NUMBER, "-1"), (WORDS, "_x0007_"), (LOGICAL, "1")),
}


def wrong_cells(broken: Broken) -> Iterator[Mutant]:
    """Two wrong values in every column of every sheet."""
    chance = random.Random(SEED)
    for sheet in form().sheets:
        for index, field in enumerate(sheet.fields, start=1):
            address = f"{get_column_letter(index)}2"
            for kind, value in chance.sample(WRONG_VALUES[field.kind], 2):
                name = f"{sheet.name} {field.heading}: {kind} {value[:20]!r}"
                yield name, broken.with_cell(sheet.name, address, kind, value)


def missing_cells(broken: Broken) -> Iterator[Mutant]:
    """A required cell left blank, wherever there is a row."""
    for sheet in form().sheets:
        if b'<row r="2">' not in broken.parts[PARTS[sheet.name]]:
            continue
        for index, field in enumerate(sheet.fields, start=1):
            if field.required:
                address = f"{get_column_letter(index)}2"
                yield f"{sheet.name} {field.heading}: blank", broken.with_cell(sheet.name, address, WORDS, "  ")


def broken_headings(broken: Broken) -> Iterator[Mutant]:
    """Headings misspelt beyond recognition, missing, doubled and exchanged; a stray value beside the table."""
    for sheet in form().sheets:
        last = get_column_letter(len(sheet.fields))
        beyond = get_column_letter(len(sheet.fields) + 1)
        yield f"{sheet.name}: a heading nobody knows", broken.with_cell(sheet.name, f"{last}1", WORDS, "Horses")
        yield f"{sheet.name}: a heading gone", broken.with_cell(sheet.name, f"{last}1", WORDS, "")
        doubled = _title(sheet, 1)
        yield f"{sheet.name}: a heading twice", broken.with_cell(sheet.name, f"{last}1", WORDS, doubled)
        yield f"{sheet.name}: a column more", broken.with_cell(sheet.name, f"{beyond}1", WORDS, "Horses")
        yield f"{sheet.name}: values beside the table", broken.with_cell(sheet.name, f"{beyond}2", NUMBER, "3")
    for one, other in (("A", "B"), ("D", "E"), ("E", "O")):
        yield f"headings {one} and {other} exchanged", broken.with_columns_swapped("Note verbale", one, other)
    yield "headings of dates and days exchanged", broken.with_columns_swapped("Availability", "B", "D")


def _title(sheet: Sheet, index: int) -> str:
    field: Field = sheet.fields[index]
    return field.title


def broken_sheets(broken: Broken) -> Iterator[Mutant]:
    """Sheets gone, renamed, added and merged; rows of nobody; the same row twice; far cells."""
    for name, part in PARTS.items():
        listed = re.search(rf'<sheet [^>]*name="{name}"[^>]*/>'.encode(), broken.parts[INDEX])
        assert listed is not None
        yield f"{name}: taken out", broken.replaced(INDEX, listed.group(), b"")
        renamed = listed.group().replace(name.encode(), b"Cavalry")
        yield f"{name}: renamed", broken.replaced(INDEX, listed.group(), renamed)
        yield f"{name}: its part gone", packed({key: value for key, value in broken.parts.items() if key != part})
        merged = END_OF_ROWS + b'<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'
        yield f"{name}: merged cells", broken.replaced(part, END_OF_ROWS, merged)
        nobody = _cell("A40", WORDS, "nobody")
        row = f'<row r="40">{nobody}</row>'.encode() + END_OF_ROWS
        yield f"{name}: a row of nobody", broken.replaced(part, END_OF_ROWS, row)
        far = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>' + END_OF_ROWS
        yield f"{name}: a cell in the last row", broken.replaced(part, END_OF_ROWS, far)
        wide = b'<row r="50"><c r="XFD50"><v>1</v></c></row>' + END_OF_ROWS
        yield f"{name}: a cell in the last column", broken.replaced(part, END_OF_ROWS, wide)
    for name in ("Note verbale", "Availability", "Sub-units", "Self-sustainment", "Caveats"):
        yield f"{name}: the second row twice", broken.with_part(PARTS[name], _row_again(broken.parts[PARTS[name]]))


def _row_again(content: bytes) -> bytes:
    found = re.search(rb'<row r="2">.*?</row>', content, re.DOTALL)
    assert found is not None
    again = re.sub(rb'r="([A-Z]*)2"', rb'r="\g<1>60"', found.group())
    return content.replace(END_OF_ROWS, again + END_OF_ROWS, 1)


def broken_rules(broken: Broken) -> Iterator[Mutant]:
    """What every cell may hold and the rules forbid."""
    for sheet, address, kind, value in (
        ("Note verbale", "F2", NUMBER, "99999"),
        ("Note verbale", "G2", NUMBER, "99999"),
        ("Note verbale", "E2", NUMBER, "1"),
        ("Note verbale", "H2", WORDS, "no-unit"),
        ("Note verbale", "A2", WORDS, "two words"),
        ("Note verbale", "A2", WORDS, "../../etc"),
        ("Note verbale", "A2", WORDS, "one\u200f"),
        ("Availability", "C2", WORDS, "1999-01-01"),
        ("Availability", "F2", NUMBER, "120"),
        ("Sub-units", "B2", WORDS, "one"),
        ("Sub-units", "B2", WORDS, "9.9"),
        ("Posts", "B2", WORDS, "77"),
        ("Posts", "E2", NUMBER, "90000"),
        ("Posts", "F2", NUMBER, "90000"),
        ("Major equipment", "F2", NUMBER, "90000"),
        ("Caveats", "C2", WORDS, "half a year"),
        ("Contributions", "H2", WORDS, "1999-01-01"),
        ("Contributions", "D2", WORDS, "no"),
        ("Contributions", "B3", WORDS, "Tuvalu"),
    ):
        yield f"{sheet} {address}: {value!r}", broken.with_cell(sheet, address, kind, value)


def broken_containers(broken: Broken) -> Iterator[Mutant]:
    """Files that are no whole workbook, or more than one."""
    whole, parts = broken.whole, broken.parts
    yield "nothing", b""
    yield "words", b"Reference;State\n1;KAZ\n"
    yield "old Excel or encrypted", b"\xd0\xcf\x11\xe0" + bytes(512)
    yield (
        "OpenDocument",
        packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
    )
    yield "binary workbook", packed({"xl/workbook.bin": b""})
    yield "another archive", packed({"readme.txt": b"hello"})
    yield "a workbook of something else", broken.foreign
    yield "too large a file", whole + bytes(20_000_001)
    yield "zip bomb", broken.with_part("xl/media/zeros.bin", bytes(100_000_001))
    yield "a bomb that lies", _lying_bomb(broken)
    yield "many parts", packed({**parts, **{f"xl/media/{number}": b"" for number in range(600)}})
    yield "macros", broken.with_part("xl/vbaProject.bin", b"x")
    yield "macro sheets", broken.with_part("xl/macrosheets/sheet1.xml", b"<x/>")
    macros = parts[TYPES].replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")
    yield "type with macros", broken.with_part(TYPES, macros)
    yield "links to other files", broken.with_part("xl/externalLinks/externalLink1.xml", b"<x/>")
    yield (
        "a flag of encryption",
        whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
    )
    yield "no index", packed({name: content for name, content in parts.items() if name != INDEX})
    for name in (FIRST, STYLES, INDEX):
        start = parts[name].index(b"<", 5) if parts[name].startswith(b"<?") else 0
        content = parts[name][:start] + DOCUMENT_TYPE + parts[name][start:]
        yield f"{name}: entities", broken.with_part(name, content)
        yield f"{name}: in another encoding", broken.with_part(name, parts[name].decode().encode("utf-16"))
        yield f"{name}: nested without end", broken.with_part(name, b"<a>" * 100_000)
    for tenth in range(1, 10):
        yield f"truncated to {tenth} tenths", whole[: len(whole) * tenth // 10]


def _lying_bomb(broken: Broken) -> bytes:
    """A part that unpacks to 30 MB and says that it has 100 bytes."""
    honest = broken.with_part(FIRST, b" " * 30_000_000)
    return honest.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 100))


def random_damage(broken: Broken) -> Iterator[Mutant]:
    """Bytes flipped in the file, and characters of markup dropped inside it."""
    chance = random.Random(SEED)
    for number in range(30):
        damaged = bytearray(broken.whole)
        place = chance.randrange(len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
        yield f"flipped bit {number} at {place}", bytes(damaged)
    for number in range(30):
        name = chance.choice([INDEX, *PARTS.values()])
        content = broken.parts[name]
        place = chance.choice([at for at, character in enumerate(content) if character in b'<>"/'])
        yield (
            f"dropped markup {number} at {place} of {name}",
            broken.with_part(name, content[:place] + content[place + 1 :]),
        )


BREAKERS: tuple[Callable[[Broken], Iterator[Mutant]], ...] = (
    wrong_cells,
    missing_cells,
    broken_headings,
    broken_sheets,
    broken_rules,
    broken_containers,
    random_damage,
)


def mutants(whole: bytes, foreign: bytes) -> Iterator[Mutant]:
    """Return all broken workbooks; `foreign` is a workbook of another room."""
    broken = Broken(whole, foreign)
    for breaker in BREAKERS:
        yield from breaker(broken)


def harmless(whole: bytes) -> Iterator[Mutant]:
    """Return workbooks that look odd and say the same: they must be taken, and change nothing."""
    broken = Broken(whole, b"")
    index = broken.parts[INDEX]
    hidden = re.sub(rb'(name="Posts"[^>]*state=")visible', rb"\1hidden", index)
    assert hidden != index
    yield "a hidden sheet", broken.with_part(INDEX, hidden)
    listed = re.findall(rb"<sheet [^>]*/>", index)
    turned = index.replace(b"".join(listed), b"".join(reversed(listed)))
    assert turned != index
    yield "sheets in another order", broken.with_part(INDEX, turned)
    yield "a number as text", broken.with_cell("Note verbale", "E2", WORDS, "120")
    yield "a day as text", broken.with_cell("Availability", "B2", WORDS, "2018-01-01")
    yield "a choice by its code", broken.with_cell("Note verbale", "D2", WORDS, "inf-coy")
    yield "a State in Russian", broken.with_cell("Note verbale", "B2", WORDS, "Казахстан")
    yield "blanks below the table", broken.with_cell("Posts", "A90", WORDS, "   ")
