"""Addresses of a State's opportunities and interests: a State's own alone."""

from muster.decisions.actions.interests import write_interests
from muster.decisions.opportunities.interest_terms import InterestTerms
from muster.parties.viewer import SYSTEM
from muster.pledges import actions as pledges
from tests.record import KNOWN, Record, pledge_terms
from tests.web.address_entries import IND, KAZ, KAZ_OFFICER, Entry, but, form, only_read, operation, page

STATES = (*KAZ, *IND)
OFFICERS = (*KAZ_OFFICER, *IND)
ONE = "req-published-coy/kaz-walked-unit"


PAGES: tuple[Entry, ...] = (
    *only_read("decisions/opportunities/", "/decisions/opportunities/", *STATES, others=403),
    *only_read("decisions/opportunities/possible/", "/decisions/opportunities/possible/", *STATES, others=403),
    *only_read("decisions/opportunities.<str:form>", "/decisions/opportunities.pdf", *STATES, others=403),
    but(
        page("GET decisions/opportunities/<slug:post>/<slug:unit>/", f"/decisions/opportunities/{ONE}/", *KAZ,
             others=403),
        IND,
        404,
    ),
    page("POST decisions/opportunities/<slug:post>/<slug:unit>/", f"/decisions/opportunities/{ONE}/", status=405),
    *only_read("decisions/interests/", "/decisions/interests/", *STATES, others=403),
    *form("decisions/interests/write/", "/decisions/interests/write/", *OFFICERS),
    *only_read("decisions/interests/workbook/", "/decisions/interests/workbook/", *STATES, others=403),
    *form("decisions/interests/import/", "/decisions/interests/import/", *OFFICERS),
)  # fmt: skip

OPERATIONS: tuple[Entry, ...] = (
    operation("GET opportunities", "opportunities", *STATES, others=403),
    but(operation("GET opportunities/<post>/<unit>", f"opportunities/{ONE}", *KAZ, others=403), IND, 404),
    operation("GET possible-opportunities", "possible-opportunities", *STATES, others=403),
    operation("GET state-interests", "state-interests", *STATES, others=403),
    operation("PUT state-interests", "state-interests", *OFFICERS, others=403,
              body={"interests": [{"kind": "region", "value": "Middle East", "weight": 1}]}),
)  # fmt: skip

MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Reason of the interest of Kazakhstan", KAZ),
    ("Title of kaz-walked-unit", KAZ),
)


def ground(record: Record) -> dict[str, int]:
    """Enter a drafted pledge of Kazakhstan, which is an opportunity, and an interest of it."""
    organisations = record.parties.organisations
    pledges.create_pledge(SYSTEM, pledge_terms("kaz-walked-unit", "KAZ"), register=organisations["UN"], today=KNOWN)
    terms = (InterestTerms("mission", "UNIFIL", 2, "Reason of the interest of Kazakhstan"),)
    write_interests(SYSTEM, terms, today=KNOWN, state=organisations["KAZ"])
    return {}
