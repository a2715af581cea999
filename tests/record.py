"""A small record for tests. Every text names its owner, so that a leak is seen by the words alone."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from muster import planning
from muster.authorisations.actions import record_act
from muster.authorisations.models import NationalAct
from muster.deployments.actions import agree_stay, record_arrival
from muster.deployments.models import Arrival, Stay, StayStage
from muster.generation import actions as generation
from muster.generation.terms import BlockTerms, CaseTerms
from muster.missions import actions as missions
from muster.missions.models import MandatePeriod, Mission, Post, Requirement, RequirementStage
from muster.missions.statement_terms import (
    CapabilityTerms,
    RequiredEquipmentTerms,
    RequiredPostTerms,
    RequiredSelfSustainmentTerms,
    StatementTerms,
    SubstituteTerms,
    TaskTerms,
)
from muster.missions.terms import PostTerms, RequirementTerms
from muster.parties import actions as party_actions
from muster.parties.models import Organisation, OrganisationKind, Role, User
from muster.parties.viewer import SYSTEM, Viewer, viewer_of
from muster.people import actions as people
from muster.people.models import Person
from muster.people.terms import PersonTerms
from muster.plans import actions as plan_actions
from muster.plans.build import build_problem
from muster.plans.models import StoredPlan
from muster.plans.record_of_day import record_of_day
from muster.pledges import actions as pledges
from muster.pledges.levels import Level
from muster.pledges.models import Announcement, Pledge
from muster.pledges.terms import CaveatTerms, PledgeTerms
from muster.visits.models import Visit
from muster.yardsticks import actions as paper_actions

KNOWN = date(2018, 1, 1)
"""The day on which everything here became known."""

KNOWN_LATER = date(2018, 9, 15)
"""The day on which cases were opened."""

DAY = date(2018, 10, 1)
"""The day as of which the tests look."""

PASSWORD = "a password for tests only"


@dataclass(frozen=True)
class Parties:
    """The organisations by code, and the viewers by the name of what they are."""

    organisations: dict[str, Organisation]
    viewers: dict[str, Viewer]
    users: dict[str, User]

    def __getitem__(self, name: str) -> Viewer:
        """Return the viewer of a name."""
        return self.viewers[name]


@dataclass(frozen=True)
class Record:
    """The parties and what is on record."""

    parties: Parties
    missions: dict[str, Mission] = field(default_factory=dict)
    requirements: dict[str, Requirement] = field(default_factory=dict)
    pledges: dict[str, Pledge] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    plans: dict[str, StoredPlan] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)


ORGANISATIONS = (
    ("UN", OrganisationKind.SECRETARIAT, "United Nations Secretariat"),
    ("AU", OrganisationKind.SECRETARIAT, "African Union Commission"),
    ("UNIFIL", OrganisationKind.MISSION, "UNIFIL"),
    ("UNDOF", OrganisationKind.MISSION, "UNDOF"),
    ("AMISOM", OrganisationKind.MISSION, "AMISOM"),
    ("KAZ", OrganisationKind.MEMBER_STATE, "Kazakhstan"),
    ("IND", OrganisationKind.MEMBER_STATE, "India"),
    ("KAZCENT", OrganisationKind.TRAINING_INSTITUTION, "KAZCENT"),
    ("ANALYSTS", OrganisationKind.ANALYST, "An institute of peace research"),
)
USERS = (
    ("secretariat reader", "UN", Role.READER),
    ("secretariat officer", "UN", Role.OFFICER),
    ("secretariat approver", "UN", Role.APPROVER),
    ("secretariat administrator", "UN", Role.ADMINISTRATOR),
    ("other secretariat", "AU", Role.APPROVER),
    ("mission", "UNIFIL", Role.OFFICER),
    ("other mission", "UNDOF", Role.OFFICER),
    ("owning State", "KAZ", Role.OFFICER),
    ("owning State's reader", "KAZ", Role.READER),
    ("other State", "IND", Role.OFFICER),
    ("training institution", "KAZCENT", Role.OFFICER),
    ("analyst", "ANALYSTS", Role.OFFICER),
)
NO_MEMBERSHIP = "no membership"


def username_of(name: str) -> str:
    """Return the account's name: it says whose it is."""
    return "account-of-" + name.replace(" ", "-").replace("'", "")


