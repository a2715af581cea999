"""What changes cases, or units in theatre, over the API: refused to whom it is not given, and from a stale version."""

import pytest

from tests.web.address_entries import KINDS, Entry
from tests.web.address_table import OPERATIONS
from tests.web.walk import Asker, ask, ground, signed_in, undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WRITES = [entry for entry in OPERATIONS if entry.method != "GET"]
VERSIONED = [entry for entry in WRITES if "version" in entry.body]
OF_A_STATES_APPROVER = (
    "dossiers/<reference>/signatures",
    "training-certifications/<reference>/sign",
    "training-certifications/<reference>/revoke",
)
"""What no kind of user of the walk may do: its States have no approver. Their own tests give a stale version."""
NEVER_READ = 2**31 - 1
REFUSED = {403, 404}
DOERS = (
    "secretariat approver",
    "secretariat officer",
    "mission",
    "owning State",
    "other State",
    "training institution",
)


def doer_of(entry: Entry) -> str:
    """Return a kind of user whom the entry does not keep out."""
    return next(kind for kind in DOERS if entry.statuses[kind] not in REFUSED)


WALKED = [entry for entry in VERSIONED if entry.address.split("api/v1/")[1] not in OF_A_STATES_APPROVER]


@pytest.mark.parametrize("entry", WALKED, ids=lambda entry: entry.address)
def test_what_was_read_before_somebody_else_changed_it_is_refused(entry: Entry) -> None:
    at = ground().put()
    stale = Entry(entry.address, entry.example, entry.statuses, {**entry.body, "version": NEVER_READ})
    with undone():
        answer = ask(Asker(signed_in(at.record, doer_of(entry))), stale, entry.example.format(**at.numbers))
    assert answer.status_code == 400
    assert "changed by somebody else meanwhile" in answer.content.decode()


def test_no_reader_is_let_change_anything() -> None:
    readers = [kind for kind in KINDS if kind.endswith("reader")]
    assert readers
    assert [(entry.address, kind) for entry in WRITES for kind in readers if entry.statuses[kind] not in REFUSED] == []


def test_whatever_is_changed_names_the_version_that_was_read() -> None:
    """What only adds, or tells of one day, needs none: these are all.

    A plan that is accepted holds the versions itself; what is planned anew around blocks names the mark of what was
    seen, and so do interests, which are written whole.
    """
    unversioned = {entry.address.split("api/v1/")[1] for entry in WRITES if entry not in VERSIONED}
    assert unversioned == {
        "mandates/<acronym>/periods",
        "mandates/<acronym>/periods/<number>/correct",
        "mandates/<acronym>/statements",
        "mandates/<acronym>/classifications",
        "missions",
        "missions/<acronym>",
        "law/<state>/acts",
        "law/<state>/bodies",
        "law/<state>/laws",
        "requests",
        "requests/<reference>/decline",
        "offers",
        "selections",
        "cases",
        "cases/<case>/notes",
        "blocks",
        "blocks/<reference>/end",
        "cases/<case>/letters",
        "cases/<case>/load-list",
        "cases/<case>/load-list/from-pledge",
        "cases/<case>/movements",
        "cases/<case>/clearances",
        "cases/<case>/inspection",
        "cases/<case>/visit",
        "deployed-units",
        "strength-reports",
        "deployed-units/<reference>/places",
        "deployed-units/<reference>/legal-bases",
        "deployed-units/<reference>/legal-bases/<number>/end",
        "deployed-units/<reference>/tours",
        "deployed-units/<reference>/tours/accept",
        "individual-posts",
        "personnel-requests",
        "personnel-requests/<reference>/nominations",
        "people/<number>/proofs",
        "people/<number>/proofs/<proof>/end",
        "people/<number>/proofs/<proof>",
        "people/<number>/bars",
        "service-bars/<number>/lift",
        "evaluations",
        "performance-plans",
        "deployed-units/<reference>/replanning",
        "missions/<acronym>/replanning",
        "company-plans",
        "company-plans/<number>/accept",
        "lift-plans",
        "lift-plans/<number>/accept",
        "drawdown-plans",
        "drawdown-plans/<number>/accept",
        "recognition-cases",
        "recognition-cases/<reference>/comments",
        "recognition-cases/<reference>/evidence",
        "standards",
        "courses",
        "courses/<reference>/sessions",
        "sessions/<reference>/feedback",
        "sessions/<reference>/enrolments",
        "instructors",
        "rotations/<unit>/<rotation>/roster",
        "rotations/<unit>/<rotation>/training-plan/apply",
        "required-training",
        "training-certifications",
        "leadership-cohorts/<reference>/nominations",
        "training-offers",
        "training-offers/<reference>/matches",
        "dossiers",
        "dossiers/<reference>/ladder/<step>",
        "memoranda",
        "mission-factors",
        "pool",
        "national-requirements",
        "selection-camps",
        "selection-camps/<reference>/candidates",
        "selection-camps/<reference>/results",
        "claims",
        "payments",
        "state-debts",
        "rate-editions",
        "losses",
        "unit-economics",
        "state-interests",
        "history",
        "consultations",
        "consultations/<reference>/questions",
        "consultation-questions/<question>/answer",
        "consultation-questions/<question>/share",
        "consultations/<reference>/positions",
        "consultations/<reference>/commitments",
        "consultations/<reference>/commitments/<number>/done",
    }
