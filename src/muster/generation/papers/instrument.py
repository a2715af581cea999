"""An instrument as a paper: head, annexes or clauses, where each line comes from, places to sign."""

from collections.abc import Sequence
from datetime import date

from muster.generation.models import Annex, Instrument, InstrumentKind, InstrumentVersion
from muster.generation.rules.instrument_lines import LineTerms
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, NewPage, Paper, Points, Signatures, Text

NO_RATES = "Rates are not part of this draft: they are those of the reimbursement manual in force, entered there."
ANNEX_NAMES = {"A": "Annex A: personnel", "B": "Annex B: major equipment", "C": "Annex C: self-sustainment"}


def instrument_paper(
    instrument: Instrument, version: InstrumentVersion, lines: Sequence[LineTerms], made_on: date
) -> Paper:
    """Return one version of an instrument as a paper; `case`, its State and its mission are loaded."""
    case = instrument.case
    is_memorandum = instrument.kind == InstrumentKind.MEMORANDUM
    blocks: list[Block] = [Facts(_head(instrument, version))]
    blocks += _annexes(lines) if is_memorandum else _clauses(lines)
    if version.changes:
        blocks += [Heading("Changes of this version", 2), Points(list(version.changes))]
        blocks += [Text(f"Reason: {version.reason}")] if version.reason else []
    blocks += [Heading("Signatures", 2), Signatures(_signatories(instrument))]
    return Paper(
        title=instrument.title,
        subtitle=f"{case.state.name}, {case.post.requirement.mission.acronym}",
        made_on=made_on,
        blocks=blocks,
        issuer=case.register.name,
        reference=instrument.number or instrument.reference,
        illustrative=instrument.illustrative,
        is_landscape=is_memorandum,
    )


def _head(instrument: Instrument, version: InstrumentVersion) -> list[tuple[str, str]]:
    """Return what the instrument is."""
    case = instrument.case
    rows = [
        ("Number", instrument.number or "not numbered yet"),
        ("Kind", str(instrument.get_kind_display())),
        ("State", case.state.name),
        ("Co-deploying State", instrument.other_state.name if instrument.other_state else ""),
        ("Mission", case.post.requirement.mission.name),
        ("Case and post", f"{case.reference}, {case.post.reference}"),
        ("Stage", f"{instrument.get_stage_display()}, since {long_day(instrument.stage_on)}"),
        ("Ratification", instrument.ratified_by if instrument.needs_ratification else "not needed"),
        ("Version", f"{version.number}, of {long_day(version.known_from)}"),
        ("Source", instrument.source),
    ]
    return [(label, value) for label, value in rows if value]


def _signatories(instrument: Instrument) -> list[tuple[str, str]]:
    case = instrument.case
    if instrument.kind == InstrumentKind.STATE_MEMORANDUM and instrument.other_state:
        return [(f"For {case.state.name}", ""), (f"For {instrument.other_state.name}", "")]
    return [(f"For {case.register.name}", ""), (f"For the Government of {case.state.name}", "")]


def _clauses(lines: Sequence[LineTerms]) -> list[Block]:
    """Return each clause under its head."""
    blocks: list[Block] = []
    for number, line in enumerate(lines, 1):
        blocks += [Heading(f"{number}. {line.item}", 2), Text(line.words or "To be agreed.")]
    return blocks


def _annexes(lines: Sequence[LineTerms]) -> list[Block]:
    """Return the three annexes, each on a new page."""
    blocks: list[Block] = []
    for annex, title in ANNEX_NAMES.items():
        rows = [line for line in lines if line.annex == annex]
        blocks += [NewPage(), Heading(title, 1), _grid(annex, rows)]
    return [*blocks, Text(NO_RATES, is_note=True)]


def _quantity(line: LineTerms) -> str:
    return "" if line.quantity is None else f"{line.quantity:,}"


def _beside(line: LineTerms) -> tuple[str, str, str]:
    return line.pledged, line.required, "differs" if line.differs else ""


def _grid(annex: str, rows: Sequence[LineTerms]) -> Grid:
    """Return one annex as a table. The column of the rate is empty on purpose."""
    last = ("Pledge says", "Statement says", "")
    if annex == Annex.PERSONNEL:
        return Grid(
            ("Line", "Post", "Rank", "People", "Rate", *last),
            [(str(at), one.item, one.words, _quantity(one), "", *_beside(one)) for at, one in enumerate(rows, 1)],
            figures=frozenset({0, 3}),
        )
    if annex == Annex.EQUIPMENT:
        return Grid(
            ("Line", "Category", "Item", "Quantity", "Lease", "Rate", *last),
            [
                (str(at), one.category, one.item, _quantity(one), one.lease, "", *_beside(one))
                for at, one in enumerate(rows, 1)
            ],
            figures=frozenset({0, 3}),
        )
    return Grid(
        ("Line", "Category", "Service", "Provided by", "Split of responsibilities", "Rate", *last),
        [
            (str(at), one.category, one.item, one.provider, one.words, "", *_beside(one))
            for at, one in enumerate(rows, 1)
        ],
        figures=frozenset({0}),
    )
