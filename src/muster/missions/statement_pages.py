"""What the page of a statement of unit requirement shows, as the kit's plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import Block, Facts, Grid, Heading
from muster.missions.models import Statement, StatementStage, StatementVersion
from muster.missions.rules.statement_stages import legal_next_statement_stages
from muster.missions.rules.statements import changed_content
from muster.missions.statement_tables import statement_badge
from muster.missions.statement_versions import terms_of
from muster.missions.statement_words import content_words, list_words
from muster.parties.models import Role
from muster.parties.viewer import Viewer

EDITED_LISTS = ("tasks", "capabilities", "posts", "equipment", "substitutes", "self_sustainment")
PRINTS = (("pdf", "PDF"), ("docx", "Word"))


def may_write(statement: Statement, viewer: Viewer, role: Role = Role.OFFICER) -> bool:
    """Return whether the viewer acts for the organisation that states it, with at least the role."""
    return viewer.organisation_id == statement.stated_by_id and viewer.has_role(role)


def statements_crumb() -> Crumb:
    """Return the way back to the list."""
    return Crumb(_("Statements"), reverse("statements"))


def statement_head(version: StatementVersion, viewer: Viewer) -> PageHead:
    """Return the head of a statement's page, with its doors for whoever may go through them."""
    statement = version.statement
    mission = statement.mission.acronym if statement.mission else _("generic")
    return PageHead(
        title=version.title,
        crumbs=[statements_crumb(), Crumb(statement.reference)],
        lead=_("Statement of unit requirement %(one)s, %(mission)s, version %(number)s.")
        % {"one": statement.reference, "mission": mission, "number": version.number},
        actions=[*_prints(version), *_doors(version, viewer)],
        status=statement_badge(version) if hasattr(version, "shown_stage") else None,
        illustrative=version.illustrative,
    )


def _prints(version: StatementVersion) -> list[Action]:
    """Return the ways to the printed statement."""
    return [
        Action(
            words,
            f"{reverse('print-statement', args=[version.statement.reference, kind])}?version={version.number}",
            icon="download",
        )
        for kind, words in PRINTS
    ]


def _doors(version: StatementVersion, viewer: Viewer) -> list[Action]:
    """Return the steps that the viewer may take."""
    statement = version.statement
    doors = []
    if statement.is_generic and viewer.is_secretariat and viewer.has_role(Role.OFFICER) and _is_in_force(version):
        make = reverse("make-statement", args=[statement.reference])
        doors.append(Action(_("Make a mission's statement"), make, icon="add"))
    if not may_write(statement, viewer):
        return doors
    following = legal_next_statement_stages(statement.stage)
    if not following:
        return doors
    doors.append(Action(_("Change"), reverse("change-statement", args=[statement.reference]), icon="edit"))
    if _is_in_force(version):
        doors.append(Action(_("Attach to posts"), reverse("attach-statement", args=[statement.reference])))
    if may_write(statement, viewer, Role.APPROVER):
        if StatementStage.APPROVED in following and version.number == statement.version:
            approve = f"{reverse('approve-statement', args=[statement.reference])}?version={version.number}"
            doors.append(Action(_("Approve"), approve, primary=True, method="post"))
        doors.append(Action(_("Withdraw"), reverse("withdraw-statement", args=[statement.reference])))
    return doors


def _is_in_force(version: StatementVersion) -> bool:
    """Return whether some version of the statement is in force."""
    statement = version.statement
    return statement.stage != StatementStage.WITHDRAWN and statement.in_force is not None


def list_doors(version: StatementVersion, viewer: Viewer) -> list[Action]:
    """Return the ways to the forms of the lists, for the planners."""
    statement = version.statement
    if not may_write(statement, viewer) or statement.stage == StatementStage.WITHDRAWN:
        return []
    return [
        Action(list_words(name), reverse("statement-list", args=[statement.reference, name]), icon="edit")
        for name in EDITED_LISTS
    ]


@dataclass(frozen=True)
class ShownBlock:
    """A block of the document as the template draws it: its kind, and the block."""

    kind: str
    block: Block


def shown_blocks(blocks: Sequence[Block]) -> list[ShownBlock]:
    """Return the blocks of a document for the page; cells of a grid know whether they are figures."""
    kinds: dict[type, str] = {Heading: "heading", Facts: "facts", Grid: "grid"}
    return [ShownBlock(kinds.get(type(block), "text"), block) for block in blocks]


@dataclass(frozen=True)
class ShownVersion:
    """One version on the page: what it says otherwise than the one before that the viewer sees."""

    number: int
    known_from: date
    changed: str
    words: str
    is_shown: bool
    href: str


def shown_versions(seen: Sequence[StatementVersion], shown: StatementVersion) -> list[ShownVersion]:
    """Return the versions (newest first, lines loaded) with what each changes."""
    address = reverse("statement", args=[shown.statement.reference])
    rows = []
    for at, version in enumerate(seen):
        before = terms_of(seen[at + 1]) if at + 1 < len(seen) else None
        changed = ", ".join(content_words(name) for name in changed_content(before, terms_of(version)))
        words = _("draft")
        if version.approved_on is not None:
            words = _("approved on %(day)s") % {"day": long_day(version.approved_on)}
        rows.append(
            ShownVersion(
                version.number,
                version.known_from,
                changed,
                words,
                version.pk == shown.pk,
                f"{address}?version={version.number}",
            )
        )
    return rows


def note_of_standing(version: StatementVersion) -> str:
    """Return in words which version is in force where it is not the one shown, or an empty text."""
    statement = version.statement
    if statement.withdrawn_on is not None:
        return _("Withdrawn on %(day)s; it stays on record.") % {"day": long_day(statement.withdrawn_on)}
    in_force = statement.in_force
    if version.stage == StatementStage.APPROVED:
        if in_force is not None and in_force.number > version.number:
            return _("Version %(number)s is in force now.") % {"number": in_force.number}
        return ""
    if in_force is None:
        return _("A draft: only your organisation sees it until another person with the role approver approves it.")
    return _("A draft: version %(number)s stays in force for its readers and posts until this one is approved.") % {
        "number": in_force.number
    }
