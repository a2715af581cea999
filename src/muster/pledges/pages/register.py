"""What the page of a pledge shows, as the kit's plain values."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action, Badge, Crumb, NextStep, PageHead, TimelineEntry, Tone
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level, rung
from muster.pledges.models import FINAL_STAGES, OPEN_STAGES, PledgeStage, PledgeVersion
from muster.pledges.pages.obligations import most_urgent_step
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.tables import level_name, standing_of
from muster.reference.unit_types import unit_type

TONES: dict[Level, Tone] = {
    Level.LAPSED: "due",
    Level.WITHDRAWN: "neutral",
    Level.REMOVED: "neutral",
    Level.DRAFT: "neutral",
}


def may_change(pledge: PledgeVersion, viewer: Viewer) -> bool:
    """Return whether the viewer is an officer of the pledge's State and the pledge still stands."""
    own = viewer.organisation_id == pledge.state_id and viewer.has_role(Role.OFFICER)
    return own and pledge.stage not in FINAL_STAGES


def pledge_head(pledge: PledgeVersion, viewer: Viewer, day: date) -> PageHead:
    """Return the head of a pledge's page: what it is, its standing, who must act next."""
    doors = []
    if may_change(pledge, viewer):
        doors.append(Action(_("Change"), reverse("change-pledge", args=[pledge.reference]), icon="edit"))
        if pledge.stage == PledgeStage.DRAFT:
            submit = reverse("submit-pledge", args=[pledge.reference])
            doors.append(Action(_("Submit to the Secretariat"), submit, primary=True, method="post"))
    alone = f"{reverse('pledges-workbook')}?reference={pledge.reference}"
    doors.append(Action(_("As workbook"), alone, icon="download"))
    kind = unit_type(pledge.unit_type)
    standing = standing_of(pledge)
    level = level_name(pledge.register.code, pledge.current_level)
    return PageHead(
        title=pledge.title or f"{kind.name}, {pledge.state.name}",
        crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(pledge.reference)],
        lead=_("%(strength)s people of %(state)s, in the register of %(register)s.")
        % {"strength": pledge.strength, "state": pledge.state.name, "register": pledge.register.name},
        status=standing if isinstance(standing, Badge) else Badge(_(level), _tone(pledge)),
        next_step=most_urgent_step(pledge, day) or _next_step(pledge),
        actions=doors,
        illustrative=pledge.illustrative,
    )


def _tone(pledge: PledgeVersion) -> Tone:
    """Return the tone of the level's badge: met from Level 2 upwards."""
    return "met" if rung(pledge.current_level) >= rung(Level.LEVEL_2) else "accent"


def _next_step(pledge: PledgeVersion) -> NextStep | None:
    """Return who must do what for the next rung; none at the top or off the ladder.

    What the steps are is known of the United Nations; of another register the path to the next level says it.
    """
    if pledge.stage in OPEN_STAGES and pledge.current_level == Level.DRAFT:
        waits = pledge.stage == PledgeStage.SUBMITTED
        return NextStep(pledge.register.name, _("acknowledges the pledge") if waits else _("checks and accepts it"))
    if pledge.register.code != "UN" and pledge.current_level != Level.DRAFT:
        return None
    steps = {
        Level.DRAFT: (pledge.state.name, _("completes the pledge and submits it by note verbale")),
        Level.LEVEL_1: (pledge.register.name, _("plans an assessment and advisory visit, the way to Level 2")),
        Level.LEVEL_2: (
            _("Both sides"),
            _("reconcile people and equipment with a statement of unit requirement, the way to Level 3"),
        ),
        Level.LEVEL_3: (pledge.register.name, _("verifies the unit and agrees the rapid deployment terms")),
    }
    step = steps.get(Level(pledge.current_level))
    return NextStep(*step) if step else None


def pledge_timeline(pledge: PledgeVersion) -> list[TimelineEntry]:
    """Return the level history that was known, oldest first."""
    events = pledge.level_events
    return [
        TimelineEntry(
            day=event.held_from,
            what=level_name(pledge.register.code, event.level),
            detail="; ".join(
                filter(
                    None,
                    [event.evidence, event.reason, event.decided_by, event.source, event.get_standing_display()],
                )
            ),
            tone="illustrative" if event.illustrative else TONES.get(Level(event.level), "met"),
        )
        for event in events
    ]


def history_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the level history known on the day, to the two sides of the pledge alone."""
    if page.sides is None:
        return NOTHING
    return Section(_("History of levels"), "history", {"timeline": pledge_timeline(page.pledge)})
