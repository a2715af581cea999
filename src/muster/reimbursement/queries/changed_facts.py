"""Which memoranda in force rest on a changed fact of their mission."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from muster.changes.models import FactChange
from muster.changes.reading import FoundRecord, fact_of, reach_terms
from muster.changes.rules import MEMORANDUM, Resting, reaches
from muster.changes.signals import fact_changed
from muster.changes.terms import ReachTerms
from muster.deployments.queries.ceilings import ceiling_excess
from muster.missions.models import Mission
from muster.missions.queries import covers
from muster.missions.rules.beyond import beyond_words
from muster.parties.viewer import SYSTEM
from muster.reference.unit_types import unit_type
from muster.reimbursement.queries.memoranda import MISSION_PATH, visible_memoranda, with_versions
from muster.reimbursement.rules.memorandum_versions import term_of
from muster.reimbursement.stages import MemorandumStage

MEMORANDUM_PAGE = "reimbursement-memorandum"


@receiver(fact_changed, dispatch_uid="which-memoranda-rest-on-a-fact")
def resting_memoranda(*, change: FactChange, today: date, status: str = "", **_more: Any) -> list[ReachTerms]:
    """Return the memoranda in force in the mission that rest on a fact, each with why."""
    fact = fact_of(change, status)
    mission = Mission.objects.filter(acronym=change.mission).first()
    if mission is None or not reaches(fact, MEMORANDUM):
        return []
    cover = covers(SYSTEM, today).get(mission.acronym)
    excess = ceiling_excess(SYSTEM, mission, today, max(today, fact.true_from)) if fact.kind == "ceiling" else {}
    in_force = visible_memoranda(SYSTEM, today).filter(
        **{MISSION_PATH: mission.pk}, stage_then=MemorandumStage.IN_FORCE.value
    )
    found = []
    for one in with_versions(in_force, today):
        start, until = term_of(one.versions_known) or (one.stage_since, None)
        beyond = "" if cover is None else beyond_words(cover, until, today)
        over = excess.get(unit_type(one.unit.post.unit_type).personnel_category, "")
        found.append(
            FoundRecord(
                Resting(MEMORANDUM, f"memorandum {one.reference}", start, until, beyond, over),
                page=MEMORANDUM_PAGE,
                reference=one.reference,
                title=one.title,
                owner_id=one.unit.state_id,
                addressee_id=one.unit.post.requirement.mission.mandated_by_id,
            )
        )
    return reach_terms(fact, found)
