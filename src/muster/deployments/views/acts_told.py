"""What a plan of tours does to the acts of States, told on pages: before it is accepted as a table, then in words."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.utils.translation import gettext as _

from muster.deployments.models import DeployedUnit
from muster.deployments.pages.abroad import finding_rows
from muster.deployments.queries.abroad import act_findings_of_units
from muster.deployments.rules.findings import Finding
from muster.deployments.tables.abroad import BEYOND
from muster.kit.tables import render_table
from muster.parties.request import MusterRequest


def beyond_table(request: MusterRequest, findings: Sequence[Finding]) -> object:
    """Return where acts would be exceeded as a table; None: nowhere."""
    return render_table(request, BEYOND, finding_rows(findings), prefix="beyond-") if findings else None


def tell_acts(request: MusterRequest, units: Iterable[DeployedUnit]) -> None:
    """Tell where acts of the States of units are exceeded by the tours on record."""
    for one in act_findings_of_units(request.viewer, units, request.today):
        words = {"act": one.place, "words": one.words, "remedy": one.remedy}
        messages.warning(request, _("Act %(act)s: %(words)s: %(remedy)s.") % words)