def make_parties() -> Parties:
    """Enter the organisations and their people as the installation itself does."""
    organisations = {
        code: party_actions.register_organisation(SYSTEM, kind=kind, code=code, name=name)
        for code, kind, name in ORGANISATIONS
    }
    viewers, users = {}, {}
    for name, code, role in USERS:
        membership = party_actions.register_user(
            SYSTEM, username=username_of(name), password=PASSWORD, organisation=organisations[code], role=role
        )
        viewers[name] = viewer_of(membership)
        users[name] = membership.user
    users[NO_MEMBERSHIP] = User.objects.create_user(username_of(NO_MEMBERSHIP), password=PASSWORD)
    return Parties(organisations, viewers, users)


def make_mission(parties: Parties, acronym: str, mandated_by: str) -> Mission:
    """Enter a mission with one mandate."""
    mission = missions.register_mission(
        SYSTEM,
        Mission(
            acronym=acronym,
            name=f"Name of {acronym}",
            organisation=parties.organisations[acronym],
            mandated_by=parties.organisations[mandated_by],
            operation_kind="united-nations" if mandated_by == "UN" else "regional",
            region="Middle East",
            latitude=33.3,
            longitude=35.2,
            started_on=date(1978, 3, 19),
            known_from=KNOWN,
        ),
    )
    mandate = MandatePeriod(
        mission=mission, resolution=f"Mandate of {acronym}", valid_from=KNOWN, troop_ceiling=15_000, known_from=KNOWN
    )
    missions.record_mandate(SYSTEM, mandate)
    return mission


def requirement_terms(reference: str, mission: str = "UNIFIL", **changes: object) -> RequirementTerms:
    """Return the terms of a requirement with a lead battalion and a company; `changes` replace any of them."""
    values: dict[str, object] = {
        "reference": reference,
        "mission": mission,
        "title": f"Title of {reference}",
        "maximum_states": 2,
        "source": f"Source of {reference}",
        "posts": (
            PostTerms(
                f"{reference}-bn", "INF-BN", 700, date(2018, 6, 1), is_lead=True, location=f"Place of {reference}"
            ),
            PostTerms(f"{reference}-coy", "INF-COY", 120, date(2018, 6, 1), tasks="patrol;escort"),
        ),
    }
    return RequirementTerms(**(values | changes))  # type: ignore[arg-type]


def statement_terms(reference: str, **changes: object) -> StatementTerms:
    """Return the terms of a generic statement of an infantry company, a line or two in each list."""
    values: dict[str, object] = {
        "reference": reference,
        "stated_by": "UN",
        "title": f"Title of {reference}",
        "unit_type": "INF-COY",
        "strength_minimum": 120,
        "strength_maximum": 180,
        "languages": "en",
        "background": f"Background of {reference}",
        "source": f"Source of {reference}",
        "tasks": (TaskTerms("patrol"), TaskTerms("escort", is_mandatory=False)),
        "capabilities": (CapabilityTerms(f"Capability of {reference}", "patrols a day"),),
        "posts": (RequiredPostTerms("Company commander", 1, "major"), RequiredPostTerms("Driver", 12)),
        "equipment": (
            RequiredEquipmentTerms("CV", "Armoured personnel carrier", 10),
            RequiredEquipmentTerms("SVM", "Truck", 8),
        ),
        "substitutes": (SubstituteTerms(2, "Light truck", substitutes=2, cost_cents=12_345),),
        "self_sustainment": (RequiredSelfSustainmentTerms("CAT", stock_days=30),),
    }
    return StatementTerms(**(values | changes))  # type: ignore[arg-type]


def pledge_terms(reference: str, state: str, **changes: object) -> PledgeTerms:
    """Return the terms of a pledged infantry company; `changes` replace any of them."""
    values: dict[str, object] = {
        "reference": reference,
        "state": state,
        "unit_type": "INF-COY",
        "strength": 120,
        "women": 6,
        "available_from": KNOWN,
        "title": f"Title of {reference}",
        "home_base": f"Base of {reference}",
        "note_verbale": f"Note of {reference}",
        "remarks": f"Remarks on {reference}",
        "source": f"Source of {reference}",
        "caveats": (CaveatTerms("excluded-task", f"task of {reference}", f"Words of {reference}"),),
    }
    return PledgeTerms(**(values | changes))  # type: ignore[arg-type]


def submitted_pledge(
    parties: Parties, terms: PledgeTerms, levels: tuple[Level, ...] = (Level.LEVEL_1, Level.LEVEL_2)
) -> Pledge:
    """Enter a pledge, submit it and raise it to the last of `levels`, all by the installation itself."""
    pledges.create_pledge(SYSTEM, terms, register=parties.organisations["UN"], today=KNOWN)
    pledge = pledges.submit_pledge(SYSTEM, terms.reference, today=KNOWN)
    for level in levels:
        pledges.change_level(
            SYSTEM, terms.reference, level, held_from=KNOWN, known_from=KNOWN, evidence=f"Evidence on {terms.reference}"
        )
    return pledge


