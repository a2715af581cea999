"""Who acts on the command line: the installation itself, or one of its users."""

from datetime import UTC, date, datetime

from muster.kit.errors import NotFound, Refused
from muster.parties.models import User
from muster.parties.queries import viewer_for
from muster.parties.viewer import SYSTEM, Viewer


def acting_viewer(username: str | None) -> Viewer:
    """Return the viewer of a user's first organisation, or the installation itself where no name is given.

    Whoever can run commands on the installation's machine can read its database; naming a user lets the rules of
    visibility and roles apply as on the site. Raises NotFound for an unknown user, Refused for one without a role.
    """
    if username is None:
        return SYSTEM
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound(f"There is no user {username!r}.")
    viewer = viewer_for(user.pk)
    if not viewer.is_signed_in:
        raise Refused(f"User {username!r} acts for no organisation; give them a role first.")
    return viewer


def today() -> date:
    """Return today's date in UTC; the one clock of the command line."""
    return datetime.now(UTC).date()


def parsed_day(text: str | None) -> date:
    """Return the day that a command was given as year-month-day, today where none was. Raises Refused."""
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"{text!r} is no date; write it as year-month-day, for example 2018-10-01.") from error
