"""A case of Kazakhstan's company for UNIFIL, on the small record: a pledge with its lists, a statement, a case."""

from datetime import date

from muster.generation import actions
from muster.generation.actions import open_case
from muster.generation.actions.clearances import plan_inspection, require_clearances
from muster.generation.actions.instruments import InstrumentTerms, create_instrument
from muster.generation.actions.letters import LetterHead, make_case_letter
from muster.generation.actions.load_lists import make_load_list
from muster.generation.actions.movements import add_movement
from muster.generation.letter_values import values_of
from muster.generation.models import Bridge, Case
from muster.generation.rules.movement import MovementTerms
from muster.generation.terms import CaseTerms
from muster.missions.models import Post, Statement, StatementVersion
from muster.missions.models.statement import RequiredEquipment, RequiredPost, RequiredSelfSustainment
from muster.parties.viewer import SYSTEM
from muster.pledges import actions as pledges
from muster.pledges.models import Pledge
from muster.pledges.terms import EquipmentTerms, PledgeTerms, SelfSustainmentTerms, SubUnitTerms, UnitPostTerms
from tests.record import KNOWN, Record, pledge_terms

CASE = "case-kaz"
TODAY = date(2018, 9, 1)


def listed_pledge_terms(reference: str = "kaz-agreed") -> PledgeTerms:
    """Return the terms of Kazakhstan's company with its three lists."""
    return pledge_terms(
        reference,
        "KAZ",
        sub_units=(SubUnitTerms("1", "Company"),),
        posts=(UnitPostTerms("1", "Company commander", 1, "Major"), UnitPostTerms("1", "Rifleman", 119, "Private")),
        equipment=(
            EquipmentTerms("CV", "Armoured personnel carrier", 10, length_cm=760, width_cm=290, height_cm=230,
                           weight_kg=13_000),
            EquipmentTerms("COMMS", "Radio set", 30, length_cm=50, width_cm=40, height_cm=30, weight_kg=15),
            EquipmentTerms("CV", "Ambulance", 1),
        ),
        self_sustainment=(
            SelfSustainmentTerms("CAT", "state"),
            SelfSustainmentTerms("COMMS", "organisation"),
        ),
    )  # fmt: skip


def make_statement(post: Post) -> Statement:
    """Enter a statement of unit requirement of the post, which asks for a little more than the pledge has."""
    register = post.requirement.mission.mandated_by
    statement = Statement.objects.create(
        reference="sur-company",
        stated_by=register,
        mission=post.requirement.mission,
        stage="approved",
        known_from=KNOWN,
    )
    version = StatementVersion.objects.create(
        statement=statement, number=1, title="Infantry company", unit_type="INF-COY", strength_minimum=120,
        strength_maximum=150, known_from=KNOWN,
    )  # fmt: skip
    RequiredPost.objects.create(version=version, number=1, title="Company commander", count=1)
    RequiredPost.objects.create(version=version, number=2, title="Interpreter", count=2)
    RequiredEquipment.objects.create(
        version=version, number=1, category="CV", item="Armoured personnel carrier", quantity=12
    )
    RequiredEquipment.objects.create(version=version, number=2, category="COMMS", item="radio  set", quantity=20)
    RequiredEquipment.objects.create(version=version, number=3, category="LOG", item="Water purification", quantity=1)
    RequiredSelfSustainment.objects.create(version=version, number=1, category="CAT", provider="unit")
    RequiredSelfSustainment.objects.create(version=version, number=2, category="COMMS", provider="unit")
    post.statement = statement
    post.save(update_fields=["statement"])
    return statement


def make_case(record: Record, reference: str = CASE) -> Case:
    """Enter the case, with all that its instruments are made from."""
    pledges.change_pledge(SYSTEM, listed_pledge_terms(), today=KNOWN)
    post = Post.objects.select_related("requirement__mission__mandated_by").get(reference="req-published-coy")
    if post.statement is None:
        make_statement(post)
    return Case.objects.create(
        reference=reference,
        register=record.parties.organisations["UN"],
        state=record.parties.organisations["KAZ"],
        post=post,
        pledge=Pledge.objects.get(reference="kaz-agreed"),
        title=f"Title of {reference}",
        strength=120,
        requested_on=date(2018, 3, 1),
        wanted_on=date(2018, 11, 1),
        known_from=KNOWN,
    )


def parts_of_a_case(record: Record) -> dict[str, int]:
    """Enter a case with what hangs on it, for the walk; return the numbers that its addresses need."""
    case = make_case(record)
    create_instrument(SYSTEM, CASE, InstrumentTerms("memorandum", "Memorandum of the company"), today=KNOWN)
    shared = InstrumentTerms("state-memorandum", "Memorandum of two States", other_state="IND")
    create_instrument(SYSTEM, CASE, shared, today=KNOWN)
    head = LetterHead(case.register, case.state, "en", "Letter to Kazakhstan", KNOWN, "case", CASE)
    said = {"unit": "Infantry company", "reply_by": TODAY}
    make_case_letter(SYSTEM, CASE, head, values_of(case, "selection", "en", said), today=KNOWN)
    make_load_list(SYSTEM, CASE, today=KNOWN)
    note = "Note on the movement"
    terms = MovementTerms("air", "people", "UAAA", "OLBA", date(2018, 10, 30), date(2018, 10, 31), 120, note=note)
    add_movement(SYSTEM, CASE, terms, today=KNOWN)
    clearances = require_clearances(SYSTEM, CASE, due_on=TODAY, today=KNOWN)
    plan_inspection(SYSTEM, CASE, arrival_on=date(2018, 10, 31), today=KNOWN, note="Note on the inspection")
    calls_of_the_record(record)
    return {"clearance": clearances[0].pk}


def calls_of_the_record(record: Record) -> None:
    """Enter a call that its State refuses, a drill, and a bridge by India's battalion, for the walk."""
    for reference, is_drill in (("call-kaz", False), ("drill-kaz", True)):
        terms = CaseTerms(
            reference=reference, state="KAZ", post="req-published-coy", requested_on=KNOWN, variant="rapid",
            pledge="kaz-submitted", register="UN", title=f"Title of {reference}", is_drill=is_drill,
        )  # fmt: skip
        open_case(SYSTEM, terms, today=KNOWN)
    actions.tick_step(SYSTEM, "call-kaz", "send-call", proof="Proof of call-kaz", today=KNOWN)
    refusal = "Reason of the refusal of call-kaz"
    actions.answer_call(SYSTEM, "call-kaz", "refused", said_on=KNOWN, reason=refusal, today=KNOWN)
    actions.add_inject(SYSTEM, "drill-kaz", "Event of drill-kaz", today=KNOWN)
    Bridge.objects.create(
        reference="bridge-ind",
        case=Case.objects.get(reference="call-kaz"),
        pledge=Pledge.objects.get(reference="ind-battalion"),
        held_from=date(2018, 11, 1),
        held_until=date(2019, 2, 1),
        source="Source of bridge-ind",
        known_from=KNOWN,
    )
