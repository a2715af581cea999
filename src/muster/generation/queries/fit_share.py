"""The fit of an offer to the statement of unit requirement, as one share."""

from collections.abc import Sequence
from datetime import date

from muster.missions.models import Post
from muster.pledges.models import PledgeVersion


def fit_share(pledges: Sequence[PledgeVersion], post: Post, day: date) -> tuple[int | None, str]:
    """Return the share of the statement's lines that the pledges meet, in hundredths of a per cent, and words.

    None where it is not known: the words say why.
    """
    if post.statement_id is None:
        return None, "the post names no statement of unit requirement"
    if not pledges:
        return None, "a new offer lists nothing that could be held against the statement"
    return None, "the fit to the statement has not been reckoned line by line"
