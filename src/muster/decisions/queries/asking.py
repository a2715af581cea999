"""What a dossier asks the record for, and with whose eyes it is read."""

from muster.decisions.data.point import Asked
from muster.decisions.models import Dossier
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer


def asked_of(dossier: Dossier) -> Asked:
    """Return what a dossier (with its State and mission) asks the record for."""
    return Asked(
        state_id=dossier.state_id,
        state=dossier.state.code,
        mission=dossier.mission.acronym,
        people=dossier.people,
        category=dossier.category,
        wanted_on=dossier.wanted_on,
        tour_months=dossier.tour_months,
    )


def viewer_of_state(state: Organisation) -> Viewer:
    """Return who reads for a State, whoever is at work: a reader of the State, and no user."""
    return Viewer(
        organisation_id=state.pk,
        organisation_code=state.code,
        organisation_name=state.name,
        kind=state.kind,
        role=Role.READER,
    )
