"""What the pages of editions show, as the kit's plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.days import day_words
from muster.kit.pages import Action, Badge, Crumb, ExplainInput, Explanation, Fact, KeyFigure, PageHead
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reimbursement.models import RateEdition
from muster.reimbursement.queries.edition_comparison import EditionComparison
from muster.reimbursement.queries.editions import may_change, may_load
from muster.reimbursement.rules.edition_checks import RateFinding
from muster.reimbursement.rules.edition_comparison import RateChange
from muster.reimbursement.rules.edition_figures import repaint_cents
from muster.reimbursement.rules.edition_terms import RateRows, RateTable
from muster.reimbursement.statement.cents import as_dollars
from muster.reimbursement.tables.editions import dollars

REPAINT_KEY = "repaint_share_percent"


@dataclass(frozen=True, slots=True)
class EquipmentLine:
    """A row of major equipment as its table shows it; money in dollars."""

    number: int
    category: str
    item: str
    gfmv: Decimal | None
    life: Decimal
    no_fault: Decimal
    maintenance: Decimal | None
    dry: Decimal | None
    wet: Decimal | None
    paint: Decimal | None
    repaint: Decimal | None
    deviates: bool
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A row of self-sustainment as its table shows it."""

    number: int
    category: str
    rate: Decimal
    deviates: bool
    illustrative: bool


def equipment_lines(
    edition: RateEdition, rows: RateRows, findings: Sequence[RateFinding], day: date
) -> list[EquipmentLine]:
    """Return the rows of major equipment with repainting and whether they deviate."""
    odd = {one.number for one in findings if one.table == RateTable.EQUIPMENT}
    share = parameter(REPAINT_KEY, day).decimal
    return [
        EquipmentLine(
            number=number,
            category=row.category,
            item=row.item,
            gfmv=dollars(row.gfmv_cents),
            life=row.life_years,
            no_fault=row.no_fault_percent,
            maintenance=dollars(row.maintenance_cents),
            dry=dollars(row.dry_cents),
            wet=dollars(row.wet_cents),
            paint=dollars(row.paint_cents),
            repaint=dollars(repaint_cents(row.paint_cents, share)),
            deviates=number in odd,
            illustrative=edition.illustrative,
        )
        for number, row in enumerate(rows.equipment, start=1)
    ]


def service_lines(edition: RateEdition, rows: RateRows, findings: Sequence[RateFinding]) -> list[ServiceLine]:
    """Return the rows of self-sustainment and whether they deviate."""
    odd = {one.number for one in findings if one.table == RateTable.SERVICES}
    return [
        ServiceLine(number, row.category, row.rate_usd, number in odd, edition.illustrative)
        for number, row in enumerate(rows.services, start=1)
    ]


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page that belongs to the editions."""
    room = Crumb(_("Reimbursement"), reverse("reimbursement"))
    return [room, Crumb(_("Editions of rates"), reverse("rate-editions")), *more]


def edition_crumbs(edition: RateEdition, *more: Crumb) -> list[Crumb]:
    """Return the path to a page that belongs to one edition."""
    return crumbs(Crumb(edition.reference, reverse("rate-edition", args=[edition.reference])), *more)


def template_doors() -> list[Action]:
    """Return the doors to the empty files."""
    return [
        Action(_("Empty workbook"), reverse("rate-template", args=["xlsx"])),
        Action(_("Empty CSV file"), reverse("rate-template", args=["csv"])),
    ]


def list_head(viewer: Viewer) -> PageHead:
    """Return the head of the list of editions."""
    doors = [Action(_("Compare"), reverse("compare-rate-editions")), *template_doors()]
    if may_load(viewer):
        doors.insert(0, Action(_("Load an edition"), reverse("load-rate-edition"), primary=True))
    return PageHead(
        title=_("Editions of rates"),
        crumbs=[Crumb(_("Reimbursement"), reverse("reimbursement")), Crumb(_("Editions of rates"))],
        lead=_(
            "What an item and a person of self-sustainment earn a month. Nothing is shipped: each edition was loaded."
        ),
        actions=doors,
    )


def edition_head(viewer: Viewer, edition: RateEdition, day: date, *, in_use: bool) -> PageHead:
    """Return the head of an edition's page, with what the viewer may do."""
    place = [edition.reference]
    doors = []
    if may_load(viewer):
        doors.append(Action(_("Revise"), reverse("revise-rate-edition", args=place), primary=True))
    if may_change(viewer, edition):
        if not in_use:
            doors.append(Action(_("Replace the rows"), reverse("replace-rates", args=place)))
        doors.append(Action(_("End"), reverse("end-rate-edition", args=place)))
    doors += [
        Action(_("Compare"), f"{reverse('compare-rate-editions')}?first={edition.reference}"),
        Action(_("Workbook"), reverse("rate-edition-file", args=[*place, "xlsx"])),
        Action(_("CSV file"), reverse("rate-edition-file", args=[*place, "csv"])),
    ]
    return PageHead(
        title=edition.title,
        kicker=_("Editions of rates"),
        crumbs=crumbs(Crumb(edition.reference)),
        lead=_("Loaded by %(owner)s") % {"owner": edition.owner.name},
        status=force_badge(edition, day),
        actions=doors,
        illustrative=edition.illustrative,
    )


