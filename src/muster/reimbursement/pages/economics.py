"""What the pages of calculations show, as the kit's plain values."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action, Crumb, Fact, KeyFigure, PageHead, Tone
from muster.parties.viewer import Viewer
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.pages.economics_charts import break_even_words
from muster.reimbursement.queries.economics import may_reckon
from muster.reimbursement.rules.economics.edition_change import EditionChange
from muster.reimbursement.rules.economics.outcome import MonthOutcome, Outcome
from muster.reimbursement.tables.statement import dollars


def economics_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of calculations."""
    return [Crumb(_("Reimbursement")), Crumb(_("Earnings and costs"), reverse("economics-list")), *more]


def economics_crumb(reference: str) -> Crumb:
    """Return the step of a path to a calculation."""
    return Crumb(reference, reverse("economics", args=[reference]))


def list_head(viewer: Viewer) -> PageHead:
    """Return the head of the list."""
    doors = [Action(_("Annual report"), reverse("annual-report"))]
    if may_reckon(viewer):
        doors.insert(0, Action(_("New calculation"), reverse("new-economics"), primary=True))
    return PageHead(
        title=_("Earnings and costs"),
        lead=_("What a unit would be reimbursed and would cost over its tours. Seen by your own State alone."),
        crumbs=[Crumb(_("Reimbursement")), Crumb(_("Earnings and costs"))],
        actions=doors,
    )


def economics_head(viewer: Viewer, found: UnitEconomics) -> PageHead:
    """Return the head of a calculation with what the viewer may do."""
    at = [found.reference]
    doors = [Action(_("What if"), reverse("economics-what-if", args=at), primary=True)]
    if may_reckon(viewer):
        doors.append(Action(_("Write"), reverse("write-economics", args=at), icon="edit"))
    doors += [
        Action(_("PDF"), reverse("economics-paper", args=at)),
        Action(_("Workbook"), reverse("economics-workbook", args=at)),
    ]
    return PageHead(
        title=found.title,
        kicker=found.mission,
        lead=_("%(people)s people in tours of %(tour)s months, through %(horizon)s months.") % {
            "people": f"{found.strength:,}", "tour": found.tour_months, "horizon": found.horizon_months,
        },
        crumbs=economics_crumbs(Crumb(found.reference)),
        actions=doors,
        illustrative=found.illustrative,
    )  # fmt: skip


def _tone(cents: int) -> Tone:
    return "short" if cents < 0 else "met"


def _usd(cents: int) -> str:
    return f"{dollars(cents):,.2f}"


def _whole(cents: int) -> str:
    """Return cents as whole dollars: a key figure has little room, the table below has the cents."""
    return f"{round(dollars(cents)):,}"


def economics_figures(found: Outcome) -> list[KeyFigure]:
    """Return what is earned and spent, the balance, and when it breaks even."""
    unit = _("US dollars")
    earned, spent = found.first_tour()
    even = found.breaks_even_in
    return [
        KeyFigure(_("Reimbursed"), _whole(found.reimbursed_cents), unit),
        KeyFigure(_("Cost"), _whole(found.cost_cents), unit),
        KeyFigure(_("Balance"), _whole(found.balance_cents), unit, tone=_tone(found.balance_cents),
                  note=_("equipment still worth %(usd)s") % {"usd": _whole(found.worth_cents)}),
        KeyFigure(_("First tour"), _whole(earned - spent), unit, tone=_tone(earned - spent)),
        KeyFigure(_("Breaks even"), break_even_words(found), tone="short" if even is None else "met"),
    ]  # fmt: skip


def economics_facts(found: UnitEconomics) -> list[Fact]:
    """Return what a calculation is of."""
    rows = [Fact(_("State"), found.state.name), Fact(_("Mission"), found.mission or "—"), Fact(_("From"), found.start)]
    if found.memorandum:
        address = reverse("memorandum-statement", args=[found.memorandum.reference])
        rows.append(Fact(_("Begun from the memorandum"), found.memorandum.reference, href=address))
    if found.pledge:
        address = reverse("pledge", args=[found.pledge.reference])
        rows.append(Fact(_("Begun from the pledge"), found.pledge.reference, href=address))
    if found.edition:
        rows.append(Fact(_("Rates of"), found.edition.reference))
    rows.append(Fact(_("Source"), found.source or "—", standing=found.standing))
    return rows


def month_head(found: UnitEconomics, month: MonthOutcome) -> PageHead:
    """Return the head of a month opened to its lines."""
    words = {"month": month.month, "balance": _usd(month.balance_cents)}
    return PageHead(
        title=_("%(month)s: balance US dollars %(balance)s") % words,
        crumbs=economics_crumbs(economics_crumb(found.reference), Crumb(month.month)),
        illustrative=found.illustrative,
    )


def what_if_head(found: UnitEconomics) -> PageHead:
    """Return the head of the page of what if."""
    return PageHead(
        title=_("What if: %(title)s") % {"title": found.title},
        lead=_("Wet against dry lease, what serviceability is worth, which assumption matters, and another edition."),
        crumbs=economics_crumbs(economics_crumb(found.reference), Crumb(_("What if"))),
        illustrative=found.illustrative,
    )


def point_words(cents: int, percent: Decimal) -> str:
    """Return in words what one more point of serviceability is worth."""
    words = {"usd": _usd(cents), "percent": f"{percent.normalize():f}"}
    if not cents:
        return _("One more point of serviceability (from %(percent)s percent) earns nothing more: units are whole, and "
                 "at the threshold every unit present is paid already.") % words  # fmt: skip
    return _("One more point of serviceability (from %(percent)s percent) earns US dollars %(usd)s more through the "
             "horizon.") % words  # fmt: skip


def edition_words(change: EditionChange) -> list[str]:
    """Return in words what another edition changes."""
    after = change.after
    words = {"edition": change.edition, "gain": _usd(change.gain_cents), "balance": _usd(after.balance_cents)}
    told = [
        _("At the rates of %(edition)s, US dollars %(gain)s more are reimbursed through the horizon; the balance is "
          "%(balance)s.") % words,
        f"{_('Breaks even')}: {break_even_words(after)}",
    ]  # fmt: skip
    if change.unmatched:
        told.append(_("Without a row there, and so unchanged: %(names)s") % {"names": ", ".join(change.unmatched)})
    return told
