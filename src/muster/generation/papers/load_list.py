"""A load list as a paper."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from muster.generation.models import Case, Stowage
from muster.generation.rules.load_list import LoadTerms, StowageRule, measures, volume_m3, weight_t
from muster.kit.papers import Block, Facts, Grid, Paper, Text

HEADINGS = (
    "Line",
    "Item",
    "Pieces",
    "L × W × H (cm)",
    "Weight of one (kg)",
    "Volume (m³)",
    "Weight (t)",
    "Travels",
    "Hazard",
)


def figure(value: Decimal | None, places: int = 1) -> str:
    """Return a number as the paper writes it, nothing for none."""
    return "" if value is None else f"{value:,.{places}f}"


def load_list_paper(
    case: Case, lines: Sequence[LoadTerms], rule: StowageRule, made_on: date, *, illustrative: bool
) -> Paper:
    """Return the load list of a case with its totals and what is not measured yet."""
    total = measures(lines, rule)
    rows = [
        (
            str(number),
            line.item,
            f"{line.pieces:,}",
            f"{line.length_cm} × {line.width_cm} × {line.height_cm}" if volume_m3(line) is not None else "not known",
            "not known" if line.weight_kg is None else f"{line.weight_kg:,}",
            figure(volume_m3(line)),
            figure(weight_t(line)),
            str(Stowage(line.stowage).label),
            line.hazard_class,
        )
        for number, line in enumerate(lines, 1)
    ]
    totals = ("", "Total", f"{total.pieces:,}", "", "", figure(total.volume_m3), figure(total.weight_t), "", "")
    blocks: list[Block] = [
        Facts(
            [
                ("Case", case.reference),
                ("State", case.state.name),
                ("Mission", case.post.requirement.mission.acronym),
                ("Containers (20 feet)", str(total.containers)),
                ("Lane metres", figure(total.lane_metres)),
                ("Pieces of dangerous goods", str(total.hazardous_pieces)),
            ]
        ),
        Grid(HEADINGS, rows, figures=frozenset({0, 2, 3, 4, 5, 6}), totals=totals),
    ]
    if total.unmeasured:
        blocks.append(Text(f"Not measured, and in no total but the pieces: {', '.join(total.unmeasured)}."))
    rule_words = (
        f"Containers: {rule.volume_m3} m³ filled to {rule.fill_percent} %, at most {rule.payload_t} t. "
        f"Lanes: {rule.lane_width_cm} cm wide, {rule.lane_gap_cm} cm between vehicles."
    )
    blocks.append(Text(rule_words, is_note=True))
    return Paper(
        title="Load list",
        subtitle=case.title or case.reference,
        made_on=made_on,
        blocks=blocks,
        issuer=case.state.name,
        reference=case.reference,
        illustrative=illustrative,
        is_landscape=True,
    )
