"""What a unit's page shows of its presence: strength by sex over time, contributions, and who may write what."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.actions.unit_keepers import may_keep
from muster.deployments.models import DeployedUnit
from muster.deployments.pages.strength_chart import Bar, strength_chart
from muster.deployments.rules.expected import month_ends
from muster.deployments.rules.strength import UnitCount, strength_on, total_on
from muster.kit.charts.chart import Chart
from muster.kit.days import day_words
from muster.kit.intervals import add_months, months_between
from muster.kit.pages import Action, Fact
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def presence_doors(unit: DeployedUnit, viewer: Viewer) -> list[Action]:
    """Return what the viewer may write about a unit's presence."""
    place, doors = [unit.reference], []
    if may_keep(viewer, unit):
        doors = [
            Action(_("Report strength"), reverse("report-strength", args=place)),
            Action(_("Record a move"), reverse("move-unit", args=place)),
            Action(_("Enter a legal basis"), reverse("enter-basis", args=place)),
        ]
    mission = unit.post.requirement.mission
    if viewer.organisation_id in (unit.state_id, mission.organisation_id, mission.mandated_by_id):
        doors.append(Action(_("Inspections"), reverse("unit-inspections", args=place)))
        doors.append(Action(_("Memoranda"), f"{reverse('reimbursement')}?unit={unit.reference}"))
    if viewer.organisation_id == unit.post.requirement.mission.mandated_by_id and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Change"), reverse("change-unit", args=place), icon="edit"))
    return doors


def contribution_facts(counts: Sequence[UnitCount], day: date) -> list[Fact]:
    """Return the people of each State in a unit and those inside it on a day, the whole last."""
    facts = []
    for state in dict.fromkeys(one.state for one in counts):
        people = total_on([one for one in counts if one.state == state], day).people
        facts.append(Fact(state, people, unit=_("people"), href=reverse("fact", args=["states", state])))
    return [*facts, Fact(_("Together"), total_on(counts, day).people, unit=_("people"))]


def unit_chart(unit: DeployedUnit, count: UnitCount, day: date, months: int) -> Chart:
    """Return the unit's month ends in its presence, at most so many, and the day, by sex."""
    past = min(months, months_between(count.present.start, day)) if count.present.start <= day else 0
    ends = [one for one in month_ends(add_months(day, -past), past + 1) if count.present.start <= one < day]
    bars = []
    for one in [*ends, day]:
        strength = strength_on(count, one)
        bars.append(Bar(one.isoformat(), (strength.women, strength.men, strength.unsexed)))
    words = {"people": strength_on(count, day).people, "day": day_words(day), "unit": unit.title}
    return strength_chart(
        bars,
        (_("women"), _("men"), _("agreed, not reported by sex")),
        title=_("%(unit)s: %(people)s people in theatre on %(day)s") % words,
        summary=_("People at each month end of its presence and on the day looked at."),
        id="unit-strength",
    )
