"""What the pages of measures show, as the kit's plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from muster.kit.charts.chart import Chart
from muster.kit.days import day_words
from muster.kit.pages import (
    Action,
    Crumb,
    ExplainInput,
    Explanation,
    Fact,
    KeyFigure,
    PageHead,
    Text,
)
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.yardsticks.addresses import measure_address, part_address, report_address, subject_address
from muster.yardsticks.facts.reading import EVERYTHING, Scope, Subject
from muster.yardsticks.measures.shape import Figure, Measured, Unit, Verdict
from muster.yardsticks.measures.window import quarters_until
from muster.yardsticks.reckoned import QuarterFigure, Told
from muster.yardsticks.register import PART_TITLES, Part, Trend, measures_of
from muster.yardsticks.trend_chart import trend_chart
from muster.yardsticks.words import base_words, value_words

SHOWN_FIGURES = 4
"""Figures of a measure on the page of all; its own page has every one."""


@dataclass(frozen=True)
class Shown:
    """A measure as the page of all draws it."""

    code: str
    title: Text
    href: str
    figures: Sequence[KeyFigure]
    nothing: str
    context: Sequence[Fact]
    explanation: Explanation
    trend: Sequence[tuple[str, str, str]]
    more: int
    illustrative: bool


@dataclass(frozen=True)
class ShownPart:
    """A part of the page: what was read of it, or where it is read from."""

    code: str
    title: Text
    href: str
    measures: Sequence[Shown] | None
    names: Sequence[tuple[Text, str]]


def shown(told: Told) -> Shown:
    """Return a measure as the page of all draws it."""
    measured = told.measured
    figures = figures_shown(measured)
    return Shown(
        code=told.measure.code,
        title=told.measure.title,
        href=measure_address(told.subject, told.measure.code),
        figures=[key_figure(one) for one in figures],
        nothing="" if measured.has_cases else measured.nothing,
        context=context_facts(told),
        explanation=explanation(told),
        trend=[(str(one.quarter), value_words(one.figure), base_words(one.figure)) for one in _told_quarters(told)],
        more=len(measured.figures) - len(figures) if measured.has_cases else 0,
        illustrative=measured.illustrative,
    )


def figures_shown(measured: Measured) -> Sequence[Figure]:
    """Return the figures of a measure for the page of all: the first, and those after it that have a value."""
    if not measured.has_cases:
        return ()
    return (measured.headline, *(one for one in measured.figures[1:] if one.value is not None))[:SHOWN_FIGURES]


def _told_quarters(told: Told) -> Sequence[QuarterFigure]:
    """Return the trend, nothing where no quarter has a case."""
    return told.trend if any(one.figure.value is not None for one in told.trend) else ()


def key_figure(figure: Figure) -> KeyFigure:
    """Return a figure of the strip, with its denominator under it and a bar where it is a share."""
    if figure.value is None:
        return KeyFigure(figure.label, "–", note=value_words(figure))
    return KeyFigure(
        figure.label,
        value_words(figure),
        note=base_words(figure),
        share=figure.value if figure.unit == Unit.SHARE else None,
    )


def context_facts(told: Told) -> list[Fact]:
    """Return the context variables that stand beside the score."""
    return [Fact(one.label, one.words) for one in told.context]


def explanation(told: Told) -> Explanation:
    """Return how the measure is reckoned: formula, what it reads, parameters, what to beware of."""
    measure = told.measure
    inputs = [
        ExplainInput(_("Formula"), _("as said"), source=measure.source, standing=measure.standing),
        ExplainInput(_("Reads"), measure.reads),
        ExplainInput(
            _("Records behind it"),
            len(told.measured.behind),  # type: ignore[arg-type]  # a plain number is shown as one
            href=measure_address(told.subject, measure.code),
        ),
        *(ExplainInput(_("Public record"), source) for source in told.measured.sources[:3]),
    ]
    return Explanation(
        formula=measure.formula,
        inputs=tuple(inputs),
        parameters=tuple(
            ExplainInput(
                one.key,
                f"{one.value} {one.unit}".strip(),
                href=reverse("fact", args=["parameters", one.key]),
                source=one.source,
                standing=one.standing,
            )
            for one in told.parameters
        ),
        note=measure.beware,
    )


def parts_of(subject: Subject, read: Mapping[Part, Sequence[Told]]) -> list[ShownPart]:
    """Return the parts of the page of a subject, those that have been read with their measures."""
    found = []
    for part in Part:
        measures = measures_of(subject.scope, part)
        if measures:
            names = [(one.title, measure_address(subject, one.code)) for one in measures]
            told = [shown(one) for one in read[part]] if part in read else None
            found.append(ShownPart(part.value, PART_TITLES[part], part_address(subject, part.value), told, names))
    return found


def subject_title(subject: Subject) -> str:
    """Return what a page of measures is called."""
    if subject.scope == Scope.EVERYTHING:
        return _("Yardsticks")
    return _("Yardsticks: %(name)s") % {"name": subject.name}


def crumbs(subject: Subject, *more: Crumb) -> list[Crumb]:
    """Return the path to a page of measures."""
    found = [Crumb(_("Yardsticks"), subject_address(EVERYTHING))]
    if subject.scope != Scope.EVERYTHING:
        found.append(Crumb(subject.code, subject_address(subject)))
    return [*found, *more]


def subject_head(subject: Subject, day: date, part: Part | None = None) -> PageHead:
    """Return the head of the page of a subject, or of one part of it."""
    last, now = quarters_until(day, 2)
    doors = [
        Action(_("Report of %(quarter)s (PDF)") % {"quarter": one}, report_address(subject, str(one)), icon="download")
        for one in (last, now)
    ]
    if subject.scope == Scope.MISSION:
        doors.append(Action(_("The mission"), reverse("mission", args=[subject.code])))
    tail = [Crumb(str(PART_TITLES[part]))] if part else []
    return PageHead(
        title=subject_title(subject),
        kicker={Scope.MISSION: _("Mission"), Scope.STATE: _("State")}.get(subject.scope, _("Measures of the record")),
        lead=_(
            "Performance depends on resources, threat, caveats, strength against ceiling and arrears too, which no "
            "contributor commands alone: each score has them beside it."
        ),
        crumbs=crumbs(subject, *tail) if subject.scope != Scope.EVERYTHING or part else (),
        actions=doors,
    )


def unseen_words(viewer: Viewer) -> str:
    """Return what the viewer does not see, so that no figure is taken for more than it is."""
    name = viewer.organisation_name
    if viewer.is_system:
        return _("The installation sees everything that is on record.")
    if viewer.kind == OrganisationKind.SECRETARIAT:
        return _(
            "Reckoned from what %(name)s may see: its register and its missions. Drafts of States, their pools of "
            "people and other registers are not counted."
        ) % {"name": name}
    if viewer.kind == OrganisationKind.MEMBER_STATE:
        return _(
            "Reckoned from what %(name)s may see: its own pledges, cases, findings, claims and people, and what is "
            "public (requirements, units in theatre, the public record). What other States pledged, their caveats, "
            "visits and claims are not counted: a figure of another State, or of a mission, is of its public part."
        ) % {"name": name}
    if viewer.kind == OrganisationKind.MISSION:
        return _(
            "Reckoned from what %(name)s may see: its cases, units, inspections and claims, and what is public. "
            "Pledges, caveats and findings of visits before their approval are not counted."
        ) % {"name": name}
    return _(
        "Reckoned from what every party sees: requirements, units in theatre and the public record. Pledges, cases, "
        "inspections and claims of States and missions are not counted."
    )


def measure_head(told: Told, day: date) -> PageHead:
    """Return the head of the page of one measure."""
    title = str(told.measure.title)
    return PageHead(
        title=title if told.subject.scope == Scope.EVERYTHING else f"{title}: {told.subject.name}",
        kicker=_("Yardstick"),
        lead=capfirst(str(told.measure.formula)) + ".",
        crumbs=crumbs(told.subject, Crumb(title)),
        illustrative=told.measured.illustrative,
    )


def trend_of(told: Told) -> Chart | None:
    """Return the trend as a chart; None where nothing is told by quarter."""
    quarters = _told_quarters(told)
    if not quarters:
        return None
    happened = told.measure.trend == Trend.HAPPENED
    with_cases = [one for one in quarters if one.figure.value is not None]
    return trend_chart(
        quarters,
        title=_("%(label)s: %(value)s in %(quarter)s")
        % {
            "label": told.measure.title,
            "value": value_words(with_cases[-1].figure),
            "quarter": with_cases[-1].quarter,
        },
        summary=(
            _("Of what happened, or fell due, in each quarter; a quarter without cases has no bar.")
            if happened
            else _("As it stood at the end of each quarter, among what was known then.")
        ),
    )


def verdict_words(told: Told) -> str:
    """Return how many records there are of each verdict."""
    counts = {verdict: sum(one.verdict == verdict for one in told.measured.behind) for verdict in Verdict}
    return _(
        "%(counts)s count, %(fails)s do not, %(open)s are open (not judged yet), %(aside)s stand aside (no part of it)."
    ) % {
        "counts": counts[Verdict.COUNTS],
        "fails": counts[Verdict.FAILS],
        "open": counts[Verdict.OPEN],
        "aside": counts[Verdict.ASIDE],
    }


def as_of_words(day: date) -> str:
    """Return as of when it is told."""
    return _("As of %(day)s, among what was known then.") % {"day": day_words(day)}
