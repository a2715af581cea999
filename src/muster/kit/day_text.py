"""A day in plain English words, for sentences of rules, refusals and reports. Pure; pages use `kit.days`."""

from datetime import date


def long_day(day: date) -> str:
    """Return the day as a sentence writes it: 1 October 2018."""
    return f"{day.day} {day:%B %Y}"
