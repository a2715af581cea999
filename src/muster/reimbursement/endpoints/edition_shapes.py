"""What goes in and comes out of the API of editions. Money in whole US cents; other figures as exact strings."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Day, LongLine, Reference, Title, Version, Word
from muster.reimbursement.models import RateEdition
from muster.reimbursement.queries.edition_comparison import EditionComparison, MemorandumEffect
from muster.reimbursement.queries.editions import findings_of, rows_of
from muster.reimbursement.rules.edition_checks import RateColumn, RateFinding
from muster.reimbursement.rules.edition_comparison import RateChange, RateDifference
from muster.reimbursement.rules.edition_rows import (
    MOST_DOLLARS,
    MOST_EQUIPMENT_DECIMALS,
    MOST_ROWS,
    MOST_SERVICE_DECIMALS,
)
from muster.reimbursement.rules.edition_terms import (
    CategoryRevision,
    EditionTerms,
    EquipmentRateTerms,
    RateRows,
    RateTable,
    Revision,
    ServiceRateTerms,
)

MOST_CENTS = MOST_DOLLARS * 100
Cents = Annotated[int, Field(ge=0, le=MOST_CENTS), WHOLE]
Years = Annotated[str, Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,2})?$", examples=["12"])]
Share = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,4})?$", examples=["0.5"])]
Rate = Annotated[str, Field(pattern=r"^[0-9]{1,7}(\.[0-9]{1,4})?$", examples=["25.50"])]
Change = Annotated[str, Field(pattern=r"^-?[0-9]{1,4}(\.[0-9]{1,4})?$", examples=["2.5"])]
Item = Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=200)]
ItemCategory = Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=80)]
ServiceCategory = Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=120)]


class EquipmentRateBody(Body):
    """A row of the table of major equipment, as it is printed."""

    category: ItemCategory
    item: Item
    gfmv_cents: Cents
    life_years: Years
    no_fault_percent: Share
    maintenance_cents: Cents
    dry_cents: Cents
    wet_cents: Cents
    paint_cents: Cents | None = None

    def terms(self) -> EquipmentRateTerms:
        """Return the row."""
        numbers = {name: Decimal(getattr(self, name)) for name in ("life_years", "no_fault_percent")}
        return EquipmentRateTerms(**{**self.model_dump(), **numbers})


class ServiceRateBody(Body):
    """A row of the table of self-sustainment: US dollars a person and month."""

    category: ServiceCategory
    rate_usd: Rate

    def terms(self) -> ServiceRateTerms:
        """Return the row."""
        return ServiceRateTerms(self.category, Decimal(self.rate_usd))


class RateRowsBody(Body):
    """The rows of an edition, all of them, in the order of its tables."""

    equipment: Annotated[list[EquipmentRateBody], Field(max_length=MOST_ROWS)] = []
    self_sustainment: Annotated[list[ServiceRateBody], Field(max_length=MOST_ROWS)] = []

    def rows(self) -> RateRows:
        """Return the rows."""
        return RateRows(
            tuple(one.terms() for one in self.equipment), tuple(one.terms() for one in self.self_sustainment)
        )


class ReplacedRatesBody(RateRowsBody):
    """The rows that replace those on record."""

    version: Version | None = None


class EditionHeadBody(Body):
    """The head of an edition, in force in `[valid_from, valid_until)`."""

    reference: Reference
    title: Title
    manual: Word = ""
    valid_from: Day
    valid_until: Day | None = None
    source: LongLine = ""


class NewEditionBody(RateRowsBody, EditionHeadBody):
    """An edition with its rows; the decimals are those to which its tables are rounded."""

    equipment_decimals: Annotated[int, Field(ge=0, le=MOST_EQUIPMENT_DECIMALS), WHOLE] = 0
    service_decimals: Annotated[int, Field(ge=0, le=MOST_SERVICE_DECIMALS), WHOLE] = 2

    def terms(self) -> EditionTerms:
        """Return the head."""
        return EditionTerms(**self.model_dump(exclude={"equipment", "self_sustainment"}))


class EndedEditionBody(Body):
    """The first day on which an edition holds no longer."""

    valid_until: Day
    version: Version | None = None


class CategoryRevisionBody(Body):
    """Percentages of one category, where they differ from those for all; null: as for all."""

    category: ServiceCategory
    gfmv_percent: Change | None = None
    maintenance_percent: Change | None = None
    service_percent: Change | None = None

    def terms(self) -> CategoryRevision:
        """Return the percentages."""
        given = self.model_dump(exclude={"category"})
        percents = {name: None if value is None else Decimal(value) for name, value in given.items()}
        return CategoryRevision(self.category, **percents)


class RevisedEditionBody(EditionHeadBody):
    """A new edition by the percentages that the Assembly approved; `version` is that of the edition revised."""

    gfmv_percent: Change = "0"
    maintenance_percent: Change = "0"
    service_percent: Change = "0"
    categories: Annotated[list[CategoryRevisionBody], Field(max_length=500)] = []
    version: Version | None = None

    def terms(self) -> EditionTerms:
        """Return the head."""
        return EditionTerms(**self.model_dump(include=set(EditionHeadBody.model_fields)))

    def revision(self) -> Revision:
        """Return the percentages."""
        return Revision(
            Decimal(self.gfmv_percent),
            Decimal(self.maintenance_percent),
            Decimal(self.service_percent),
            tuple(one.terms() for one in self.categories),
        )


class RateEditionAnswer(Sourced):
    """An edition without its rows."""

    reference: str
    title: str
    owner: str
    manual: str
    valid_from: date
    valid_until: date | None
    equipment_decimals: int
    service_decimals: int
    equipment_count: int
    service_count: int
    version: int


class EquipmentRateAnswer(Answer):
    """A row of the table of major equipment, as it is printed."""

    category: str
    item: str
    gfmv_cents: int
    life_years: str
    no_fault_percent: str
    maintenance_cents: int
    dry_cents: int
    wet_cents: int
    paint_cents: int | None


class ServiceRateAnswer(Answer):
    """A row of the table of self-sustainment."""

    category: str
    rate_usd: str


class RateFindingAnswer(Answer):
    """A printed rate that deviates from the formula beyond the rounding of the table, in US dollars."""

    table: RateTable
    line: int
    category: str
    item: str
    column: RateColumn
    printed: str
    expected: str
    words: str


class WholeRateEditionAnswer(RateEditionAnswer):
    """An edition with its rows and what deviates."""

    equipment: list[EquipmentRateAnswer]
    self_sustainment: list[ServiceRateAnswer]
    findings: list[RateFindingAnswer]


class RateDifferenceAnswer(Answer):
    """A figure of a row that differs; money in US dollars, the change in percent of what was before."""

    change: RateChange
    table: RateTable
    category: str
    item: str
    column: RateColumn
    before: str | None
    after: str | None
    percent: str | None


class EditionEffectAnswer(Answer):
    """What the step means for a memorandum: a year at full payment, before mission factors."""

    memorandum: str
    version: int
    unit: str
    state: str
    mission: str
    uses: str
    lines_counted: int
    lines_without_rate: list[str]
    before_cents: int
    after_cents: int
    difference_cents: int
    illustrative: bool


class EditionComparisonAnswer(Answer):
    """What differs from one edition to another, and what that means for the memoranda that the caller sees whole."""

    first: str
    second: str
    differences: list[RateDifferenceAnswer]
    effects: list[EditionEffectAnswer]
    difference_cents: int


def edition_answer(edition: RateEdition) -> RateEditionAnswer:
    """Return an edition of `visible_editions` without its rows."""
    return RateEditionAnswer(
        reference=edition.reference,
        title=edition.title,
        owner=edition.owner.code,
        manual=edition.manual,
        valid_from=edition.valid_from,
        valid_until=edition.valid_until,
        equipment_decimals=edition.equipment_decimals,
        service_decimals=edition.service_decimals,
        equipment_count=edition.equipment_count,  # type: ignore[attr-defined]  # annotated
        service_count=edition.service_count,  # type: ignore[attr-defined]  # annotated
        version=edition.version,
        **sourced(edition),
    )


def whole_edition_answer(edition: RateEdition) -> WholeRateEditionAnswer:
    """Return an edition of `visible_editions` with its rows and what deviates."""
    rows = rows_of(edition)
    return WholeRateEditionAnswer(
        **edition_answer(edition).model_dump(),
        equipment=[_equipment_answer(row) for row in rows.equipment],
        self_sustainment=[
            ServiceRateAnswer(category=row.category, rate_usd=_exact(row.rate_usd)) for row in rows.services
        ],
        findings=[_finding_answer(one) for one in findings_of(edition, rows)],
    )


def _equipment_answer(row: EquipmentRateTerms) -> EquipmentRateAnswer:
    return EquipmentRateAnswer(
        category=row.category,
        item=row.item,
        gfmv_cents=row.gfmv_cents,
        life_years=_exact(row.life_years),
        no_fault_percent=_exact(row.no_fault_percent),
        maintenance_cents=row.maintenance_cents,
        dry_cents=row.dry_cents,
        wet_cents=row.wet_cents,
        paint_cents=row.paint_cents,
    )


def _finding_answer(one: RateFinding) -> RateFindingAnswer:
    return RateFindingAnswer(
        table=one.table,
        line=one.number,
        category=one.category,
        item=one.item,
        column=one.column,
        printed=one.printed,
        expected=one.expected,
        words=one.words,
    )


def comparison_answer(first: RateEdition, second: RateEdition, found: EditionComparison) -> EditionComparisonAnswer:
    """Return a comparison."""
    return EditionComparisonAnswer(
        first=first.reference,
        second=second.reference,
        differences=[_difference_answer(one) for one in found.differences],
        effects=[_effect_answer(one) for one in found.effects],
        difference_cents=found.difference_cents,
    )


def _difference_answer(one: RateDifference) -> RateDifferenceAnswer:
    figures = {name: getattr(one, name) for name in ("before", "after", "percent")}
    return RateDifferenceAnswer(
        change=one.change,
        table=one.table,
        category=one.category,
        item=one.item,
        column=one.column,
        **{name: None if value is None else _exact(value) for name, value in figures.items()},
    )


def _effect_answer(one: MemorandumEffect) -> EditionEffectAnswer:
    unit, effect = one.memorandum.unit, one.effect
    return EditionEffectAnswer(
        memorandum=one.memorandum.reference,
        version=one.version,
        unit=unit.reference,
        state=unit.state.code,
        mission=unit.post.requirement.mission.acronym,
        uses=one.uses,
        lines_counted=effect.matched,
        lines_without_rate=list(effect.unmatched),
        before_cents=effect.before_cents,
        after_cents=effect.after_cents,
        difference_cents=effect.difference_cents,
        illustrative=one.memorandum.illustrative,
    )


def _exact(number: Decimal) -> str:
    """Return a number as people write it: without an exponent."""
    return format(number, "f")
