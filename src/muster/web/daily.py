"""The daily run: everything that falls due by the calendar alone, once a day, in every room.

Each step is idempotent and has transactions of its own, so a second run on the same day changes nothing, a run that was
killed is run again, and the first run after missed days catches up. The row of the day is written at the end.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import transaction

from muster.audit import actions as audit
from muster.audit.anchors import Occasion, kept_anchors, write_anchor
from muster.audit.models import AuditEvent
from muster.consultations.actions.contribution_daily import tell_of_commitments
from muster.consultations.actions.convening_daily import tell_of_consultations
from muster.decisions.reassessing import recheck_fatalities
from muster.deployments.actions import tell_individuals, tell_of_units
from muster.generation.actions import refresh_forecasts
from muster.generation.models import Case
from muster.inspections.actions import run_inspections
from muster.kit.errors import Refused
from muster.notices.sending import send_digests, send_due_mail
from muster.parties.viewer import SYSTEM
from muster.people.actions import erase_again, erase_due_persons
from muster.people.purpose_actions import end_due_purposes
from muster.pledges.actions import run_registers
from muster.pledges.models import DailyRun
from muster.reimbursement.actions.claim_daily import tell_of_claims
from muster.statistics.actions.watch_alerts import tell_of_watch
from muster.statistics.actions.watch_reckoning import reckon_due
from muster.statistics.store import open_store
from muster.statistics.watching.model import OWN
from muster.training.actions.pool_daily import run_pool
from muster.training.actions.readiness_telling import tell_of_training
from muster.training.actions.recognition_daily import run_recognitions
from muster.training.actions.session_daily import run_sessions

Clock = Callable[[], float]


@dataclass(frozen=True)
class Done:
    """What a run did: counts by name, seconds, and the last fault of the mail server, if it had one."""

    day: date
    counts: dict[str, int]
    seconds: float
    fault: str = ""


def is_done(day: date) -> bool:
    """Return whether the run of a day is through."""
    return DailyRun.objects.filter(day=day).exists()


def run_daily(day: date, *, today: date, clock: Clock = time.monotonic) -> Done:
    """Do what is due on `day`. Raises Refused for a day to come: what will be known then is not known yet.

    Mail that a server does not take stays due, and does not stop the run.
    """
    if day > today:
        raise Refused(f"{day} is still to come; the daily run is made for today or for a day before.")
    started = clock()
    counts = run_registers(SYSTEM, day)
    counts["individuals_told"] = tell_individuals(SYSTEM, day)
    counts["cases_forecast"] = refresh_forecasts(Case.objects.exclude(forecast_on__gt=day), day)
    counts |= run_inspections(SYSTEM, day)
    counts |= run_recognitions(SYSTEM, day)
    counts |= run_sessions(SYSTEM, day)
    counts["units_told"] = tell_of_units(SYSTEM, day)
    counts["rotations_told"] = tell_of_training(SYSTEM, day)
    counts |= run_pool(SYSTEM, day)
    counts["consultations_told"] = tell_of_consultations(SYSTEM, day)
    counts["claims_told"] = tell_of_claims(SYSTEM, day)
    counts["commitments_told"] = tell_of_commitments(SYSTEM, day)
    counts |= _run_watch(day)
    counts["fatalities_told"] = len(recheck_fatalities(SYSTEM, day))
    counts["purposes_ended"] = end_due_purposes(SYSTEM, day)
    counts["persons_erased"] = len(erase_due_persons(SYSTEM, day)) + len(erase_again(SYSTEM, day))
    now = datetime.now(UTC)
    mail = send_due_mail(now)
    if not mail.is_down:
        mail += send_digests(day, now)
    counts["mails_sent"] = mail.sent
    counts["mails_failed"] = mail.failed
    done = Done(day, counts, round(clock() - started, 3), mail.fault)
    _keep(done)
    _anchor()
    return done


def _run_watch(day: date) -> dict[str, int]:
    """Reckon the crisis watch's forecasts where a month or an import is new, then tell who asked for it."""
    store = open_store()
    reckoned = reckon_due(SYSTEM, store, day, OWN)
    told = tell_of_watch(SYSTEM, store, day)
    return {"watch_reckoned": reckoned.runs, "watch_refused": len(reckoned.refusals), "watch_told": told}


NO_DEEDS = frozenset({"mails_failed", "watch_refused"})
"""What was tried and did not come about: the next run tries it again."""


@transaction.atomic
def _keep(done: Done) -> None:
    """Write the row of the day; a further run of the same day adds what it did, and writes nothing if that is nothing.

    What was only tried is no deed.
    """
    deeds = {name: number for name, number in done.counts.items() if name not in NO_DEEDS}
    known = DailyRun.objects.select_for_update().filter(day=done.day).first()
    if known is not None and not any(deeds.values()):
        return
    run = known or DailyRun(day=done.day, seconds=done.seconds)
    before = dict(run.counts)
    run.counts = {name: before.get(name, 0) + number for name, number in deeds.items()}
    run.finished_at = datetime.now(UTC)
    run.save()
    audit.record(SYSTEM, "pledges:daily-run:done", str(done.day), before=before, after=run.counts)


def _anchor() -> None:
    """Write the end of the audit log outside the database, unless the last anchor says it already."""
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "digest").first()
    anchors, _unreadable = kept_anchors()
    if anchors and last == (anchors[-1].sequence, anchors[-1].digest):
        return
    write_anchor(Occasion.DAILY_RUN)
