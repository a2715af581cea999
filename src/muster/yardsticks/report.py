"""The report of a quarter: all measures of a mission, a State, or of everything that the viewer may see, for print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Text, as_pdf
from muster.yardsticks.facts.reading import Reading, Scope, Subject
from muster.yardsticks.measure_pages import unseen_words
from muster.yardsticks.measures.window import Quarter
from muster.yardsticks.reckoned import Told, told_of
from muster.yardsticks.register import PART_TITLES, Part, Trend
from muster.yardsticks.words import base_words, value_words, whole_words

MOST_FIGURES = 12
"""Figures of one measure in the report; lead times by phase could fill pages."""


@dataclass(frozen=True)
class Report:
    """All measures of a subject as of the end of a quarter, or of a day in it."""

    subject: Subject
    quarter: Quarter
    day: date
    issuer: str
    unseen: str
    measures: Sequence[Told]

    @property
    def is_illustrative(self) -> bool:
        """Return whether records that are no published facts are counted."""
        return any(one.measured.illustrative for one in self.measures)


def quarter_report(reading: Reading, quarter: Quarter) -> Report:
    """Return the report of a quarter; the reading is as of its end, or of a day in it."""
    viewer = reading.viewer
    issuer = "Muster" if viewer.is_system else viewer.organisation_name
    return Report(reading.subject, quarter, reading.day, issuer, unseen_words(viewer), told_of(reading))


def report_pdf(report: Report, made_on: date) -> bytes:
    """Return the report as PDF."""
    return as_pdf(report_paper(report, made_on))


def report_paper(report: Report, made_on: date) -> Paper:
    """Return the report as a paper: a summary of one line a measure, then each measure with its context."""
    about = _about(report.subject)
    blocks: list[Block] = [
        Text(_("As of %(day)s, among what was known then. %(unseen)s") % {
            "day": long_day(report.day), "unseen": report.unseen
        }),
        Text(_(
            "Performance depends on resources, threat, caveats, strength against ceiling and arrears too, which no "
            "contributor commands alone: each score has them beside it."
        )),
        Heading(_("Summary")),
        _summary(report),
    ]  # fmt: skip
    for part in Part:
        of_part = [one for one in report.measures if one.measure.part == part]
        if of_part:
            blocks.append(Heading(str(PART_TITLES[part]), 1))
            for one in of_part:
                blocks += _measure(one, report.quarter)
    return Paper(
        title=_("Yardsticks: %(about)s, %(quarter)s") % {"about": about, "quarter": report.quarter},
        subtitle=long_day(report.day),
        made_on=made_on,
        blocks=blocks,
        issuer=report.issuer,
        reference=f"yardsticks {report.subject.code or 'register'} {report.quarter}",
        illustrative=report.is_illustrative,
    )


def _about(subject: Subject) -> str:
    if subject.scope == Scope.EVERYTHING:
        return _("all that the reader may see")
    return f"{subject.name} ({subject.code})" if subject.name != subject.code else subject.code


def _summary(report: Report) -> Grid:
    rows = [
        (
            str(one.measure.title),
            one.measured.headline.label,
            value_words(one.measured.headline),
            base_words(one.measured.headline),
            _of_quarter(one, report.quarter),
        )
        for one in report.measures
    ]
    headings = (_("Measure"), _("Figure"), _("Value"), _("Of"), _("In %(quarter)s") % {"quarter": report.quarter})
    return Grid(headings, rows, figures=frozenset({2}), widths=(20, 36, 14, 16, 14))


def _of_quarter(one: Told, quarter: Quarter) -> str:
    """Return the figure of what happened in the quarter; a measure of what stands has none beside its value."""
    if one.measure.trend != Trend.HAPPENED:
        return "–"
    return next((value_words(each.figure) for each in one.trend if each.quarter == quarter), "–")


def _measure(one: Told, quarter: Quarter) -> list[Block]:
    measure, measured = one.measure, one.measured
    blocks: list[Block] = [Heading(str(measure.title)), Text(f"{capfirst(str(measure.formula))}.", is_note=True)]
    if measured.has_cases:
        figures = measured.figures[:MOST_FIGURES]
        rows = [(figure.label, value_words(figure), base_words(figure)) for figure in figures]
        blocks.append(Grid((_("Figure"), _("Value"), _("Of")), rows, figures=frozenset({1}), widths=(52, 18, 30)))
    else:
        blocks.append(Text(measured.nothing))
    if one.context:
        blocks.append(Facts([(str(each.label), each.words) for each in one.context]))
    told = [each for each in one.trend if each.figure.value is not None]
    if told:
        words = "; ".join(f"{each.quarter}: {whole_words(each.figure)}" for each in told)
        blocks.append(Text(_("By quarter. %(words)s") % {"words": words}, is_note=True))
    notes = [str(measure.beware)]
    notes += [f"{row.key}: {row.value} {row.unit} ({row.source}, {row.standing})" for row in one.parameters]
    notes += [_("Public record: %(source)s") % {"source": source} for source in measured.sources[:3]]
    blocks.append(Text("\n".join(notes), is_note=True))
    return blocks
