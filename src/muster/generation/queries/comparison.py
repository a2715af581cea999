"""Offers for a post held against each other, as reckoned on a day or as frozen in a selection: the register's own."""

from datetime import date
from typing import Any

from muster.generation.models import Request, Selection, SelectionStage
from muster.generation.queries.request import is_of_register, visible_request
from muster.generation.queries.selection import visible_selections
from muster.generation.queries.selection_facts import selection_input
from muster.generation.rules.selection_record import content_of
from muster.generation.rules.selection_score import evaluate
from muster.kit.errors import NotFound
from muster.missions.models import Post
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def asked_post(viewer: Viewer, day: date, reference: str, post: str) -> tuple[Request, Post]:
    """Return a request and one of its posts to a reader of its register. Raises NotFound."""
    found = visible_request(viewer, day, reference)
    asked = found.posts.select_related("requirement__mission").filter(reference=post).first()
    if asked is None or not is_of_register(viewer, found, Role.READER):
        raise NotFound(f"There is no comparison of offers for {post!r} that you may see.")
    return found, asked


def compared(viewer: Viewer, day: date, request: Request, post: Post, chosen: str = "") -> dict[str, Any]:
    """Return the record that a selection for the post would freeze on `day`: input and output as plain values."""
    given = selection_input(viewer, request, post, day, chosen)
    return content_of(given, evaluate(given))


def content_now(viewer: Viewer, day: date, selection: Selection) -> dict[str, Any]:
    """Return what a selection rests on: as it was frozen, or for a draft as it would be on `day`."""
    if selection.content:
        return dict(selection.content)
    return compared(viewer, day, selection.request, selection.post, selection.offer.reference)


def standing_selection(viewer: Viewer, day: date, request: Request, post: Post) -> Selection | None:
    """Return the selection for a post of a request that was not revoked; None where there is none."""
    found = visible_selections(viewer, day).filter(request=request, post=post)
    return found.exclude(stage=SelectionStage.REVOKED).first()
