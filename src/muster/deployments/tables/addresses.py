"""Where rows of deployments lead."""

from django.urls import reverse

from muster.deployments.models import Arrival, Stay


def requirement_address(row: Stay | Arrival) -> str:
    """Return the address of the requirement that the row's post is in."""
    return reverse("requirement", args=[row.post.requirement.reference])
