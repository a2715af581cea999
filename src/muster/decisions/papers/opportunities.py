"""The minister's paper: one page with the best opportunities, then an annex with the reasons of each."""

from collections.abc import Sequence
from datetime import date

from muster.decisions.opportunities.facts import Opportunity
from muster.decisions.opportunities.words import (
    interest_words,
    lead_time,
    money_words,
    rests_on,
    risk_words,
    takes,
)
from muster.decisions.queries.opportunities import StateOpportunities
from muster.decisions.queries.opportunity_numbers import TOP_KEY
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, NewPage, Paper, Points, Text
from muster.reference.parameters import parameter

TOP_HEADINGS = ("Rank", "Mission and post", "Unit", "Wanted from", "What it takes", "Left of a first tour", "Interests")
STEP_HEADINGS = ("Step", "In words", "Days", "Days by")
PART_HEADINGS = ("Part", "Figure", "Parameter", "Points for each", "Points")
PARAMETER_HEADINGS = ("Parameter", "Value", "Unit", "Source", "Standing")


def opportunities_paper(found: StateOpportunities, made_on: date) -> Paper:
    """Return the paper of a State's opportunities: the best on one page, their reasons behind it."""
    top = found.opportunities[: parameter(TOP_KEY, found.day).integer]
    blocks: list[Block] = [
        *_first_page(found, top),
        NewPage(),
        Heading("Annex: the reasons", 2),
        *(block for place, one in enumerate(top, start=1) for block in _reasons(place, one)),
        Heading("Parameters that the ranking rests on"),
        _parameters(found),
    ]
    return Paper(
        title="Opportunities to take part in peace operations",
        made_on=made_on,
        blocks=blocks,
        subtitle=f"{found.state.name}, as of {long_day(found.day)}",
        issuer=found.state.name,
        reference=f"{found.state.code}-opportunities-{found.day.isoformat()}",
        illustrative=any(one.illustrative for one in top),
        is_landscape=True,
    )


def _first_page(found: StateOpportunities, top: Sequence[Opportunity]) -> list[Block]:
    stopped = sum(one.is_stopped for one in found.opportunities)
    counted = (
        f"{len(found.opportunities)} opportunities for {found.units} units were looked at; {stopped} of them are "
        f"stopped by a rule that no step removes. The best {len(top)} stand below."
    )
    rows = [
        (
            str(place), f"{one.demand.post.mission}, {one.demand.post.reference}", one.unit.title,
            long_day(one.demand.wanted_from), takes(one), money_words(one.money.net_cents), f"{one.interest:+d}",
        )
        for place, one in enumerate(top, start=1)
    ]  # fmt: skip
    return [
        Text(counted),
        Grid(TOP_HEADINGS, rows, figures=frozenset({0, 5, 6}), widths=(4, 16, 16, 12, 28, 14, 10)),
        Text("The order follows a score of a few parts whose weights are a choice of the installation.", is_note=True),
    ]


def _reasons(place: int, one: Opportunity) -> list[Block]:
    """Return all that speaks for and against one opportunity."""
    blocks: list[Block] = [
        Heading(f"{place}. {one.unit.title} in {one.demand.post.mission} ({one.demand.post.reference})", 3),
        Facts(
            [
                ("Need", rests_on(one)),
                ("Lead time", lead_time(one.timing)),
                ("Earned in a first tour", money_words(one.money.earned_cents)),
                ("Cost of a first tour", money_words(one.money.cost_cents)),
                ("How it is reckoned", one.money.words or "–"),
                ("Source of the rate", one.money.source or "–"),
                ("Risk", risk_words(one.risk)),
                ("Interests", ", ".join(map(interest_words, one.touched)) or "none is touched"),
            ]
        ),
    ]
    if one.stops:
        blocks.append(Points([stop.words for stop in one.stops]))
    if one.steps:
        steps = [
            (step.kind.value, step.words, "not known" if step.days is None else str(step.days), step.basis or "–")
            for step in one.steps
        ]
        blocks.append(Grid(STEP_HEADINGS, steps, figures=frozenset({2})))
    parts = [(part.key.value, part.figure, part.parameter, str(part.weight), f"{part.points:+}") for part in one.parts]
    totals = ("In all", "", "", "", f"{one.score:+}")
    blocks.append(Grid(PART_HEADINGS, parts, figures=frozenset({3, 4}), totals=totals))
    return blocks


def _parameters(found: StateOpportunities) -> Grid:
    rows = [(one.key, one.value, one.unit, one.source, one.standing) for one in found.parameters.values()]
    return Grid(PARAMETER_HEADINGS, rows)
