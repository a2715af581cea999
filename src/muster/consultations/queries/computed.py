"""Who takes part and what is talked about, out of what is on record of an operation: for the convening secretariat.

It reads pledges and cases as the secretariat sees them; what comes of it is the secretariat's own until it opens the
consultation, and those who may contribute are shown to nobody but themselves even then.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from muster.changes.queries import visible_changes
from muster.consultations.models import Consultation, ConsultationStep, StepKind
from muster.consultations.rules.agenda import ChangeFact, GapFact, TaskFact, proposed_agenda
from muster.consultations.rules.participants import Part, participants_of
from muster.consultations.terms import AgendaTerms
from muster.deployments.models import StayStage
from muster.deployments.queries import binding_stays
from muster.deployments.queries.individuals import visible_assignments
from muster.deployments.queries.units import in_theatre_on, visible_units
from muster.generation.models import Addressee, AddresseeReply
from muster.generation.queries.cases import still_open, visible_cases
from muster.generation.queries.request import visible_requests
from muster.kit.day_text import long_day
from muster.missions.models import MandatedTask, MandatePeriod, Mission, RequirementStage
from muster.missions.queries import mandates_in_force, visible_posts, visible_requirements, wanted_on, with_tasks
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.plans.candidates import candidates_of
from muster.pledges.versions import caveats_known
from muster.reference.errors import UnknownFactError
from muster.reference.mandates import mandate_task
from muster.reference.unit_types import unit_type

LOOKED_BACK = timedelta(days=365)
"""How far changed facts are looked for where no consultation was held before: a year, the usual term. Local choice."""


def as_convener(secretariat: Organisation) -> Viewer:
    """Return the secretariat as a viewer: what is computed for it rests on what it may see, whoever asks for it."""
    return Viewer(
        organisation_id=secretariat.pk,
        organisation_code=secretariat.code,
        organisation_name=secretariat.name,
        kind=secretariat.kind,
    )


def computed_participants(mission: Mission, day: date) -> tuple[Part, ...]:
    """Return who takes part in a consultation on an operation, as what and why, as of `day`. Council aside."""
    viewer = as_convener(mission.mandated_by)
    parts = [
        *_in_theatre(viewer, mission, day),
        *_serving(viewer, mission, day),
        *_stays(viewer, mission, day),
        *_cases(viewer, mission, day),
        *_hosts(mission),
        *_pledged(viewer, mission, day),
        *_answered(viewer, mission, day),
    ]
    return participants_of([Part(mission.mandated_by_id, "secretariat", "convenes it"), *parts])


def _in_theatre(viewer: Viewer, mission: Mission, day: date) -> Iterator[Part]:
    units = visible_units(viewer, day).filter(in_theatre_on(day), post__requirement__mission=mission)
    for one in units:
        yield Part(one.state_id, "contributor", f"{one.title} in theatre on {long_day(day)}")


def _serving(viewer: Viewer, mission: Mission, day: date) -> Iterator[Part]:
    people: dict[int, int] = defaultdict(int)
    held = visible_assignments(viewer, day).filter(post__mission=mission, held_from__lte=day, held_until__gt=day)
    for state in held.order_by().values_list("state_id", flat=True):
        people[state] += 1
    for state, number in people.items():
        yield Part(state, "contributor", f"individuals in theatre on {long_day(day)}: {number}")


def _stays(viewer: Viewer, mission: Mission, day: date) -> Iterator[Part]:
    for one in binding_stays(viewer, day).filter(post__requirement__mission=mission):
        name = unit_type(one.post.unit_type).name
        if one.stage == StayStage.UNDER_WAY and one.stay_from <= day:
            yield Part(one.pledge.state_id, "contributor", f"{name} in theatre on {long_day(day)}")
        else:
            yield Part(one.pledge.state_id, "agreed", f"{name} agreed from {long_day(one.stay_from)}")


def _cases(viewer: Viewer, mission: Mission, day: date) -> Iterator[Part]:
    for one in still_open(visible_cases(viewer, day)).filter(post__requirement__mission=mission, is_drill=False):
        yield Part(one.state_id, "agreed", f"force-generation case {one.reference} is open")


def _hosts(mission: Mission) -> Iterator[Part]:
    codes = [code.strip() for code in mission.host_states.split(";") if code.strip()]
    for one in Organisation.objects.filter(code__in=codes, kind=OrganisationKind.MEMBER_STATE):
        yield Part(one.pk, "host", "host State of the operation")


def _pledged(viewer: Viewer, mission: Mission, day: date) -> Iterator[Part]:
    """Yield the States whose pledges may fill a post of a published requirement by every rule of matching."""
    keys = dict(Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE).values_list("code", "pk"))
    published = visible_requirements(viewer, day).filter(mission=mission, stage=RequirementStage.PUBLISHED)
    for requirement in published:
        for candidates in candidates_of(viewer, day, requirement.reference):
            for pair in candidates.eligible:
                words = f"pledge {pair.pledge.reference} fits {pair.post.reference}"
                yield Part(keys[pair.pledge.state], "potential", words)


def _answered(viewer: Viewer, mission: Mission, day: date) -> Iterator[Part]:
    requests = visible_requests(viewer, day).filter(posts__requirement__mission=mission, issued_on__lte=day)
    replies = Addressee.objects.filter(
        request__in=requests.order_by().values("pk"), reply=AddresseeReply.OFFERED, replied_on__lte=day
    )
    for state, reference in replies.values_list("state_id", "request__reference"):
        yield Part(state, "potential", f"answered request {reference} with an offer")


def computed_agenda(consultation: Consultation, day: date) -> tuple[AgendaTerms, ...]:
    """Return the agenda that the record proposes for a consultation, as of `day`."""
    mission = consultation.mission
    viewer = as_convener(mission.mandated_by)
    return proposed_agenda(
        _tasks(viewer, mission, day),
        _changes(viewer, consultation, day),
        _gaps(viewer, mission, day),
        caveats_of_contributors(viewer, mission, day),
    )


def _tasks(viewer: Viewer, mission: Mission, day: date) -> list[TaskFact]:
    mandates = with_tasks(mandates_in_force(viewer, day).filter(mission=mission))
    return [TaskFact(one.task, _task_name(one.task), one.words) for found in mandates for one in _tasks_of(found)]


def _tasks_of(mandate: MandatePeriod) -> list[MandatedTask]:
    found: list[MandatedTask] = getattr(mandate, "tasks_in_order")  # noqa: B009 - put there by `with_tasks`
    return found


def _task_name(code: str) -> str:
    """Return a task's name; one that has left the controlled list goes by its code."""
    try:
        return mandate_task(code).name
    except UnknownFactError:
        return code


