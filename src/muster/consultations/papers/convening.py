"""Agenda, days, participants and pack of a consultation as a paper, as far as its reader may see them."""

from datetime import date

from muster.consultations.models import Consultation
from muster.consultations.queries.consultations import seen_participants
from muster.consultations.rules.pack import DocumentFact, DocumentStanding, document_standing
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Text
from muster.parties.viewer import Viewer

STANDING_WORDS = {
    DocumentStanding.ON_TIME: "in time",
    DocumentStanding.LATE: "late",
    DocumentStanding.AWAITED: "awaited",
    DocumentStanding.OVERDUE: "overdue",
}


def consultation_paper(viewer: Viewer, found: Consultation, day: date) -> Paper:
    """Return a consultation (of `visible_consultation`) as a paper, as of `day`."""
    rows = [
        ("Operation", f"{found.mission.name} ({found.mission.acronym})"),
        ("Called for by", str(found.get_trigger_display())),
        ("Mandate that ends", found.mandate.resolution if found.mandate else "–"),
        ("Vote on", long_day(found.vote_on) if found.vote_on else "not known"),
    ]
    blocks: list[Block] = [Facts(rows), Heading("Steps"), _steps(found, day), Heading("Agenda")]
    for point in found.agenda.all():
        blocks.append(Text(f"{point.number}. {point.title}"))
        if point.words:
            blocks.append(Text(point.words, is_note=True))
    blocks += [Heading("Participants"), _participants(viewer, found, day), Heading("Document pack"), _pack(found, day)]
    return Paper(
        title=found.title,
        subtitle="Agenda and document pack",
        made_on=day,
        blocks=blocks,
        issuer=found.convened_by.name,
        reference=found.reference,
        illustrative=found.illustrative,
    )


def _steps(found: Consultation, day: date) -> Grid:
    rows = [
        (
            str(one.get_kind_display()),
            long_day(one.due_on),
            long_day(one.held_on) if one.held_on and one.held_on <= day else "–",
            str(one.get_format_display()) if one.held_on and one.held_on <= day else "–",
        )
        for one in found.steps.order_by("due_on", "pk")
    ]
    return Grid(("Step", "Due on", "Held on", "Format"), rows)


def _participants(viewer: Viewer, found: Consultation, day: date) -> Grid:
    seen = seen_participants(viewer, found, day)
    return Grid(("Party", "As"), [(one.organisation.name, str(one.get_capacity_display())) for one in seen])


def _pack(found: Consultation, day: date) -> Grid:
    rows = []
    for one in found.pack.all():
        standing = document_standing(DocumentFact(one.kind, one.due_on, one.delivered_on), day)
        rows.append((str(one.number), one.title, long_day(one.due_on), STANDING_WORDS[standing], one.where or "–"))
    return Grid(("No.", "Document", "Due on", "Standing", "Where it lies"), rows, figures=frozenset({0}))
