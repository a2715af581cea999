"""A workbook that somebody changed and saved."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import load_workbook


def changed(data: bytes, sheet: str, change: Callable[..., None]) -> BytesIO:
    """Return a workbook with a sheet changed, as somebody saves it."""
    book = load_workbook(BytesIO(data))
    change(book[sheet])
    saved = BytesIO()
    book.save(saved)
    saved.seek(0)
    saved.name = "a.xlsx"
    return saved
