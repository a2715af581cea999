"""Writes a made-up desk into the migrated, empty database of this process, past the actions.

60 missions with posts, and cases of many States at every stage of the way. The same numbers give the same desk, counted
from `today`; illustrative throughout.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection, transaction

from benchmarks.register.content import SOURCE, formed_units, pledging_states
from muster.generation.models import Case, CaseNote, CasePhase, CaseVariant, NoteKind, PhaseStage
from muster.kit.standing import Standing
from muster.missions.models import Mission, Post, Requirement, RequirementStage
from muster.parties.models import Membership, Organisation, OrganisationKind, Role, User
from muster.reference.phases import Phase, group_of_unit_type, phases_of, template_duration

SEED = 20181031
STATES = 90
SECRETARIAT = "secretariat"
MADE_UP = {"source": SOURCE, "standing": Standing.ILLUSTRATIVE.value}
VARIANTS = (*[CaseVariant.FORMED_UNIT] * 14, CaseVariant.REHATTING, CaseVariant.RAPID, CaseVariant.SMALL_TEAM)
LEVELS = ("L1", "L2", "L2", "L3", "RDL")
BATCH = 2_000
DAY = timedelta(days=1)
Durations = tuple[int, int, int]


def write_desk(missions: int, cases: int, today: date) -> None:
    """Write organisations, an account, so many missions, and so many open cases with their phases."""
    with transaction.atomic():
        register, states, posts = _write_ground(missions, cases, today)
        written = [_case(number, register, states, post, today) for number, post in enumerate(posts)]
        Case.objects.bulk_create(written, batch_size=BATCH)
        phases: list[CasePhase] = []
        notes: list[CaseNote] = []
        for number, case in enumerate(written):
            phases += _phases(number, case, today)
            notes.append(_note(case, register, today))
        CasePhase.objects.bulk_create(phases, batch_size=BATCH)
        CaseNote.objects.bulk_create(notes, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write_ground(missions: int, cases: int, today: date) -> tuple[Organisation, Sequence[Organisation], list[Post]]:
    """Write the parties, the missions and a post for each case."""
    register = Organisation.objects.create(kind=OrganisationKind.SECRETARIAT, code="UN", name="United Nations")
    user = User.objects.create_user(SECRETARIAT)
    Membership.objects.create(user=user, organisation=register, role=Role.OFFICER)
    givers = pledging_states()[:STATES]
    states = Organisation.objects.bulk_create(
        Organisation(kind=OrganisationKind.MEMBER_STATE, code=one.iso3, name=one.display_name) for one in givers
    )
    long_ago = today - 2_000 * DAY
    codes = [f"MISSION-{number}" for number in range(1, missions + 1)]
    parties = Organisation.objects.bulk_create(
        Organisation(kind=OrganisationKind.MISSION, code=code, name=f"Mission {code}") for code in codes
    )
    made = Mission.objects.bulk_create(
        Mission(
            acronym=one.code,
            name=one.name,
            organisation=one,
            mandated_by=register,
            latitude=0,
            longitude=0,
            started_on=long_ago,
            known_from=long_ago,
            **MADE_UP,
        )
        for one in parties
    )
    requirements = Requirement.objects.bulk_create(
        Requirement(
            reference=f"requirement-{one.acronym}".lower(),
            mission=one,
            title=f"Requirement of {one.acronym}",
            stage=RequirementStage.PUBLISHED,
            known_from=long_ago,
            **MADE_UP,
        )
        for one in made
    )
    kinds = formed_units()
    posts = Post.objects.bulk_create(
        (
            Post(
                requirement=requirements[number % missions],
                reference=f"post-{number}",
                unit_type=kinds[number % len(kinds)].code,
                strength=kinds[number % len(kinds)].strength_max or 1,
                needed_from=today,
            )
            for number in range(cases)
        ),
        batch_size=BATCH,
    )
    return register, states, posts


def _case(number: int, register: Organisation, states: Sequence[Organisation], post: Post, today: date) -> Case:
    """Make up one open case."""
    dice = random.Random(f"{SEED} {number} case")
    requested_on = today - dice.randrange(5, 700) * DAY
    return Case(
        reference=f"case-{number}",
        register=register,
        state=states[min(int(dice.random() ** 1.5 * len(states)), len(states) - 1)],
        post=post,
        variant=dice.choice(VARIANTS),
        title=f"{post.unit_type} for {post.requirement.mission.acronym}",
        strength=post.strength,
        desk_officer=f"Desk {number % 12 + 1}",
        is_drill=number % 50 == 0,
        requested_on=requested_on,
        wanted_on=requested_on + dice.randrange(200, 900) * DAY,
        known_from=requested_on,
        **MADE_UP,
    )


def _phases(number: int, case: Case, today: date) -> list[CasePhase]:
    """Make up where the case stands: phases done one after the other up to today, then under way, then to come."""
    dice = random.Random(f"{SEED} {number} phases")
    group, level = group_of_unit_type(case.post.unit_type), dice.choice(LEVELS)
    day, is_open = case.requested_on, True
    rows = []
    for entry in phases_of(case.variant, with_mission_wide=True):
        row = _phase(case, entry, group, level)
        took = dice.randint(row.least_days, max(row.least_days, row.likely_days)) * DAY
        if is_open and day + took < today - 3 * DAY and entry.milestone != "operational":
            row.stage, row.started_on, row.done_on = PhaseStage.DONE, day, day + took
        elif is_open:
            row.stage, row.started_on, is_open = PhaseStage.UNDER_WAY, min(day, today), False
            if dice.random() < 0.5:
                _promise(row, case, today + dice.randrange(-20, 90) * DAY, today)
        elif dice.random() < 0.15:
            _promise(row, case, today + dice.randrange(30, 200) * DAY, today)
        day += took // 2 if entry.parallel_with else took
        rows.append(row)
    return rows


def _phase(case: Case, entry: Phase, group: str, level: str) -> CasePhase:
    days = template_duration(entry.code, case.variant, group, level)
    return CasePhase(
        case=case,
        phase=entry.code,
        least_days=days.least_days,
        likely_days=days.likely_days,
        most_days=days.most_days,
    )


def _promise(row: CasePhase, case: Case, promised_for: date, today: date) -> None:
    row.promised_for, row.promised_at, row.promised_by = promised_for, min(today, promised_for) - 30 * DAY, case.state


def _note(case: Case, register: Organisation, today: date) -> CaseNote:
    words = "Chosen over two others for its level and its notice"
    return CaseNote(case=case, kind=NoteKind.DECISION, words=words, by=register, on=today, known_from=today)
