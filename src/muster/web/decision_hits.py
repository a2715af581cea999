"""Search over mandates, consultations, a State's dossiers and its law; each room is asked once."""

from datetime import date

from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.authorisations.queries.acts import known_acts
from muster.authorisations.queries.laws import known_laws
from muster.consultations.models import ConsultationStage
from muster.consultations.queries.consultations import visible_consultations
from muster.decisions.queries.dossiers import visible_dossiers
from muster.kit.day_text import long_day
from muster.missions.queries.mandates import known_mandates
from muster.parties.viewer import Viewer
from muster.web.hits import MOST_HITS, Hit


def resolutions_found(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the mandates whose resolution has the words, the latest first; each leads to its mission's chain."""
    if not viewer.is_signed_in:
        return []
    found = known_mandates(viewer, day).filter(resolution__icontains=words)
    found = found.order_by("-valid_from", "resolution")[:MOST_HITS]
    return [
        Hit(
            one.resolution,
            _("%(mission)s, %(kind)s, from %(day)s")
            % {"mission": one.mission.acronym, "kind": one.get_kind_display(), "day": long_day(one.valid_from)},
            reverse("mandate", args=[one.mission.acronym]),
        )
        for one in found
    ]


def consultations_found(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the consultations whose reference, title or mission have the words, the latest first."""
    if not viewer.is_signed_in:
        return []
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(mission__acronym__icontains=words)
    found = visible_consultations(viewer, day).filter(matching).order_by("-known_from", "reference")[:MOST_HITS]
    return [
        Hit(
            one.reference,
            f"{one.title}, {ConsultationStage(one.stage_then).label}",
            reverse("consultation", args=[one.reference]),
        )
        for one in found
    ]


def dossiers_found(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the viewer's own State's dossiers whose reference, title or mission have the words."""
    if not viewer.is_signed_in:
        return []
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(mission__acronym__icontains=words)
    found = visible_dossiers(viewer, day).prefetch_related(None).filter(matching)[:MOST_HITS]
    return [Hit(one.reference, one.title, reverse("dossier", args=[one.reference])) for one in found]


def law_found(viewer: Viewer, day: date, words: str) -> list[Hit]:
    """Return the laws and acts, in any version, whose reference, title or State have the words."""
    if not viewer.is_signed_in:
        return []
    matching = Q(reference__icontains=words) | Q(title__icontains=words) | Q(state__name__icontains=words)
    laws, acts = (
        found.filter(matching).order_by().values_list(F("reference"), F("title"), F("state__code"), Value(address))
        for found, address in ((known_laws(viewer, day), "law"), (known_acts(viewer, day), "national-act"))
    )
    return [
        Hit(reference, title, reverse(address, args=[state, reference]))
        for reference, title, state, address in sorted(laws.union(acts))[:MOST_HITS]
    ]
