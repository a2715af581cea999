"""Reads of memoranda, as grounds of payment.

What a State is paid is seen by that State, by the mission and by the secretariat that mandates it, and by nobody else.
Another State that owns, maintains or provides something under a memorandum in force sees that it is there, and its own
lines of it alone.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, DateField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reimbursement.models import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
)
from muster.reimbursement.rules.memorandum_versions import version_in_place
from muster.reimbursement.stages import MemorandumStage

MISSION_PATH = "unit__post__requirement__mission"


def sides_fields(to_memorandum: str = "") -> visibility.Fields:
    """Return whose a memorandum is: the unit's State, the mission, the secretariat that mandates it.

    `to_memorandum` is the path of what hangs on one, such as `memorandum__`.
    """
    return visibility.Fields(
        owner=f"{to_memorandum}unit__state_id",
        addressee=f"{to_memorandum}{MISSION_PATH}__mandated_by_id",
        mission=f"{to_memorandum}{MISSION_PATH}__organisation_id",
    )


SIDES_FIELDS = sides_fields()
OWNER_FIELDS = visibility.Fields(partner="owner_id")
MAINTAINER_FIELDS = visibility.Fields(partner="maintainer_id")
PROVIDER_FIELDS = visibility.Fields(partner="provider_id")
"""Whose a line is: each State that is named in it."""
UNIT = (
    "unit__state",
    f"{MISSION_PATH}__organisation",
    f"{MISSION_PATH}__mandated_by",
)


def equipment_condition(viewer: Viewer) -> Q:
    """Return the condition that a line of major equipment is the viewer's own part of another State's memorandum."""
    return visibility.either(visibility.rows(viewer, OWNER_FIELDS), visibility.rows(viewer, MAINTAINER_FIELDS))


def services_condition(viewer: Viewer) -> Q:
    """Return the condition that a line of self-sustainment is the viewer's own part of another State's memorandum."""
    return visibility.rows(viewer, PROVIDER_FIELDS)


def sides_condition(viewer: Viewer) -> Q:
    """Return the condition that the viewer is a side of a memorandum and sees it whole."""
    return visibility.rows(viewer, SIDES_FIELDS)


def _named_in(viewer: Viewer, day: date) -> Q:
    """Return the condition that a memorandum, in force or after, names the viewer's State in a line known on `day`."""
    in_force = known_on(MemorandumStageEvent.objects.filter(stage=MemorandumStage.IN_FORCE, held_from__lte=day), day)
    versions = known_on(MemorandumVersion.objects.all(), day).values("pk")
    equipment = AgreedEquipment.objects.filter(equipment_condition(viewer), version__in=versions)
    services = AgreedService.objects.filter(services_condition(viewer), version__in=versions)
    named = Q(pk__in=equipment.values("version__memorandum")) | Q(pk__in=services.values("version__memorandum"))
    return Q(pk__in=in_force.values("memorandum")) & named


