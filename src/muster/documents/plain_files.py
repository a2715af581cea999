"""Whether the bytes of a PDF file, a picture or a text are that, whole, and nothing else besides."""

import io
import zipfile
from collections.abc import Iterator

from muster.documents.file_kinds import FileKind

Told = tuple[str, str]
"""What is wrong, and what to do about it."""

_PDF_TAIL_BYTES = 2048
_SAVE_AGAIN = "open it, save it anew under another name, and send that file"
_TEXT_CONTROLS = frozenset("\t\n\r\f")


def plain_problems(kind: FileKind, data: bytes) -> Iterator[Told]:
    """Yield what is wrong with a file of `kind` that begins as it should."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield "the file is an archive as well: it can be read as two different things", _SAVE_AGAIN
        return
    if kind is FileKind.TEXT:
        if not _is_text(data):
            yield "the file is not plain text in UTF-8", "save it as text in UTF-8, or send it as PDF"
        return
    is_whole = {FileKind.PDF: _ends_as_pdf, FileKind.PNG: _is_whole_png, FileKind.JPEG: _ends_as_jpeg}[kind]
    if not is_whole(data):
        yield "the file is cut off, or holds something after its end", _SAVE_AGAIN


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(character in _TEXT_CONTROLS or not _is_control(character) for character in text)


def _is_control(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0


def _ends_as_pdf(data: bytes) -> bool:
    """Return whether the mark of the end stands in the last bytes, where readers look for it."""
    return b"%%EOF" in data[-_PDF_TAIL_BYTES:]


def _is_whole_png(data: bytes) -> bool:
    """Walk the chunks (length, name, content, checksum): the header comes first, the end chunk ends the file."""
    position = 8
    is_first = True
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        name = data[position + 4 : position + 8]
        if is_first and name != b"IHDR":
            return False
        is_first = False
        position += 12 + length
        if name == b"IEND":
            return position == len(data)
    return False


def _ends_as_jpeg(data: bytes) -> bool:
    """Return whether the end mark ends the file; cameras may fill up with zeros after it."""
    return data.rstrip(b"\0").endswith(b"\xff\xd9")
