"""Key figures that several pages share; each leads to its rows."""

from datetime import timedelta

from django.utils.translation import gettext as _

from muster.kit.days import day_words
from muster.kit.pages import Explanation, KeyFigure
from muster.statistics.charts.words import counted_words
from muster.statistics.explorer.reckoned import Light, index_of
from muster.statistics.explorer.series import Month, Scope
from muster.statistics.figures.contributors import Ranking
from muster.statistics.pages.addresses import rows_address
from muster.statistics.tables.figures import day_rows


def last_count(scope: Scope, last: Month) -> KeyFigure:
    """Return the last monthly count."""
    where = rows_address(
        state=scope.state, mission=scope.mission, file=last.file, start=last.date, until=last.date + timedelta(days=1)
    )
    note = _("on %(day)s") % {"day": day_words(last.date)}
    return KeyFigure(_("Last count"), last.total, _("people"), note, href=where)


def sent_by(found: Ranking, mission: str = "") -> KeyFigure:
    """Return how many States send people."""
    return KeyFigure(
        _("States that send"),
        len(found.rows),
        "",
        counted_words(found.source),
        href=day_rows(found.source, mission=mission),
    )


def concentration_figure(found: Ranking, mission: str = "") -> KeyFigure:
    """Return the Herfindahl index with how it is reckoned."""
    states = len(found.rows)
    explanation = Explanation(
        formula=_("sum over States of (people of the State / people of all)²"),
        note=_("1 where one State sends all; 1 / %(states)d where all %(states)d send alike.") % {"states": states},
    )
    where = day_rows(found.source, mission=mission)
    return KeyFigure(_("Concentration"), f"{index_of(found):.3f}", _("Herfindahl"), href=where, explanation=explanation)


def women_figure(found: Light, *, mission: str = "", state: str = "") -> KeyFigure:
    """Return the share of women among all."""
    note = _("%(women)s of %(people)s") % {"women": f"{found.women:,}", "people": f"{found.people:,}"}
    where = ""
    if found.on:
        until = found.on + timedelta(days=1)
        where = rows_address(state=state, mission=mission, file=found.file, start=found.on, until=until)
    return KeyFigure(_("Women"), f"{100 * found.share:.1f}", "%", note, href=where, share=found.share)
