"""Days in words that no country reads differently (31 Oct 2018), in the reader's language."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language

KEPT = 8_192
"""Days kept in words: some twenty years in one language. Setting a date costs as much as a whole table cell."""


def day_words(day: date) -> str:
    """The day as the page writes it."""
    return _day_words(day, get_language())


@lru_cache(maxsize=KEPT)
def _day_words(day: date, language: str | None) -> str:
    """Language is part of the key: the same day has other words in another one."""
    return date_format(day, "j M Y")
