"""What the page of a mission shows, as the kit's plain values."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Crumb, Fact, PageHead
from muster.missions.models import Mission


def mission_head(mission: Mission) -> PageHead:
    """Return the head of a mission's page."""
    return PageHead(
        title=f"{mission.acronym} · {mission.name}",
        crumbs=[Crumb(_("Requirements"), reverse("requirements")), Crumb(mission.acronym)],
        lead=_("Mandated by %(who)s; headquarters in %(place)s.")
        % {"who": mission.mandated_by.name, "place": mission.headquarters or "—"},
        illustrative=mission.illustrative,
    )


def mission_facts(mission: Mission) -> list[Fact]:
    """Return the mission's facts and the mandates known, each with source and standing."""
    standing = mission.get_standing_display()
    facts = [
        Fact(_("Host"), mission.host_states.replace(";", ", ") or "—", source=mission.source, standing=standing),
        Fact(_("Region"), mission.region or "—", source=mission.source, standing=standing),
        Fact(_("Started on"), mission.started_on, source=mission.source, standing=standing),
    ]
    if mission.ended_on:
        facts.append(Fact(_("Ended on"), mission.ended_on, source=mission.source, standing=standing))
    for mandate in mission.known_mandates:  # type: ignore[attr-defined]
        until = f"{mandate.valid_until:%d %B %Y}" if mandate.valid_until else _("no end")
        words = _("%(start)s until %(until)s (excluded): %(troops)s troops, %(police)s police") % {
            "start": f"{mandate.valid_from:%d %B %Y}",
            "until": until,
            "troops": mandate.troop_ceiling,
            "police": mandate.police_ceiling,
        }
        label = _("Mandate %(resolution)s") % {"resolution": mandate.resolution}
        facts.append(Fact(label, words, source=mandate.source, standing=mandate.get_standing_display()))
    return facts
