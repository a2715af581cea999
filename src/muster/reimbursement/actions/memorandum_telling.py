"""Who is told when a memorandum moves on: its sides, and the States named in it, but for who acts.

Other States are told no amount.
"""

from datetime import date

from django.urls import reverse

from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.models import Memorandum, MemorandumVersion
from muster.reimbursement.stages import MemorandumStage


def tell_memorandum(actor: Viewer, memorandum: Memorandum, what: str, day: date, body: str = "") -> None:
    """Tell that a memorandum was opened, written, amended, or has come to another stage.

    `body`: words for the sides alone. Other States are told once it is in force, of what concerns them.
    """
    unit = memorandum.unit
    mission = unit.post.requirement.mission
    title = f"Memorandum {memorandum.reference} of {unit.reference}: {what}"
    sides = [unit.state, mission.organisation, mission.mandated_by]
    others = [] if memorandum.stage == MemorandumStage.DRAFT else _named_in(memorandum)
    told: set[int | None] = {actor.organisation_id}
    about = Subject("memorandum", memorandum.reference, state=unit.state.code, unit_type=unit.post.unit_type,
                    mission=mission.acronym)  # fmt: skip
    href = reverse("reimbursement-memorandum", args=[memorandum.reference])
    for number, to in enumerate([*sides, *others]):
        if to is not None and to.pk not in told:
            told.add(to.pk)
            words = body if number < len(sides) else ""
            notify(topic="memorandum", to=to, title=title, day=day, subject=about, body=words, href=href)


def _named_in(memorandum: Memorandum) -> list[Organisation]:
    """Return the other States that own, maintain or provide something in the latest version."""
    latest = MemorandumVersion.objects.filter(memorandum=memorandum).order_by("-number").first()
    if latest is None:
        return []
    keys = {key for pair in latest.equipment.values_list("owner", "maintainer") for key in pair}
    keys |= set(latest.self_sustainment.values_list("provider", flat=True))
    return list(Organisation.objects.filter(pk__in=keys - {None}).order_by("code"))
