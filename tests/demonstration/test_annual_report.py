"""The year of a State in the demonstration, and statements of several missions read at once."""

from datetime import date

import pytest

from muster.demonstration.load import LoadReport
from muster.kit.intervals import DateInterval
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.queries.annual_report import annual_report
from muster.reimbursement.queries.memoranda import visible_memoranda
from muster.reimbursement.queries.statements import statement_of_memorandum, statements_of_memoranda

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 31)
DAYS = DateInterval(date(2024, 7, 1), date(2024, 10, 1))


def of_kazakhstan() -> Viewer:
    """Return a reader of Kazakhstan."""
    state = Organisation.objects.get(code="KAZ")
    return Viewer(
        user_id=None, username="reader", organisation_id=state.pk, organisation_code=state.code,
        organisation_name=state.name, kind=state.kind, role="reader",
    )  # fmt: skip


def test_the_year_of_kazakhstan_says_what_was_claimed_paid_and_lost(loaded: LoadReport) -> None:
    report = annual_report(of_kazakhstan(), 2024, as_of=DAY)
    (money,) = report.money
    assert money.memorandum == "KAZ-UNDOF-MOU"
    assert money.owed_cents > 0
    assert money.claimed_cents > money.paid_cents > 0
    assert report.illustrative


def test_statements_of_two_missions_read_at_once_are_those_of_each(loaded: LoadReport) -> None:
    memoranda = list(visible_memoranda(SYSTEM, DAY))
    assert len({one.unit.post.requirement.mission_id for one in memoranda}) == 2
    for one, made in zip(memoranda, statements_of_memoranda(SYSTEM, memoranda, DAYS, as_of=DAY), strict=True):
        alone = statement_of_memorandum(SYSTEM, one, DAYS, as_of=DAY)
        assert made.reference == one.reference
        assert [line for _part, line in made.lines] == [line for _part, line in alone.lines]
        assert [(each.words, each.adjustment.amount_cents) for each in made.adjustments] == [
            (each.words, each.adjustment.amount_cents) for each in alone.adjustments
        ]
