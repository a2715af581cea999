"""What the page of outreach says around its tables."""

from datetime import timedelta

from django.utils.translation import gettext as _

from muster.kit.days import day_words
from muster.kit.pages import Explanation, KeyFigure, PageHead
from muster.outreach.answer import Answer
from muster.statistics.pages.addresses import rows_address


def outreach_head(answer: Answer | None) -> PageHead:
    """Return the head of the page."""
    title = _("Whom to approach")
    if answer is not None:
        title = _("Whom to approach for %(mission)s") % {"mission": answer.line}
    return PageHead(
        title=title,
        kicker=_("Outreach"),
        lead=_(
            "States ranked by how likely they are to send a unit within twelve months, from what they did before. "
            "Only what was known on the day counts; a rank is no judgement of a State."
        ),
    )


def outreach_figures(answer: Answer) -> list[KeyFigure]:
    """Return what the ranking rests on."""
    return [
        KeyFigure(_("Known on"), day_words(answer.on)),
        KeyFigure(_("Last count of people"), day_words(answer.counted_on), href=_rows_of_mission(answer)),
        KeyFigure(_("Files of the record"), len(answer.files), note=", ".join(answer.files)),
    ]


def _rows_of_mission(answer: Answer) -> str:
    """Return the address of the rows of the last count in the mission."""
    until = answer.counted_on + timedelta(days=1)
    return rows_address(start=answer.counted_on, until=until, mission=answer.line)


def outreach_explanation(answer: Answer) -> Explanation:
    """Return how a score comes about."""
    return Explanation(
        formula=_("score = sum of weight x feature; the States with the greatest sums come first"),
        note=_(
            "The weights are rows of the parameter table, all local choices; docs/outreach.md tells how they were "
            "chosen and how far the ranks were right from 2009 to 2019."
        ),
    )
