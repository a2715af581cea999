"""When the tour that a dossier is about ends, and whether the dossier still matters on a day. Pure."""

from datetime import date

from muster.kit.intervals import add_months

OPEN, APPROVED = "open", "approved"


def tour_end(wanted_on: date | None, tour_months: int | None) -> date | None:
    """Return the first day after the tour asked for; None where arrival or length is not given."""
    return add_months(wanted_on, tour_months) if wanted_on is not None and tour_months else None


def is_live(stage: str, wanted_on: date | None, tour_months: int | None, day: date) -> bool:
    """Return whether a changed fact matters to a dossier on `day`: it is open, or taken and its tour is not over.

    Local choice. A dossier without an arrival or a length of the tour matters as long as it is not closed.
    """
    if stage == OPEN:
        return True
    end = tour_end(wanted_on, tour_months)
    return stage == APPROVED and (end is None or day < end)