def _changes(viewer: Viewer, consultation: Consultation, day: date) -> list[ChangeFact]:
    since = last_held(consultation, day) or day - LOOKED_BACK
    changes = visible_changes(viewer, day).filter(
        mission=consultation.mission.acronym, known_from__gt=since, state__isnull=True
    )
    return [ChangeFact(one.subject, one.before, one.after) for one in changes.order_by("known_from", "pk")]


def last_held(consultation: Consultation, day: date) -> date | None:
    """Return the day of the last formal meeting of another consultation on the operation, by `day`."""
    steps = ConsultationStep.objects.filter(
        consultation__mission=consultation.mission_id, kind=StepKind.FORMAL, held_on__lte=day
    )
    others = steps.exclude(consultation=consultation.pk) if consultation.pk else steps
    return others.order_by("-held_on").values_list("held_on", flat=True).first()


def _gaps(viewer: Viewer, mission: Mission, day: date) -> list[GapFact]:
    """Return the posts of published requirements wanted on `day` in which no unit serves or is agreed to."""
    wanted = visible_posts(viewer, day).filter(
        wanted_on(day), requirement__mission=mission, requirement__stage=RequirementStage.PUBLISHED
    )
    held = binding_stays(viewer, day).order_by().values("post")
    served = visible_units(viewer, day).filter(in_theatre_on(day)).order_by().values("post")
    open_posts = wanted.exclude(Q(pk__in=held) | Q(pk__in=served))
    return [GapFact(one.reference, unit_type(one.unit_type).name) for one in open_posts]


def caveats_of_contributors(viewer: Viewer, mission: Mission, day: date) -> int:
    """Return how many caveats are on record of the pledges whose units serve in the operation: their number alone."""
    serving = visible_units(viewer, day).filter(in_theatre_on(day), post__requirement__mission=mission)
    stays = binding_stays(viewer, day).filter(post__requirement__mission=mission, stage=StayStage.UNDER_WAY)
    behind = Q(pledge__in=serving.order_by().values("pledge")) | Q(pledge__in=stays.order_by().values("pledge"))
    return caveats_known(day).filter(behind).count()
