"""Walk an XML part of a workbook without building it, refusing what a workbook never needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias
from xml.parsers import expat

Start: TypeAlias = Callable[[str, dict[str, str]], None]

_DEEPEST = 64
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DECLARED_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


@lru_cache(maxsize=1_000)
def local_name(name: str) -> str:
    """A name without its namespace prefix."""
    return name.rpartition(":")[2]


def parse_part(
    content: bytes,
    *,
    start: Start | None = None,
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Call the handlers for each element and text of the part.

    Raises expat.ExpatError for XML that is not well-formed, nested without end, not UTF-8, or that declares a
    document type (and with it entities, the way to XML bombs and foreign files).
    """
    _refuse_other_encodings(content)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise expat.ExpatError("its parts are nested too deeply")
        if start is not None:
            start(name, attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.StartDoctypeDeclHandler = _refuse_document_type
    if characters is not None:
        parser.CharacterDataHandler = characters
    parser.Parse(content, True)


def _refuse_document_type(*_: object) -> None:
    raise expat.ExpatError("it declares a document type")


def _refuse_other_encodings(content: bytes) -> None:
    declared = _DECLARED_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if content.startswith(_UTF_16_MARKS) or b"\x00" in content[:8]:
        raise expat.ExpatError("it is not in UTF-8")
    if declared and declared.group(1).lower() not in (b"utf-8", b"utf8"):
        raise expat.ExpatError("it is not in UTF-8")
