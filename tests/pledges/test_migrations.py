"""What was on record before content had versions is on record after, value for value."""

from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper

from tests.databases import migrated_to

BEFORE = [("pledges", "0001_initial")]
AFTER = [("pledges", "0003_content_becomes_first_version")]
SAID = {
    "title": "A company",
    "unit_type": "INF-COY",
    "strength": 120,
    "women": 7,
    "available_from": date(2018, 2, 1),
    "notice_days": 45,
    "remarks": "Line one\nLine two",
    "source": "A note verbale",
    "standing": "seen",
    "version": 3,
    "known_from": date(2018, 1, 1),
}


def test_content_stages_and_caveats_become_what_they_were(empty_database: BaseDatabaseWrapper) -> None:
    before = migrated_to(empty_database, BEFORE)
    organisation = before.get_model("parties", "Organisation")
    un = organisation.objects.create(kind="secretariat", code="UN", name="United Nations")
    kaz = organisation.objects.create(kind="member-state", code="KAZ", name="Kazakhstan")
    pledge_model = before.get_model("pledges", "Pledge")
    for reference, stage in (("kaz-draft", "draft"), ("kaz-in", "submitted"), ("kaz-out", "withdrawn")):
        pledge = pledge_model.objects.create(reference=reference, register=un, state=kaz, stage=stage, **SAID)
        pledge.caveats.create(kind="excluded-task", value="detention", source="said", standing="seen")
    out = pledge_model.objects.get(reference="kaz-out")
    out.level_events.create(level="withdrawn", held_from=date(2018, 5, 1), known_from=date(2018, 6, 1))

    after = migrated_to(empty_database, AFTER)
    pledges = after.get_model("pledges", "Pledge").objects.order_by("reference")
    assert [(one.reference, one.submitted_on, one.ended_on) for one in pledges] == [
        ("kaz-draft", None, None),
        ("kaz-in", date(2018, 1, 1), None),
        ("kaz-out", date(2018, 1, 1), date(2018, 6, 1)),
    ]
    for pledge in pledges:
        version = pledge.versions.get()
        assert {name: getattr(version, name) for name in SAID if name != "version"} == {
            name: value for name, value in SAID.items() if name != "version"
        }
        assert (version.number, version.known_until) == (3, None)
        assert [(one.value, one.known_from, one.known_until) for one in pledge.caveats.all()] == [
            ("detention", date(2018, 1, 1), None)
        ]
