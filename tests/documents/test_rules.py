"""What may be kept, and under which name."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from muster.documents import packed_files
from muster.documents.rules import MOST_NAME_CHARACTERS, cleaned_name, document_problems
from tests.documents.samples import JPEG, PDF, SAMPLES, TEXT, office, office_parts, packed, png

BOUND = 1_000_000


def told(name: str, data: bytes) -> str:
    """Return what is said against a file; empty: nothing."""
    return " ".join(str(problem) for problem in document_problems(name, data, maximum_bytes=BOUND))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_of_a_known_kind_may_be_kept(name: str) -> None:
    assert told(name, SAMPLES[name]) == ""


def test_a_workbook_as_a_program_writes_it_may_be_kept() -> None:
    stream = io.BytesIO()
    book = Workbook()
    book.create_sheet("Equipment").append(["Equipment", "Quantity"])
    book.save(stream)
    assert told("equipment.xlsx", stream.getvalue()) == ""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_under_the_name_of_another_kind_is_refused(name: str) -> None:
    others = {"a.pdf", "a.png", "a.jpg", "a.txt", "a.xlsx", "a.docx"} - {"a." + name.lower().rsplit(".")[-1]}
    if name.endswith(".jpeg"):
        others -= {"a.jpg"}
    assert [other for other in others if not told(other, SAMPLES[name])] == []


@pytest.mark.parametrize(
    "name", ["page.html", "page.svg", "tool.exe", "book.xlsm", "old.doc", "archive.zip", "pdf", ""]
)
def test_other_kinds_are_refused(name: str) -> None:
    assert "known kind of file" in told(name, PDF)


def test_an_empty_file_and_one_beyond_the_bound_are_refused() -> None:
    assert "empty" in told("a.txt", b"")
    assert told("a.txt", b"a" * BOUND) == ""
    assert str(BOUND) in told("a.txt", b"a" * (BOUND + 1))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", PDF + packed({"evil.js": b"x"})),
        ("a.png", png() + packed({"evil.js": b"x"})),
        ("a.jpg", JPEG[:-2] + packed({"evil.js": b"x"}, comment=b"\xff\xd9")),
        ("a.xlsx", office("xlsx") + PDF),
        ("a.xlsx", packed(office_parts("xlsx"), comment=PDF)),
        ("a.docx", b"PK\x03\x04" + office("docx")),
    ],
)
def test_a_file_that_is_two_things_at_once_is_refused(name: str, data: bytes) -> None:
    assert told(name, data) != ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", PDF.replace(b"%%EOF", b"")),
        ("a.pdf", PDF + b"<script>" * 1000),
        ("a.png", png()[:-4]),
        ("a.png", png() + b"<script>"),
        ("a.png", png()[:8] + png()[33:]),
        ("a.jpg", JPEG[:-1]),
        ("a.jpg", JPEG + b"<script>"),
        ("a.txt", b"words\x00and more"),
        ("a.txt", b"words\x1b[2J"),
        ("a.txt", "£".encode("latin-1")),
    ],
)
def test_a_file_that_is_cut_off_or_goes_on_after_its_end_is_refused(name: str, data: bytes) -> None:
    assert told(name, data) != ""


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.xlsx", "xl/vbaProject.bin"),
        ("a.xlsx", "xl/macrosheets/sheet1.xml"),
        ("a.xlsx", "xl/externalLinks/externalLink1.xml"),
        ("a.docx", "word/vbaProject.bin"),
        ("a.docx", "word/activeX/activeX1.xml"),
        ("a.docx", "word/embeddings/oleObject1.bin"),
    ],
)
def test_an_office_file_with_an_active_part_is_refused(name: str, part: str) -> None:
    assert "active parts" in told(name, packed(office_parts(name[2:]) | {part: b"x"}))


def test_an_office_file_that_says_that_it_has_macros_is_refused() -> None:
    parts = office_parts("xlsx")
    parts["[Content_Types].xml"] += b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert "macros" in told("a.xlsx", packed(parts))


def test_a_document_that_loads_its_template_from_elsewhere_is_refused() -> None:
    relation = b'<Relationship Type="x/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/>'
    parts = office_parts("docx") | {"word/_rels/settings.xml.rels": relation}
    assert "template" in told("a.docx", packed(parts))


@pytest.mark.parametrize("part", ["../outside.xml", "/etc/passwd", "xl\\..\\..\\outside.xml"])
def test_an_office_file_with_a_part_outside_of_it_is_refused(part: str) -> None:
    assert told("a.xlsx", packed(office_parts("xlsx") | {part: b"x"})) != ""


def test_a_workbook_that_unpacks_without_bounds_is_refused_unread() -> None:
    bomb = office("xlsx", **{"xl/worksheets/sheet1.xml": bytes(packed_files.MOST_UNPACKED_BYTES)})
    assert len(bomb) < BOUND
    assert "unpacks to more" in told("a.xlsx", bomb)


def test_a_workbook_that_understates_what_it_unpacks_to_is_refused() -> None:
    honest = office("xlsx", **{"xl/worksheets/sheet1.xml": bytes(5_000_000)})
    lie = honest.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != honest
    assert told("a.xlsx", lie) != ""


def test_a_workbook_with_more_parts_than_any_program_writes_is_refused() -> None:
    parts = {f"xl/{number}.xml": b"" for number in range(packed_files.MOST_PARTS)}
    assert "unpacks to more" in told("a.xlsx", packed(office_parts("xlsx") | parts))


def test_a_damaged_workbook_is_refused() -> None:
    data = bytearray(office("xlsx", **{"xl/worksheets/sheet1.xml": b"words" * 100}))
    position = data.index(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml")
    data[position] ^= 0xFF
    assert told("a.xlsx", bytes(data)) != ""


@given(data=st.binary(max_size=300), name=st.sampled_from(["a.pdf", "a.png", "a.jpg", "a.txt", "a.xlsx", "a.docx"]))
def test_no_bytes_make_a_check_fail(data: bytes, name: str) -> None:
    start = {"a.xlsx": b"PK\x03\x04", "a.png": b"\x89PNG\r\n\x1a\n"}.get(name, b"")
    told(name, start + data)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Аскар\\Нота 7.pdf", "Нота 7.pdf"),
        ("..", ""),
        (".htaccess", "htaccess"),
        ('a"; filename="b.html.pdf', "a filename=b.html.pdf"),
        ("report\r\nSet-Cookie: a.pdf", "report Set-Cookie a.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ("note " + "long " * 100 + ".pdf", None),
    ],
)
def test_a_name_keeps_no_path_and_nothing_that_deceives(given_name: str, kept: str | None) -> None:
    cleaned = cleaned_name(given_name)
    assert cleaned == kept if kept is not None else len(cleaned) <= MOST_NAME_CHARACTERS and cleaned.endswith(".pdf")


@given(st.text(max_size=300))
def test_cleaning_a_clean_name_changes_nothing(name: str) -> None:
    cleaned = cleaned_name(name)
    assert cleaned_name(cleaned) == cleaned
    assert len(cleaned) <= MOST_NAME_CHARACTERS
    assert not set(cleaned) & set('/\\\r\n\0"')


def test_the_samples_are_what_they_say() -> None:
    assert zipfile.is_zipfile(io.BytesIO(SAMPLES["list.xlsx"]))
    assert TEXT.decode()
