"""Small files of every kind that may be kept, made here."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\xff\xd9"
TEXT = "Note verbale № 7 of the Permanent Mission\n".encode()

_TYPES = "application/vnd.openxmlformats-officedocument"
MAIN_TYPES = {
    "xlsx": f"{_TYPES}.spreadsheetml.sheet.main+xml",
    "docx": f"{_TYPES}.wordprocessingml.document.main+xml",
}
MAIN_PARTS = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png() -> bytes:
    """Return a picture of one grey point."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(b"\x00\x80")), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def packed(parts: dict[str, bytes], comment: bytes = b"") -> bytes:
    """Return a zip archive of these parts, the same bytes at any time: names of tests are made of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        archive.comment = comment
    return stream.getvalue()


def office_parts(kind: str) -> dict[str, bytes]:
    """Return the parts that an office file of `kind` (xlsx, docx) cannot do without."""
    index = f'<Types><Override PartName="/{MAIN_PARTS[kind]}" ContentType="{MAIN_TYPES[kind]}"/></Types>'
    return {"[Content_Types].xml": index.encode(), MAIN_PARTS[kind]: b"<main/>"}


def office(kind: str, **more: bytes) -> bytes:
    """Return an office file of `kind`."""
    return packed(office_parts(kind) | more)


SAMPLES = {
    "scan.pdf": PDF,
    "Photo.PNG": png(),
    "photo.jpg": JPEG,
    "photo.jpeg": JPEG + bytes(8),
    "note.txt": TEXT,
    "list.xlsx": office("xlsx"),
    "report.docx": office("docx"),
}
