"""Enters what missions want: requirements with posts, limits on arrivals, incompatible pairs."""

from collections import defaultdict
from collections.abc import Sequence

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row, place, read_rows
from muster.matching.actions import record_pair
from muster.matching.models import IncompatiblePair
from muster.missions import actions
from muster.missions.models import ArrivalLimit, Mission, Requirement, RequirementStage
from muster.missions.terms import PostTerms, RequirementTerms
from muster.parties.viewer import SYSTEM


def mission(acronym: str) -> Mission:
    """Return a mission by its acronym. Raises ValueError with the remedy."""
    found = Mission.objects.filter(acronym=acronym).first()
    if found is None:
        raise ValueError(f"mission {acronym!r} is not on record; give an acronym of the reference register")
    return found


def known_requirements() -> set[str]:
    """Return the references of the requirements on record."""
    return set(Requirement.objects.values_list("reference", flat=True))


def posts_by_requirement() -> dict[str, list[PostTerms]]:
    """Return the posts of the record by requirement."""
    posts: dict[str, list[PostTerms]] = defaultdict(list)
    for row in read_rows("posts"):
        with place(row):
            posts[row["requirement"]].append(post_terms(row))
    return posts


def post_terms(row: Row) -> PostTerms:
    """Return what a row of the posts says."""
    return PostTerms(
        reference=row["reference"],
        unit_type=row["unit_type"],
        strength=row.integer("strength"),
        needed_from=row.day("needed_from"),
        needed_until=row.optional_day("needed_until"),
        is_lead=row.truth("is_lead"),
        sector=row["sector"],
        location=row["location"],
        tasks=row["tasks"],
        languages=row["languages"],
    )


def load_requirement(row: Row, known: set[str], posts: Sequence[PostTerms]) -> bool:
    """Enter a requirement with its posts, and publish it; False where it is there."""
    if row["reference"] in known:
        return False
    terms = RequirementTerms(
        reference=row["reference"],
        mission=row["mission"],
        title=row["title"],
        posts=tuple(posts),
        maximum_states=row.integer("maximum_states"),
        priority=row.integer("priority"),
        authority=row["authority"],
        source=row["source"],
        standing=row.standing,
    )
    actions.create_requirement(SYSTEM, terms, today=row.day("known_from"))
    if RequirementStage(row["stage"]) != RequirementStage.DRAFT:
        actions.change_stage(SYSTEM, row["reference"], RequirementStage(row["stage"]))
    return True


def known_limits() -> set[str]:
    """Return the missions that have a limit on arrivals; the empty name is the limit over all missions."""
    return {acronym or "" for acronym in ArrivalLimit.objects.values_list("mission__acronym", flat=True)}


def load_limit(row: Row, known: set[str]) -> bool:
    """Set a limit on arrivals; False where one is set."""
    if row["mission"] in known:
        return False
    limit = ArrivalLimit(
        mission=mission(row["mission"]) if row["mission"] else None,
        personnel_per_month=row.integer("personnel_per_month"),
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    actions.set_arrival_limit(SYSTEM, limit)
    return True


def known_pairs() -> set[tuple[str, str]]:
    """Return the incompatible pairs on record."""
    return set(IncompatiblePair.objects.values_list("first_state__code", "second_state__code"))


def load_pair(row: Row, known: set[tuple[str, str]]) -> bool:
    """Enter an incompatible pair; False where it is there."""
    if (row["first_state"], row["second_state"]) in known:
        return False
    pair = IncompatiblePair(
        first_state=organisation(row["first_state"]),
        second_state=organisation(row["second_state"]),
        reason=row["reason"],
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    record_pair(SYSTEM, pair)
    return True
