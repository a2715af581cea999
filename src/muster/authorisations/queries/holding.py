"""Reads of acts as they hold: what is replaced ends where its successor begins, as the rules want them."""

from collections.abc import Collection, Iterable
from datetime import date

from muster.authorisations.models import ActKind, NationalAct
from muster.authorisations.queries.acts import known_acts
from muster.authorisations.rules.acts import ActTerms, CeilingTerms
from muster.authorisations.rules.holding import Version, as_they_hold
from muster.missions.rules.statements import codes_of
from muster.parties.viewer import Viewer


def acts_by_state(viewer: Viewer, day: date, states: Collection[int] | None = None) -> dict[int, tuple[ActTerms, ...]]:
    """Return by State (key) the acts known on `day` that say who may be abroad, each with the days on which it holds.

    Those over and those to come too; ratifications are left out. For some States, or for all. Three queries.
    """
    acts = known_acts(viewer, day)
    if states is not None:
        acts = acts.filter(state__in=states)
    return held(acts)


def held(acts: Iterable[NationalAct], with_ratifications: bool = False) -> dict[int, tuple[ActTerms, ...]]:
    """Return acts read by `visible_acts` as they hold among each other, by State; those that authorise or all."""
    by_state: dict[int, list[NationalAct]] = {}
    for act in acts:
        if with_ratifications or act.kind != ActKind.RATIFICATION:
            by_state.setdefault(act.state_id, []).append(act)
    return {state: _as_they_hold(rows) for state, rows in by_state.items()}


def _as_they_hold(acts: list[NationalAct]) -> tuple[ActTerms, ...]:
    rows = {act.pk: act for act in acts}
    versions = as_they_hold(Version(key, one.valid_from, one.valid_until, one.replaces_id) for key, one in rows.items())
    return tuple(act_terms(rows[one.key], one.start, one.until) for one in versions)


def act_terms(act: NationalAct, start: date, until: date | None) -> ActTerms:
    """Return an act read by `visible_acts` as the rules want it, in force in `[start, until)`."""
    return ActTerms(
        reference=act.reference,
        start=start,
        until=until,
        missions=frozenset(mission.acronym for mission in act.missions.all()),
        categories=frozenset(codes_of(act.categories)),
        total=act.personnel_ceiling,
        ceilings=tuple(
            CeilingTerms(one.personnel, one.mission.acronym if one.mission else "", one.category)
            for one in act.ceilings_in_order  # type: ignore[attr-defined]
        ),
        kind=act.kind,
    )
