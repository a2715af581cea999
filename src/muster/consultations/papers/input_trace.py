"""The trace of inputs to the text of a mandate as a paper, as far as its reader sees it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from muster.consultations.models import Consultation, TraceOutcome
from muster.consultations.pages.contributions import UNTRACED, position_name, task_name
from muster.consultations.queries.contribution_traces import shares_of
from muster.consultations.queries.contributions import PositionRow
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Text
from muster.missions.models import MandatePeriod


def input_trace_paper(
    consultation: Consultation, outcome: MandatePeriod | None, rows: Sequence[PositionRow], made_on: date
) -> Paper:
    """Return the trace of the submitted inputs `rows` to the decided text `outcome`, with the shares."""
    shares = shares_of(rows)
    blocks: list[Block] = [
        Facts(
            [
                (_("Mission"), consultation.mission.acronym),
                (_("Vote on"), long_day(consultation.vote_on) if consultation.vote_on else "–"),
                (_("Decided text"), (outcome.resolution or str(outcome)) if outcome else _("not on record yet")),
                (_("Taken"), str(shares.taken)),
                (_("Partly taken"), str(shares.partly)),
                (_("Not taken"), str(shares.not_taken)),
                (_("Not followed up yet"), str(shares.untraced)),
            ]
        ),
        Heading(_("From inputs to the text")),
    ]
    if rows:
        headings = (_("Input of"), _("Mandated task"), _("Wanted"), _("In the text"), _("Outcome"), _("Reason"))
        blocks.append(Grid(headings, [_line(one) for one in rows]))
    else:
        blocks.append(Text(_("No input that you may see is submitted.")))
    blocks += [Text(_("Comment of %(state)s: %(comment)s") % {"state": position_name(one), "comment": one.comment})
               for one in rows if one.comment]  # fmt: skip
    blocks.append(Text(_("Only inputs shared with the reader are told here."), is_note=True))
    return Paper(
        title=_("Trace of inputs"),
        made_on=made_on,
        blocks=blocks,
        subtitle=consultation.title,
        issuer=consultation.convened_by.name,
        reference=consultation.reference,
        illustrative=consultation.illustrative or any(one.illustrative for one in rows),
    )


def _line(row: PositionRow) -> tuple[str, ...]:
    """Return an input as a line of the grid."""
    trace, one = row.trace, row.position
    text = ": ".join(part for part in (trace.paragraph, trace.words) if part) if trace else ""
    outcome = str(TraceOutcome(trace.outcome).label) if trace else str(UNTRACED)
    if row.withdrawn_on is not None:
        outcome = _("withdrawn")
    return (
        position_name(row), task_name(one.task) or "–", one.wanted_words or one.text, text or "–", outcome,
        (trace.reason if trace else "") or "–",
    )  # fmt: skip