def make_record(parties: Parties) -> Record:
    """Enter the whole record."""
    found = Record(parties)
    for acronym, secretariat in (("UNIFIL", "UN"), ("UNDOF", "UN"), ("AMISOM", "AU")):
        found.missions[acronym] = make_mission(parties, acronym, secretariat)
    for reference, mission, stage in (
        ("req-published", "UNIFIL", RequirementStage.PUBLISHED),
        ("req-draft", "UNIFIL", None),
        ("req-of-au-draft", "AMISOM", None),
    ):
        missions.create_requirement(SYSTEM, requirement_terms(reference, mission), today=KNOWN)
        if stage:
            missions.change_stage(SYSTEM, reference, stage)
        found.requirements[reference] = Requirement.objects.get(reference=reference)
    _make_statements()
    _make_pledges(found)
    _make_surroundings(found)
    _make_deployments(found)
    _make_visits(found)
    _make_act(found)
    _make_plans(found)
    _make_papers(found)
    _make_cases(found)
    _make_persons(found)
    return found


def _make_statements() -> None:
    """Enter a generic statement in force and a draft of UNIFIL made from it."""
    missions.create_statement(SYSTEM, statement_terms("st-generic"), today=KNOWN)
    missions.approve_statement(SYSTEM, "st-generic", today=KNOWN)
    missions.create_statement_from(
        SYSTEM, "st-generic", "st-draft", mission="UNIFIL", today=KNOWN, title="Title of st-draft"
    )


def _make_pledges(found: Record) -> None:
    """Enter a draft, a submitted pledge and one agreed for a post of Kazakhstan, and two of India."""
    register = found.parties.organisations["UN"]
    found.pledges["kaz-draft"] = pledges.create_pledge(
        SYSTEM, pledge_terms("kaz-draft", "KAZ"), register=register, today=KNOWN
    )
    for reference, state in (("kaz-submitted", "KAZ"), ("kaz-agreed", "KAZ"), ("ind-submitted", "IND")):
        found.pledges[reference] = submitted_pledge(found.parties, pledge_terms(reference, state))
    battalion = pledge_terms("ind-battalion", "IND", unit_type="INF-BN", strength=700)
    found.pledges["ind-battalion"] = submitted_pledge(found.parties, battalion)


def _make_surroundings(found: Record) -> None:
    """Enter what surrounds pledges: an announcement and a unit of Kazakhstan, a force package of the United Nations."""
    organisations = found.parties.organisations
    announcement = Announcement(
        reference="kaz-announcement",
        register=organisations["UN"],
        state=organisations["KAZ"],
        occasion="Occasion of kaz-announcement",
        announced_on=KNOWN,
        text="Words of kaz-announcement",
        units=1,
        strength=120,
    )
    pledges.record_announcement(SYSTEM, announcement, today=KNOWN)
    unit = pledges.UnitTerms("kaz-unit", "Name of kaz-unit", "Base of kaz-unit")
    pledges.register_unit(SYSTEM, unit, today=KNOWN, state=organisations["KAZ"])
    slots = (pledges.SlotTerms("INF-COY", 2, 120, "L2"),)
    package = pledges.PackageTerms("un-package", "Name of un-package", slots)
    pledges.create_package(SYSTEM, package, register=organisations["UN"], today=KNOWN)


def _make_deployments(found: Record) -> None:
    """Enter India's battalion in the lead post, its arrival, and Kazakhstan's company agreed for later."""
    lead, company = (Post.objects.get(reference=f"req-published-{end}") for end in ("bn", "coy"))
    agree_stay(
        SYSTEM,
        Stay(
            pledge=found.pledges["ind-battalion"],
            post=lead,
            stay_from=date(2018, 6, 1),
            stage=StayStage.UNDER_WAY,
            known_from=KNOWN,
            source="Source of the stay under way",
        ),
    )
    agree_stay(
        SYSTEM,
        Stay(
            pledge=found.pledges["kaz-agreed"],
            post=company,
            stay_from=date(2019, 6, 1),
            stay_until=date(2020, 6, 1),
            stage=StayStage.AGREED,
            known_from=KNOWN,
            source="Source of the agreed stay",
        ),
    )
    record_arrival(
        SYSTEM,
        Arrival(
            state=found.parties.organisations["IND"],
            post=lead,
            pledge=found.pledges["ind-battalion"],
            rotation="R1",
            arrived_on=date(2018, 6, 1),
            personnel=690,
            known_from=date(2018, 6, 1),
            source="Source of the arrival",
        ),
    )


