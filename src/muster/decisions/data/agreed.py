"""Part of criterion 4: what is signed with the State for this mission, what is owed to it, and what it would cost."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.decisions.data import keys
from muster.decisions.data.making import absent, dollars, source_of
from muster.decisions.data.point import Asked, DataPoint
from muster.generation.models import InstrumentStage, InstrumentStageEvent
from muster.generation.queries.instruments import visible_instruments
from muster.kit.days import day_words
from muster.kit.facts import known_on
from muster.parties.viewer import Viewer
from muster.reimbursement.queries.claim_arrears import arrears
from muster.reimbursement.queries.economics import plan_of, visible_economics, with_plans
from muster.reimbursement.queries.memoranda import MISSION_PATH, memoranda_of_sides
from muster.reimbursement.rules.claim_arrears import Arrears
from muster.reimbursement.rules.economics.outcome import outcome_of
from muster.reimbursement.stages import MemorandumStage
from muster.reimbursement.statement.refusal import MemorandumRefused

CASE_MISSION = "case__post__requirement__mission__acronym"


def agreed_points(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return instruments, memoranda, arrears and the State's own calculation, as far as the viewer may see them."""
    return [
        *_instruments(viewer, asked, day),
        *_memoranda(viewer, asked, day),
        *_arrears(viewer, asked, day),
        _economics(viewer, asked, day),
    ]


def _instruments(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return the instruments of the State's cases for the mission, each at the stage that held on the day."""
    label = _("instrument of a case")
    held = known_on(InstrumentStageEvent.objects.filter(held_from__lte=day).order_by("held_from", "pk"), day)
    events = Prefetch("stage_events", queryset=held, to_attr="events_then")
    found = visible_instruments(viewer, day).filter(**{CASE_MISSION: asked.mission, "case__state_id": asked.state_id})
    points = []
    for one in found.prefetch_related(events).order_by("reference"):
        then: list[InstrumentStageEvent] = getattr(one, "events_then", [])
        if not then:
            continue
        last = then[-1]
        words = _("%(kind)s %(title)s, %(stage)s since %(day)s.") % {
            "kind": one.get_kind_display(),
            "title": one.title,
            "stage": InstrumentStage(last.stage).label,
            "day": day_words(last.held_from),
        }
        page = reverse("instrument", args=[one.case.reference, one.reference])
        key = f"{keys.INSTRUMENT}:{one.reference}"
        points.append(DataPoint(key, label, last.stage, "", words, source_of(one), last.known_from, page))
    return points or [absent(keys.INSTRUMENT, label, _("No instrument of a case for this mission is on record."))]


def _memoranda(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    label = _("memorandum of understanding")
    mission = {f"{MISSION_PATH}__acronym": asked.mission, "unit__state_id": asked.state_id}
    points = []
    for one in memoranda_of_sides(viewer, day).filter(**mission):
        words = _("%(reference)s, %(stage)s since %(day)s.") % {
            "reference": one.reference,
            "stage": MemorandumStage(one.stage_then).label,
            "day": day_words(one.stage_since),
        }
        page = reverse("reimbursement-memorandum", args=[one.reference])
        key = f"{keys.MEMORANDUM}:{one.reference}"
        points.append(DataPoint(key, label, one.stage_then, "", words, source_of(one), one.stage_since, page))
    return points or [absent(keys.MEMORANDUM, label, _("No memorandum for a unit in this mission is on record."))]


def _arrears(viewer: Viewer, asked: Asked, day: date) -> list[DataPoint]:
    """Return what is owed to the State over all missions and in this one, of the claims that the viewer may see."""
    rows = [one for one in arrears(viewer, day, state=asked.state) if one.claims]
    label = _("owed to the State over all missions")
    if not rows:
        return [absent(keys.ARREARS, label, _("No claim of the State with anything open is on record."))]
    here = [one for one in rows if one.mission == asked.mission]
    return [
        _owed(keys.ARREARS, label, rows),
        _owed(keys.ARREARS_HERE, _("owed to the State in this mission"), here),
    ]


def _owed(key: str, label: str, rows: Iterable[Arrears]) -> DataPoint:
    rows = list(rows)
    claims = sum(len(one.claims) for one in rows)
    pending = sum(one.pending_cents for one in rows)
    words = ngettext("Of %(claims)d claim", "Of %(claims)d claims", claims) % {"claims": claims}
    if pending:
        words += _(", and %(pending)s dollars that wait to be certified") % {"pending": dollars(pending)}
    if any(one.illustrative for one in rows):
        words += _(" (illustrative)")
    value = dollars(sum(one.owed_cents for one in rows))
    return DataPoint(key, label, value, _("dollars"), f"{words}.", "Muster record", None, reverse("claims"))


def _economics(viewer: Viewer, asked: Asked, day: date) -> DataPoint:
    """Return what a tour earns less what it costs, by the State's latest calculation for the mission."""
    label = _("a tour earns less what it costs")
    found = visible_economics(viewer, day).filter(state_id=asked.state_id, mission__iexact=asked.mission)
    last = with_plans(found.order_by("-known_from", "-pk")).first()
    if last is None:
        return absent(keys.ECONOMICS, label, _("The State has no calculation for this mission on record."))
    page = reverse("economics", args=[last.reference])
    try:
        outcome = outcome_of(plan_of(last))
    except MemorandumRefused as refusal:
        return absent(keys.ECONOMICS, label, f"{last.reference}: {refusal}", source_of(last))
    earned, spent = outcome.first_tour()
    words = _("%(reference)s: %(earned)s dollars earned in the first tour, %(spent)s spent, for %(people)d people.") % {
        "reference": last.reference,
        "earned": dollars(earned),
        "spent": dollars(spent),
        "people": last.strength,
    }
    value = dollars(earned - spent)
    return DataPoint(keys.ECONOMICS, label, value, _("dollars"), words, source_of(last), last.known_from, page)
