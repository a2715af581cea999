"""Asks a made-up desk for its pages, and has it forecast and rescheduled; measures time, queries, size, memory."""

import resource
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse

from benchmarks.generation.writing import SECRETARIAT
from benchmarks.register.answers import Answers
from benchmarks.register.asking import Question, answer_to, client_for
from muster.generation import actions
from muster.generation.models import Case
from muster.generation.terms import BlockTerms
from muster.parties.actions import issue_calendar_key
from muster.parties.models import Membership
from muster.parties.viewer import SYSTEM, viewer_of

CASES_ASKED = 3


def ask_desk(today: date, requests: int) -> Answers:
    """Ask for every page of the desk so often."""
    client = client_for(SECRETARIAT)
    answers = tuple(answer_to(client, one, requests) for one in questions(today))
    return Answers(answers, _peak())


def questions(today: date) -> Iterator[Question]:
    """Return the pages: board, list, cases, calendar, handover, and what programs ask for."""
    yield _page("board", "case-board")
    yield _page("board: of a mission", "case-board", "?mission=MISSION-1")
    yield _page("board: late ones", "case-board", "?lateness=late")
    yield _page("board as a table", "case-board", "?view=table")
    yield _page("board as a table, page 10, by the wanted day", "case-board", "?view=table&sort=wanted_on&page=10")
    yield _page("list of cases", "generation")
    yield _page("list of cases: late ones", "generation", "?lateness=late")
    for number in range(1, CASES_ASKED + 1):
        yield Question(f"a case, number {number}", SECRETARIAT, reverse("case", args=[f"case-{number}"]))
    yield _page("calendar", "case-calendar")
    yield _page("calendar as a table", "case-calendar", "?view=table")
    yield _page("calendar: overdue", "case-calendar", "?overdue=yes")
    yield _page("desks to hand over", "case-handover")
    yield _page("handover of a mission", "case-handover", "?mission=MISSION-1")
    busiest = Case.objects.order_by().values("state__code").annotate(many=Count("pk")).order_by("-many")[0]
    yield _page("handover of the busiest State", "case-handover", f"?state={busiest['state__code']}")
    yield Question("API: open cases", SECRETARIAT, "/api/v1/board")
    key = issue_calendar_key(viewer_of(Membership.objects.get(user__username=SECRETARIAT)))
    yield Question("calendar feed", SECRETARIAT, reverse("calendar-feed", args=[key]))
    past = (today - timedelta(days=180)).isoformat()
    yield _page("board as of half a year before", "case-board", f"?as_of={past}")


def _page(what: str, name: str, query: str = "") -> Question:
    return Question(what, SECRETARIAT, reverse(name) + query)


def reschedule(today: date) -> list[tuple[str, int, float, float]]:
    """Forecast and reschedule; return what, how many cases, seconds, and MiB that it added to the most memory held."""
    everything = Case.objects.all()
    first = _timed(lambda: actions.refresh_forecasts(everything, today))
    terms = BlockTerms(
        "host-block",
        "MISSION-1",
        ("clearances", "movement"),
        today - timedelta(days=5),
        today + timedelta(days=60),
        "The host State lets nobody in",
    )
    of_mission = Case.objects.filter(post__requirement__mission__acronym="MISSION-1").count()
    block = _timed(lambda: actions.record_block(SYSTEM, terms, today=today))
    again = _timed(lambda: actions.refresh_forecasts(everything, today + timedelta(days=1)))
    back = _timed(lambda: actions.refresh_forecasts(everything, today))
    return [
        ("first forecast of all cases", everything.count(), *first),
        ("a block of one mission recorded", of_mission, *block),
        ("all cases rescheduled, as the daily run does", everything.count(), *max(again, back)),
    ]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    before, began = _peak(), time.perf_counter()
    work()
    return time.perf_counter() - began, _peak() - before


def _peak() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
