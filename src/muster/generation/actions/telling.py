"""Tells the sides of a case what was done; what belongs to a drill says so in its first word."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from muster.generation.models import Case
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

DRILL_MARK = "DRILL: "
"""Stands before every title of a notice of a drill: nobody is to move a unit because of one."""

DRILL_WORDS = "This is a DRILL: nobody is called, and nothing is to be moved."


def marked(case: Case, title: str) -> str:
    """Return the title of a notice, with the mark of a drill where the case is one."""
    return f"{DRILL_MARK}{title}" if case.is_drill else title


def tell_sides(
    actor: Viewer,
    case: Case,
    topic: str,
    title: str,
    *,
    to: Iterable[Organisation],
    day: date,
    body: str = "",
    href: str = "",
) -> None:
    """Tell organisations, but not the actor's own. What the installation itself records tells nobody.

    `href` is where it leads, by default to the play-book.
    """
    if actor.is_system:
        return
    mission = case.post.requirement.mission.acronym
    told = {one.pk: one for one in to if one.pk != actor.organisation_id}
    words = f"{DRILL_WORDS} {body}".strip() if case.is_drill else body
    bulk_notify(
        NoticeTerms(
            topic=topic,
            to=one,
            title=marked(case, title),
            day=day,
            subject=Subject("case", case.reference, case.state.code, case.post.unit_type, mission),
            body=words,
            href=href or reverse("case-play-book", args=[case.reference]),
        )
        for one in told.values()
    )


def sides(case: Case) -> tuple[Organisation, Organisation, Organisation]:
    """Return the three sides of a case: the State, the register's secretariat, the mission."""
    return case.state, case.register, case.post.requirement.mission.organisation
