"""The kinds of file that may belong to a record: how each is named, how its bytes begin, and its type on the web."""

from enum import Enum

_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument"


class FileKind(Enum):
    """One kind: words for it, the ends of names, the first bytes (none: plain text), and the content type."""

    PDF = ("a PDF file", (".pdf",), b"%PDF-", "application/pdf")
    PNG = ("a PNG picture", (".png",), b"\x89PNG\r\n\x1a\n", "image/png")
    JPEG = ("a JPEG picture", (".jpg", ".jpeg"), b"\xff\xd8\xff", "image/jpeg")
    TEXT = ("plain text", (".txt",), b"", "text/plain; charset=utf-8")
    XLSX = ("an Excel workbook", (".xlsx",), _ZIP, f"{_OFFICE}.spreadsheetml.sheet")
    DOCX = ("a Word document", (".docx",), _ZIP, f"{_OFFICE}.wordprocessingml.document")

    def __init__(self, label: str, endings: tuple[str, ...], beginning: bytes, content_type: str) -> None:
        self.label = label
        self.endings = endings
        self.beginning = beginning
        self.content_type = content_type


ENDINGS: tuple[str, ...] = tuple(ending for kind in FileKind for ending in kind.endings)


def kind_by_name(name: str) -> FileKind | None:
    """Return the kind that a file's name claims; None: no known one."""
    lowered = name.lower()
    return next((kind for kind in FileKind if lowered.endswith(kind.endings)), None)


def begins_as(kind: FileKind, data: bytes) -> bool:
    """Return whether the first bytes are those of `kind`; plain text is whatever begins as none of the others."""
    if kind.beginning:
        return data.startswith(kind.beginning)
    return not any(data.startswith(other.beginning) for other in FileKind if other.beginning)
