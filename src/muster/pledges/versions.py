"""Between the versions of a pledge on record and the terms that they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from muster.kit.facts import known_on
from muster.pledges.models import (
    Caveat,
    CaveatOrigin,
    Contribution,
    EquipmentLine,
    PledgeVersion,
    PoolLine,
    SelfSustainmentLine,
    SubUnit,
    UnitPost,
)
from muster.pledges.rules.content import is_pool
from muster.pledges.terms import HEADER, LINES, CaveatTerms, ContributionTerms, PledgeTerms

LINE_MODELS: Mapping[str, type[Any]] = {
    "sub_units": SubUnit,
    "posts": UnitPost,
    "equipment": EquipmentLine,
    "self_sustainment": SelfSustainmentLine,
    "pool": PoolLine,
    "contributions": Contribution,
}
"""The model of each list of a pledge, by the name of the list in the terms and on the version."""


def with_lines(versions: QuerySet[PledgeVersion]) -> QuerySet[PledgeVersion]:
    """Load all lists with the versions, one query a list."""
    return versions.select_related("pledge__state", "pledge__register", "pledge__unit").prefetch_related(*all_lines())


def all_lines() -> list[Prefetch[Any]]:
    """Return what loads all lists with a version."""
    return [Prefetch(name, queryset=_in_their_order(name)) for name in LINE_MODELS]


def lines_of_kind(unit_type: str) -> list[Prefetch[Any]]:
    """Return what loads the lists that a version of this unit type can have: a pool is no unit, a unit is no pool.

    The lists of the other kind are loaded as empty, without asking for them.
    """
    never = ("sub_units", "posts") if is_pool(unit_type) else ("pool",)
    return [
        Prefetch(name, queryset=model.objects.none() if name in never else _in_their_order(name))
        for name, model in LINE_MODELS.items()
    ]


def _in_their_order(name: str) -> QuerySet[Any]:
    """Return the lines of a list by number alone: the order of versions takes three joins and says nothing here."""
    found: QuerySet[Any] = LINE_MODELS[name].objects.order_by("number")
    return found.select_related("state") if name == "contributions" else found


def with_caveats(versions: QuerySet[PledgeVersion], day: date) -> QuerySet[PledgeVersion]:
    """Load the caveats known on `day` with the versions, as `pledge.caveats_known`."""
    return versions.prefetch_related(Prefetch("pledge__caveats", queryset=caveats_known(day), to_attr="caveats_known"))


def caveats_known(day: date) -> QuerySet[Caveat]:
    """Return the caveats known on `day`: said, and not dropped."""
    return known_on(Caveat.objects.exclude(known_until__lte=day).select_related("discovered_by"), day)


def terms_of(version: PledgeVersion) -> PledgeTerms:
    """Return what a version says, lists and declared caveats included (loaded by `with_lines`, `with_caveats`)."""
    caveats: Iterable[Caveat] = version.pledge.caveats_known
    lists: dict[str, Any] = {name: list_terms(version, name) for name in LINE_MODELS}
    unit = version.pledge.unit
    return PledgeTerms(
        reference=version.reference,
        state=version.state.code,
        unit=unit.code if unit else "",
        **{name: getattr(version, name) for name in HEADER},
        caveats=tuple(caveat_terms(one) for one in caveats if one.origin == CaveatOrigin.DECLARED),
        **lists,
        source=version.source,
        standing=version.standing,
    )


def caveat_terms(caveat: Caveat) -> CaveatTerms:
    """Return a caveat as its terms."""
    return CaveatTerms(caveat.kind, caveat.value, caveat.text, caveat.is_hard, caveat.expires_on)


def list_terms(version: PledgeVersion, name: str) -> tuple[Any, ...]:
    """Return one list of a version as its terms, in the State's order (loaded by `with_lines`)."""
    return tuple(_line_terms(name, line) for line in getattr(version, name).all())


def _line_terms(name: str, line: Model) -> Any:
    kind = LINES[name]
    if kind is ContributionTerms:
        values = {field.name: getattr(line, field.name) for field in fields(kind) if field.name != "state"}
        return kind(state=line.state.code, **values)  # type: ignore[attr-defined]
    return kind(**{field.name: getattr(line, field.name) for field in fields(kind)})


def lines_of(
    version: PledgeVersion, terms: PledgeTerms, state_ids: Mapping[str, int]
) -> dict[type[Model], Sequence[Model]]:
    """Return the unsaved lines of a version by their model; `state_ids` by ISO alpha-3 code."""
    found: dict[type[Model], Sequence[Model]] = {}
    for name, model in LINE_MODELS.items():
        lines = []
        for number, line in enumerate(getattr(terms, name), 1):
            values = {field.name: getattr(line, field.name) for field in fields(line)}
            if name == "contributions":
                values["state_id"] = state_ids[values.pop("state")]
            lines.append(model(version=version, number=number, **values))
        if lines:
            found[model] = lines
    return found


def same_content(known: PledgeTerms, said: PledgeTerms) -> bool:
    """Return whether `said` would change nothing of what is known. The order of caveats says nothing."""
    said = replace(
        said,
        source=known.source if said.source is None else said.source,
        standing=known.standing if said.standing is None else said.standing,
        caveats=_in_order(said.caveats),
    )
    return replace(known, caveats=_in_order(known.caveats)) == said


def _in_order(caveats: Iterable[CaveatTerms]) -> tuple[CaveatTerms, ...]:
    return tuple(sorted(caveats, key=lambda one: (one.kind, one.value)))
