"""Asks an installation for pages and files of the register, and measures: time, queries, size, memory.

Django's test client: the whole of Muster and Django, without web server and line.
"""

import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from benchmarks.register.answers import Answer, Answers
from benchmarks.register.content import TODAY
from benchmarks.register.writing import SECRETARIAT, STATE
from muster.parties.models import User
from muster.pledges.models import Pledge
from muster.web import daily

PLEDGES_ASKED = 5
FILES = ("csv", "xlsx", "json")


@dataclass(frozen=True)
class Question:
    """One address, as which account it is asked for, and what it is called in the results."""

    what: str
    account: str
    address: str


def ask_pages(requests: int) -> Answers:
    """Ask for every page so often."""
    return _ask(list(pages()), requests)


def ask_files(requests: int) -> Answers:
    """Ask for every export once or more; the whole register each time."""
    return _ask(list(files()), requests)


def pages() -> Iterator[Question]:
    """Return the pages: the list in many ways, some pledges, and what else the register has by now."""
    yield from _lists()
    yield from _named("States", "pledge-states")
    yield from _named("a State's page", "pledge-state", _busiest_state())
    yield from _named("obligations", "pledge-obligations")
    yield from _named("visits", "visits")
    yield from _named("findings", "findings")
    yield from _named("home page", "situation")
    yield Question("search for a State", SECRETARIAT, _on_the_day(reverse("search"), "q=" + _busiest_state()))
    yield Question("API: pledges at Level 2", SECRETARIAT, "/api/v1/pledges?level=L2")
    for place, reference in enumerate(_references(), 1):
        yield Question(f"a pledge, number {place}", SECRETARIAT, _on_the_day(reverse("pledge", args=[reference])))
    own = Pledge.objects.filter(state__memberships__user__username=STATE).order_by("reference")[0]
    yield Question("a pledge, as its State", STATE, _on_the_day(reverse("pledge", args=[own.reference])))


def _lists() -> Iterator[Question]:
    """Return the list of pledges, filtered and sorted in many ways, as the Secretariat and as one State."""
    ways = {
        "all, page 1": "",
        "all, page 20": "page=20",
        "at Level 2": "level=L2",
        "at Level 2 or 3, infantry": "level=L2&level=L3&unit_type=INF-BN&unit_type=INF-COY",
        "of a State": "state=" + _state_name(),
        "of a State, at Level 1": "level=L1&state=" + _state_name(),
        "text in the reference": "reference=inf-bn",
        "ready in 60 days, available from 2018": "notice_days_to=60&available_from_from=2018-01-01",
        "by level": "sort=level",
        "by level, then strength, page 20": "sort=-level,-strength&page=20",
        "by State, then unit type": "sort=state,unit_type",
        "by the day of the level": "sort=-held_from",
        "at Level 2, by the day of the level, page 3": "level=L2&sort=-held_from&page=3",
        "as of three years before": "as_of=2015-10-01",
        "as of three years before, at Level 2": "as_of=2015-10-01&level=L2",
    }
    for what, query in ways.items():
        address = reverse("pledges")
        yield Question(
            f"list: {what}", SECRETARIAT, f"{address}?{query}" if "as_of" in query else _on_the_day(address, query)
        )
    yield Question("list: as one State", STATE, _on_the_day(reverse("pledges")))
    yield Question("list: as one State, at Level 2", STATE, _on_the_day(reverse("pledges"), "level=L2"))


def _on_the_day(address: str, query: str = "") -> str:
    """Return an address as of the day of the benchmark: the day stays with the session, so it is named every time."""
    return f"{address}?as_of={TODAY}{'&' if query else ''}{query}"


def files() -> Iterator[Question]:
    """Return the exports of the list and of the workbook."""
    for form in FILES:
        yield Question(f"list as {form.upper()}", SECRETARIAT, f"{reverse('pledges')}?format={form}")
    yield Question("workbook, as one State", STATE, reverse("pledges-workbook"))


def _named(what: str, name: str, *arguments: str) -> Iterator[Question]:
    """Return a page by its name, if the site has it."""
    try:
        address = reverse(name, args=arguments)
    except NoReverseMatch:
        return
    yield Question(what, SECRETARIAT, _on_the_day(address))


def _references() -> Sequence[str]:
    """Return pledges that the Secretariat has, with most versions and levels first."""
    found = Pledge.objects.filter(submitted_on__isnull=False).order_by("-version", "reference")
    return list(found.values_list("reference", flat=True)[:PLEDGES_ASKED])


def _busiest_state() -> str:
    return User.objects.get(username=STATE).memberships.get().organisation.code


def _state_name() -> str:
    return User.objects.get(username=STATE).memberships.get().organisation.name


def _ask(questions: Sequence[Question], requests: int) -> Answers:
    clients = {name: client_for(name) for name in (SECRETARIAT, STATE)}
    answers = tuple(answer_to(clients[one.account], one, requests) for one in questions)
    return Answers(answers, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def client_for(name: str) -> Client:
    """Return a client signed in to an account."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def answer_to(client: Client, question: Question, requests: int) -> Answer:
    """Ask once to warm up, count and weigh, and then so often; with no further request the first one is timed."""
    with CaptureQueriesContext(connection) as log:
        size, first = _timed(client, question)
    queries = len(log)
    timed = [_timed(client, question)[1] for _ in range(requests)] or [first]
    wall, processor = (statistics.median(times) * 1000 for times in zip(*timed, strict=True))
    return Answer(question.what, wall, processor, queries, size / 1000)


def _timed(client: Client, question: Question) -> tuple[int, tuple[float, float]]:
    """Ask; returns the size, and the seconds that it took and that the processor worked. Raises RuntimeError."""
    began, worked = time.perf_counter(), time.process_time()
    response = client.get(question.address)
    size = len(response.getvalue())
    seconds = time.perf_counter() - began, time.process_time() - worked
    if response.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{question.address}: status {response.status_code} for {question.account}")
    return size, seconds


def run_daily() -> tuple[float, float, str]:
    """Make the daily run once, as `muster daily` does; returns seconds, peak MiB and what came of it."""
    began = time.perf_counter()
    done = daily.run_daily(TODAY, today=TODAY)
    seconds = time.perf_counter() - began
    words = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in done.counts.items())
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, words
