"""Between the versions of a statement on record and the terms that they say."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.db.models import Prefetch, QuerySet

from muster.missions.models import (
    AcceptedSubstitute,
    RequiredCapability,
    RequiredEquipment,
    RequiredPost,
    RequiredSelfSustainment,
    RequiredTask,
    StatementVersion,
)
from muster.missions.statement_terms import HEADER, LISTS, StatementTerms, SubstituteTerms

LINE_MODELS: Mapping[str, type[Any]] = {
    "tasks": RequiredTask,
    "capabilities": RequiredCapability,
    "posts": RequiredPost,
    "equipment": RequiredEquipment,
    "self_sustainment": RequiredSelfSustainment,
}
"""The model of each list that hangs on the version itself, by its name in the terms and on the version."""


def with_lines(versions: QuerySet[StatementVersion]) -> QuerySet[StatementVersion]:
    """Load all lists with the versions, one query a list."""
    lists = [
        Prefetch(name, queryset=model.objects.order_by("number"))
        for name, model in LINE_MODELS.items()
        if name != "equipment"
    ]
    equipment = RequiredEquipment.objects.order_by("number").prefetch_related(
        Prefetch("substitutes", queryset=AcceptedSubstitute.objects.order_by("pk"))
    )
    related = ("statement__mission", "statement__stated_by", "statement__made_from")
    return versions.select_related(*related).prefetch_related(*lists, Prefetch("equipment", queryset=equipment))


def lines_of(version: StatementVersion, name: str) -> tuple[Any, ...]:
    """Return one list of a version (loaded by `with_lines`) as its terms, in the planners' order."""
    if name == "substitutes":
        return tuple(
            SubstituteTerms(line=line.number, **{key: getattr(one, key) for key in _names(name) if key != "line"})
            for line in version.equipment.all()
            for one in line.substitutes.all()
        )
    return tuple(
        LISTS[name](**{key: getattr(line, key) for key in _names(name)}) for line in getattr(version, name).all()
    )


def _names(name: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(LISTS[name]))


def terms_of(version: StatementVersion) -> StatementTerms:
    """Return what a version says, lists included (loaded by `with_lines`)."""
    statement = version.statement
    lists: dict[str, Any] = {name: lines_of(version, name) for name in LISTS}
    return StatementTerms(
        reference=statement.reference,
        mission=statement.mission.acronym if statement.mission else "",
        stated_by=statement.stated_by.code,
        made_from=statement.made_from.reference if statement.made_from else "",
        **{name: getattr(version, name) for name in HEADER},
        **lists,
        source=version.source,
        standing=version.standing,
    )
