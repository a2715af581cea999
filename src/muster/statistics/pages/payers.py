"""What the page of who pays shows, as the kit's plain values."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from muster.kit.pages import KeyFigure
from muster.statistics.charts.words import state_words
from muster.statistics.figures.burden import Burden
from muster.statistics.pages.addresses import year_address

TOP = 10


def payers_figures(found: Burden) -> list[KeyFigure]:
    """Return the largest payer, the largest sender, and how much of each the ten largest of the other are."""
    by_pay = sorted(found.rows, key=lambda row: -(row.pays or 0))
    by_people = sorted(found.rows, key=lambda row: -row.people)
    payer, sender = by_pay[0], by_people[0]
    return [
        KeyFigure(_("Pays the most"), state_words(payer.state), "", _percent(payer.pays),
                  href=year_address("assessments", found.year, state=payer.state)),
        KeyFigure(_("Sends the most"), state_words(sender.state), "", _percent(sender.sends),
                  href=year_address("contributions", found.year, state=sender.state)),
        KeyFigure(_("The ten largest payers send"), _percent(sum(row.sends for row in by_pay[:TOP])), "",
                  _("of the people"), href=year_address("contributions", found.year)),
        KeyFigure(_("The ten largest senders pay"), _percent(_paid(row.pays for row in by_people[:TOP])), "",
                  _("of the assessment"), href=year_address("assessments", found.year)),
    ]  # fmt: skip


def _paid(shares: Iterable[float | None]) -> float:
    return sum(share or 0.0 for share in shares)


def _percent(share: float | None) -> str:
    return f"{100 * (share or 0):.1f}\u00a0%"
