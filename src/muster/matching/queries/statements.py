"""What a statement in force wants, as the fit reads it."""

from muster.matching.fit.facts import (
    Substitute,
    Wanted,
    WantedEquipment,
    WantedPost,
    WantedSustainment,
    WantedWords,
)
from muster.missions.models import StatementVersion
from muster.pledges.terms import split_list


def wanted_of(version: StatementVersion) -> Wanted:
    """Return what a version of a statement wants (loaded with its lists), in its order."""
    return Wanted(
        statement=version.statement.reference,
        version=version.number,
        unit_type=version.unit_type,
        strength_minimum=version.strength_minimum,
        strength_maximum=version.strength_maximum,
        women_minimum_percent=version.women_minimum_percent,
        notice_days=version.notice_days,
        languages=frozenset(split_list(version.languages)),
        environment=version.environment,
        tasks=tuple(WantedWords(one.task, is_mandatory=one.is_mandatory) for one in version.tasks.all()),
        capabilities=tuple(
            WantedWords(one.capability, one.measure, one.is_mandatory) for one in version.capabilities.all()
        ),
        posts=tuple(
            WantedPost(one.title, one.count, one.specialist_code, one.rank, one.language, one.is_mandatory)
            for one in version.posts.all()
        ),
        equipment=tuple(
            WantedEquipment(
                one.category,
                one.item,
                one.quantity,
                tuple(
                    Substitute(other.item, other.substitutes, other.replaced, other.cost_cents)
                    for other in one.substitutes.all()
                ),
                one.is_mandatory,
            )
            for one in version.equipment.all()
        ),
        self_sustainment=tuple(
            WantedSustainment(one.category, one.provider, one.level, one.stock_days, one.is_mandatory)
            for one in version.self_sustainment.all()
        ),
    )
