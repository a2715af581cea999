"""What the daily run tells of individuals: a nomination due, a request with nobody in time, a proof that lapses.

Each is told once. A person is a number, and of a proof its kind and days.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from muster.deployments.individual_parameters import day_parameters
from muster.deployments.models import PersonnelRequestStage, RequestedPost
from muster.deployments.queries.eligibility import findings_of_nominations
from muster.deployments.queries.individuals import visible_nominations, visible_personnel_requests
from muster.deployments.rules.eligibility import RuleVerdict
from muster.deployments.rules.individual_days import nominate_by
from muster.deployments.rules.nominations import OVER
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

NOTICE_KEY = "individual_nomination_notice_days"
DUE, EMPTY, LAPSING = "individual-nomination-due", "individual-not-named", "individual-proof-lapsing"
PROOFS = frozenset({"passport", "driving", "vetting", "training"})
"""Rules whose proof ends on a day; an examination ages from the day on which it is submitted, not on the way."""


def tell_individuals(actor: Viewer, day: date) -> int:
    """Tell what is due on `day`; return how many notices were raised. For the installation itself."""
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    return bulk_notify([*_nominations(actor, day), *_lapsing(actor, day)])


def _nominations(actor: Viewer, day: date) -> Iterator[NoticeTerms]:
    """Tell the State what it is to nominate soon, and both sides where nobody was named in time."""
    requests = visible_personnel_requests(actor, day).filter(
        stage_then=PersonnelRequestStage.SENT  # type: ignore[misc]  # annotated
    )
    named = visible_nominations(actor, day).exclude(stage__in=("rejected", "withdrawn")).order_by()
    open_ones = RequestedPost.objects.filter(request__in=requests.order_by().select_related(None)).exclude(
        pk__in=named.values("requested")
    )
    numbers, notice = day_parameters(day), timedelta(days=parameter(NOTICE_KEY, day).integer)
    for asked in open_ones.select_related("request__state", "request__organisation", "post__mission"):
        last = nominate_by(asked.arrives_on, numbers)
        if day > last:
            words = f"Nobody was named for {asked.post.reference} by {long_day(last)}"
            for to in (asked.request.state, asked.request.organisation):
                yield _notice(EMPTY, to, words, asked, day)
        elif day >= last - notice:
            words = f"Name somebody for {asked.post.reference} by {long_day(last)}"
            yield _notice(DUE, asked.request.state, words, asked, day)


def _notice(topic: str, to: Organisation, title: str, asked: RequestedPost, day: date, once: str = "") -> NoticeTerms:
    request, mission = asked.request, asked.post.mission
    return NoticeTerms(
        topic=topic,
        to=to,
        title=title,
        day=day,
        subject=Subject(
            "personnel-request", request.reference, request.state.code, "", mission.acronym if mission else ""
        ),
        href=reverse("personnel-request", args=[request.reference]),
        once=once or f"{topic} {asked.pk}",
    )


def _lapsing(actor: Viewer, day: date) -> Iterator[NoticeTerms]:
    """Tell the State which proof of a nominee ends before the arrival."""
    open_ones = visible_nominations(actor, day).exclude(stage__in=OVER)
    nominees = list(open_ones.select_related("requested__request__state", "requested__post__mission"))
    findings = findings_of_nominations(actor, nominees, day)
    for one in nominees:
        waived = one.waived.split(";")
        for found in findings[one.pk]:
            if found.rule in PROOFS and found.verdict == RuleVerdict.NOT_MET and found.rule not in waived:
                title = f"Person {one.person_id}, {found.rule}: {found.words}"
                once = f"{LAPSING} {one.pk} {found.rule}"
                yield _notice(LAPSING, one.requested.request.state, title, one.requested, day, once)
