"""Reads of which States have law on record, as far as the viewer may see it, in figures."""

from datetime import date
from typing import Any

from muster.authorisations.models import AllowedTask, DecisionBody
from muster.authorisations.queries.acts import acts_in_force
from muster.authorisations.queries.bodies import visible_bodies
from muster.authorisations.queries.laws import laws_in_force
from muster.kit.facts import true_on
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer


def states_with_law(viewer: Viewer, day: date) -> list[dict[str, Any]]:
    """Return a row a State with law, bodies or acts in force; a State sees its own, were it empty. Seven queries."""
    rows: dict[int, dict[str, Any]] = {}
    laws = laws_in_force(viewer, day)
    for law in laws:
        row = _row(rows, law.state)
        row["laws"] += 1
        row["is_illustrative"] |= law.illustrative
    for task in AllowedTask.objects.filter(law__in=laws).select_related("law__state"):
        _row(rows, task.law.state)["tasks"] += 1
    for body in _codes(viewer, day):
        _row(rows, body.state)["bodies"] += 1
    for act in acts_in_force(viewer, day):
        row = _row(rows, act.state)
        row["acts"] += 1
        row["is_illustrative"] |= act.illustrative
        row["named"] |= {mission.acronym for mission in act.missions.all()}
        if act.personnel_ceiling is not None:
            row["ceiling"] = (row["ceiling"] or 0) + act.personnel_ceiling
    if viewer.kind == OrganisationKind.MEMBER_STATE:
        _row(rows, organisation(viewer.organisation_code))
    return [row | {"missions": ", ".join(sorted(row["named"]))} for row in rows.values()]


def _codes(viewer: Viewer, day: date) -> list[DecisionBody]:
    """Return one version of each body that holds on the day."""
    found = {(one.state_id, one.code): one for one in true_on(visible_bodies(viewer), day)}
    return list(found.values())


def _row(rows: dict[int, dict[str, Any]], state: Organisation) -> dict[str, Any]:
    empty = {
        "code": state.code,
        "name": state.name,
        "laws": 0,
        "tasks": 0,
        "bodies": 0,
        "acts": 0,
        "named": set(),
        "ceiling": None,
        "is_illustrative": False,
    }
    return rows.setdefault(state.pk, empty)
