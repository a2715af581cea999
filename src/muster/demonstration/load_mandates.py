"""Enters operations of other organisations, mandates with their tasks, statements on operations and classifications."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from muster.demonstration.load_missions import mission
from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import FileLoader, Row, place, read_rows
from muster.missions import actions
from muster.missions.mandate_terms import MandatedTaskTerms
from muster.missions.models import (
    MandatePeriod,
    Mission,
    MissionClassification,
    MissionCondition,
    OperationKind,
)
from muster.parties import actions as parties
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import SYSTEM
from muster.reference.missions import MissionFact, missions


def load_operations() -> Callable[[Row], bool]:
    """Return what enters an operation of the reference register, or who mandates one that is on record."""
    known = {one.acronym: one for one in Mission.objects.all()}
    facts = {fact.acronym: fact for fact in missions()}

    def load(row: Row) -> bool:
        found = known.get(row["acronym"])
        if found is not None and found.operation_kind == row["operation_kind"]:
            return False
        made = found or _operation(row, facts[row["acronym"]])
        made.operation_kind = OperationKind(row["operation_kind"])
        partners = [organisation(code) for code in row["mandated_with"].split(";") if code]
        actions.register_mission(SYSTEM, made, mandated_with=partners)
        return True

    return load


def _operation(row: Row, fact: MissionFact) -> Mission:
    """Return an operation, unsaved, with the facts of the reference register; its staff become a party."""
    return Mission(
        acronym=fact.acronym,
        name=fact.name,
        organisation=_party(fact),
        mandated_by=organisation(row["mandated_by"]),
        lead_department=fact.lead_department,
        host_states=";".join(fact.host_iso3),
        region=fact.region,
        headquarters=fact.headquarters,
        latitude=float(fact.latitude),
        longitude=float(fact.longitude),
        started_on=fact.start,
        ended_on=fact.until,
        known_from=fact.start,
        source=row["source"],
        standing=row.standing,
    )


def _party(fact: MissionFact) -> Organisation:
    return parties.register_organisation(
        SYSTEM, kind=OrganisationKind.MISSION, code=fact.acronym, name=f"{fact.acronym}, {fact.name}"
    )


def load_periods() -> Callable[[Row], bool]:
    """Return what enters a mandate period with its tasks, following the last one that reaches up to it."""
    known = set(MandatePeriod.objects.values_list("mission__acronym", "valid_from"))
    listed = tasks_by_mission()

    def load(row: Row) -> bool:
        start = row.day("valid_from")
        if (row["mission"], start) in known:
            return False
        period = MandatePeriod(
            mission=mission(row["mission"]),
            resolution=row["resolution"],
            kind=row["kind"],
            adopted_on=row.optional_day("adopted_on"),
            chapter=row["chapter"],
            valid_from=start,
            valid_until=row.optional_day("valid_until"),
            troop_ceiling=row.integer("troop_ceiling"),
            police_ceiling=row.integer("police_ceiling"),
            exit_conditions=row["exit_conditions"],
            known_from=row.day("known_from"),
            source=row["source"],
            standing=row.standing,
        )
        actions.renew_mandate(SYSTEM, period, _tasks_from(listed[row["mission"]], start))
        return True

    return load


def tasks_by_mission() -> dict[str, list[Row]]:
    """Return the rows of the tasks by mission."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows("mandated_tasks"):
        found[row["mission"]].append(row)
    return found


def _tasks_from(rows: Sequence[Row], start: date) -> tuple[MandatedTaskTerms, ...]:
    """Return the tasks of a period from `start` on: a row names the first days of the periods that have its task."""
    found = []
    for row in rows:
        with place(row):
            first, last = row.optional_day("starts_from"), row.optional_day("starts_before")
            if (first is None or first <= start) and (last is None or start < last):
                terms = MandatedTaskTerms(row["task"], row["words"], row["paragraph"], row.truth("is_priority"))
                found.append(terms)
    return tuple(found)


def load_conditions() -> Callable[[Row], bool]:
    """Return what enters a dated statement on an operation."""
    known = set(MissionCondition.objects.values_list("mission__acronym", "kind", "party", "valid_from"))

    def load(row: Row) -> bool:
        if (row["mission"], row["kind"], row["party"], row.day("valid_from")) in known:
            return False
        statement = MissionCondition(
            mission=mission(row["mission"]),
            kind=row["kind"],
            party=row["party"],
            status=row["status"],
            words=row["words"],
            people=row.optional_integer("people"),
            valid_from=row.day("valid_from"),
            known_from=row.day("known_from"),
            source=row["source"],
            standing=row.standing,
        )
        actions.record_condition(SYSTEM, statement)
        return True

    return load


def load_classifications() -> Callable[[Row], bool]:
    """Return what gives an operation a value of a scheme."""
    known = set(MissionClassification.objects.values_list("mission__acronym", "scheme", "value", "valid_from"))

    def load(row: Row) -> bool:
        if (row["mission"], row["scheme"], row["value"], row.day("valid_from")) in known:
            return False
        classification = MissionClassification(
            mission=mission(row["mission"]),
            scheme=row["scheme"],
            value=row["value"],
            valid_from=row.day("valid_from"),
            valid_until=row.optional_day("valid_until"),
            note=row["note"],
            known_from=row.day("known_from"),
            source=row["source"],
            standing=row.standing,
        )
        actions.classify_mission(SYSTEM, classification)
        return True

    return load


EARLY_FILES: tuple[tuple[str, FileLoader], ...] = (("operations", load_operations), ("mandates", load_periods))
"""What is entered before requirements."""
FILES: tuple[tuple[str, FileLoader], ...] = (
    ("mission_conditions", load_conditions),
    ("mission_classifications", load_classifications),
)
"""The files in the order in which they are loaded, each with what makes its loader of rows."""