def force_badge(edition: RateEdition, day: date) -> Badge:
    """Return whether an edition is in force on a day."""
    if day < edition.valid_from:
        return Badge(_("not yet in force"), "neutral")
    if edition.valid_until is not None and day >= edition.valid_until:
        return Badge(_("no longer in force"), "neutral")
    return Badge(_("in force"), "met")


def edition_facts(edition: RateEdition, day: date, *, in_use: bool) -> list[Fact]:
    """Return what is on record of an edition's head."""
    until = _("without an end") if edition.valid_until is None else day_words(edition.valid_until)
    share = parameter(REPAINT_KEY, day)
    return [
        Fact(_("Reference"), edition.reference),
        Fact(_("Manual"), edition.manual or "—"),
        Fact(_("In force from"), day_words(edition.valid_from)),
        Fact(_("In force until (excluded)"), until),
        Fact(_("Decimals of equipment rates"), edition.equipment_decimals),
        Fact(_("Decimals of self-sustainment rates"), edition.service_decimals),
        Fact(_("Used by memoranda"), _("yes: its rows stay as they are") if in_use else _("no")),
        Fact(_("Repainting, of painting"), share.value, unit=_("percent"), source=share.source,
             standing=share.standing),
        Fact(_("Version of the record"), edition.version),
        Fact(_("Source"), edition.source or "—", standing=edition.standing),
    ]  # fmt: skip


def edition_figures(rows: RateRows, findings: Sequence[RateFinding]) -> list[KeyFigure]:
    """Return how many rates an edition has, and how many deviate from the formula."""
    formula = _(
        "dry = value / (life × 12) + no-fault share × value / 12; wet = dry + maintenance. Dry may be half a unit of "
        "the table's last decimal away, wet one whole unit from the printed dry rate and maintenance."
    )
    return [
        KeyFigure(_("Items of major equipment"), len(rows.equipment)),
        KeyFigure(_("Categories of self-sustainment"), len(rows.services)),
        KeyFigure(
            _("Rates that deviate"),
            len(findings),
            tone="due" if findings else "met",
            href="#findings" if findings else "",
            explanation=Explanation(formula),
        ),
    ]


def comparison_figures(found: EditionComparison) -> list[KeyFigure]:
    """Return how many rows came, went and changed, and the sum of what that means in a year."""
    rows = {
        change: len({(one.table, one.category, one.item) for one in found.differences if one.change == change})
        for change in RateChange
    }
    note = _("at full payment of the lines that both editions have a rate for, before mission factors")
    cents = found.difference_cents
    return [
        KeyFigure(_("Rows added"), rows[RateChange.ADDED]),
        KeyFigure(_("Rows gone"), rows[RateChange.GONE]),
        KeyFigure(_("Rows changed"), rows[RateChange.CHANGED]),
        KeyFigure(_("Difference in a year"), as_dollars(cents), unit=_("US dollars"), note=note,
                  explanation=_effect_explained(found)),
    ]  # fmt: skip


def _effect_explained(found: EditionComparison) -> Explanation:
    formula = _(
        "For each agreed line: 12 × (units × monthly rate by the second edition, to the cent, less the same by the "
        "first); special cases and what serves self-sustainment are left out."
    )
    inputs = tuple(
        ExplainInput(
            one.memorandum.reference,
            f"{as_dollars(one.effect.difference_cents)} {_('US dollars')}",
            href=reverse("reimbursement-memorandum", args=[one.memorandum.reference]),
        )
        for one in found.effects
    )
    return Explanation(formula, inputs=inputs)
