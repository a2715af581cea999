"""Pages of claims: a claim goes its whole way on pages alone; arrears, accounts, papers and workbooks."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from muster.reimbursement.models import Claim, ReimbursementPayment, StateDebt
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.reimbursement.claims_record import MEMORANDUM, claimed_memorandum, claims_walked_over

pytestmark = pytest.mark.once

ROOM = "/reimbursement/"
CLAIMS = f"{ROOM}claims/"
AT = f"?as_of={DAY.isoformat()}"


def signed_in(record: Record, kind: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[kind], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_claim_goes_its_whole_way_on_pages_alone(record: Record) -> None:
    claimed_memorandum()
    officer, approver, state = (
        signed_in(record, kind) for kind in ("secretariat officer", "secretariat approver", "owning State")
    )
    said = {"payee": "KAZ", "quarter": "2018-04-01", "personnel": "1000.50", "source": "A paper"}
    answer = officer.post(f"{CLAIMS}new/?memorandum={MEMORANDUM}", said)
    assert answer.status_code == 302
    claim = Claim.objects.get()
    assert (claim.total_cents, claim.stage) == (1000_50, "draft")
    at, today = f"{CLAIMS}{claim.reference}/", claim.known_from.isoformat()
    assert state.get(at).status_code == 404
    assert officer.post(f"{at}submitted/", {"version": "1", "day": today}).status_code == 302
    assert "Contest" in state.get(at).content.decode()
    contest = {"version": "2", "day": today, "words": "We were more."}
    assert state.post(f"{at}contested/", contest).status_code == 302
    assert "We were more." in officer.get(at).content.decode()
    answer_to_it = {"version": "3", "day": today, "words": "The report says so."}
    assert officer.post(f"{at}submitted/", answer_to_it).status_code == 302
    assert officer.get(f"{at}certified/").status_code == 404
    assert approver.post(f"{at}certified/", {"version": "4", "day": today}).status_code == 302
    form = officer.get(f"{ROOM}payments/new/?claim={claim.reference}").content.decode()
    assert 'value="1000.50"' in form
    paid = {
        "reference": "pay-page", "payee": "KAZ", "mission": "UNIFIL", "paid_on": today, "amount": "900.00",
        "claims": claim.reference,
    }  # fmt: skip
    assert officer.post(f"{ROOM}payments/new/", paid).status_code == 302
    debt = {"reference": "debt-page", "state": "KAZ", "incurred_on": today, "amount": "200.00", "reason": "Rations"}
    assert officer.post(f"{ROOM}debts/new/", debt).status_code == 302
    off = {"version": "6", "debt": "debt-page", "settled_on": today, "amount": "100.50", "reason": "By letter"}
    assert approver.post(f"{at}set-off/", off).status_code == 302
    claim.refresh_from_db()
    assert claim.stage == "paid"
    page = state.get(at).content.decode()
    assert "pay-page" in page
    assert "debt-page" in page
    assert StateDebt.objects.get().set_offs.get().amount_cents == 100_50
    added = {"version": "7", "self_sustainment": "7.25", "source": "Another paper"}
    assert officer.post(f"{at}supplement/", added).status_code == 302
    assert Claim.objects.get(corrects=claim).total_cents == 7_25


def test_what_is_refused_is_told_on_the_form_and_nothing_is_saved(record: Record) -> None:
    claimed_memorandum()
    officer = signed_in(record, "secretariat officer")
    said = {"payee": "KAZ", "quarter": "2018-04-01", "personnel": "5"}
    answer = officer.post(f"{CLAIMS}new/?memorandum={MEMORANDUM}", said)
    assert answer.status_code == 400
    assert "the source is not given" in answer.content.decode()
    paid = {"reference": "pay-page", "payee": "KAZ", "mission": "UNIFIL", "paid_on": DAY.isoformat(), "amount": "5"}
    answer = officer.post(f"{ROOM}payments/new/", paid)
    assert answer.status_code == 400
    assert "is more than the $0.00 owed" in answer.content.decode()
    assert not Claim.objects.exists()
    assert not ReimbursementPayment.objects.exists()


@pytest.fixture
def walked(record: Record) -> Record:
    company_in_theatre(with_tours=False)
    claims_walked_over(record)
    return record


def test_a_line_opens_to_its_explanation(walked: Record) -> None:
    state = signed_in(walked, "owning State")
    at = f"{CLAIMS}claimed-kaz-2017Q3-KAZ/"
    page = state.get(f"{at}{AT}").content.decode()
    assert f"{at}lines/1/" in page
    assert "As entered from a paper: Paper of the tests" in state.get(f"{at}lines/1/{AT}").content.decode()
    assert state.get(f"{at}lines/9/{AT}").status_code == 404


def test_arrears_and_the_account_say_the_same_sum(walked: Record) -> None:
    state = signed_in(walked, "owning State")
    owed = "449,899.75"
    page = state.get(f"{ROOM}arrears/{AT}").content.decode()
    assert owed in page
    assert "over 365 days" in page
    assert "arrears-chart" in page
    account = state.get(f"{ROOM}accounts/KAZ/{AT}").content.decode()
    assert owed in account
    assert "debt-kaz" in account
    assert state.get(f"{ROOM}accounts/UN/{AT}").status_code == 404
    assert owed not in signed_in(walked, "other State").get(f"{ROOM}accounts/KAZ/{AT}").content.decode()


def test_what_is_due_says_what_is_not_drawn_up(walked: Record) -> None:
    page = signed_in(walked, "secretariat officer").get(f"{CLAIMS}due/{AT}").content.decode()
    assert "not drawn up" in page
    assert "2018Q3" in page


def test_a_claim_leaves_as_paper_and_as_workbook_with_the_same_sums(walked: Record) -> None:
    state = signed_in(walked, "owning State")
    at = f"{CLAIMS}claimed-kaz-2017Q3-KAZ/"
    paper = state.get(f"{at}paper/{AT}")
    assert paper.content.startswith(b"%PDF")
    book = openpyxl.load_workbook(BytesIO(state.get(f"{at}workbook/{AT}").content))
    assert {"Sums", "Lines", "Withheld", "Settled", "Explanations"} <= set(book.sheetnames)
    sums = {row[0]: row[1] for row in book["Sums"].iter_rows(min_row=2, values_only=True)}
    assert [Decimal(str(sums[name])) for name in ("In all", "Settled", "Owed")] == [
        Decimal("450000.75"),
        Decimal(101),
        Decimal("449899.75"),
    ]


PAGES = (
    "claims/", "claims/due/", "claims/claimed-kaz-2017Q3-KAZ/", "payments/", "payments/pay-kaz/", "debts/",
    "debts/debt-kaz/", "arrears/", "accounts/KAZ/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["secretariat approver", "owning State"])
def test_no_page_asks_more_than_thirty_questions(
    walked: Record, page: str, kind: str, django_assert_max_num_queries: object
) -> None:
    client = signed_in(walked, kind)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert client.get(f"{ROOM}{page}{AT}").status_code == 200
