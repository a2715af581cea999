"""What the page of a mission shows, as the kit's plain values."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.missions.models import Mission
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def mission_head(mission: Mission, viewer: Viewer) -> PageHead:
    """Return the head of a mission's page, with its doors for those who mandate it."""
    doors = [
        Action(_("Mandate"), reverse("mandate", args=[mission.acronym])),
        Action(_("Force requirement"), reverse("force-requirement", args=[mission.acronym])),
        Action(_("Strength"), reverse("mission-strength", args=[mission.acronym])),
        Action(_("Expected strength"), reverse("expected-strength", args=[mission.acronym])),
        Action(_("Mission factors"), reverse("factors-of-mission", args=[mission.acronym])),
    ]
    if viewer.organisation_id == mission.mandated_by_id and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Change"), reverse("change-mission", args=[mission.acronym]), icon="edit"))
        doors.append(Action(_("New mandate period"), reverse("new-mandate", args=[mission.acronym]), icon="add"))
    return PageHead(
        title=f"{mission.acronym} · {mission.name}",
        crumbs=[Crumb(_("Missions"), reverse("missions")), Crumb(mission.acronym)],
        lead=_("Mandated by %(who)s; headquarters in %(place)s.")
        % {"who": mission.mandated_by.name, "place": mission.headquarters or "—"},
        actions=doors,
        illustrative=mission.illustrative,
    )


def mission_facts(mission: Mission) -> list[Fact]:
    """Return the mission's facts and the mandates known, each with source and standing."""
    standing = mission.standing
    facts = [
        Fact(_("Host"), mission.host_states.replace(";", ", ") or "—", source=mission.source, standing=standing),
        Fact(_("Region"), mission.region or "—", source=mission.source, standing=standing),
        Fact(_("Started on"), mission.started_on, source=mission.source, standing=standing),
    ]
    if mission.ended_on:
        facts.append(Fact(_("Ended on"), mission.ended_on, source=mission.source, standing=standing))
    for mandate in mission.known_mandates:  # type: ignore[attr-defined]
        until = long_day(mandate.valid_until) if mandate.valid_until else _("no end")
        words = _("%(start)s until %(until)s (excluded): %(troops)s troops, %(police)s police") % {
            "start": long_day(mandate.valid_from),
            "until": until,
            "troops": mandate.troop_ceiling,
            "police": mandate.police_ceiling,
        }
        label = _("Mandate %(resolution)s") % {"resolution": mandate.resolution}
        facts.append(Fact(label, words, source=mandate.source, standing=mandate.standing))
    return facts
