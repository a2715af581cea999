"""What all writes to dossiers share: who may, the dossier held fast, its days, and which approvers are told."""

from datetime import date

from django.urls import reverse

from muster.decisions.models import Dossier
from muster.decisions.queries.dossiers import SeenDossier, seen_dossier, visible_dossier
from muster.decisions.rules.dossier_signatures import BodyStanding
from muster.decisions.rules.dossier_stages import ROLE_OF_STEP, STEPS, DossierStep
from muster.kit.errors import NotAllowed, Problem
from muster.kit.read_version import require_version
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties import visibility
from muster.parties.models import Membership, Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer

TOPIC = "dossier-signature"


def owns(actor: Viewer, dossier: Dossier, role: Role = Role.OFFICER) -> bool:
    """Return whether the actor acts for the dossier's State with at least a role."""
    return actor.is_system or (actor.organisation_id == dossier.state_id and actor.has_role(role))


def may_open(actor: Viewer) -> bool:
    """Return whether the actor opens dossiers: an officer of a State."""
    return actor.kind == OrganisationKind.MEMBER_STATE and actor.has_role(Role.OFFICER)


def require_state(actor: Viewer, state: Organisation, what: str) -> None:
    """Raise NotAllowed unless the actor is an officer of the State."""
    if state.kind != OrganisationKind.MEMBER_STATE:
        raise NotAllowed(f"{what}: dossiers are opened by member States; {state.code} is none.")
    visibility.require_owner(actor, state.pk, what)


def steps_open(actor: Viewer, seen: SeenDossier) -> list[DossierStep]:
    """Return what the actor may do with a dossier as a whole."""
    return [step for step in STEPS[seen.stage] if owns(actor, seen.dossier, Role(ROLE_OF_STEP[step]))]


def held(
    actor: Viewer, reference: str, expected_version: int | None, today: date, role: Role = Role.OFFICER
) -> SeenDossier:
    """Return a dossier with its row held, as it stands today. Raises NotFound, NotAllowed, Refused if changed."""
    seen = visible_dossier(actor, today, reference)
    what = f"Dossier {reference}"
    visibility.require_owner(actor, seen.state_id, what, role)
    locked = Dossier.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    require_version(what, locked.version, expected_version)
    return seen_dossier(actor, visible_dossier(actor, today, reference), today)


def day_problems(day: date, today: date, not_before: date | None) -> list[Problem]:
    """Return what is wrong with the day of a write: it has come, and it is not before what it rests on."""
    if day > today:
        return [Problem("day", f"{day} has not come yet", f"give a day up to {today}")]
    if not_before is not None and day < not_before:
        return [Problem("day", f"{day} is before {not_before}, the day of what it rests on", "give a later day")]
    return []


def bump(dossier: Dossier) -> None:
    """Count a write to a dossier, so that nobody writes over it unseen."""
    dossier.version += 1
    dossier.save(update_fields=["version"])


def tell_signatures_due(actor: Viewer, reference: str, today: date) -> int:
    """Tell the State's approvers which signature is due now, once for what the body signs; return how many are told."""
    seen = seen_dossier(actor, visible_dossier(actor, today, reference), today)
    if not seen.next_bodies:
        return 0
    approvers = _approvers(seen.dossier.state)
    subject = Subject("dossier", reference, state=seen.dossier.state.code, mission=seen.dossier.mission.acronym)
    href = reverse("dossier", args=[reference])
    told = [
        NoticeTerms(
            topic=TOPIC,
            to=seen.dossier.state,
            title=f"Dossier {reference}: the signature of {standing.body.name} is due",
            day=today,
            subject=subject,
            body=seen.dossier.title,
            href=href,
            once=f"dossier-signature:{reference}:{standing.body.code}:{_content(seen, standing)}:{approver}",
            only_for=approver,
        )
        for standing in seen.next_bodies
        for approver in approvers
    ]
    return bulk_notify(told)


def _content(seen: SeenDossier, standing: BodyStanding) -> str:
    """Return what a body signs as a key: the numbers of the latest assessments of its criteria."""
    keys = {one.criterion: one.key for one in seen.facts.assessed}
    return "-".join(str(keys[criterion]) for criterion in standing.body.scope if criterion in keys)


def _approvers(state: Organisation) -> list[int]:
    """Return the users who sign for a State: its approvers and administrators."""
    found = Membership.objects.filter(
        organisation=state, role__in=(Role.APPROVER, Role.ADMINISTRATOR), user__is_active=True
    )
    return list(found.order_by("user_id").values_list("user_id", flat=True))
