"""When what was promised in a consultation is overdue. Pure. Local choice."""

from datetime import date


def is_done(done_on: date | None, day: date) -> bool:
    """Return whether a commitment was done by the end of `day`."""
    return done_on is not None and done_on <= day


def is_overdue(due_on: date, done_on: date | None, day: date) -> bool:
    """Return whether its day is past and it is not done: on the day itself there is still time."""
    return due_on < day and not is_done(done_on, day)
