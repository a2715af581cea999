"""The fit of an offer to the statement of unit requirement, as one share."""

from collections.abc import Sequence
from datetime import date

from muster.matching.fit.reckon import fit_of
from muster.matching.parameters import fit_parameters, rows_in_force
from muster.matching.queries.deviations import agreed_deviations
from muster.matching.queries.pledged import load_lists, pledged_of
from muster.matching.queries.statements import wanted_of
from muster.missions.models import Post
from muster.missions.queries import statements_in_force
from muster.missions.statement_versions import with_lines
from muster.parties.viewer import Viewer
from muster.pledges.models import PledgeVersion

HUNDREDTHS = 100


def fit_share(pledges: Sequence[PledgeVersion], post: Post, viewer: Viewer, day: date) -> tuple[int | None, str]:
    """Return the hundredths of a per cent of the statement in force that the pledges meet together, and words.

    None where it is not known: the words say why. The caveats of the pledges are loaded.
    """
    if post.statement_id is None:
        return None, "the post names no statement of unit requirement"
    if not pledges:
        return None, "a new offer lists nothing that could be held against the statement"
    version = with_lines(statements_in_force(viewer, day)).filter(statement_id=post.statement_id).first()
    if version is None:
        return None, "the statement that the post names is not in force"
    load_lists(pledges)
    agreed = agreed_deviations(viewer, day, [one.pledge_id for one in pledges], [version.statement_id])
    brought = [pledged_of(one, day) for one in pledges]
    parts = [one for found in agreed.values() for one in found]
    fit = fit_of(wanted_of(version), brought, fit_parameters(rows_in_force(day)), parts)
    gaps = len(fit.blocking)
    words = f"{fit.percent} % of statement {version.statement.reference}, version {version.number}"
    return fit.percent * HUNDREDTHS, f"{words}; {gaps} blocking gaps" if gaps else words
