"""Open the packed file of a workbook safely: bounded, without macros, links or document types.

An .xlsx is a zip archive of XML parts. What is unpacked here is bounded before and while it is unpacked, and only the
parts that hold cells are kept. `repacked` then builds a small archive of exactly those checked parts, with an index
of our own: the parser sees nothing that was not checked.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from muster.kit.errors import Problem, Refused
from muster.kit.workbooks.limits import Limits
from muster.kit.workbooks.xml_part import local_name, parse_part

PLACE = "workbook"
_WORKBOOK = "xl/workbook.xml"
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_CONTENT_TYPES = "[content_types].xml"
_STYLES = "xl/styles.xml"
_STRINGS = "xl/sharedstrings.xml"
_OLD_EXCEL_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_SAVE_AS_XLSX = "save it in Excel as 'Excel Workbook (.xlsx)' and send that file"
_UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
    KeyError,
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Container:
    """The parts of a workbook that hold cells: XML as bytes, sheets by name in their order."""

    sheets: Mapping[str, bytes]
    strings: bytes | None
    styles: bytes | None
    dates_from_1904: bool


def refusal(message: str, remedy: str, place: str = PLACE) -> Refused:
    """A refusal of one problem."""
    return Refused(problems=[Problem(place, message, remedy)])


def open_container(data: bytes, limits: Limits) -> Container:
    """Unpack a workbook; raises Refused, saying why, for whatever is not a plain workbook within `limits`."""
    if len(data) > limits.file_bytes:
        raise refusal(f"the file has {len(data)} bytes", f"send at most {limits.file_bytes} bytes, in several files")
    if data.startswith(_OLD_EXCEL_OR_ENCRYPTED):
        raise refusal("this is an old (.xls) or encrypted file", f"remove any password, then {_SAVE_AS_XLSX}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = _checked_names(archive, limits)
            return _container(archive, names)
    except expat.ExpatError as error:
        raise refusal(f"the file is damaged ({error})", f"open it in Excel, repair it, and {_SAVE_AS_XLSX}") from None
    except _UNPACKING_ERRORS:
        raise refusal("this is not a whole Excel workbook", _SAVE_AS_XLSX) from None


def _checked_names(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The entries by lower-case name, once their number, sizes and nature are found harmless."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise refusal(f"the file is packed from {len(entries)} parts", f"at most {limits.entries} are read")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes:
        raise refusal(
            f"the file unpacks to {unpacked} bytes",
            f"at most {limits.unpacked_bytes} are read: remove unused rows and pictures, or send several files",
        )
    names: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").lstrip("/").casefold()
        if name in names:
            raise refusal("the file is damaged (a part is there twice)", _SAVE_AS_XLSX)
        if entry.flag_bits & 1:
            raise refusal("the file is encrypted", f"remove the password and {_SAVE_AS_XLSX}")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal("the file is packed in an unusual way", _SAVE_AS_XLSX)
        names[name] = entry
    _refuse_active_parts(names)
    return names


def _refuse_active_parts(names: Mapping[str, zipfile.ZipInfo]) -> None:
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise refusal("the workbook holds macros", f"macros are never read: {_SAVE_AS_XLSX}")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise refusal("the workbook links to other workbooks", "break the links (Data, Edit Links) and save it again")
    if "xl/workbook.bin" in names:
        raise refusal("this is a binary workbook (.xlsb)", _SAVE_AS_XLSX)
    if "content.xml" in names and "mimetype" in names:
        raise refusal("this is an OpenDocument file", _SAVE_AS_XLSX)
    if any(required not in names for required in (_WORKBOOK, _RELATIONSHIPS, _CONTENT_TYPES)):
        raise refusal("this is not an Excel workbook", _SAVE_AS_XLSX)


def _container(archive: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo]) -> Container:
    def part(name: str) -> bytes | None:
        # zipfile gives no more than the size that the entry states, which was counted above.
        return archive.read(names[name]) if name in names else None

    if b"macroEnabled" in (part(_CONTENT_TYPES) or b""):
        raise refusal("the workbook may hold macros (.xlsm)", f"macros are never read: {_SAVE_AS_XLSX}")
    index = _Index()
    parse_part(part(_WORKBOOK) or b"", start=index.workbook_element)
    parse_part(part(_RELATIONSHIPS) or b"", start=index.relationship_element)
    sheets: dict[str, bytes] = {}
    for name, identifier in index.sheets:
        content = part(index.targets.get(identifier, ""))
        if content is None or name in sheets:
            raise refusal("the file is damaged (its list of sheets is wrong)", _SAVE_AS_XLSX)
        sheets[name] = content
    strings, styles = part(_STRINGS), part(_STYLES)
    if styles is not None:
        parse_part(styles)
    return Container(sheets, strings, styles, index.dates_from_1904)


class _Index:
    """What the workbook part and its relationships say: sheets in order and where each is."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self.dates_from_1904 = False

    def workbook_element(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a sheet or of the calendar."""
        kind = local_name(name)
        by_local = {local_name(key): value for key, value in attributes.items()}
        if kind == "sheet":
            self.sheets.append((by_local.get("name", ""), by_local.get("id", "")))
        elif kind == "workbookPr":
            self.dates_from_1904 = by_local.get("date1904", "") in ("1", "true")

    def relationship_element(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of where a sheet's part is; outside targets and parts that are no sheets are left out."""
        if local_name(name) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if path.casefold().startswith(("xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/")):
            self.targets[attributes.get("Id", "")] = path.casefold()


def repacked(container: Container, sheets: Mapping[str, bytes]) -> bytes:
    """An .xlsx (stored, not compressed) of these checked sheets of the container and nothing else."""
    numbered = list(enumerate(sheets.items(), start=1))
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="s{n}"/>' for n, (name, _) in numbered)
    calendar = '<workbookPr date1904="1"/>' if container.dates_from_1904 else ""
    links = "".join(
        f'<Relationship Id="s{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
    )
    parts: dict[str, bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="w" Type="{_OFFICE}/officeDocument" Target="{_WORKBOOK}"/></Relationships>'
        ).encode(),
        _WORKBOOK: (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{calendar}<sheets>{listed}</sheets></workbook>'
        ).encode(),
        _RELATIONSHIPS: f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode(),
    }
    if container.styles is not None:
        parts[_STYLES] = container.styles
    if container.strings is not None:
        parts["xl/sharedStrings.xml"] = container.strings
    for n, (_, content) in numbered:
        parts[f"xl/worksheets/sheet{n}.xml"] = content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
