"""The whole content of a pledge by the API: what is read can be sent again, versions, files, focal points."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.terms import PersonTerms
from muster.pledges import actions
from muster.pledges.endpoints.lists import SHAPES
from muster.pledges.endpoints.register import CaveatBody, ChangedPledge
from muster.pledges.models import Pledge
from muster.pledges.rules.content import pledge_problems
from muster.pledges.terms import (
    LINES,
    CaveatTerms,
    ContributionTerms,
    EquipmentTerms,
    PledgeTerms,
    PoolTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from muster.reference.catalogue import table
from tests.api.caller import Caller, by_token
from tests.record import Parties, pledge_terms, submitted_pledge

TODAY = datetime.now(UTC).date()
BODY: dict[str, Any] = {
    "reference": "kaz-1",
    "registered_with": "UN",
    "state": "KAZ",
    "unit_type": "INF-COY",
    "strength": 120,
    "available_from": "2019-01-01",
}
LISTS: dict[str, Any] = {
    "sub_units": [{"outline": "1", "name": "Headquarters"}],
    "posts": [{"outline": "1", "title": "Commander", "count": 1, "rank": "Major"}],
    "equipment": [{"category": "CV", "item": "Carrier", "quantity": 12, "serviceable": 11, "ownership": "owned"}],
    "self_sustainment": [{"category": "CAT", "provider": "organisation", "stock_days": 14}],
    "contributions": [{"state": "KAZ", "is_lead": True, "contributes_from": "2019-01-01"}, {"state": "IND"}],
}


@pytest.fixture
def kaz(parties: Parties) -> Caller:
    """A program of Kazakhstan's officer."""
    return by_token(parties["owning State"])


# Without what no text of the record holds: NUL, and halves of a pair.
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
names = words.map(lambda text: f"n{text}")
days = st.dates(date(1950, 1, 1), date(2150, 1, 1))
partners = st.sampled_from(["", "KAZ", "IND"])
optional_size = st.none() | st.integers(0, 2**31 - 1)


@st.composite
def organisations(draw: st.DrawFn) -> dict[str, Any]:
    """A table of organisation of two levels, with posts within the strength."""
    sub_units = [SubUnitTerms("1", draw(names)), SubUnitTerms("1.1", draw(names), draw(partners))]
    posts = [
        UnitPostTerms(draw(st.sampled_from(["1", "1.1"])), draw(names), count, draw(words), draw(st.integers(0, count)))
        for count in draw(st.lists(st.integers(1, 10), max_size=4))
    ]
    return {"sub_units": tuple(sub_units), "posts": tuple(posts)}


@st.composite
def equipment(draw: st.DrawFn) -> EquipmentTerms:
    """A line of major equipment."""
    quantity = draw(st.integers(1, 500))
    return EquipmentTerms(
        category=draw(st.sampled_from(list(table("equipment_categories").by_key))),
        item=draw(names),
        quantity=quantity,
        make_and_model=draw(words),
        serviceable=draw(st.none() | st.integers(0, quantity)),
        built_in=draw(st.none() | st.integers(1900, 2200)),
        ownership=draw(st.sampled_from(["owned", "to-be-procured"])),
        lease=draw(st.sampled_from(["wet", "dry"])),
        length_cm=draw(optional_size),
        weight_kg=draw(optional_size),
        contributor=draw(partners),
    )


