"""What pledge and statement of unit requirement say, as the rules of a memorandum read it."""

from collections.abc import Iterable

from muster.generation.models import Case
from muster.generation.rules.instrument_lines import Side, Wanted, strength_range
from muster.missions.models import StatementVersion
from muster.missions.models.statement import SelfSustainmentProvider
from muster.pledges.models import PledgeVersion
from muster.pledges.models.lines import Provider
from muster.reference.catalogue import table

PROVIDERS = {
    Provider.STATE.value: "State",
    Provider.ORGANISATION.value: "organisation",
    Provider.CONTINGENT.value: "another contingent",
    SelfSustainmentProvider.UNIT.value: "State",
    SelfSustainmentProvider.EITHER.value: "",
}
"""One word for the same provider on both sides; `either` leaves it open."""


def side_of_pledge(case: Case) -> Side | None:
    """Return what the latest version of the pledge of a case offers; None where the case has no pledge."""
    if case.pledge is None:
        return None
    version: PledgeVersion = case.pledge.latest
    return Side(
        strength=version.strength,
        strength_words=str(version.strength),
        personnel=tuple(Wanted(one.title, quantity=one.count, note=one.rank) for one in version.posts.all()),
        equipment=tuple(Wanted(one.item, one.category, one.quantity, one.lease) for one in version.equipment.all()),
        self_sustainment=tuple(
            Wanted(
                _name(one.category), one.category, None, PROVIDERS[one.provider], _service(one.level, one.stock_days)
            )
            for one in version.self_sustainment.all()
        ),
    )


def side_of_statement(case: Case) -> Side | None:
    """Return what the statement of unit requirement of the post asks for; None where the post names none."""
    statement = case.post.statement
    if statement is None:
        return None
    version: StatementVersion = statement.latest
    return Side(
        strength=version.strength_maximum,
        strength_words=strength_range(version.strength_minimum, version.strength_maximum),
        personnel=tuple(
            Wanted(one.title, quantity=one.count, note=one.rank, is_mandatory=one.is_mandatory)
            for one in version.posts.all()
        ),
        equipment=tuple(
            Wanted(one.item, one.category, one.quantity, is_mandatory=one.is_mandatory)
            for one in version.equipment.all()
        ),
        self_sustainment=tuple(
            Wanted(
                _name(one.category),
                one.category,
                None,
                PROVIDERS[one.provider],
                _service(one.level, one.stock_days),
                one.is_mandatory,
            )
            for one in version.self_sustainment.all()
        ),
    )


def made_from(case: Case) -> str:
    """Return in words what a memorandum of the case is made from."""
    parts: Iterable[str] = (
        f"pledge {case.pledge.reference}, version {case.pledge.version}" if case.pledge else "",
        f"statement {case.post.statement.reference}, version {case.post.statement.version}"
        if case.post.statement
        else "",
    )
    return "; ".join(part for part in parts if part)


def _name(category: str) -> str:
    """Return a category of self-sustainment by its name; a code of nobody's stays as it is."""
    row = table("self_sustainment_categories").by_key.get(category)
    return str(row["name"]) if row else category


def _service(level: str, stock_days: int | None) -> str:
    """Return level and stock in words."""
    stock = "" if stock_days is None else f"{stock_days} days of stock"
    return ", ".join(part for part in (level, stock) if part)