def with_stage(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Return memoranda with `stage_then` and `stage_since`: the stage that held on `day`, and since when."""
    events = MemorandumStageEvent.objects.filter(memorandum=OuterRef("pk"), held_from__lte=day)
    latest = known_on(events, day).order_by("-held_from", "-pk")
    found: QuerySet[Any] = rows.annotate(
        stage_then=Subquery(latest.values("stage")[:1]), stage_since=Subquery(latest.values("held_from")[:1])
    )
    return found.filter(stage_then__isnull=False)


def visible_memoranda(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the memoranda that the viewer may see, known on `day`, each with its stage of that day.

    `seen_whole` says whether the viewer is a side of it; if not, only the lines of `own_lines` are for its eyes.
    """
    whole = sides_condition(viewer)
    is_whole: Any = Value(True) if whole == visibility.EVERYTHING else Case(
        When(whole, then=Value(True)), default=Value(False), output_field=BooleanField()
    )  # fmt: skip
    found = with_stage(known_on(Memorandum.objects.all(), day), day)
    seen: QuerySet[Any] = found.filter(visibility.either(whole, _named_in(viewer, day))).annotate(seen_whole=is_whole)
    return seen.select_related(*UNIT, "instrument__case").order_by("unit__reference", "reference")


def memoranda_of_sides(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the memoranda that the viewer sees whole: those of `visible_memoranda` of which it is a side."""
    return visible_memoranda(viewer, day).filter(sides_condition(viewer))


def memorandum_of_side(viewer: Viewer, day: date, reference: str) -> Memorandum:
    """Return a memorandum of which the viewer is a side. Raises NotFound where there is none known on `day`."""
    found: Memorandum | None = memoranda_of_sides(viewer, day).filter(reference=reference).first()
    if found is None:
        raise none_to_see(day, reference)
    return found


def none_to_see(day: date, reference: str) -> NotFound:
    """Return the refusal of a memorandum that is not on record, or not for the viewer's eyes, on a day."""
    return NotFound(f"There is no memorandum {reference!r} that you may see as of {long_day(day)}.")


def with_versions(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Return memoranda with `versions_known`: those known on `day`, without their lines, in order. One query."""
    versions = known_on(MemorandumVersion.objects.select_related("edition"), day).order_by("number")
    return rows.prefetch_related(Prefetch("versions", versions, to_attr="versions_known"))


def with_term(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Return memoranda with `term_until`: the end (excluded) that their last version known on `day` names.

    None where it names none. An ended memorandum is over since its stage says so: its term is the day of that.
    """
    latest = known_on(MemorandumVersion.objects.filter(memorandum=OuterRef("pk")), day).order_by("-number")
    ended = Q(stage_then=MemorandumStage.ENDED.value)
    found: QuerySet[Any] = rows.annotate(
        term_until=Case(
            When(ended, then=F("stage_since")), default=Subquery(latest.values("holds_until")[:1]),
            output_field=DateField(),
        )
    )  # fmt: skip
    return found


def visible_memorandum(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one memorandum with `versions_known`. Raises NotFound where the viewer sees none."""
    seen = with_term(visible_memoranda(viewer, day).filter(reference=reference), day)
    found = with_versions(seen, day).first()
    if found is None:
        raise none_to_see(day, reference)
    return found


def version_known(memorandum: Any, number: int) -> MemorandumVersion:
    """Return a version of a memorandum read by `visible_memorandum`. Raises NotFound."""
    found: MemorandumVersion | None = next((one for one in memorandum.versions_known if one.number == number), None)
    if found is None:
        raise NotFound(f"Memorandum {memorandum.reference} has no version {number} that you may see.")
    return found


def version_shown(memorandum: Any, day: date) -> MemorandumVersion | None:
    """Return the version whose lines are shown: the one in place on the day, else the first; None without any."""
    found: MemorandumVersion | None = version_in_place(memorandum.versions_known, day)
    return found or next(iter(memorandum.versions_known), None)


def equipment_seen(viewer: Viewer, memorandum: Any, version: MemorandumVersion) -> list[AgreedEquipment]:
    """Return the lines of major equipment of a version for the viewer's eyes: all for a side, else its own. A query."""
    rows = version.equipment.select_related("owner", "maintainer").order_by("number")
    return list(rows if memorandum.seen_whole else rows.filter(equipment_condition(viewer)))


def services_seen(viewer: Viewer, memorandum: Any, version: MemorandumVersion) -> list[AgreedService]:
    """Return the lines of self-sustainment of a version for the viewer: all for a side, else its own. A query."""
    rows = version.self_sustainment.select_related("provider").order_by("number")
    return list(rows if memorandum.seen_whole else rows.filter(services_condition(viewer)))


def events_of(memorandum: Memorandum, day: date) -> list[MemorandumStageEvent]:
    """Return the stages of a memorandum known on `day`, the oldest first."""
    return stage_events_of([memorandum], day)[memorandum.pk]


def stage_events_of(memoranda: Iterable[Memorandum], day: date) -> dict[int, list[MemorandumStageEvent]]:
    """Return the stages of memoranda known on `day` by their keys, the oldest first. One query for any number."""
    found: dict[int, list[MemorandumStageEvent]] = {one.pk: [] for one in memoranda}
    events = known_on(MemorandumStageEvent.objects.filter(memorandum__in=list(found)), day)
    for one in events.order_by("held_from", "pk"):
        found[one.memorandum_id].append(one)
    return found


def with_lines(versions: QuerySet[MemorandumVersion]) -> QuerySet[MemorandumVersion]:
    """Return versions with their lines and the States named in them. For those who see them whole. Two queries."""
    return versions.prefetch_related(
        Prefetch("equipment", AgreedEquipment.objects.select_related("owner", "maintainer").order_by("number")),
        Prefetch("self_sustainment", AgreedService.objects.select_related("provider").order_by("number")),
    )