@st.composite
def contents(draw: st.DrawFn) -> PledgeTerms:
    """Terms that have no problem, with every list."""
    is_pool = draw(st.booleans())
    begins = draw(days)
    categories = draw(st.lists(st.sampled_from(list(table("self_sustainment_categories").by_key)), unique=True))
    lists: dict[str, Any] = {
        "equipment": tuple(draw(st.lists(equipment(), max_size=3))),
        "self_sustainment": tuple(
            SelfSustainmentTerms(one, stock_days=draw(st.none() | st.integers(0, 32_767)), remarks=draw(words))
            for one in categories
        ),
        "contributions": draw(
            st.sampled_from(
                [(), (ContributionTerms("IND", is_lead=True, contributes_from=begins), ContributionTerms("KAZ"))]
            )
        ),
    }
    if is_pool:
        lists["pool"] = tuple(PoolTerms(draw(names), one) for one in draw(st.lists(st.integers(1, 5), max_size=3)))
    else:
        lists |= draw(organisations())
    return PledgeTerms(
        reference="kaz-drawn",
        state="KAZ",
        unit_type="STAFF-OFF" if is_pool else "INF-COY",
        strength=120,
        women=draw(st.integers(0, 120)),
        available_from=begins,
        available_until=draw(st.none() | st.just(begins + timedelta(days=400))),
        notice_days=draw(st.integers(0, 730)),
        title=draw(words),
        remarks=draw(words),
        approval=draw(st.sampled_from(["unknown", "authorised", "cabinet", "parliament"])),
        offers_mentoring=draw(st.booleans()),
        note_verbale_on=draw(st.none() | days),
        caveats=tuple(CaveatTerms("excluded-task", one.strip()) for one in draw(st.sets(names, max_size=2))),
        **lists,
    )


def body_of(answer: dict[str, Any]) -> dict[str, Any]:
    """Return of what was read what a change may say: its fields, and the declared caveats."""
    body = {name: answer[name] for name in ChangedPledge.model_fields}
    body["caveats"] = [
        {name: one[name] for name in CaveatBody.model_fields}
        for one in answer["caveats"]
        if one["origin"] == "declared"
    ]
    return body


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents())
def test_what_is_read_can_be_sent_again_and_changes_nothing(parties: Parties, kaz: Caller, terms: PledgeTerms) -> None:
    assert pledge_problems(terms) == []
    with transaction.atomic():
        made = actions.create_pledge(SYSTEM, terms, register=parties.organisations["UN"], today=TODAY)
        known = actions.content.latest_content(made, today=TODAY)
        answer = kaz.get("pledges/kaz-drawn")
        assert kaz.put("pledges/kaz-drawn", body_of(answer)) == answer
        assert answer["version"] == 1
        assert actions.content.latest_content(Pledge.objects.get(pk=made.pk), today=TODAY) == known
        said = replace(terms, source=known.source, standing=known.standing)
        assert replace(known, caveats=frozenset(known.caveats)) == replace(said, caveats=frozenset(said.caveats))  # type: ignore[arg-type]
        transaction.set_rollback(True)


def test_every_field_of_a_line_has_its_place_in_the_api() -> None:
    for name, kind in LINES.items():
        assert list(SHAPES[name].model_fields) == list(kind.__dataclass_fields__), name


def test_lists_come_in_and_go_out_whole(kaz: Caller) -> None:
    made = kaz.post("pledges", BODY | LISTS)
    for name, lines in LISTS.items():
        assert [one.items() >= line.items() for one, line in zip(made[name], lines, strict=True)] == [True] * len(lines)
    changed = kaz.put("pledges/kaz-1", body_of(made) | {"equipment": []})
    assert (changed["version"], changed["equipment"], changed["posts"]) == (2, [], made["posts"])


def test_what_is_left_out_of_notice_tour_and_rest_is_that_of_the_parameters(kaz: Caller) -> None:
    made = kaz.post("pledges", BODY)
    names = ("notice_days", "stay_minimum_months", "stay_maximum_months", "dwell_months")
    assert [made[name] for name in names] == [90, 6, 12, 12]