def _make_visits(found: Record) -> None:
    """Enter visits of Kazakhstan: one prepared, a draft report, a draft sent, one about UNIFIL, and its own draft."""
    from tests.visits.journey import visits_of_the_record  # which speaks of this module's parties

    found.visits.update(visits_of_the_record(found.parties))


def _make_act(found: Record) -> None:
    """Enter an act of Kazakhstan that names UNIFIL alone."""
    act = NationalAct(
        state=found.parties.organisations["KAZ"],
        reference="act-of-kaz",
        title="Title of act-of-kaz",
        decided_on=KNOWN,
        valid_from=KNOWN,
        personnel_ceiling=430,
        known_from=KNOWN,
    )
    record_act(SYSTEM, act, [found.missions["UNIFIL"]])


def _make_plans(found: Record) -> None:
    """Store two plans of the Secretariat with one stay each, the second one published."""
    for name in ("solved", "published"):
        found.plans[name] = stored_plan(found, title=f"Title of the {name} plan")
    plan_actions.publish_plan(found.parties["secretariat approver"], found.plans["published"].reference)
    found.plans["published"].refresh_from_db()


def _make_cases(found: Record) -> None:
    """Open a case of Kazakhstan's pledge for the post of a company, with an entry of its log, and a block."""
    terms = CaseTerms(
        reference="case-kaz-agreed",
        state="KAZ",
        post="req-published-coy",
        requested_on=date(2018, 9, 1),
        pledge="kaz-agreed",
        title="Title of case-kaz-agreed",
        wanted_on=date(2019, 6, 1),
        source="Source of case-kaz-agreed",
    )
    officer = found.parties["secretariat officer"]
    generation.open_case(officer, terms, today=KNOWN_LATER)
    generation.add_note(officer, terms.reference, "Words on case-kaz-agreed", today=KNOWN_LATER)
    block = BlockTerms("no-visas", "UNIFIL", ("clearances",), KNOWN_LATER, date(2019, 1, 1), "Why of no-visas")
    generation.record_block(officer, block, today=KNOWN_LATER)


def _make_papers(found: Record) -> None:
    """Draft two papers of the Secretariat and issue the first."""
    officer, register = found.parties["secretariat officer"], found.parties.organisations["UN"]
    issued = paper_actions.draft_paper(officer, register, day=date(2018, 9, 30), today=DAY)
    paper_actions.issue_paper(found.parties["secretariat approver"], issued.reference, today=DAY)
    paper_actions.draft_paper(officer, register, day=DAY, today=DAY)


def stored_plan(found: Record, title: str) -> StoredPlan:
    """Store a plan whose only stay is of Kazakhstan's submitted company; no solver runs."""
    actor = found.parties["secretariat officer"]
    register = found.parties.organisations["UN"]
    plan = plan_actions.request_plan(actor, register=register, day=DAY, horizon_months=24, seconds=10, title=title)
    built = build_problem(record_of_day(actor, DAY), plan.horizon_months)
    option = built.problem.option_by_pair["kaz-submitted", "req-published-coy"]
    stay = planning.Stay("kaz-submitted", "req-published-coy", option.earliest, option.earliest + 4)
    answer = planning.Plan(
        problem_sha256=built.problem.sha256,
        stays=(stay,),
        objective=option.value * (stay.end - stay.start) - option.start_cost,
        bound=1e6,
        status="feasible",
        seconds=0.5,
    )
    return plan_actions._store(actor, plan, built, answer)


def _make_persons(found: Record) -> None:
    """Enter two persons of Kazakhstan, the second one handed to the Secretariat, for as long as is allowed today."""
    today = datetime.now(UTC).date()
    kazakhstan = found.parties.organisations["KAZ"]
    for name, purpose in (("kept", "focal-point"), ("handed", "pool-candidate")):
        terms = PersonTerms(purpose, f"Family of the {name} person", post=f"Post of the {name} person")
        found.persons[name] = people.register_person(SYSTEM, terms, organisation=kazakhstan, today=today)
    people.share_person(
        SYSTEM,
        found.persons["handed"].number,
        organisation=found.parties.organisations["UN"],
        purpose="visit-team",
        until=found.persons["handed"].keep_until,
        today=today,
    )
