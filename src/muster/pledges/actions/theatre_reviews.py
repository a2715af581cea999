"""The register looks again at a pledge after what was found of its unit in theatre."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.telling import tell
from muster.pledges.models import TheatreReview
from muster.pledges.queries.theatre_results import results_in_doubt


@transaction.atomic
def look_again(actor: Viewer, reference: str, words: str, *, today: date) -> tuple[TheatreReview, ...]:
    """Say that the register has looked again and why the level stays: this ends every doubt from theatre of today.

    By an officer of the pledge's register; its State is told. A result that comes later raises its own doubt. Raises
    NotFound, NotAllowed, and Refused without words or where nothing raises a doubt.
    """
    pledge = locked_pledge(actor, reference)
    what = f"Pledge {reference}"
    visibility.require_owner(actor, pledge.register_id, f"{what}: to look again after what was found in theatre")
    if not words.strip():
        raise Refused(f"{what}: say what was looked at, and why the level stays.")
    doubted = results_in_doubt(actor, today, pledge)
    if not doubted:
        raise Refused(f"{what}: no result in theatre raises a doubt about it today; there is nothing to look at again.")
    reviews = []
    for result in doubted:
        review = TheatreReview(result=result, by=pledge.register, words=words.strip(), known_from=today)
        require_clean_fields(review, what)
        review.save(force_insert=True)
        reviews.append(review)
    results = [result.reference for result in doubted]
    audit.record(actor, "pledges:theatre-result:looked-at", reference, after={"results": results}, reason=words.strip())
    tell(
        actor, pledge, "theatre-doubt", f"{reference}: the register looked again, the level stays", day=today,
        body=words.strip(), to=pledge.state,
    )  # fmt: skip
    return tuple(reviews)
