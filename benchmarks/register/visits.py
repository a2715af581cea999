"""The visits behind the levels of made-up pledges: one for up to three units of a State, with what was found."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.register.content import SOURCE, TODAY, chance_of
from muster.kit.standing import Standing
from muster.parties.models import Organisation
from muster.pledges.models import PledgeVersion
from muster.visits.models import Finding, FindingEvent, SubjectOutcome, Visit, VisitStageEvent, VisitSubject

UNITS_A_VISIT = 3
STAGES = ("requested", "agreed", "team-named", "prepared", "on-site", "draft-report", "sent-for-comments",
          "commented", "approved", "findings-tracked", "closed")  # fmt: skip
SEVERITIES = ("critical", "major", "minor", "minor", "observation")


@dataclass(frozen=True)
class Visited:
    """A pledge that a visit looks at, and the day on which the visit began."""

    version: PledgeVersion
    day: date


class VisitBook:
    """The rows of the visits, unsaved, each table in the order in which it may be written."""

    def __init__(self, register: Organisation) -> None:
        self._register = register
        self.visits: list[Visit] = []
        self.stage_events: list[VisitStageEvent] = []
        self.subjects: list[VisitSubject] = []
        self.outcomes: list[SubjectOutcome] = []
        self.findings: list[Finding] = []
        self.finding_events: list[FindingEvent] = []

    def enter(self, visited: Iterable[Visited]) -> None:
        """Bundle the visited pledges of each State, in the order of their days."""
        by_state: dict[int, list[Visited]] = defaultdict(list)
        for one in visited:
            by_state[one.version.state_id].append(one)
        for units in by_state.values():
            units.sort(key=lambda one: (one.day, one.version.reference))
            for start in range(0, len(units), UNITS_A_VISIT):
                self._enter_visit(units[start : start + UNITS_A_VISIT])

    def _enter_visit(self, units: list[Visited]) -> None:
        number = len(self.visits) + 1
        dice = chance_of(number, "visit")
        state, begins = units[0].version.state, units[0].day
        requested = begins - timedelta(days=dice.randrange(60, 150))
        reached = dice.randrange(1, len(STAGES)) if begins > TODAY - timedelta(days=200) else len(STAGES) - 1
        days = [requested + timedelta(days=25 * step) for step in range(reached + 1)]
        if days[-1] > TODAY:
            days = [requested + timedelta(days=step) for step in range(reached + 1)]
        visit = Visit(
            reference=f"visit-{state.code}-{number}".lower(),
            register=self._register,
            state=state,
            lead=self._register,
            counterpart=state,
            kind="assessment",
            stage=STAGES[reached],
            purpose="Assessment and advice",
            requested_by=state,
            requested_on=requested,
            planned_from=begins,
            planned_until=begins + timedelta(days=5),
            carried_from=begins if reached > STAGES.index("prepared") else None,
            carried_until=begins + timedelta(days=5) if reached > STAGES.index("on-site") else None,
            known_from=requested,
            source=SOURCE,
            standing=Standing.ILLUSTRATIVE,
        )
        self.visits.append(visit)
        fact = {"source": SOURCE, "standing": Standing.ILLUSTRATIVE}
        self.stage_events += [
            VisitStageEvent(visit=visit, stage=STAGES[step], held_from=day, known_from=day, by=self._register, **fact)
            for step, day in enumerate(days)
        ]
        for one in units:
            self._enter_subject(visit, one, has_result=reached >= STAGES.index("draft-report"))

    def _enter_subject(self, visit: Visit, one: Visited, *, has_result: bool) -> None:
        version = one.version
        subject = VisitSubject(
            visit=visit, kind="pledge", reference=version.reference, title=version.title, unit_type=version.unit_type
        )
        self.subjects.append(subject)
        if not has_result:
            return
        dice = chance_of(len(self.subjects), "findings")
        day = min(one.day + timedelta(days=6), TODAY)
        outcome = dice.choice(("recommended", "recommended", "after-follow-up", "not-recommended"))
        self.outcomes.append(SubjectOutcome(subject=subject, outcome=outcome, decided_on=day, known_from=day))
        for _ in range(dice.randrange(0, 4)):
            self._enter_finding(visit, subject, day)

    def _enter_finding(self, visit: Visit, subject: VisitSubject, day: date) -> None:
        number = len(self.findings) + 1
        dice = chance_of(number, "finding")
        closed_on = day + timedelta(days=dice.randrange(30, 700))
        is_closed = closed_on <= TODAY
        finding = Finding(
            reference=f"{visit.reference}-f{number}",
            visit=visit,
            subject=subject,
            severity=dice.choice(SEVERITIES),
            text="Made up to measure with: something lacks.",
            owner=visit.state,
            raised_on=day,
            due_on=day + timedelta(days=dice.randrange(90, 365)),
            standing="closed" if is_closed else "open",
            known_from=day,
        )
        self.findings.append(finding)
        events = [("open", day)] + ([("closed", closed_on)] if is_closed else [])
        self.finding_events += [
            FindingEvent(finding=finding, standing=standing, held_from=held, known_from=held, by=self._register)
            for standing, held in events
        ]
