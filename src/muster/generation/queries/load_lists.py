"""The load list of a case, and the parameters that it is measured by."""

from datetime import date

from muster.generation.models import Case, LoadList
from muster.generation.queries.case_parts import PART_FIELDS
from muster.generation.rules.load_list import LoadTerms, StowageRule
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

STOWAGE_KEYS = (
    "container_volume_m3",
    "container_payload_t",
    "container_length_cm",
    "container_width_cm",
    "container_height_cm",
    "container_fill_percent",
    "lane_width_cm",
    "lane_gap_cm",
)


def stowage_rule(day: date) -> StowageRule:
    """Return the parameters of containers and lanes in force on a day."""
    rows = {key: parameter(key, day) for key in STOWAGE_KEYS}
    return StowageRule(
        volume_m3=rows["container_volume_m3"].decimal,
        payload_t=rows["container_payload_t"].decimal,
        length_cm=rows["container_length_cm"].integer,
        width_cm=rows["container_width_cm"].integer,
        height_cm=rows["container_height_cm"].integer,
        fill_percent=rows["container_fill_percent"].integer,
        lane_width_cm=rows["lane_width_cm"].integer,
        lane_gap_cm=rows["lane_gap_cm"].integer,
    )


def load_list_of(viewer: Viewer, day: date, case: Case) -> LoadList | None:
    """Return the load list of a case with its lines; None where there is none that the viewer may see."""
    found = known_on(LoadList.objects.filter(visibility.rows(viewer, PART_FIELDS)), day).filter(case=case)
    return found.prefetch_related("lines").first()


def load_terms(load_list: LoadList | None) -> tuple[LoadTerms, ...]:
    """Return the lines of a load list as the rules read them; nothing of none."""
    if load_list is None:
        return ()
    names = LoadTerms.__dataclass_fields__
    return tuple(LoadTerms(**{name: getattr(line, name) for name in names}) for line in load_list.lines.all())
