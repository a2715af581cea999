"""Whether a packed office file (a zip archive of parts) is what it claims, harmless, and of a bounded size unpacked."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from muster.documents.file_kinds import FileKind

Told = tuple[str, str]
"""What is wrong, and what to do about it."""

# They protect the machine of whoever opens the file; no rule of the field depends on them.
MOST_UNPACKED_BYTES = 100_000_000
MOST_PARTS = 2_000
_MOST_INDEX_BYTES = 1_000_000

_MAIN_PART = {FileKind.XLSX: "xl/workbook.xml", FileKind.DOCX: "word/document.xml"}
_MAIN_TYPE = {FileKind.XLSX: b"spreadsheetml.sheet.main+xml", FileKind.DOCX: b"wordprocessingml.document.main+xml"}
_CONTENT_TYPES = "[content_types].xml"
_END_MARK = b"PK\x05\x06"
_END_BYTES = 22
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, OverflowError, IndexError, KeyError,
)  # fmt: skip
_SAVE_PLAIN = "save it in the plain format, without macros, and send that file"
_SAVE_AGAIN = "open it, save it anew under another name, and send that file"


def packed_problems(kind: FileKind, data: bytes) -> Iterator[Told]:
    """Yield what is wrong with an office file of `kind`, the first thing only: what follows cannot be trusted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            told = _first_problem(kind, data, archive)
    except _UNREADABLE:
        told = (f"the file is not {kind.label}, or it is damaged", _SAVE_AGAIN)
    if told is not None:
        yield told


def _first_problem(kind: FileKind, data: bytes, archive: zipfile.ZipFile) -> Told | None:
    entries = archive.infolist()
    if not _fills_the_file(data, entries):
        return "the file holds something before or after the archive", _SAVE_AGAIN
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        return (
            "the file unpacks to more than can be opened safely",
            f"at most {MOST_PARTS} parts and {MOST_UNPACKED_BYTES} bytes are taken: remove pictures, or send a PDF",
        )
    names = {entry.filename.casefold(): entry for entry in entries}
    if len(names) != len(entries) or any(_is_odd(entry) for entry in entries):
        return "the file is packed in a way that no office program uses", _SAVE_AGAIN
    if any(_is_active(name) for name in names):
        return "the file holds macros or other active parts", _SAVE_PLAIN
    if _CONTENT_TYPES not in names or _MAIN_PART[kind] not in names:
        return f"the file is not {kind.label}", "send the file under the name of what it is"
    index = _part(archive, names[_CONTENT_TYPES])
    if b"macroEnabled" in index or _MAIN_TYPE[kind] not in index:
        return f"the file is not {kind.label} without macros", _SAVE_PLAIN
    if _has_outside_template(archive, names):
        return "the file loads its template from elsewhere", "attach the template Normal, save it, and send that file"
    if archive.testzip() is not None:  # unpacks no more of a part than its stated size, which was counted above
        return "the file is damaged", _SAVE_AGAIN
    return None


def _fills_the_file(data: bytes, entries: list[zipfile.ZipInfo]) -> bool:
    """Return whether the archive begins with the file's first byte and ends with its last."""
    end = data.rfind(_END_MARK)
    begins_at = min((entry.header_offset for entry in entries), default=-1)
    return begins_at == 0 and end + _END_BYTES == len(data)


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.replace("\\", "/")
    return (
        bool(entry.flag_bits & 1)
        or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        or name.startswith("/")
        or ".." in name.split("/")
    )


def _is_active(name: str) -> bool:
    """Return whether the part of this name (in small letters) can act when the file is opened."""
    folders = name.split("/")
    return (
        name.endswith(("vbaproject.bin", "vbadata.xml"))
        or "macrosheets" in folders
        or "activex" in folders
        or "externallinks" in folders
        or ("embeddings" in folders and name.endswith(".bin"))
    )


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a small part's bytes. Raises ValueError if it is no small one."""
    if entry.file_size > _MOST_INDEX_BYTES:
        raise ValueError("a part that lists others is too large")
    return archive.read(entry)


def _has_outside_template(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> bool:
    relations = names.get("word/_rels/settings.xml.rels")
    if relations is None:
        return False
    listed = _part(archive, relations)
    return b"attachedTemplate" in listed and b"External" in listed
