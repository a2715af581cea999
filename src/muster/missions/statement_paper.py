"""A statement of unit requirement as a document: the blocks that the page shows and that are printed.

The order is that of the structure suggested in 3.2 of the dossier: background, employment, tasks, capabilities, posts,
equipment, self-sustainment, language and women, training, deployment, environment, command, constraints.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.money import Money
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Signatures, Text
from muster.missions.models import SelfSustainmentProvider, StatementStage, StatementVersion
from muster.missions.statement_terms import (
    CapabilityTerms,
    RequiredEquipmentTerms,
    RequiredPostTerms,
    RequiredSelfSustainmentTerms,
    SubstituteTerms,
    TaskTerms,
)
from muster.missions.statement_versions import lines_of
from muster.missions.statement_words import category_words, list_words, unit_type_words

CURRENCY = "USD"


def paper_of(version: StatementVersion, day: date) -> Paper:
    """Return a statement (its lines loaded) as a paper made on `day`."""
    statement = version.statement
    return Paper(
        title=version.title,
        subtitle=_("Statement of unit requirement"),
        made_on=day,
        issuer=statement.stated_by.name,
        reference=_("%(statement)s, version %(number)s") % {"statement": statement.reference, "number": version.number},
        illustrative=version.illustrative,
        blocks=[Facts(standing_rows(version)), *blocks_of(version), *_signatures(version)],
    )


def standing_rows(version: StatementVersion) -> list[tuple[str, str]]:
    """Return what the head of the document says: whose, of which mission, which version, approved by whom."""
    statement = version.statement
    mission = statement.mission
    rows = [
        (_("Mission"), f"{mission.acronym}, {mission.name}" if mission else _("generic: a template for all missions")),
        (_("Version"), _("%(number)s, written on %(day)s")
         % {"number": version.number, "day": long_day(version.known_from)}),
        (_("Approval"), _approval(version)),
    ]  # fmt: skip
    if statement.made_from:
        rows.append((_("Made from"), statement.made_from.reference))
    if version.source:
        rows.append((_("Source"), f"{version.source} ({version.get_standing_display()})"))
    return rows


def _approval(version: StatementVersion) -> str:
    """Return whether the version is approved, since when, and by which office."""
    if version.approved_on is None:
        return _("a draft, not approved")
    return _("approved on %(day)s") % {"day": long_day(version.approved_on)}


def _signatures(version: StatementVersion) -> list[Block]:
    """Return the place to sign for a draft; what is approved on record needs none."""
    if version.stage == StatementStage.APPROVED:
        return []
    return [Signatures([(_("Drafted by the planners"), ""), (_("Approved by the Military Adviser"), "")])]


def blocks_of(version: StatementVersion) -> list[Block]:
    """Return the document itself, in its order; what is not said is left out."""
    blocks: list[Block] = [Heading(_("Unit")), Facts(_unit_rows(version))]
    blocks += _prose(_("Background and mission"), version.background)
    blocks += _prose(_("Concept of employment"), version.employment)
    for name in GRIDS:
        if lines := lines_of(version, name):
            blocks += [Heading(list_words(name)), GRIDS[name](lines)]
    blocks += _prose(_("Training and certification"), version.training)
    blocks += _prose(_("Command, control and reporting"), version.command)
    blocks += _prose(_("Constraints"), version.constraints)
    return blocks


def _prose(heading: str, words: str) -> list[Block]:
    return [Heading(heading), Text(words)] if words.strip() else []


def _unit_rows(version: StatementVersion) -> list[tuple[str, str]]:
    """Return the facts of the header."""
    strength = _("%(least)s to %(most)s people") % {
        "least": version.strength_minimum,
        "most": version.strength_maximum,
    }
    languages = ", ".join(filter(None, (version.languages.replace(";", ", "), version.language_level)))
    rows = [
        (_("Unit type"), unit_type_words(version.unit_type)),
        (_("Strength"), strength),
        (_("Women"), _("at least %(share)s %% of the strength") % {"share": version.women_minimum_percent}),
        (_("Notice"), "" if version.notice_days is None else _("%(days)s days from the request to the arrival")
         % {"days": version.notice_days}),
        (_("Working languages"), languages),
        (_("Environment"), version.environment),
        (_("Base"), version.base),
        (_("Port of disembarkation"), version.port_of_entry),
        (_("Deviations"), _("may be negotiated and are recorded") if version.deviations_allowed else _("none")),
    ]  # fmt: skip
    return [(label, words) for label, words in rows if words]


def _must(is_mandatory: bool) -> str:
    return _("mandatory") if is_mandatory else _("desired")


def _tasks(lines: Sequence[TaskTerms]) -> Grid:
    rows = [(line.task, _must(line.is_mandatory), line.note) for line in lines]
    return Grid([_("Task"), _("Weight"), _("Note")], rows)


def _capabilities(lines: Sequence[CapabilityTerms]) -> Grid:
    rows = [(line.capability, line.measure, _must(line.is_mandatory), line.note) for line in lines]
    return Grid([_("Capability"), _("Measured by"), _("Weight"), _("Note")], rows)


def _posts(lines: Sequence[RequiredPostTerms]) -> Grid:
    headings = [_("Post"), _("Rank"), _("People"), _("Speciality"), _("Language"), _("Weight"), _("Note")]
    rows = [
        (
            line.title,
            line.rank,
            str(line.count),
            line.specialist_code,
            line.language,
            _must(line.is_mandatory),
            line.note,
        )
        for line in lines
    ]
    people = str(sum(line.count for line in lines))
    return Grid(headings, rows, figures=frozenset({2}), totals=(_("Together"), "", people, "", "", "", ""))


def _equipment(lines: Sequence[RequiredEquipmentTerms]) -> Grid:
    headings = [_("Line"), _("Category"), _("Item"), _("Quantity"), _("Weight"), _("Note")]
    rows = [
        (
            str(number),
            category_words("equipment_categories", line.category),
            line.item,
            str(line.quantity),
            _must(line.is_mandatory),
            line.note,
        )
        for number, line in enumerate(lines, 1)
    ]
    return Grid(headings, rows, figures=frozenset({0, 3}))


def _substitutes(lines: Sequence[SubstituteTerms]) -> Grid:
    headings = [_("For line"), _("Accepted item"), _("Of these"), _("Stand for"), _("Costs more a month"), _("Why")]
    rows = [
        (
            str(line.line),
            line.item,
            str(line.substitutes),
            str(line.replaced),
            f"{Money(line.cost_cents, CURRENCY).units} {CURRENCY}" if line.cost_cents else "",
            line.reason,
        )
        for line in lines
    ]
    return Grid(headings, rows, figures=frozenset({0, 2, 3, 4}))


def _self_sustainment(lines: Sequence[RequiredSelfSustainmentTerms]) -> Grid:
    headings = [_("Category"), _("Provided by"), _("Level"), _("Stock (days)"), _("Weight"), _("Note")]
    providers = dict(SelfSustainmentProvider.choices)
    rows = [
        (
            category_words("self_sustainment_categories", line.category),
            str(providers.get(line.provider, line.provider)),
            line.level,
            "" if line.stock_days is None else str(line.stock_days),
            _must(line.is_mandatory),
            line.note,
        )
        for line in lines
    ]
    return Grid(headings, rows, figures=frozenset({3}))


GRIDS: Mapping[str, Callable[..., Grid]] = {
    "tasks": _tasks,
    "capabilities": _capabilities,
    "posts": _posts,
    "equipment": _equipment,
    "substitutes": _substitutes,
    "self_sustainment": _self_sustainment,
}
"""How each list is set, in the order of the document."""
