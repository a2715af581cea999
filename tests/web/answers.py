"""What an answer says, whatever its form: pages, JSON and CSV as text, workbooks unpacked, headers too."""

import html
import io
import re
import zipfile
from typing import Any
from urllib.parse import urlencode

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORT_LINK = re.compile(r'href="[^"]*[?&;]([\w-]*)format=(csv|xlsx|json)')
COLUMN_BOX = re.compile(r'name="([\w-]*)columns"[^>]*value="([\w]+)"')


def content_of(response: Any) -> bytes:
    """Return the whole content, of a stream too."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def text_of(response: Any) -> str:
    """Return everything that the answer says: headers, and the content with its packing undone."""
    content = content_of(response)
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    if response.get("Content-Type", "") == XLSX:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return headers + "\n" + html.unescape(content.decode("utf-8", errors="replace"))


def export_queries(page: str, form: str) -> list[str]:
    """Return the query strings of every table's exports in a form, with all its columns, hidden ones too."""
    columns: dict[str, list[str]] = {}
    for prefix, key in COLUMN_BOX.findall(page):
        columns.setdefault(prefix, []).append(key)
    return [
        urlencode(
            {f"{prefix}format": form} | ({f"{prefix}columns": ",".join(columns[prefix])} if prefix in columns else {})
        )
        for prefix, offered in sorted(set(EXPORT_LINK.findall(page)))
        if offered == form
    ]
