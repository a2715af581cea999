"""Criterion 3: have the parties agreed, or guaranteed that they accept the force (section 7.2 of the dossier)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.decisions.data import keys
from muster.decisions.data.making import absent, source_of
from muster.decisions.data.point import Asked, DataPoint
from muster.decisions.data.statements import statement_points
from muster.missions.models import ConditionKind, MandatePeriod
from muster.missions.queries import conditions_in_force
from muster.missions.queries.beyond import standing_of
from muster.parties.viewer import Viewer

KINDS = (
    ConditionKind.HOST_CONSENT,
    ConditionKind.PARTY_CONSENT,
    ConditionKind.PEACE_AGREEMENT,
    ConditionKind.FORCES_AGREEMENT,
    ConditionKind.PRINCIPLE_CONSENT,
    ConditionKind.PRINCIPLE_IMPARTIALITY,
    ConditionKind.PRINCIPLE_FORCE,
)


def agreement_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return the statements on consent, agreements and principles, and the chapter of the mandate. Two queries."""
    stated = statement_points(asked.mission, conditions_in_force(viewer, day, [asked.mission]), KINDS)
    return [*stated, _chapter(standing_of(viewer, day, asked.mission)[0])]


def _chapter(mandate: MandatePeriod | None) -> DataPoint:
    label = _("chapter of the Charter")
    if mandate is None:
        return absent(keys.CHAPTER, label, _("No mandate in force is on record."))
    if not mandate.chapter:
        words = _("%(resolution)s does not state its chapter, as recorded.") % {"resolution": mandate.resolution}
        return absent(keys.CHAPTER, label, words, source_of(mandate))
    words = _("%(resolution)s acts under %(chapter)s.") % {
        "resolution": mandate.resolution,
        "chapter": mandate.get_chapter_display(),
    }
    page = reverse("mission", args=[mandate.mission.acronym])
    return DataPoint(keys.CHAPTER, label, mandate.chapter, "", words, source_of(mandate), mandate.known_from, page)