@pytest.mark.parametrize(
    ("changes", "status", "place"),
    [
        ({"equipment": [{"category": "CV", "item": "Carrier", "quantity": 0}]}, 422, "body.body.equipment.0.quantity"),
        ({"equipment": [{"category": "CV", "item": "", "quantity": 1}]}, 422, "body.body.equipment.0.item"),
        ({"posts": [{"outline": "1", "title": "x", "count": True}]}, 422, "body.body.posts.0.count"),
        ({"posts": [{"outline": "1", "title": "x", "count": 1, "more": 1}]}, 422, "body.body.posts.0.more"),
        ({"contributions": [{"state": "India"}]}, 422, "body.body.contributions.0.state"),
        ({"pool": [{"profile": "x", "count": 1}] * 101}, 422, "body.body.pool"),
        ({"equipment": [{"category": "XX", "item": "Carrier", "quantity": 1}]}, 400, "equipment 1"),
        ({"posts": [{"outline": "9", "title": "x", "count": 1}]}, 400, "post 1"),
        ({"pool": [{"profile": "x", "count": 1}]}, 400, "pool"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_with_its_place(
    kaz: Caller, changes: dict[str, Any], status: int, place: str
) -> None:
    answer = kaz.post("pledges", BODY | changes, status=status)
    assert [fault["place"] for fault in answer["problems"]] == [place]
    assert not Pledge.objects.exists()


def test_versions_are_listed_and_each_can_be_read(parties: Parties, kaz: Caller) -> None:
    made = kaz.post("pledges", BODY | LISTS)
    kaz.put("pledges/kaz-1", body_of(made) | {"strength": 139, "equipment": []})
    listed = kaz.get("pledges/kaz-1/versions")
    assert [(one["number"], one["changed"]) for one in listed] == [(2, ["strength", "equipment"]), (1, [])]
    first = kaz.get("pledges/kaz-1/versions/1")
    assert (first["strength"], first["equipment"][0]["item"], first["known_until"]) == (120, "Carrier", str(TODAY))
    kaz.get("pledges/kaz-1/versions/3", status=404)
    by_token(parties["secretariat officer"]).get("pledges/kaz-1/versions", status=404)
    by_token(parties["secretariat officer"]).get("pledges/kaz-1/versions/1", status=404)


def send(caller: Caller, reference: str, **fields: str) -> Any:
    """Return the answer to a file that is attached."""
    upload = io.BytesIO(b"Words of the plan")
    upload.name = "plan.txt"
    return caller.client.post(
        f"/api/v1/pledges/{reference}/attachments", {"file": upload, **fields}, headers=caller.headers
    )


def test_files_are_attached_read_and_taken_off(parties: Parties, kaz: Caller) -> None:
    submitted_pledge(parties, pledge_terms("kaz-2", "KAZ"))
    answer = send(kaz, "kaz-2", kind="TRAINING", title="Plan")
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["kind"], made["document"]["title"], made["known_until"]) == ("TRAINING", "Plan", None)
    desk = by_token(parties["secretariat officer"])
    assert desk.get("pledges/kaz-2/attachments")["items"] == [made]
    content = desk.ask("GET", f"documents/{made['document']['number']}/content")
    assert content.content == b"Words of the plan"
    address = f"pledges/kaz-2/attachments/{made['number']}"
    assert desk.ask("DELETE", address).status_code == 403
    assert kaz.ask("DELETE", address).json()["known_until"] == str(TODAY)
    assert send(kaz, "kaz-2", kind="WISH").status_code == 400
    assert send(desk, "kaz-2", kind="TRAINING").status_code == 403
    by_token(parties["other State"]).get("pledges/kaz-2/attachments", status=404)


def test_a_focal_point_is_named_seen_and_released(parties: Parties, kaz: Caller) -> None:
    submitted_pledge(parties, pledge_terms("kaz-2", "KAZ"))
    person = register_person(
        SYSTEM, PersonTerms("focal-point", "A name"), organisation=parties.organisations["KAZ"], today=TODAY
    )
    named = kaz.post("pledges/kaz-2/focal-points", {"person": person.number, "function": "Desk"})
    desk = by_token(parties["secretariat officer"])
    assert desk.get("pledges/kaz-2/focal-points") == [named]
    assert desk.get(f"people/{person.number}")["family_name"] == "A name"
    assert kaz.ask("DELETE", f"pledges/kaz-2/focal-points/{person.number}").status_code == 204
    assert desk.get("pledges/kaz-2/focal-points") == []
    kaz.post("pledges/kaz-2/focal-points", {"person": person.number, "function": " "}, status=422)
