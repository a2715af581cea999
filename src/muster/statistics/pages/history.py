"""History as pages: the timeline of operations, that of a State, and one record."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.charts import Chart, Span, history, years_shown
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.statistics.actions.history import writes_history
from muster.statistics.models import HistoryEntry
from muster.statistics.pages.crumbs import room_crumb
from muster.statistics.queries.history import PastOperation
from muster.statistics.rules.history import SeenYears
from muster.statistics.rules.history_terms import HistoryKind, HistoryStage
from muster.statistics.tables.history import held, stage_badge

LEAST_YEARS = 5
MOST_ROWS = 90


def history_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of history."""
    own = reverse("history") if more else ""
    return [room_crumb(), Crumb(_("History"), own), *more]


def may_record(request: MusterRequest) -> bool:
    """Return whether the viewer is an officer of a State."""
    viewer = request.viewer
    return viewer.kind == OrganisationKind.MEMBER_STATE and viewer.has_role(Role.OFFICER)


def operations_timeline(operations: Sequence[PastOperation], day: date) -> Chart:
    """Return the operations as bars over the years, the first on top."""
    facts = [one.fact for one in operations]
    spans = [
        Span(
            row=one.acronym,
            start=one.start,
            end=one.until if one.until is not None and one.until <= day else None,
            label="",
            detail=one.name,
            strong=one.is_active(day),
        )
        for one in facts
    ]
    active = sum(one.is_active(day) for one in facts)
    return history(
        spans,
        [],
        day,
        rows=[one.acronym for one in facts][:MOST_ROWS],
        window=years_shown([one.start for one in facts], day, LEAST_YEARS),
        title=_("%(n)s operations since 1948, %(active)s of them under way") % {"n": len(facts), "active": active},
        id="operations-timeline",
        source=_("Muster's register of operations; each fact names its source there"),
    )


def state_timeline(entries: Sequence[HistoryEntry], seen: Sequence[SeenYears], day: date, name: str) -> Chart | None:
    """Return what a State records and where the public record saw its people, over the years; `None` without either."""
    spans = [
        Span(
            row=HistoryKind(one.kind).label,
            start=one.holds_from,
            end=one.holds_until,
            label=one.title,
            short=one.title[:14],
            detail=held(one),
            strong=one.holds_until is None or one.holds_until > day,
            href=reverse("history-entry", args=[one.reference]),
        )
        for one in entries
    ] + [
        Span(
            row=one.mission,
            start=date(one.first, 1, 1),
            end=date(one.last + 1, 1, 1),
            label=_("up to %(people)s people") % {"people": one.peak},
            short=str(one.peak),
            detail=_("as the public record has it, by years"),
            strong=False,
        )
        for one in seen
    ]
    if not spans:
        return None
    rows = list(dict.fromkeys(one.row for one in spans))
    return history(
        spans,
        [],
        day,
        rows=rows,
        window=years_shown([one.start for one in spans], day, LEAST_YEARS),
        title=_("%(state)s: %(n)s records, seen in %(m)s operations")
        % {"state": name, "n": len(entries), "m": len({one.mission for one in seen})},
        id="state-timeline",
        summary=_("Rows of kinds hold what the State records itself; rows of operations what the public record saw."),
        source=_("Records of the State; statistics store"),
    )


def entry_head(request: MusterRequest, entry: HistoryEntry) -> PageHead:
    """Return the head of a record with what its State may do."""
    actions = []
    if request.viewer.is_signed_in and writes_history(request.viewer, entry.state):
        published = entry.stage == HistoryStage.PUBLISHED
        following = HistoryStage.DRAFT if published else HistoryStage.PUBLISHED
        actions = [
            Action(_("Change"), reverse("change-history", args=[entry.reference])),
            Action(
                _("Take it back") if published else _("Publish"),
                reverse("step-history", args=[entry.reference, following.value]),
                primary=not published,
                method="post",
                confirm="" if published else _("Every party will be able to read it."),
            ),
        ]
    return PageHead(
        title=entry.title,
        kicker=HistoryKind(entry.kind).label,
        lead=held(entry),
        status=stage_badge(entry),
        crumbs=history_crumbs(
            Crumb(entry.state.name, reverse("history-of-state", args=[entry.state.code])), Crumb(entry.title)
        ),
        actions=actions,
        illustrative=entry.illustrative,
    )


def entry_facts(entry: HistoryEntry) -> list[Fact]:
    """Return what a record says, line by line."""
    return [
        Fact(_("State"), entry.state.name, href=reverse("history-of-state", args=[entry.state.code])),
        Fact(_("Operation"), entry.operation or "—"),
        Fact(_("Place"), entry.place or "—"),
        Fact(_("Led by"), entry.led_by or "—"),
        Fact(_("Source"), entry.source or "—", standing=entry.standing),
        Fact(_("Known from"), entry.known_from),
    ]
