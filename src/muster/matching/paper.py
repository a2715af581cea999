"""A fit as a paper, for print and for a word processor."""

from muster.kit.day_text import long_day
from muster.kit.papers import Facts, Grid, Heading, Paper, Text
from muster.matching.fit.facts import Fit, LineKind
from muster.matching.pages import fit_title, kinds_told
from muster.matching.queries import StatementFit
from muster.matching.tables import KIND_WORDS, brought_words, dollars, line_words, standing_words
from muster.parties.request import MusterRequest


def fit_paper(request: MusterRequest, found: StatementFit) -> Paper:
    """Return the fit as a paper: the figures, every kind of line with its lines, and what was negotiated."""
    fit = found.fit
    blocks: list[Facts | Heading | Grid | Text] = [
        Facts(
            [
                ("Statement of unit requirement", f"{fit.statement}, version {fit.version}: {found.version.title}"),
                ("Pledged by", "; ".join(f"{one.reference} ({one.state.name})" for one in found.pledges)),
                ("As of", long_day(request.as_of)),
                ("Fit", f"{fit.percent} %"),
                ("Blocking gaps", str(len(fit.blocking))),
                ("To be shown on a visit, not counted", str(len(fit.to_be_shown))),
                ("Substitutes cost more, USD a month", dollars(fit.cost_cents) or "0"),
            ]
        )
    ]
    for kind in kinds_told(fit.lines):
        blocks += [Heading(str(KIND_WORDS[kind.value]).capitalize()), _grid(fit, kind)]
    if found.deviations:
        blocks += [Heading("Deviations"), _deviations(request, found)]
    blocks.append(Text("The weights of the fit are local choices, listed in the register of parameters.", is_note=True))
    return Paper(
        title=fit_title(found),
        made_on=request.as_of,
        blocks=blocks,
        subtitle="Fit, line by line",
        issuer=found.version.statement.stated_by.name,
        reference=fit.statement,
        illustrative=found.version.illustrative or any(one.illustrative for one in found.pledges),
        is_landscape=True,
    )


def _grid(fit: Fit, kind: LineKind) -> Grid:
    return Grid(
        ["Line", "Mandatory", "Wanted", "Counted", "Standing", "Brought by", "In words"],
        [
            [
                line_words(line),
                "yes" if line.is_mandatory else "no",
                f"{line.wanted:,}",
                f"{line.have:,}",
                standing_words(line),
                brought_words(line),
                line.words,
            ]
            for line in fit.lines
            if line.kind == kind
        ],
        figures=frozenset({2, 3}),
        widths=(20, 8, 8, 8, 14, 22, 20),
    )


def _deviations(request: MusterRequest, found: StatementFit) -> Grid:
    return Grid(
        ["Line", "Quantity that suffices", "In words", "Stage", "Proposed by", "Answer"],
        [
            [
                one.line,
                "" if one.accepted is None else f"{one.accepted:,}",
                one.words,
                str(one.stage_on(request.as_of).label),
                one.proposed_by.name,
                one.answer,
            ]
            for one in found.deviations
        ],
        figures=frozenset({1}),
    )
